import type { Clock, Log } from '../ports.ts';

/** What the clock is made of. */
export interface ServerClockParts {
  /** The database's instant. */
  ask(): Promise<Date>;
  /** The machine's own clock, which may be wrong: it is only compared. */
  readonly machine: Clock;
  /** Milliseconds that only ever go forward, however the machine's clock is set. */
  elapsed(): number;
  readonly log: Log;
}

/** The office's clock on a server, and by how much the machine's own is off. */
export interface ServerClock extends Clock {
  /** Asks the database anew. Keeps what was known when it does not answer. */
  sync(): Promise<void>;
  /** The machine's clock less the database's, in milliseconds. */
  skewMs(): number;
}

/** An answer that took longer says too little about the instant; the one before is better. */
const SLOW_MS = 1_000;
/** Beyond this somebody must set the machine's clock. */
const ALARM_MS = 60_000;

/**
 * One clock for all processes, the database's: a machine whose clock is set back, leaps or runs away neither reminds early nor judges
 * wrongly. Between two questions time goes by what has elapsed, not by the machine's clock.
 */
export async function serverClock({ ask, machine, elapsed, log }: ServerClockParts): Promise<ServerClock> {
  let base = 0;
  let at = Number.NEGATIVE_INFINITY;
  let isAlarmed = false;

  async function measure(): Promise<void> {
    const began = elapsed();
    const answered = (await ask()).getTime();
    const ended = elapsed();
    if (ended - began > SLOW_MS && at !== Number.NEGATIVE_INFINITY) return;
    base = answered + (ended - began) / 2;
    at = ended;
  }

  const now = (): Date => new Date(Math.round(base + elapsed() - at));
  const skewMs = (): number => machine.now().getTime() - now().getTime();

  function compare(): void {
    const isOff = Math.abs(skewMs()) > ALARM_MS;
    if (isOff && !isAlarmed) log.error({ skewMs: skewMs() }, "The machine's clock is off from the database's; set it");
    isAlarmed = isOff;
  }

  await measure();
  compare();
  return {
    now,
    skewMs,
    async sync() {
      try {
        await measure();
      } catch (error) {
        log.warn({ err: error }, 'The database did not tell the time');
      }
      compare();
    },
  };
}
