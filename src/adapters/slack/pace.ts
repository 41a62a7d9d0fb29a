/** How fast may be called: so many at once, then one each so many milliseconds. */
export interface Rate {
  readonly burst: number;
  readonly everyMs: number;
}

/** About one message a second and channel; a bucket of exactly one is too strict. https://docs.slack.dev/apis/web-api/rate-limits */
export const channelRate: Rate = { burst: 3, everyMs: 1_000 };

/** Slack names "several hundred a minute" for the workspace: 240 a minute stays below. */
export const workspaceRate: Rate = { burst: 20, everyMs: 250 };

/** The tiers of the other methods, a tenth of a minute's calls at once. */
const tier3: Rate = { burst: 5, everyMs: 1_200 };
const tier4: Rate = { burst: 10, everyMs: 600 };
export const methodRates = {
  'conversations.open': tier3,
  'conversations.history': tier3,
  'conversations.replies': tier3,
  'chat.update': tier3,
  'users.info': tier4,
} as const satisfies Readonly<Record<string, Rate>>;
export type PacedMethod = keyof typeof methodRates;

/** When the next call of a bucket is free, as the instant up to which the bucket is used up. */
export type Bucket = number;

/** The wait before the next call, and the bucket after it. A bucket never used has room for the whole burst. */
export function nextSlot(bucket: Bucket | undefined, now: number, rate: Rate): { waitMs: number; bucket: Bucket } {
  const full = now - rate.burst * rate.everyMs;
  const after = Math.max(bucket ?? full, full) + rate.everyMs;
  return { waitMs: Math.max(0, after - now), bucket: after };
}

/** Channels remembered at most; those idle longest are as good as new. */
const REMEMBERED = 5_000;

/** Whether a post is a card, or is said at once. */
export type Lane = 'card' | 'urgent';

/** Gives posts and calls their turns in one process. */
export function pacer(now: () => number) {
  const channels = new Map<string, Bucket>();
  const methods = new Map<PacedMethod, Bucket>();
  /** Cards have a lane of their own: however many of them wait, what is said at once finds its turn. */
  const lanes = new Map<Lane, Bucket>();
  const gates = new Map<Lane, Bucket>();
  const heldUntil = new Map<string, number>();
  let allHeldUntil = 0;

  const heldMs = (channel: string) => Math.max(0, allHeldUntil - now(), (heldUntil.get(channel) ?? 0) - now());

  return {
    /** Milliseconds to wait before posting to this channel. A turn farther away than `longest` is not taken. */
    turn(channel: string, longest: number, lane: Lane = 'urgent'): number {
      const at = now();
      const own = nextSlot(channels.get(channel), at, channelRate);
      const all = nextSlot(lanes.get(lane), at, workspaceRate);
      const waitMs = Math.max(heldMs(channel), own.waitMs, all.waitMs);
      if (waitMs > longest) return waitMs;
      channels.delete(channel);
      channels.set(channel, own.bucket);
      lanes.set(lane, all.bucket);
      if (channels.size > REMEMBERED) channels.delete(channels.keys().next().value ?? '');
      return waitMs;
    },
    /** Milliseconds until this channel takes another post, whatever the workspace takes; nothing is taken. */
    channelMs: (channel: string) =>
      Math.max(heldMs(channel), nextSlot(channels.get(channel), now(), channelRate).waitMs),
    /**
     * Milliseconds before a post whose turn has come: those of one lane that were held up on their way do not arrive together. None
     * while the channel is held: then that is the wait.
     */
    gateMs(channel: string, lane: Lane): number {
      const held = heldMs(channel);
      if (held > 0) return held;
      const slot = nextSlot(gates.get(lane), now(), workspaceRate);
      gates.set(lane, slot.bucket);
      return slot.waitMs;
    },
    /** The instant of this method's next free call, which is taken. */
    callAt(method: PacedMethod): number {
      const slot = nextSlot(methods.get(method), now(), methodRates[method]);
      methods.set(method, slot.bucket);
      return now() + slot.waitMs;
    },
    /**
     * After a 429 nothing more goes to the channel before its time. A second channel refused meanwhile means that the workspace is:
     * then all of them wait.
     */
    hold(channel: string, forMs: number): void {
      const until = now() + forMs;
      const isAll = [...heldUntil].some(([other, its]) => other !== channel && its > now());
      if (isAll) allHeldUntil = Math.max(allHeldUntil, until);
      heldUntil.set(channel, Math.max(heldUntil.get(channel) ?? 0, until));
      for (const [known, its] of heldUntil) if (its <= now()) heldUntil.delete(known);
    },
  };
}
export type Pacer = ReturnType<typeof pacer>;
