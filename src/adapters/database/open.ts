import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import type { Clock, JobQueue, LocalMessages, Log, Settings, Stores } from '../../ports.ts';
import type { SignIns } from '../../ports-sign-in.ts';
import type { Figures, RetentionStore } from '../../ports-upkeep.ts';
import type { StoreContext } from './context.ts';
import { runnerOf } from './context.ts';
import { deliveryStore } from './delivery-store.ts';
import { DueHints } from './due-hints.ts';
import { openEmbedded, refuseMoved } from './embedded.ts';
import { type Executor, executorOf } from './executor.ts';
import { readFigures } from './figures.ts';
import { PrismaClient } from './generated/client.ts';
import { inboundStore } from './inbound-store.ts';
import { LedgerEnds } from './ledger-ends.ts';
import { localMessages } from './local-messages.ts';
import { migrate } from './migrate.ts';
import { ledgerStore, officeStore } from './office-store.ts';
import { Policies } from './policies.ts';
import { DatabaseProblem, givenIn } from './problems.ts';
import { retentionStore } from './retention-store.ts';
import { grantTo, type Protection, protectionOf } from './rights.ts';
import { connectOwner, openServer, userOf } from './server.ts';
import { settings } from './settings.ts';
import { signIns } from './sign-ins.ts';
import { taskStore } from './task-store.ts';
import { giveUpUnanswered } from './unanswered.ts';

/** Milliseconds a statement waits for the pool's only connection: nothing of ours holds it that long. */
const WAIT_MS = 30_000;

/** Where the database is. */
export interface DatabaseOptions {
  /** A PostgreSQL server; without it the embedded database on `directory`. */
  readonly url?: string | undefined;
  /** The owner's address, for migrations, where `url` is a role without ownership. */
  readonly migrateUrl?: string | undefined;
  readonly directory: string;
  readonly log: Log;
  /** Shorter in tests, to find a statement that waits for its own transaction. */
  readonly connectionTimeoutMs?: number;
  /** Shorter in tests: a transaction that stands still for so long is undone by the server. */
  readonly standstillMs?: number;
}

/** An open database: the stores on it, and what the job queue needs of it. */
export interface Database {
  readonly kind: 'embedded' | 'server';
  /** `clock` is the office clock: deliveries due by it become jobs with their commit; without it only `releaseDue` makes them. */
  stores(enqueue: JobQueue['enqueue'], clock?: Clock): Stores;
  readonly localMessages: LocalMessages;
  readonly settings: Settings;
  readonly retention: RetentionStore;
  readonly signIns: SignIns;
  /** The connection for the job queue. */
  readonly executor: Executor;
  /** What is written of that is due before long: a hint for the timer, never the truth. */
  readonly dueHints: DueHints;
  /** Keeps the mode the database was made in; throws `other-mode` when it is another. */
  claimMode(mode: 'demo' | 'live'): Promise<void>;
  /** What a server does by itself: a checkpoint with the vacuum of what was much rewritten, or the vacuum of everything. */
  maintain(what: 'checkpoint' | 'vacuum'): Promise<void>;
  /** Copies all rows into a new folder. Embedded only: a server has its own means (pg_dump). */
  readonly dump: ((folder: string) => Promise<void>) | null;
  /** What waits at `now` of the office clock; a delivery counts as late `graceMs` after its instant. */
  figures(now: Date, graceMs: number): Promise<Figures>;
  /** What keeps the ledger from being changed, and migrations of a newer release that this one does not know. */
  protection(): Promise<Protection>;
  /** The machine's instant, by the database's clock. */
  machineNow(): Promise<Date>;
  close(): Promise<void>;
}

