import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { nextDueTimer } from '../../src/adapters/next-due-timer.ts';
import { readConfig } from '../../src/config.ts';
import { deliver } from '../../src/flows/deliver.ts';
import { serveDue } from '../../src/flows/serve-due.ts';
import { openBot } from '../../src/wire.ts';
import * as stored from '../support/stored-rows.ts';
import { nullMessenger, ownDeliveries } from './deliveries.ts';
import { type Place, silent } from './place.ts';
import { progress, type Row, valueRow } from './row.ts';

/** Milliseconds from the commit to the first of them. */
const AHEAD_MS = 500;
/** Commits a second beside, each with a task, a report and an entry, and one large reading a second. */
const SIDE_COMMITS = 20;

/**
 * B8: from the instant at which a delivery is due until the messenger is given it, at instants of chance; idle, and beside
 * other work. Each instant is one delivery's; they lie `apartMs` apart on average.
 */
export async function latenessRows(place: Place, instants: number, apartMs: number): Promise<readonly Row[]> {
  progress(`lateness: ${instants} instants, idle and loaded`);
  const folder = mkdtempSync(join(tmpdir(), 'duban-bench-'));
  const config = readConfig({
    DUBAN_DATA_DIR: folder,
    DUBAN_MODE: 'live',
    DATABASE_URL: (await place.newUrl()) ?? '',
    LOG_LEVEL: 'error',
  });
  const bot = await openBot(config, silent);
  const { deps } = bot;
  const nobody = nullMessenger();
  const { handed } = nobody;
  const timer = nextDueTimer({ now: () => deps.clock.now(), serve: (since) => serveDue(deps, since), log: silent });
  try {
    await deps.stores.commit({ ...stored.ground, directory: stored.directory });
    await deps.queue.start((job) => deliver(job.deliveryId, { ...deps, messengers: { local: nobody } }, job.again));
    const hints = await bot.database.dueHints.listen(timer.hint, () => void timer.look());
    await timer.look();
    const measure = async () => {
      const due = await plan();
      const last = Math.max(...due.values());
      while (Date.now() < last + 3_000 && [...due.keys()].some((key) => !handed.has(key))) await pause(50);
      return [...due].map(([key, at]) => (handed.get(key) ?? Number.POSITIVE_INFINITY) - at);
    };
    const idle = await measure();
    const load = sideLoad();
    const loaded = await measure();
    await load.stop();
    await hints.close();
    const facts = (id: string, name: string) => ({ id, name, unit: 'ms', share: 0.99 });
    return [
      valueRow({ ...facts('B8.late.idle.p50', 'due → handed to the messenger, p50, idle'), share: 0.5 }, idle),
      valueRow({ ...facts('B8.late.idle', 'due → handed to the messenger, p99, idle'), atMost: 50 }, idle),
      valueRow({ ...facts('B8.late.loaded', 'due → handed to the messenger, p99, loaded'), atMost: 250 }, loaded),
    ];
  } finally {
    await timer.stop();
    await bot.close();
    rmSync(folder, { recursive: true, force: true });
  }

  /** Commits deliveries that are due at instants of chance; returns their keys with the instants. */
  async function plan(): Promise<ReadonlyMap<string, number>> {
    const due = new Map<string, number>();
    let at = Date.now() + AHEAD_MS;
    const planned = ownDeliveries(instants, () => {
      // Intervals of a Poisson process: independent of each other, as people and plans are.
      at += -Math.log(1 - Math.random()) * apartMs;
      return new Date(Math.ceil(at));
    });
    for (const { key, dueAt } of planned.deliveries) due.set(key, dueAt.getTime());
    await deps.stores.commit(planned);
    return due;
  }

  /** What else the process does meanwhile: acts of others, and a list of everything now and then. */
  function sideLoad(): { stop(): Promise<void> } {
    let isOver = false;
    const acts = (async () => {
      for (let count = 0; !isOver; count += 1) {
        const task = stored.storedTask({ nextActionAt: null });
        await deps.stores.commit({
          tasks: [task],
          reports: [stored.storedReport(task.id)],
          events: [stored.progressed(task.id)],
        });
        if (count % SIDE_COMMITS === 0) await deps.stores.tasks({});
        await pause(1000 / SIDE_COMMITS);
      }
    })();
    return {
      async stop() {
        isOver = true;
        await acts;
      },
    };
  }
}
