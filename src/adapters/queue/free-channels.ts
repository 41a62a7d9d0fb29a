/** What runs the queue's statements. */
interface Runs {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** How pg-boss 12.35 takes jobs: `j` are those that wait. */
const TAKES = /^\s*WITH\s[\s\S]*FROM pgboss\.(\w+) j\s+WHERE[\s\S]*FOR UPDATE OF j SKIP LOCKED/;
const BEGINS = /^\s*WITH\s/;
/** Any number that no one else in this database locks by. */
const LOCK = 734_512_001;
const WAITS = 'NOT j.blocked';
/** Channels that were busy when pg-boss last looked, up to a minute ago. */
const WERE_BUSY = /COALESCE\(j\.singleton_key, ''\) <> ALL\((\$\d+(?:::[\w[\]]+)?)\)/;

/**
 * The same database, in which jobs are taken only for channels that are free now. pg-boss itself takes the oldest: where that one's
 * channel is busy, the unique index refuses the whole taking, and all other channels wait until the busy one is free. And it leaves out
 * channels that were busy when it last looked: those of a process that was killed stood still for a minute.
 *
 * One taking at a time: two that meant jobs of the same channels waited for each other's rows until the database broke one off, a second
 * each, and a queue of many messages to few people stood still for ten. Another process's taking leaves this one empty-handed until
 * the next look.
 */
export function takingFreeChannels<Database extends Runs>(db: Database): Database {
  let taking: Promise<unknown> = Promise.resolve();
  return {
    ...db,
    executeSql(text: string, values?: unknown[]) {
      const table = TAKES.exec(text)?.[1];
      if (table === undefined) return db.executeSql(text, values);
      const now = text
        .replace(BEGINS, `WITH turn AS MATERIALIZED (SELECT pg_try_advisory_xact_lock(${LOCK}) AS mine), `)
        .replace(WAITS, `(SELECT mine FROM turn) AND ${WAITS} AND ${isFree(table)}`)
        .replace(WERE_BUSY, (_, known: string) => `(${known} IS NULL OR true)`);
      const taken = taking.then(() => db.executeSql(now, values));
      taking = taken.catch(() => {});
      return taken;
    },
  };
}

const isFree = (table: string): string => `NOT EXISTS (SELECT 1 FROM pgboss.${table} busy
  WHERE busy.name = j.name AND busy.state = 'active' AND busy.policy = 'singleton'
    AND COALESCE(busy.singleton_key, '') = COALESCE(j.singleton_key, ''))`;
