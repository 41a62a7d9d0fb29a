import { z } from 'zod';
import type { Message } from '../../core/message/message.ts';
import type { InboundEvent } from '../../ports.ts';
import { postsOf } from './blocks.ts';
import type { Client } from './clients.ts';
import { EVENT_TYPE, keyHash } from './messenger.ts';

const From = z.object({ user: z.string() });

/**
 * The polite answer to someone who is not in the directory: there is no person to whom a delivery could be written, so it is posted
 * at once, to the sender alone.
 */
export async function postNotRegistered(client: Client, event: InboundEvent, message: Message): Promise<void> {
  const from = From.safeParse(JSON.parse(event.body || 'null'));
  if (!from.success) return;
  for (const post of postsOf(message)) {
    // https://docs.slack.dev/reference/methods/chat.postMessage: a user's id posts into the direct messages with them.
    await client.chat.postMessage({
      channel: from.data.user,
      text: post.text,
      blocks: post.blocks,
      metadata: { event_type: EVENT_TYPE, event_payload: { key: keyHash(event.key), part: 1, parts: 1 } },
    });
  }
}
