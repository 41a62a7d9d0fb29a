import { describe, expect, it } from 'vitest';
import type { PersonId, ReportId } from '../../src/core/ids.ts';
import { closeTask, confirmReport, reopenTask, reportDone, returnTask } from '../../src/core/lifecycle.ts';
import { freshAttention, type Task, type TaskState, verdict } from '../../src/core/task.ts';
import { aTask, at, calendar, day, factsOf, officeUnitId, taskAfter, unitId } from '../support/builders.ts';
import {
  closedState,
  context,
  done,
  noon,
  noticesOf,
  over,
  refused,
  reported,
  reportId,
} from '../support/report-acts.ts';

describe('confirming a report', () => {
  const waiting = aTask({
    state: { status: 'open', awaitingConfirmation: { reportId, madeAt: at('2026-03-31 18:00') } },
  });

  it('hands it to the office with the instant at which it was made', () => {
    const now = at('2026-04-01 09:30');
    const decision = confirmReport(waiting, { reportId }, context(now));
    const task = taskAfter(waiting, now, factsOf(decision));

    expect(task.state).toEqual({
      status: 'reported-done',
      reportId,
      madeAt: at('2026-03-31 18:00'),
      waitingSince: now,
    });
    expect(verdict(task, day('2026-04-01'), calendar)).toBe('on-time');
    expect(noticesOf(decision)).toMatchObject([{ kind: 'for-review', unitId: officeUnitId }]);
  });

  it.each<[string, Task]>([
    ['nothing waits', aTask()],
    ['it is with the office already', aTask({ state: reported })],
    [
      'another report waits',
      aTask({ state: { status: 'open', awaitingConfirmation: { reportId: 'report-9' as ReportId, madeAt: noon } } }),
    ],
  ])('is refused when %s', (_, task) => {
    expect(confirmReport(task, { reportId }, context(noon))).toEqual(refused('not-awaiting-confirmation'));
  });
});

describe('sending a report back', () => {
  const back = { supplementDueOn: day('2026-03-27'), reasonHash: 'reason' };

  it('opens the task with a supplement day and a fresh round', () => {
    const decision = returnTask(aTask({ state: reported }), back, context(noon));
    const task = taskAfter(aTask({ state: reported }), noon, factsOf(decision));

    expect(task.state).toEqual({
      status: 'open',
      supplementDueOn: '2026-03-27',
      returnedFrom: { reportId, madeAt: noon },
    });
    expect(task.attention).toEqual(freshAttention(2, day('2026-03-20')));
    expect(noticesOf(decision)).toEqual([{ kind: 'returned', manner: 'now', unitId, role: 'liaison' }]);
  });

  it.each<[string, Task, Parameters<typeof returnTask>[1], string]>([
    ['without a reason', aTask({ state: reported }), { ...back, reasonHash: '' }, 'reason-required'],
    ['without a day', aTask({ state: reported }), { ...back, supplementDueOn: null }, 'day-required'],
    [
      'to a day gone by',
      aTask({ state: reported }),
      { ...back, supplementDueOn: day('2026-03-19') },
      'day-in-the-past',
    ],
    ['when nothing was reported', aTask(), back, 'not-reported-done'],
    ['once closed', aTask({ state: closedState }), back, 'already-closed'],
    ['with words about a discreet task', aTask({ state: reported, discreet: true }), back, 'discreet-takes-no-text'],
  ])('is refused %s', (_, task, act, refusal) => {
    expect(returnTask(task, act, context(noon))).toEqual(refused(refusal));
  });

  it('leaves the due day and what counts of the first report alone', () => {
    const task = taskAfter(
      aTask({ state: reported }),
      noon,
      factsOf(returnTask(aTask({ state: reported }), back, context(noon))),
    );

    expect([task.dueOn, task.originalDueOn, task.extensions]).toEqual(['2026-03-31', '2026-03-31', 0]);
  });
});

