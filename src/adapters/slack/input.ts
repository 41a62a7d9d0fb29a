import { z } from 'zod';
import { CommandShape } from './command-value.ts';
import { type Submitted, SubmittedView, submittedFrom } from './modal.ts';
import { NamedFile } from './named-file.ts';
import { unescaped } from './text.ts';

/** What a person did in Slack, as it is stored before it is acknowledged. `at` is Slack's time in milliseconds. */
export const SlackInput = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('say'),
    text: z.string(),
    channel: z.string().nullable(),
    /** The message that this one stands under, or null. */
    thread: z.string().nullable(),
    files: z.array(NamedFile),
    at: z.number(),
  }),
  z.object({
    kind: z.literal('act'),
    command: CommandShape,
    fields: z.record(z.string(), z.string()),
    /** Files that came with a form. */
    files: z.array(NamedFile).exactOptional(),
    at: z.number(),
  }),
  z.object({
    kind: z.literal('take-back'),
    /** The keys under which the deleted message may be stored. */
    of: z.array(z.string()),
    at: z.number(),
  }),
]);
export type SlackInput = z.infer<typeof SlackInput>;

/** Something to be stored: its key, the keys under which the same thing may be stored already, and who did it. */
export interface Incoming {
  readonly key: string;
  readonly sameAs: readonly string[];
  readonly user: string;
  readonly input: SlackInput;
}

const Message = z.object({
  type: z.enum(['message', 'app_mention']),
  subtype: z.string().exactOptional(),
  channel: z.string(),
  channel_type: z.string().exactOptional(),
  user: z.string().exactOptional(),
  text: z.string().nullish(),
  ts: z.string(),
  thread_ts: z.string().exactOptional(),
  files: z.array(NamedFile).nullish(),
  bot_id: z.string().nullish(),
  app_id: z.string().nullish(),
  message: z
    .object({
      user: z.string().exactOptional(),
      text: z.string().nullish(),
      ts: z.string(),
      thread_ts: z.string().exactOptional(),
      edited: z.object({ ts: z.string() }).exactOptional(),
      subtype: z.string().exactOptional(),
    })
    .exactOptional(),
  previous_message: z
    .object({
      text: z.string().nullish(),
      user: z.string().exactOptional(),
      ts: z.string().exactOptional(),
      bot_id: z.string().nullish(),
      edited: z.object({ ts: z.string() }).exactOptional(),
    })
    .exactOptional(),
});

const Callback = z.object({
  type: z.literal('event_callback'),
  event: z.unknown(),
  api_app_id: z.string().nullish(),
  authorizations: z.array(z.object({ user_id: z.string().nullish(), is_bot: z.boolean().nullish() })).nullish(),
});

/** What people write: plain, with a file, and a thread's answer shown in the channel too. */
const WRITTEN: ReadonlySet<string> = new Set(['', 'file_share', 'thread_broadcast', 'me_message']);

/**
 * A message to the bot (in its direct messages, or naming it in a channel), or a new version of one; null for anything else and for
 * what the bot wrote itself. The same message comes under many event ids and in several kinds of event: channel and time name it.
 */
export function messageFrom(body: unknown): Incoming | null {
  const callback = Callback.safeParse(body);
  const read = callback.success ? Message.safeParse(callback.data.event) : null;
  if (!callback.success || !read?.success) return null;
  const event = read.data;
  if (event.type === 'message' && event.channel_type !== 'im') return null;
  // What this app wrote; a person who writes through another app is a person.
  if (event.bot_id && (event.app_id ?? callback.data.api_app_id) === callback.data.api_app_id) return null;
  const bots = (callback.data.authorizations ?? []).flatMap((one) => (one.is_bot && one.user_id ? [one.user_id] : []));
  // One with a thread under it is not deleted, but changed into a stone in its place.
  if (event.subtype === 'message_deleted' || event.message?.subtype === 'tombstone') return deletedFrom(event, bots);
  if (event.subtype === 'message_changed') return changedFrom(event, bots);
  if (!WRITTEN.has(event.subtype ?? '') || event.user === undefined || bots.includes(event.user)) return null;
  return {
    key: `message:${event.channel}:${event.ts}`,
    sameAs: [],
    user: event.user,
    input: {
      kind: 'say',
      text: typed(event.text ?? '', bots),
      channel: event.channel,
      thread: event.thread_ts ?? null,
      files: [...(event.files ?? [])],
      at: milliseconds(event.ts),
    },
  };
}

