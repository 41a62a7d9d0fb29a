import type { SqlRunner } from '../../ports.ts';
import type { Figures } from '../../ports-upkeep.ts';

/**
 * What waits, in one statement over partial indexes. A delivery waits unserved from its due instant; one that was tried and put off
 * waits from the end of its lease, by the machine clock; while a lease lasts somebody has it in hand.
 */
const FIGURES = `WITH under AS (
    SELECT state, due_at, lease_until FROM deliveries
    WHERE state IN ('queued', 'sending', 'unknown') AND channel <> 'offline'),
  unserved AS (
    SELECT extract(epoch FROM CASE WHEN lease_until IS NULL THEN $1::timestamptz - due_at
      ELSE clock_timestamp() - lease_until END) * 1000 AS late
    FROM under WHERE due_at <= $1 AND (lease_until IS NULL OR lease_until <= clock_timestamp()))
  SELECT
    (SELECT count(*)::int FROM under WHERE state = 'queued' AND due_at <= $1) AS "queued",
    (SELECT count(*)::int FROM under WHERE state = 'queued' AND due_at > $1) AS "planned",
    (SELECT count(*)::int FROM under WHERE state = 'sending') AS "sending",
    (SELECT count(*)::int FROM under WHERE state = 'unknown') AS "unknown",
    (SELECT count(*)::int FROM under WHERE lease_until > clock_timestamp() AND state <> 'sending') AS "putOff",
    (SELECT count(*)::int FROM unserved WHERE late > $2) AS "lateDeliveries",
    coalesce((SELECT max(late) FROM unserved), 0)::float8 AS "deliveryLateMs",
    coalesce(greatest(0, extract(epoch FROM $1::timestamptz - least(
      (SELECT min(next_action_at) FROM tasks WHERE next_action_at IS NOT NULL),
      (SELECT min(next_at) FROM office_times))) * 1000), 0)::float8 AS "dutyLateMs",
    EXISTS (SELECT 1 FROM offices WHERE sweep_held_until IS NOT NULL) AS "held",
    (SELECT count(*)::int FROM inbound_events WHERE handled_at IS NULL) AS "inbound",
    (SELECT min(received_at) FROM inbound_events WHERE handled_at IS NULL) AS "inboundSince",
    coalesce((SELECT max(seq) FROM ledger_heads), 0)::int AS "ledgerEntries",
    (SELECT max(e.at) FROM ledger_entries e JOIN ledger_heads h ON h.office_id = e.office_id AND h.seq = e.seq) AS "ledgerAt"`;

/** The figures by which an operator sees whether duties are met. `graceMs` later a delivery counts as late. */
export async function readFigures(sql: SqlRunner, now: Date, graceMs: number): Promise<Figures> {
  const [row] = (await sql(FIGURES, [now, graceMs])) as readonly Figures[];
  if (!row) throw new Error('The database gave no figures');
  return row;
}
