import type { JobQueue } from '../ports.ts';
import type { Deps } from './scene.ts';
import { sweep } from './sweep.ts';

/** The virtual office clock of demo and simulation. */
export interface SettableClock {
  now(): Date;
  set(base: Date): unknown;
}

/** Said after each step, so that a page can show how far it is. */
export type Progress = (at: Date) => void;

/** Steps of one advance at most: a year of one office has a few thousand. */
const MOST_STEPS = 200_000;

/**
 * When the office clock is moved on purpose: go to the next instant at which anything is due, sweep, hand over what is due, and so
 * on to the day that was asked. Nothing is skipped, so this is no jump. `meanwhile` may act between steps (simulated people) and
 * names the next instant at which it wants to.
 */
export async function advanceClock(
  deps: Deps & { clock: SettableClock; queue: JobQueue },
  to: Date,
  options: { onStep?: Progress; meanwhile?: { nextAt(): Date | null; act(): Promise<void> } } = {},
): Promise<number> {
  const { clock, queue, stores } = deps;
  let steps = 0;
  let next = await stores.nextDueAt();
  for (; steps < MOST_STEPS; steps += 1) {
    const due = earliest(next, options.meanwhile?.nextAt() ?? null);
    if (due === null || due > to) break;
    if (due > clock.now()) clock.set(due);
    await options.meanwhile?.act();
    const { tasks, officeTimes, released } = await sweep(deps, { advancing: true });
    await queue.drain();
    options.onStep?.(clock.now());
    // What is due and cannot be served (held, without a connection) must not stop the clock.
    next = await stores.nextDueAt();
    if (
      tasks + officeTimes + released === 0 &&
      next !== null &&
      next <= clock.now() &&
      (options.meanwhile?.nextAt() ?? to) > clock.now()
    )
      break;
  }
  if (clock.now() < to) clock.set(to);
  await sweep(deps, { advancing: true });
  await stores.noteSwept(clock.now());
  await queue.drain();
  return steps;
}

function earliest(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
