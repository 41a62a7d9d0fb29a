/** What runs the queue's statements. */
interface Runs {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** How pg-boss 12.35 takes jobs: `j` are those that wait. */
const TAKES = /FROM pgboss\.(\w+) j\s+WHERE[\s\S]*FOR UPDATE OF j SKIP LOCKED/;
const WAITS = 'NOT j.blocked';

/**
 * The same database, in which jobs are taken only for channels that are free. pg-boss itself takes the oldest: where that one's
 * channel is busy, the unique index refuses the whole taking, and all other channels wait until the busy one is free.
 */
export function takingFreeChannels<Database extends Runs>(db: Database): Database {
  return {
    ...db,
    executeSql(text: string, values?: unknown[]) {
      const table = TAKES.exec(text)?.[1];
      return db.executeSql(table === undefined ? text : text.replace(WAITS, `${WAITS} AND ${isFree(table)}`), values);
    },
  };
}

const isFree = (table: string): string => `NOT EXISTS (SELECT 1 FROM pgboss.${table} busy
  WHERE busy.name = j.name AND busy.state = 'active' AND busy.policy = 'singleton'
    AND COALESCE(busy.singleton_key, '') = COALESCE(j.singleton_key, ''))`;
