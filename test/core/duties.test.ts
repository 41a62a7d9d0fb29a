import { describe, expect, it } from 'vitest';
import { instantAt } from '../../src/core/calendar.ts';
import type { PersonId, ReportId, SupervisionNoticeId } from '../../src/core/ids.ts';
import { noticeKey } from '../../src/core/notice.ts';
import type { Task } from '../../src/core/task.ts';
import { at, aUnit, calendar, day, saidBy, taskAfter, unitId } from '../support/builders.ts';
import { everyDay, owed, started, sweepOn } from '../support/swept-duties.ts';

const reported = {
  status: 'reported-done',
  reportId: 'report-1' as ReportId,
  madeAt: at('2026-03-20 12:00'),
  waitingSince: at('2026-03-20 12:00'),
} as const;

describe('what is said when every morning is swept', () => {
  it('reminds before the limit, then climbs the ladder of a subordinate unit to a draft, and repeats no signed rung', () => {
    expect(sweepOn(started(), everyDay('2026-03-03', '2026-04-20')).said).toEqual([
      '03-24 remind → liaison 1:before-5',
      '03-30 remind → liaison 1:before-1',
      '03-31 remind → liaison 1:before-0',
      '04-01 chase → liaison 1:rung-1',
      '04-02 warn → liaison 1:warn-2',
      '04-03 chase-deputy-head → unit-deputy-head 1:rung-2',
      '04-09 chase-deputy-head → unit-deputy-head 1:rung-2:repeat-1', // three working days on, Qingming between
      '04-09 warn → liaison 1:warn-3',
      '04-10 for-signature → signer 1:rung-3',
      '04-14 sign-wait → office-staff 1:sign-3:1',
      '04-15 overdue → liaison 1:overdue-2026-04-15',
      '04-16 sign-wait → office-staff 1:sign-3:2',
      '04-20 overdue → liaison 1:overdue-2026-04-20',
      '04-20 sign-wait → office-staff 1:sign-3:3',
    ]);
  });

  it('to the office itself repeats the chaser three times, then it is a thing for the clerk', () => {
    const { said } = sweepOn(started(), everyDay('2026-04-01', '2026-04-30'), aUnit({ relation: 'office' }));

    expect(said.filter((line) => !line.includes('overdue'))).toEqual([
      '04-01 chase → liaison 1:rung-1',
      '04-07 chase → liaison 1:rung-1:repeat-1',
      '04-10 chase → liaison 1:rung-1:repeat-2',
      '04-15 chase → liaison 1:rung-1:repeat-3',
      '04-20 phone → office-staff 1:rung-1:exhausted',
    ]);
  });

  it.each([
    ['judicial', 'letter'],
    ['vertical', 'propose-coordination'],
    ['peer', 'supervise'],
  ] as const)('for a %s unit drafts a %s and never signs it', (relation, kind) => {
    const before = sweepOn(started(), everyDay('2026-03-03', '2026-04-09'), aUnit({ relation })).task;
    const { drafts, notices, events } = owed(before, at('2026-04-10 09:00'), aUnit({ relation }));

    expect(drafts).toMatchObject([{ kind, dueOn: '2026-03-31', overdueWorkdays: 7, answerBy: '2026-04-17' }]);
    expect(events).toMatchObject([
      { type: 'rung-climbed', kind },
      { type: 'supervision-notice-drafted', noticeId: drafts[0]?.noticeId },
    ]);
    expect(saidBy(notices)).toEqual(['for-signature → unit-office signer']);
  });

  it('says each thing once: every key is its own', () => {
    const keys: string[] = [];
    let task = started();
    for (const on of everyDay('2026-03-03', '2026-06-30')) {
      const duties = owed(task, instantAt(on, '09:00'));
      keys.push(...duties.notices.map(noticeKey));
      task = taskAfter(task, instantAt(on, '09:00'), duties.events);
    }

    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThan(30);
  });

  it('to a long task reminds fifteen days before as well, on a working day', () => {
    const long = started({ startedOn: day('2026-01-05'), dueOn: day('2026-05-31') });

    expect(sweepOn(long, everyDay('2026-05-01', '2026-06-01')).said).toEqual([
      '05-15 remind → liaison 1:long', // 16 May is a Saturday
      '05-22 remind → liaison 1:before-5',
      '05-28 remind → liaison 1:before-1',
      '05-29 remind → liaison 1:before-0', // the Friday before a Sunday limit
      '06-01 chase → liaison 1:rung-1',
    ]);
  });

  it('never says a word on a day off or before nine', () => {
    expect(owed(started(), at('2026-03-24 08:59')).events).toEqual([]);
    expect(owed(started(), at('2026-03-24 09:00')).events).toHaveLength(1);
    expect(sweepOn(started(), everyDay('2026-04-04', '2026-04-06')).said.length).toBe(1); // what Friday owed, found late
  });
});

