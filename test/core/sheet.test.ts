import { describe, expect, it } from 'vitest';
import type { PersonId, ReportId, TaskId } from '../../src/core/ids.ts';
import { zh } from '../../src/core/message/zh.ts';
import { type Cell, type SheetEntry, sheetOf } from '../../src/core/sheet.ts';
import { freshAttention, type Task, type TaskState } from '../../src/core/task.ts';
import { anItem, aTask, at, aUnit, calendar, day } from '../support/builders.ts';
import { reportWith, supervisionWith } from '../support/message-facts.ts';

const setting = {
  today: day('2026-04-08'),
  calendar,
  officeName: '市处非办',
  officeFullName: '市处非工作领导小组办公室',
};
const entry = (task: Task, over: Partial<SheetEntry> = {}): SheetEntry => ({
  task,
  item: anItem(),
  unit: aUnit(),
  supporting: [],
  report: null,
  notices: [],
  ...over,
});
const sheet = (...entries: readonly SheetEntry[]) =>
  sheetOf({ plan: { title: '2026年工作要点' }, entries, onlyOf: [], ledgerHead: 'abc' }, zh, setting);

/** A cell as a clerk reads it. */
function shown(cell: Cell | undefined): string {
  if (!cell || cell.kind === 'empty') return '';
  if (cell.kind === 'text') return cell.text;
  if (cell.kind === 'number') return String(cell.value);
  return cell.kind === 'day' ? cell.on : `${cell.on}+${cell.at}`;
}

/** The rows, by the headings of their cells that hold anything. */
const rows = (...entries: readonly SheetEntry[]) => {
  const { columns, rows: cells } = sheet(...entries);
  return cells.map((row) =>
    Object.fromEntries(row.flatMap((cell, i) => (shown(cell) ? [[columns[i]?.heading, shown(cell)]] : []))),
  );
};

const closed: TaskState = {
  status: 'closed',
  closedOn: day('2026-04-07'),
  by: 'clerk' as PersonId,
  reportId: 'report-1' as ReportId,
  reportMadeAt: at('2026-04-03 16:20'),
};

describe('the row of a task', () => {
  it('says what was printed, who leads and supports, where it stands, what was said last and what was done about it', () => {
    const task = aTask({
      extensions: 1,
      originalDueOn: day('2026-03-16'),
      attention: { ...freshAttention(2), rung: 3 },
    });
    const row = rows(
      entry(task, {
        supporting: [aUnit({ name: '江州市财政局' }), aUnit({ name: '江州市商务局' })],
        report: reportWith(task, { text: '正在汇总\n已收齐 6 家', percent: 60, madeAt: at('2026-04-02 15:20') }),
        notices: [
          supervisionWith(task, {
            number: { year: 2026, serial: 3 },
            status: 'signed',
            signedAt: at('2026-04-08 09:00'),
          }),
        ],
      }),
    );

    expect(row).toEqual([
      {
        序号: '十二',
        编号: '26-12-1',
        事项: '开展专项排查。对全市校外培训机构开展排查。',
        牵头单位: '江州市教育局',
        配合单位: '江州市财政局、江州市商务局',
        '时限（原文）': '3月底',
        原定时限: '2026-03-16',
        当前时限: '2026-03-31',
        状态: '已超时限',
        亮灯: '红灯',
        最新进展: '正在汇总\n已收齐 6 家',
        '进度（%）': '60',
        报送时间: '2026-04-02+920',
        '逾期（工作日）': '5',
        延期: '已延期 1 次',
        督办: '督办〔2026〕3号（2026年4月8日签发）',
      },
    ]);
  });

  it.each<[string, Partial<Task>, string, string, string]>([
    ['under way', { dueOn: day('2026-05-29') }, '在办', '绿灯', ''],
    ['due soon', { dueOn: day('2026-04-10') }, '在办', '黄灯', ''],
    ['judged hard to finish', { dueOn: day('2026-05-29'), judgedHard: '缺少数据' }, '在办', '红灯', ''],
    ['beyond the limit', { dueOn: day('2026-04-07') }, '已超时限', '红灯', '1'],
    ['without a limit', { dueOn: null }, '时限待定', '', ''],
    ['sent back', { state: { status: 'open', supplementDueOn: day('2026-04-30') } }, '待补充', '绿灯', ''],
    [
      'with the unit’s reviewer',
      {
        dueOn: day('2026-05-29'),
        state: { status: 'open', awaitingConfirmation: { reportId: 'r' as ReportId, madeAt: at('2026-04-01 09:00') } },
      },
      '待本单位审核',
      '绿灯',
      '',
    ],
    [
      'reported on the last day',
      {
        state: {
          status: 'reported-done',
          reportId: 'r' as ReportId,
          madeAt: at('2026-03-31 23:59'),
          waitingSince: at('2026-03-31 23:59'),
        },
      },
      '待审核',
      '绿灯',
      '',
    ],
    ['closed after a report that was three working days late', { state: closed }, '已办结', '绿灯', '3'],
    ['cancelled', { state: { status: 'cancelled', reason: '合并' } }, '已取消', '', ''],
  ])('of a task %s: %j', (_, change, state, light, late) => {
    const [row] = rows(entry(aTask(change)));

    expect([row?.状态, row?.亮灯 ?? '', row?.['逾期（工作日）'] ?? '']).toEqual([state, light, late]);
  });

  it('has the day on which it was closed, and an extension that waits', () => {
    const petition = {
      id: 'p' as never,
      kind: 'extension' as const,
      askedAt: at('2026-03-30 09:00'),
      requestedDay: day('2026-04-30'),
    };
    const [row, waiting] = rows(entry(aTask({ state: closed })), entry(aTask({ code: '26-12-2', petition })));

    expect(row?.办结日).toBe('2026-04-07');
    expect(waiting?.延期).toBe('申请延期至4月30日（周四），待答复');
  });

  it('goes on below where a text is longer than a printed cell; the parts together are the text', () => {
    const text = '各单位反馈意见已汇总，正在修改。'.repeat(120);
    const found = rows(entry(aTask(), { report: reportWith(aTask(), { text }) }), entry(aTask({ code: '26-12-2' })));

    expect(found.length).toBeGreaterThan(3);
    expect(found.map((row) => row.最新进展 ?? '').join('')).toBe(text);
    expect(found[1]).toEqual({
      序号: '十二',
      编号: '26-12-1（续1）',
      牵头单位: '江州市教育局',
      状态: '已超时限',
      亮灯: '红灯',
      最新进展: found[1]?.最新进展,
    });
    expect(found.at(-1)).toMatchObject({ 序号: '十二', 编号: '26-12-2' });
  });
});

