import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/adapters/database/open.ts';
import { PASS_IDLE } from '../../src/adapters/database/task-store.ts';
import type { PersonId } from '../../src/core/ids.ts';
import { verifyChain } from '../../src/core/ledger.ts';
import type { Task } from '../../src/core/task.ts';
import { ConflictError } from '../../src/errors.ts';
import { at } from '../support/builders.ts';
import { hasServer, startServer, type TestServer } from '../support/postgres.ts';
import { schemaDiff } from '../support/schema-diff.ts';
import {
  ground,
  newId,
  progressed,
  signed,
  storedDelivery,
  storedNotice,
  storedSupervisionNotice,
  storedTask,
} from '../support/stored-rows.ts';
import { silent } from '../support/stores.ts';

const folder = mkdtempSync(join(tmpdir(), 'duban-database-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const childFile = fileURLToPath(new URL('../support/commit-until-killed.ts', import.meta.url));

/** Starts a process that commits, kills it after some commits, and gives the codes it said were committed. */
async function committedUntilKilled(directory: string, round: string, afterCommits: number): Promise<string[]> {
  const child = spawn(process.execPath, [childFile, directory, round], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.split('\n').length > afterCommits + 2) child.kill('SIGKILL');
  });
  await new Promise((resolve) => child.once('close', resolve));
  return said.split('\n').slice(1, -1);
}

// A first start takes seconds, on a busy machine many.
describe('the embedded database', { timeout: 120_000 }, () => {
  const directory = join(folder, 'embedded');

  it('loses nothing it acknowledged when its process is killed, again and again', async () => {
    const acknowledged: string[] = [];
    for (const [round, commits] of [3, 40].entries()) {
      acknowledged.push(...(await committedUntilKilled(directory, `26-${round}`, commits)));
    }

    const database = await openDatabase({ directory, log: silent });
    const stores = database.stores(async () => {});
    const kept = new Set((await stores.tasks({})).map((task) => task.code));
    const ledger = verifyChain(await stores.ledger({}));
    await database.close();

    expect(acknowledged.length).toBeGreaterThan(40);
    expect(acknowledged.filter((code) => !kept.has(code))).toEqual([]);
    expect(ledger).toMatchObject({ ok: true });
  });

  it('is one process at a time: the second is refused and told who has it', async () => {
    const first = await openDatabase({ directory, log: silent });

    const second = openDatabase({ directory, log: silent });

    await expect(second).rejects.toMatchObject({
      code: 'locked',
      message: expect.stringContaining(`pid ${process.pid}`),
    });
    await first.close();
    const third = await openDatabase({ directory, log: silent });
    await third.close();
  });

  it('is not opened when another major version made it', async () => {
    const old = join(folder, 'old');
    mkdirSync(join(old, 'rows'), { recursive: true });
    writeFileSync(join(old, 'rows', 'PG_VERSION'), '17\n');

    await expect(openDatabase({ directory: old, log: silent })).rejects.toMatchObject({ code: 'other-version' });
    // A refusal leaves the directory free for the next try.
    await expect(openDatabase({ directory: old, log: silent })).rejects.toMatchObject({ code: 'other-version' });
  });

  it('keeps the mode it was made in, and its rows when it is maintained', async () => {
    const first = await openDatabase({ directory, log: silent });
    await first.claimMode('demo');
    await first.claimMode('demo');
    await first.maintain('checkpoint');
    await first.maintain('vacuum');
    await first.close();

    const again = await openDatabase({ directory, log: silent });
    const refused = again.claimMode('live');

    await expect(refused).rejects.toMatchObject({ code: 'other-mode' });
    expect(await again.settings.get('mode')).toBe('demo');
    await again.close();
  });
});

describe('an address that is none', () => {
  it.each([
    ['bad-url', 'mysql://localhost/duban'],
    ['bad-url', 'duban'],
    ['no-answer', 'postgresql://duban:secret@127.0.0.1:1/duban'],
  ])('is refused as %s in one line without the password', async (code, url) => {
    const refused = openDatabase({ url, directory: '', log: silent });

    await expect(refused).rejects.toMatchObject({ code, message: expect.not.stringMatching(/secret|\n/) });
  });
});

