import { type Day, day } from '../../src/core/calendar.ts';
import type { CardSection } from '../../src/core/card-section.ts';
import type { MorningCard } from '../../src/core/digest.ts';
import type { Refusal } from '../../src/core/event.ts';
import type { Alarm } from '../../src/core/message/alarm.ts';
import type { Catalogue, NoticeFacts } from '../../src/core/message/catalogue.ts';
import type { Message } from '../../src/core/message/message.ts';
import { refusals } from '../../src/core/message/zh/words.ts';
import type { NoticeKind } from '../../src/core/notice.ts';
import { addAnswers, addForms } from './answer-messages.ts';
import {
  type Add,
  at,
  bank,
  bulletinDraft,
  court,
  type Facts,
  offlineDelivery,
  personNamed,
  units,
} from './message-facts.ts';
import { addConversations, addPlans } from './plan-messages.ts';
import { roomMessages } from './room-messages.ts';

const noticeKinds = [
  ...['remind', 'supplement', 'warn', 'overdue', 'chase', 'chase-deputy-head', 'review-wait', 'sign-wait', 'window'],
  ...['phone', 'weekly', 'year-end', 'answer', 'assigned', 'for-confirmation', 'for-review', 'returned', 'closed'],
  ...['reopened', 'cancelled', 'petition', 'petition-decided', 'reassigned', 'handed-over', 'for-signature'],
  ...['supervise', 'supervise-copy', 'bulletin', 'import', 'correction', 'alarm'],
  ...['rungs-coming', 'calls', 'ledger-head', 'unreported'],
] as readonly NoticeKind[];

/** Every message of a catalogue made from the same facts, with the name of the function that made it. */
export function everyMessage(texts: Catalogue, facts: Facts): readonly { name: string; message: Message }[] {
  const { task, setting } = facts;
  const made: { name: string; message: Message }[] = [];
  const add: Add = (name, message) => {
    made.push({
      name,
      message: typeof message === 'string' ? { lines: message.split('\n').map((text) => ({ text })) } : message,
    });
  };

  addNotices(texts, facts, add);
  addAnswers(texts, facts, add);
  addForms(texts, facts, add);
  addPlans(texts, facts, add);
  addConversations(texts, facts, add);
  addDocuments(texts, facts, add);
  for (const { name, message } of roomMessages(texts, facts)) add(name, message);
  add('standing', texts.standing(task, setting));
  add('taskName', texts.taskName(task));
  return made;
}

/** What is said by the clock, what the office is warned of, and what is refused. */
function addNotices(texts: Catalogue, facts: Facts, add: Add): void {
  const { task, unit, report, petition, notice, reason, setting } = facts;
  const person = personNamed('王芳');
  for (const weekly of [true, false]) add('card', texts.card(fullCard(facts, weekly), setting));
  for (const kind of noticeKinds) {
    const base: NoticeFacts = { kind, task, unit, person, report, petition, supervisionNotice: notice, reason };
    add(`notice ${kind}`, texts.notice(base, setting));
    if (kind === 'reassigned' || kind === 'petition-decided') {
      add(`notice ${kind} other`, texts.notice({ ...base, otherUnit: court }, setting));
    }
    if (kind === 'petition' || kind === 'petition-decided') {
      for (const other of ['extension', 'dispute', 'explain'] as const) {
        for (const status of ['open', 'granted', 'refused'] as const) {
          const decided = { ...petition, kind: other, status, note: reason, grantedDay: petition.requestedDay };
          add(`notice ${kind} ${other} ${status}`, texts.notice({ ...base, petition: decided }, setting));
        }
      }
    }
  }
  const alarms: readonly Alarm[] = [
    { kind: 'no-recipient', vacancies: [{ unit, roles: ['liaison', 'unit-head'] }] },
    { kind: 'no-recipient', vacancies: units.map((each) => ({ unit: each, roles: ['liaison'] })) },
    { kind: 'delivery-failed', to: '王芳', platform: 'wecom', code: '60111' },
    { kind: 'delivery-unknown', to: '王芳', platform: 'wecom' },
    { kind: 'obligation-without-message', task, notice: 'remind' },
    { kind: 'calendar-missing', year: 2027 },
    { kind: 'sweep-held', due: 20, open: 31 },
    { kind: 'ledger-broken', seq: 17 },
    { kind: 'platform-shut-out', platform: 'slack', code: 'token_revoked' },
    { kind: 'left-alone', person, to: null },
    { kind: 'written-again', person, to: null },
    { kind: 'platform-back', platform: 'slack' },
    { kind: 'input-unanswered', person, platform: 'slack', on: setting.today },
  ];
  for (const alarm of alarms) add(`alarm ${alarm.kind}`, texts.alarm(alarm, setting));
  for (const refusal of Object.keys(refusals) as readonly Refusal[]) {
    add(`refusal ${refusal}`, texts.refusal(refusal));
    add(`answer.refused ${refusal}`, texts.answer.refused(refusal, task, setting));
  }
}

