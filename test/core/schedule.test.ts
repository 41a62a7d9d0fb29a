import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayAt, makeCalendar } from '../../src/core/calendar.ts';
import type { PersonId, ReportId } from '../../src/core/ids.ts';
import { defaultPolicy, Policy } from '../../src/core/policy.ts';
import { nextAction, nextOfficeTime, type OfficeTimeKind, sendSlot, windowsOn } from '../../src/core/schedule.ts';
import { freshAttention, type Task } from '../../src/core/task.ts';
import { aTask, at, aUnit, calendar, day } from '../support/builders.ts';

/** An instant as it is read in Beijing: 2026-03-24 09:00. */
function inBeijing(instant: Date | null): string | null {
  return instant && new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}
const started = (over: Partial<Task> = {}) => aTask({ attention: freshAttention(1, day('2026-03-02')), ...over });
const next = (task: Task, now: string) => inBeijing(nextAction(task, at(now), calendar, aUnit()));

describe('a task next needs attention', () => {
  it.each([
    ['2026-03-02 10:00', '2026-03-24 09:00'],
    ['2026-03-24 08:59', '2026-03-24 09:00'],
  ])('at %s: on %s, its first reminder', (now, expected) => {
    expect(next(started(), now)).toBe(expected);
  });

  it('at once when something is owed already, so that an act between does not lose it', () => {
    expect(next(started(), '2026-03-24 09:00')).toBe('2026-03-24 09:00');
    expect(next(started(), '2026-03-25 13:37')).toBe('2026-03-25 13:37');
  });

  it.each<[string, Partial<Task>, string, string | null]>([
    [
      'the morning after its limit, all reminders said',
      { attention: { ...freshAttention(1), reminded: 'before-0' } },
      '2026-03-31 09:00',
      '2026-04-01 09:00',
    ],
    [
      'over a holiday',
      { dueOn: day('2026-09-30'), attention: { ...freshAttention(1), reminded: 'before-0' } },
      '2026-09-30 09:00',
      '2026-10-08 09:00',
    ],
    [
      'beyond the limit, on the morning of the next warning',
      {
        attention: {
          ...freshAttention(1),
          reminded: 'past',
          rung: 1,
          rungOn: day('2026-04-01'),
          shownOn: day('2026-04-01'),
        },
      },
      '2026-04-01 09:00',
      '2026-04-02 09:00',
    ],
    [
      'with the office, two working days after the report',
      {
        state: {
          status: 'reported-done',
          reportId: 'r' as ReportId,
          madeAt: at('2026-03-20 12:00'),
          waitingSince: at('2026-03-20 12:00'),
        },
      },
      '2026-03-20 12:00',
      '2026-03-24 09:00',
    ],
    ['never, undecided', { dueOn: null }, '2026-03-20 12:00', null],
    ['never, cancelled', { state: { status: 'cancelled', reason: '合并' } }, '2026-03-20 12:00', null],
  ])('%s', (_, over, now, expected) => {
    expect(next(started(over), now)).toBe(expected);
  });

  it('when a hold ends before the limit and a warning was held back by it', () => {
    const policy = Policy.parse({
      warnBeforeRungWorkdays: 5,
      ladders: {
        ...defaultPolicy.ladders,
        subordinate: [{ onOverdueWorkday: 1, kind: 'chase-deputy-head', recipient: 'unit-deputy-head', mode: 'auto' }],
      },
    });
    const attention = { ...freshAttention(1, day('2026-03-02')), reminded: 'before-5', heldUntil: day('2026-03-26') };

    expect(next(started({ policy, attention }), '2026-03-25 12:00')).toBe('2026-03-27 09:00');
  });
});

