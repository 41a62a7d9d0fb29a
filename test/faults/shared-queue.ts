import type { DeliveryJob } from '../../src/ports.ts';
import type { World } from './world.ts';

type State = 'waiting' | 'active' | 'done' | 'dead';

interface Row {
  readonly id: string;
  readonly job: DeliveryJob;
  state: State;
  notBefore: number;
  retries: number;
  /** Raised by each fetch: a worker that lost its job cannot end it. */
  fetched: number;
}

/** As the queue is set: a dead worker's job comes back after so long. */
const LOST_AFTER_MS = 15_000;
const RETRIES = 5;
const RETRY_MS = 2_000;

/** A process that does jobs. */
export interface Worker {
  /** False when it is down or has its hands full. */
  readonly isFree: boolean;
  take(job: DeliveryJob, end: (ok: boolean) => void): void;
}

/**
 * The job queue as rows of the shared database, with the rules the real one is set to: an id that was used is never used again, at
 * most one active job per channel, a lost worker's job comes back, five retries with doubled waits, then it is dead.
 */
export class SharedQueue {
  readonly #world: World;
  readonly #rows = new Map<string, Row>();
  readonly #open = new Set<Row>();
  readonly #busy = new Set<string>();
  readonly #workers: Worker[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  get dead(): readonly DeliveryJob[] {
    return [...this.#rows.values()].filter((row) => row.state === 'dead').map((row) => row.job);
  }

  get isIdle(): boolean {
    return this.#open.size === 0;
  }

  /** Yesterday's rows are put back, and with them yesterday's jobs: the caller queues those. */
  forget(): void {
    for (const row of this.#open) row.state = 'dead';
    this.#rows.clear();
    this.#open.clear();
    this.#busy.clear();
  }

  join(worker: Worker): void {
    this.#workers.push(worker);
  }

  /** Called within the store's own step: in the same transaction as the fact. */
  enqueue(jobs: readonly DeliveryJob[]): void {
    for (const job of jobs) {
      const id = `${job.deliveryId}:${job.attempt}:${job.again ?? 0}`;
      if (this.#rows.has(id)) continue;
      const notBefore = this.#world.now + (job.startAfterMs ?? 0);
      const row: Row = { id, job, state: 'waiting', notBefore, retries: 0, fetched: 0 };
      this.#rows.set(id, row);
      this.#open.add(row);
      this.#offerAt(notBefore);
    }
  }

  /** The jobs of a process that died, or cannot be reached, come back. */
  lost(ends: readonly ((ok: boolean) => void)[]): void {
    this.#world.after(LOST_AFTER_MS, () => {
      for (const end of ends) end(false);
    });
  }

  #offerAt(at: number): void {
    this.#world.at(at + this.#world.chance.between(2, 500), () => this.#offer());
  }

  /** Gives every job that may run to some process with a free hand. */
  #offer(): void {
    for (const row of this.#open) {
      if (row.state !== 'waiting' || row.notBefore > this.#world.now || this.#busy.has(row.job.channelKey)) continue;
      const free = this.#workers.filter((worker) => worker.isFree);
      if (free.length === 0) {
        this.#offerAt(this.#world.now + 1_000);
        return;
      }
      row.state = 'active';
      row.fetched += 1;
      this.#busy.add(row.job.channelKey);
      const mine = row.fetched;
      this.#world.chance.pick(free).take(row.job, (ok) => {
        if (row.state === 'active' && row.fetched === mine) this.#end(row, ok);
      });
    }
  }

  #end(row: Row, ok: boolean): void {
    if (!this.#open.has(row)) return;
    this.#busy.delete(row.job.channelKey);
    this.#offerAt(this.#world.now);
    if (!ok && row.retries < RETRIES) {
      row.notBefore = this.#world.now + RETRY_MS * 2 ** row.retries;
      row.retries += 1;
      row.state = 'waiting';
      this.#offerAt(row.notBefore);
      return;
    }
    row.state = ok ? 'done' : 'dead';
    this.#open.delete(row);
  }
}
