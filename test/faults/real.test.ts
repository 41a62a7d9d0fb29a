import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/adapters/database/open.ts';
import { bossQueue } from '../../src/adapters/queue/queue.ts';
import { systemClock } from '../../src/adapters/system-clock.ts';
import type { PersonId } from '../../src/core/ids.ts';
import { verifyChain } from '../../src/core/ledger.ts';
import { zh } from '../../src/core/message/zh.ts';
import { checkInvariants, wholeLedger } from '../../src/flows/check-invariants.ts';
import { aPerson } from '../support/builders.ts';
import { nothingBroken } from '../support/office.ts';
import { hasServer, startServer, type TestServer } from '../support/postgres.ts';
import * as rows from '../support/stored-rows.ts';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
/** The program of each process. The second may be another release's: SOAK_OTHER_MAIN=/path/to/its/src/main.ts. */
const mains = [main, process.env.SOAK_OTHER_MAIN ?? main];
const silent = { info() {}, warn() {}, error() {} };
/** How much is played: the short run of every test, or what `npm run soak` asks for. */
const messages = Number(process.env.SOAK_MESSAGES ?? 150);
const kills = Number(process.env.SOAK_KILLS ?? 3);
const people = Array.from({ length: 20 }, () => rows.newId<PersonId>());
const limitMs = 120_000 + messages * 60;

/** Two processes of the bot on one server; each is started again when it is killed. */
class Processes {
  readonly #children: (ChildProcess | null)[] = [null, null];
  readonly #dirs = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'duban-real-')));
  readonly #url: string;
  #ending = false;

  constructor(url: string) {
    this.#url = url;
    for (const index of [0, 1]) this.#start(index);
  }

  /** Nothing is announced, nothing is put in order: as with a power cut. */
  kill(index: number): void {
    this.#children[index]?.kill('SIGKILL');
  }

  async end(): Promise<void> {
    this.#ending = true;
    const ended = this.#children.map(
      (child) => new Promise<void>((resolve) => (child ? child.once('exit', () => resolve()) : resolve())),
    );
    for (const child of this.#children) child?.kill('SIGTERM');
    await Promise.all(ended);
    for (const dir of this.#dirs) rmSync(dir, { recursive: true, force: true });
  }

  #start(index: number): void {
    const env = { PATH: process.env.PATH, PORT: '0', DUBAN_MODE: 'live', LOG_LEVEL: 'silent' };
    const own = { DATABASE_URL: this.#url, DUBAN_DATA_DIR: this.#dirs[index] as string };
    const child = spawn(process.execPath, [mains[index] as string], { env: { ...env, ...own }, stdio: 'ignore' });
    this.#children[index] = child;
    child.once('exit', () => {
      if (!this.#ending) this.#start(index);
    });
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

// It waits for real leases for over a minute: `npm run soak` plays it, a plain run says by name that it did not.
describe.skipIf(!hasServer || process.env.SOAK_MESSAGES === undefined)(
  'two processes on one PostgreSQL server (npm run soak)',
  () => {
    let server: TestServer;
    let database: Database;
    let url: string;

    beforeAll(async () => {
      server = await startServer();
      url = await server.freshDatabase();
      database = await openDatabase({ url, directory: '', log: silent });
      await database.claimMode('live');
    });
    afterAll(async () => {
      await database?.close();
      await server?.stop();
    });

    it(
      `hand over each of ${messages} messages once though ${kills} of them are killed`,
      async () => {
        const queue = bossQueue(database.executor, { embedded: false, log: silent });
        await queue.prepare();
        const stores = database.stores(queue.enqueue, systemClock);
        const persons = people.map((id, index) =>
          aPerson(id, { name: `联络员${index + 1}`, accounts: [{ platform: 'local', address: id }] }),
        );
        const { units, roles, absences } = rows.directory;
        const known = new Set(rows.directory.persons.map((person) => person.id));
        const held = roles.filter((role) => known.has(role.personId));
        await stores.commit({
          office: { ...rows.office, sweptUntil: null },
          directory: { units, roles: held, absences, persons: [...rows.directory.persons, ...persons] },
        });
        const processes = new Processes(url);
        const killedAt: number[] = [];
        try {
          await pause(2_500);
          const killEvery = Math.max(1, Math.floor(messages / (kills + 1)));
          for (let made = 0; made < messages; made += 1) {
            const personId = people[made % people.length] as PersonId;
            const now = new Date();
            const notice = rows.storedNotice(null, {
              dueOn: null,
              kind: 'answer',
              round: `message ${made}`,
              recipient: { personId },
              manner: 'now',
              message: { lines: [{ text: `第${made + 1}条` }] },
              createdAt: now,
            });
            const delivery = rows.storedDelivery([notice.id], {
              kind: 'notice',
              key: `message ${made}`,
              personId,
              unitId: null,
              address: personId,
              day: null,
              dueAt: now,
            });
            await stores.commit({
              notices: [notice],
              deliveries: [delivery],
              events: [{ taskId: null, at: now, actor: { personId: null, via: 'clock' }, type: 'sweep-released' }],
            });
            if (killedAt.length < kills && made % killEvery === killEvery - 1) {
              processes.kill(killedAt.length % 2);
              killedAt.push(Date.now());
            }
            await pause(10);
          }
          const waiting = async () =>
            (await stores.deliveries({ state: ['queued', 'sending', 'unknown'] })).filter(
              (one) => one.channel === 'local',
            );
          const deadline = Date.now() + limitMs;
          while ((await waiting()).length > 0 && Date.now() < deadline) await pause(250);
          console.info(
            `${messages} messages, ${killedAt.length} kills, ${Date.now() - (killedAt.at(-1) ?? Date.now())} ms from the last kill till all had left`,
          );

          expect(await waiting()).toEqual([]);
        } finally {
          await processes.end();
          await queue.stop();
        }

        const said = await Promise.all(people.map((id) => database.localMessages.since(id, 0, 100_000)));
        const keys = said.flat().map((message) => message.key);
        expect(keys).toHaveLength(messages);
        expect(new Set(keys).size).toBe(messages);
        const deliveries = await stores.deliveries({});
        expect(deliveries.filter((one) => one.state === 'sent')).toHaveLength(messages);
        const deps = { stores, clock: systemClock, ids: { next: rows.newId }, texts: zh, log: silent };
        const ledger = await wholeLedger(deps);
        expect(ledger).toHaveLength(messages);
        expect(verifyChain(ledger)).toMatchObject({ ok: true });
        expect(await checkInvariants(deps)).toEqual(nothingBroken);
      },
      limitMs + 60_000,
    );
  },
);
