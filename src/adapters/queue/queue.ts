import { createHash } from 'node:crypto';
import { type Job, type JobResult, PgBoss, type WorkOptions } from 'pg-boss';
import type { DeliveryJob, JobQueue, Log, SqlRunner } from '../../ports.ts';
import { takingFreeChannels } from './free-channels.ts';

/** The database as the queue needs it. `listen` only where notifications cross the connection: on a server. */
export interface QueueDatabase {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
  listen?(
    channel: string,
    onNotification: (payload: string) => void,
    onReconnect: () => void,
  ): Promise<{ close(): Promise<void> }>;
}

/** The queue of a process that may only write jobs, or also do them. */
export interface BossQueue extends JobQueue {
  /** Makes the queue's tables if they are missing. Needed before `enqueue` in a process that does not `start`. */
  prepare(): Promise<void>;
}

const DELIVERY = 'delivery';
const DEAD = 'delivery-dead';
/** Jobs that one worker does at a time; each is for another channel. */
const BATCH = 10;
/** Jobs of the highest priority are fetched first; one worker waits for nothing else. */
const URGENT = 1;
const WORKERS = 4;
/** The shortest that pg-boss allows. */
const POLL_SECONDS = 0.5;
/** Milliseconds after a commit in which a drain may come first; the embedded queue's workers wait so long. */
const WAKE_MS = 20;
/** What is put off for longer is found by the poll. */
const FARTHEST_WAKE_MS = 60_000;
/** Milliseconds between two looks while `drain` waits for what runs already. */
const LOOK_MS = 5;
const STOP_MS = 15_000;

/** A job that is running, in whatever process, or may run now. */
const LEFT = `SELECT 1 FROM pgboss.job WHERE name = $1
  AND (state = 'active' OR (state IN ('created', 'retry') AND start_after <= now())) LIMIT 1`;

const settings = {
  // At most one active job per channel.
  policy: 'singleton',
  // A try takes at most 10 s at the platform and some bookkeeping; a dead worker's job comes back after about 10 s.
  expireInSeconds: 60,
  heartbeatSeconds: 10,
  // The default deletes what was never started after 14 days.
  retentionSeconds: 400 * 86_400,
  retryLimit: 5,
  retryDelay: 2,
  retryBackoff: true,
  deadLetter: DEAD,
} as const;

