import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readTable } from '../../src/adapters/documents/read-table.ts';
import { runIn } from '../../src/commands/control.ts';
import type { Bot } from '../../src/wire.ts';
import { openOffice } from '../support/office.ts';

const folder = mkdtempSync(join(tmpdir(), 'duban-sheet-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const office = await openOffice();
const duban = (...argv: readonly string[]) =>
  runIn({ deps: office.deps } as unknown as Bot, ['task', 'export', ...argv], folder);

describe('duban task export', () => {
  it('writes the tasks of who asks into the caller’s folder, as a workbook or a text', async () => {
    const said = await duban('--out', '台账.xlsx', '--as', 'clerk');
    await duban('--out', '台账.CSV', '--as', 'chen');
    const read = async (name: string) => readTable(readFileSync(join(folder, name)), name);

    expect(said).toEqual({
      code: 0,
      error: '',
      out: expect.stringContaining('江州市2026年防范工作要点　督办台账表：江州市处非工作领导小组办公室'),
    });
    expect((await read('台账.xlsx')).map(([, code]) => code)).toContain('26-6-1');
    expect(JSON.stringify(await read('台账.CSV'))).not.toContain('26-6-1');
  });

  it.each([
    [['--out', '台账.xls', '--as', 'clerk'], '--out 需要以 .xlsx 或 .csv 结尾的文件名（收到：台账.xls）。'],
    [['--out', '', '--as', 'clerk'], '--out 需要以 .xlsx 或 .csv 结尾的文件名（收到：空）。'],
    [['--out', '没有/台账.xlsx', '--as', 'clerk'], '没有/台账.xlsx：无法写入，请检查路径和权限（ENOENT）。'],
    [['--out', '甲.xlsx', '--as', '张三'], '通讯录中没有“张三”，请写通讯录中的姓名，如 clerk。'],
  ])('%j is refused in one line, and nothing is written', async (argv, error) => {
    const before = readdirSync(folder);

    expect(await duban(...argv)).toEqual({ code: 2, out: '', error: `${error}\n` });
    expect(readdirSync(folder)).toEqual(before);
  });

  it('overwrites nothing unless it is told to', async () => {
    const file = join(folder, '旧.csv');
    writeFileSync(file, '会上手记');

    expect(await duban('--out', '旧.csv', '--as', 'clerk')).toEqual({
      code: 2,
      out: '',
      error: '旧.csv：已有同名文件，请换一个文件名，或加 --replace 覆盖。\n',
    });
    expect(readFileSync(file, 'utf8')).toBe('会上手记');
    expect((await duban('--out', '旧.csv', '--as', 'clerk', '--replace')).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain('26-6-1');
  });
});
