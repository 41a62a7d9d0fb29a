import type { types } from '@slack/bolt';
import type { Message } from '../../core/message/message.ts';
import type { Rewriter } from '../../ports.ts';
import { postsOf } from './blocks.ts';
import type { Client } from './clients.ts';
import { formToKeep } from './command-value.ts';
import { deliveryError } from './errors.ts';
import type { KeptForms } from './kept-forms.ts';
import { pacer } from './pace.ts';

/** The machine's clock in milliseconds, and its waiting. */
interface Waits {
  now(): number;
  sleep(ms: number): Promise<void>;
}

/**
 * Writes posts anew in place, no faster than Slack takes it. Of a message that took several posts the first is written: the card's words are in it, and a press on
 * a button that was left below is answered by the flows.
 */
export function rewriterOver(client: Client, forms: KeptForms, { now, sleep }: Waits): Rewriter {
  const pace = pacer(now);
  return {
    async rewrite(platformId, message: Message) {
      const [channel = '', ts = ''] = platformId.split(':');
      const kept = formToKeep(message.form);
      if (kept) await forms.keep(kept.name, kept.form);
      const [post] = postsOf(message);
      if (!post) return;
      const waitMs = pace.callAt('chat.update') - now();
      if (waitMs > 0) await sleep(waitMs);
      try {
        // https://docs.slack.dev/reference/methods/chat.update: the metadata stays as it is.
        await client.chat.update({ channel, ts, text: post.text, blocks: post.blocks as types.KnownBlock[] });
      } catch (error) {
        throw deliveryError(error);
      }
    },
  };
}
