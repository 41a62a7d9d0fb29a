interface Entry {
  readonly at: number;
  readonly id: string;
}

const before = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.id < b.id);

/**
 * Ids by the instant at which they are due. An entry that no longer holds (the row has moved on) is dropped when it is met,
 * so that moving a row costs one push.
 */
export class DueHeap {
  readonly #entries: Entry[] = [];
  readonly #dueAt: (id: string) => Date | null;

  /** `dueAt` tells when an id is due as its row stands now; null for never. */
  constructor(dueAt: (id: string) => Date | null) {
    this.#dueAt = dueAt;
  }

  push(id: string, at: Date): void {
    const entries = this.#entries;
    const entry = { at: at.getTime(), id };
    let hole = entries.length;
    entries.push(entry);
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const above = entries[parent] as Entry;
      if (!before(entry, above)) break;
      entries[hole] = above;
      hole = parent;
    }
    entries[hole] = entry;
  }

  /** The earliest instant, after that one if given, in milliseconds; infinity when nothing is ever due. */
  earliest(after?: Date): number {
    const from = after?.getTime() ?? Number.NEGATIVE_INFINITY;
    const met: Entry[] = [];
    for (let top = this.#pop(); top; top = this.#pop()) {
      met.push(top);
      if (top.at > from) break;
    }
    for (const entry of met) this.push(entry.id, new Date(entry.at));
    const last = met.at(-1);
    return last && last.at > from ? last.at : Number.POSITIVE_INFINITY;
  }

  /** Up to `limit` ids due in [from, to], earliest first. They stay until their rows move. */
  due(from: Date | null, to: Date, limit: number): string[] {
    const met: Entry[] = [];
    const due: string[] = [];
    const start = from?.getTime() ?? Number.NEGATIVE_INFINITY;
    while (due.length < limit && (this.#entries[0]?.at ?? Number.POSITIVE_INFINITY) <= to.getTime()) {
      const entry = this.#pop();
      if (!entry) break;
      met.push(entry);
      if (start <= entry.at && entry.at <= to.getTime()) due.push(entry.id);
    }
    for (const entry of met) this.push(entry.id, new Date(entry.at));
    return due;
  }

  /** Takes the first entry that still holds, and its repetitions. */
  #pop(): Entry | undefined {
    for (;;) {
      const top = this.#take();
      if (!top) return undefined;
      if (this.#dueAt(top.id)?.getTime() !== top.at) continue;
      while (this.#entries[0]?.at === top.at && this.#entries[0].id === top.id) this.#take();
      return top;
    }
  }

  #take(): Entry | undefined {
    const entries = this.#entries;
    const top = entries[0];
    const last = entries.pop();
    if (!top || !last || entries.length === 0) return top;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= entries.length) break;
      const right = entries[child + 1];
      if (right && before(right, entries[child] as Entry)) child += 1;
      const below = entries[child] as Entry;
      if (!before(below, last)) break;
      entries[hole] = below;
      hole = child;
    }
    entries[hole] = last;
    return top;
  }
}
