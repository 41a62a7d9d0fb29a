import type { Log } from '../ports.ts';

/** Milliseconds a watcher is given to answer. */
const TIMEOUT_MS = 5_000;

/** A watcher elsewhere that alarms when it is no longer told that all is well. */
export interface DeadMan {
  /** Tells it, without anybody waiting; while one telling is under way the next is left out. */
  ping(): void;
  /** Resolves when no telling is under way. */
  idle(): Promise<void>;
}

/**
 * The dead-man's ping: one GET to the operator's own address. No redirect is followed, the answer is not read, and its failure is a
 * line in the log without the address, which is a secret.
 */
export function deadMan(url: string, log: Log, timeoutMs = TIMEOUT_MS): DeadMan {
  let under: Promise<void> | null = null;

  async function tell(): Promise<void> {
    try {
      const answer = await fetch(url, {
        redirect: 'error',
        credentials: 'omit',
        cache: 'no-store',
        signal: AbortSignal.timeout(timeoutMs),
      });
      await answer.body?.cancel();
      if (!answer.ok) log.warn({ status: answer.status }, 'The watcher did not take the ping');
    } catch (error) {
      log.warn({ err: error }, 'The watcher could not be reached');
    }
  }

  return {
    ping() {
      under ??= tell().finally(() => {
        under = null;
      });
    },
    idle: async () => under ?? undefined,
  };
}
