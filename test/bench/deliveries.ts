import type { Delivery, Notice } from '../../src/core/notice.ts';
import type { Change, Messenger } from '../../src/ports.ts';
import * as stored from '../support/stored-rows.ts';

/** A platform that takes everything at once and notes when. */
export function nullMessenger(): Messenger & { readonly handed: ReadonlyMap<string, number> } {
  const handed = new Map<string, number>();
  return {
    handed,
    async send(_, __, key) {
      handed.set(key, Date.now());
      return { platformId: key };
    },
    find: async () => 'absent',
  };
}

/** So many messages, each for a channel of its own: one channel takes one at a time, as platforms do. */
export function ownDeliveries(
  count: number,
  dueAt: (index: number) => Date,
): Change & { readonly deliveries: readonly Delivery[] } {
  const notices: Notice[] = [];
  const deliveries: Delivery[] = [];
  for (let index = 0; index < count; index += 1) {
    const notice = stored.storedNotice(null, {
      kind: 'alarm',
      manner: 'now',
      message: { lines: [{ text: '到期' }] },
      recipient: { personId: stored.personId },
    });
    notices.push(notice);
    deliveries.push(
      stored.storedDelivery([notice.id], {
        kind: 'notice',
        day: null,
        personId: null,
        address: `channel-${stored.newId()}`,
        dueAt: dueAt(index),
      }),
    );
  }
  return { notices, deliveries };
}
