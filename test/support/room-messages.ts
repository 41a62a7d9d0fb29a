import { day } from '../../src/core/calendar.ts';
import type { BulletinId } from '../../src/core/ids.ts';
import type { Catalogue } from '../../src/core/message/catalogue.ts';
import { at, bulletinDraft, court, type Facts, id, offlineDelivery, personNamed } from './message-facts.ts';

/** What the office sees in its channel, and what is done there by command. */
export function roomMessages(texts: Catalogue, { task, unit, setting, report, notice }: Facts) {
  const { room } = texts;
  const { policy } = task;
  const rung = policy.ladders.peer[2] ?? null;
  const person = personNamed('王芳');
  const card = texts.notice({ kind: 'for-review', task, unit, report, supervisionNotice: notice }, setting);
  const outcome = { by: '林晓雯', at: at('2026-06-29 10:12'), what: '审核办结' };
  const bulletin = {
    ...bulletinDraft([3, 1, 2, 1, 0, 4], 1),
    id: id<BulletinId>('bulletin-1'),
    text: '各责任单位：',
    number: null,
  } as const;
  const call = { delivery: offlineDelivery(task), unit, person };
  const handover = {
    from: person,
    to: personNamed('李明'),
    on: day('2026-07-01'),
    roles: [{ unit, role: 'liaison' as const }],
    tasks: [task],
  };
  const statuses = ['draft', 'signed', 'published'] as const;
  return [
    { name: 'room.settled', message: room.settled(card, outcome, setting) },
    { name: 'room.settled by the clock', message: room.settled(card, null, setting) },
    { name: 'room.settled replaced', message: room.settled(card, 'replaced', setting) },
    {
      name: 'room.rungsComing',
      message: room.rungsComing(
        day('2026-06-30'),
        [
          { task, unit, rung },
          { task, unit, rung: null },
        ],
        setting,
      ),
    },
    { name: 'room.calls', message: room.calls([call, { ...call, unit: null, person: null }], setting) },
    { name: 'room.calls none', message: room.calls([], setting) },
    { name: 'room.ledgerHead', message: room.ledgerHead({ seq: 412, hash: 'a1b2c3' }, setting) },
    ...statuses.map((status) => ({
      name: `room.bulletin ${status}`,
      message: room.bulletin({ ...bulletin, status }, '第二季度通报', setting),
    })),
    {
      name: 'room.bulletins',
      message: room.bulletins(
        statuses.map((status) => ({ bulletin: { ...bulletin, status }, title: '第二季度通报' })),
        setting,
      ),
    },
    {
      name: 'room.drafts',
      message: room.drafts(
        [{ notice, task, unit }],
        [{ bulletin: { ...bulletin, status: 'signed' }, title: '第二季度通报' }],
        true,
        setting,
      ),
    },
    { name: 'room.drafts for who does not sign', message: room.drafts([{ notice, task, unit }], [], false, setting) },
    { name: 'room.drafts none', message: room.drafts([], [], true, setting) },
    { name: 'room.bulletins none', message: room.bulletins([], setting) },
    {
      name: 'room.bulletinPost',
      message: room.bulletinPost({ ...bulletin, status: 'published' }, '第二季度通报', 'a1b2c3', setting),
    },
    {
      name: 'room.postedNowhere',
      message: room.postedNowhere('第二季度通报', 'C01', 'not_in_channel', 'bulletin-1', setting),
    },
    { name: 'room.roomLost', message: room.roomLost('C01', 'is_archived', setting) },
    {
      name: 'room.publishForm',
      message: room.publishForm({ ...bulletin, status: 'signed' }, '第二季度通报', 'C01', setting),
    },
    {
      name: 'room.publishForm again',
      message: room.publishForm({ ...bulletin, status: 'published' }, '第二季度通报', null, setting),
    },
    ...(rung ? [{ name: 'room.skipForm', message: room.skipForm(task, rung, setting) }] : []),
    {
      name: 'room.handoverForm',
      message: room.handoverForm(
        [
          { person, units: [unit] },
          { person: personNamed('李明'), units: [] },
        ],
        setting,
      ),
    },
    { name: 'room.takenOver', message: room.takenOver(handover, setting) },
    { name: 'room.handoverRecorded', message: room.handoverRecorded(handover, setting) },
    { name: 'room.roomsForm', message: room.roomsForm({ office: 'C01', bulletin: null, fixed: false }) },
    { name: 'room.roomsForm fixed', message: room.roomsForm({ office: 'C01', bulletin: 'C02', fixed: true }) },
    { name: 'room.roomsSet', message: room.roomsSet({ office: true, bulletin: false }, setting) },
    { name: 'room.askedToReport', message: room.askedToReport(unit, [task], setting) },
    { name: 'room.reminded', message: room.reminded([unit], [court], setting) },
    { name: 'room.remindedLately', message: room.remindedLately([unit], day('2026-06-30'), setting) },
    { name: 'room.remindedLately none', message: room.remindedLately([], day('2026-06-30'), setting) },
    { name: 'room.officeOnly', message: room.officeOnly },
  ];
}
