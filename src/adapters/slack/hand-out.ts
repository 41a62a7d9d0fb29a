import type { Client } from './clients.ts';
import type { Threads } from './threads.ts';

/** A file to be handed to a person. */
export interface OutgoingFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Puts files into a person's direct messages, in the thread of the task they are about if it has one. Rejects as any call; Slack
 * shares a file some moments after the call. https://docs.slack.dev/messaging/working-with-files#uploading_files
 */
export async function handOut(
  client: Client,
  threads: Threads,
  to: { readonly address: string; readonly code: string | null },
  files: readonly OutgoingFile[],
): Promise<void> {
  // https://docs.slack.dev/reference/methods/conversations.open
  const { channel } = await client.conversations.open({ users: to.address });
  const channelId = channel?.id;
  if (!channelId) throw new Error('Slack opened no direct messages');
  const thread = to.code === null ? null : await threads.root(to.address, to.code);
  // https://docs.slack.dev/reference/methods/files.completeUploadExternal: a file cannot be shared without the channel's own id.
  await client.filesUploadV2({
    channel_id: channelId,
    ...(thread ? { thread_ts: thread } : {}),
    file_uploads: files.map(({ name, bytes }) => ({ filename: safeName(name), title: name, file: Buffer.from(bytes) })),
  });
}

/** A name that any system takes. */
const safeName = (name: string): string => name.replace(/[\\/:*?"<>|\s]+/g, '_');
