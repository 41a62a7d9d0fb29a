import { createHash } from 'node:crypto';
import { type Chance, chanceOf } from '../../src/flows/simulation/chance.ts';
import { trapped } from './trap.ts';

interface Scheduled {
  readonly at: number;
  readonly seq: number;
  readonly run: () => void;
}

/**
 * The one clock, chance and timetable of a simulated run. Whatever happens, happens in `run`, one thing after the other in the
 * order of simulated time, so that a seed always gives the same trace.
 */
export class World {
  readonly chance: Chance;
  #now = 0;
  #seq = 0;
  #events = 0;
  readonly #heap: Scheduled[] = [];
  readonly #trace = createHash('sha256');
  readonly #lines: string[] | null;

  constructor(seed: number, options: { readonly keepTrace?: boolean } = {}) {
    this.chance = chanceOf(seed);
    this.#lines = options.keepTrace ? [] : null;
  }

  /** Milliseconds of the machine clock since the run began. */
  get now(): number {
    return this.#now;
  }

  /** How much was played. */
  get events(): number {
    return this.#events;
  }

  get trace(): readonly string[] {
    return this.#lines ?? [];
  }

  note(what: string): void {
    this.#trace.update(`${this.#now} ${what}\n`);
    this.#lines?.push(`${this.#now} ${what}`);
  }

  traceHash(): string {
    return this.#trace.copy().digest('hex').slice(0, 16);
  }

  /** True in so many cases of one. */
  happens(share: number): boolean {
    return this.chance.next() < share;
  }

  at(ms: number, run: () => void): void {
    const entry = { at: Math.max(ms, this.#now), seq: this.#seq++, run };
    const heap = this.#heap;
    let hole = heap.push(entry) - 1;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (isBefore(heap[parent] as Scheduled, entry)) break;
      heap[hole] = heap[parent] as Scheduled;
      hole = parent;
    }
    heap[hole] = entry;
  }

  after(ms: number, run: () => void): void {
    this.at(this.#now + ms, run);
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  /** Plays everything up to this instant, by this clock and this chance alone. */
  run(until: number): Promise<void> {
    return trapped(() => this.#run(until));
  }

  async #run(until: number): Promise<void> {
    for (;;) {
      const next = this.#heap[0];
      if (!next || next.at > until) break;
      this.#take();
      this.#now = next.at;
      this.#events += 1;
      next.run();
      // Every promise that this has settled is followed to its end before the next thing happens.
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#now = until;
  }

  #take(): void {
    const heap = this.#heap;
    const last = heap.pop() as Scheduled;
    if (heap.length === 0) return;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Scheduled, heap[child] as Scheduled)) child += 1;
      if (isBefore(last, heap[child] as Scheduled)) break;
      heap[hole] = heap[child] as Scheduled;
      hole = child;
    }
    heap[hole] = last;
  }
}

const isBefore = (a: Scheduled, b: Scheduled): boolean => a.at < b.at || (a.at === b.at && a.seq < b.seq);

/** What a process that died waits for: its work is never taken up again. */
export const never = <T>(): Promise<T> => new Promise<T>(() => {});
