import { createHash } from 'node:crypto';
import type { Message } from '../../core/message/message.ts';
import { DeliveryError } from '../../errors.ts';
import type { Log, Messenger } from '../../ports.ts';
import { attach, attachedUnder } from './attach.ts';
import { type Post, postsOf } from './blocks.ts';
import type { Client } from './clients.ts';
import { formToKeep } from './command-value.ts';
import type { Directs } from './directs.ts';
import { deliveryError, shutOut } from './errors.ts';
import type { KeptForms } from './kept-forms.ts';
import { channelRate, type Lane, methodRates, type PacedMethod, type Pacer, pacer } from './pace.ts';
import { postedId } from './posted.ts';
import type { Threads } from './threads.ts';

/** What the messenger stands on. */
export interface MessengerParts {
  readonly client: Client;
  readonly threads: Threads;
  readonly directs: Directs;
  readonly forms: KeptForms;
  readonly log: Log;
  /** The machine's clock in milliseconds, for pacing. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

/** A messenger of Slack's, and what it knows of the connection. */
export interface SlackMessenger extends Messenger {
  /** The code for which the app is shut out, or null while messages are taken. */
  fault(): string | null;
  /** The account changed: what is known of it is asked anew. */
  forget(address: string): void;
  /** Somebody wrote from this account, in its direct messages: it is in use, and its answer has nothing to ask first. */
  met(address: string, channel: string): Promise<void>;
  /**
   * Waits for the turn of one delivery, before it is claimed, and resolves with 0 once it is there; a turn farther away is not waited
   * for: then with the milliseconds after which to come again.
   */
  turn(address: string, urgent: boolean): Promise<number>;
}

/** A channel, as opposed to a person. https://docs.slack.dev/reference/objects/conversation-object */
export const isRoom = (address: string): boolean => /^[CG]/.test(address);

/** The name of our metadata; its payload holds ids only, as a whole workspace may read it. */
export const EVENT_TYPE = 'duban_message';

/** A turn that is farther away is given back to the queue: a delivery's lease is short. */
const LONGEST_WAIT_MS = 3_000;

/** From the last look at the lease: a post begins within so long, or is left to the next try. */
const SEND_WITHIN_MS = 4_000;

/** A message is looked for from a little before its first try. */
const BEFORE_MS = 5_000;
const PAGE = 200;
const PAGES = 10;

/** How long it is believed that an account is in use, where no event says otherwise. */
const KNOWN_FOR_MS = 12 * 60 * 60_000;

/** The key as it stands in a message: no words and no ids of ours can be read from it. */
export const keyHash = (key: string): string => createHash('sha256').update(key).digest('base64url').slice(0, 32);

/**
 * Writes to a person's direct messages. Each post carries the key in its metadata, so that it can be asked for before a second try;
 * what has arrived of a message in several posts is not sent again.
 */
export function slackMessenger(parts: MessengerParts): SlackMessenger {
  const { client, threads, directs } = parts;
  const pace: Pacer = pacer(parts.now);
  const channels = new Map<string, { readonly channel: string; readonly until: number }>();
  /** Turns that were waited for before the claim, by address: the posts that follow use them. */
  const granted = new Map<string, readonly Lane[]>();
  /** Accounts that wait to be asked about, one after the other; those that could not be. */
  const strangers = new Map<string, Promise<void>>();
  const unasked = new Set<string>();
  let acquainting = Promise.resolve();
  /** Questions whose turn was too far away, by message: they come back at that instant. */
  const promised = new Map<string, number>();
  /** Posts that are known to have arrived, from `find` to the `send` that follows it. */
  const arrived = new Map<string, ReadonlyMap<number, string>>();
  let fault: string | null = null;

  /** Milliseconds until these methods may be called for this; the turn is kept for whoever asks again. */
  function callsMs(what: string, methods: readonly PacedMethod[]): number {
    const at = promised.get(what) ?? Math.max(...methods.map((method) => pace.callAt(method)));
    promised.set(what, at);
    return Math.max(0, at - parts.now());
  }

  /** Waits for the turn of these methods. Rejects with the time when it is too far away. */
  async function callsTurn(what: string, methods: readonly PacedMethod[]): Promise<void> {
    await shortly(callsMs(what, methods));
    promised.delete(what);
  }

  /** Waits where it is not long. Nothing has been sent, so the try that ends here does not count. */
  async function shortly(waitMs: number): Promise<void> {
    if (waitMs > LONGEST_WAIT_MS)
      throw new DeliveryError('slack', 'paced', 'later', { about: 'connection', retryAfterMs: waitMs });
    if (waitMs > 0) await parts.sleep(waitMs);
  }

  const isKnown = (address: string): boolean => isRoom(address) || (channels.get(address)?.until ?? 0) > parts.now();

  /**
   * Asks about an account in its turn. What fails is left to the delivery, whose tries are counted: it is not put off again.
   */
  function acquaint(address: string): Promise<void> {
    const asked = acquainting.then(async () => {
      await parts.sleep(await askMs(address));
      await channelOf(address, true).catch(() => void unasked.add(address));
      strangers.delete(address);
    });
    acquainting = asked;
    strangers.set(address, asked);
    return asked;
  }

  /** Milliseconds until Slack may be asked about an account; the turn is taken. */
  async function askMs(address: string): Promise<number> {
    const methods: PacedMethod[] = [
      'users.info',
      ...((await directs.of(address)) ? [] : ['conversations.open' as const]),
    ];
    return Math.max(0, ...methods.map((method) => pace.callAt(method) - parts.now()));
  }

  async function turn(address: string, urgent: boolean): Promise<number> {
    if (!isKnown(address) && !unasked.delete(address)) {
      const asked = strangers.get(address) ?? acquaint(address);
      const farMs = strangers.size * methodRates['conversations.open'].everyMs;
      if (farMs > LONGEST_WAIT_MS) return farMs;
      await asked;
    }
    const channelMs = pace.channelMs(address);
    if (channelMs > LONGEST_WAIT_MS) return channelMs;
    const lane: Lane = urgent ? 'urgent' : 'card';
    const waitMs = pace.turn(address, Number.POSITIVE_INFINITY, lane);
    // A delivery that was dropped after its turn leaves it unused: not more of them than may go out at once.
    granted.set(address, [...(granted.get(address) ?? []), lane].slice(-channelRate.burst));
    if (waitMs > 0) await parts.sleep(waitMs);
    return 0;
  }

  /** Milliseconds before the next post to this address: none where its turn was waited for, unless a 429 came meanwhile. */
  function postMs(address: string): number {
    const [lane, ...others] = granted.get(address) ?? [];
    if (lane === undefined) return pace.turn(address, LONGEST_WAIT_MS);
    if (others.length === 0) granted.delete(address);
    else granted.set(address, others);
    return pace.gateMs(address, lane);
  }

  /** The channel of a person's direct messages. A post to an account switched off is taken in silence, so it is asked first. */
  async function channelOf(address: string, inTurn = false): Promise<string> {
    if (isRoom(address)) return address;
    const known = channels.get(address);
    if (known && known.until > parts.now()) return known.channel;
    const opened = await directs.of(address);
    // Who is written to out of turn does not wait for all the others.
    if (!inTurn) await parts.sleep(Math.min(LONGEST_WAIT_MS, await askMs(address)));
    // https://docs.slack.dev/reference/methods/users.info
    const { user } = await client.users.info({ user: address });
    if (user?.deleted) throw new DeliveryError('slack', 'user_deactivated', 'never', { about: 'account' });
    const id = opened ?? (await openedWith(address));
    channels.set(address, { channel: id, until: parts.now() + KNOWN_FOR_MS });
    return id;
  }

  async function openedWith(address: string): Promise<string> {
    // https://docs.slack.dev/reference/methods/conversations.open
    const { channel } = await client.conversations.open({ users: address });
    if (!channel?.id) throw new DeliveryError('slack', 'no_channel', 'ambiguous');
    await directs.keep(address, channel.id);
    return channel.id;
  }

  async function post(
    address: string,
    channel: string,
    one: Post,
    thread: string | null,
    payload: Payload,
    began: number,
  ): Promise<string> {
    await shortly(postMs(address));
    // Others may take the delivery over when its lease has ended: what is late by then is left to the next try, which asks first.
    if (parts.now() - began > SEND_WITHIN_MS) throw new DeliveryError('slack', 'too_slow', 'ambiguous');
    try {
      // https://docs.slack.dev/reference/methods/chat.postMessage
      const { ts } = await client.chat.postMessage({
        channel,
        text: one.text,
        blocks: one.blocks,
        unfurl_links: false,
        unfurl_media: false,
        metadata: { event_type: EVENT_TYPE, event_payload: { ...payload } },
        ...(thread ? { thread_ts: thread } : {}),
      });
      if (!ts) throw new DeliveryError('slack', 'no_ts', 'ambiguous');
      return ts;
    } catch (error) {
      const failed = deliveryError(error);
      if (failed.code === 'ratelimited' && failed.retryAfterMs) pace.hold(address, failed.retryAfterMs);
      throw failed;
    }
  }

  async function send(address: string, message: Message, key: string): Promise<string> {
    const began = parts.now();
    const hash = keyHash(key);
    const channel = await channelOf(address);
    // In a channel each card stands for itself: a thread would hide it.
    const code = isRoom(address) ? null : (message.thread ?? null);
    let thread = code ? await threads.root(address, code) : null;
    if (thread) await threads.sending(address, hash, thread);
    const kept = formToKeep(message.form);
    if (kept) await parts.forms.keep(kept.name, kept.form);
    const posts = postsOf(message);
    const count = posts.length + (message.file ? 1 : 0);
    const there = new Map(arrived.get(hash));
    for (const [index, one] of posts.entries()) {
      const part = index + 1;
      if (there.has(part)) continue;
      const payload = {
        key: hash,
        part,
        parts: count,
        ...(code ? { task: code } : {}),
        ...(message.file ? { file: true } : {}),
      };
      const ts = await post(address, channel, one, thread, payload, began);
      there.set(part, ts);
      if (code && !thread) {
        // The task's first message: everything later about it stands under this.
        await threads.keepRoot(address, channel, code, ts);
        thread = ts;
        if (posts.length > 1) await threads.sending(address, hash, thread);
      }
    }
    // The file stands under the message: there it can be asked for.
    if (message.file && !there.has(count)) await attach(client, channel, there.get(1) ?? '', message.file);
    arrived.delete(hash);
    return idOf(channel, there, posts.length);
  }

  /** Our posts with this key in a conversation or under one of its messages, by part. */
  async function postsWith(hash: string, channel: string, thread: string | null, since: Date) {
    const found = new Map<number, string>();
    let parts = 0;
    let task: string | null = null;
    let file = false;
    const oldest = String((since.getTime() - BEFORE_MS) / 1_000);
    let cursor = '';
    for (let page = 0; page < PAGES; page += 1) {
      const asked = { channel, oldest, limit: PAGE, include_all_metadata: true, ...(cursor ? { cursor } : {}) };
      const method = thread ? 'conversations.replies' : 'conversations.history';
      await callsTurn(`${method}:${hash}`, [method]);
      // https://docs.slack.dev/reference/methods/conversations.replies
      const answer = thread
        ? await client.conversations.replies({ ...asked, ts: thread })
        : await client.conversations.history(asked);
      for (const message of answer.messages ?? []) {
        const payload = payloadOf(message.metadata);
        if (payload?.key !== hash || !message.ts) continue;
        found.set(payload.part, message.ts);
        parts = payload.parts;
        task = payload.task ?? null;
        file = payload.file ?? false;
      }
      cursor = answer.response_metadata?.next_cursor ?? '';
      if (cursor === '') return { found, parts, task, file, whole: true };
    }
    return { found, parts, task, file, whole: false };
  }

  /** Translates failures and keeps in mind whether the app is shut out. */
  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      const result = await work();
      fault = null;
      return result;
    } catch (error) {
      const failed = deliveryError(error);
      const shut = shutOut(failed);
      if (shut && fault === null) parts.log.error({ platform: 'slack', code: shut }, 'Slack shuts the app out');
      if (shut) fault = shut;
      throw failed;
    }
  }

  return {
    fault: () => fault,
    forget(address) {
      channels.delete(address);
      directs.forget(address);
    },
    async met(address, channel) {
      channels.set(address, { channel, until: parts.now() + KNOWN_FOR_MS });
      await directs.keep(address, channel);
    },
    turn,
    send: (to, message, key) => guarded(async () => ({ platformId: await send(to.address, message, key) })),
    find: (to, key, since) =>
      guarded(async () => {
        const hash = keyHash(key);
        const channel = await channelOf(to.address);
        const thread = await threads.sentUnder(to.address, hash);
        const above = await postsWith(hash, channel, null, since);
        const below = thread ? await postsWith(hash, channel, thread, since) : above;
        const found = new Map([...above.found, ...below.found]);
        const count = Math.max(above.parts, below.parts);
        const root = above.found.get(1);
        if (root && above.file) {
          const shared = await attachedUnder(client, channel, root);
          if (shared) found.set(count, shared);
        }
        if (root && above.task) await threads.keepRoot(to.address, channel, above.task, root);
        if (count > 0 && found.size === count)
          return { platformId: idOf(channel, found, above.file || below.file ? count - 1 : count) };
        if (!above.whole || !below.whole) return 'cannot-ask';
        arrived.set(hash, found);
        return 'absent';
      }),
  };
}

/** What a message is known by, from the times of its parts; a file under it is none of its posts. */
const idOf = (channel: string, times: ReadonlyMap<number, string>, posts: number): string =>
  postedId({ channel, times: Array.from({ length: posts }, (_, index) => times.get(index + 1) ?? '') });

interface Payload {
  readonly key: string;
  readonly part: number;
  readonly parts: number;
  readonly task?: string;
  /** The last part is a file. */
  readonly file?: boolean;
}

/** Our payload in a message's metadata, or null. */
export function payloadOf(metadata: unknown): Payload | null {
  if (typeof metadata !== 'object' || metadata === null) return null;
  const { event_type: type, event_payload: payload } = metadata as { event_type?: unknown; event_payload?: unknown };
  if (type !== EVENT_TYPE || typeof payload !== 'object' || payload === null) return null;
  const { key, part, parts, task, file } = payload as Record<string, unknown>;
  if (typeof key !== 'string' || typeof part !== 'number' || typeof parts !== 'number') return null;
  return {
    key,
    part,
    parts,
    ...(typeof task === 'string' ? { task } : {}),
    ...(file === true ? { file } : {}),
  };
}
