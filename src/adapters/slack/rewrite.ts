import type { types } from '@slack/bolt';
import type { Message } from '../../core/message/message.ts';
import type { Rewriter } from '../../ports.ts';
import { type Post, postsOf } from './blocks.ts';
import type { Client } from './clients.ts';
import { formToKeep } from './command-value.ts';
import { deliveryError } from './errors.ts';
import type { KeptForms } from './kept-forms.ts';
import { pacer } from './pace.ts';
import { postedIn } from './posted.ts';

/** The machine's clock in milliseconds, and its waiting. */
interface Waits {
  now(): number;
  sleep(ms: number): Promise<void>;
}

/**
 * Writes the posts of a message anew in place, no faster than Slack takes it. A post that the new words do not need any more says where
 * they stand: it is not deleted, as somebody may have answered under it, and later words may need it again.
 */
export function rewriterOver(client: Client, forms: KeptForms, { now, sleep }: Waits): Rewriter {
  const pace = pacer(now);

  async function write(channel: string, ts: string, { text, blocks }: Post): Promise<void> {
    const waitMs = pace.callAt('chat.update') - now();
    if (waitMs > 0) await sleep(waitMs);
    try {
      // https://docs.slack.dev/reference/methods/chat.update: the metadata stays as it is.
      await client.chat.update({ channel, ts, text, blocks: blocks as types.KnownBlock[] });
    } catch (error) {
      throw deliveryError(error);
    }
  }

  return {
    async rewrite(platformId, message: Message, above) {
      const { channel, times } = postedIn(platformId);
      const posts = postsOf(message);
      if (posts.length > times.length) return 'too-long';
      const kept = formToKeep(message.form);
      if (kept) await forms.keep(kept.name, kept.form);
      const [left] = postsOf({ lines: [{ text: above, tone: 'muted' }] });
      for (const [index, ts] of times.entries()) {
        const post = posts[index] ?? left;
        if (post) await write(channel, ts, post);
      }
      return 'written';
    },
  };
}
