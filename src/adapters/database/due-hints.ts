import type { Change, SqlRunner } from '../../ports.ts';
import type { Executor } from './executor.ts';

const CHANNEL = 'duban_due';
/** Milliseconds: what is due later is found by the minute's sweep before it is due. */
const SOON_MS = 70_000;

/** Says when something was written that is due before the next minute's sweep: to this process, and on a server to all others. */
export class DueHints {
  readonly #listen: Executor['listen'];
  readonly #heard = new Set<(at: Date) => void>();

  /** On a server hints come with the commit; in the embedded database whoever hears one waits for the connection anyway. */
  constructor({ listen }: Pick<Executor, 'listen'>) {
    this.#listen = listen;
  }

  /** Announces the earliest instant of the change that lies ahead, within its transaction. */
  async announce(sql: SqlRunner, change: Change, now: Date): Promise<void> {
    const at = earliestAhead(change, now.getTime());
    if (at - now.getTime() > SOON_MS) return;
    if (this.#listen) await sql('SELECT pg_notify($1, $2)', [CHANNEL, new Date(at).toISOString()]);
    else for (const heard of this.#heard) heard(new Date(at));
  }

  /** Hears of every announcement from now on; `missed` says that some may have been lost. */
  async listen(heard: (at: Date) => void, missed: () => void): Promise<{ close(): Promise<void> }> {
    if (this.#listen) return this.#listen(CHANNEL, (payload) => heard(new Date(payload)), missed);
    this.#heard.add(heard);
    return {
      close: async () => {
        this.#heard.delete(heard);
      },
    };
  }
}

function earliestAhead({ tasks, deliveries, officeTimes }: Change, now: number): number {
  let earliest = Number.POSITIVE_INFINITY;
  const meet = (at: Date | null): void => {
    const time = at?.getTime() ?? Number.POSITIVE_INFINITY;
    if (time > now && time < earliest) earliest = time;
  };
  for (const task of tasks ?? []) meet(task.nextActionAt);
  for (const { nextAt } of officeTimes ?? []) meet(nextAt);
  for (const { dueAt, state, channel } of deliveries ?? [])
    if (state === 'queued' && channel !== 'offline') meet(dueAt);
  return earliest;
}
