import type { Delivery } from '../core/notice.ts';
import type { DeliveryStore } from '../ports.ts';

/** The key under which a delivery that failed stands on the clerk's list, the first time. */
const firstKey = (delivery: Pick<Delivery, 'key'>): string => `offline|${delivery.key}`;

/** What stands on the clerk's list for a delivery that failed, the latest last; once for each time it was given up. */
export async function clerksCopies(
  stores: DeliveryStore,
  delivery: Pick<Delivery, 'key' | 'personId'>,
): Promise<readonly Delivery[]> {
  const { personId } = delivery;
  const listed = await stores.deliveries({ channel: 'offline', ...(personId === null ? {} : { personId }) });
  const first = firstKey(delivery);
  return listed.filter(({ key }) => key === first || key.startsWith(`${first}|again-`));
}

/** The key for the clerk's list: one that was sent again by a person and failed again stands there anew. */
export async function clerksKey(
  stores: DeliveryStore,
  delivery: Pick<Delivery, 'key' | 'personId' | 'attempt'>,
): Promise<string> {
  const copies = await clerksCopies(stores, delivery);
  return copies.length === 0 ? firstKey(delivery) : `${firstKey(delivery)}|again-${delivery.attempt}`;
}

/** The delivery that failed and therefore stands on the clerk's list; null for what could never be written. */
export async function failedBefore(stores: DeliveryStore, copy: Delivery): Promise<Delivery | null> {
  if (!copy.key.startsWith('offline|')) return null;
  const { personId } = copy;
  const failed = await stores.deliveries({ state: ['failed'], ...(personId === null ? {} : { personId }) });
  return failed.find((one) => copy.key === firstKey(one) || copy.key.startsWith(`${firstKey(one)}|again-`)) ?? null;
}
