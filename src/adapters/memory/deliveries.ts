import type { DeliveryId, NoticeId } from '../../core/ids.ts';
import type { Delivery } from '../../core/notice.ts';
import type { Change, DeliveryJob, DeliveryStore, JobQueue } from '../../ports.ts';
import { checkChange } from './apply-change.ts';
import { keep } from './keep.ts';
import { awaitsJob, putDelivery, type Tables } from './tables.ts';

/** What the parts of the memory store share. */
export interface MemoryContext {
  readonly tables: Tables;
  readonly machineNow: () => Date;
  /** The machine clock stands still: then nobody waits for it. */
  readonly isStill: boolean;
  readonly enqueue: JobQueue['enqueue'];
  readonly commit: (change: Change) => Promise<'committed' | 'duplicate'>;
}

/** How long a try that was put off is left to the job that its flow made, by the machine clock; then a new job is made. */
export const PUT_OFF_MS = 5 * 60_000;

/** Deliveries in memory, as `flows/deliver` needs them. */
export function memoryDeliveries(context: MemoryContext): DeliveryStore {
  const { tables, machineNow, isStill, enqueue, commit } = context;
  const holds = (delivery: Delivery, stored: Delivery | undefined): stored is Delivery =>
    stored?.state === 'sending' && stored.attempt === delivery.attempt;

  return {
    async delivery(id) {
      return tables.deliveries.get(id) ?? null;
    },

    async deliveries(filter) {
      const wanted = idsOf(tables, filter);
      const rows = [...wanted]
        .flatMap((id) => tables.deliveries.get(id) ?? [])
        .filter(
          (row) =>
            (filter.personId === undefined || row.personId === filter.personId) &&
            (filter.channel === undefined || row.channel === filter.channel) &&
            (filter.state === undefined || filter.state.includes(row.state)) &&
            (filter.dueAfter === undefined || row.dueAt > filter.dueAfter) &&
            (filter.dueBefore === undefined || row.dueAt <= filter.dueBefore),
        )
        .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || (a.id < b.id ? -1 : 1));
      return filter.limit === undefined ? rows : rows.slice(0, filter.limit);
    },

    async notices(ids) {
      return ids.flatMap((id) => tables.notices.get(id) ?? []);
    },

    async noticesByKey(keys) {
      return keys.flatMap((key) => tables.notices.get(tables.noticeIdByKey.get(key) ?? ('' as NoticeId)) ?? []);
    },

    async liveCards(limit, after) {
      return [...tables.liveCards]
        .filter(([id]) => after === undefined || id > after)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .slice(0, limit)
        .flatMap(([id, shown]) => {
          const delivery = tables.deliveries.get(id);
          return delivery ? [{ delivery, shown }] : [];
        });
    },

    async noteShown(id, shown) {
      if (shown === null) tables.liveCards.delete(id);
      else if (tables.liveCards.has(id)) tables.liveCards.set(id, shown);
    },

    async noticesWithoutDelivery(before, limit) {
      return [...tables.uncarried]
        .flatMap((id) => tables.notices.get(id) ?? [])
        .filter((notice) => notice.status === 'due' && notice.createdAt < before)
        .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1))
        .slice(0, limit);
    },

    async claim(id, leaseMs) {
      const stored = tables.deliveries.get(id);
      if (!stored) return null;
      const now = machineNow();
      const free =
        stored.state === 'queued' || stored.state === 'unknown'
          ? stored.leaseUntil === null || stored.leaseUntil <= now
          : stored.state === 'sending' && stored.leaseUntil !== null && stored.leaseUntil <= now;
      if (!free) return null;
      const leaseUntil = new Date(now.getTime() + leaseMs);
      putDelivery(tables, keep({ ...stored, state: 'sending', attempt: stored.attempt + 1, leaseUntil }));
      return tables.deliveries.get(id) ?? null;
    },

    async stillMine(delivery, forMs = 0) {
      const stored = tables.deliveries.get(delivery.id);
      return (
        holds(delivery, stored) &&
        stored.leaseUntil !== null &&
        stored.leaseUntil.getTime() > machineNow().getTime() + forMs
      );
    },

    async settle(delivery, outcome, change = {}, waitMs = 0) {
      const stored = tables.deliveries.get(delivery.id);
      if (!holds(delivery, stored)) return false;
      checkChange(tables, change);
      const isPutOff = outcome.state === 'queued' || outcome.state === 'unknown';
      const leaseUntil = isPutOff ? new Date(machineNow().getTime() + (isStill ? 0 : waitMs)) : null;
      putDelivery(tables, keep({ ...stored, ...outcome, leaseUntil }));
      await commit(change);
      return true;
    },

    async revive(ids) {
      for (const id of ids) {
        const stored = tables.deliveries.get(id);
        if (!stored || !['queued', 'sending', 'unknown'].includes(stored.state)) continue;
        if (stored.leaseUntil !== null && stored.leaseUntil > machineNow()) continue;
        const attempt = stored.attempt + 1;
        putDelivery(tables, keep({ ...stored, attempt, leaseUntil: null, failure: failureRevived(stored) }));
      }
    },

    async releaseDue(now, limit) {
      const jobs = release(tables, releasable(context, now, limit));
      if (jobs.length > 0) await enqueue(jobs, null);
      return jobs.length;
    },
  };
}

/** What was surely not taken so far still is not: the number in the failure follows the fence. */
function failureRevived({ state, attempt, failure }: Delivery): string | null {
  const isUntried = state === 'queued' && (attempt === 0 || failure?.startsWith(`not-taken-${attempt}:`));
  return isUntried ? `not-taken-${attempt + 1}:revived` : failure;
}

/** Up to `limit` deliveries that wait for their job now: new ones due by the office clock, tried ones whose wait is over. */
export function releasable({ tables, machineNow }: MemoryContext, now: Date, limit: number): readonly Delivery[] {
  const first = tables.deliveriesDue.due(null, now, limit);
  const again = [...tables.triedDeliveries].filter((id) => {
    const stored = tables.deliveries.get(id);
    if (!stored || !awaitsJob(stored, tables.releasedAttempt)) return false;
    const putOff = stored.state === 'sending' ? 0 : PUT_OFF_MS;
    return stored.leaseUntil === null || stored.leaseUntil.getTime() + putOff <= machineNow().getTime();
  });
  const due = [...first, ...again].slice(0, limit);
  return due.flatMap((id) => tables.deliveries.get(id as DeliveryId) ?? []);
}

/** The jobs for these deliveries, noted as made. */
export function release(tables: Tables, deliveries: readonly Delivery[]): readonly DeliveryJob[] {
  const ready = deliveries.filter((delivery) => awaitsJob(delivery, tables.releasedAttempt));
  for (const { id, attempt } of ready) tables.releasedAttempt.set(id, attempt);
  return ready.map(({ id, attempt, channel, address, kind }) => ({
    deliveryId: id,
    attempt,
    channelKey: `${channel}:${address ?? ''}`,
    urgent: kind === 'notice',
  }));
}

function idsOf(tables: Tables, filter: Parameters<DeliveryStore['deliveries']>[0]): Iterable<DeliveryId> {
  if (filter.taskId !== undefined) {
    const notices = [...tables.noticeIdsByTask.of(filter.taskId)];
    return new Set(notices.flatMap((id) => [...tables.deliveryIdsByNotice.of(id)]));
  }
  if (filter.personId !== undefined) return tables.deliveryIdsByPerson.of(filter.personId);
  if (filter.state !== undefined) return filter.state.flatMap((state) => [...tables.deliveryIdsByState.of(state)]);
  return tables.deliveries.keys();
}
