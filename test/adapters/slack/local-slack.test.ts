import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkLocalSlack, isolated, localSlack } from '../../support/partners.ts';
import { hasServer, startServer, type TestServer } from '../../support/postgres.ts';

/** `npm run test:partners` sets it: these stories take minutes. */
const isAsked = process.env.DUBAN_PARTNERS !== undefined;
const REPORTS = process.env.DUBAN_PARTNER_REPORTS ?? '100';
const modes = ['socket', 'http'] as const;

/** What a story printed, told in a network of its own. */
function told(story: string, ...args: readonly string[]): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'duban-slack-'));
  try {
    const script = `test/support/local-slack/${story}.ts`;
    const [first = '', ...others] = args;
    const [program, given] = isolated(process.execPath, script, checkLocalSlack(), first, folder, ...others);
    const { stdout, stderr } = spawnSync(program, given, { encoding: 'utf8', timeout: 590_000 });
    expect(stderr).toBe('');
    return JSON.parse(stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.skipIf(!isAsked || localSlack === null)('local-slack (npm run test:partners)', () => {
  it.each(modes)(
    'over %s: a plan dropped and adopted, replies, a form with errors, the home page, /duban, a renewed link, a task closed',
    (mode) => {
      expect(told('story', mode)).toEqual({
        threads: [true, true, true],
        errors: { text: '请填写' },
        home: true,
        owed: '待报（2 项）',
        done: '已记录（二）：完成，“（二）已完成”。已转办公室审核。',
        closed: expect.stringContaining('办结'),
        answers: 4,
        said: '',
      });
    },
    120_000,
  );

  it.each(modes)(
    'over %s: the office’s channel: a card that follows, a refusal, a bulletin with its text as a file',
    (mode) => {
      expect(told('office', mode)).toEqual({
        sameCard: true,
        by: true,
        refused: '该件由签发人办理，请由签发人或办公室负责人点击。',
        stillToSign: true,
        number: true,
        files: 1,
        under: true,
        cards: 1,
        said: '',
      });
    },
    120_000,
  );

  it.each(modes)(
    'over %s: evidence both ways, a one-time code, settings',
    (mode) => {
      expect(told('people', mode)).toEqual({
        kept: expect.stringContaining('third-round.pdf'),
        handed: ['third-round.pdf', 'done.pdf'],
        refused: expect.stringContaining('不是文档或图片'),
        linked: true,
        quiet: '已设免打扰：每天 12:00—14:00。',
        home: true,
        said: '',
      });
    },
    120_000,
  );

  describe.skipIf(!hasServer)('two replicas on one PostgreSQL server, and Slack has a bad day', () => {
    let server: TestServer;
    beforeAll(async () => {
      server = await startServer();
    });
    afterAll(() => server?.stop());

    it.each(modes)(
      'over %s: no report is lost, none is answered twice, forms open while every post is refused',
      async (mode) => {
        const database = new URL(await server.freshDatabase());
        // Its socket is reached from any network.
        if (server.socketFolder) database.searchParams.set('host', server.socketFolder);
        const seen = told('replicas', mode, database.href, '1', REPORTS) as { slowestModalMs: number };
        process.stdout.write(`${mode}: ${JSON.stringify(seen)}\n`);

        expect(seen).toMatchObject({
          reports: Number(REPORTS),
          lost: 0,
          doubled: 0,
          postedTwice: 0,
          modals: 10,
          running: 2,
        });
        expect(seen.slowestModalMs).toBeLessThan(3_000);
      },
      600_000,
    );
  });
});
