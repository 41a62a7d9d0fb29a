import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { describe, expect, it } from 'vitest';
import { openLog } from '../../../src/adapters/log.ts';
import { lastHandler } from '../../../src/adapters/web/api-error.ts';
import { webRouter } from '../../../src/adapters/web/app.ts';
import { rateLimit } from '../../../src/adapters/web/rate-limit.ts';
import { catchAll } from '../../../src/wire-process.ts';
import { distDir } from '../../support/desk-server.ts';
import { fakeDesk } from '../../support/fake-desk.ts';
import { send } from '../../support/http-client.ts';
import { logLines } from '../../support/log-lines.ts';
import { silent } from '../../support/stores.ts';

/** An app on a free port of this machine. */
async function served(app: Express): Promise<{ url: string; close(): void }> {
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

async function limited(atOnce: number, perSecond: number) {
  let now = 0;
  const app = express();
  app.use(rateLimit(() => now, atOnce, perSecond));
  app.get('/', (_request, response) => void response.json({ ok: true }));
  app.use(lastHandler(silent));
  const { url, close } = await served(app);
  const statuses = async (count: number) => {
    const found: number[] = [];
    for (let n = 0; n < count; n += 1) found.push((await send(url)).status);
    return found;
  };
  const pass = (ms: number) => {
    now += ms;
  };
  return { statuses, pass, close };
}

describe('an address that asks too often', () => {
  it('is refused after so many at once, and is let in again as time passes', async () => {
    const { statuses, pass, close } = await limited(3, 1);

    expect(await statuses(5)).toEqual([200, 200, 200, 429, 429]);
    pass(2_000);
    expect(await statuses(3)).toEqual([200, 200, 429]);
    close();
  });
});

describe('the headers of every answer', () => {
  it('forbid framing, sniffing and devices; over https browsers keep to it, over http nothing is promised', async () => {
    const signIn = { open: async () => null, person: async () => null, end: async () => {} };
    const live = (publicUrl: string) => {
      const page = { publicUrl: new URL(publicUrl), signIn };
      const app = express().disable('x-powered-by');
      return served(app.use(webRouter(fakeDesk(), { mode: 'live', distDir, log: silent, live: page })));
    };
    const [tls, plain] = [await live('https://duban.example'), await live('http://duban.example')];

    const answers = await Promise.all([tls, plain].map(({ url }) => send(url, { headers: { host: 'duban.example' } })));
    for (const { close } of [tls, plain]) close();

    for (const { headers } of answers) {
      expect(headers['x-frame-options']).toBe('DENY');
      expect(headers['permissions-policy']).toContain('camera=()');
      expect(headers['x-powered-by']).toBeUndefined();
    }
    expect(answers.map(({ headers }) => headers['strict-transport-security'])).toEqual(['max-age=31536000', undefined]);
  });
});

describe('the last handler of the process', () => {
  it('logs a promise that nobody waited for and goes on; an error that nobody caught ends the process', () => {
    const lines = logLines();
    const exits: number[] = [];
    const before = process.listeners('uncaughtException').length;
    const forget = catchAll(openLog('error', [], lines), (code) => void exits.push(code));
    const handlerOf = (event: 'unhandledRejection' | 'uncaughtException') =>
      process.listeners(event as 'uncaughtException').at(-1) as unknown as (error: Error) => void;

    handlerOf('unhandledRejection')(new Error('lost'));
    expect(exits).toEqual([]);
    handlerOf('uncaughtException')(new Error('broken'));

    expect(exits).toEqual([1]);
    expect(lines.all().map(({ msg }) => msg)).toEqual([
      'A promise that nobody waited for failed',
      'An error that nobody caught: the process ends',
    ]);
    forget();
    expect(process.listeners('uncaughtException')).toHaveLength(before);
  });
});
