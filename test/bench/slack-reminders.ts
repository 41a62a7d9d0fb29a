import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { randomIds } from '../../src/adapters/ids.ts';
import { memorySettings } from '../../src/adapters/memory/settings.ts';
import { bossQueue } from '../../src/adapters/queue/queue.ts';
import { bulkClient } from '../../src/adapters/slack/clients.ts';
import { directsIn } from '../../src/adapters/slack/directs.ts';
import { keptForms } from '../../src/adapters/slack/kept-forms.ts';
import { slackMessenger } from '../../src/adapters/slack/messenger.ts';
import { type Bucket, nextSlot, type Rate } from '../../src/adapters/slack/pace.ts';
import { threadsIn } from '../../src/adapters/slack/threads.ts';
import { systemClock } from '../../src/adapters/system-clock.ts';
import { zh } from '../../src/core/message/zh.ts';
import type { Delivery, Notice } from '../../src/core/notice.ts';
import type { Person } from '../../src/core/unit.ts';
import { deliver } from '../../src/flows/deliver.ts';
import type { JobQueue, Stores } from '../../src/ports.ts';
import { aPerson, at } from '../support/builders.ts';
import * as stored from '../support/stored-rows.ts';
import { openFresh, type Place, silent } from './place.ts';
import { progress, type Row, valueRow } from './row.ts';

/** Reminders to each channel. */
const EACH = 20;
/** What the fake allows: as Slack's pages say it, with 240 a minute for "several hundred" in the workspace. */
const limits = {
  workspace: { burst: 30, everyMs: 250 },
  channel: { burst: 5, everyMs: 1_000 },
  'users.info': { burst: 20, everyMs: 600 },
  'conversations.open': { burst: 10, everyMs: 1_200 },
} as const satisfies Readonly<Record<string, Rate>>;
const now = at('2026-03-24 09:24');
/** What takes so many times as long is not waited for. */
const MOST_TIMES = 4;

/** B4b: so many reminders over 500 channels through a Slack with the real limits, at so many times the speed of the clock. */
export async function slackReminderRows(
  place: Place,
  given: { readonly reminders: number; readonly speed: number },
): Promise<readonly Row[]> {
  const { reminders, speed } = given;
  const channels = reminders / EACH;
  progress(`slack reminders: ${reminders} over ${channels} channels at ${speed} times the clock`);
  const slack = await limitedSlack(() => performance.now() * speed);
  const { database, close } = await openFresh(place);
  const queue = bossQueue(database.executor, { embedded: database.kind === 'embedded', log: silent });
  const fast: JobQueue = {
    ...queue,
    enqueue: (jobs, within) =>
      queue.enqueue(
        jobs.map((job) => (job.startAfterMs ? { ...job, startAfterMs: job.startAfterMs / speed } : job)),
        within,
      ),
  };
  await queue.prepare();
  const clock = { now: () => now };
  const kept = database.stores(fast.enqueue, clock);
  const stores: Stores = {
    ...kept,
    settle: (delivery, outcome, change, waitMs) =>
      kept.settle(delivery, outcome, change, waitMs === undefined ? undefined : waitMs / speed),
  };
  const messenger = slackMessenger({
    client: bulkClient('xoxb-bench', slack.apiUrl),
    threads: threadsIn(memorySettings()),
    directs: directsIn(memorySettings()),
    forms: keptForms(memorySettings()),
    log: silent,
    now: () => performance.now() * speed,
    sleep: (ms) => pause(ms / speed),
  });
  const deps = { stores, clock, ids: randomIds(systemClock), texts: zh, log: silent, queue: fast };
  try {
    await stores.commit(stored.ground);
    await stores.commit({ directory: directory(channels) });
    // As in a morning: what is to go out was written long before its hour.
    for (let from = 0; from < reminders; from += 1_000)
      await stores.commit(owed(from, Math.min(1_000, reminders - from), channels));
    const begun = performance.now();
    await queue.start(async (job) => {
      const waitMs = await messenger.turn(job.channelKey.slice('slack:'.length), false);
      if (waitMs > 0) await fast.enqueue([{ ...job, startAfterMs: waitMs, again: (job.again ?? 0) + 1 }], null);
      else await deliver(job.deliveryId, { ...deps, messengers: { slack: messenger } }, job.again);
    });
    const patienceMs = (MOST_TIMES * reminders * limits.workspace.everyMs) / speed;
    while (slack.posts() < reminders && performance.now() - begun < patienceMs) await pause(10);
    const tookMs = (performance.now() - begun) * speed;
    const leastMs = reminders * limits.workspace.everyMs;
    return [
      valueRow(
        {
          id: 'B4b',
          name: `${reminders} reminders, ${channels} channels: time ÷ (number ÷ limit)`,
          unit: '×',
          against: `240 a minute: ${(leastMs / 60_000).toFixed(1)} min`,
          atMost: 1.05,
        },
        [tookMs / leastMs],
      ),
      valueRow({ id: 'B4b.429', name: 'refusals (429), most of one bucket', unit: '', atMost: 1 }, [
        slack.mostRefused(),
      ]),
      valueRow({ id: 'B4b.twice', name: 'posts beyond one a reminder', unit: '', atMost: 0 }, [
        slack.posts() - reminders,
      ]),
    ];
  } finally {
    await queue.stop();
    await close();
    await slack.stop();
  }
}

