import type { PersonId, TaskId } from '../../src/core/ids.ts';
import type { Command, Message } from '../../src/core/message/message.ts';
import { zh } from '../../src/core/message/zh.ts';
import { DeliveryError } from '../../src/errors.ts';
import { deliver, type Recovery } from '../../src/flows/deliver.ts';
import { handleCommand } from '../../src/flows/handle-command.ts';
import { handleReply } from '../../src/flows/handle-reply.ts';
import type { Deps } from '../../src/flows/scene.ts';
import { sweep } from '../../src/flows/sweep.ts';
import type { DeliveryJob, Ids, InboundEvent, JobQueue, Messenger, Stores } from '../../src/ports.ts';
import type { FaultTable } from './fault-table.ts';
import { CALL_LIMIT_MS, type FakePlatform, POISON } from './platform.ts';
import { STORE_WRITES } from './restorable.ts';
import type { SharedQueue, Worker } from './shared-queue.ts';
import { never, type World } from './world.ts';

/** A bot that is made worse on purpose, to see that the judge notices. */
export type Sabotage =
  | 'no-asking'
  | 'no-fence'
  | 'mark-first'
  | 'no-coming-back'
  | 'no-second-look'
  | 'talks-of-others';

/** What outlives every process. */
export interface Shared {
  readonly world: World;
  readonly stores: Stores;
  readonly queue: SharedQueue;
  readonly platforms: readonly FakePlatform[];
  readonly ids: Ids;
  readonly officeNow: () => Date;
  readonly sabotage: Sabotage | null;
  faults: FaultTable;
  databaseAwayUntil: number;
  /** Counts every port call of every process; the crash-point run dies at one of them. */
  calls: number;
  /** The name of each call that writes, and its number among all calls. */
  readonly effects: string[];
  crashAt: { readonly call: number; readonly when: 'before' | 'after' } | null;
  /** No process runs until then: a power cut. */
  offUntil: number;
  /** Set once yesterday's rows were put back. */
  recovery: Recovery | null;
  /** The platforms' token as it stands in the environment: whoever starts takes it from there. */
  token: number;
  readonly tally: {
    crashes: number;
    storeErrors: number;
    stalls: number;
    partitions: number;
    bugs: Map<string, number>;
  };
}

/** What one process cannot reach: nothing arrives, or what it asks arrives and no answer comes back. */
export interface Cut {
  readonly from: 'database' | 'platform';
  readonly isHalfOpen: boolean;
  readonly until: number;
}

/** What a person typed or pressed, as it lies in the stored input. */
export type Said =
  | { readonly kind: 'say'; readonly text: string; readonly taskId: TaskId | null }
  | { readonly kind: 'act'; readonly command: Command; readonly fields: Readonly<Record<string, string>> };

type ReplicaDeps = Deps & { readonly queue: JobQueue; readonly messengers: Record<string, Messenger> };

const silent = { info() {}, warn() {}, error() {} };
const WORKERS = 4;
const RESTART_MS = 3_000;
/** A statement that is not answered is given up after so long. */
const STATEMENT_LIMIT_MS = 30_000;
/** Calls that only read: mostly as fast as nothing. */
const READS = /^(?:task|tasks|office|officeTimes|directory|plans|items|notices|reportsOf|noticesOf|petition|delivery)$/;
/** Calls that commit something: a crash elsewhere is a crash after the one before. */
const WRITES: ReadonlySet<string> = new Set([...STORE_WRITES, 'enqueue']);

/** One process of the bot: flows over the shared stores. It can stand still, lose an answer, and die at any port call. */
export class Replica implements Worker {
  readonly name: string;
  readonly #shared: Shared;
  /** Raised by each death: what belonged to an earlier life is never taken up. */
  #life = 0;
  readonly #running = new Set<(ok: boolean) => void>();
  #ticking = false;
  #up: ReplicaDeps | null = null;
  #cut: Cut | null = null;
  #token = 1;
  /** By so much its clock differs from the database's, in milliseconds. */
  readonly #skew: number;

