import type pg from 'pg';
import { run } from './sql.ts';

/** How the job queue reaches the database: one statement with values, or several without. */
export interface Executor {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
  /** Hears what is notified on a channel, on a connection of its own. On a server only: the embedded database has one for all. */
  listen?(
    channel: string,
    heard: (payload: string) => void,
    reconnected: () => void,
  ): Promise<{ close(): Promise<void> }>;
}

/** Milliseconds before a broken listening connection is made again. Meanwhile the queue polls. */
const RECONNECT_MS = 1_000;
const BEAT_MS = 10_000;

/** The executor on a pool. */
export function executorOf(pool: pg.Pool, isEmbedded: boolean): Executor {
  return {
    async executeSql(text, values) {
      const client = await pool.connect();
      try {
        // Planning is most of what the queue's statements cost there; the daily and 5-minute vacuums plan them anew.
        if (isEmbedded && !text.includes(';')) return { rows: [...(await run(client, text, values))] };
        const result: pg.QueryResult | pg.QueryResult[] = await client.query(text, values);
        return { rows: Array.isArray(result) ? result.flatMap((one) => one.rows ?? []) : result.rows };
      } catch (error) {
        // Whole blocks come, BEGIN to COMMIT: one that fails half-way must not leave its transaction on the connection.
        await client.query('ROLLBACK').catch(() => {});
        throw error;
      } finally {
        client.release();
      }
    },
    ...(isEmbedded ? {} : { listen: (channel, heard, reconnected) => listen(pool, channel, heard, reconnected) }),
  };
}

async function listen(
  pool: pg.Pool,
  channel: string,
  heard: (payload: string) => void,
  reconnected: () => void,
): Promise<{ close(): Promise<void> }> {
  let client: pg.PoolClient | null = null;
  let timer: NodeJS.Timeout | undefined;
  let beat: NodeJS.Timeout | undefined;
  let isListening = false;
  let isClosed = false;

  async function connect(): Promise<void> {
    const fresh = await pool.connect();
    if (isClosed) return fresh.release(true);
    client = fresh;
    fresh.on('notification', (message) => heard(message.payload ?? ''));
    fresh.on('error', () => lost(fresh));
    await fresh.query(`LISTEN ${fresh.escapeIdentifier(channel)}`).catch((error: unknown) => {
      lost(fresh);
      throw error;
    });
    if (isClosed) return;
    isListening = true;
    // Whoever only listens does not notice that the line is dead.
    beat = setInterval(() => void fresh.query('SELECT 1').catch(() => {}), BEAT_MS);
    beat.unref();
    reconnected();
  }

  /** A connection breaks more than once: under its statement, by itself, while it is closed. It is given back and replaced once. */
  function lost(broken: pg.PoolClient): void {
    if (client !== broken) return;
    clearInterval(beat);
    client = null;
    broken.release(true);
    // One that broke before it listened is tried again by whoever tried it.
    if (isListening) again();
    isListening = false;
  }

  function again(): void {
    if (!isClosed) timer = setTimeout(() => connect().catch(again), RECONNECT_MS);
  }

  await connect();
  return {
    async close() {
      isClosed = true;
      clearTimeout(timer);
      clearInterval(beat);
      const last = client;
      client = null;
      last?.release(true);
    },
  };
}
