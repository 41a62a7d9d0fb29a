import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, runCli } from '../support/run-cli.ts';

const folders: string[] = [];
const freshFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'duban-cli-'));
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Runs commands one after another on a data folder of their own. */
const on = (folder: string) => (argv: readonly string[]) => runCli(argv, { env: { DUBAN_DATA_DIR: folder } });

describe('commands without a server', () => {
  // A process each, with the database opened and shut: behind `npm run test:office`, as .ci/run calls it.
  it.skipIf(process.env.OFFICE_TESTS !== '1')(
    'set an office up and keep its ledger whole; what is missing or wrong is one line',
    async () => {
      const duban = on(freshFolder());

      const headless = await duban(['directory', 'import', 'src/sample/plan.txt']);
      const said = [
        await duban(['directory', 'import', 'src/sample/directory.csv']),
        await duban(['plan', 'import', 'src/sample/plan.txt', '--as', '林晓雯']),
        await duban(['plan', 'adopt', '--as', '林晓雯']),
        await duban(['ledger', 'verify', '--json']),
      ];

      expect(headless).toMatchObject({ code: 2, error: expect.stringContaining('表头') });
      expect(said.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
      expect(JSON.parse(said[3]?.out ?? '{}')).toMatchObject({ ok: true });
    },
    120_000,
  );
});

describe('commands beside a running server', () => {
  const folder = freshFolder();
  const server = spawn(process.execPath, [`${root}src/main.ts`], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', PORT: '0', DUBAN_DATA_DIR: folder },
  });
  const duban = on(folder);
  beforeAll(async () => {
    await new Promise<void>((resolve, reject) => {
      server.stdout.on('data', (text: Buffer) => text.toString().includes('http://') && resolve());
      server.once('exit', (code) => reject(new Error(`The server ended with ${code}`)));
    });
  }, 120_000);
  afterAll(async () => {
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await gone;
  });

  // As above: a process for each command.
  it.skipIf(process.env.OFFICE_TESTS !== '1')(
    'take a report, return it, take it again and close it',
    async () => {
      const said = [
        await duban(['report', '26-12-1', '已完成', '--as', '何敏']),
        await duban(['review', 'return', '26-12-1', '--reason', '请补充督查结果', '--as', '林晓雯']),
        await duban(['report', '26-12-1', '督查结果已补充', '--done', '--as', '何敏']),
        await duban(['review', 'close', '26-12-1', '--as', '林晓雯']),
        await duban(['task', 'show', '26-12-1', '--json']),
      ];

      expect(said.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0]);
      expect(said[0]?.out).toContain('已转办公室审核');
      expect(JSON.parse(said[4]?.out ?? '{}')).toMatchObject({ code: '26-12-1', status: 'closed' });
    },
    60_000,
  );

  it('act through it, and a second server on the same folder is refused', async () => {
    const listed = await duban(['task', 'list', '--open', '--json']);
    const recorded = await duban(['record', '26-4-5', '电话答复：已完成', '--as', '林晓雯']);
    const handed = await duban([
      'directory',
      'handover',
      '--from',
      '陈建国',
      '--to',
      '何敏',
      '--on',
      '2026-03-03',
      '--as',
      '林晓雯',
    ]);
    const wrong = await duban(['review', 'close', '26-4-4', '--as', '陈建国']);
    const second = await new Promise<string>((resolve) => {
      const child = spawn(process.execPath, [`${root}src/main.ts`], {
        cwd: root,
        env: { PATH: process.env.PATH ?? '', PORT: '0', DUBAN_DATA_DIR: folder },
      });
      let said = '';
      child.stderr.on('data', (text: Buffer) => {
        said += text.toString();
      });
      child.once('exit', () => resolve(said));
    });

    expect((JSON.parse(listed.out) as unknown[]).length).toBeGreaterThan(50);
    expect(recorded).toMatchObject({ code: 0, error: '' });
    expect(handed.out).toContain('陈建国 → 何敏');
    expect(wrong.code).toBe(2);
    expect(second).toContain('数据目录正被另一个督办进程使用');
  }, 120_000);
});