describe('after an outage', () => {
  it.each([
    ['2026-03-24 09:00', 'before-5', []],
    ['2026-03-29 12:00', 'before-5', []],
    ['2026-03-30 09:01', 'before-1', ['before-5']],
    ['2026-03-31 18:00', 'before-0', ['before-5', 'before-1']],
  ])('at %s one reminder is said, %s, and the missed are named', (text, point, missed) => {
    expect(owed(started(), at(text)).events).toEqual([{ type: 'task-reminded', point, missed }]);
  });

  it('of five days over the limit the reminders are recorded, not said, and the ladder stands where the true day stands', () => {
    const duties = owed(started(), at('2026-04-03 09:00'));

    expect(duties.events).toEqual([
      { type: 'task-reminded', point: 'past', missed: ['before-5', 'before-1', 'before-0'] },
      { type: 'rung-climbed', rung: 1, on: '2026-04-03', kind: 'chase', overdueWorkdays: 3, repeat: 0 },
      { type: 'rung-climbed', rung: 2, on: '2026-04-03', kind: 'chase-deputy-head', overdueWorkdays: 3, repeat: 0 },
    ]);
    expect(saidBy(duties.notices)).toEqual(['chase-deputy-head → unit-education unit-deputy-head']);
  });

  it('of thirty days every rung is climbed in order, the latest automatic one is said, and the signed one is drafted', () => {
    const duties = owed(started(), at('2026-05-15 16:20'));

    expect(duties.events.map((event) => ('rung' in event ? `${event.type} ${event.rung}` : event.type))).toEqual([
      'task-reminded',
      'rung-climbed 1',
      'rung-climbed 2',
      'rung-climbed 3',
      'supervision-notice-drafted 3',
    ]);
    expect(saidBy(duties.notices)).toEqual([
      'chase-deputy-head → unit-education unit-deputy-head',
      'for-signature → unit-office signer',
    ]);
    expect(duties.drafts).toMatchObject([{ overdueWorkdays: 30 }]);
  });

  it('the latest repeat is said once', () => {
    const chased = sweepOn(started(), [day('2026-04-01')], aUnit({ relation: 'office' })).task;

    expect(sweepOn(chased, [day('2026-04-13')], aUnit({ relation: 'office' })).said).toEqual([
      '04-13 chase → liaison 1:rung-1:repeat-2',
    ]);
  });

  it('sweeping again at the same instant says nothing more', () => {
    const now = at('2026-05-15 16:20');
    const task = taskAfter(started(), now, owed(started(), now).events);

    expect(owed(task, now)).toEqual({ events: [], notices: [], drafts: [] });
  });
});

describe('the office’s own clocks', () => {
  it('remind of a report that waits two and five working days, while the unit’s clock stands', () => {
    expect(sweepOn(started({ state: reported }), everyDay('2026-03-20', '2026-04-30')).said).toEqual([
      '03-24 review-wait → office-staff 1:review-1:report-1',
      '03-27 review-wait → office-staff 1:review-2:report-1',
    ]);
  });

  it('after an outage remind once', () => {
    expect(sweepOn(started({ state: reported }), [day('2026-04-10')]).said).toEqual([
      '04-10 review-wait → office-staff 1:review-2:report-1',
    ]);
  });

  it('tell the clerk to phone when a signed notice is not acknowledged, once', () => {
    const onRung = sweepOn(started(), everyDay('2026-03-03', '2026-04-10')).task;
    const signed = taskAfter(onRung, at('2026-04-10 15:00'), [
      {
        type: 'supervision-notice-signed',
        noticeId: onRung.supervisionNoticeId as SupervisionNoticeId,
        number: '督办〔2026〕1号',
      },
    ]);
    const acknowledged = taskAfter(signed, at('2026-04-13 15:00'), [
      { type: 'supervision-notice-acknowledged', noticeId: signed.supervisionNoticeId as SupervisionNoticeId },
    ]);
    const phoned = (task: Task) =>
      sweepOn(task, everyDay('2026-04-13', '2026-04-30')).said.filter((line) => line.includes('phone'));

    expect(phoned(signed)).toEqual(['04-14 phone → office-staff 1:rung-3:acknowledge']);
    expect(phoned(acknowledged)).toEqual([]);
  });
});

describe('nothing is owed', () => {
  const years = everyDay('2026-03-03', '2026-12-31').filter((on) => calendar.isWorkday(on));
  const by = 'clerk' as PersonId;

  it.each<[string, Partial<Task>]>([
    ['while no day has been decided', { dueOn: null }],
    [
      'once closed',
      {
        state: {
          status: 'closed',
          closedOn: day('2026-03-03'),
          by,
          reportId: 'r' as ReportId,
          reportMadeAt: at('2026-03-03 10:00'),
        },
      },
    ],
    ['once cancelled', { state: { status: 'cancelled', reason: '合并' } }],
  ])('%s', (_, over) => {
    expect(sweepOn(started(over), years).said).toEqual([]);
  });
});

describe('a discreet task', () => {
  it('has the same duties, and no notice carries a word of it', () => {
    const discreet = started({ discreet: true, title: '' });
    const days = everyDay('2026-03-03', '2026-04-10');

    expect(sweepOn(discreet, days).said).toEqual(sweepOn(started(), days).said);
    expect(owed(discreet, at('2026-03-24 09:00')).notices).toEqual([
      {
        taskId: 'task-1',
        dueOn: '2026-03-31',
        kind: 'remind',
        round: '1:before-5',
        recipient: { unitId, role: 'liaison' },
        manner: 'card',
      },
    ]);
  });
});
