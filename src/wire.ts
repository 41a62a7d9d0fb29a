import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { type Database, openDatabase } from './adapters/database/open.ts';
import { documentReader } from './adapters/documents/read-document.ts';
import { readTable } from './adapters/documents/read-table.ts';
import { fileStore } from './adapters/files/file-store.ts';
import { randomIds } from './adapters/ids.ts';
import { localMessenger } from './adapters/local-chat/messenger.ts';
import { localRewriter } from './adapters/local-chat/rewrite.ts';
import { openLog } from './adapters/log.ts';
import { nextDueTimer } from './adapters/next-due-timer.ts';
import { oneTimeCodes } from './adapters/one-time-codes.ts';
import { bossQueue } from './adapters/queue/queue.ts';
import { type ServerClock, serverClock } from './adapters/server-clock.ts';
import { type ClockSetting, systemClock, VirtualClock } from './adapters/system-clock.ts';
import { startTimetable } from './adapters/timetable.ts';
import { webRouter } from './adapters/web/app.ts';
import { controlRouter } from './commands/control.ts';
import { type Config, secretsOf } from './config.ts';
import { en } from './core/message/en.ts';
import { zh } from './core/message/zh.ts';
import { deliver, type Recovery } from './flows/deliver.ts';
import type { OneTimeCodes } from './flows/invite-person.ts';
import type { Deps } from './flows/scene.ts';
import { serveDue } from './flows/serve-due.ts';
import { NotPlayable } from './flows/simulate.ts';
import { sweep } from './flows/sweep.ts';
import type { Clock, DocumentReader, EvidenceStore, JobQueue, LocalMessages, Log } from './ports.ts';
import { cardFollower } from './wire-cards.ts';
import { demoStart, type OwnPlan, playOwnPlan, playSample } from './wire-demo.ts';
import { type Desk, wireDesk } from './wire-desk.ts';
import { nightly } from './wire-nightly.ts';
import { operationsOf } from './wire-operations.ts';
import { bound, catchAll } from './wire-process.ts';
import { deskAddress, signInServices } from './wire-sign-in.ts';
import type { Slack } from './wire-slack.ts';

/** An open bot: everything that flows need, over one database. */
export interface Bot {
  readonly config: Config;
  readonly database: Database;
  readonly deps: Deps & {
    readonly reader: DocumentReader;
    readonly queue: JobQueue;
    readonly files: EvidenceStore;
    readonly codes: OneTimeCodes;
  };
  readonly messages: LocalMessages;
  /** The demo's clock, or null in live mode. */
  readonly clock: VirtualClock | null;
  readTable(bytes: Uint8Array, name: string): Promise<readonly (readonly string[])[]>;
  /** On a server: asks the database what time it is. */
  syncClock(): Promise<void>;
  saveClock(): Promise<void>;
  close(): Promise<void>;
}

const distDir = fileURLToPath(new URL('./desk/dist', import.meta.url));
/** A stored input that nobody has answered for so long was left by a crash. */
const UNANSWERED_MS = 60_000;

/** The log of this process: no secret of the configuration ever stands in it. */
export const logOf = (config: Config, level: Config['logLevel'] = config.logLevel): Log =>
  openLog(level, secretsOf(config));