const person = (number: number) => `0190a0b0-0000-7000-8000-${String(number).padStart(12, '0')}` as Person['id'];
const account = (number: number) => `U${String(number).padStart(6, '0')}`;

/** The ground's office with so many people on Slack. */
function directory(channels: number) {
  const people = Array.from({ length: channels }, (_, number) =>
    aPerson(person(number), { name: `联络员${number}`, accounts: [{ platform: 'slack', address: account(number) }] }),
  );
  return { ...stored.directory, persons: [...stored.directory.persons, ...people] };
}

/** Deliveries that are due, each with its notice: one person after the other. */
function owed(from: number, count: number, channels: number) {
  const notices: Notice[] = [];
  const deliveries: Delivery[] = [];
  for (let number = from; number < from + count; number += 1) {
    const personId = person(number % channels);
    const notice = stored.storedNotice(null, {
      kind: 'import',
      dueOn: null,
      manner: 'now',
      recipient: { personId },
      message: {
        title: '提醒 · 市发展改革委',
        lines: [{ text: `26-1-${number}（一）建立惠企政策清单　时限2026年3月31日（周二），还有 5 个工作日。` }],
      },
    });
    notices.push(notice);
    deliveries.push(
      stored.storedDelivery([notice.id], {
        key: `notice|${notice.id}`,
        kind: 'notice',
        personId,
        channel: 'slack',
        address: account(number % channels),
        dueAt: now,
      }),
    );
  }
  return { notices, deliveries };
}

/** A Slack that takes no more than its pages say, and counts what it refuses. */
async function limitedSlack(clock: () => number) {
  const buckets = new Map<string, Bucket>();
  const refused = new Map<string, number>();
  let posts = 0;

  /** Seconds until each of these takes one more; all of them take it when it is 0. */
  function waitS(asked: readonly (readonly [name: string, rate: Rate])[]): number {
    const slots = asked.map(([name, rate]) => ({ name, ...nextSlot(buckets.get(name), clock(), rate) }));
    const full = slots.filter((slot) => slot.waitMs > 0);
    for (const { name } of full) refused.set(name, (refused.get(name) ?? 0) + 1);
    if (full.length > 0) return Math.ceil(Math.max(...full.map((slot) => slot.waitMs)) / 1_000);
    for (const { name, bucket } of slots) buckets.set(name, bucket);
    return 0;
  }

  function answerTo(method: string, args: URLSearchParams): { readonly wait: number; readonly body: object } {
    const channel = args.get('channel') ?? '';
    switch (method) {
      case 'chat.postMessage': {
        const wait = waitS([
          ['workspace', limits.workspace],
          [channel, limits.channel],
        ]);
        if (wait === 0) posts += 1;
        return { wait, body: { ok: true, channel, ts: `${1_780_000_000 + posts}.000100` } };
      }
      case 'users.info':
        return {
          wait: waitS([[method, limits[method]]]),
          body: { ok: true, user: { id: args.get('user'), deleted: false } },
        };
      case 'conversations.open':
        return {
          wait: waitS([[method, limits[method]]]),
          body: { ok: true, channel: { id: `D${args.get('users')}` } },
        };
      default:
        return { wait: 0, body: { ok: true, messages: [] } };
    }
  }

  const server = createServer(async (request, response) => {
    const { wait, body } = answerTo(
      (request.url ?? '').replace('/api/', ''),
      new URLSearchParams(await textOf(request)),
    );
    if (wait > 0) response.writeHead(429, { 'retry-after': String(wait) }).end('{"ok":false,"error":"ratelimited"}');
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    posts: () => posts,
    mostRefused: () => Math.max(0, ...refused.values()),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}
