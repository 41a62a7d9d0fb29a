import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/adapters/database/open.ts';
import { memoryQueue } from '../../src/adapters/memory/queue.ts';
import { bossQueue } from '../../src/adapters/queue/queue.ts';
import type { DeliveryJob, JobQueue } from '../../src/ports.ts';
import { at } from '../support/builders.ts';
import { hasServer, startServer, type TestServer } from '../support/postgres.ts';
import { ground, newId, storedDelivery } from '../support/stored-rows.ts';
import { silent } from '../support/stores.ts';

const jobFor = (over: Partial<DeliveryJob> = {}): DeliveryJob => ({
  deliveryId: newId(),
  attempt: 0,
  channelKey: `local:${newId()}`,
  ...over,
});
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What every queue does. `done` gathers the jobs that were worked. */
function queueContract(queueOf: () => JobQueue): void {
  let queue: JobQueue;
  let done: DeliveryJob[];
  beforeEach(async () => {
    queue = queueOf();
    done = [];
  });
  const start = (work: (job: DeliveryJob) => Promise<void> = async (job) => void done.push(job)) => queue.start(work);
  afterEach(() => queue.stop());

  it('does every job that may run, and drain waits for it', async () => {
    await start();
    const jobs = Array.from({ length: 25 }, () => jobFor());

    await queue.enqueue(jobs, null);
    await queue.drain();

    expect(new Set(done.map((job) => job.deliveryId))).toEqual(new Set(jobs.map((job) => job.deliveryId)));
    expect(done).toHaveLength(25);
  });

  it('does one delivery and attempt once, however often it is queued; the next attempt is another job', async () => {
    await start();
    const job = jobFor();

    await queue.enqueue([job], null);
    await queue.enqueue([job], null);
    await queue.drain();
    await queue.enqueue([job, { ...job, attempt: 1 }], null);
    await queue.drain();

    expect(done.map((one) => one.attempt)).toEqual([0, 1]);
  });

  it('does what a job itself queues before drain resolves', async () => {
    const next = jobFor();
    await start(async (job) => {
      done.push(job);
      if (job.deliveryId !== next.deliveryId) await queue.enqueue([next], null);
    });

    await queue.enqueue([jobFor()], null);
    await queue.drain();

    expect(done).toHaveLength(2);
  });

  it('does one job at a time for one address', async () => {
    let running = 0;
    let most = 0;
    await start(async () => {
      running += 1;
      most = Math.max(most, running);
      await pause(5);
      running -= 1;
    });

    await queue.enqueue(
      Array.from({ length: 4 }, () => jobFor({ channelKey: 'local:one' })),
      null,
    );
    await queue.drain();

    expect(most).toBe(1);
  });
}

describe('the queue in memory', () => {
  queueContract(memoryQueue);

  it('does jobs in the order they came, those with a wait last, the shortest first', async () => {
    const queue = memoryQueue();
    const done: string[] = [];
    const [long, short, first, second] = [
      jobFor({ startAfterMs: 900 }),
      jobFor({ startAfterMs: 100 }),
      jobFor(),
      jobFor(),
    ];
    await queue.start(async (job) => void done.push(job.deliveryId));

    await queue.enqueue([long, short, first, second], null);
    await queue.drain();

    expect(done).toEqual([first, second, short, long].map((job) => job.deliveryId));
  });
});

const kinds = [
  { name: 'embedded database', isHere: true, isServer: false },
  { name: 'PostgreSQL server', isHere: hasServer, isServer: true },
];

