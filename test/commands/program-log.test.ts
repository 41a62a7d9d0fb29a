import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { hasServer, startServer } from '../support/postgres.ts';
import { root, runCli } from '../support/run-cli.ts';

// By npm run test:office.
const isAsked = process.env.OFFICE_TESTS === '1';
const folder = mkdtempSync(join(tmpdir(), 'duban-log-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!hasServer || !isAsked)(
  'the log of a whole program whose platform and database fail',
  { timeout: 120_000 },
  () => {
    it('holds neither its secrets nor what a person wrote', async () => {
      const server = await startServer();
      const url = new URL(await server.freshDatabase());
      url.password = 'geheim-im-url';
      const env = {
        PATH: process.env.PATH ?? '',
        PORT: '0',
        LOG_LEVEL: 'debug',
        DUBAN_DATA_DIR: join(folder, 'logged'),
        DATABASE_URL: url.href,
        SLACK_BOT_TOKEN: 'xoxb-99-88-geheimesbotzeichen',
        SLACK_SIGNING_SECRET: 'geheimessignaturzeichen',
        // Nothing answers there.
        SLACK_API_URL: 'http://127.0.0.1:1/api/',
        DUBAN_METRICS_TOKEN: 'geheimes-zeichen-der-zahlen',
        DUBAN_DEADMAN_URL: 'http://127.0.0.1:1/geheimer-pfad',
      };
      expect(await runCli(['directory', 'import', 'src/sample/directory.csv'], { env })).toMatchObject({ code: 0 });
      const program = spawn(process.execPath, [`${root}src/main.ts`], { cwd: root, env });
      let log = '';
      let said = '';
      program.stderr.on('data', (text: Buffer) => {
        log += text.toString();
      });
      program.stdout.on('data', (text: Buffer) => {
        said += text.toString();
      });
      await expect.poll(() => said, { timeout: 60_000 }).toContain('http://');
      const port = /:(\d+)/.exec(said)?.[1];
      const write = async (text: string, ts: string) => {
        const body = JSON.stringify({
          type: 'event_callback',
          event_id: `Ev${ts}`,
          event: { type: 'message', channel_type: 'im', channel: 'D1', user: 'U1', text, ts, client_msg_id: ts },
        });
        const at = String(Math.floor(Date.now() / 1_000));
        const signature = createHmac('sha256', env.SLACK_SIGNING_SECRET).update(`v0:${at}:${body}`).digest('hex');
        return fetch(`http://127.0.0.1:${port}/slack/events`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'x-slack-request-timestamp': at,
            'x-slack-signature': `v0=${signature}`,
          },
          body,
        }).then(({ status }) => status);
      };

      const taken = await write('秘密内容：（一）已完成，何敏经手', '1774000000.000100');
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      await server.stop();
      const notTaken = await write('秘密内容二', '1774000001.000100');
      await expect.poll(() => log, { timeout: 30_000 }).toContain('"level":50');
      program.kill('SIGKILL');
      await new Promise((resolve) => program.once('close', resolve));

      expect([taken, notTaken]).toEqual([200, 500]);
      expect(log).not.toMatch(/geheim|xoxb|秘密|何敏/);
      for (const line of log.trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
    });
  },
);
