import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { DatabaseProblem } from './problems.ts';

const folder = fileURLToPath(new URL('../../../prisma/migrations/', import.meta.url));
/** Prisma's own advisory lock: `prisma migrate deploy` and this migrator exclude each other. */
const PRISMA_LOCK = 72_707_369;

/** A migration as it stands in prisma/migrations. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, as Prisma stores it. */
  readonly checksum: string;
}

/** The migrations in the order of their names. */
export async function readMigrations(): Promise<readonly Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Applies what is missing, in one transaction under Prisma's lock, and notes it in Prisma's own table: interchangeable with
 * `prisma migrate deploy`. Throws when a migration was left half done or its file has changed since. Returns what it applied.
 *
 * A newer release may have been here first: migrations only add (expand), so that this release goes on beside it; only one that takes
 * away what an earlier release needs (contract, a release later) carries `_contract_` in its name and stops the earlier one's start.
 */
export async function migrate(client: pg.ClientBase, given?: readonly Migration[]): Promise<readonly string[]> {
  const migrations = given ?? (await readMigrations());
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [PRISMA_LOCK]);
    await client.query(PRISMA_TABLE);
    const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
      'SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    );
    const applied = new Map(rows.map((row) => [row.name, row]));
    for (const row of rows) {
      if (!row.finished)
        throw new Error(
          `Migration ${row.name} was left half done: repair it, then mark it with "prisma migrate resolve"`,
        );
    }
    const known = new Set(migrations.map(({ name }) => name));
    const contracted = rows.filter(({ name }) => !known.has(name) && name.includes('_contract_'));
    if (contracted.length > 0) throw new DatabaseProblem('newer-schema', contracted.map(({ name }) => name).join(', '));
    const missing = migrations.filter(({ name, checksum }) => {
      const row = applied.get(name);
      if (row && row.checksum !== checksum) throw new Error(`Migration ${name} was changed after it had been applied`);
      return !row;
    });
    for (const { name, sql, checksum } of missing) {
      await client.query(sql);
      await client.query(
        'INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), 1)',
        [randomUUID(), checksum, name],
      );
    }
    await client.query('COMMIT');
    return missing.map(({ name }) => name);
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

/** Names of applied migrations that this release does not know: a newer one has been here. */
export async function unknownMigrations(client: pg.Pool | pg.ClientBase): Promise<readonly string[]> {
  const known = new Set((await readMigrations()).map(({ name }) => name));
  const { rows } = await client.query<{ name: string }>(
    'SELECT migration_name AS name FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY 1',
  );
  return rows.map(({ name }) => name).filter((name) => !known.has(name));
}

/** https://github.com/prisma/prisma-engines: the table as `prisma migrate` creates it. */
const PRISMA_TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;
