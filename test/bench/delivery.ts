import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Logger, run as runWorker } from 'graphile-worker';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { readConfig } from '../../src/config.ts';
import { deliver } from '../../src/flows/deliver.ts';
import { openBot } from '../../src/wire.ts';
import * as stored from '../support/stored-rows.ts';
import { nullMessenger, ownDeliveries } from './deliveries.ts';
import { type Place, silent } from './place.ts';
import { inTurns, progress, type Row, ratioRow, timed } from './row.ts';

/** Jobs that a peer works at once, as many as the bot's workers take. */
const AT_ONCE = 40;
/** Messages of one commit, as a sweep's. */
const TOGETHER = 100;

/**
 * B4a: messages a second to a platform that takes everything: each committed with its fact, its entry in the ledger and its job, then
 * claimed, written as true now, fenced and recorded; against inserting and doing empty jobs with the same number at work.
 */
export async function deliveryRows(place: Place, rounds: number, messages: number): Promise<readonly Row[]> {
  const urls = [await place.newUrl(), await place.newUrl(), await place.newUrl()];
  const [own, boss, graphile] = urls;
  if (!own || !boss || !graphile) {
    progress('delivery: not here, as the peers need PostgreSQL on a server');
    return [];
  }
  progress(`delivery: ${messages} messages, and as many empty jobs of two engines`);
  const runners = [
    await ownRunner(own, messages),
    await bossRunner(boss, messages),
    await graphileRunner(graphile, messages),
  ];
  try {
    const [bot, peerBoss, peerGraphile] = runners.map(({ once }) => once) as [Once, Once, Once];
    for (const once of [bot, peerBoss, peerGraphile]) await once();
    const times = await inTurns(rounds, { own: bot, boss: peerBoss, graphile: peerGraphile });
    const rate = (ms: number) => messages / (ms / 1000);
    const rowOf = (id: string, peer: 'boss' | 'graphile', against: string) =>
      ratioRow(
        {
          id,
          name: `messages with their entries, ${messages} waiting`,
          unit: 'a second',
          against,
          atMost: null,
          atLeast: 0.3,
        },
        times.map((took) => [rate(took.own), rate(took[peer])]),
      );
    return [
      rowOf('B4.boss', 'boss', 'empty jobs of pg-boss, work()'),
      rowOf('B4.graphile', 'graphile', 'empty jobs of graphile-worker, plain'),
    ];
  } finally {
    for (const { end } of runners) await end();
  }
}

type Once = () => Promise<number>;

interface Runner {
  /** Milliseconds from the first that is taken until all are done. */
  once: Once;
  end(): Promise<void>;
}

async function ownRunner(url: string, messages: number): Promise<Runner> {
  const folder = mkdtempSync(join(tmpdir(), 'duban-bench-'));
  const env = { DUBAN_DATA_DIR: folder, DUBAN_MODE: 'live', DATABASE_URL: url, LOG_LEVEL: 'error' };
  const bot = await openBot(readConfig(env), silent);
  const { deps } = bot;
  await deps.stores.commit({ ...stored.ground, directory: stored.directory });
  const nobody = nullMessenger();
  let waits = Promise.withResolvers<void>();
  let left = 0;
  await deps.queue.start(async (job) => {
    await deliver(job.deliveryId, { ...deps, messengers: { local: nobody } }, job.again);
    left -= 1;
    if (left === 0) waits.resolve();
  });
  return {
    async once() {
      waits = Promise.withResolvers();
      left = messages;
      return timed(async () => {
        for (let made = 0; made < messages; made += TOGETHER) {
          const planned = ownDeliveries(Math.min(TOGETHER, messages - made), () => new Date());
          const events = planned.deliveries.map(() => stored.progressed(stored.newId()));
          await deps.stores.commit({ ...planned, events });
        }
        await waits.promise;
      });
    },
    async end() {
      await bot.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function bossRunner(url: string, messages: number): Promise<Runner> {
  const boss = new PgBoss({ connectionString: url, max: 10, schedule: false });
  boss.on('error', () => {});
  await boss.start();
  await boss.createQueue('empty');
  let waits = Promise.withResolvers<void>();
  let left = 0;
  const options = {
    batchSize: 10,
    pollingIntervalSeconds: 0.5,
    burstWhenBatchFull: true,
    perJobResults: true,
  } as const;
  for (let worker = 0; worker < AT_ONCE / options.batchSize; worker += 1) {
    await boss.work('empty', options, async (jobs) => {
      left -= jobs.length;
      if (left <= 0) waits.resolve();
      return jobs.map(({ id }) => ({ id, status: 'completed' as const }));
    });
  }
  return {
    async once() {
      waits = Promise.withResolvers();
      left = messages;
      return timed(async () => {
        for (let made = 0; made < messages; made += 500) {
          await boss.insert(
            'empty',
            Array.from({ length: Math.min(500, messages - made) }, () => ({ data: {} })),
          );
        }
        await waits.promise;
      });
    },
    end: () => boss.stop({ graceful: false }),
  };
}

async function graphileRunner(url: string, messages: number): Promise<Runner> {
  const pool = new pg.Pool({ connectionString: url, max: AT_ONCE + 5 });
  let waits = Promise.withResolvers<void>();
  let left = 0;
  const runner = await runWorker({
    pgPool: pool,
    concurrency: AT_ONCE,
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
    taskList: {
      async empty() {
        left -= 1;
        if (left === 0) waits.resolve();
      },
    },
  });
  return {
    async once() {
      waits = Promise.withResolvers();
      left = messages;
      return timed(async () => {
        await pool.query(`SELECT graphile_worker.add_job('empty') FROM generate_series(1, $1)`, [messages]);
        await waits.promise;
      });
    },
    async end() {
      await runner.stop();
      await pause(50);
      await pool.end();
    },
  };
}
