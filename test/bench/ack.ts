import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import express from 'express';
import { readConfig } from '../../src/config.ts';
import { serve } from '../../src/wire.ts';
import { post, send } from '../support/http-client.ts';
import type { Place } from './place.ts';
import { progress, quantile, type Row, short } from './row.ts';

/** Sayings a second, sent when their time has come and not when the one before is answered. */
const PER_SECOND = 10;
const CLAIM = { text: '正在推进，进度60%' };

/** B3: a liaison's words in the local chat, answered once they are stored, read and written to the ledger; against a bare Express. */
export async function ackRows(place: Place, seconds: number): Promise<readonly Row[]> {
  progress(`ack: ${PER_SECOND} sayings a second for ${seconds} s, and the same to a bare Express`);
  const folder = mkdtempSync(join(tmpdir(), 'duban-bench-'));
  const config = readConfig({
    PORT: '0',
    DUBAN_DATA_DIR: folder,
    DUBAN_MODE: 'demo',
    DATABASE_URL: (await place.newUrl()) ?? '',
    LOG_LEVEL: 'error',
  });
  const server = await serve(config);
  const bare = express().post('/say', express.json(), (_, response) => void response.status(204).end());
  const listener = bare.listen(0, '127.0.0.1');
  try {
    const cookie = await asLiaison(server.url);
    const say = (key: string) => post(`${server.url}/api/say`, { ...CLAIM, key }, { cookie });
    const said = (key: string) =>
      post(`http://127.0.0.1:${(listener.address() as AddressInfo).port}/say`, { ...CLAIM, key });
    await paced(1, say, 'warm');
    await paced(1, said, 'warm');
    const own = await paced(seconds, say, 'say');
    const other = await paced(seconds, said, 'say');
    return [0.5, 0.99].map((share) => {
      const [value, against] = [quantile(own, share), quantile(other, share)];
      return {
        id: `B3.p${share * 100}`,
        name: `words → answered and durable, p${share * 100} of ${own.length}`,
        value: short(value),
        unit: 'ms',
        against: `bare Express, nothing stored: ${short(against)} ms`,
        ratio: short(value / against),
        target: share === 0.99 ? '≤ 300 ms' : null,
        ok: share === 0.99 ? value <= 300 : null,
        spread: [short(Math.min(...own)), short(Math.max(...own))],
        p99: short(quantile(own, 0.99)),
        max: short(Math.max(...own)),
        better: 'lower',
        samples: own,
      };
    });
  } finally {
    listener.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The cookie of the first liaison of the sample. */
async function asLiaison(url: string): Promise<string> {
  const session = (await send(`${url}/api/session`)).json() as { personas: { id: string; roles: string[] }[] };
  const liaison = session.personas.find((persona) => persona.roles.includes('liaison'));
  if (!liaison) throw new Error('The sample has no liaison');
  const chosen = await post(`${url}/api/persona`, { personId: liaison.id });
  return chosen.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

/** Milliseconds from when each was to be sent until it was answered. Throws when one is refused. */
async function paced(
  seconds: number,
  sendOne: (key: string) => Promise<{ status: number; text: string }>,
  name: string,
): Promise<readonly number[]> {
  const begun = performance.now();
  return Promise.all(
    Array.from({ length: seconds * PER_SECOND }, async (_, index) => {
      const planned = (index * 1000) / PER_SECOND;
      await pause(planned);
      const { status, text } = await sendOne(`bench-${name}-${index}`);
      if (status !== 204) throw new Error(`Answered ${status}: ${text}`);
      return performance.now() - begun - planned;
    }),
  );
}
