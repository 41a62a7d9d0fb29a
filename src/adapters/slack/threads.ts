import { z } from 'zod';
import type { Settings } from '../../ports.ts';

/** What is known of a person's direct messages: where each task's thread begins, and under which root a message is being sent. */
const Kept = z.object({
  roots: z.record(z.string(), z.string()),
  sending: z.array(z.object({ key: z.string(), thread: z.string() })),
});
type Kept = z.infer<typeof Kept>;

/** Messages whose answer was ambiguous are remembered with their thread; more than so many of one person are an outage. */
const REMEMBERED = 50;

/** A task's messages to one person stand in one thread: its first message is the root. */
export interface Threads {
  /** The root of the task's thread with this person, or null before the first message. */
  root(address: string, code: string): Promise<string | null>;
  /** The first message becomes the root; a later one changes nothing. */
  keepRoot(address: string, channel: string, code: string, ts: string): Promise<void>;
  /** The task whose thread begins here, or null. */
  taskOf(channel: string, ts: string): Promise<string | null>;
  /** Remembers under which root a message goes, so that it can be asked for there. */
  sending(address: string, key: string, thread: string): Promise<void>;
  /** The root under which a message with this key was sent, or null. */
  sentUnder(address: string, key: string): Promise<string | null>;
}

/** Keeps the threads among the settings: one row a person, and one a thread for the way back. */
export function threadsIn(settings: Settings): Threads {
  const row = (address: string) => `slack:threads:${address}`;
  const back = (channel: string, ts: string) => `slack:thread:${channel}:${ts}`;

  async function kept(address: string): Promise<Kept> {
    const read = Kept.safeParse(await settings.get(row(address)));
    return read.success ? read.data : { roots: {}, sending: [] };
  }

  return {
    async root(address, code) {
      return (await kept(address)).roots[code] ?? null;
    },
    async keepRoot(address, channel, code, ts) {
      const known = await kept(address);
      if (known.roots[code] !== undefined) return;
      await settings.set(back(channel, ts), code);
      await settings.set(row(address), { ...known, roots: { ...known.roots, [code]: ts } });
    },
    async taskOf(channel, ts) {
      const code = await settings.get(back(channel, ts));
      return typeof code === 'string' ? code : null;
    },
    async sending(address, key, thread) {
      const known = await kept(address);
      if (known.sending.some((one) => one.key === key)) return;
      await settings.set(row(address), { ...known, sending: [...known.sending, { key, thread }].slice(-REMEMBERED) });
    },
    async sentUnder(address, key) {
      return (await kept(address)).sending.find((one) => one.key === key)?.thread ?? null;
    },
  };
}
