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

/** The runner of single statements on a pool. */
export const runnerOf =
  (pool: pg.Pool): SqlRunner =>
  (text, values) =>
    run(pool, text, values);

/** Commits a change in one transaction of its own. */
export function commitChange(context: StoreContext, change: Change): Promise<'committed' | 'duplicate'> {
  return transaction(context.pool, async (sql) => {
    await applyChange(sql, change, context);
    return 'committed' as const;
  });
}
