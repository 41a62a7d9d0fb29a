import { readdirSync, readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMigrations } from '../../src/adapters/database/migrate.ts';
import { type Database, openDatabase } from '../../src/adapters/database/open.ts';
import { checkInvariants } from '../../src/flows/check-invariants.ts';
import { sweep } from '../../src/flows/sweep.ts';
import { nothingBroken } from '../support/office.ts';
import { hasServer, startServer, type TestServer } from '../support/postgres.ts';
import { silent } from '../support/stores.ts';
import { depsAt, toldDuties } from '../support/told-duties.ts';

const folder = new URL('releases/', import.meta.url);
const releases = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.replace(/\.json$/, ''));

interface Told {
  readonly now: string;
  readonly nextDueAt: string;
  readonly duties: readonly unknown[];
}

describe.skipIf(!hasServer).each(releases)('rows that a release with %s as its last migration wrote', (release) => {
  const told = JSON.parse(readFileSync(new URL(`${release}.json`, folder), 'utf8')) as Told;
  let server: TestServer;
  let database: Database;
  let url: string;
  beforeAll(async () => {
    server = await startServer();
    url = await server.freshDatabase();
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('DROP SCHEMA public');
    await client.query(brotliDecompressSync(readFileSync(new URL(`${release}.sql.br`, folder))).toString('utf8'));
    await client.end();
    database = await openDatabase({ url, directory: '', log: silent });
  });
  afterAll(async () => {
    await database?.close();
    await server?.stop();
  });

  it('are brought up to date, and every duty, verdict and entry is what that release said it was', async () => {
    const { rows } = await database.executor.executeSql(
      'SELECT migration_name AS name FROM _prisma_migrations ORDER BY 1',
    );

    expect(rows).toEqual((await readMigrations()).map(({ name }) => ({ name })));
    expect(told.duties.length).toBeGreaterThan(50);
    expect(await toldDuties(database, new Date(told.now))).toEqual(told);
  });

  it('hold a history that comes to the same state when it is played again, entry by entry', async () => {
    expect(await checkInvariants(depsAt(database, new Date(told.now)))).toEqual(nothingBroken);
  });

  it('are gone on with: what falls due next is served', async () => {
    const deps = depsAt(database, new Date(told.nextDueAt));
    const before = await deps.stores.ledgerHead();

    await sweep(deps);

    expect((await deps.stores.nextDueAt())?.getTime()).toBeGreaterThan(Date.parse(told.nextDueAt));
    expect((await deps.stores.ledgerHead())?.seq).toBeGreaterThanOrEqual(before?.seq ?? 0);
    expect(await checkInvariants(depsAt(database, new Date(told.nextDueAt)))).toMatchObject({
      I4: 0,
      I5: 0,
      I6: 0,
      I7: 0,
    });
  });
});
