import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../src/adapters/database/open.ts';
import { memoryLocalMessages } from '../../src/adapters/memory/local-messages.ts';
import { memorySettings } from '../../src/adapters/memory/settings.ts';
import { memoryStores } from '../../src/adapters/memory/stores.ts';
import type { DeliveryJob, LocalMessages, Log, Settings, Stores } from '../../src/ports.ts';
import { hasServer, startServer } from './postgres.ts';

/** Fresh stores, what they enqueued, and the two clocks as a test sets them. */
export interface Subject {
  readonly stores: Stores;
  /** The same rows as another process has them. */
  readonly others: Stores;
  readonly localMessages: LocalMessages;
  readonly settings: Settings;
  readonly jobs: DeliveryJob[];
  /** The office clock; a test sets it. */
  readonly clock: { now: Date };
  /** Whether what is due soon is announced at all: in memory nobody waits for it. */
  readonly announces: boolean;
  listen(heard: (at: Date) => void): Promise<{ close(): Promise<void> }>;
  /** Lets the machine clock of the leases run on. */
  pass(ms: number): Promise<void>;
}

/** Where the stores can stand. */
export interface Place {
  readonly name: string;
  readonly isHere: boolean;
  open(): Promise<{ fresh(): Promise<Subject>; close(): Promise<void> }>;
}

export const silent: Log = { info() {}, warn() {}, error() {} };

const start = new Date('2026-03-02T01:00:00Z');

const memory: Place = {
  name: 'memory',
  isHere: true,
  async open() {
    return {
      async fresh() {
        const jobs: DeliveryJob[] = [];
        const clock = { now: start };
        let machine = 0;
        const stores = memoryStores({
          enqueue: async (more) => void jobs.push(...more),
          officeNow: () => clock.now,
          machineNow: () => new Date(machine),
        });
        const pass = async (ms: number) => {
          machine += ms;
        };
        return {
          stores,
          others: stores,
          announces: false,
          listen: async () => ({ close: async () => {} }),
          jobs,
          clock,
          pass,
          localMessages: memoryLocalMessages(),
          settings: memorySettings(),
        };
      },
      async close() {},
    };
  },
};

const embedded: Place = {
  name: 'the embedded database',
  isHere: true,
  async open() {
    const directory = mkdtempSync(join(tmpdir(), 'duban-embedded-'));
    const database = await openDatabase({ directory, log: silent, connectionTimeoutMs: 3_000 });
    return {
      fresh: () => freshOf(database),
      async close() {
        await database.close();
        rmSync(directory, { recursive: true, force: true });
      },
    };
  },
};

const server: Place = {
  name: 'a PostgreSQL server',
  isHere: hasServer,
  async open() {
    const running = await startServer();
    const database = await openDatabase({ url: await running.freshDatabase(), directory: '', log: silent });
    return {
      fresh: () => freshOf(database),
      async close() {
        await database.close();
        await running.stop();
      },
    };
  },
};

/** Memory, the embedded database, and a server where there is one. */
export const places: readonly Place[] = [memory, embedded, server];

async function freshOf(database: Database): Promise<Subject> {
  await empty(database);
  const jobs: DeliveryJob[] = [];
  const clock = { now: start };
  const open = () => database.stores(async (more) => void jobs.push(...more), { now: () => clock.now });
  return {
    stores: open(),
    others: open(),
    announces: true,
    listen: (heard) => database.dueHints.listen(heard, () => {}),
    localMessages: database.localMessages,
    settings: database.settings,
    jobs,
    clock,
    // As if the time had passed: every lease is so much nearer to its end.
    async pass(ms) {
      await database.executor.executeSql(
        `UPDATE deliveries SET lease_until = lease_until - $1 * interval '1 millisecond'`,
        [ms],
      );
    },
  };
}

async function empty({ executor }: Database): Promise<void> {
  const { rows } = await executor.executeSql(
    `SELECT string_agg(format('DELETE FROM %I', tablename), '; ') AS deletions FROM pg_tables
     WHERE schemaname = 'public' AND tablename NOT IN ('_prisma_migrations', 'task_policies')`,
  );
  const [{ deletions }] = rows as [{ deletions: string }];
  // As a replica no trigger stands in the way: the ledger's refuses this in earnest.
  await executor.executeSql(`BEGIN; SET LOCAL session_replication_role = replica; ${deletions}; COMMIT`);
}
