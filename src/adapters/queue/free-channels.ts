/** What runs the queue's statements. */
interface Runs {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** How pg-boss 12.35 takes jobs: `j` are those that wait. */
const TAKES = /FROM pgboss\.(\w+) j\s+WHERE[\s\S]*FOR UPDATE OF j SKIP LOCKED/;
const WAITS = 'NOT j.blocked';
/** Channels that were busy when pg-boss last looked, up to a minute ago. */
const WERE_BUSY = /COALESCE\(j\.singleton_key, ''\) <> ALL\((\$\d+(?:::[\w[\]]+)?)\)/;

/**
 * The same database, in which jobs are taken only for channels that are free now. pg-boss itself takes the oldest: where that one's
 * channel is busy, the unique index refuses the whole taking, and all other channels wait until the busy one is free. And it leaves out
 * channels that were busy when it last looked: those of a process that was killed stood still for a minute.
 */
export function takingFreeChannels<Database extends Runs>(db: Database): Database {
  return {
    ...db,
    executeSql(text: string, values?: unknown[]) {
      const table = TAKES.exec(text)?.[1];
      if (table === undefined) return db.executeSql(text, values);
      const now = text
        .replace(WAITS, `${WAITS} AND ${isFree(table)}`)
        .replace(WERE_BUSY, (_, known: string) => `(${known} IS NULL OR true)`);
      return db.executeSql(now, values);
    },
  };
}

const isFree = (table: string): string => `NOT EXISTS (SELECT 1 FROM pgboss.${table} busy
  WHERE busy.name = j.name AND busy.state = 'active' AND busy.policy = 'singleton'
    AND COALESCE(busy.singleton_key, '') = COALESCE(j.singleton_key, ''))`;