/** Opens database, queue and clock. Used by the server and by commands that act. Throws DatabaseProblem with one clear line. */
export async function openBot(config: Config, log: Log): Promise<Bot> {
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  const database = await openDatabase({
    url: config.databaseUrl ?? undefined,
    migrateUrl: config.migrateUrl ?? undefined,
    directory: config.dataDir,
    log,
  });
  try {
    await database.claimMode(config.mode);
    const queue = bossQueue(database.executor, { embedded: database.kind === 'embedded', log });
    await queue.prepare();
    const clock = config.mode === 'demo' ? await demoClock(database) : null;
    const shared = clock ? null : await databaseClock(database, log);
    const officeClock: Clock = clock ?? shared ?? systemClock;
    const stores = database.stores(queue.enqueue, officeClock);
    const deps = {
      stores,
      clock: officeClock,
      ids: randomIds(systemClock),
      texts: config.language === 'en' ? en : zh,
      log,
      queue,
      reader: documentReader,
      files: fileStore(join(config.dataDir, 'files'), randomIds(systemClock)),
      codes: oneTimeCodes,
      languages: { zh, en },
    };
    return {
      config,
      database,
      deps,
      messages: database.localMessages,
      clock,
      readTable,
      async syncClock() {
        await shared?.sync();
      },
      async saveClock() {
        if (clock) await database.settings.set('clock', clock.now().toISOString());
      },
      async close() {
        await queue.stop();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Replicas on a server go by the database's clock; in the embedded database it is the machine's own. */
async function databaseClock(database: Database, log: Log): Promise<ServerClock | null> {
  if (database.kind === 'embedded') return null;
  const ask = () => database.machineNow();
  return serverClock({ ask, machine: systemClock, elapsed: () => performance.now(), log });
}

/** The demo's clock goes on from where it was when the bot was last seen; time in which it was off does not count. */
async function demoClock(database: Database): Promise<VirtualClock> {
  const kept = await database.settings.get('clock');
  const base = typeof kept === 'string' ? new Date(kept) : demoStart;
  const setting: ClockSetting = { base, setAt: systemClock.now(), frozen: false };
  return new VirtualClock(setting);
}

/** A running server. */
export interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

/** Opens the bot, plays the sample into an empty demo, serves page and chat, and starts the timetable. */
export async function serve(config: Config, own: OwnPlan | null = null): Promise<Server> {
  const log = logOf(config);
  const forgetFaults = catchAll(log);
  const bot = await openBot(config, log);
  const { deps, clock } = bot;
  let desk: Desk | null = null;
  const local = localMessenger({
    messages: bot.messages,
    clock: deps.clock,
    ids: deps.ids,
    notify: () => desk?.notify(),
  });
  const slack = config.slack ? await openSlack(bot, () => desk?.notify()) : null;
  const messengers = { local, ...(slack ? { slack: slack.messenger } : {}) };
  const localCards = localRewriter({ messages: bot.messages, notify: (from) => desk?.notify(from) });
  // Only the demo's page has a chat.
  const followLocal = clock ? cardFollower(deps, { local: localCards }) : async () => {};
  const rewriters = { ...(clock ? { local: localCards } : {}), ...(slack ? { slack: slack.rewriter } : {}) };
  const recovery = await readRecovery(bot);
  const { database } = bot;
  const { deadManUrl, metricsToken } = config;
  const fault = () => (slack ? slack.fault() : undefined);
  const operations = operationsOf({ database, clock: deps.clock, log, deadManUrl, fault });
  const delivering = { ...deps, stores: operations.observed(deps.stores), messengers, rewriters, recovery };
  await deps.queue.start(async (job) => {
    const waitMs = (await slack?.turn(job)) ?? 0;
    // A turn at the platform that is far away is waited for unclaimed: it is no try.
    if (waitMs > 0) await deps.queue.enqueue([{ ...job, startAfterMs: waitMs, again: (job.again ?? 0) + 1 }], null);
    else await deliver(job.deliveryId, delivering, job.again);
  });
  if (clock && (await deps.stores.office()) === null) {
    const stage = { ...bot, deps: { ...deps, clock } };
    await (own ? playOwnPlan(stage, own) : playSample(stage));
  } else if (own) {
    throw new NotPlayable(`数据目录 ${config.dataDir} 已有数据，请换一个空目录（DUBAN_DATA_DIR）再用 --plan`);
  }
  const office = await deps.stores.office();

  desk = wireDesk({
    deps,
    messages: bot.messages,
    clock,
    officeName: office?.shortName ?? '',
    saveClock: () => bot.saveClock(),
    health: () => operations.health(),
  });
  desk.subscribe((event) => operations.heard(event));
  desk.subscribe((event) => {
    if (event.type !== 'changed') return;
    void followLocal();
    void slack?.refreshCards();
  });
  await desk.answerUnhandled(0);
  // What the sample was played with, and what was done while the bot was off.
  void followLocal();
  const app = express().disable('x-powered-by');
  // Before any body parser: Slack signs the raw body.
  slack?.mount(app);
  const token = randomBytes(24).toString('base64url');
  app.use(
    '/control',
    controlRouter(bot, token, () => desk?.notify()),
  );
  const metrics = { token: metricsToken, page: () => operations.metrics.page() };
  const live = config.publicUrl ? { publicUrl: new URL(config.publicUrl), signIn: signInServices(bot) } : null;
  app.use(webRouter(desk, { mode: config.mode, distDir, log, metrics, live }));
  const listener = app.listen(config.port, config.mode === 'demo' ? '127.0.0.1' : '0.0.0.0');
  bound(listener);
  await new Promise<void>((resolve, reject) => {
    listener.once('listening', resolve);
    listener.once('error', reject);
  });
  const { port } = listener.address() as AddressInfo;
  await writeFile(controlFile(config), JSON.stringify({ port, token, pid: process.pid }), { mode: 0o600 });

  const due = nextDueTimer({
    now: () => deps.clock.now(),
    serve: (since) => operations.serving(() => serveDue(deps, since)),
    log,
  });
  const hints = await database.dueHints.listen(due.hint, () => void due.look());
  const stopTimetable = startTimetable(
    {
      async minute() {
        await bot.syncClock();
        await operations.sweeping(() => sweep(deps));
        await due.look();
        await slack?.messenger.probe();
        await slack?.meetRegistered();
        await desk?.answerUnhandled(UNANSWERED_MS);
        await slack?.answerUnhandled(UNANSWERED_MS);
        await slack?.keepRoom();
        await slack?.refreshCards();
        await followLocal();
        await bot.saveClock();
        desk?.notify();
      },
      checkpoint: () => bot.database.maintain('checkpoint'),
      vacuum: () => bot.database.maintain('vacuum'),
      daily: () => nightly(bot),
    },
    log,
  );
  await slack?.keepRoom();
  await slack?.start();
  void due.look();
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      await slack?.stop();
      await hints.close();
      await due.stop();
      await stopTimetable();
      listener.closeAllConnections();
      await new Promise<void>((resolve) => listener.close(() => resolve()));
      await rm(controlFile(config), { force: true });
      await bot.saveClock();
      await bot.close();
      forgetFaults();
    },
  };
}

/** What a restored backup says of itself. The demo's only chat lies in the same rows: it has nothing to ask. */
async function readRecovery({ config, database }: Bot): Promise<Recovery | null> {
  const kept = (await database.settings.get('recovery')) as { from: string; until: string } | null;
  return kept && config.mode === 'live' ? { from: new Date(kept.from), until: new Date(kept.until) } : null;
}

/** Slack's library is loaded only where Slack is connected. */
async function openSlack(bot: Bot, changed: () => void): Promise<Slack | null> {
  const { slack } = bot.config;
  if (!slack) return null;
  const { wireSlack } = await import('./wire-slack.ts');
  return wireSlack({
    deps: bot.deps,
    settings: bot.database.settings,
    slack,
    machine: systemClock,
    changed,
    deskAddress: (by) => deskAddress(bot, by),
  });
}

/** Where a running server says how commands reach it. */
export const controlFile = (config: Config): string => join(config.dataDir, 'control.json');

/** How a command reaches the server that holds the database, or null when none runs. */
export async function readControl(config: Config): Promise<{ port: number; token: string } | null> {
  try {
    return JSON.parse(await readFile(controlFile(config), 'utf8')) as { port: number; token: string };
  } catch {
    return null;
  }
}
