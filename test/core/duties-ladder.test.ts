import { describe, expect, it } from 'vitest';
import { makeCalendar } from '../../src/core/calendar.ts';
import type { TaskFact } from '../../src/core/event.ts';
import type { PetitionId, ReportId } from '../../src/core/ids.ts';
import { defaultPolicy, Policy } from '../../src/core/policy.ts';
import { freshAttention, type Task } from '../../src/core/task.ts';
import { at, aUnit, day, saidBy, taskAfter } from '../support/builders.ts';
import { everyDay, owed, started, sweepOn } from '../support/swept-duties.ts';

const held = (over: Partial<Task> = {}) =>
  started({
    petition: {
      id: 'petition-1' as PetitionId,
      kind: 'extension',
      askedAt: at('2026-03-31 10:00'),
      requestedDay: day('2026-05-29'),
    },
    ...over,
  });

describe('the ladder', () => {
  it('is held by an open request for extension, the record is not', () => {
    expect(sweepOn(held(), everyDay('2026-04-01', '2026-04-08')).said).toEqual([
      '04-01 overdue → liaison 1:overdue-2026-04-01',
      '04-07 overdue → liaison 1:overdue-2026-04-07',
    ]);
  });

  it('goes on where the true day stands the morning after the request was refused', () => {
    const waiting = sweepOn(held(), everyDay('2026-04-01', '2026-04-08')).task;
    const refused: TaskFact = { type: 'petition-refused', petitionId: 'petition-1' as PetitionId, reasonHash: 'r' };
    const after = taskAfter(waiting, at('2026-04-08 15:00'), [refused]);

    expect(owed(after, at('2026-04-08 15:01')).events).toEqual([]);
    expect(sweepOn(after, [day('2026-04-09')]).said).toEqual([
      '04-09 chase-deputy-head → unit-deputy-head 1:rung-2',
      '04-09 warn → liaison 1:warn-3',
    ]);
  });

  it('is held through the day the office said', () => {
    const task = started({ attention: { ...freshAttention(1, day('2026-03-02')), heldUntil: day('2026-04-03') } });

    expect(sweepOn(task, everyDay('2026-04-01', '2026-04-07')).said).toEqual([
      '04-01 overdue → liaison 1:overdue-2026-04-01',
      '04-07 chase-deputy-head → unit-deputy-head 1:rung-2',
    ]);
  });

  it('passes over a rung that the office skipped, with its warning', () => {
    const task = started({ attention: { ...freshAttention(1, day('2026-03-02')), skippedRungs: [2] } });
    const { said } = sweepOn(task, everyDay('2026-04-01', '2026-04-10'));

    expect(said).toEqual([
      '04-01 chase → liaison 1:rung-1',
      '04-07 chase → liaison 1:rung-1:repeat-1',
      '04-09 warn → liaison 1:warn-3',
      '04-10 for-signature → signer 1:rung-3',
    ]);
  });

  it('warns before the limit of a rung that goes at once above the liaison', () => {
    const policy = Policy.parse({
      ladders: {
        ...defaultPolicy.ladders,
        subordinate: [{ onOverdueWorkday: 1, kind: 'chase-deputy-head', recipient: 'unit-deputy-head', mode: 'auto' }],
      },
    });

    expect(sweepOn(started({ policy }), everyDay('2026-03-31', '2026-04-01')).said).toEqual([
      '03-31 remind → liaison 1:before-0',
      '03-31 warn → liaison 1:warn-1',
      '04-01 chase-deputy-head → unit-deputy-head 1:rung-1',
    ]);
  });

  it('never sends a supervision notice by itself, whatever a policy says', () => {
    const policy = Policy.parse({
      ladders: {
        ...defaultPolicy.ladders,
        subordinate: [{ onOverdueWorkday: 1, kind: 'supervise', recipient: 'unit-head', mode: 'auto' }],
      },
    });
    const duties = owed(started({ policy }), at('2026-04-01 09:00'));

    expect(saidBy(duties.notices)).toEqual(['for-signature → unit-office signer']);
    expect(duties.drafts).toHaveLength(1);
  });

  it('follows the policy that the task started with, whatever the office sets now', () => {
    const milder = Policy.parse({ ladders: { ...defaultPolicy.ladders, subordinate: [] } });

    expect(sweepOn(started(), [day('2026-04-01')]).said).toEqual(['04-01 chase → liaison 1:rung-1']);
    expect(sweepOn(started({ policy: milder }), [day('2026-04-01')]).said).toEqual([
      '04-01 overdue → liaison 1:overdue-2026-04-01',
    ]);
  });

  it('begins afresh after an extension, with names of its own', () => {
    const late = sweepOn(started(), everyDay('2026-03-03', '2026-04-03')).task;
    const extended = taskAfter(late, at('2026-04-03 15:00'), [
      { type: 'extension-granted', petitionId: null, from: day('2026-03-31'), to: day('2026-04-10') },
    ]);

    expect(sweepOn(extended, everyDay('2026-04-07', '2026-04-13')).said).toEqual([
      '04-09 remind → liaison 2:before-1',
      '04-10 remind → liaison 2:before-0',
      '04-13 chase → liaison 2:rung-1',
    ]);
  });

  it('shifts with a day off that the office adds', () => {
    const office = makeCalendar({ '2026-04-01': false });

    expect(owed(started(), at('2026-04-01 09:00'), aUnit(), office).events).toMatchObject([{ type: 'task-reminded' }]);
    expect(owed(started(), at('2026-04-02 09:00'), aUnit(), office).events).toContainEqual(
      expect.objectContaining({ type: 'rung-climbed', rung: 1, overdueWorkdays: 1 }),
    );
  });
});

describe('the line beyond the limit', () => {
  const chased = sweepOn(started(), everyDay('2026-03-03', '2026-04-01')).task;

  it('stands again the morning after the unit said something', () => {
    const told = taskAfter(chased, at('2026-04-01 15:00'), [
      {
        type: 'task-progress-reported',
        reportId: 'r' as ReportId,
        textHash: 'h',
        percent: 60,
        summary: '60%',
        madeAt: at('2026-04-01 15:00'),
      },
    ]);
    const office = aUnit({ relation: 'office' });

    expect(owed(told, at('2026-04-01 15:01'), office).events).toEqual([]);
    expect(sweepOn(told, [day('2026-04-02')], office).said).toEqual(['04-02 overdue → liaison 1:overdue-2026-04-02']);
    expect(sweepOn(chased, [day('2026-04-02')], office).said).toEqual([]);
  });
});

describe('a supplement', () => {
  const returned = (supplementDueOn: string, decidedThrough: string) =>
    started({
      state: { status: 'open', supplementDueOn: day(supplementDueOn) },
      attention: freshAttention(2, day(decidedThrough)),
    });

  it('is reminded of once, the working day before, then the ladder runs from its day', () => {
    expect(sweepOn(returned('2026-04-09', '2026-04-02'), everyDay('2026-04-03', '2026-04-14')).said).toEqual([
      '04-08 supplement → liaison 2:supplement',
      '04-10 chase → liaison 2:rung-1',
      '04-13 warn → liaison 2:warn-2',
      '04-14 chase-deputy-head → unit-deputy-head 2:rung-2',
    ]);
  });

  it('asked for tomorrow is reminded of on its day', () => {
    expect(sweepOn(returned('2026-04-03', '2026-04-02'), everyDay('2026-04-03', '2026-04-03')).said).toEqual([
      '04-03 supplement → liaison 2:supplement',
    ]);
  });
});
