import pg from 'pg';
import { DatabaseProblem } from './problems.ts';

const OLDEST = 150_000;

/** The pool of a PostgreSQL server, tried once: a wrong address is one clear line, without the password. */
export async function openServer(url: string): Promise<{ pool: pg.Pool; close(): Promise<void> }> {
  const where = placeOf(url);
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    options: '-c timezone=UTC',
  });
  try {
    const { rows } = await pool.query<{ version: number; name: string }>(
      `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS name`,
    );
    const [found] = rows;
    if ((found?.version ?? 0) < OLDEST) throw new DatabaseProblem('server-too-old', found?.name ?? '');
  } catch (error) {
    await pool.end();
    throw problemOf(error, where);
  }
  return { pool, close: () => pool.end() };
}

/** Host and name of the database, without user and password. Throws `bad-url`. */
export function placeOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !/^postgres(ql)?:$/.test(parsed.protocol)) throw new DatabaseProblem('bad-url', '');
  return `${parsed.host}${parsed.pathname}`;
}

/** The role that an address signs in as. */
export const userOf = (url: string): string => decodeURIComponent(URL.parse(url)?.username ?? '');

/** A connection of its own, for the owner of the tables. */
export async function connectOwner(url: string): Promise<pg.Client> {
  const where = placeOf(url);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, options: '-c timezone=UTC' });
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw problemOf(error, where);
  }
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html: classes 28 and 3D say who or where is wrong. */
function problemOf(error: unknown, where: string): DatabaseProblem {
  if (error instanceof DatabaseProblem) return error;
  const code = (error as { code?: string }).code ?? 'no code';
  return new DatabaseProblem(/^(28|3D)/.test(code) ? 'not-let-in' : 'no-answer', `${where}, ${code}`, error);
}
