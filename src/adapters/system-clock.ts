import type { Clock } from '../ports.ts';

/** The machine's clock: the only place that asks it. */
export const systemClock: Clock = { now: () => new Date() };

/** What a virtual clock stands at; whoever owns the clock keeps this between starts. */
export interface ClockSetting {
  /** The office's instant when the clock was set. */
  readonly base: Date;
  /** The machine's instant when the clock was set. */
  readonly setAt: Date;
  /** A frozen clock stays at its base. */
  readonly frozen: boolean;
}

/** An office clock that can be set: now = base + (machine − setAt), or the base alone while it is frozen. */
export class VirtualClock implements Clock {
  #setting: ClockSetting;
  readonly #machine: Clock;

  constructor(setting: ClockSetting, machine: Clock = systemClock) {
    this.#setting = setting;
    this.#machine = machine;
  }

  /** A clock that starts at an instant now. */
  static startingAt(base: Date, options: { frozen?: boolean; machine?: Clock } = {}): VirtualClock {
    const machine = options.machine ?? systemClock;
    return new VirtualClock({ base, setAt: machine.now(), frozen: options.frozen ?? false }, machine);
  }

  get setting(): ClockSetting {
    return this.#setting;
  }

  now(): Date {
    const { base, setAt, frozen } = this.#setting;
    return frozen ? new Date(base) : new Date(base.getTime() + this.#machine.now().getTime() - setAt.getTime());
  }

  /** Sets the clock to an instant. Returns the new setting, to be kept. */
  set(base: Date, frozen: boolean = this.#setting.frozen): ClockSetting {
    this.#setting = { base: new Date(base), setAt: this.#machine.now(), frozen };
    return this.#setting;
  }
}
