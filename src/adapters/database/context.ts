import type pg from 'pg';
import type { Change, SqlRunner } from '../../ports.ts';
import { applyChange, type Writing } from './apply-change.ts';
import type { PrismaClient } from './generated/client.ts';
import { run, transaction } from './sql.ts';

/** What the parts of the database's stores share. */
export interface StoreContext extends Writing {
  readonly pool: pg.Pool;
  readonly prisma: PrismaClient;
  /** Runs a single statement outside any transaction. */
  readonly sql: SqlRunner;
}

/**
 * The runner of single statements on a pool. A statement that fails leaves its connection in place: the pool's own query would end
 * it, and the embedded database, which keeps what was prepared on it, would refuse to prepare the same for the next one.
 */
export const runnerOf =
  (pool: pg.Pool): SqlRunner =>
  async (text, values) => {
    const client = await pool.connect();
    return run(client, text, values).finally(() => client.release());
  };

/** Commits a change in one transaction of its own. */
export function commitChange(context: StoreContext, change: Change): Promise<'committed' | 'duplicate'> {
  return transaction(context.pool, async (sql) => {
    await applyChange(sql, change, context);
    return 'committed' as const;
  });
}