describe.each(kinds.filter((kind) => kind.isHere))('the queue in the $name', ({ isServer }) => {
  let database: Database;
  let server: TestServer | undefined;
  let url: string | undefined;
  const directory = mkdtempSync(join(tmpdir(), 'duban-queue-'));
  const queueOf = () => bossQueue(database.executor, { embedded: !isServer, log: silent });
  beforeAll(async () => {
    server = isServer ? await startServer() : undefined;
    url = await server?.freshDatabase();
    database = await openDatabase({ url, directory, log: silent, connectionTimeoutMs: 3_000 });
    await database.stores(async () => {}).commit(ground);
  });
  afterAll(async () => {
    await database.close();
    await server?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  queueContract(queueOf);

  it.runIf(isServer)('does not let a busy channel hold up the others', async () => {
    const queue = queueOf();
    const done: DeliveryJob[] = [];
    const waits = Promise.withResolvers<void>();
    await queue.start(async (job) => {
      if (job.channelKey === 'local:hot') await waits.promise;
      done.push(job);
    });
    const hot = () => jobFor({ channelKey: 'local:hot' });
    await queue.enqueue([hot()], null);
    await pause(300);
    const others = [jobFor(), jobFor(), jobFor()];
    await queue.enqueue([hot(), hot()], null);
    await queue.enqueue(others, null);

    await expect.poll(() => done.length).toBe(others.length);
    expect(new Set(done.map((job) => job.deliveryId))).toEqual(new Set(others.map((job) => job.deliveryId)));
    waits.resolve();
    await queue.drain();
    await queue.stop();
    expect(done).toHaveLength(others.length + 3);
  });

  it.runIf(isServer)('of many jobs for few channels none makes two takers wait for each other', async () => {
    const faults: unknown[] = [];
    const log = { ...silent, error: (about: object) => void faults.push(about) };
    const queues = [0, 1].map(() => bossQueue(database.executor, { embedded: false, log }));
    const done: string[] = [];
    const channels = Array.from({ length: 8 }, () => `local:${newId()}`);
    const jobs = Array.from({ length: 240 }, (_, number) => jobFor({ channelKey: channels[number % 8] as string }));
    for (const queue of queues) await queue.start(async (job) => void done.push(job.deliveryId));

    await queues[0]?.enqueue(jobs, null);
    await expect.poll(() => done.length).toBe(jobs.length);
    for (const queue of queues) await queue.stop();

    expect(new Set(done).size).toBe(jobs.length);
    expect(faults).toEqual([]);
  });

  it('does many jobs of one address one after the other without waiting for its next look, and nobody else waits behind them', async () => {
    const queue = bossQueue(database.executor, { embedded: !isServer, log: silent, pollSeconds: 60 });
    const done: string[] = [];
    await queue.start(async (job) => void done.push(job.channelKey));
    await pause(100);

    await queue.enqueue([...Array.from({ length: 25 }, () => jobFor({ channelKey: 'local:hot' })), jobFor()], null);
    await expect.poll(() => done.length).toBe(26);
    await queue.stop();
  });

  it.runIf(isServer)('is not held up by a process that stands still while it takes jobs', async () => {
    const client = new pg.Client({ connectionString: url, options: '-c idle_in_transaction_session_timeout=300' });
    client.on('error', () => {});
    await client.connect();
    const [stands, ends] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const frozen = bossQueue(
      {
        async executeSql(text, values) {
          if (!/SKIP LOCKED/.test(text)) return database.executor.executeSql(text, values);
          await client.query('BEGIN');
          const { rows } = await client.query(text, values);
          stands.resolve();
          await ends.promise;
          return { rows: rows.slice(0, 0) };
        },
      },
      { embedded: false, log: silent },
    );
    const [begun, done]: [string[], string[]] = [[], []];
    const jobs = Array.from({ length: 5 }, () => jobFor());
    await frozen.enqueue(jobs, null);
    await frozen.start(async (job) => void begun.push(job.deliveryId));
    await stands.promise;
    const queue = queueOf();
    await queue.start(async (job) => void done.push(job.deliveryId));

    await expect.poll(() => done.toSorted()).toEqual(jobs.map((job) => job.deliveryId).toSorted());
    ends.resolve();
    await queue.stop();
    await frozen.stop();
    expect(begun).toEqual([]);
    await client.end().catch(() => {});
  });

  it.runIf(isServer)('does what is urgent though all the others wait at a platform', async () => {
    const queue = queueOf();
    const done: DeliveryJob[] = [];
    const waits = Promise.withResolvers<void>();
    await queue.start(async (job) => {
      if (!job.urgent) await waits.promise;
      done.push(job);
    });
    await queue.enqueue(
      Array.from({ length: 60 }, () => jobFor()),
      null,
    );
    await pause(600);
    const urgent = jobFor({ urgent: true });
    await queue.enqueue([urgent], null);

    await expect.poll(() => done.map((job) => job.deliveryId)).toEqual([urgent.deliveryId]);
    waits.resolve();
    await queue.drain();
    await queue.stop();
  });

  describe('with the rows that owe the jobs', () => {
    it('has the job of a due delivery when the change is committed, and none when it is not', async () => {
      const queue = queueOf();
      const done: string[] = [];
      await queue.start(async (job) => void done.push(job.deliveryId));
      const now = at('2026-03-24 09:05');
      const stores = database.stores(queue.enqueue, { now: () => now });
      const [kept, lost] = [storedDelivery([], { dueAt: now }), storedDelivery([], { dueAt: now })];
      await stores.commit({ deliveries: [kept] });
      const broken = database.stores(
        async (jobs, within) => {
          await queue.enqueue(jobs, within);
          throw new Error('the connection broke');
        },
        { now: () => now },
      );

      await expect(broken.commit({ deliveries: [lost] })).rejects.toThrow('the connection broke');
      await queue.drain();
      await queue.stop();

      expect([done, await stores.delivery(lost.id)]).toEqual([[kept.id], null]);
    });

    it('is woken at once: a job is begun well before the next poll', async () => {
      const queue = bossQueue(database.executor, { embedded: !isServer, log: silent, pollSeconds: 60 });
      const begun = Promise.withResolvers<number>();
      await queue.start(async () => begun.resolve(performance.now()));
      await pause(100);
      const stores = database.stores(queue.enqueue, { now: () => at('2026-03-24 09:05') });
      const before = performance.now();

      await stores.commit({ deliveries: [storedDelivery([], { dueAt: at('2026-03-24 09:05') })] });
      const after = await begun.promise;
      await queue.stop();

      expect(after - before).toBeLessThan(20_000);
    });

    it('waits as long as it was told before it does a job that was put off', async () => {
      const queue = queueOf();
      const done: number[] = [];
      await queue.start(async () => void done.push(performance.now()));
      const before = performance.now();

      await queue.enqueue([jobFor({ startAfterMs: 1_200 })], null);
      await queue.drain();
      const atOnce = done.length;
      while (done.length === 0) await pause(50);
      await queue.stop();

      expect(atOnce).toBe(0);
      expect((done[0] ?? 0) - before).toBeGreaterThan(1_190);
    });

    it('does the other jobs when one breaks off, and tries that one again', async () => {
      const queue = queueOf();
      const tries = new Map<string, number>();
      const [bad, good] = [jobFor(), jobFor()];
      await queue.start(async ({ deliveryId }) => {
        tries.set(deliveryId, (tries.get(deliveryId) ?? 0) + 1);
        if (deliveryId === bad.deliveryId && tries.get(deliveryId) === 1) throw new Error('a bug');
      });

      await queue.enqueue([bad, good], null);
      while ((tries.get(bad.deliveryId) ?? 0) < 2) await pause(50);
      await queue.stop();

      expect(tries.get(good.deliveryId)).toBe(1);
    });

    it('takes jobs from a process that only prepared it', async () => {
      const [writer, worker] = [queueOf(), queueOf()];
      await writer.prepare();
      const job = jobFor();
      const done: string[] = [];

      await writer.enqueue([job], null);
      await worker.start(async (one) => void done.push(one.deliveryId));
      await worker.drain();
      await Promise.all([writer.stop(), worker.stop()]);

      expect(done).toEqual([job.deliveryId]);
    });
  });
});
