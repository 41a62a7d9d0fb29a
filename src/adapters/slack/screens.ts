import type { types } from '@slack/bolt';
import type { Client } from './clients.ts';
import type { Screens } from './services.ts';

/** Modals and the home page, through the client that never waits behind the bulk. */
export function screensOver(client: Client): Screens {
  return {
    async open(triggerId, view) {
      // https://docs.slack.dev/reference/methods/views.open
      const { view: opened } = await client.views.open({ trigger_id: triggerId, view });
      return { id: opened?.id ?? '', hash: opened?.hash };
    },
    async update({ id, hash }, view) {
      // https://docs.slack.dev/reference/methods/views.update
      await client.views.update({ view_id: id, view, ...(hash ? { hash } : {}) });
    },
    async pressOut({ channel, ts, text, blocks }) {
      // https://docs.slack.dev/reference/methods/chat.update: the metadata stays as it is.
      await client.chat.update({ channel, ts, text, blocks: blocks as types.KnownBlock[] });
    },
    async publish(user, view) {
      // https://docs.slack.dev/reference/methods/views.publish
      await client.views.publish({ user_id: user, view });
    },
    async whisper(channel, user, { text, blocks }) {
      // https://docs.slack.dev/reference/methods/chat.postEphemeral
      await client.chat.postEphemeral({ channel, user, text, blocks });
    },
  };
}
