import { describe, expect, it } from 'vitest';
import { makeCalendar } from '../../src/core/calendar.ts';
import type { PersonId, ReportId } from '../../src/core/ids.ts';
import {
  dayInForce,
  isOverdue,
  isUndecided,
  lateFrom,
  light,
  overdueWorkdays,
  submitBy,
  type TaskState,
  verdict,
} from '../../src/core/task.ts';
import { aTask, at, calendar, day } from '../support/builders.ts';

const reportId = 'report-1' as ReportId;
const reported = (madeAt: Date): TaskState => ({ status: 'reported-done', reportId, madeAt, waitingSince: madeAt });
const closed = (reportMadeAt: Date): TaskState => ({
  status: 'closed',
  closedOn: day('2026-05-20'),
  by: 'clerk' as PersonId,
  reportId,
  reportMadeAt,
});

describe('the day in force', () => {
  it('is the due day, and the supplement day while a report is sent back', () => {
    expect(dayInForce(aTask())).toBe('2026-03-31');
    expect(dayInForce(aTask({ state: { status: 'open', supplementDueOn: day('2026-04-09') } }))).toBe('2026-04-09');
    expect(dayInForce(aTask({ state: reported(at('2026-03-30 10:00')) }))).toBe('2026-03-31');
    expect(dayInForce(aTask({ dueOn: null }))).toBeNull();
  });
});

describe('late from', () => {
  it.each([
    ['2026-03-31', '2026-04-01', 'an ordinary Tuesday'],
    ['2026-05-31', '2026-06-01', 'a Sunday: the Monday'],
    ['2026-05-29', '2026-06-01', 'a Friday: the Monday'],
    ['2026-04-03', '2026-04-07', 'before Qingming'],
    ['2026-02-13', '2026-02-14', 'before a make-up Saturday'],
    ['2026-02-14', '2026-02-24', 'a make-up Saturday before Spring Festival'],
    ['2026-09-30', '2026-10-08', 'before National Day'],
    ['2024-02-28', '2024-02-29', 'before the leap day'],
    ['2024-02-29', '2024-03-01', 'the leap day'],
    ['2025-12-31', '2026-01-04', 'the last day of the year'],
  ])('a limit of %s is passed from %s on (%s)', (limit, from) => {
    expect(lateFrom(day(limit), calendar)).toBe(from);
  });
});

describe('handing in by', () => {
  it.each([
    ['2026-05-31', '2026-05-29'],
    ['2026-10-05', '2026-09-30'],
    ['2026-02-28', '2026-02-28'], // a make-up Saturday is a working day
    ['2026-06-30', '2026-06-30'],
  ])('a limit of %s is asked for by %s', (limit, by) => {
    expect(submitBy(day(limit), calendar)).toBe(by);
  });
});

describe('being overdue', () => {
  it.each([
    ['2026-03-30', false, 0],
    ['2026-03-31', false, 0], // the deadline day itself
    ['2026-04-01', true, 1],
    ['2026-04-02', true, 2],
    ['2026-04-03', true, 3],
    ['2026-04-05', true, 3], // a day off counts as the working day before
    ['2026-04-07', true, 4],
    ['2026-04-10', true, 7],
  ])('on %s: %s, %i working days', (today, overdue, workdays) => {
    expect(isOverdue(aTask(), day(today), calendar)).toBe(overdue);
    expect(overdueWorkdays(aTask(), day(today), calendar)).toBe(workdays);
  });

  it('begins only on the working day after a limit on a day off', () => {
    const task = aTask({ dueOn: day('2026-05-31') });

    expect(isOverdue(task, day('2026-05-31'), calendar)).toBe(false);
    expect(overdueWorkdays(task, day('2026-06-01'), calendar)).toBe(1);
  });

  it('counts from the supplement day while a report is sent back', () => {
    const task = aTask({ state: { status: 'open', supplementDueOn: day('2026-04-09') } });

    expect(isOverdue(task, day('2026-04-09'), calendar)).toBe(false);
    expect(overdueWorkdays(task, day('2026-04-10'), calendar)).toBe(1);
  });

  it.each<[string, TaskState]>([
    ['reported', reported(at('2026-04-03 10:00'))],
    ['closed', closed(at('2026-04-03 10:00'))],
    ['cancelled', { status: 'cancelled', reason: '合并' }],
  ])('is over once the task is %s', (_, state) => {
    expect(overdueWorkdays(aTask({ state }), day('2026-06-01'), calendar)).toBe(0);
  });

  it('never begins while no day has been set', () => {
    expect(isUndecided(aTask({ dueOn: null }))).toBe(true);
    expect(isOverdue(aTask({ dueOn: null }), day('2030-01-01'), calendar)).toBe(false);
  });
});

