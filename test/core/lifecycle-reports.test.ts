import { describe, expect, it } from 'vitest';
import type { Context, DoneAct } from '../../src/core/act.ts';
import type { PersonId, ReportId, UnitId } from '../../src/core/ids.ts';
import {
  closeTask,
  confirmReport,
  correctReport,
  reopenTask,
  reportDone,
  reportProgress,
  returnTask,
  startTask,
} from '../../src/core/lifecycle.ts';
import { freshAttention, type Task, type TaskState, verdict } from '../../src/core/task.ts';
import { aTask, at, aUnit, calendar, day, factsOf, officeUnitId, taskAfter, unitId } from '../support/builders.ts';

const noon = at('2026-03-20 12:00');
const context = (now: Date, over: Partial<Context> = {}): Context => ({
  now,
  calendar,
  unit: aUnit(),
  officeUnitId,
  ...over,
});
const reportId = 'report-1' as ReportId;
const police = 'unit-police' as UnitId;

const done = (over: Partial<DoneAct> = {}): DoneAct => ({
  reportId,
  unitId,
  textHash: 'hash',
  summary: '已完成',
  madeAt: noon,
  ...over,
});
const progress = { reportId, unitId, textHash: 'hash', summary: '完成60%', percent: 60, madeAt: noon };
const refused = (refusal: string) => ({ ok: false, refusal });
const closedState: TaskState = {
  status: 'closed',
  closedOn: day('2026-03-25'),
  by: 'clerk' as PersonId,
  reportId,
  reportMadeAt: noon,
};
const reported: TaskState = { status: 'reported-done', reportId, madeAt: noon, waitingSince: noon };

const noticesOf = (decision: ReturnType<typeof reportDone>) =>
  decision.ok ? decision.notices.map(({ kind, recipient, manner }) => ({ kind, manner, ...recipient })) : [];

/** Acts refused on a task that is over, whoever asks. */
const over: readonly [string, TaskState, string][] = [
  ['closed', closedState, 'already-closed'],
  ['cancelled', { status: 'cancelled', reason: '合并' }, 'already-cancelled'],
];

describe('starting a task', () => {
  it('says which unit answers by which day, and tells its liaison', () => {
    const decision = startTask(aTask());

    expect(factsOf(decision)).toEqual([{ type: 'task-started', code: '26-12-1', unitId, dueOn: '2026-03-31' }]);
    expect(noticesOf(decision)).toEqual([{ kind: 'assigned', manner: 'now', unitId, role: 'liaison' }]);
  });

  it.each([
    ['2026-03-24 08:59', '2026-03-23'],
    ['2026-03-24 09:00', '2026-03-24'],
  ])('at %s leaves mornings up to %s alone', (now, decidedThrough) => {
    expect(taskAfter(aTask(), at(now), factsOf(startTask(aTask()))).attention).toEqual(
      freshAttention(1, day(decidedThrough)),
    );
  });
});

describe('reporting progress', () => {
  it('keeps what was said, the percent only if a person said it', () => {
    const facts = factsOf(reportProgress(aTask(), progress));

    expect(taskAfter(aTask(), noon, facts).progress).toEqual({ on: '2026-03-20', percent: 60, summary: '完成60%' });
    expect(
      taskAfter(aTask(), noon, factsOf(reportProgress(aTask(), { ...progress, percent: null }))).progress?.percent,
    ).toBeNull();
  });

  it('from a supporting unit is kept and leaves the task’s progress alone', () => {
    const task = aTask({ supportingUnitIds: [police] });
    const facts = factsOf(reportProgress(task, { ...progress, unitId: police }));

    expect(facts).toMatchObject([{ type: 'task-progress-reported', supportingUnitId: police }]);
    expect(taskAfter(task, noon, facts)).toEqual(task);
  });

  it('that arrives after a later report does not overwrite it', () => {
    const later = taskAfter(aTask(), noon, factsOf(reportProgress(aTask(), progress)));
    const earlier = { ...progress, percent: 20, madeAt: at('2026-03-10 12:00') };

    expect(taskAfter(later, at('2026-03-21 09:00'), factsOf(reportProgress(later, earlier))).progress?.percent).toBe(
      60,
    );
  });

  it.each(over)('is refused once the task is %s', (_, state, refusal) => {
    expect(reportProgress(aTask({ state }), progress)).toEqual(refused(refusal));
  });

  it('from another unit looks as if there were no task', () => {
    expect(reportProgress(aTask(), { ...progress, unitId: police })).toEqual(refused('not-there'));
  });

  it('of a discreet task takes a percent and no text', () => {
    const discreet = aTask({ discreet: true, title: '' });

    expect(reportProgress(discreet, progress)).toEqual(refused('discreet-takes-no-text'));
    expect(reportProgress(discreet, { ...progress, summary: '' }).ok).toBe(true);
  });
});

