import type { Message } from '../../src/core/message/message.ts';
import type { Account, Platform } from '../../src/core/unit.ts';
import { DeliveryError } from '../../src/errors.ts';
import type { Messenger } from '../../src/ports.ts';
import { calm, type FaultTable } from './fault-table.ts';
import type { World } from './world.ts';

/** The bot's own limit for one call; after it the answer is unknown. */
export const CALL_LIMIT_MS = 10_000;
/** A request that was given up may still be taken so long afterwards. */
const TAKEN_AFTER_MS = 1_900;
/** As the adapter says when the app is shut out. */
const SHUT_OUT_RETRY_MS = 5 * 60_000;

/** What was taken under one key: the words as they reached the person, and when. */
export interface Taken {
  readonly platformId: string;
  readonly at: number;
  readonly to: string;
  readonly message: Message;
  times: number;
}

/** What the bot throws over a poisoned message: a fault of its own, not of the platform. */
export const POISON = 'The message breaks its sender';

/** A chat platform outside of every process: it goes on when one dies, and remembers what it took. */
export class FakePlatform {
  readonly name: Platform;
  readonly #world: World;
  readonly #canAsk: boolean;
  faults: FaultTable;
  readonly taken = new Map<string, Taken>();
  /** Keys of messages that break whoever sends them. */
  readonly poisoned = new Set<string>();
  readonly #met = new Set<string>();
  /** Told of each message in the moment in which it reaches the person. */
  onTaken: (key: string) => void = () => {};
  downUntil = 0;
  shutOutUntil = 0;
  /** Tokens before this one are revoked. */
  validToken = 1;
  /** Accounts that are gone, and until when. */
  readonly gone = new Map<string, number>();
  calls = 0;
  asked = 0;

  constructor(name: Platform, world: World, faults: FaultTable, options: { readonly canAsk: boolean }) {
    this.name = name;
    this.#world = world;
    this.faults = faults;
    this.#canAsk = options.canAsk;
  }

  /** The platform as one process sees it: `call` ends with the process. It shows the token that it was started with. */
  messenger(token: number): Messenger {
    return {
      send: (to, message, key) => (token < this.validToken ? this.#shutOut(key) : this.#send(to, message, key)),
      find: (_to, key) => (token < this.validToken ? this.#shutOut(key) : this.#find(key)),
    };
  }

  #shutOut(key: string, ms = 50): Promise<never> {
    return this.#fail(key, 'token_revoked', 'later', ms, { retryAfterMs: SHUT_OUT_RETRY_MS, about: 'connection' });
  }

  /** Nothing goes wrong any more. */
  calmDown(): void {
    this.faults = calm;
    this.downUntil = 0;
    this.shutOutUntil = 0;
  }

  async #send(to: Account, message: Message, key: string): Promise<{ platformId: string }> {
    const { chance } = this.#world;
    const { faults } = this;
    this.calls += 1;
    if (!this.#met.has(key) && this.#world.happens(faults.poison)) this.poisoned.add(key);
    this.#met.add(key);
    if (this.poisoned.has(key)) throw new TypeError(POISON);
    const fate = chance.next();
    const ms = chance.next() < 0.03 ? chance.between(2_000, 9_500) : chance.between(20, 300);
    if (this.#world.now < this.downUntil) return this.#fail(key, '503', 'later', ms);
    if (this.#world.now < this.shutOutUntil) return this.#shutOut(key, ms);
    if (this.#world.now < (this.gone.get(to.address) ?? 0))
      return this.#fail(key, 'user_deactivated', 'never', ms, { about: 'account' });
    let share = faults.tooMany;
    if (fate < share) return this.#fail(key, '429', 'later', ms, { retryAfterMs: chance.between(1, 30) * 1_000 });
    share += faults.serverError;
    if (fate < share) {
      if (chance.next() < 0.5) this.#takeAfter(to, message, key, chance.between(1, ms));
      return this.#fail(key, '500', 'ambiguous', ms);
    }
    share += faults.silence;
    if (fate < share) {
      if (chance.next() < 0.6) this.#takeAfter(to, message, key, chance.between(1, CALL_LIMIT_MS + TAKEN_AFTER_MS));
      return this.#fail(key, 'timeout', 'ambiguous', CALL_LIMIT_MS);
    }
    share += faults.refused;
    if (fate < share) return this.#fail(key, `account_inactive ${to.address}`, 'never', ms);
    const takenAfter = Math.max(1, ms - chance.between(1, ms));
    this.#takeAfter(to, message, key, takenAfter);
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

  #takeAfter(to: Account, message: Message, key: string, ms: number): void {
    this.#world.after(ms, () => {
      const known = this.taken.get(key);
      this.#world.note(`${this.name} takes ${key}${known ? ' AGAIN' : ''}`);
      if (known) known.times += 1;
      else {
        const platformId = `${this.name}-${this.taken.size + 1}`;
        this.onTaken(key);
        this.taken.set(key, { platformId, at: this.#world.now, to: to.address, message, times: 1 });
      }
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
    more: { retryAfterMs?: number; about?: 'account' | 'connection' } = {},
  ): Promise<never> {
    await this.#world.sleep(ms);
    this.#world.note(`${this.name} ${code} ${key}`);
    throw new DeliveryError(this.name, code, retry, more);
  }
}