describe('an office time', () => {
  it.each<[OfficeTimeKind, string, string]>([
    ['morning-card', '2026-04-03 08:59', '2026-04-03 09:00'],
    ['morning-card', '2026-04-03 09:00', '2026-04-07 09:00'], // Qingming
    ['morning-card', '2026-02-13 12:00', '2026-02-14 09:00'], // a make-up Saturday
    ['audit', '2026-04-03 02:10', '2026-04-04 02:10'], // every night, holidays too
    ['ledger-head', '2026-04-03 17:10', '2026-04-07 17:10'],
    ['bulletin', '2026-01-01 00:00', '2026-01-06 09:00'], // the year before: first working day after the 5th
    ['bulletin', '2026-01-06 09:00', '2026-04-07 09:00'],
    ['bulletin', '2026-07-01 00:00', '2026-07-06 09:00'],
    ['bulletin', '2026-09-30 00:00', '2026-10-08 09:00'],
    ['year-end', '2026-06-01 00:00', '2026-12-07 09:00'], // 1 December is a Tuesday
    ['year-end', '2026-12-28 09:00', '2027-12-06 09:00'],
    ['window', '2026-04-07 12:00', '2026-04-22 09:00'],
    ['window', '2026-04-22 09:00', '2026-04-27 09:00'],
    ['window', '2026-04-27 09:00', '2026-04-28 09:00'],
    ['window', '2026-04-28 09:00', '2026-05-22 09:00'], // statistics of April: 1 to 5 May are days off
  ])('%s after %s is %s', (kind, after, expected) => {
    expect(inBeijing(nextOfficeTime(kind, at(after), defaultPolicy, calendar))).toBe(expected);
  });

  it('lies strictly after, whenever it is asked, and asking from it goes on', () => {
    const kinds = fc.constantFrom<OfficeTimeKind>(
      'morning-card',
      'window',
      'bulletin',
      'audit',
      'ledger-head',
      'year-end',
    );
    const instants = fc.date({ min: at('2025-01-01 00:00'), max: at('2027-12-31 00:00'), noInvalidDate: true });

    fc.assert(
      fc.property(kinds, instants, (kind, after) => {
        const first = nextOfficeTime(kind, after, defaultPolicy, calendar);

        expect(first > after).toBe(true);
        expect(nextOfficeTime(kind, new Date(first.getTime() - 1), defaultPolicy, calendar)).toEqual(first);
        expect(nextOfficeTime(kind, first, defaultPolicy, calendar) > first).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a report window', () => {
  it.each([
    ['2026-06-22', [{ window: 'narrative', phase: 'opens', closesOn: '2026-06-28' }]],
    ['2026-06-23', []],
    ['2026-06-26', [{ window: 'narrative', phase: 'missing', closesOn: '2026-06-28' }]], // its last working day
    ['2026-06-29', []],
    ['2026-07-01', [{ window: 'statistics', phase: 'opens', closesOn: '2026-07-05' }]],
    ['2026-07-03', [{ window: 'statistics', phase: 'missing', closesOn: '2026-07-05' }]],
    ['2026-08-24', [{ window: 'narrative', phase: 'opens', closesOn: '2026-08-28' }]], // the 22nd is a Saturday
    ['2026-08-27', [{ window: 'narrative', phase: 'missing', closesOn: '2026-08-28' }]],
    ['2026-08-28', [{ window: 'narrative', phase: 'missing', closesOn: '2026-08-28' }]],
    ['2026-06-27', []], // a Saturday
  ])('on %s: %j', (on, expected) => {
    expect(windowsOn(day(on), defaultPolicy, calendar)).toEqual(expected);
  });
});

describe('the slot of a person’s card', () => {
  const on = day('2026-03-24');
  const people = Array.from(
    { length: 2000 },
    (_, index) => `0198c0de-0000-7000-8000-${String(index).padStart(12, '0')}` as PersonId,
  );

  it('is the same each time, between the policy’s times', () => {
    const slots = people.map((person) => sendSlot(person, on, defaultPolicy));

    expect(people.map((person) => sendSlot(person, on, defaultPolicy))).toEqual(slots);
    expect(slots.filter((slot) => slot < at('2026-03-24 09:02') || slot >= at('2026-03-24 09:25'))).toEqual([]);
  });

  it('spreads people over minutes and seconds', () => {
    const perMinute = new Map<string, number>();
    for (const person of people) {
      const minute = sendSlot(person, on, defaultPolicy).toISOString().slice(11, 16);
      perMinute.set(minute, (perMinute.get(minute) ?? 0) + 1);
    }

    expect(perMinute.size).toBe(23);
    expect(Math.max(...perMinute.values())).toBeLessThan((2000 / 23) * 1.6);
    expect(new Set(people.map((person) => sendSlot(person, on, defaultPolicy).getUTCSeconds())).size).toBe(60);
  });

  it('avoids minutes 0 and 30, and stays within a window of no length', () => {
    const wide = Policy.parse({ sendFrom: '08:55', sendTo: '09:40' });
    const none = Policy.parse({ sendFrom: '09:02', sendTo: '09:02' });

    expect(people.filter((person) => sendSlot(person, on, wide).getUTCMinutes() % 30 === 0)).toEqual([]);
    expect(people.filter((person) => dayAt(sendSlot(person, on, none)) !== on)).toEqual([]);
  });
});

describe('an office with days of its own', () => {
  it('moves its times', () => {
    const office = makeCalendar({ '2026-04-07': false });

    expect(inBeijing(nextOfficeTime('morning-card', at('2026-04-03 09:00'), defaultPolicy, office))).toBe(
      '2026-04-08 09:00',
    );
  });
});