describe('a sheet', () => {
  it('stands in the order of the plan, then of the codes as numbers; what is no longer printed comes last', () => {
    const second = anItem({ position: 2, label: '二' });
    const order = rows(
      entry(aTask({ code: '26-9-1' }), { item: null }),
      entry(aTask({ code: '26-2-10' }), { item: second }),
      entry(aTask({ code: '26-2-9' }), { item: second }),
      entry(aTask({ code: '26-12-1' })),
    );

    expect(order.map((row) => row.编号)).toEqual(['26-12-1', '26-2-9', '26-2-10', '26-9-1']);
  });

  it('numbers an item without a printed number by its place', () => {
    const [row] = sheet(entry(aTask({ label: null }), { item: anItem({ label: null, position: 7 }) })).rows;

    expect(row?.[0]).toEqual({ kind: 'number', value: 7 });
  });

  it('leaves discreet tasks out and says how many', () => {
    const made = sheet(
      entry(aTask()),
      entry(aTask({ id: 'task-2' as TaskId, code: '26-13-1', discreet: true })),
      entry(aTask({ id: 'task-3' as TaskId, code: '26-14-1' }), { item: anItem({ discreet: true, text: '信访积案' }) }),
    );

    expect(made.rows).toHaveLength(1);
    expect(JSON.stringify(made)).not.toMatch(/26-13|26-14|信访/);
    expect(made.notes).toEqual([
      '市处非工作领导小组办公室　截至2026年4月8日　共 1 项任务　另有 2 项任务仅作提示、不传内容，未列入本表',
      '台账校验值 abc',
    ]);
  });

  it('says whose tasks alone are on it, and nothing of what is not there', () => {
    const made = sheetOf(
      { plan: { title: '要点' }, entries: [entry(aTask())], onlyOf: [aUnit()], ledgerHead: null },
      zh,
      setting,
    );

    expect([made.title, ...made.notes]).toEqual([
      '要点　督办台账表',
      '市处非工作领导小组办公室　截至2026年4月8日　共 1 项任务　本表仅列市教育局牵头或配合的任务',
    ]);
  });

  it('has as many cells in every row as columns, and fits A4 landscape', () => {
    const { columns, rows: cells } = sheet(entry(aTask(), { report: reportWith(aTask(), { text: '长'.repeat(900) }) }));

    expect(new Set(cells.map((row) => row.length))).toEqual(new Set([columns.length]));
    expect(columns.reduce((sum, { width }) => sum + width, 0)).toBeLessThanOrEqual(220);
  });
});
