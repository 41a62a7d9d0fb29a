import { memoryStores } from '../../src/adapters/memory/stores.ts';
import type { Task } from '../../src/core/task.ts';
import type { Change, JobQueue, Stores } from '../../src/ports.ts';

interface Step {
  readonly name: keyof Stores;
  readonly given: readonly unknown[];
  readonly officeAt: Date;
  readonly machineAt: Date;
}

/** What writes to the rows. Everything else only reads, and is not repeated. */
export const STORE_WRITES: ReadonlySet<string> = new Set([
  'commit',
  'sweepDue',
  'passIdle',
  'noteSwept',
  'nextSerial',
  'claim',
  'settle',
  'revive',
  'releaseDue',
  'receive',
]);

/** The clocks and the queue under the rows. */
export interface Ground {
  readonly officeNow: () => Date;
  readonly machineNow: () => Date;
  readonly enqueue: JobQueue['enqueue'];
  /** Told of the tasks of every write, when it is written. */
  readonly wrote: (tasks: readonly Task[]) => void;
}

/**
 * Rows that can be put back to how they were: every write is written down and played again into empty tables, as a database does
 * from its log.
 */
export class RestorableStores {
  readonly stores: Stores;
  readonly #ground: Ground;
  readonly #log: Step[] = [];
  #rows: Stores;
  /** The clocks while the log is played. */
  #then: Step | null = null;

  constructor(ground: Ground) {
    this.#ground = ground;
    this.#rows = this.#empty();
    this.stores = new Proxy(this.#rows, {
      get:
        (_, name: keyof Stores) =>
        (...given: unknown[]) =>
          this.#ask(name, given),
    });
  }

  /** A backup as of now: how far the log has come. */
  mark(): number {
    return this.#log.length;
  }

  /** Puts the rows back to a backup. Jobs of that time are queued again. */
  async restore(mark: number): Promise<void> {
    this.#log.length = mark;
    this.#rows = this.#empty();
    for (const step of this.#log) {
      this.#then = step;
      const method = this.#rows[step.name] as (...given: readonly unknown[]) => Promise<unknown>;
      await method(...step.given).catch(() => {});
    }
    this.#then = null;
  }

  #empty(): Stores {
    return memoryStores({
      enqueue: this.#ground.enqueue,
      officeNow: () => this.#then?.officeAt ?? this.#ground.officeNow(),
      machineNow: () => this.#then?.machineAt ?? this.#ground.machineNow(),
    });
  }

  #ask(name: keyof Stores, given: unknown[]): Promise<unknown> {
    const method = this.#rows[name] as (...given: readonly unknown[]) => Promise<unknown>;
    if (!STORE_WRITES.has(name)) return method(...given);
    const times = { officeAt: this.#ground.officeNow(), machineAt: this.#ground.machineNow() };
    if (name !== 'sweepDue') {
      this.#log.push({ name, given, ...times });
      const change = (name === 'settle' ? given[2] : name === 'commit' ? given[0] : undefined) as Change | undefined;
      const written = method(...given);
      return change?.tasks ? written.then((answer) => this.#told(change, answer)) : written;
    }
    // What was decided then is what is written again, not what would be decided now.
    const [now, mark, limit, decide] = given as Parameters<Stores['sweepDue']>;
    const step = { name, given: [now, mark, limit, () => change], ...times };
    let change: Change = {};
    this.#log.push(step);
    return this.#rows.sweepDue(now, mark, limit, (tasks) => {
      change = decide(tasks);
      this.#ground.wrote(change.tasks ?? []);
      return change;
    });
  }

  #told<Answer>(change: Change, answer: Answer): Answer {
    if (answer !== 'duplicate' && answer !== false) this.#ground.wrote(change.tasks ?? []);
    return answer;
  }
}