describe.skipIf(!hasServer)('the database on a server', () => {
  let server: TestServer;
  let url: string;
  let databases: readonly Database[];
  beforeAll(async () => {
    server = await startServer();
    url = await server.freshDatabase();
    // Three replicas that start at once on an empty database.
    databases = await Promise.all([1, 2, 3].map(() => openDatabase({ url, directory: '', log: silent })));
    await storesOf(0).commit(ground);
  });
  afterAll(async () => {
    await Promise.all(databases.map((database) => database.close()));
    await server.stop();
  });
  it('gives a link to one of the replicas that ask for it at once, and keeps when a session was last seen', async () => {
    const on = (replica: number) => (databases[replica] as Database).signIns;
    const personId = newId<PersonId>();
    const openedAt = at('2026-03-02 09:00');
    await on(0).keep('link', { kind: 'link', personId, openedAt, seenAt: openedAt });
    await on(0).keep('session', { kind: 'session', personId, openedAt, seenAt: openedAt });

    const taken = await Promise.all([0, 1, 2].map((replica) => on(replica).take('link')));
    await on(1).seen('session', at('2026-03-02 09:20'));

    expect(taken.filter((one) => one !== null)).toEqual([{ kind: 'link', personId, openedAt, seenAt: openedAt }]);
    expect((await on(2).find('session'))?.seenAt).toEqual(at('2026-03-02 09:20'));
    await on(2).dropOlder(at('2026-03-02 09:01'));
    expect(await on(0).find('session')).toBeNull();
  });
  const storesOf = (replica: number) => (databases[replica] as Database).stores(async () => {});

  it('is refused as not-let-in when there is no such database', async () => {
    const refused = openDatabase({ url: server.url.replace(/\/[^/]*$/, '/nowhere'), directory: '', log: silent });

    await expect(refused).rejects.toMatchObject({ code: 'not-let-in' });
  });

  it('is brought up to date once, however many start', async () => {
    const { rows } = await (databases[0] as Database).executor.executeSql(
      'SELECT migration_name, finished_at FROM _prisma_migrations',
    );

    const applied = rows as { migration_name: string; finished_at: unknown }[];
    const folders = readdirSync(new URL('../../prisma/migrations/', import.meta.url), { withFileTypes: true });
    expect(applied.map((row) => row.migration_name).toSorted()).toEqual(
      folders
        .filter((folder) => folder.isDirectory())
        .map((folder) => folder.name)
        .toSorted(),
    );
    expect(applied.every((row) => row.finished_at instanceof Date)).toBe(true);
  });

  it.each([
    ['was changed after it had been applied', `UPDATE _prisma_migrations SET checksum = 'other'`],
    ['was left half done', 'UPDATE _prisma_migrations SET finished_at = NULL'],
  ])('is not opened when a migration %s', async (why, damage) => {
    const damaged = await server.freshDatabase();
    const first = await openDatabase({ url: damaged, directory: '', log: silent });
    await first.executor.executeSql(damage);
    await first.close();

    await expect(openDatabase({ url: damaged, directory: '', log: silent })).rejects.toThrow(why);
  });

  it('is brought up to date by its owner where the bot itself may not', async () => {
    const owned = await server.freshDatabase();
    const owner = new pg.Client({ connectionString: owned });
    await owner.connect();
    await owner.query(`CREATE ROLE duban_bot_${process.pid} LOGIN`);
    await owner.query(
      `ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO duban_bot_${process.pid}`,
    );
    const asBot = new URL(owned);
    asBot.username = `duban_bot_${process.pid}`;

    const bot = await openDatabase({ url: asBot.href, migrateUrl: owned, directory: '', log: silent });
    await bot.stores(async () => {}).commit(ground);
    const switchedOff = bot.executor.executeSql('ALTER TABLE ledger_entries DISABLE TRIGGER USER');

    await expect(switchedOff).rejects.toThrow('must be owner');
    await bot.close();
    await owner.query(`DROP OWNED BY duban_bot_${process.pid}`);
    await owner.query(`DROP ROLE duban_bot_${process.pid}`);
    await owner.end();
  });

  it('has the tables that the schema describes', async () => {
    expect(await schemaDiff('empty', server.url)).toContain('CREATE TABLE "tasks"');
    expect((await schemaDiff('migrations', server.url)).trim()).toBe('-- This is an empty migration.');
  });

  it.each(['UPDATE ledger_entries SET hash = $$0$$', 'DELETE FROM ledger_entries', 'TRUNCATE ledger_entries'])(
    'refuses "%s", whoever asks',
    async (statement) => {
      const owner = new pg.Client({ connectionString: url });
      await owner.connect();

      const refused = owner.query(statement);

      await expect(refused).rejects.toThrow('The ledger is append-only');
      await owner.end();
    },
  );

  it('does each due thing once when two replicas sweep at once', async () => {
    const now = at('2026-03-24 09:00');
    const tasks = Array.from({ length: 300 }, () => storedTask({ nextActionAt: now }));
    await storesOf(0).commit({ tasks });
    const decide = (due: readonly Task[]) => {
      const notices = due.map((task) => storedNotice(task.id, { key: `reminder of ${task.code}` }));
      const deliveries = notices.map((notice) => storedDelivery([notice.id], { key: `card of ${due.length % 7}` }));
      return {
        tasks: due.map((task) => ({ ...task, nextActionAt: null })),
        events: due.map((task) => progressed(task.id)),
        notices,
        deliveries,
      };
    };
    const sweepAll = async (replica: number): Promise<number> => {
      let claimed = 0;
      for (let batch = 20; batch > 0; claimed += batch) batch = await storesOf(replica).sweepDue(now, null, 20, decide);
      return claimed;
    };

    const counts = await Promise.all([sweepAll(0), sweepAll(1), sweepAll(2)]);

    expect(counts.reduce((sum, count) => sum + count)).toBe(300);
    const swept = await storesOf(0).tasks({});
    expect(swept.filter((task) => task.version !== 2)).toEqual([]);
    const entries = await storesOf(0).ledger({});
    expect(new Set(entries.map((entry) => entry.taskId)).size).toBe(300);
    expect([entries.length, verifyChain(entries)]).toMatchObject([300, { ok: true }]);
    const carried = (await storesOf(0).deliveries({})).flatMap((delivery) => delivery.noticeIds);
    expect([carried.length, new Set(carried).size]).toEqual([300, 300]);
  });

  it('passes an idle minute by the index, also with the plan that is kept for any instant', async () => {
    const task = storedTask();
    await storesOf(0).commit({ tasks: [task] });
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query('BEGIN');
      await client.query(
        `INSERT INTO tasks SELECT (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'code', 'many ' || i,
           'next_action_at', timestamptz '2099-01-01' + i * interval '1 hour'))).* FROM tasks AS t, generate_series(1, 5000) AS i WHERE t.id = $1`,
        [task.id],
      );
      await client.query('ANALYZE tasks');
      await client.query('SET LOCAL plan_cache_mode = force_generic_plan');
      await client.query(`PREPARE idle(timestamptz) AS ${PASS_IDLE}`);
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN EXECUTE idle('2026-01-01')`);

      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(plan).toContain('tasks_due on tasks');
      expect(plan).not.toContain('Seq Scan on tasks');
    } finally {
      await client.query('ROLLBACK');
      await client.end();
    }
  });

  it('lets one of two changes of the same task through, and gives one number to one notice', async () => {
    const task = storedTask();
    await storesOf(0).commit({ tasks: [task] });
    const read = (await storesOf(0).task(task.id)) as Task;
    const sign = async (replica: number) => {
      const serial = await storesOf(replica).nextSerial('supervision', 2026);
      return storesOf(replica).commit({ supervisionNotices: [signed(storedSupervisionNotice(task.id), serial)] });
    };

    const changes = await Promise.allSettled(
      [0, 1, 2].map((replica) => storesOf(replica).commit({ tasks: [read], events: [progressed(task.id)] })),
    );
    const signatures = await Promise.allSettled([sign(0), sign(1), sign(2)]);

    for (const outcomes of [changes, signatures]) {
      const lost = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
      expect(outcomes.length - lost.length).toBeGreaterThan(0);
      expect(lost.filter((reason) => !(reason instanceof ConflictError))).toEqual([]);
    }
    expect(changes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    const numbers = (await storesOf(0).supervisionNotices({})).map((notice) => notice.number?.serial);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  it('gives one delivery to one of three that claim it at once', async () => {
    const delivery = storedDelivery([]);
    await storesOf(0).commit({ deliveries: [delivery] });

    const claims = await Promise.all([0, 1, 2].map((replica) => storesOf(replica).claim(delivery.id, 5_000)));

    expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
  });
});
