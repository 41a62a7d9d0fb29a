import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { root, runCli } from '../support/run-cli.ts';

const jsonLines = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('reading a plan on the command line', () => {
  it('prints one object with the keys of the contract, and nothing on standard error', async () => {
    const { code, out, error } = await runCli(['plan', 'read', 'src/sample/plan.txt', '--json']);

    expect({ code, error }).toEqual({ code: 0, error: '' });
    const plan = JSON.parse(out) as {
      title: string;
      year: number;
      items: Record<string, unknown>[];
      problems: unknown[];
    };
    expect(plan.title).toBe('青澜市2026年优化营商环境工作要点');
    expect(plan.year).toBe(2026);
    expect(plan.items).toHaveLength(26);
    expect(Object.keys(plan.items[5] ?? {}).sort()).toEqual(
      [
        'deadlineText',
        'deadlines',
        'doubts',
        'label',
        'leaders',
        'ongoing',
        'openEnded',
        'recurrence',
        'relative',
        'section',
        'source',
        'start',
        'targets',
        'text',
        'units',
      ].sort(),
    );
    expect(plan.items[5]).toMatchObject({
      label: '六',
      deadlines: ['2026-06-30', '2026-11-30'],
      units: { lead: ['市政务服务局'] },
    });
  });

  it('says for people what is doubtful about the words it quotes', async () => {
    const { out } = await runCli(['plan', 'read', 'src/sample/plan.txt']);

    expect(out).toContain('请核对：拟仅提示、不传内容：');
  });

  it('reads standard input when the file is -', async () => {
    const { code, out } = await runCli(['plan', 'read', '-', '--json'], {
      input: readFileSync(`${root}src/sample/plan.txt`, 'utf8'),
    });

    expect(code).toBe(0);
    expect((JSON.parse(out) as { items: unknown[] }).items).toHaveLength(26);
  });

  it.each([
    ['a file that is not there', ['plan', 'read', '/nowhere.txt', '--json'], ''],
    ['a text that is no plan', ['plan', 'read', '-', '--json'], '今天天气很好。\n'],
    ['nothing at all', ['plan', 'read', '-', '--json'], ''],
    ['a year that is none', ['plan', 'read', 'src/sample/plan.txt', '--year', 'abc'], ''],
    ['a day that is none', ['deadline', 'read', '--today', '2026-02-30'], '6月底\n'],
    ['an option that is missing', ['reply', 'read'], ''],
    ['a page that cannot be written', ['slack', 'preview', '--out', '/nowhere/page.html'], ''],
    [
      'an address that Slack would refuse',
      ['slack', 'manifest', '--mode', 'http', '--url', 'http://duban.example.cn'],
      '',
    ],
    [
      'a plan to play that is not there',
      ['simulate', '--plan', '/nowhere.txt', '--from', '2026-03-02', '--to', '2026-04-01'],
      '',
    ],
    [
      'an end before the beginning',
      ['simulate', '--plan', 'src/sample/plan.txt', '--from', '2026-03-02', '--to', '2026-01-01'],
      '',
    ],
  ])('ends with 2 and one line on standard error for %s', async (_, argv, input) => {
    const { code, out, error } = await runCli(argv, { input });

    expect(code).toBe(2);
    expect(out).toBe('');
    expect(error.trimEnd().split('\n')).toHaveLength(1);
    expect(error.trim()).not.toBe('');
  });
});

describe('reading phrases and replies on the command line', () => {
  it('answers each line in order, an empty one too', async () => {
    const { code, out } = await runCli(['deadline', 'read', '--today', '2026-03-02', '--json'], {
      input: '6月底前\n\n每月25日前\n长期坚持',
    });

    expect(code).toBe(0);
    expect(jsonLines(out).map((line) => [line.text, line.kind])).toEqual([
      ['6月底前', 'date'],
      ['', 'none'],
      ['每月25日前', 'recurrence'],
      ['长期坚持', 'ongoing'],
    ]);
  });

  it('says what a reply means, with the day it names', async () => {
    const { out } = await runCli(['reply', 'read', '--today', '2026-06-15', '--json'], {
      input: '（十二）已完成60%，预计6月底完成\n申请延期至7月底\n你们都完成了吗\n',
    });

    expect(jsonLines(out)).toMatchObject([
      { intent: 'progress', percent: 60, date: '2026-06-30', tasks: ['12'] },
      { intent: 'extension', date: '2026-07-31' },
      { intent: 'unknown', percent: null },
    ]);
  });
});

describe('playing a year on the command line', () => {
  it('gives the same bytes for the same seed and others for another, with every promise kept', async () => {
    const argv = (seed: string) => [
      'simulate',
      '--plan',
      'src/sample/plan.txt',
      '--from',
      '2026-03-02',
      '--to',
      '2026-09-30',
      '--seed',
      seed,
      '--json',
    ];

    const [first, again, other] = await Promise.all([runCli(argv('7')), runCli(argv('7')), runCli(argv('8'))]);

    expect(first.code).toBe(0);
    expect(again.out).toBe(first.out);
    expect(other.out).not.toBe(first.out);
    const year = JSON.parse(first.out) as {
      invariants: Record<string, number>;
      weeks: Record<string, number>[];
      totals: Record<string, number>;
    };
    expect(year.invariants).toEqual({ I1: 0, I2: 0, I3: 0, I4: 0, I5: 0, I6: 0, I7: 0 });
    for (const [key, total] of Object.entries(year.totals))
      expect(year.weeks.reduce((sum, week) => sum + (week[key] ?? 0), 0)).toBe(total);
  });
});
