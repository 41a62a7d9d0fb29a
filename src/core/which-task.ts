import type { Day } from './calendar.ts';
import type { Task } from './task.ts';

/** Which task a reply is about: found, or to be asked with a short list, or none at all. */
export type WhichTask =
  | { readonly kind: 'found'; readonly task: Task }
  | { readonly kind: 'ask'; readonly candidates: readonly Task[] }
  | { readonly kind: 'none' };

/** Choices that fit a short list. */
const MOST_CHOICES = 5;

/**
 * Which task is meant: the thread's unless another one is named, else the one named by code or printed number, else the only open
 * one; of several due days of one item the earliest unreported. While the day of one already reported has not passed, its number may
 * mean that one again (the same words sent twice, something to add): asked. Anything else is asked too, never guessed.
 */
export function whichTask(named: string | null, thread: Task | null, own: readonly Task[], today: Day): WhichTask {
  if (thread && (named === null || isNamed(thread, named))) return { kind: 'found', task: thread };
  if (named !== null) {
    return fromNamed(
      own.filter((task) => isNamed(task, named)),
      today,
    );
  }
  const open = own.filter((task) => task.state.status === 'open');
  if (itemsOf(open) === 1) return { kind: 'found', task: earliest(open) };
  if (open.length > 0) return { kind: 'ask', candidates: choices(open) };
  const waiting = own.filter((task) => task.state.status === 'reported-done');
  if (itemsOf(waiting) === 1) return { kind: 'found', task: earliest(waiting) };
  return { kind: 'none' };
}

/** True when the words name this task: its whole code, or the printed number of its item. */
export function isNamed(task: Task, named: string): boolean {
  return task.code === named || task.code.split('-')[1] === named;
}

function fromNamed(tasks: readonly Task[], today: Day): WhichTask {
  if (tasks.length === 0) return { kind: 'none' };
  const unreported = tasks.filter((task) => task.state.status === 'open');
  const waiting = tasks.filter((task) => task.state.status === 'reported-done');
  const pool = unreported.length > 0 ? unreported : waiting.length > 0 ? waiting : tasks;
  if (itemsOf(pool) !== 1) return { kind: 'ask', candidates: choices(pool) };
  const task = earliest(pool);
  const reported = unreported.length > 0 ? reportedAhead(task, tasks, today) : null;
  return reported ? { kind: 'ask', candidates: [reported, task] } : { kind: 'found', task };
}

/** The same item's task that was reported before its day, which is still to come: the last one ahead of `next`. */
function reportedAhead(next: Task, tasks: readonly Task[], today: Day): Task | null {
  const isAhead = (task: Task): boolean =>
    task.itemId === next.itemId &&
    task.unitId === next.unitId &&
    (task.state.status === 'reported-done' || task.state.status === 'closed') &&
    task.dueOn !== null &&
    task.dueOn >= today &&
    byDay(task, next) < 0;
  return tasks.filter(isAhead).sort(byDay).at(-1) ?? null;
}

const itemsOf = (tasks: readonly Task[]): number => new Set(tasks.map((task) => `${task.itemId}:${task.unitId}`)).size;

/** The earliest day first; a task without one comes last. */
const byDay = (a: Task, b: Task): number => ((a.dueOn ?? '9999') < (b.dueOn ?? '9999') ? -1 : 1);

function earliest(tasks: readonly Task[]): Task {
  const [first] = [...tasks].sort(byDay);
  if (!first) throw new Error('No task to choose from');
  return first;
}

/** One choice an item, the earliest due first. */
function choices(tasks: readonly Task[]): readonly Task[] {
  const firstOf = new Map<string, Task>();
  for (const task of [...tasks].sort(byDay)) {
    const item = `${task.itemId}:${task.unitId}`;
    if (!firstOf.has(item)) firstOf.set(item, task);
  }
  return [...firstOf.values()].slice(0, MOST_CHOICES);
}
