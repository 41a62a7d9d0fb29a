import { describe, expect, it } from 'vitest';
import type { ReportId } from '../../src/core/ids.ts';
import { correctReport, reportDone, reportProgress, startTask } from '../../src/core/lifecycle.ts';
import { freshAttention, type Task, verdict } from '../../src/core/task.ts';
import { aTask, at, aUnit, calendar, day, factsOf, officeUnitId, taskAfter, unitId } from '../support/builders.ts';
import {
  context,
  done,
  noon,
  noticesOf,
  over,
  police,
  progress,
  refused,
  reported,
  reportId,
} from '../support/report-acts.ts';

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
