import type { Message } from '../../core/message/message.ts';
import { DeliveryError } from '../../errors.ts';
import type { Client } from './clients.ts';

type File = NonNullable<Message['file']>;

/** Milliseconds for the bytes of a text; the call that shares the file has the client's own limit. */
const UPLOAD_MS = 8_000;

/**
 * Puts a text as a file under a message. Nothing is seen of it before the last of the three calls: only that one can be in doubt.
 * https://docs.slack.dev/messaging/working-with-files#upload
 */
export async function attach(client: Client, channel: string, thread: string, file: File): Promise<void> {
  // Editors on Windows take a text without this mark for one of another encoding.
  const bytes = new TextEncoder().encode(`\uFEFF${file.text}`);
  // https://docs.slack.dev/reference/methods/files.getUploadURLExternal
  const place = await client.files.getUploadURLExternal({ filename: fileName(file.name), length: bytes.length });
  if (!place.upload_url || !place.file_id) throw new DeliveryError('slack', 'no_upload_url', 'later');
  await upload(place.upload_url, bytes);
  // https://docs.slack.dev/reference/methods/files.completeUploadExternal
  await client.files.completeUploadExternal({
    files: [{ id: place.file_id, title: file.title }],
    channel_id: channel,
    thread_ts: thread,
  });
}

async function upload(url: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const failed = (code: string, cause?: unknown) => new DeliveryError('slack', code, 'later', { cause });
  const response = await fetch(url, { method: 'POST', body: bytes, signal: AbortSignal.timeout(UPLOAD_MS) }).catch(
    (error: unknown) => {
      throw failed('upload_failed', error);
    },
  );
  await response.body?.cancel();
  if (!response.ok) throw failed(`upload_http_${response.status}`);
}

/** The file that stands under one of our messages, or null. Whoever else writes there is not the bot. */
export async function attachedUnder(client: Client, channel: string, thread: string): Promise<string | null> {
  // https://docs.slack.dev/reference/methods/conversations.replies
  const { messages = [] } = await client.conversations.replies({ channel, ts: thread, limit: 200 });
  const root = messages.find((message) => message.ts === thread);
  const ours = [root?.user, root?.bot_id].filter((id) => id !== undefined);
  const shared = messages.find(
    (message) =>
      message.ts !== thread &&
      (message.files ?? []).length > 0 &&
      [message.user, message.bot_id].some((id) => id !== undefined && ours.includes(id)),
  );
  return shared?.ts ?? null;
}

/** A name that any system takes. */
const fileName = (name: string): string => name.replace(/[\\/:*?"<>|\s]+/g, '_');
