import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Migration, migrate, readMigrations, unknownMigrations } from '../../src/adapters/database/migrate.ts';
import { openDatabase } from '../../src/adapters/database/open.ts';
import { verifyChain } from '../../src/core/ledger.ts';
import { at } from '../support/builders.ts';
import { hasServer, startServer, type TestServer } from '../support/postgres.ts';
import * as rows from '../support/stored-rows.ts';
import { silent } from '../support/stores.ts';

const migrations = await readMigrations();
const [first] = migrations as readonly [Migration, ...Migration[]];

/** What an earlier release would stumble over. */
const TAKES_AWAY =
  /\b(?:DROP (?!INDEX IF EXISTS)|RENAME|TRUNCATE (?!ON)|DELETE FROM|ALTER COLUMN "?\w+"? (?:SET NOT NULL|TYPE|SET DATA TYPE|DROP DEFAULT))/i;
const ADDED_WITHOUT_DEFAULT = /ADD COLUMN (?![^,;]*DEFAULT)[^,;]*NOT NULL/i;

describe('a migration after the first', () => {
  it.each(migrations.slice(1).map(({ name, sql }) => [name, sql] as const))(
    '%s only adds, so that the release before it goes on beside',
    (name, sql) => {
      const statements = sql.replaceAll(/--.*$/gm, '');

      if (!name.includes('_contract_')) {
        expect(statements).not.toMatch(TAKES_AWAY);
        expect(statements).not.toMatch(ADDED_WITHOUT_DEFAULT);
      }
    },
  );

  it.each([
    'ALTER TABLE "tasks" DROP COLUMN "label";',
    'ALTER TABLE "tasks" RENAME COLUMN "label" TO "number";',
    'ALTER TABLE "tasks" ALTER COLUMN "label" SET NOT NULL;',
    'ALTER TABLE "tasks" ALTER COLUMN "code" TYPE INTEGER;',
    'DROP TABLE "reports";',
  ])('would be found out when it takes away: %s', (sql) => {
    expect(sql).toMatch(TAKES_AWAY);
  });

  it('would be found out when it adds what the release before cannot fill', () => {
    expect('ALTER TABLE "tasks" ADD COLUMN "weight" INTEGER NOT NULL;').toMatch(ADDED_WITHOUT_DEFAULT);
    expect('ALTER TABLE "tasks" ADD COLUMN "weight" INTEGER NOT NULL DEFAULT 1;').not.toMatch(ADDED_WITHOUT_DEFAULT);
  });
});

describe.skipIf(!hasServer)('two releases on one database', () => {
  let server: TestServer;
  let url: string;
  let client: pg.Client;
  beforeAll(async () => {
    server = await startServer();
    url = await server.freshDatabase();
    client = new pg.Client({ connectionString: url, options: '-c timezone=UTC' });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await server.stop();
  });

  it('the newer starts on the older one’s rows, and the older goes on writing and reading beside it', async () => {
    // Release N: the first migration alone, with its columns.
    await migrate(client, [first]);
    const columnsOfN = await columnsNow();
    const before = await openRelease();

    // Release N+1 starts: duties and verdicts are what they were.
    const task = rows.storedTask({ nextActionAt: at('2026-03-24 09:00') });
    await before.stores.commit({ ...rows.ground, directory: rows.directory });
    await before.stores.commit({
      tasks: [task],
      reports: [rows.storedReport(task.id)],
      petitions: [rows.storedPetition(task.id)],
      notices: [rows.storedNotice(task.id)],
      deliveries: [rows.storedDelivery([])],
      events: [rows.progressed(task.id)],
    });
    const due = await before.stores.nextDueAt();

    // Release N writes each row anew with its own columns alone, and reads it back.
    for (const [table, columns] of Object.entries(columnsOfN)) {
      const list = columns.map((column) => `"${column}"`).join(', ');
      await client.query('BEGIN');
      await client.query(`SET LOCAL session_replication_role = replica`);
      await client.query(`CREATE TEMP TABLE copy ON COMMIT DROP AS SELECT ${list} FROM "${table}"`);
      await client.query(`DELETE FROM "${table}"`);
      const written = await client.query(`INSERT INTO "${table}" (${list}) SELECT ${list} FROM copy RETURNING ${list}`);
      const read = await client.query(`SELECT ${list} FROM "${table}"`);
      expect(read.rows).toHaveLength(written.rows.length);
      await client.query('COMMIT');
    }

    expect(await before.stores.task(task.id)).toMatchObject({ code: task.code, dueOn: task.dueOn, version: 1 });
    expect(await before.stores.nextDueAt()).toEqual(due);
    expect((await before.stores.reportsOf(task.id))[0]).toMatchObject({ text: '已排查 12 家' });
    expect(await before.stores.directory()).toMatchObject({ units: [{}, {}, {}] });
    expect(verifyChain(await before.stores.ledger({}))).toMatchObject({ ok: true });
    await before.close();
  });

  it('the older starts beside a newer schema that only adds, and says which migrations it does not know', async () => {
    await client.query('ALTER TABLE tasks ADD COLUMN weight INTEGER NOT NULL DEFAULT 1');
    await note('29990101000000_weight');

    const older = await openRelease();

    expect(await older.stores.tasks({})).toHaveLength(1);
    expect(await unknownMigrations(client)).toEqual(['29990101000000_weight']);
    await older.close();
  });

  it('the older does not start once a newer release has taken away what it needs, and leaves everything as it is', async () => {
    await note('29990201000000_contract_labels');

    await expect(openDatabase({ url, directory: '', log: silent })).rejects.toMatchObject({
      code: 'newer-schema',
      message: expect.stringContaining('29990201000000_contract_labels'),
    });
  });

  const note = (name: string) =>
    client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, 'x', $1, now(), 1)`,
      [name],
    );

  async function openRelease() {
    const database = await openDatabase({ url, directory: '', log: silent });
    return { stores: database.stores(async () => {}), close: () => database.close() };
  }

  /** Tables and their columns as they stand. */
  async function columnsNow(): Promise<Readonly<Record<string, readonly string[]>>> {
    const found = await client.query<{ table: string; columns: string[] }>(
      `SELECT table_name AS table, array_agg(column_name::text ORDER BY ordinal_position) AS columns
       FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' GROUP BY 1`,
    );
    return Object.fromEntries(found.rows.map(({ table, columns }) => [table, columns]));
  }
});
