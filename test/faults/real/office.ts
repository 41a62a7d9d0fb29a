import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type Database, openDatabase } from '../../../src/adapters/database/open.ts';
import { type BossQueue, bossQueue } from '../../../src/adapters/queue/queue.ts';
import { systemClock } from '../../../src/adapters/system-clock.ts';
import type { PersonId } from '../../../src/core/ids.ts';
import { verifyChain } from '../../../src/core/ledger.ts';
import { zh } from '../../../src/core/message/zh.ts';
import { checkInvariants, wholeLedger } from '../../../src/flows/check-invariants.ts';
import type { Change, Stores } from '../../../src/ports.ts';
import { aPerson } from '../../support/builders.ts';
import * as rows from '../../support/stored-rows.ts';
import { type Cable, cableTo } from './cable.ts';
import { type RealPlatform, realPlatform } from './platform.ts';
import { type CrashableServer, crashableServer } from './server.ts';

const program = fileURLToPath(new URL('./bot.ts', import.meta.url));
/** What was once compiled is kept there, as main.ts does it: each start takes half the time. */
const compiled = fileURLToPath(new URL('../../../node_modules/.cache/duban', import.meta.url));
const silent = { info() {}, warn() {}, error() {} };
const PEOPLE = 200;
/** Messages that one commit makes due. */
const TOGETHER = 10;
export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** A process of the bot with its own lines to database and platform. It is started again whenever it ends. */
export class BotProcess {
  readonly database: Cable;
  readonly platform: Cable;
  readonly #env: Readonly<Record<string, string>>;
  readonly #folder = mkdtempSync(join(tmpdir(), 'duban-bot-'));
  #child: ChildProcess | null = null;
  #ending = false;
  kills = 0;
  starts = 0;
  /** How often it ended by itself. */
  deaths = 0;
  /** When it began to work, by the machine's clock; null while it is starting. */
  upSince: number | null = null;

  constructor(url: string, database: Cable, platform: Cable, more: Readonly<Record<string, string>>) {
    this.database = database;
    this.platform = platform;
    const own = {
      DATABASE_URL: url,
      DUBAN_DATA_DIR: this.#folder,
      NODE_COMPILE_CACHE: compiled,
      PLATFORM_URL: `http://127.0.0.1:${platform.port}`,
    };
    this.#env = { PATH: process.env.PATH ?? '', PORT: '0', DUBAN_MODE: 'live', ...own, ...more };
    this.#start();
  }

  /** Nothing is announced, nothing is put in order. */
  kill(): void {
    this.kills += 1;
    this.#child?.kill('SIGKILL');
  }

  /** Stands still, as under a debugger or on a machine that has no time for it. */
  freeze(): void {
    this.#child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#child?.kill('SIGCONT');
  }

