import type { Context } from './act.ts';
import { type Day, dayAt } from './calendar.ts';
import { voidDraft } from './escalation.ts';
import { type Decision, decide, refuse, type TaskFact } from './event.ts';
import type { UnitId } from './ids.ts';
import { cancelTask, decideDeadline, grantExtension, reassignTask } from './lifecycle.ts';
import type { PlanItem } from './plan.ts';
import type { ItemChange } from './plan-difference.ts';
import { dayInForce, type Task } from './task.ts';

/** What a revision does about one task, or why it leaves it alone. */
export type TaskRevision =
  | { readonly kind: 'reassign'; readonly task: Task; readonly to: UnitId }
  | { readonly kind: 'limit'; readonly task: Task; readonly to: Day }
  | { readonly kind: 'cancel'; readonly task: Task }
  | { readonly kind: 'start'; readonly unitId: UnitId; readonly dueOn: Day | null }
  /** Reported, returned or closed: what has been done about it stands. */
  | { readonly kind: 'left'; readonly task: Task };

/** The revised item as far as tasks need it: who answers, and when. `past` days are printed, but no task is started for them. */
export interface RevisedItem {
  readonly accountableUnitIds: readonly UnitId[];
  readonly days: readonly (Day | null)[];
  readonly past: readonly Day[];
}

/**
 * What a changed, added or removed item means for its tasks. Only open tasks move: days and units printed as before keep their
 * tasks, the others are paired in order, what is left over is cancelled or started.
 */
export function revisionOf(change: ItemChange, tasks: readonly Task[], revised: RevisedItem): readonly TaskRevision[] {
  switch (change.kind) {
    case 'same':
      return [];
    case 'added':
      return startsFor(revised.accountableUnitIds, revised.days);
    case 'removed':
      return tasks.flatMap((task) => (isOver(task) ? [] : [touchable(task) ? cancel(task) : left(task)]));
    case 'changed': {
      const units = change.units ? unitRevisions(change.before, tasks, revised) : { acts: [], moved: new Map() };
      const stay = tasks.filter((task) => !units.acts.some((act) => act.kind === 'cancel' && act.task === task));
      const limits = change.limit ? limitRevisions(stay, units.moved, revised) : [];
      return [...units.acts, ...limits];
    }
    default:
      return change satisfies never;
  }
}

/**
 * The decision for one task. A later day is an extension, a day for a task without one is decided, an earlier day is set anew and
 * begins a fresh round; a day that has passed is refused.
 */
export function reviseTask(
  task: Task,
  act: Exclude<TaskRevision, { kind: 'start' | 'left' }>,
  reason: string,
  context: Context,
): Decision {
  switch (act.kind) {
    case 'reassign':
      return reassignTask(task, { to: act.to, dueOn: null }, context);
    case 'cancel':
      return cancelTask(task, { reason });
    case 'limit':
      return reviseLimit(task, act.to, context);
    default:
      return act satisfies never;
  }
}

/** Number, words and supporting units as revised; no fact where they are the same. */
export function reviseWords(
  task: Task,
  revised: Pick<Extract<TaskFact, { type: 'task-revised' }>, 'label' | 'title' | 'supportingUnitIds'>,
): Decision {
  const supportingUnitIds = revised.supportingUnitIds.filter((id) => id !== task.unitId);
  const isSame =
    task.label === revised.label &&
    task.title === revised.title &&
    [...task.supportingUnitIds].sort().join() === [...supportingUnitIds].sort().join();
  return isSame ? decide() : decide([{ type: 'task-revised', ...revised, supportingUnitIds }]);
}

function reviseLimit(task: Task, to: Day, context: Context): Decision {
  if (task.dueOn === null) return decideDeadline(task, { dueOn: to }, context);
  const inForce = dayInForce(task);
  if (inForce === to) return decide();
  if (inForce === null || to > inForce) return grantExtension(task, { petitionId: null, to }, context);
  if (to < dayAt(context.now)) return refuse('day-in-the-past');
  return decide([{ type: 'deadline-decided', dueOn: to }, ...voidDraft(task)]);
}

interface UnitRevisions {
  readonly acts: readonly TaskRevision[];
  /** The unit that each reassigned task goes to. */
  readonly moved: ReadonlyMap<Task, UnitId>;
}

/** Units in order: whoever is left out hands over to whoever is new. */
function unitRevisions(before: PlanItem, tasks: readonly Task[], revised: RevisedItem): UnitRevisions {
  const gone = before.accountableUnitIds.filter((id) => !revised.accountableUnitIds.includes(id));
  const fresh = revised.accountableUnitIds.filter(
    (id) => !before.accountableUnitIds.includes(id) && tasks.every((task) => task.unitId !== id),
  );
  const acts: TaskRevision[] = [];
  const moved = new Map<Task, UnitId>();
  gone.forEach((unitId, index) => {
    const to = fresh[index];
    for (const task of tasks.filter((one) => one.unitId === unitId && !isOver(one))) {
      if (!touchable(task)) acts.push(left(task));
      else if (to === undefined) acts.push(cancel(task));
      else {
        acts.push({ kind: 'reassign', task, to });
        moved.set(task, to);
      }
    }
  });
  return { acts: [...acts, ...startsFor(fresh.slice(gone.length), revised.days)], moved };
}

function limitRevisions(
  tasks: readonly Task[],
  moved: ReadonlyMap<Task, UnitId>,
  revised: RevisedItem,
): readonly TaskRevision[] {
  const byUnit = Map.groupBy(tasks, (task) => moved.get(task) ?? task.unitId);
  return [...byUnit].flatMap(([unitId, own]) => {
    const wanted: (Day | null)[] = [...revised.past, ...revised.days];
    const rest: Task[] = [];
    for (const task of own.toSorted(byDay)) {
      const at = wanted.findIndex((on) => on !== null && (on === task.originalDueOn || on === task.dueOn));
      if (at >= 0) wanted.splice(at, 1);
      else rest.push(task);
    }
    const days = wanted.filter((on) => on !== null);
    const open = rest.filter((task) => !isOver(task));
    const movable = open.filter(touchable);
    const acts = movable.map((task, index): TaskRevision => {
      const to = days[index];
      if (to) return { kind: 'limit', task, to };
      // No day printed any more: the one in force stands until the office says otherwise.
      return revised.days.includes(null) || revised.days.length + revised.past.length === 0 ? left(task) : cancel(task);
    });
    // Nobody starts on a day that has passed.
    const fresh = days.slice(movable.length).filter((on) => !revised.past.includes(on));
    return [...open.filter((task) => !touchable(task)).map(left), ...acts, ...startsFor([unitId], fresh)];
  });
}

const byDay = (a: Task, b: Task): number => ((a.dueOn ?? '9999') < (b.dueOn ?? '9999') ? -1 : 1);

const startsFor = (unitIds: readonly UnitId[], days: readonly (Day | null)[]): readonly TaskRevision[] =>
  days.flatMap((dueOn) => unitIds.map((unitId) => ({ kind: 'start' as const, unitId, dueOn })));

const cancel = (task: Task): TaskRevision => ({ kind: 'cancel', task });
const left = (task: Task): TaskRevision => ({ kind: 'left', task });

const isOver = (task: Task): boolean => task.state.status === 'closed' || task.state.status === 'cancelled';

/** Nothing has been handed in for it yet. */
const touchable = (task: Task): boolean =>
  task.state.status === 'open' &&
  task.state.supplementDueOn === undefined &&
  task.state.awaitingConfirmation === undefined;
