/** What simulated people mean to do, by instant; what is due at the same instant is done in the order it was planned. */
export class Agenda {
  readonly #plans: { at: Date; time: number; act: () => Promise<void> }[] = [];

  /** Adds a plan. */
  at(at: Date, act: () => Promise<void>): void {
    const time = at.getTime();
    let place = this.#plans.length;
    for (let from = 0; from < place; ) {
      const middle = (from + place) >> 1;
      if ((this.#plans[middle]?.time ?? 0) <= time) from = middle + 1;
      else place = middle;
    }
    this.#plans.splice(place, 0, { at, time, act });
  }

  /** The earliest plan, or null. */
  nextAt(): Date | null {
    return this.#plans[0]?.at ?? null;
  }

  /** Does everything planned up to `now`, including what that plans anew. */
  async act(now: Date): Promise<void> {
    while (this.#plans[0] && this.#plans[0].at <= now) await this.#plans.shift()?.act();
  }
}