/** What is printed and signed. */
function addDocuments(texts: Catalogue, { task, unit, notice, item, setting }: Facts, add: Add): void {
  const { document } = texts;
  for (const kind of ['supervise', 'letter', 'propose-coordination'] as const) {
    const to = kind === 'supervise' ? unit : kind === 'letter' ? court : bank;
    add(`document.supervisionNotice ${kind}`, document.supervisionNotice({ ...notice, kind }, task, to, item, setting));
    const signed = { ...notice, kind, number: { year: 2026, serial: 3 }, signedAt: at('2026-07-10 10:00') };
    add(`document.supervisionNotice ${kind} signed`, document.supervisionNotice(signed, task, to, null, setting));
    add('document.noticeNumber', document.noticeNumber(kind, { year: 2026, serial: 3 }));
  }
  const draft = bulletinDraft([5, 1, 1, 2, 2, 20], 1);
  const basis = '《2026年工作要点》';
  const nextDay: Day = day('2026-07-20');
  add('document.bulletin', document.bulletin(draft, { units, basis, nextDay }, setting));
  add('document.bulletin empty', document.bulletin(bulletinDraft([]), { units, basis, nextDay }, setting));
  add('document.bulletinAnnex', document.bulletinAnnex(draft, { units }, setting));
  add('document.bulletinTitle', document.bulletinTitle(draft, setting));
  add('document.bulletinNumber', document.bulletinNumber({ year: 2026, serial: 2 }));
}

/** A card with an entry in every section. */
function fullCard({ task, unit, notice, reason, setting }: Facts, weekly: boolean): MorningCard {
  const { policy } = task;
  const rung = policy.ladders.peer[1];
  const plain = { task, unit, rung: null, warning: null, supporting: false, missing: null } as const;
  const sections: readonly CardSection[] = [
    {
      kind: 'overdue',
      entries: [
        { ...plain, rung: 'chase' },
        { ...plain, rung: 'chase-deputy-head' },
        { ...plain, warning: rung ? { rung, on: day('2026-07-03') } : null },
      ],
    },
    ...(
      [
        'soon',
        'supplement',
        'to-confirm',
        'waiting',
        'warned',
        'to-call',
        'to-review',
        'undecided',
        'year-end',
      ] as const
    ).map((kind) => ({ kind, entries: [plain] })),
    { kind: 'supplement', entries: [{ ...plain, missing: reason }] },
    { kind: 'all', entries: [plain, { ...plain, supporting: true }] },
    { kind: 'to-decide', entries: [plain] },
    { kind: 'window', windows: [{ unit, closesOn: day('2026-06-28') }] },
    { kind: 'to-sign', drafts: [{ notice, task, unit }] },
    {
      kind: 'to-phone',
      calls: [
        { delivery: offlineDelivery(task), unit, person: personNamed('王芳') },
        { delivery: offlineDelivery(task), unit: null, person: null },
      ],
    },
  ];
  return {
    recipient: personNamed('王芳'),
    units: [unit],
    day: setting.today,
    weekly,
    sections,
    summary: weekly ? { open: 31, overdue: 2, soon: 3, waiting: 1 } : null,
    noticeIds: [],
  };
}
