import { describe, expect, it } from 'vitest';
import type { TaskId, UnitId } from '../../src/core/ids.ts';
import type { ItemChange } from '../../src/core/plan-difference.ts';
import { reviseTask, reviseWords, revisionOf, type TaskRevision } from '../../src/core/plan-revision.ts';
import type { Task } from '../../src/core/task.ts';
import { anItem, aTask, at, calendar, day, officeUnitId, unitId } from '../support/builders.ts';

const other = 'unit-other' as UnitId;
const third = 'unit-third' as UnitId;
const taskOn = (on: string | null, over: Partial<Task> = {}): Task =>
  aTask({ id: `task-${on}-${over.unitId ?? ''}` as TaskId, dueOn: on === null ? null : day(on), ...over });
const reported = {
  status: 'reported-done' as const,
  reportId: 'report-1' as never,
  madeAt: at('2026-03-10 10:00'),
  waitingSince: at('2026-03-10 10:00'),
};

const changed = (what: { limit?: boolean; units?: boolean; accountable?: UnitId[] }): ItemChange => ({
  kind: 'changed',
  before: anItem({ accountableUnitIds: what.accountable ?? [unitId] }),
  after: anItem(),
  limit: what.limit ?? false,
  units: what.units ?? false,
  words: false,
});
const revisedTo = (days: readonly (string | null)[], given: { past?: string[]; units?: UnitId[] } = {}) => ({
  accountableUnitIds: given.units ?? [unitId],
  days: days.map((on) => (on === null ? null : day(on))),
  past: (given.past ?? []).map(day),
});

/** One word an act: limit>day, reassign>unit, cancel, start:unit@day, left. */
function short(act: TaskRevision): string {
  if (act.kind === 'limit') return `${act.task.dueOn}>${act.to}`;
  if (act.kind === 'reassign') return `${act.task.dueOn}>${act.to}`;
  if (act.kind === 'start') return `start:${act.unitId}@${act.dueOn}`;
  return `${act.kind}:${act.task.dueOn}`;
}

const acts = (...given: Parameters<typeof revisionOf>): readonly string[] => revisionOf(...given).map(short);

describe('a changed limit', () => {
  it.each<[string, string[], string[], string[], string[]]>([
    ['one day for another', ['2026-03-31'], ['2026-05-29'], [], ['2026-03-31>2026-05-29']],
    [
      'a day kept, one moved',
      ['2026-03-31', '2026-06-30'],
      ['2026-03-31', '2026-09-30'],
      [],
      ['2026-06-30>2026-09-30'],
    ],
    ['a day more', ['2026-06-30'], ['2026-06-30', '2026-12-31'], [], [`start:${unitId}@2026-12-31`]],
    ['a day less', ['2026-06-30', '2026-12-31'], ['2026-12-31'], [], ['cancel:2026-06-30']],
    [
      'a printed day that has passed keeps its task',
      ['2026-01-31', '2026-06-30'],
      ['2026-09-30'],
      ['2026-01-31'],
      ['2026-06-30>2026-09-30'],
    ],
    ['no task starts on a day that has passed', ['2026-06-30'], ['2026-06-30'], ['2026-02-28'], []],
  ])('%s', (_name, before, days, past, expected) => {
    const tasks = before.map((on) => taskOn(on));

    expect(acts(changed({ limit: true }), tasks, revisedTo(days, { past }))).toEqual(expected);
  });

  it('keeps a task whose day the office has moved, when the document prints its first day as before', () => {
    const extended = taskOn('2026-04-30', { originalDueOn: day('2026-03-31') });

    expect(acts(changed({ limit: true }), [extended], revisedTo(['2026-03-31', '2026-09-30']))).toEqual([
      `start:${unitId}@2026-09-30`,
    ]);
  });

  it('leaves a task where no day is printed any more', () => {
    expect(acts(changed({ limit: true }), [taskOn('2026-03-31')], revisedTo([null]))).toEqual(['left:2026-03-31']);
  });

  it.each([
    ['reported', reported],
    ['returned', { status: 'open' as const, supplementDueOn: day('2026-04-07') }],
    [
      'waiting for its own reviewer',
      { status: 'open' as const, awaitingConfirmation: { reportId: 'r' as never, madeAt: at('2026-03-10 10:00') } },
    ],
  ])('leaves a %s task alone', (_name, state) => {
    expect(acts(changed({ limit: true }), [taskOn('2026-03-31', { state })], revisedTo(['2026-05-29']))[0]).toBe(
      'left:2026-03-31',
    );
  });
});

describe('changed units', () => {
  it('hand the open tasks over in order', () => {
    const tasks = [taskOn('2026-03-31'), taskOn('2026-06-30')];

    expect(acts(changed({ units: true }), tasks, revisedTo(['2026-03-31', '2026-06-30'], { units: [other] }))).toEqual([
      `2026-03-31>${other}`,
      `2026-06-30>${other}`,
    ]);
  });

  it('start tasks for a unit more and cancel those of a unit less', () => {
    const tasks = [taskOn('2026-06-30', { unitId: other }), taskOn('2026-06-30')];
    const more = revisedTo(['2026-06-30'], { units: [unitId, other, third] });

    expect(acts(changed({ units: true, accountable: [unitId, other] }), tasks, more)).toEqual([
      `start:${third}@2026-06-30`,
    ]);
    expect(acts(changed({ units: true, accountable: [unitId, other] }), tasks, revisedTo(['2026-06-30']))).toEqual([
      'cancel:2026-06-30',
    ]);
  });

  it('leave a task where a dispute has put it', () => {
    const moved = taskOn('2026-06-30', { unitId: other });

    expect(acts(changed({ units: true }), [moved], revisedTo(['2026-06-30'], { units: [other] }))).toEqual([]);
  });
});

describe('a dropped item', () => {
  it('cancels what is open and leaves what has been handed in', () => {
    const tasks = [taskOn('2026-03-31'), taskOn('2026-06-30', { state: reported })];

    expect(acts({ kind: 'removed', before: anItem() }, tasks, revisedTo([]))).toEqual([
      'cancel:2026-03-31',
      'left:2026-06-30',
    ]);
  });
});

describe('the decision for one task', () => {
  const context = { now: at('2026-03-16 10:00'), calendar, officeUnitId };
  const to = (task: Task, on: string) => reviseTask(task, { kind: 'limit', task, to: day(on) }, '', context);
  const types = (task: Task, on: string) => {
    const decision = to(task, on);
    return decision.ok ? decision.events.map((event) => event.type) : decision.refusal;
  };

  it('extends to a later day, decides a first one, sets an earlier one anew, and refuses one that has passed', () => {
    expect(types(taskOn('2026-03-31'), '2026-05-29')).toEqual(['extension-granted']);
    expect(types(taskOn(null), '2026-05-29')).toEqual(['deadline-decided']);
    expect(types(taskOn('2026-05-29'), '2026-03-31')).toEqual(['deadline-decided']);
    expect(types(taskOn('2026-05-29'), '2026-03-13')).toBe('day-in-the-past');
    expect(types(taskOn('2026-05-29'), '2026-05-29')).toEqual([]);
  });

  it('says nothing where number, words and supporting units are the same', () => {
    const task = aTask({ supportingUnitIds: [other, third] });
    const same = { label: task.label, title: task.title, supportingUnitIds: [third, other, unitId] };

    expect(reviseWords(task, same)).toEqual({ ok: true, events: [], notices: [] });
    expect(reviseWords(task, { ...same, label: '十三' })).toMatchObject({
      events: [{ type: 'task-revised', label: '十三' }],
    });
  });
});