  async end(): Promise<void> {
    this.#ending = true;
    const child = this.#child;
    const gone = new Promise<void>((resolve) => (child ? child.once('exit', () => resolve()) : resolve()));
    child?.kill('SIGCONT');
    child?.kill('SIGKILL');
    await gone;
    await Promise.all([this.database.close(), this.platform.close()]);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #start(): void {
    this.starts += 1;
    const child = spawn(process.execPath, [program], { env: this.#env, stdio: ['ignore', 'pipe', 'ignore'] });
    this.#child = child;
    child.stdout.on('data', () => {
      this.upSince ??= Date.now();
    });
    child.once('exit', (_code, signal) => {
      this.#child = null;
      this.upSince = null;
      if (signal === null) this.deaths += 1;
      if (!this.#ending) setTimeout(() => this.#ending || this.#start(), 100);
    });
  }
}

/** What came of a run. */
export interface Tally {
  readonly messages: number;
  readonly lost: number;
  readonly doubled: number;
  /** Handed to the clerk, because the platform did not take them in eight tries. */
  readonly handed: number;
  readonly falseReceipts: number;
  readonly waiting: number;
  readonly invariants: Readonly<Record<string, number>>;
  readonly chain: boolean;
}

/** A real database, a real platform over HTTP, processes of the bot, and somebody who makes messages due. */
export class RealOffice {
  readonly server: CrashableServer;
  readonly platform: RealPlatform;
  readonly bots: BotProcess[] = [];
  readonly #database: Database;
  readonly #queue: BossQueue;
  readonly #stores: Stores;
  readonly #people: readonly PersonId[];
  /** When each message was made due, by the machine's clock. */
  readonly dueAt = new Map<string, number>();
  #isEnding = false;

  private constructor(server: CrashableServer, platform: RealPlatform, database: Database, queue: BossQueue) {
    this.server = server;
    this.platform = platform;
    this.#database = database;
    this.#queue = queue;
    this.#stores = database.stores(queue.enqueue, systemClock);
    this.#people = Array.from({ length: PEOPLE }, () => rows.newId<PersonId>());
  }

  static async open(options: { seed: number; volume?: string }): Promise<RealOffice> {
    const server = await crashableServer(options.volume ?? null);
    const platform = await realPlatform(options.seed);
    const database = await openDatabase({ url: server.url, directory: '', log: silent });
    await database.claimMode('live');
    const queue = bossQueue(database.executor, { embedded: false, log: silent });
    await queue.prepare();
    const office = new RealOffice(server, platform, database, queue);
    await office.#setUp();
    return office;
  }

  async #setUp(): Promise<void> {
    const persons = this.#people.map((id, index) =>
      aPerson(id, { name: `联络员${index + 1}`, accounts: [{ platform: 'slack', address: id }] }),
    );
    const { units, roles, absences } = rows.directory;
    const known = new Set(rows.directory.persons.map((person) => person.id));
    const held = roles.filter((role) => known.has(role.personId));
    await this.#stores.commit({
      office: { ...rows.office, sweptUntil: null, rooms: { office: null, bulletin: null } },
      directory: { units, roles: held, absences, persons: [...rows.directory.persons, ...persons] },
    });
  }

  /** Starts processes, each with its own lines. `env` for each. */
  async start(...envs: readonly Readonly<Record<string, string>>[]): Promise<void> {
    const platformPort = Number(new URL(this.platform.url).port);
    for (const env of envs) {
      const lines = await Promise.all([cableTo(this.server.port), cableTo(platformPort)]);
      this.bots.push(new BotProcess(this.server.through(lines[0].port), ...lines, env));
    }
  }

  /** Makes messages due, so many a second; `meanwhile` is called now and then with how many there are. Survives a crash of the database. */
  async feed(count: number, perSecond: number): Promise<void> {
    const from = this.dueAt.size;
    const began = Date.now();
    for (let made = 0; made < count; made += TOGETHER) {
      const change = this.#messages(from + made, Math.min(TOGETHER, count - made));
      while (!(await this.#committed(change))) await pause(200);
      const ahead = began + ((made + TOGETHER) / perSecond) * 1_000 - Date.now();
      if (ahead > 0) await pause(ahead);
    }
  }

  #messages(first: number, count: number): Change {
    const now = new Date();
    const made = Array.from({ length: count }, (_, index) => {
      const number = first + index;
      const personId = this.#people[number % PEOPLE] as PersonId;
      const notice = rows.storedNotice(null, {
        dueOn: null,
        kind: 'answer',
        round: `message ${number}`,
        recipient: { personId },
        manner: 'now',
        message: { lines: [{ text: `第${number + 1}条` }] },
        createdAt: now,
      });
      const delivery = rows.storedDelivery([notice.id], {
        kind: 'notice',
        key: `message ${number}`,
        personId,
        unitId: null,
        channel: 'slack',
        address: personId,
        day: null,
        dueAt: now,
      });
      return { notice, delivery };
    });
    for (const { delivery } of made) this.dueAt.set(delivery.key, now.getTime());
    return {
      notices: made.map(({ notice }) => notice),
      deliveries: made.map(({ delivery }) => delivery),
      events: [{ taskId: null, at: now, actor: { personId: null, via: 'clock' }, type: 'sweep-released' }],
    };
  }

  /** Unanswered it may have been committed all the same: the same rows again change nothing then. */
  async #committed(change: Change): Promise<boolean> {
    try {
      await this.#stores.commit(change);
      return true;
    } catch {
      return this.#isEnding;
    }
  }

  /** How many deliveries are in which state. */
  async states(): Promise<Readonly<Record<string, number>>> {
    const client = new pg.Client({ connectionString: this.server.url });
    client.on('error', () => {});
    await client.connect();
    try {
      const text = "SELECT state, count(*)::int AS n FROM deliveries WHERE channel = 'slack' GROUP BY state";
      const { rows: found } = await client.query<{ state: string; n: number }>(text);
      return Object.fromEntries(found.map(({ state, n }) => [state, n]));
    } finally {
      await client.end();
    }
  }

  /** Resolves when nothing waits any more, or the time is over. Milliseconds it took. */
  async drained(limitMs: number): Promise<number> {
    const began = Date.now();
    while (Date.now() - began < limitMs) {
      const { sent = 0, failed = 0 } = await this.states().catch((): Record<string, number> => ({}));
      if (sent + failed >= this.dueAt.size) break;
      await pause(250);
    }
    return Date.now() - began;
  }

  /** Compares what the platform took with what the rows say. */
  async judge(): Promise<Tally> {
    const deliveries = (await this.#stores.deliveries({})).filter((one) => one.key.startsWith('message '));
    const onPlatform = deliveries.filter((one) => one.channel === 'slack');
    const byKey = new Map(onPlatform.map((one) => [one.key, one]));
    const { taken } = this.platform;
    const isGone = (key: string): boolean => !taken.has(key) && byKey.get(key)?.state !== 'failed';
    const deps = { stores: this.#stores, clock: systemClock, ids: { next: rows.newId }, texts: zh, log: silent };
    const ledger = await wholeLedger(deps);
    return {
      messages: this.dueAt.size,
      lost: [...this.dueAt.keys()].filter(isGone).length,
      doubled: [...taken.values()].filter(({ at }) => at.length > 1).length,
      handed: onPlatform.filter((one) => one.state === 'failed').length,
      falseReceipts: onPlatform.filter((one) => one.state === 'sent' && !taken.has(one.key)).length,
      waiting: onPlatform.filter((one) => one.state !== 'sent' && one.state !== 'failed').length,
      invariants: { ...(await checkInvariants(deps)) },
      chain: verifyChain(ledger).ok,
    };
  }

  /** From due to handed over, in milliseconds, least first. */
  lateness(): readonly number[] {
    const all = [...this.platform.taken].map(([key, { at }]) => (at[0] ?? 0) - (this.dueAt.get(key) ?? 0));
    return all.sort((a, b) => a - b);
  }

  async close(): Promise<void> {
    this.#isEnding = true;
    await Promise.all(this.bots.map((bot) => bot.end()));
    await this.#queue.stop().catch(() => {});
    await this.#database.close().catch(() => {});
    await this.platform.close();
    await this.server.stop();
  }
}

/** A file by which libfaketime moves a process's clock while it runs. */
export function movableClock(library: string): { env: Readonly<Record<string, string>>; set(offset: string): void } {
  const file = join(mkdtempSync(join(tmpdir(), 'duban-clock-')), 'offset');
  writeFileSync(file, '+0');
  return {
    env: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
    set: (offset) => writeFileSync(file, offset),
  };
}

/** The value below which a share of a sorted list lies. */
export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
