import type { Socket } from 'node:net';
import type pg from 'pg';

/** A statement takes 250 ms by design; one of which nothing is heard for so many looks was lost on the way. */
const LOOKS = 3;
const LOOK_MS = 10_000;

/** What the driver knows of a connection and does not declare. */
interface Wire {
  readonly readyForQuery: boolean;
  readonly connection: { readonly stream: Socket };
}

/**
 * Gives up connections that went dumb: a cable that was cut, a peer that is gone or a half-open line answers nothing and ends nothing,
 * and whoever waits there would wait for a quarter of an hour. Ends with the pool.
 */
export function giveUpUnanswered(pool: pg.Pool, lookMs: number = LOOK_MS): void {
  const silent = new Map<pg.PoolClient, number>();
  pool.on('connect', (client) => {
    silent.set(client, 0);
    wireOf(client).connection.stream.on('data', () => silent.set(client, 0));
  });
  pool.on('remove', (client) => void silent.delete(client));
  const timer = setInterval(() => {
    if (pool.ended) clearInterval(timer);
    for (const [client, looks] of silent) {
      const { readyForQuery, connection } = wireOf(client);
      silent.set(client, readyForQuery ? 0 : looks + 1);
      if (!readyForQuery && looks + 1 > LOOKS) connection.stream.destroy(new Error('The database does not answer'));
    }
  }, lookMs);
  timer.unref();
}

const wireOf = (client: pg.PoolClient): Wire => client as unknown as Wire;
