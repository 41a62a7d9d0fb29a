import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { readConfig } from '../../src/config.ts';
import { day } from '../../src/core/calendar.ts';
import type { Delivery, Notice } from '../../src/core/notice.ts';
import type { Person, Unit } from '../../src/core/unit.ts';
import { openBot } from '../../src/wire.ts';
import { aPerson, aRole, aUnit } from '../support/builders.ts';
import { fakeSlack } from '../support/fake-slack.ts';
import * as stored from '../support/stored-rows.ts';
import { type Place, silent } from './place.ts';
import { progress, quantile, type Row, ratioRow, valueRow } from './row.ts';

const SECRET = 'secret-of-the-bench';
const LIAISONS = 500;
const CLERK = 'U00CLERK';
/** Milliseconds between two plans that the office drops beside. */
const IMPORT_EVERY_MS = 2_000;
/** Items of such a plan: some fifty pages. */
const ITEMS = 400;
/** Milliseconds after which Slack takes a message for not acknowledged. */
const LOST_MS = 3_000;
const MOST_MS = 300;
const TIMES_BARE = 3;

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const bare = fileURLToPath(new URL('./bare-bolt.ts', import.meta.url));

interface Given {
  readonly rates: readonly number[];
  readonly seconds: number;
  readonly rounds: number;
  /** Reminders that go out beside. */
  readonly reminders: number;
}

/**
 * B3: from when Slack would send a signed report until it is acknowledged, the report committed; beside it the office drops plans and
 * reminders go out. Against a bare Bolt app in the same run, at the same rates. Sent when their time has come, whatever was answered.
 */
export async function slackAckRows(place: Place, given: Given): Promise<readonly Row[]> {
  const url = await place.newUrl();
  if (url === null) {
    progress('slack ack: left out, the embedded database is not meant for this');
    return [];
  }
  const { rates, seconds, reminders } = given;
  progress(
    `slack ack: ${rates.join(', ')} reports a second for ${seconds} s, ${reminders} reminders and imports beside`,
  );
  const folder = mkdtempSync(join(tmpdir(), 'duban-bench-'));
  const slack = await fakeSlack();
  slack.files.set('plan.txt', { body: planText(), type: 'text/plain' });
  const env = {
    PATH: process.env.PATH,
    PORT: '0',
    DUBAN_DATA_DIR: folder,
    DUBAN_MODE: 'live',
    DATABASE_URL: url,
    LOG_LEVEL: 'error',
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_API_URL: slack.apiUrl,
  };
  await setUp(env, reminders);
  const other = await started(bare, env);
  const bot = await started(main, env);
  try {
    for (const target of [other, bot]) await load(target.url, 200, 3);
    const rows: Row[] = [];
    // The imports and the reminders go on beside both; the answers to a round are given before the bare app's next one.
    const imports = dropping(bot.url, slack.fileUrl('plan.txt'));
    for (const rate of rates) {
      const own: number[][] = [];
      const bound: number[][] = [];
      for (let round = 0; round < given.rounds; round += 1) {
        await answered(url);
        bound.push([...(await load(other.url, rate, seconds))]);
        own.push([...(await load(bot.url, rate, seconds))]);
      }
      rows.push(...rowsOf(rate, own, bound));
    }
    await imports.stop();
    return rows;
  } finally {
    await Promise.all([stop(bot.child), stop(other.child)]);
    await slack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function rowsOf(
  rate: number,
  own: readonly (readonly number[])[],
  bound: readonly (readonly number[])[],
): readonly Row[] {
  const all = own.flat();
  const pairs = (share: number) =>
    own.map((values, round) => [quantile(values, share), quantile(bound[round] ?? [], share)] as const);
  const facts = (what: string, name: string) => ({ id: `B3.slack.${rate}.${what}`, name, unit: 'ms' });
  const name = `report → acknowledged, durable, ${rate}/s`;
  const against = 'bare Bolt, nothing stored';
  return [
    ratioRow({ ...facts('p50', `${name}, p50 of ${all.length}`), against, atMost: null }, pairs(0.5)),
    ratioRow({ ...facts('p99', `${name}, p99 of ${all.length}`), against, atMost: TIMES_BARE }, pairs(0.99)),
    valueRow({ ...facts('max', `${name}, slowest`), atMost: MOST_MS, share: 1 }, all),
    valueRow({ ...facts('late', `${name}: over 3 s`), unit: '', atMost: 0 }, [all.filter((ms) => ms > LOST_MS).length]),
  ];
}

const account = (number: number) => `U${String(number).padStart(6, '0')}`;

/** The office with its liaisons, a task, and reminders that are due. */
async function setUp(env: Readonly<Record<string, string | undefined>>, reminders: number): Promise<void> {
  const bot = await openBot(readConfig(env), silent);
  const persons = Array.from({ length: LIAISONS }, (_, number) =>
    aPerson(stored.newId<Person['id']>(), {
      name: `联络员${number}`,
      accounts: [{ platform: 'slack', address: account(number) }],
    }),
  );
  const clerk = aPerson(stored.newId<Person['id']>(), {
    name: '林晓雯',
    accounts: [{ platform: 'slack', address: CLERK }],
  });
  const units = persons.map((_, number) =>
    aUnit({ id: stored.newId<Unit['id']>(), name: `市第${number + 1}局`, shortName: `${number + 1}局`, aliases: [] }),
  );
  const { directory } = stored;
  await bot.deps.stores.commit({
    ...stored.ground,
    directory: {
      ...directory,
      units: [...directory.units, ...units],
      persons: [...directory.persons, clerk, ...persons],
      roles: [
        ...directory.roles,
        aRole(clerk.id, stored.officeUnitId, 'office-staff'),
        ...persons.map((person, number) => aRole(person.id, units[number]?.id ?? stored.unitId, 'liaison')),
      ],
    },
    tasks: units.map((unit) =>
      stored.storedTask({ unitId: unit.id, dueOn: day('2030-12-31'), originalDueOn: day('2030-12-31') }),
    ),
  });
  const now = new Date();
  for (let from = 0; from < reminders; from += 1_000) {
    const notices: Notice[] = [];
    const deliveries: Delivery[] = [];
    for (let number = from; number < Math.min(reminders, from + 1_000); number += 1) {
      const person = persons[number % LIAISONS] as Person;
      const notice = stored.storedNotice(null, {
        kind: 'import',
        dueOn: null,
        manner: 'now',
        recipient: { personId: person.id },
        message: { lines: [{ text: `提醒 ${number}` }] },
      });
      notices.push(notice);
      deliveries.push(
        stored.storedDelivery([notice.id], {
          key: `notice|${notice.id}`,
          kind: 'notice',
          personId: person.id,
          channel: 'slack',
          address: person.accounts[0]?.address ?? null,
          dueAt: now,
        }),
      );
    }
    await bot.deps.stores.commit({ notices, deliveries });
  }
  await bot.close();
}

/** Waits until every message was answered, two minutes at most. */
async function answered(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (let seconds = 0; seconds < 120; seconds += 1) {
      const { rows } = await client.query('SELECT 1 FROM inbound_events WHERE handled_at IS NULL LIMIT 1 OFFSET 5');
      if (rows.length === 0) return;
      await pause(1_000);
    }
    progress('slack ack: answers are still being given');
  } finally {
    await client.end();
  }
}

let said = 0;

/** A message as Slack sends it, signed. */
function messageOf(user: string, text: string, files?: object[]): { body: string; headers: Record<string, string> } {
  said += 1;
  const at = Math.floor(Date.now() / 1_000);
  const body = JSON.stringify({
    type: 'event_callback',
    api_app_id: 'A01',
    team_id: 'T01',
    event_id: `Ev${said}`,
    event: {
      type: 'message',
      channel: `D${user}`,
      channel_type: 'im',
      user,
      text,
      ts: `${at}.${String(said).padStart(6, '0')}`,
      ...(files ? { subtype: 'file_share', files } : {}),
    },
    authorizations: [{ user_id: 'U0BOT', is_bot: true }],
  });
  const hash = createHmac('sha256', SECRET).update(`v0:${at}:${body}`).digest('hex');
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'x-slack-request-timestamp': String(at),
      'x-slack-signature': `v0=${hash}`,
    },
  };
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

