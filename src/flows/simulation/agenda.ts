/** What simulated people mean to do, by instant; what is due at the same instant is done in the order it was planned. */
export class Agenda {
  readonly #plans: { at: Date; order: number; act: () => Promise<void> }[] = [];
  #order = 0;

  /** Adds a plan. */
  at(at: Date, act: () => Promise<void>): void {
    const entry = { at, order: this.#order, act };
    this.#order += 1;
    const place = this.#plans.findLastIndex((other) => other.at <= at) + 1;
    this.#plans.splice(place, 0, entry);
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