describe('reporting a task done', () => {
  it('is a claim that waits for the office', () => {
    const decision = reportDone(aTask(), done(), context(noon));

    expect(taskAfter(aTask(), noon, factsOf(decision)).state).toEqual(reported);
    expect(noticesOf(decision)).toEqual([
      { kind: 'for-review', manner: 'now', unitId: officeUnitId, role: 'office-staff' },
    ]);
  });

  it('twice changes nothing but adds the report', () => {
    const task = taskAfter(aTask(), noon, factsOf(reportDone(aTask(), done(), context(noon))));
    const again = done({ reportId: 'report-2' as ReportId, madeAt: at('2026-03-21 12:00') });
    const decision = reportDone(task, again, context(at('2026-03-21 12:00')));
    const state = taskAfter(task, at('2026-03-21 12:00'), factsOf(decision)).state;

    expect(state).toEqual({ ...reported, reportId: 'report-2' });
    expect(noticesOf(decision)).toEqual([]);
  });

  it('counts from the earliest claim, in whatever order they arrive', () => {
    const late = taskAfter(
      aTask(),
      at('2026-04-02 10:00'),
      factsOf(reportDone(aTask(), done({ madeAt: at('2026-04-02 10:00') }), context(at('2026-04-02 10:00')))),
    );
    const delayed = done({ reportId: 'report-0' as ReportId, madeAt: at('2026-03-31 23:59') });
    const task = taskAfter(
      late,
      at('2026-04-02 11:00'),
      factsOf(reportDone(late, delayed, context(at('2026-04-02 11:00')))),
    );

    expect(verdict(late, day('2026-04-02'), calendar)).toBe('late');
    expect(verdict(task, day('2026-04-02'), calendar)).toBe('on-time');
  });

  it('goes to the unit’s own reviewer first where the unit wants one', () => {
    const decision = reportDone(aTask(), done(), context(noon, { unit: aUnit({ ownReview: true }) }));

    expect(taskAfter(aTask(), noon, factsOf(decision)).state).toEqual({
      status: 'open',
      awaitingConfirmation: { reportId, madeAt: noon },
    });
    expect(noticesOf(decision)).toEqual([{ kind: 'for-confirmation', manner: 'now', unitId, role: 'unit-reviewer' }]);
  });

  it('is refused from a supporting unit', () => {
    expect(reportDone(aTask({ supportingUnitIds: [police] }), done({ unitId: police }), context(noon))).toEqual(
      refused('not-lead-unit'),
    );
  });

  it('from any other unit looks as if there were no task', () => {
    expect(reportDone(aTask(), done({ unitId: police }), context(noon))).toEqual(refused('not-there'));
  });

  it.each(over)('is refused once the task is %s', (_, state, refusal) => {
    expect(reportDone(aTask({ state }), done(), context(noon))).toEqual(refused(refusal));
  });

  it('leaves days, units, petition and round alone', () => {
    const petition = {
      id: 'petition-1',
      kind: 'extension',
      askedAt: noon,
      requestedDay: day('2026-04-30'),
    } as unknown as Task['petition'];
    const before = aTask({ petition });
    const {
      state: _,
      progress: __,
      attention,
      ...rest
    } = taskAfter(before, noon, factsOf(reportDone(before, done(), context(noon))));
    const { state: ___, progress: ____, attention: was, ...same } = before;

    expect(rest).toEqual(same);
    expect(attention).toEqual({ ...was, changedOn: day('2026-03-20') });
  });
});

