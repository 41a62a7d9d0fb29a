import type { DeliveryFilter, DeliveryJob, DeliveryStore } from '../../ports.ts';
import { applyChange } from './apply-change.ts';
import type { StoreContext } from './context.ts';
import type { Prisma } from './generated/client.ts';
import type { DeliveryModel, NoticeModel } from './generated/models.ts';
import { deliveryFrom, isUuid, noticeFrom } from './rows.ts';
import { RolledBack, selected, transaction } from './sql.ts';
import * as tables from './tables.ts';

/** How long a try that was put off is left to the job that its flow made; then a new job is made. */
const PUT_OFF = "interval '5 minutes'";

const CLAIM = `UPDATE deliveries SET state = 'sending', attempt = attempt + 1,
    lease_until = clock_timestamp() + $2 * interval '1 millisecond'
  WHERE id = $1 AND (state IN ('queued', 'unknown') AND (lease_until IS NULL OR lease_until <= clock_timestamp())
    OR state = 'sending' AND lease_until <= clock_timestamp())
  RETURNING ${selected(tables.deliveries)}`;

const STILL_MINE = `SELECT 1 FROM deliveries
  WHERE id = $1 AND attempt = $2 AND state = 'sending' AND lease_until > clock_timestamp() + $3 * interval '1 millisecond'`;

const SETTLE = `UPDATE deliveries SET state = $3, platform_id = $4, sent_at = $5, failure = $6, sent = $7::jsonb,
    lease_until = CASE WHEN $3 IN ('queued', 'unknown') THEN clock_timestamp() + $8 * interval '1 millisecond' END
  WHERE id = $1 AND attempt = $2 AND state = 'sending' RETURNING 1`;

// The clerk's list is no platform: nothing of it becomes a job.
const RELEASABLE = `FROM deliveries WHERE state IN ('queued', 'sending', 'unknown') AND due_at <= $1 AND channel <> 'offline'
  AND released_attempt IS DISTINCT FROM attempt
  AND (attempt = 0 OR lease_until IS NULL OR lease_until <= clock_timestamp() - CASE WHEN state = 'sending' THEN interval '0' ELSE ${PUT_OFF} END)`;
/** A row when a delivery waits for its job at $1. */
export const ANY_RELEASABLE = `SELECT 1 ${RELEASABLE} ORDER BY due_at LIMIT 1`;
const RELEASE = `WITH due AS (SELECT id ${RELEASABLE} ORDER BY due_at, id LIMIT $2 FOR UPDATE SKIP LOCKED)
  UPDATE deliveries AS d SET released_attempt = d.attempt FROM due WHERE d.id = due.id
  RETURNING d.id AS "deliveryId", d.attempt, d.channel || ':' || coalesce(d.address, '') AS "channelKey",
    d.kind = 'notice' AS urgent`;

// What was surely not taken so far still is not: the number in the failure follows the fence.
const REVIVE = `UPDATE deliveries SET attempt = attempt + 1, released_attempt = NULL, lease_until = NULL,
    failure = CASE WHEN state = 'queued' AND (attempt = 0 OR failure LIKE 'not-taken-' || attempt || ':%')
      THEN 'not-taken-' || (attempt + 1) || ':revived' ELSE failure END
  WHERE id = ANY($1) AND state IN ('queued', 'sending', 'unknown')
    AND (lease_until IS NULL OR lease_until <= clock_timestamp())`;

const NOTICES = `SELECT ${selected(tables.notices)} FROM notices WHERE id = ANY($1)`;
const NOTICES_BY_KEY = `SELECT ${selected(tables.notices)} FROM notices
  WHERE office_id = (SELECT id FROM offices ORDER BY id LIMIT 1) AND key = ANY($1)`;
const LIVE = `SELECT ${selected(tables.deliveries)}, l.shown FROM live_cards AS l JOIN deliveries AS d ON d.id = l.delivery_id
  WHERE $2::uuid IS NULL OR l.delivery_id > $2 ORDER BY l.delivery_id LIMIT $1`;
const UNCARRIED = `SELECT ${selected(tables.notices)} FROM notices AS n WHERE status = 'due' AND created_at < $1
  AND NOT EXISTS (SELECT 1 FROM deliveries AS d WHERE d.notice_ids @> ARRAY[n.id]) ORDER BY created_at, id LIMIT $2`;

