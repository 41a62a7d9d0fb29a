import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../src/adapters/database/open.ts';
import { systemClock } from '../../src/adapters/system-clock.ts';
import { readConfig } from '../../src/config.ts';
import { deliver } from '../../src/flows/deliver.ts';
import { openBot } from '../../src/wire.ts';
import { crashableServer } from '../faults/real/server.ts';
import { hasServer } from '../support/postgres.ts';
import * as stored from '../support/stored-rows.ts';
import { nullMessenger, ownDeliveries } from './deliveries.ts';
import { type Place, silent } from './place.ts';
import { progress, type Row, valueRow } from './row.ts';

const stuckSender = fileURLToPath(new URL('./stuck-sender.ts', import.meta.url));
/** Messages that the killed process was sending. */
const SENDING = 8;
/** Seconds a sender holds a delivery (`flows/deliver`). */
const LEASE_S = 20;
const LONGEST_MS = 90_000;

/** B9: what a killed process was sending is handed over by another; and a crashed database takes commits again. */
export async function recoveryRows(place: Place, crashes: number): Promise<readonly Row[]> {
  const url = await place.newUrl();
  if (url === null || !hasServer) {
    progress('recovery: not here, as it needs PostgreSQL on a server');
    return [];
  }
  return [...(await killedRows(url)), ...(await crashedRows(crashes))];
}

async function killedRows(url: string): Promise<readonly Row[]> {
  progress(`recovery: a process is killed in the midst of ${SENDING} messages`);
  const folder = mkdtempSync(join(tmpdir(), 'duban-bench-'));
  const env = { DUBAN_DATA_DIR: folder, DUBAN_MODE: 'live', DATABASE_URL: url, LOG_LEVEL: 'error' };
  const bot = await openBot(readConfig(env), silent);
  try {
    const { deps } = bot;
    await deps.stores.commit({ ...stored.ground, directory: stored.directory });
    await deps.stores.commit(ownDeliveries(SENDING, () => new Date()));
    const child = spawn(process.execPath, [stuckSender], {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let sending = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      sending += chunk.toString('utf8').split('\n').length - 1;
    });
    for (let waited = 0; sending < SENDING && waited < LONGEST_MS; waited += 20) await pause(20);
    child.kill('SIGKILL');
    const killedAt = Date.now();
    const nobody = nullMessenger();
    await deps.queue.start((job) => deliver(job.deliveryId, { ...deps, messengers: { local: nobody } }, job.again));
    while (nobody.handed.size < sending && Date.now() < killedAt + LONGEST_MS) await pause(50);
    const seconds = [...nobody.handed.values()].map((at) => (at - killedAt) / 1000);
    const lost = Array.from({ length: sending - nobody.handed.size }, () => Number.POSITIVE_INFINITY);
    return [
      valueRow(
        {
          id: 'B9.killed',
          name: `killed while sending → handed over, p99 of ${sending}`,
          unit: 's',
          against: `the lease of ${LEASE_S} s and 1 s`,
          atMost: LEASE_S + 1,
          share: 0.99,
        },
        [...seconds, ...lost],
      ),
    ];
  } finally {
    await bot.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function crashedRows(crashes: number): Promise<readonly Row[]> {
  progress(`recovery: the database crashes ${crashes} times`);
  const server = await crashableServer();
  const database = await openDatabase({ url: server.url, directory: '', log: silent });
  try {
    const stores = database.stores(async () => {}, systemClock);
    await stores.commit(stored.ground);
    const seconds: number[] = [];
    for (let crash = 0; crash < crashes; crash += 1) {
      const crashedAt = performance.now();
      await server.crash();
      const up = server.start();
      for (;;) {
        const task = stored.storedTask();
        const isWritten = await stores.commit({ tasks: [task], events: [stored.progressed(task.id)] }).then(
          () => true,
          () => false,
        );
        if (isWritten) break;
        await pause(10);
      }
      seconds.push((performance.now() - crashedAt) / 1000);
      await up;
    }
    return [valueRow({ id: 'B9.crashed', name: 'database crashed → the next commit', unit: 's', atMost: 2 }, seconds)];
  } finally {
    await database.close();
    await server.stop();
  }
}