describe('a claim made in time that arrives after an escalation', () => {
  const arrived = at('2026-04-03 10:00');
  const madeAt = at('2026-03-31 23:50');
  const escalated = aTask({
    attention: {
      ...freshAttention(1),
      reminded: 'before-0',
      rung: 2,
      rungOn: day('2026-04-03'),
      warnedOfRung: 2,
      shownOn: day('2026-04-03'),
    },
  });

  it('corrects it: both stand in the ledger, and everybody who was told is told', () => {
    const decision = reportDone(escalated, done({ madeAt }), context(arrived));

    expect(factsOf(decision)[1]).toEqual({
      type: 'escalation-corrected',
      annulledRounds: ['1:rung-1', '1:rung-2', '1:overdue-2026-04-03'],
    });
    expect(noticesOf(decision).filter(({ kind }) => kind === 'correction')).toEqual([
      { kind: 'correction', manner: 'now', unitId, role: 'liaison' },
      { kind: 'correction', manner: 'now', unitId, role: 'unit-deputy-head' },
    ]);
  });

  it('is on time, and a fresh round begins should it be taken back', () => {
    const task = taskAfter(escalated, arrived, factsOf(reportDone(escalated, done({ madeAt }), context(arrived))));

    expect(verdict(task, day('2026-04-03'), calendar)).toBe('on-time');
    expect(task.attention).toEqual(freshAttention(2, day('2026-04-03')));
  });

  it('made one minute later corrects nothing', () => {
    const late = reportDone(escalated, done({ madeAt: at('2026-04-01 00:00') }), context(arrived));

    expect(factsOf(late).map(({ type }) => type)).toEqual(['task-reported-done']);
  });

  it('corrects nothing where nothing was said', () => {
    expect(factsOf(reportDone(aTask(), done({ madeAt }), context(arrived))).map(({ type }) => type)).toEqual([
      'task-reported-done',
    ]);
  });
});

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

describe('correcting a report', () => {
  const correction = { ...progress, reportId: 'report-2' as ReportId, correctsReportId: reportId, claimsDone: false };

  it('that claimed too much takes the claim back', () => {
    const supplement = {
      supplementDueOn: day('2026-04-09'),
      returnedFrom: { reportId: 'report-0' as ReportId, madeAt: noon },
    };
    const task = aTask({ state: { ...reported, ...supplement } });
    const corrected = taskAfter(task, noon, factsOf(correctReport(task, correction, context(noon))));

    expect(corrected.state).toEqual({ status: 'open', ...supplement });
    expect(corrected.progress?.percent).toBe(60);
  });

  it('of an older report leaves the claim alone', () => {
    const task = aTask({ state: reported });
    const older = { ...correction, correctsReportId: 'report-0' as ReportId };

    expect(taskAfter(task, noon, factsOf(correctReport(task, older, context(noon)))).state).toEqual(reported);
  });

  it('into done goes the way of any claim', () => {
    const decision = correctReport(aTask(), { ...correction, claimsDone: true }, context(noon));

    expect(factsOf(decision).map(({ type }) => type)).toEqual(['report-corrected', 'task-reported-done']);
    expect(noticesOf(decision)).toMatchObject([{ kind: 'for-review' }]);
  });

  it.each(over)('is refused once the task is %s', (_, state, refusal) => {
    expect(correctReport(aTask({ state }), correction, context(noon))).toEqual(refused(refusal));
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
