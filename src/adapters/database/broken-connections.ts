import type pg from 'pg';

/**
 * Lets the process outlive any connection of the pool. One that is in use when it breaks fails the statement under way or the next
 * one, which whoever uses it hears; the driver says it once more on the connection itself, where the pool does not listen meanwhile,
 * and what nobody listens to would end the process.
 */
export function outliveConnections(pool: pg.Pool): void {
  pool.on('connect', (client) => void client.on('error', () => {}));
}
