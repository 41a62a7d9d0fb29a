import type { Message } from '../../src/core/message/message.ts';
import type { Account, Platform } from '../../src/core/unit.ts';
import { DeliveryError } from '../../src/errors.ts';
import type { Messenger } from '../../src/ports.ts';
import type { FaultTable } from './fault-table.ts';
import type { World } from './world.ts';

/** The bot's own limit for one call; after it the answer is unknown. */
export const CALL_LIMIT_MS = 10_000;
/** A request that was given up may still be taken so long afterwards. */
const TAKEN_AFTER_MS = 1_900;

interface Taken {
  readonly platformId: string;
  readonly at: number;
  times: number;
}

/** A chat platform outside of every process: it goes on when one dies, and remembers what it took. */
export class FakePlatform {
  readonly name: Platform;
  readonly #world: World;
  readonly #canAsk: boolean;
  faults: FaultTable;
  readonly taken = new Map<string, Taken>();
  downUntil = 0;
  calls = 0;
  asked = 0;

  constructor(name: Platform, world: World, faults: FaultTable, options: { readonly canAsk: boolean }) {
    this.name = name;
    this.#world = world;
    this.faults = faults;
    this.#canAsk = options.canAsk;
  }

  /** The platform as one process sees it: `call` ends with the process. */
  messenger(): Messenger {
    return {
      send: (to, message, key) => this.#send(to, message, key),
      find: (_to, key) => this.#find(key),
    };
  }

  async #send(to: Account, _message: Message, key: string): Promise<{ platformId: string }> {
    const { chance } = this.#world;
    const { faults } = this;
    this.calls += 1;
    const fate = chance.next();
    const ms = chance.next() < 0.03 ? chance.between(2_000, 9_500) : chance.between(20, 300);
    if (this.#world.now < this.downUntil) return this.#fail(key, '503', 'later', ms);
    let share = faults.tooMany;
    if (fate < share) return this.#fail(key, '429', 'later', ms, chance.between(1, 30) * 1_000);
    share += faults.serverError;
    if (fate < share) {
      if (chance.next() < 0.5) this.#takeAfter(key, chance.between(1, ms));
      return this.#fail(key, '500', 'ambiguous', ms);
    }
    share += faults.silence;
    if (fate < share) {
      if (chance.next() < 0.6) this.#takeAfter(key, chance.between(1, CALL_LIMIT_MS + TAKEN_AFTER_MS));
      return this.#fail(key, 'timeout', 'ambiguous', CALL_LIMIT_MS);
    }
    share += faults.refused;
    if (fate < share) return this.#fail(key, `account_inactive ${to.address}`, 'never', ms);
    const takenAfter = Math.max(1, ms - chance.between(1, ms));
    this.#takeAfter(key, takenAfter);
    await this.#world.sleep(ms);
    return { platformId: this.#idOf(key) };
  }

  async #find(key: string): Promise<{ platformId: string } | 'absent' | 'cannot-ask'> {
    this.asked += 1;
    if (!this.#canAsk) return 'cannot-ask';
    const { chance } = this.#world;
    await this.#world.sleep(chance.between(20, 300));
    const fails = this.#world.now < this.downUntil || chance.next() < this.faults.serverError;
    if (fails) throw new DeliveryError(this.name, 'history-failed', chance.next() < 0.5 ? 'later' : 'ambiguous');
    const taken = this.taken.get(key);
    return taken ? { platformId: taken.platformId } : 'absent';
  }

  #takeAfter(key: string, ms: number): void {
    this.#world.after(ms, () => {
      const known = this.taken.get(key);
      this.#world.note(`${this.name} takes ${key}${known ? ' AGAIN' : ''}`);
      if (known) known.times += 1;
      else this.taken.set(key, { platformId: `${this.name}-${this.taken.size + 1}`, at: this.#world.now, times: 1 });
    });
  }

  #idOf(key: string): string {
    return this.taken.get(key)?.platformId ?? '';
  }

  async #fail(
    key: string,
    code: string,
    retry: DeliveryError['retry'],
    ms: number,
    retryAfterMs?: number,
  ): Promise<never> {
    await this.#world.sleep(ms);
    this.#world.note(`${this.name} ${code} ${key}`);
    throw new DeliveryError(this.name, code, retry, retryAfterMs === undefined ? {} : { retryAfterMs });
  }
}
