/** How fast may be posted: so many at once, then one each so many milliseconds. */
export interface Rate {
  readonly burst: number;
  readonly everyMs: number;
}

/** About one message a second and channel; a bucket of exactly one is too strict. https://docs.slack.dev/apis/web-api/rate-limits */
export const channelRate: Rate = { burst: 3, everyMs: 1_000 };

/** Slack names "several hundred a minute" for the workspace: 240 a minute stays below. */
export const workspaceRate: Rate = { burst: 20, everyMs: 250 };

/** When the next post of a bucket is free, as the instant up to which the bucket is used up. */
export type Bucket = number;

/** The wait before the next post, and the bucket after it. A bucket never used has room for the whole burst. */
export function nextSlot(bucket: Bucket | undefined, now: number, rate: Rate): { waitMs: number; bucket: Bucket } {
  const full = now - rate.burst * rate.everyMs;
  const after = Math.max(bucket ?? full, full) + rate.everyMs;
  return { waitMs: Math.max(0, after - now), bucket: after };
}

/** Channels remembered at most; those idle longest are as good as new. */
const REMEMBERED = 5_000;

/** Gives posts their turns in one process. */
export function pacer(now: () => number) {
  const channels = new Map<string, Bucket>();
  let workspace: Bucket | undefined;
  return {
    /** Milliseconds to wait before posting to this channel. A turn farther away than `longest` is not taken. */
    turn(channel: string, longest: number): number {
      const at = now();
      const own = nextSlot(channels.get(channel), at, channelRate);
      const all = nextSlot(workspace, at, workspaceRate);
      const waitMs = Math.max(own.waitMs, all.waitMs);
      if (waitMs > longest) return waitMs;
      channels.delete(channel);
      channels.set(channel, own.bucket);
      workspace = all.bucket;
      if (channels.size > REMEMBERED) channels.delete(channels.keys().next().value ?? '');
      return waitMs;
    },
    /** After a 429 nothing more goes to the channel before its time: one refusal a bucket. */
    hold(channel: string, forMs: number): void {
      channels.set(channel, Math.max(channels.get(channel) ?? 0, now() + forMs));
    },
  };
}
export type Pacer = ReturnType<typeof pacer>;
