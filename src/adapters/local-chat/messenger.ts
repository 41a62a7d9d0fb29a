import type { PersonId } from '../../core/ids.ts';
import { DeliveryError } from '../../errors.ts';
import type { Clock, Ids, LocalMessages, Messenger } from '../../ports.ts';

/** What the local chat stands on. `notify` says that a person's chat has something new. */
export interface LocalChatParts {
  readonly messages: LocalMessages;
  readonly clock: Clock;
  readonly ids: Ids;
  notify(personId: PersonId): void;
}

/**
 * Writes into the chat of the person whose id is the account's address. The key is unique in the store: sending again writes
 * nothing and gives the first message's number, so no answer is ever ambiguous.
 */
export function localMessenger({ messages, clock, ids, notify }: LocalChatParts): Messenger {
  return {
    async send(to, message, key) {
      const personId = to.address as PersonId;
      try {
        const { seq } = await messages.append({
          id: ids.next(),
          personId,
          direction: 'out',
          threadCode: message.thread ?? null,
          message,
          key,
          at: clock.now(),
        });
        notify(personId);
        return { platformId: String(seq) };
      } catch (cause) {
        // Whether it was stored or not, the same key may be tried again.
        throw new DeliveryError('local', 'store-failed', 'later', { cause });
      }
    },

    async find(to, key) {
      const found = await messages.byKey(key);
      return found && found.personId === to.address ? { platformId: String(found.seq) } : 'absent';
    },
  };
}