/** Opens the database and brings it to this release. Throws DatabaseProblem with one clear line. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { url, log, directory, connectionTimeoutMs = WAIT_MS } = options;
  if (url === undefined) refuseMoved(directory);
  const opened =
    url === undefined
      ? await openEmbedded(directory, connectionTimeoutMs)
      : await openServer(url, options.standstillMs);
  const { pool } = opened;
  pool.on('error', (error) => log.warn({ err: error }, 'A connection to the database broke'));
  try {
    await checkZone(pool);
    const applied = await migrateAt(options.migrateUrl, pool, url);
    if (applied.length > 0) log.info({ applied }, 'The database was brought up to date');
  } catch (error) {
    await opened.close();
    throw error;
  }

  if (url !== undefined) giveUpUnanswered(pool);
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    transactionOptions: { maxWait: WAIT_MS, timeout: WAIT_MS },
  });
  const policies = new Policies();
  const sql = runnerOf(pool);
  const isEmbedded = url === undefined;
  const executor = executorOf(pool, isEmbedded);
  const dueHints = new DueHints(executor);

  const contextOf = (enqueue: StoreContext['enqueue'], officeNow: StoreContext['officeNow']): StoreContext => ({
    pool,
    prisma,
    sql,
    policies,
    ledgerEnds: new LedgerEnds(),
    dueHints,
    enqueue,
    officeNow,
  });

  return {
    kind: isEmbedded ? 'embedded' : 'server',
    stores(enqueue, clock) {
      const officeNow = clock && (() => clock.now());
      const context = contextOf(enqueue, officeNow);
      return {
        ...taskStore(context),
        ...officeStore(context),
        ...deliveryStore(context),
        ...inboundStore(context),
        ...ledgerStore(context),
      };
    },
    localMessages: localMessages(prisma, sql),
    settings: settings(prisma),
    retention: retentionStore(contextOf(async () => {}, undefined)),
    signIns: signIns(sql),
    executor,
    dueHints,
    async claimMode(mode) {
      await prisma.setting.createMany({ data: [{ key: 'mode', value: mode }], skipDuplicates: true });
      const made = await settings(prisma).get('mode');
      if (made !== mode) throw new DatabaseProblem('other-mode', `${String(made)}, ${mode}`);
    },
    async maintain(what) {
      if (!isEmbedded) return;
      if (what === 'vacuum') await pool.query('VACUUM (ANALYZE)');
      else await vacuumRewritten(pool);
      await pool.query('CHECKPOINT');
    },
    dump: 'dump' in opened ? (folder: string) => opened.dump(folder) : null,
    protection: () => protectionOf(pool, isEmbedded),
    figures: (now, graceMs) => readFigures(sql, now, graceMs),
    async machineNow() {
      const { rows } = await pool.query<{ now: Date }>('SELECT clock_timestamp() AS now');
      return rows[0]?.now as Date;
    },
    async close() {
      await prisma.$disconnect();
      await opened.close();
    },
  };
}

/** What writes no offset into an instant must find UTC on the connection. */
async function checkZone(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ TimeZone: string }>('SHOW timezone');
  const zone = rows[0]?.TimeZone ?? '';
  if (!/^(Etc\/)?(UTC|GMT)$/.test(zone)) throw new DatabaseProblem('wrong-zone', zone);
}

async function migrateAt(
  migrateUrl: string | undefined,
  pool: pg.Pool,
  url: string | undefined,
): Promise<readonly string[]> {
  if (migrateUrl === undefined) {
    const client = await pool.connect();
    return migrate(client).finally(() => client.release());
  }
  const owner = await givenIn('DUBAN_MIGRATE_URL', connectOwner(migrateUrl));
  try {
    const applied = await migrate(owner);
    await grantTo(owner, userOf(url ?? ''));
    return applied;
  } finally {
    await owner.end();
  }
}

/** The embedded database has no autovacuum: tables with many dead rows are vacuumed with each checkpoint. */
async function vacuumRewritten(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, relname) AS name FROM pg_stat_user_tables WHERE n_dead_tup > 1000`,
  );
  for (const { name } of rows) await pool.query(`VACUUM (ANALYZE) ${name}`);
}
