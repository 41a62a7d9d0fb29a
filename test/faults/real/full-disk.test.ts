import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { programs, startServer } from '../../support/postgres.ts';
import { note } from '../../support/results.ts';
import { pause } from './office.ts';
import { smallVolume } from './volume.ts';

const isAsked = Number(process.env.SOAK_MESSAGES ?? 0) > 0;
const main = fileURLToPath(new URL('../../../src/main.ts', import.meta.url));
const FILES = 20;
/** Each of a size of its own, so that a mix-up shows. */
const contentOf = (number: number): string => `第${number}份材料。${'内容'.repeat(2_000 + number)}`;

describe.skipIf(programs() === null || !isAsked || process.getuid?.() !== 0)(
  'a bot whose log and uploads share a disk that is full (npm run soak)',
  { timeout: 180_000 },
  () => {
    it('acknowledges only what it keeps, goes on with words, keeps files again when there is room, and never ends', async () => {
      const volume = smallVolume(64);
      const server = await startServer();
      const log = join(volume.path, 'log');
      const out = openSync(log, 'a');
      const program = spawn(process.execPath, [main], {
        env: {
          PATH: process.env.PATH,
          PORT: '0',
          DUBAN_MODE: 'demo',
          DATABASE_URL: await server.freshDatabase(),
          DUBAN_DATA_DIR: join(volume.path, 'data'),
          LOG_LEVEL: 'debug',
        },
        stdio: ['ignore', out, out],
      });
      try {
        const url = await addressIn(log, program);
        const chat = await visitor(url);
        const acknowledged = new Map<number, string>();
        let refused = 0;
        const upload = async (number: number): Promise<void> => {
          const status = await chat.upload(`材料${number}.txt`, contentOf(number));
          if (status === 204) acknowledged.set(number, contentOf(number));
          else refused += 1;
        };

        for (let number = 0; number < FILES; number += 1) await upload(number);
        expect(acknowledged.size).toBe(FILES);
        volume.fill();
        const logged = statSync(log).size;
        for (let number = FILES; number < 2 * FILES; number += 1) await upload(number);
        expect(refused).toBe(FILES);
        // What only the database has to keep is kept.
        expect(await chat.say('已完成60%，预计4月底完成')).toBe(204);
        expect((await fetch(`${url}/healthz`)).status).toBe(200);
        volume.free();
        for (let number = 2 * FILES; number < 3 * FILES; number += 1) await upload(number);
        expect(acknowledged.size).toBe(2 * FILES);

        const kept = await chat.files();
        const lost = [...acknowledged.values()].filter((content) => !kept.has(content)).length;
        expect(lost).toBe(0);
        expect(kept.size).toBe(acknowledged.size);
        // What could not be written down meanwhile stands there now.
        expect(statSync(log).size).toBeGreaterThan(logged);
        expect(program.exitCode).toBeNull();
        note('uploads', { files: 3 * FILES, acknowledged: acknowledged.size, refused, lost });
      } finally {
        const ended = new Promise((resolve) => program.once('exit', resolve));
        if (program.exitCode === null && program.kill('SIGKILL')) await ended;
        closeSync(out);
        await server.stop();
        volume.remove();
      }
    });
  },
);

async function addressIn(log: string, program: ChildProcess): Promise<string> {
  for (let tries = 0; tries < 600; tries += 1) {
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(readFileSync(log, 'utf8'))?.[0];
    if (address) return address;
    if (program.exitCode !== null) break;
    await pause(100);
  }
  throw new Error(readFileSync(log, 'utf8').slice(-2_000));
}

/** A liaison who hands in files for a task of theirs, over HTTP as the page does it. */
async function visitor(url: string) {
  const cookies = new Map<string, string>();
  const call = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = { origin: url, cookie: [...cookies.values()].join('; '), ...init.headers };
    const response = await fetch(`${url}/api${path}`, { ...init, headers });
    for (const cookie of response.headers.getSetCookie())
      cookies.set(cookie.split('=')[0] as string, cookie.split(';')[0] as string);
    return response;
  };
  const post = (path: string, body: object) =>
    call(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const { personas } = (await (await call('/session')).json()) as { personas: { id: string; roles: string[] }[] };
  let code = '';
  for (const { id } of personas.filter(({ roles }) => roles.includes('liaison'))) {
    await post('/persona', { personId: id });
    const { tasks } = (await (await call('/tasks')).json()) as { tasks: { code: string; discreet?: boolean }[] };
    code = tasks.find((task) => task.discreet !== true)?.code ?? '';
    if (code !== '') break;
  }
  let keys = 0;
  const key = () => `full-disk-${++keys}`;
  return {
    say: async (text: string) => (await post('/say', { text, threadCode: code, key: key() })).status,
    async upload(name: string, content: string) {
      const query = new URLSearchParams({ name, key: key(), threadCode: code });
      return (await call(`/files?${query}`, { method: 'POST', body: content })).status;
    },
    /** Contents of all files that stand with the task. */
    async files(): Promise<ReadonlySet<string>> {
      const task = (await (await call(`/tasks/${code}`)).json()) as { evidence?: { fileId: string }[] };
      const contents = (task.evidence ?? []).map(async ({ fileId }) =>
        (await call(`/tasks/${code}/files/${fileId}`)).text(),
      );
      return new Set(await Promise.all(contents));
    },
  };
}