/** Deliveries as jobs of pg-boss, in the same database as the rows that owe them; `pollSeconds` between two looks of an idle worker. */
export function bossQueue(
  db: QueueDatabase,
  { embedded, log, pollSeconds = POLL_SECONDS }: { embedded: boolean; log: Log; pollSeconds?: number },
): BossQueue {
  const boss = new PgBoss({
    db: takingFreeChannels(db),
    ...(embedded ? { backend: 'pglite' } : {}),
    useListenNotify: !embedded,
    schedule: false,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  });
  boss.on('error', (error) => log.error({ err: error }, 'The job queue met an error'));
  const workers: string[] = [];
  let work: ((job: DeliveryJob) => Promise<void>) | null = null;
  let prepared: Promise<void> | null = null;
  let gathered: { readonly jobs: Map<string, ReturnType<typeof insertOf>>; readonly done: Promise<void> } | null = null;
  let waking: NodeJS.Timeout | undefined;
  const wakes = new Map<number, NodeJS.Timeout>();
  let draining = 0;

  /** Who commits and drains at once does the jobs itself: two that fetch would only wait for each other's connection. */
  function wakeWorkersSoon(): void {
    if (draining > 0) return;
    waking ??= setTimeout(() => {
      waking = undefined;
      for (const worker of workers) boss.notifyWorker(worker);
    }, WAKE_MS);
  }

  /** What was put off is begun when its time has come, not with the poll after that. */
  function wakeWorkersAt(startAfterMs: number): void {
    const slot = Math.ceil((performance.now() + startAfterMs) / WAKE_MS);
    if (startAfterMs > FARTHEST_WAKE_MS || wakes.has(slot)) return;
    const timer = setTimeout(() => {
      wakes.delete(slot);
      wakeWorkersSoon();
    }, startAfterMs + WAKE_MS).unref();
    wakes.set(slot, timer);
  }

  /** Jobs that are put off by themselves come one by one, hundreds in a moment: those of one turn of the loop are one statement. */
  function insertTogether(jobs: readonly DeliveryJob[]): Promise<void> {
    gathered ??= {
      jobs: new Map(),
      done: new Promise<void>((resolve) => setImmediate(resolve)).then(async () => {
        const all = [...(gathered?.jobs.values() ?? [])];
        gathered = null;
        await boss.insert(DELIVERY, all);
      }),
    };
    for (const job of jobs.map(insertOf)) gathered.jobs.set(job.id, job);
    return gathered.done;
  }

  function prepare(): Promise<void> {
    prepared ??= makeQueues();
    return prepared;
  }

  async function makeQueues(): Promise<void> {
    await boss.start();
    await boss.createQueue(DEAD);
    await boss.createQueue(DELIVERY, { ...settings, notify: !embedded });
    await boss.updateQueue(DELIVERY, withoutPolicy(settings));
    // Fills the cache of queues: a miss inside a transaction would wait for the pool's only connection, that is for itself.
    await boss.findJobs(DELIVERY, { id: jobId({ deliveryId: 'none', attempt: 0 }) });
    // On stale statistics fetching ran 33 times slower.
    await db.executeSql('ANALYZE pgboss.job, pgboss.queue');
  }

  async function doJob({ id, data }: Job<DeliveryJob>): Promise<JobResult> {
    try {
      await work?.(data);
      return { id, status: 'completed' };
    } catch (error) {
      log.error({ err: error, deliveryId: data.deliveryId }, 'A delivery broke off');
      return { id, status: 'failed', output: { message: error instanceof Error ? error.message : String(error) } };
    }
  }

  const doJobs = (jobs: Job<DeliveryJob>[]): Promise<JobResult[]> => Promise.all(jobs.map(doJob));

  /**
   * A worker that did something looks again at once: of many jobs for one address a taking brings one, and whoever then waited for the
   * next poll would do two a second, with everybody else's behind them.
   */
  async function begin(options: WorkOptions & { readonly perJobResults: true }): Promise<void> {
    let id = '';
    id = await boss.work<DeliveryJob, unknown, typeof options>(DELIVERY, options, async (jobs) => {
      const results = await doJobs(jobs);
      if (id !== '') boss.notifyWorker(id);
      return results;
    });
    workers.push(id);
  }

  /** Takes jobs and does them here and now. Returns how many there were. */
  async function doReady(): Promise<number> {
    const jobs = await boss.fetch<DeliveryJob>(DELIVERY, { batchSize: BATCH });
    const results = await doJobs(jobs);
    const done = results.filter(({ status }) => status === 'completed').map(({ id }) => id);
    if (done.length > 0) await boss.complete(DELIVERY, done);
    for (const { id, output } of results.filter(({ status }) => status === 'failed'))
      await boss.fail(DELIVERY, id, output);
    return jobs.length;
  }

  return {
    prepare,

    async enqueue(jobs, within) {
      if (jobs.length === 0) return;
      if (within) await boss.insert(DELIVERY, jobs.map(insertOf), { db: asDatabase(within) });
      else await insertTogether(jobs);
      // Within the embedded database no notification arrives; the fetch waits for the transaction on the only connection.
      if (embedded) wakeWorkersSoon();
      for (const { startAfterMs } of jobs) if (startAfterMs !== undefined) wakeWorkersAt(startAfterMs);
    },

    async start(handler) {
      work = handler;
      await prepare();
      const options = {
        batchSize: BATCH,
        perJobResults: true,
        burstWhenBatchFull: true,
        pollingIntervalSeconds: pollSeconds,
        // What was put off is announced by nobody when its time comes.
        notifyPollingIntervalSeconds: pollSeconds,
      } as const;
      // On the embedded database's one connection more workers would only wait for each other.
      for (let count = embedded ? 1 : WORKERS; count > 0; count -= 1) await begin(options);
      // However many cards wait for their turn at a platform, an answer does not stand behind them.
      if (!embedded) await begin({ ...options, minPriority: URGENT });
    },

    async drain() {
      draining += 1;
      clearTimeout(waking);
      waking = undefined;
      try {
        for (;;) {
          const { rows } = await db.executeSql(LEFT, [DELIVERY]);
          if (rows.length === 0) return;
          if ((await doReady()) === 0) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
        }
      } finally {
        draining -= 1;
      }
    },

    async stop() {
      workers.length = 0;
      clearTimeout(waking);
      for (const timer of wakes.values()) clearTimeout(timer);
      wakes.clear();
      if (prepared) await boss.stop({ graceful: true, timeout: STOP_MS, close: false });
    },
  };
}

function withoutPolicy({ policy: _, ...rest }: typeof settings) {
  return rest;
}

function insertOf(job: DeliveryJob) {
  const { startAfterMs } = job;
  return {
    id: jobId(job),
    data: job,
    singletonKey: job.channelKey,
    priority: job.urgent ? URGENT : 0,
    ...(startAfterMs === undefined ? {} : { startAfter: startAfterMs / 1000 }),
  };
}

/** The same delivery and attempt give the same id: a job that was ever queued is not queued again (RFC 9562, version 8). */
function jobId({
  deliveryId,
  attempt,
  again,
}: Pick<DeliveryJob, 'attempt' | 'again'> & { deliveryId: string }): string {
  const hex = createHash('sha256')
    .update(again ? `${deliveryId}:${attempt}:${again}` : `${deliveryId}:${attempt}`)
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const asDatabase = (within: SqlRunner) => ({
  async executeSql(text: string, values: unknown[] = []) {
    return { rows: [...(await within(text, values))] };
  },
});