/** A new version of a person's words. A message also changes when a link is unfurled or it gets a thread: that is none. */
function changedFrom(event: z.infer<typeof Message>, bots: readonly string[]): Incoming | null {
  const { message } = event;
  if (!message?.edited || message.user === undefined || bots.includes(message.user)) return null;
  if ((message.text ?? '') === (event.previous_message?.text ?? '')) return null;
  return {
    key: `message:${event.channel}:${message.ts}:${message.edited.ts}`,
    sameAs: [],
    user: message.user,
    input: {
      kind: 'say',
      text: typed(message.text ?? '', bots),
      channel: event.channel,
      thread: message.thread_ts && message.thread_ts !== message.ts ? message.thread_ts : null,
      files: [],
      at: milliseconds(message.edited.ts),
    },
  };
}

/** A person deleted their own words. */
function deletedFrom(event: z.infer<typeof Message>, bots: readonly string[]): Incoming | null {
  const { user, ts, edited, bot_id: byBot } = event.previous_message ?? {};
  if (user === undefined || ts === undefined || byBot || bots.includes(user)) return null;
  const key = `message:${event.channel}:${ts}`;
  return {
    key: `deleted:${event.channel}:${ts}`,
    sameAs: [],
    user,
    input: { kind: 'take-back', of: [key, ...(edited ? [`${key}:${edited.ts}`] : [])], at: milliseconds(event.ts) },
  };
}

/** The words without the mention that called the bot. */
const typed = (text: string, bots: readonly string[]): string =>
  unescaped(bots.reduce((words, bot) => words.replaceAll(`<@${bot}>`, ''), text)).trim();

const ViewSubmission = z.object({
  type: z.literal('view_submission'),
  user: z.object({ id: z.string() }),
  view: SubmittedView,
});

/** A submitted form of ours with what is to be stored of it, or null. A view is submitted once: what is refused is not stored. */
export function submissionFrom(body: unknown, at: Date): { submitted: Submitted; incoming: Incoming } | null {
  const read = ViewSubmission.safeParse(body);
  const submitted = read.success ? submittedFrom(read.data.view) : null;
  if (!read.success || !submitted) return null;
  const { task, ...fields } = submitted.fields;
  // A form that asks which task is meant names it in a field.
  const command = submitted.command.id === undefined && task ? { ...submitted.command, id: task } : submitted.command;
  return {
    submitted,
    incoming: {
      key: `view:${read.data.view.id}`,
      sameAs: [],
      user: read.data.user.id,
      input: {
        kind: 'act',
        command,
        fields,
        ...(submitted.files.length > 0 ? { files: [...submitted.files] } : {}),
        at: at.getTime(),
      },
    },
  };
}

const Slash = z.object({
  command: z.string(),
  text: z.string().default(''),
  user_id: z.string(),
  trigger_id: z.string(),
});
export type Slash = z.infer<typeof Slash>;

/** A slash command, or null. */
export function slashFrom(body: unknown): Slash | null {
  const read = Slash.safeParse(body);
  return read.success ? read.data : null;
}

/** Words after a slash command that report something: the same as said to the bot. */
export function saidBySlash(slash: Slash, at: Date): Incoming {
  return {
    key: `slash:${slash.trigger_id}`,
    sameAs: [],
    user: slash.user_id,
    input: {
      kind: 'say',
      text: unescaped(slash.text).trim(),
      channel: null,
      thread: null,
      files: [],
      at: at.getTime(),
    },
  };
}

const Shortcut = z.object({
  type: z.enum(['shortcut', 'message_action']),
  callback_id: z.string(),
  user: z.object({ id: z.string() }),
  trigger_id: z.string(),
  message: z.object({ text: z.string().nullish() }).nullish(),
});

/** A shortcut with the words of the message on which it was used, or null. */
export function shortcutFrom(body: unknown): { user: string; triggerId: string; text: string } | null {
  const read = Shortcut.safeParse(body);
  return read.success
    ? {
        user: read.data.user.id,
        triggerId: read.data.trigger_id,
        text: unescaped(read.data.message?.text ?? '').trim(),
      }
    : null;
}

/** Slack's times are seconds with a fraction. */
export function milliseconds(ts: string): number {
  const ms = Math.floor(Number(ts) * 1_000);
  return Number.isSafeInteger(ms) ? ms : 0;
}