  constructor(name: string, shared: Shared) {
    this.name = name;
    this.#shared = shared;
    const { clockSkewMs } = shared.faults;
    this.#skew = clockSkewMs === 0 ? 0 : shared.world.chance.between(-clockSkewMs, clockSkewMs);
  }

  /** It cannot reach the database or the platform for a while. Who is cut off from the database misses its heartbeats. */
  cutOff(cut: Cut): void {
    this.#cut = cut;
    this.#shared.tally.partitions += 1;
    this.#shared.world.note(`${this.name} cut off from the ${cut.from}${cut.isHalfOpen ? ', half open' : ''}`);
    if (cut.from === 'database') this.#shared.queue.lost([...this.#running]);
  }

  reconnect(): void {
    this.#cut = null;
  }

  /** Nothing is announced, nothing is put in order. */
  powerOff(): void {
    if (this.isUp) void this.#die('power', 'cut');
  }

  #isCutFrom(what: Cut['from']): boolean {
    return this.#cut?.from === what && this.#shared.world.now < this.#cut.until;
  }

  start(): void {
    const life = this.#life;
    const { world, offUntil } = this.#shared;
    if (world.now < offUntil) {
      world.at(offUntil, () => this.start());
      return;
    }
    this.#token = this.#shared.token;
    const deps = this.#deps(life);
    this.#up = deps;
    void this.#answerUnhandled(deps).catch(() => {});
    world.after(world.chance.between(1, 60_000), () => this.#tick(life, deps));
  }

  /** The platform hands over an input. Resolves true when it is acknowledged, that is: durable. Never, when the process died. */
  async hear(event: InboundEvent): Promise<boolean> {
    const deps = this.#deps(this.#life);
    const isNew = await deps.stores.receive(event);
    if (isNew) this.#shared.world.after(1, () => void this.#answer(deps, event).catch((error) => this.#broke(error)));
    return true;
  }

  #deps(life: number): ReplicaDeps {
    const { officeNow, ids, platforms, queue } = this.#shared;
    const call = <T>(name: string, act: () => Promise<T>) => this.#call(life, name, act);
    const stores = new Proxy(this.#shared.stores, {
      get: (target, name: string) => {
        const method = target[name as keyof Stores] as (...given: unknown[]) => Promise<unknown>;
        const { sabotage } = this.#shared;
        if (sabotage === 'no-fence' && name === 'stillMine') return async () => true;
        if (sabotage === 'no-coming-back' && name === 'releaseDue') return async () => 0;
        if (sabotage === 'no-second-look' && name === 'unhandled') return async () => [];
        return (...given: unknown[]) => call(name, () => method(...given));
      },
    });
    const jobs: JobQueue = {
      enqueue: (more) =>
        this.#shared.sabotage === 'no-coming-back'
          ? Promise.resolve()
          : call('enqueue', async () => queue.enqueue(more)),
      start: async () => {},
      drain: async () => {},
      stop: async () => {},
    };
    const messengers = Object.fromEntries(
      platforms.map((platform) => {
        const outside = platform.messenger(this.#token);
        const messenger: Messenger = {
          send: (to, message, key) => this.#sendSabotaged(life, outside, to, message, key),
          find: (to, key, since) =>
            this.#shared.sabotage === 'no-asking'
              ? Promise.resolve('absent')
              : this.#outside(life, 'find', () => outside.find(to, key, since)),
        };
        return [platform.name, messenger];
      }),
    );
    const now = (): Date => new Date(officeNow().getTime() + this.#skew);
    return { stores, clock: { now }, ids, texts: zh, log: silent, queue: jobs, messengers };
  }

  #sendSabotaged(life: number, outside: Messenger, ...[to, message, key]: Parameters<Messenger['send']>) {
    const { sabotage } = this.#shared;
    const send = (words: Message) => this.#outside(life, 'send', () => outside.send(to, words, key));
    switch (sabotage) {
      case 'mark-first':
        return Promise.resolve({ platformId: '' }).finally(() => void outside.send(to, message, key).catch(() => {}));
      case 'talks-of-others':
        return send({ ...message, lines: [...message.lines, { text: '另见 26-3-1、26-5-1' }] });
      default:
        return send(message);
    }
  }

  /** A call to the database: it may be slow, lose its answer, or be the last thing that this process does. */
  async #call<T>(life: number, name: string, act: () => Promise<T>): Promise<T> {
    const { world, tally } = this.#shared;
    if (life !== this.#life) return never();
    const number = ++this.#shared.calls;
    const { faults, crashAt } = this.#shared;
    if (crashAt?.call === number && crashAt.when === 'before') return this.#die(name, 'before');
    const reads = READS.test(name);
    if (WRITES.has(name)) this.#shared.effects.push(`${name} ${number}`);
    if (!reads || world.happens(0.15)) await world.sleep(this.#latency());
    if (life !== this.#life) return never();
    if (world.now < this.#shared.databaseAwayUntil) throw new Error('The database is away');
    if (this.#isCutFrom('database')) {
      if (this.#cut?.isHalfOpen) await act();
      await world.sleep(STATEMENT_LIMIT_MS);
      if (life !== this.#life) return never();
      throw new Error('The database is away');
    }
    if (!reads && world.happens(faults.crash / 2)) return this.#die(name, 'before');
    if (!reads && world.happens(faults.storeError / 2)) {
      tally.storeErrors += 1;
      world.note(`${this.name} ${name} never arrives`);
      throw new Error('The connection broke before');
    }
    const answer = await act();
    if (!reads) world.note(`${this.name} ${name}`);
    if (crashAt?.call === number && crashAt.when === 'after') return this.#die(name, 'after');
    if (reads) return answer;
    if (world.happens(faults.crash / 2)) return this.#die(name, 'after');
    if (world.happens(faults.storeError / 2)) {
      tally.storeErrors += 1;
      world.note(`${this.name} ${name} answer lost`);
      throw new Error('The connection broke afterwards');
    }
    await world.sleep(this.#latency());
    return life === this.#life ? answer : never();
  }

  /** A call to the platform: the request goes on even when the process that made it dies. */
  async #outside<T>(life: number, name: string, act: () => Promise<T>): Promise<T> {
    const { world } = this.#shared;
    if (life !== this.#life) return never();
    const number = ++this.#shared.calls;
    const { faults, crashAt } = this.#shared;
    this.#shared.effects.push(`${name} ${number}`);
    if (crashAt?.call === number && crashAt.when === 'before') return this.#die(name, 'before');
    if (world.happens(faults.crash)) return this.#die(name, 'before');
    if (this.#isCutFrom('platform')) {
      if (this.#cut?.isHalfOpen) act().catch(() => {});
      await world.sleep(CALL_LIMIT_MS);
      if (life !== this.#life) return never();
      throw new DeliveryError('slack', 'timeout', 'ambiguous');
    }
    const answer = act();
    if (world.happens(faults.crash)) {
      answer.catch(() => {});
      return this.#die(name, 'meanwhile');
    }
    try {
      const said = await answer;
      if (life !== this.#life) return never();
      if (crashAt?.call === number && crashAt.when === 'after') return this.#die(name, 'after');
      if (world.happens(faults.crash)) return this.#die(name, 'after');
      return said;
    } catch (error) {
      if (life !== this.#life) return never();
      throw error;
    }
  }

  #latency(): number {
    const { world, faults, tally } = this.#shared;
    if (world.happens(faults.stall)) {
      tally.stalls += 1;
      const ms = world.happens(0.3) ? world.chance.between(15_000, 120_000) : world.chance.between(1_000, 15_000);
      // Who stands still for long misses its heartbeats: others get its jobs.
      if (ms > 15_000) this.#shared.queue.lost([...this.#running]);
      return ms;
    }
    return world.happens(0.05) ? world.chance.between(30, 400) : world.chance.between(1, 6);
  }

  #die<T>(at: string, when: string): Promise<T> {
    const { world, queue, tally } = this.#shared;
    world.note(`${this.name} DIES ${when} ${at}`);
    tally.crashes += 1;
    this.#life += 1;
    queue.lost([...this.#running]);
    this.#running.clear();
    this.#ticking = false;
    this.#up = null;
    world.at(Math.max(world.now + RESTART_MS, this.#shared.offUntil), () => this.start());
    return never();
  }

  get isUp(): boolean {
    return this.#up !== null;
  }

  get isFree(): boolean {
    const { world, databaseAwayUntil } = this.#shared;
    return this.isUp && this.#running.size < WORKERS && world.now >= databaseAwayUntil && !this.#isCutFrom('database');
  }

  take(job: DeliveryJob, end: (ok: boolean) => void): void {
    const deps = this.#up;
    if (!deps) return;
    const life = this.#life;
    this.#running.add(end);
    const ended = (ok: boolean): void => {
      if (life !== this.#life) return;
      this.#running.delete(end);
      // What cannot be written down is found by its missing heartbeat.
      const isAway = this.#shared.world.now < this.#shared.databaseAwayUntil || this.#isCutFrom('database');
      if (isAway) this.#shared.queue.lost([end]);
      else end(ok);
    };
    deliver(job.deliveryId, { ...deps, recovery: this.#shared.recovery }, job.again).then(
      () => ended(true),
      (error) => {
        this.#broke(error);
        ended(false);
      },
    );
  }

  #tick(life: number, deps: ReplicaDeps): void {
    if (life !== this.#life || this.#ticking) return;
    this.#ticking = true;
    const { world } = this.#shared;
    const swept = async () => {
      await sweep(deps);
      await this.#answerUnhandled(deps);
    };
    const next = (): void => {
      if (life !== this.#life) return;
      this.#ticking = false;
      void this.#untilNextTick().then((ms) => world.after(ms, () => this.#tick(life, deps)));
    };
    swept().then(next, (error) => {
      this.#broke(error);
      next();
    });
  }

  /** Minutes in which nothing can be due are left out; they cost one statement each and change nothing. */
  async #untilNextTick(): Promise<number> {
    const { stores, officeNow, queue } = this.#shared;
    const underWay = await stores.deliveries({ state: ['queued', 'sending', 'unknown'], dueBefore: officeNow() });
    if (!queue.isIdle || underWay.some((delivery) => delivery.channel !== 'offline')) return 60_000;
    if ((await stores.unhandled(1)).length > 0) return 60_000;
    const next = await stores.nextDueAt();
    const ms = next === null ? HOURS : next.getTime() - officeNow().getTime();
    return Math.max(60_000, Math.min(Math.ceil(ms / 60_000) * 60_000, 3 * HOURS));
  }

  async #answerUnhandled(deps: ReplicaDeps): Promise<void> {
    for (const event of await deps.stores.unhandled(100)) await this.#answer(deps, event);
  }

  async #answer(deps: ReplicaDeps, event: InboundEvent): Promise<void> {
    const said = JSON.parse(event.body || 'null') as Said | null;
    const by = event.personId as PersonId;
    const key = { platform: event.platform, key: event.key };
    if (said === null) return;
    if (said.kind === 'say') {
      const { text, taskId } = said;
      await handleReply(deps, { by, via: 'local', text, key, taskId, madeAt: event.receivedAt });
    } else {
      const { command, fields } = said;
      await handleCommand(deps, { by, via: 'local', command, fields, key, at: event.receivedAt, held: null });
    }
  }

  #broke(error: unknown): void {
    const what = error instanceof Error ? error.message : String(error);
    if (/^The (?:connection broke|database is away)/.test(what) || what === POISON) return;
    const { bugs } = this.#shared.tally;
    this.#shared.world.note(`${this.name} BROKE ${what}`);
    bugs.set(what, (bugs.get(what) ?? 0) + 1);
  }
}

const HOURS = 3_600_000;