function sendTo(url: string, message: ReturnType<typeof messageOf>): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/slack/events`, { method: 'POST', agent, headers: message.headers }, (response) => {
      response.resume();
      // What is not acknowledged in three seconds is answered 404 by the library: it counts as late.
      response.once('end', resolve);
    });
    sent.once('error', reject);
    sent.end(message.body);
  });
}

/** Milliseconds of each report from its time until it is acknowledged, so many a second. */
async function load(url: string, rate: number, seconds: number): Promise<readonly number[]> {
  const messages = Array.from({ length: rate * seconds }, (_, number) =>
    messageOf(account(number % LIAISONS), `已完成${1 + (number % 90)}%`),
  );
  const taken: Promise<number>[] = [];
  const begun = performance.now();
  for (const [number, message] of messages.entries()) {
    const planned = (number * 1_000) / rate;
    const early = planned - (performance.now() - begun);
    if (early > 1) await pause(early);
    taken.push(sendTo(url, message).then(() => performance.now() - begun - planned));
  }
  return Promise.all(taken);
}

/** The office drops a plan every so often until it is stopped. */
function dropping(url: string, address: string): { stop(): Promise<void> } {
  let stopped = false;
  const files = [{ id: 'F01', name: 'plan.txt', mimetype: 'text/plain', size: 100_000, url_private: address }];
  const run = (async () => {
    while (!stopped) {
      await sendTo(url, messageOf(CLERK, '', files)).catch(() => {});
      await pause(IMPORT_EVERY_MS);
    }
  })();
  return {
    async stop() {
      stopped = true;
      await run;
    },
  };
}

function planText(): string {
  const items = Array.from(
    { length: ITEMS },
    (_, number) =>
      `${number + 1}. 推进第${number + 1}号工程建设，完善配套设施，按月调度进展情况。（责任单位：市发展改革委；时限：12月底前）`,
  );
  return `江州市${new Date().getFullYear() + 1}年工作要点\n\n${items.join('\n')}\n`;
}

async function started(script: string, env: NodeJS.ProcessEnv): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(chunk.toString('utf8'));
      if (found) resolve(found[0]);
    });
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
  });
  return { url, child };
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}
