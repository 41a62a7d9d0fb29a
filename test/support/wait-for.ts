import { vi } from 'vitest';

/** Asks until it no longer throws. Longer than the tool's own second: a worker, a process or a socket answers when the machine lets it. */
export const waitFor = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: 10_000, interval: 20 });
