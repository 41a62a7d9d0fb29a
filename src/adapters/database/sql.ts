import type pg from 'pg';
import { ConflictError } from '../../errors.ts';
import type { SqlRunner } from '../../ports.ts';

/** Rows a statement writes at most: longer ones stall the event loop. */
const CHUNK = 500;
/** Statements that are kept prepared on a connection; ours are fewer. */
const PREPARED = 200;

const names = new Map<string, string>();

/** Runs a statement, prepared once a connection: planning would cost more than running. */
export async function run<Row>(
  on: pg.Pool | pg.ClientBase,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  if (!names.has(text) && names.size < PREPARED) names.set(text, `duban_${names.size}`);
  const name = names.get(text);
  const result = await on.query({ text, values: [...values], ...(name === undefined ? {} : { name }) });
  return result.rows as Row[];
}

/** Thrown inside a transaction to leave it without writing; what it carries is the transaction's result. */
export class RolledBack<Result> extends Error {
  readonly result: Result;

  constructor(result: Result) {
    super('Rolled back on purpose');
    this.result = result;
  }
}

/**
 * Runs `work` in one transaction. A unique value that another change took first, a deadlock or a serialization failure is a
 * ConflictError: the flow runs again.
 */
export async function transaction<Result>(pool: pg.Pool, work: (sql: SqlRunner) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('BEGIN');
    const result = await work((text, values) => run(client, text, values));
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {
      broken = true;
    });
    if (error instanceof RolledBack) return error.result as Result;
    throw asConflict(error);
  } finally {
    client.release(broken);
  }
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const CONFLICTS = new Set(['23505', '40001', '40P01']);

/** What a person typed twice is no conflict: trying again would not help. */
const NOT_A_CONFLICT = new Set(['accounts_office_id_platform_address_key', 'accounts_pkey']);

function asConflict(error: unknown): unknown {
  const { code, constraint } = error as { code?: string; constraint?: string };
  if (code === undefined || !CONFLICTS.has(code) || NOT_A_CONFLICT.has(constraint ?? '')) return error;
  const conflict = new ConflictError(constraint ?? code);
  conflict.cause = error;
  return conflict;
}

/** A table as it is written: property of the row → its column and type. The first is the key. */
export interface Table {
  readonly name: string;
  readonly columns: Readonly<Record<string, string>>;
}

const typeOf = (column: string): string => column.slice(column.indexOf(' ') + 1);
const nameOf = (column: string): string => column.slice(0, column.indexOf(' '));

/** The columns under the names of their properties. */
export function selected({ columns }: Table): string {
  return Object.entries(columns)
    .map(([property, column]) => `${nameOf(column)} AS "${property}"`)
    .join(', ');
}

const source = ({ columns }: Table): string =>
  `json_to_recordset($1::json) AS r(${Object.entries(columns)
    .map(([property, column]) => `"${property}" ${typeOf(column)}`)
    .join(', ')})`;

/** INSERT of all rows that $1 holds as JSON. */
export function insertion(table: Table): string {
  const columns = Object.values(table.columns).map(nameOf).join(', ');
  const values = Object.keys(table.columns)
    .map((property) => `r."${property}"`)
    .join(', ');
  return `INSERT INTO ${table.name} (${columns}) SELECT ${values} FROM ${source(table)}`;
}

/** INSERT, or replacement of the row with the same key. */
export function upsertion(table: Table, keys: readonly string[] = ['id']): string {
  const columns = Object.values(table.columns).map(nameOf);
  const set = columns.filter((column) => !keys.includes(column)).map((column) => `${column} = excluded.${column}`);
  return `${insertion(table)} ON CONFLICT (${keys.join(', ')}) DO UPDATE SET ${set.join(', ')}`;
}

/** UPDATE of the rows with these ids. */
export function update(table: Table): string {
  const set = Object.entries(table.columns)
    .filter(([, column]) => nameOf(column) !== 'id')
    .map(([property, column]) => `${nameOf(column)} = r."${property}"`);
  return `UPDATE ${table.name} AS t SET ${set.join(', ')} FROM ${source(table)} WHERE t.id = r.id`;
}

/** Runs a statement for all rows, some hundreds at a time, and gathers what it returns. */
export async function writeRows<Returned = never>(
  sql: SqlRunner,
  statement: string,
  rows: readonly object[],
): Promise<readonly Returned[]> {
  const returned: Returned[] = [];
  for (let start = 0; start < rows.length; start += CHUNK) {
    const written = await sql(statement, [JSON.stringify(rows.slice(start, start + CHUNK))]);
    returned.push(...(written as Returned[]));
  }
  return returned;
}