describe('the verdict', () => {
  it.each([
    ['2026-03-31', '2026-03-31 23:59', 'on-time'],
    ['2026-03-31', '2026-04-01 00:00', 'late'],
    ['2026-05-31', '2026-05-31 23:59', 'on-time'], // the Sunday itself
    ['2026-05-29', '2026-05-31 23:59', 'on-time'], // the weekend after a Friday
    ['2026-05-29', '2026-06-01 00:00', 'late'],
    ['2026-09-30', '2026-10-07 23:59', 'on-time'], // the holiday after it
    ['2026-02-13', '2026-02-14 00:00', 'late'], // a make-up Saturday is a working day
    ['2024-02-28', '2024-02-29 00:00', 'late'],
    ['2024-02-29', '2024-02-29 23:59', 'on-time'],
  ] as const)('with a limit of %s, made at %s, is %s whenever it is reviewed', (dueOn, madeAt, expected) => {
    const today = day('2026-12-31');

    expect(verdict(aTask({ dueOn: day(dueOn), state: reported(at(madeAt)) }), today, calendar)).toBe(expected);
    expect(verdict(aTask({ dueOn: day(dueOn), state: closed(at(madeAt)) }), today, calendar)).toBe(expected);
  });

  it('is open until the limit has passed, then late', () => {
    expect(verdict(aTask(), day('2026-03-31'), calendar)).toBe('open');
    expect(verdict(aTask(), day('2026-04-01'), calendar)).toBe('late');
    expect(verdict(aTask({ dueOn: null }), day('2026-12-31'), calendar)).toBe('open');
  });

  it('of a task without a limit is on time once it is reported', () => {
    expect(verdict(aTask({ dueOn: null, state: reported(at('2026-11-01 10:00')) }), day('2026-12-01'), calendar)).toBe(
      'on-time',
    );
  });

  it('of a cancelled task is neither', () => {
    expect(verdict(aTask({ state: { status: 'cancelled', reason: '合并' } }), day('2026-12-31'), calendar)).toBe(
      'cancelled',
    );
  });

  it('follows the due day in force, not the first one', () => {
    const extended = aTask({
      dueOn: day('2026-04-30'),
      originalDueOn: day('2026-03-31'),
      state: closed(at('2026-04-20 10:00')),
    });

    expect(verdict(extended, day('2026-12-31'), calendar)).toBe('on-time');
  });

  it('changes with the calendar only by an addition of the office', () => {
    const task = aTask({ state: reported(at('2026-04-01 10:00')) });
    const dayOff = makeCalendar({ '2026-04-01': false });

    expect(verdict(task, day('2026-05-01'), calendar)).toBe('late');
    expect(verdict(task, day('2026-05-01'), dayOff)).toBe('on-time');
  });
});

describe('the light', () => {
  it.each([
    ['2026-03-25', 'green'], // four working days left
    ['2026-03-26', 'amber'], // three
    ['2026-03-31', 'amber'],
    ['2026-04-01', 'red'],
  ])('on %s is %s', (today, expected) => {
    expect(light(aTask(), day(today), calendar)).toBe(expected);
  });

  it('is red when a person judges the task hard, whatever the day', () => {
    expect(light(aTask({ judgedHard: '资金未到位' }), day('2026-03-02'), calendar)).toBe('red');
  });

  it('is green while the office reviews, and once the task is over', () => {
    expect(light(aTask({ state: reported(at('2026-04-03 10:00')) }), day('2026-04-20'), calendar)).toBe('green');
    expect(
      light(aTask({ judgedHard: '资金未到位', state: closed(at('2026-04-03 10:00')) }), day('2026-04-20'), calendar),
    ).toBe('green');
    expect(light(aTask({ dueOn: null }), day('2026-04-20'), calendar)).toBe('green');
  });
});
