/** Inputs of one person in a minute: a clerk who records the calls of a whole morning stays far below. */
export const INPUTS_A_MINUTE = 60;

const MINUTE_MS = 60_000;

/** `first-too-many`: the person is told once a minute that nothing more is taken. */
export type Admission = 'admitted' | 'first-too-many' | 'too-many';

/**
 * Bounds what one person sends in a minute, so that one who floods (or whose account was taken over) keeps nobody else waiting. What is
 * beyond it is not stored, and the person is told so.
 */
export class InboundLimit {
  readonly #perMinute: number;
  #minute = -1;
  readonly #counts = new Map<string, number>();

  constructor(perMinute = INPUTS_A_MINUTE) {
    this.#perMinute = perMinute;
  }

  /** Counts one input of this person at this instant. */
  admit(person: string, now: Date): Admission {
    const minute = Math.floor(now.getTime() / MINUTE_MS);
    if (minute !== this.#minute) this.#counts.clear();
    this.#minute = minute;
    const count = (this.#counts.get(person) ?? 0) + 1;
    this.#counts.set(person, count);
    if (count <= this.#perMinute) return 'admitted';
    return count === this.#perMinute + 1 ? 'first-too-many' : 'too-many';
  }
}