describe('a supplement', () => {
  const madeAt = at('2026-03-31 17:00');
  const returned = (supplementDueOn = day('2026-04-09')) =>
    aTask({ state: { status: 'open', supplementDueOn, returnedFrom: { reportId, madeAt } } });
  const supplement = (text: string) => done({ reportId: 'report-2' as ReportId, madeAt: at(text) });

  it.each([
    ['2026-04-09 23:59', 'on-time', 'on its day'],
    ['2026-04-10 00:00', 'late', 'after its day: its own instant counts'],
  ])('made at %s is %s (%s)', (text, expected) => {
    const task = returned();
    const again = taskAfter(
      task,
      at('2026-04-20 10:00'),
      factsOf(reportDone(task, supplement(text), context(at('2026-04-20 10:00')))),
    );

    expect(verdict(again, day('2026-04-20'), calendar)).toBe(expected);
  });

  it('keeps the first instant through several returns', () => {
    const now = at('2026-04-08 10:00');
    const again = taskAfter(
      returned(),
      now,
      factsOf(reportDone(returned(), supplement('2026-04-08 10:00'), context(now))),
    );
    const twice = taskAfter(
      again,
      now,
      factsOf(returnTask(again, { supplementDueOn: day('2026-04-15'), reasonHash: 'r' }, context(now))),
    );
    const late = at('2026-04-15 20:00');
    const thrice = taskAfter(twice, late, factsOf(reportDone(twice, supplement('2026-04-15 20:00'), context(late))));

    expect(thrice.state).toMatchObject({ status: 'reported-done', madeAt });
  });

  it('that was made before the report it supplements counts by itself', () => {
    const task = returned();
    const earlier = supplement('2026-03-30 10:00');

    expect(
      taskAfter(task, noon, factsOf(reportDone(task, earlier, context(at('2026-04-08 10:00'))))).state,
    ).toMatchObject({
      madeAt: at('2026-03-30 10:00'),
    });
  });
});

describe('closing a task', () => {
  it('is the office’s act on a report, and keeps the instant that counts', () => {
    const now = at('2026-04-20 10:00');
    const task = aTask({ state: reported });
    const decision = closeTask(task, context(now));
    const closed = taskAfter(task, now, factsOf(decision), { personId: 'clerk' as PersonId, via: 'web' });

    expect(closed.state).toEqual({ ...closedState, closedOn: '2026-04-20' });
    expect(verdict(closed, day('2026-12-31'), calendar)).toBe('on-time');
    expect(noticesOf(decision)).toEqual([{ kind: 'closed', manner: 'now', unitId, role: 'liaison' }]);
  });

  it.each<[string, TaskState, string]>([
    ['nothing was reported', { status: 'open' }, 'not-reported-done'],
    [
      'the unit’s reviewer has not confirmed',
      { status: 'open', awaitingConfirmation: { reportId, madeAt: noon } },
      'not-reported-done',
    ],
    ...over.map(([name, state, refusal]): [string, TaskState, string] => [`the task is ${name}`, state, refusal]),
  ])('is refused when %s', (_, state, refusal) => {
    expect(closeTask(aTask({ state }), context(noon))).toEqual(refused(refusal));
  });

  it('by nobody is a bug', () => {
    const task = aTask({ state: reported });

    expect(() => taskAfter(task, noon, factsOf(closeTask(task, context(noon))))).toThrow('closed by nobody');
  });
});

describe('opening a closed task again', () => {
  const again = { supplementDueOn: day('2026-04-30'), reasonHash: 'reason' };
  const now = at('2026-04-20 10:00');

  it('sets a supplement day and keeps the accepted report’s instant', () => {
    const task = aTask({ state: closedState });
    const decision = reopenTask(task, again, context(now));

    expect(taskAfter(task, now, factsOf(decision)).state).toEqual({
      status: 'open',
      supplementDueOn: '2026-04-30',
      returnedFrom: { reportId, madeAt: noon },
    });
    expect(noticesOf(decision)).toEqual([{ kind: 'reopened', manner: 'now', unitId, role: 'liaison' }]);
  });

  it.each<[string, TaskState, typeof again, string]>([
    ['an open task', { status: 'open' }, again, 'already-decided'],
    ['a cancelled task', { status: 'cancelled', reason: '合并' }, again, 'already-cancelled'],
    ['without a reason', closedState, { ...again, reasonHash: '' }, 'reason-required'],
    ['to a day gone by', closedState, { ...again, supplementDueOn: day('2026-04-19') }, 'day-in-the-past'],
  ])('is refused for %s', (_, state, act, refusal) => {
    expect(reopenTask(aTask({ state }), act, context(now))).toEqual(refused(refusal));
  });
});
