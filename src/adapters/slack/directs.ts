import type { Settings } from '../../ports.ts';

/** The direct messages with each person: Slack opens them once, for good. */
export interface Directs {
  /** The channel of an account's direct messages, or null before they were opened. */
  of(address: string): Promise<string | null>;
  keep(address: string, channel: string): Promise<void>;
  /** They are gone: the next to ask is told null, and opens them anew. */
  forget(address: string): void;
}

/** Keeps them among the settings, one row an account. */
export function directsIn(settings: Settings): Directs {
  const row = (address: string) => `slack:direct:${address}`;
  const known = new Map<string, string | null>();
  return {
    async of(address) {
      const here = known.get(address);
      if (here !== undefined) return here;
      const kept = await settings.get(row(address));
      const channel = typeof kept === 'string' ? kept : null;
      // Whoever keeps or forgets it meanwhile knows better.
      if (!known.has(address)) known.set(address, channel);
      return known.get(address) ?? null;
    },
    async keep(address, channel) {
      const before = await this.of(address);
      known.set(address, channel);
      if (before !== channel) await settings.set(row(address), channel);
    },
    forget: (address) => void known.set(address, null),
  };
}
