import type { Context, DoneAct } from '../../src/core/act.ts';
import type { Decision } from '../../src/core/event.ts';
import type { PersonId, ReportId, UnitId } from '../../src/core/ids.ts';
import type { TaskState } from '../../src/core/task.ts';
import { at, aUnit, calendar, day, officeUnitId, unitId } from './builders.ts';

/** The instant of an ordinary act: a Friday before the limit. */
export const noon = at('2026-03-20 12:00');

/** In what an act is done, at that instant. */
export const context = (now: Date, over: Partial<Context> = {}): Context => ({
  now,
  calendar,
  unit: aUnit(),
  officeUnitId,
  ...over,
});

export const reportId = 'report-1' as ReportId;
/** A unit that has no part in an ordinary task. */
export const police = 'unit-police' as UnitId;

/** A claim that the task is done; change what a test is about. */
export const done = (over: Partial<DoneAct> = {}): DoneAct => ({
  reportId,
  unitId,
  textHash: 'hash',
  summary: '已完成',
  madeAt: noon,
  ...over,
});
/** A report that claims nothing done. */
export const progress = { reportId, unitId, textHash: 'hash', summary: '完成60%', percent: 60, madeAt: noon };

/** The decision of an act that is refused for this reason. */
export const refused = (refusal: string) => ({ ok: false, refusal });

/** Closed by the office after that report. */
export const closedState: TaskState = {
  status: 'closed',
  closedOn: day('2026-03-25'),
  by: 'clerk' as PersonId,
  reportId,
  reportMadeAt: noon,
};
/** With the office for review. */
export const reported: TaskState = { status: 'reported-done', reportId, madeAt: noon, waitingSince: noon };

/** To whom a decision gives notice, and how. */
export const noticesOf = (decision: Decision) =>
  decision.ok ? decision.notices.map(({ kind, recipient, manner }) => ({ kind, manner, ...recipient })) : [];

/** Acts refused on a task that is over, whoever asks. */
export const over: readonly [string, TaskState, string][] = [
  ['closed', closedState, 'already-closed'],
  ['cancelled', { status: 'cancelled', reason: '合并' }, 'already-cancelled'],
];
