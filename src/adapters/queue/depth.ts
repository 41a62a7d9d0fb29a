/** Jobs of deliveries by what becomes of them: they may run now, are put off, are running, or were given up by the queue. */
export interface QueueDepth {
  readonly ready: number;
  readonly putOff: number;
  readonly active: number;
  readonly dead: number;
}

const DEPTH = `SELECT
    count(*) FILTER (WHERE name = 'delivery' AND state IN ('created', 'retry') AND start_after <= now())::int AS ready,
    count(*) FILTER (WHERE name = 'delivery' AND state IN ('created', 'retry') AND start_after > now())::int AS "putOff",
    count(*) FILTER (WHERE name = 'delivery' AND state = 'active')::int AS active,
    count(*) FILTER (WHERE name = 'delivery-dead')::int AS dead
  FROM pgboss.job WHERE name IN ('delivery', 'delivery-dead') AND state < 'completed'`;

/** How deep the queue is now. */
export async function queueDepth(db: { executeSql(text: string): Promise<{ rows: unknown[] }> }): Promise<QueueDepth> {
  const { rows } = await db.executeSql(DEPTH);
  return rows[0] as QueueDepth;
}

const DEAD_JOBS = `SELECT DISTINCT data->>'deliveryId' AS id FROM pgboss.job WHERE name = 'delivery-dead' AND state < 'completed'`;
const FORGET = `DELETE FROM pgboss.job WHERE name = 'delivery-dead' AND data->>'deliveryId' = $1`;

interface Runner {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** Deliveries whose job the queue has given up (dead letters). */
export async function deadLetters(db: Runner): Promise<readonly string[]> {
  const { rows } = await db.executeSql(DEAD_JOBS);
  return rows.map((row) => (row as { id: string }).id);
}

/** A dead letter that was taken up again is none any more. */
export async function forgetDeadLetter(db: Runner, deliveryId: string): Promise<void> {
  await db.executeSql(FORGET, [deliveryId]);
}
