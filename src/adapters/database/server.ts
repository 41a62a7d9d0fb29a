import pg from 'pg';
import { outliveConnections } from './broken-connections.ts';
import { DatabaseProblem } from './problems.ts';

const OLDEST = 150_000;
/** A transaction takes 250 ms by design. A process that stands still in the midst of one must not hold its rows from all others. */
const STANDSTILL_MS = 10_000;

/**
 * The pool of a PostgreSQL server, tried once: a wrong address is one clear line, without the password. A transaction in which nothing
 * is asked for `standstillMs` is undone by the server, and one whose process is gone without a word after half a minute.
 */
export async function openServer(
  url: string,
  standstillMs: number = STANDSTILL_MS,
): Promise<{ pool: pg.Pool; close(): Promise<void> }> {
  const where = placeOf(url);
  const settings = [
    'timezone=UTC',
    `idle_in_transaction_session_timeout=${standstillMs}`,
    'tcp_keepalives_idle=10',
    'tcp_keepalives_interval=5',
    'tcp_keepalives_count=4',
  ];
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    options: settings.map((setting) => `-c ${setting}`).join(' '),
  });
  outliveConnections(pool);
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
  // A connection that breaks between two statements fails the next one; nobody else has to hear of it.
  client.on('error', () => {});
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
