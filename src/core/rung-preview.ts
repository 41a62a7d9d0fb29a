import type { Calendar, Day } from './calendar.ts';
import { isHeld, ladderOf, warningDays } from './escalation.ts';
import type { Rung } from './policy.ts';
import type { Task } from './task.ts';
import type { Unit } from './unit.ts';

/** A task whose ladder goes a rung up on a morning; `rung` is null once that will not be: held, left out, reported, over. */
export interface ComingRung {
  readonly task: Task;
  readonly unit: Unit;
  readonly rung: Rung | null;
}

/**
 * The rung that is climbed on a working morning unless something is heard before: what the office may hold or leave out. A chaser to
 * the liaison itself is none: it is said without a warning.
 */
export function rungComingOn(task: Task, on: Day, calendar: Calendar, unit: Unit): Rung | null {
  if (task.state.status !== 'open' || isHeld(task, on)) return null;
  const due = warningDays(task, unit, calendar).find(({ climbOn }) => climbOn === on);
  return due ? (ladderOf(task.policy, unit.relation)[due.rung - 1] ?? null) : null;
}

/** The number of the next rung that would be climbed, as the office leaves it out (跳过); null at the end of the ladder. */
export function nextRungOf(task: Task, unit: Unit): { readonly number: number; readonly rung: Rung } | null {
  const { rung: climbed, skippedRungs } = task.attention;
  for (const [index, rung] of ladderOf(task.policy, unit.relation).entries()) {
    const number = index + 1;
    if (number > climbed && !skippedRungs.includes(number)) return { number, rung };
  }
  return null;
}
