import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { type LedgerEntry, verifyChain } from '../../core/ledger.ts';
import { movedMark, openEmbedded, refuseMoved } from './embedded.ts';
import type { LedgerEntryModel } from './generated/models.ts';
import { migrate } from './migrate.ts';
import { DatabaseProblem, givenIn } from './problems.ts';
import { ledgerEntryFrom } from './rows.ts';
import { connectOwner, openServer, placeOf } from './server.ts';

/** Rows read and written at once. */
const PAGE = 500;

/** What was moved. */
export interface Moved {
  /** Host and name of the database, without user and password. */
  readonly to: string;
  readonly mode: string | null;
  readonly tables: number;
  readonly rows: number;
  readonly ledger: { readonly entries: number; readonly head: string | null };
}

/** Where from and where to. `migrateUrl`: the owner, where `url` is a role without ownership. */
export interface Move {
  readonly directory: string;
  readonly url: string;
  readonly migrateUrl?: string | undefined;
}

/**
 * Copies everything of the embedded database into an empty one on a server, in one transaction: all of it or nothing. The directory
 * is locked meanwhile; each table's count and content and the ledger's chain are compared before the commit. Afterwards the directory
 * says that it was moved, and does not open again until that mark is removed.
 */
export async function moveToServer({ directory, url, migrateUrl }: Move): Promise<Moved> {
  if (!existsSync(join(directory, 'rows'))) throw new DatabaseProblem('nothing-to-move', directory);
  refuseMoved(directory);
  const source = await openEmbedded(directory, 30_000);
  try {
    const from = await source.pool.connect();
    try {
      await migrate(from);
      const moved = await copyAll(from, url, migrateUrl);
      writeFileSync(movedMark(directory), `${moved.to}\n`, { mode: 0o600 });
      return moved;
    } finally {
      from.release();
    }
  } finally {
    await source.close();
  }
}

async function copyAll(from: pg.ClientBase, url: string, migrateUrl: string | undefined): Promise<Moved> {
  // Wrong addresses and old servers are told here, in the words of a start.
  await (await givenIn('--to', openServer(url))).close();
  const connected = () => givenIn(migrateUrl ? 'DUBAN_MIGRATE_URL' : '--to', connectOwner(migrateUrl ?? url));
  const owner = await connected();
  await migrate(owner).finally(() => owner.end());

  const to = await connected();
  try {
    await to.query('BEGIN');
    // Whoever would start on it meanwhile waits; what begins to write is waited for.
    const tables = await tablesInOrder(to);
    await to.query(`LOCK TABLE ${tables.join(', ')} IN ACCESS EXCLUSIVE MODE`);
    await refuseRows(to, tables, placeOf(url));
    // Rows come as they are: what triggers would make of them, they are already.
    for (const table of tables) await to.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    let rows = 0;
    for (const table of tables) rows += await copyTable(from, to, table);
    for (const table of tables) await compare(from, to, table);
    const ledger = await verifiedLedger(to);
    await to.query(NEXT_NUMBERS);
    // Its jobs stay behind with the old queue: each delivery under way gets a new one.
    await to.query(
      `UPDATE deliveries SET released_attempt = NULL WHERE state IN ('queued', 'sending', 'unknown') AND channel <> 'offline'`,
    );
    for (const table of tables) await to.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
    const { rows: settings } = await to.query<{ value: unknown }>(`SELECT value FROM settings WHERE key = 'mode'`);
    await to.query('COMMIT');
    const mode = settings[0]?.value;
    return { to: placeOf(url), mode: typeof mode === 'string' ? mode : null, tables: tables.length, rows, ledger };
  } catch (error) {
    await to.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    await to.end();
  }
}

/** Tables of ours, those that others refer to first. */
async function tablesInOrder(client: pg.ClientBase): Promise<readonly string[]> {
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1`,
  );
  const { rows: keys } = await client.query<{ name: string; refers: string }>(
    `SELECT c.relname AS name, r.relname AS refers FROM pg_constraint k
       JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class r ON r.oid = k.confrelid
     WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND c.oid <> r.oid`,
  );
  const ordered: string[] = [];
  const place = (name: string): void => {
    if (ordered.includes(name)) return;
    for (const key of keys) if (key.name === name) place(key.refers);
    ordered.push(name);
  };
  for (const { name } of tables) place(name);
  return ordered;
}

async function refuseRows(to: pg.ClientBase, tables: readonly string[], place: string): Promise<void> {
  for (const table of tables) {
    const { rows } = await to.query(`SELECT 1 FROM ${table} LIMIT 1`);
    if (rows.length > 0) throw new DatabaseProblem('target-not-empty', `${place}, ${table}`);
  }
}

/** Reads on one side and writes on the other, page by page; rows travel as JSON, which both sides write and read alike. */
async function copyTable(from: pg.ClientBase, to: pg.ClientBase, table: string): Promise<number> {
  let copied = 0;
  await from.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
  await from.query(`DECLARE page NO SCROLL CURSOR FOR SELECT row_to_json(t)::text AS row FROM ${table} AS t`);
  for (;;) {
    const { rows } = await from.query<{ row: string }>(`FETCH ${PAGE} FROM page`);
    if (rows.length === 0) break;
    await to.query(`INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1::json)`, [
      `[${rows.map(({ row }) => row).join(',')}]`,
    ]);
    copied += rows.length;
  }
  await from.query('COMMIT');
  return copied;
}

// As jsonb, whose fields are sorted: the two sides may have got their columns in another order.
const CONTENT = (table: string): string => `SELECT count(*)::int AS count,
  coalesce(md5(string_agg(line, '' ORDER BY line)), '') AS content
  FROM (SELECT md5(to_jsonb(t)::text) AS line FROM ${table} AS t) AS lines`;

async function compare(from: pg.ClientBase, to: pg.ClientBase, table: string): Promise<void> {
  const read = async (client: pg.ClientBase) =>
    (await client.query<{ count: number; content: string }>(CONTENT(table))).rows[0];
  const [one, other] = [await read(from), await read(to)];
  if (one?.count !== other?.count || one?.content !== other?.content)
    throw new DatabaseProblem('move-differs', `${table}: ${one?.count}, ${other?.count}`);
}

const LEDGER = `SELECT office_id AS "officeId", seq, at, person_id AS "personId", via, task_id AS "taskId", type, facts,
  algorithm, previous, hash FROM ledger_entries ORDER BY office_id, seq`;

async function verifiedLedger(to: pg.ClientBase): Promise<Moved['ledger']> {
  const { rows } = await to.query<LedgerEntryModel>(LEDGER);
  const { rows: heads } = await to.query<{ officeId: string; seq: number; hash: string }>(
    'SELECT office_id AS "officeId", seq, hash FROM ledger_heads ORDER BY office_id',
  );
  const entries: readonly LedgerEntry[] = rows.map(ledgerEntryFrom);
  for (const [officeId, own] of Map.groupBy(entries, (entry) => entry.officeId)) {
    const checked = verifyChain(own);
    if (!checked.ok) throw new DatabaseProblem('move-differs', `ledger_entries ${checked.seq}: ${checked.why}`);
    if (heads.find((head) => head.officeId === officeId)?.hash !== own.at(-1)?.hash)
      throw new DatabaseProblem('move-differs', 'ledger_heads');
  }
  return { entries: entries.length, head: heads[0]?.hash ?? null };
}

/** Numbers drawn by the database go on behind the last one. */
const NEXT_NUMBERS = `SELECT setval(pg_get_serial_sequence('local_messages', 'seq'),
  coalesce((SELECT max(seq) FROM local_messages), 0) + 1, false)`;
