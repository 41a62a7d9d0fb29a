import type { Log } from '../ports.ts';

/** What the timer wakes for. */
export interface DueParts {
  /** The office clock: it may be virtual, and goes as fast as the machine's. */
  now(): Date;
  /** Serves what fell due since that instant (null: whenever), and says when the next thing is due. Must bear being called in vain. */
  serve(since: Date | null): Promise<{ readonly through: Date; readonly next: Date | null }>;
  readonly log: Log;
}

/** A timer to the next due instant: it makes what is due leave at once. The minute's sweep makes sure that it leaves. */
export interface DueTimer {
  /** Serves what is due and sets the timer anew: at the start, and each minute, whatever was missed. */
  look(): Promise<void>;
  /** Something was written that is due then. */
  hint(at: Date): void;
  stop(): Promise<void>;
}

/** Milliseconds: what is due later is met by the look of the minute. */
const LONGEST_MS = 90_000;

/** Makes the timer; it does nothing before the first look. */
export function nextDueTimer({ now, serve, log }: DueParts): DueTimer {
  let timer: NodeJS.Timeout | undefined;
  let armedFor = Number.POSITIVE_INFINITY;
  let since: Date | null = null;
  let serving: Promise<void> | null = null;
  let isStopped = false;

  function arm(at: number): void {
    if (isStopped || at >= armedFor) return;
    clearTimeout(timer);
    const wait = Math.max(0, at - now().getTime());
    if (wait > LONGEST_MS) return;
    armedFor = at;
    // A timer may ring a moment early by the clock: then nothing is due yet, and it is set once more.
    timer = setTimeout(() => void look(), wait);
  }

  async function serveOnce(): Promise<void> {
    try {
      const { through, next } = await serve(since);
      since = through;
      if (next) arm(next.getTime());
    } catch (error) {
      // What cannot be served now is left to the minute: trying at once again would only repeat the fault.
      log.error({ err: error }, 'What fell due could not be served at once');
    }
  }

  async function look(): Promise<void> {
    if (serving) return serving;
    clearTimeout(timer);
    armedFor = Number.POSITIVE_INFINITY;
    serving = serveOnce().finally(() => {
      serving = null;
    });
    return serving;
  }

  return {
    look,
    hint: (at) => arm(at.getTime()),
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await serving;
    },
  };
}
