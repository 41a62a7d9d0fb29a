import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Database, openDatabase } from '../../src/adapters/database/open.ts';
import { run } from '../../src/adapters/database/sql.ts';
import type { Log, SqlRunner } from '../../src/ports.ts';
import { hasServer, startServer } from '../support/postgres.ts';

export const silent: Log = { info() {}, warn() {}, error() {} };

/** Where the bench's databases are made; `name` says which, as the figures depend on it. */
export interface Place {
  readonly name: string;
  /** The address of a new, empty database; null on the embedded one, of which there is one a folder. */
  newUrl(): Promise<string | null>;
  close(): Promise<void>;
}

/** The server of DATABASE_URL, else PostgreSQL's own programs on a temporary folder, else the embedded database. */
export async function openPlace(): Promise<Place> {
  const { DATABASE_URL: url } = process.env;
  if (url) return placeOnServer(url);
  if (!hasServer) return { name: 'the embedded database', newUrl: async () => null, close: async () => {} };
  const server = await startServer();
  return {
    name: 'a PostgreSQL server of its own on a temporary folder',
    newUrl: () => server.freshDatabase(),
    close: () => server.stop(),
  };
}

async function placeOnServer(url: string): Promise<Place> {
  const made: string[] = [];
  const within = async (statement: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  return {
    name: 'the server of DATABASE_URL',
    async newUrl() {
      const name = `duban_bench_${process.pid}_${made.length}`;
      await within(`CREATE DATABASE ${name}`);
      made.push(name);
      const fresh = new URL(url);
      fresh.pathname = `/${name}`;
      return fresh.href;
    },
    async close() {
      for (const name of made) await within(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

/** A new database of this release. */
export interface Fresh {
  readonly database: Database;
  /** Runs statements on one connection, prepared as the bot's own are: what bare SQL costs. */
  onOne(work: (sql: SqlRunner) => Promise<void>): Promise<void>;
  /** Ends it, and removes its folder where it has one. */
  close(): Promise<void>;
}

/** Opens a new, empty database. */
export async function openFresh(place: Place): Promise<Fresh> {
  const url = await place.newUrl();
  const directory = mkdtempSync(join(tmpdir(), 'duban-bench-'));
  const database = await openDatabase({ url: url ?? undefined, directory, log: silent });
  const pool = url === null ? null : new pg.Pool({ connectionString: url, max: 1 });
  return {
    database,
    async onOne(work) {
      // The embedded database has one connection in all: there the bot's own serves.
      if (!pool) return work(async (text, values) => (await database.executor.executeSql(text, [...values])).rows);
      const client = await pool.connect();
      await work(async (text, values) => (await run(client, text, values)) as unknown[]).finally(() =>
        client.release(),
      );
    },
    async close() {
      await pool?.end();
      await database.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Counts the statements that reach any database of this process while `work` runs: each is a round trip. */
export async function roundTrips(work: () => Promise<unknown>): Promise<number> {
  const { query } = pg.Client.prototype;
  let count = 0;
  pg.Client.prototype.query = function counted(this: pg.Client, ...given: unknown[]) {
    count += 1;
    return Reflect.apply(query, this, given);
  } as typeof query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return count;
}