/** Deliveries in the database; leases are by its own clock. */
export function deliveryStore(context: StoreContext): DeliveryStore {
  const { prisma, sql, pool, enqueue } = context;

  return {
    async delivery(id) {
      const row = isUuid(id) ? await prisma.delivery.findUnique({ where: { id } }) : null;
      return row && deliveryFrom(row);
    },

    async deliveries(filter) {
      const rows = await prisma.delivery.findMany({
        where: await where(context, filter),
        orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
        ...(filter.limit === undefined ? {} : { take: filter.limit }),
      });
      return rows.map(deliveryFrom);
    },

    async notices(ids) {
      if (ids.length === 0) return [];
      const rows = (await sql(NOTICES, [ids.filter(isUuid)])) as readonly NoticeModel[];
      const byId = new Map(rows.map((row) => [row.id, noticeFrom(row)]));
      return ids.flatMap((id) => byId.get(id) ?? []);
    },

    async noticesByKey(keys) {
      if (keys.length === 0) return [];
      const rows = (await sql(NOTICES_BY_KEY, [keys])) as readonly NoticeModel[];
      return rows.map(noticeFrom);
    },

    async liveCards(limit, after) {
      const rows = (await sql(LIVE, [limit, after ?? null])) as readonly (DeliveryModel & { shown: string | null })[];
      return rows.map(({ shown, ...row }) => ({ delivery: deliveryFrom(row), shown }));
    },

    async noteShown(id, shown) {
      if (shown === null) await sql('DELETE FROM live_cards WHERE delivery_id = $1', [id]);
      else await sql('UPDATE live_cards SET shown = $2 WHERE delivery_id = $1', [id, shown]);
    },

    async noticesWithoutDelivery(before, limit) {
      const rows = (await sql(UNCARRIED, [before, limit])) as readonly NoticeModel[];
      return rows.map(noticeFrom);
    },

    async claim(id, leaseMs) {
      if (!isUuid(id)) return null;
      const [row] = (await sql(CLAIM, [id, leaseMs])) as readonly DeliveryModel[];
      return row ? deliveryFrom(row) : null;
    },

    async stillMine({ id, attempt }, forMs = 0) {
      return (await sql(STILL_MINE, [id, attempt, forMs])).length > 0;
    },

    async settle({ id, attempt }, outcome, change = {}, waitMs = 0) {
      const { state, platformId, sentAt, failure, sent } = outcome;
      const values = [id, attempt, state, platformId, sentAt, failure, sent && JSON.stringify(sent), waitMs];
      return transaction<boolean>(pool, async (within) => {
        const record = async () => {
          if ((await within(SETTLE, values)).length === 0) throw new RolledBack(false);
        };
        await applyChange(within, change, context, { beforeDeliveries: record });
        return true;
      });
    },

    async revive(ids) {
      await sql(REVIVE, [ids.filter(isUuid)]);
    },

    async releaseDue(now, limit) {
      if ((await sql(ANY_RELEASABLE, [now])).length === 0) return 0;
      return transaction(pool, async (within) => {
        const rows = await within(RELEASE, [now, limit]);
        const jobs = rows as readonly DeliveryJob[];
        if (jobs.length > 0) await enqueue(jobs, within);
        return jobs.length;
      });
    },
  };
}

async function where(context: StoreContext, filter: DeliveryFilter): Promise<Prisma.DeliveryWhereInput> {
  const { personId, channel, state, dueAfter, dueBefore, taskId } = filter;
  const none = { id: { in: [] } };
  const all: Prisma.DeliveryWhereInput[] = [];
  if (personId !== undefined) all.push(isUuid(personId) ? { personId } : none);
  if (channel !== undefined) all.push({ channel });
  if (state !== undefined) all.push({ state: { in: [...state] } });
  if (dueAfter !== undefined) all.push({ dueAt: { gt: dueAfter } });
  if (dueBefore !== undefined) all.push({ dueAt: { lte: dueBefore } });
  if (taskId !== undefined) {
    const notices = isUuid(taskId)
      ? await context.prisma.notice.findMany({ where: { taskId }, select: { id: true } })
      : [];
    all.push({ noticeIds: { hasSome: notices.map((notice) => notice.id) } });
  }
  return { AND: all };
}
