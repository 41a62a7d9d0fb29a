import { DeliveryError } from '../../errors.ts';
import type { LocalMessages, Rewriter } from '../../ports.ts';

/** Writes a message of the local chat anew in place. `notify` says from which number on the chats read otherwise. */
export function localRewriter({
  messages,
  notify,
}: {
  readonly messages: LocalMessages;
  notify(from: number): void;
}): Rewriter {
  return {
    async rewrite(platformId, message) {
      const seq = Number(platformId);
      const done = await messages.rewrite(seq, message).catch((cause: unknown) => {
        throw new DeliveryError('local', 'store-failed', 'later', { cause });
      });
      if (!done) throw new DeliveryError('local', 'message-gone', 'never');
      notify(seq);
      return 'written';
    },
  };
}
