import type { Deps } from './scene.ts';
import { sweep } from './sweep.ts';

/** Deliveries made into jobs at once: what is more follows with the sweep. */
const BATCH = 500;

/**
 * When something falls due between two minutes: deliveries that waited for their hour become jobs, then the tasks and the office's
 * own times that fell due after `since` are served. Says through which instant that was and when the next thing is due. What lies
 * further back, held or written late, is the minute's.
 */
export async function serveDue(deps: Deps, since: Date | null): Promise<{ through: Date; next: Date | null }> {
  const { stores, clock } = deps;
  const through = clock.now();
  await stores.releaseDue(through, BATCH);
  const first = await stores.nextDueAt(since ?? undefined);
  if (first === null || first > through) return { through, next: first };
  await sweep(deps, since ? { since } : {});
  return { through, next: await stores.nextDueAt(through) };
}
