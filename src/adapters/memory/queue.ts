import type { DeliveryJob, JobQueue } from '../../ports.ts';

/**
 * A queue in memory: jobs run one at a time, in the order they came, and only within `drain`. A job with a wait runs after those
 * without one, the shortest wait first: nobody waits for real. A job id that was used is never used again.
 */
export function memoryQueue(): JobQueue {
  const known = new Set<string>();
  let ready: DeliveryJob[] = [];
  let waiting: DeliveryJob[] = [];
  let work: ((job: DeliveryJob) => Promise<void>) | null = null;
  let draining: Promise<void> | null = null;

  async function runAll(): Promise<void> {
    if (!work) return;
    for (;;) {
      if (ready.length === 0) {
        waiting.sort((a, b) => (a.startAfterMs ?? 0) - (b.startAfterMs ?? 0));
        ready = waiting.splice(0, 1);
      }
      const job = ready.shift();
      if (!job) return;
      await work(job);
    }
  }

  return {
    async enqueue(jobs) {
      for (const job of jobs) {
        const id = `${job.deliveryId}:${job.attempt}:${job.again ?? 0}`;
        if (known.has(id)) continue;
        known.add(id);
        (job.startAfterMs ? waiting : ready).push(job);
      }
    },
    async start(handler) {
      work = handler;
    },
    async drain() {
      draining ??= runAll().finally(() => {
        draining = null;
      });
      await draining;
    },
    async stop() {
      work = null;
      ready = [];
      waiting = [];
    },
  };
}
