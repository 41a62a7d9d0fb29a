import { EventEmitter } from 'node:events';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { executorOf } from '../../src/adapters/database/executor.ts';
import { type Database, openDatabase } from '../../src/adapters/database/open.ts';
import { bossQueue } from '../../src/adapters/queue/queue.ts';
import { hasServer, startServer, type TestServer } from '../support/postgres.ts';
import { ground, storedDelivery } from '../support/stored-rows.ts';
import { silent } from '../support/stores.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Ends every connection of the database but the asking one, as a crash of the server does. */
const STRIKE = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;

describe.skipIf(!hasServer)('connections to a server that break while they are in use', () => {
  let server: TestServer;
  let url: string;
  let database: Database;
  let other: Database;
  const uncaught: unknown[] = [];
  const hear = (error: unknown): void => void uncaught.push(error);
  beforeAll(async () => {
    server = await startServer();
    url = await server.freshDatabase();
    database = await openDatabase({ url, directory: '', log: silent });
    other = await openDatabase({ url, directory: '', log: silent, standstillMs: 200 });
    await database.stores(async () => {}).commit(ground);
  });
  afterAll(async () => {
    await Promise.all([database?.close(), other?.close()]);
    await server?.stop();
  });
  beforeEach(() => {
    uncaught.length = 0;
    process.on('uncaughtException', hear);
  });
  afterEach(() => process.off('uncaughtException', hear));

  const strike = () => other.executor.executeSql(STRIKE);

  it.each<[string, () => Promise<unknown>]>([
    [
      'between two statements of a commit',
      () =>
        database
          .stores(
            async () => {
              await strike();
              await pause(50);
            },
            { now: () => new Date() },
          )
          .commit({ deliveries: [storedDelivery([], { dueAt: new Date(0) })] }),
    ],
    [
      'under a statement of a commit',
      () =>
        database
          .stores(
            async (_, within) => {
              setTimeout(() => void strike(), 50);
              await within?.('SELECT pg_sleep(5)', []);
            },
            { now: () => new Date() },
          )
          .commit({ deliveries: [storedDelivery([], { dueAt: new Date(0) })] }),
    ],
    [
      'under a statement of the queue',
      () => {
        setTimeout(() => void strike(), 50);
        return database.executor.executeSql('SELECT pg_sleep(5)');
      },
    ],
    [
      'under a block of the queue',
      () => {
        setTimeout(() => void strike(), 50);
        return database.executor.executeSql('BEGIN; SELECT pg_sleep(5); COMMIT');
      },
    ],
    [
      'under a question for the clock',
      () => Promise.all([pause(1).then(strike), ...Array.from({ length: 40 }, () => database.machineNow())]),
    ],
  ])('%s: fail whoever uses them or nobody, never the process, and the next try gets through', async (_, use) => {
    await use().catch(() => {});
    await pause(50);

    expect(uncaught).toEqual([]);
    expect(await database.machineNow()).toBeInstanceOf(Date);
  });

  it('while they listen are replaced, again and again', async () => {
    let reconnected = 0;
    const heard: string[] = [];
    const listening = await database.executor.listen?.(
      'test_channel',
      (payload) => void heard.push(payload),
      () => {
        reconnected += 1;
      },
    );

    await strike();
    await expect.poll(() => reconnected).toBe(2);
    await other.executor.executeSql("SELECT pg_notify('test_channel', 'once')");
    await expect.poll(() => heard).toEqual(['once']);
    await listening?.close();

    expect(uncaught).toEqual([]);
  });

  it('leave a queue that goes on with its jobs', async () => {
    const queue = bossQueue(database.executor, { embedded: false, log: silent });
    const done: string[] = [];
    await queue.start(async (job) => void done.push(job.deliveryId));

    await strike();
    const { id } = storedDelivery([]);
    await expect
      .poll(() =>
        queue.enqueue([{ deliveryId: id, attempt: 0, channelKey: 'local:x' }], null).then(() => 'queued', String),
      )
      .toBe('queued');
    await expect.poll(() => done).toEqual([id]);
    await queue.stop();

    expect(uncaught).toEqual([]);
  });

  it('are given up by the server where a process stands still in the midst of a commit, so that others are not held up', async () => {
    const delivery = storedDelivery([], { dueAt: new Date(0) });
    const moves = Promise.withResolvers<void>();
    const standsStill = other
      .stores(() => moves.promise, { now: () => new Date() })
      .commit({ deliveries: [delivery] })
      .then(
        () => 'committed',
        () => 'undone',
      );
    await pause(50);

    // The same row: this waits for whoever wrote it first, who does not move before it is through.
    await database.stores(async () => {}).commit({ deliveries: [delivery] });
    moves.resolve();

    expect(await standsStill).toBe('undone');
    expect(uncaught).toEqual([]);
  });

  it('stand still for ten seconds at most, and are looked after by the server when the other side is gone', async () => {
    const { rows } = await database.executor.executeSql(
      `SELECT name, setting FROM pg_settings WHERE name IN ('idle_in_transaction_session_timeout', 'tcp_keepalives_idle', 'TimeZone') ORDER BY name`,
    );

    expect(rows).toEqual([
      { name: 'TimeZone', setting: 'UTC' },
      { name: 'idle_in_transaction_session_timeout', setting: '10000' },
      { name: 'tcp_keepalives_idle', setting: '10' },
    ]);
  });
});

describe('a connection that breaks while it begins to listen', () => {
  it('is replaced by one, not by two', async () => {
    vi.useFakeTimers();
    try {
      const made: EventEmitter[] = [];
      const given: EventEmitter[] = [];
      let isDown = false;
      const pool = {
        async connect() {
          const client = Object.assign(new EventEmitter(), {
            escapeIdentifier: (name: string) => name,
            release: () => void given.push(client),
            async query() {
              if (!isDown) return;
              // The driver says it twice: to the statement, and on the connection.
              client.emit('error', new Error('terminating connection'));
              throw new Error('terminating connection');
            },
          });
          made.push(client);
          return client;
        },
      };
      const listening = await executorOf(pool as unknown as pg.Pool, false).listen?.(
        'channel',
        () => {},
        () => {},
      );

      isDown = true;
      made[0]?.emit('error', new Error('terminating connection'));
      await vi.advanceTimersByTimeAsync(1_000);
      isDown = false;
      await vi.advanceTimersByTimeAsync(10_000);

      expect(made).toHaveLength(3);
      expect(given).toEqual(made.slice(0, 2));
      await listening?.close();
      expect(given).toEqual(made);
    } finally {
      vi.useRealTimers();
    }
  });
});
