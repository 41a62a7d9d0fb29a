import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../src/core/ids.ts';
import { en } from '../../src/core/message/en.ts';
import { adoptPlan } from '../../src/flows/adopt-plan.ts';
import { exportSheets } from '../../src/flows/export-sheets.ts';
import { importPlan } from '../../src/flows/import-plan.ts';
import { type OpenOffice, openOffice } from '../support/office.ts';

const exported = (office: OpenOffice, person: string) => exportSheets(office.deps, person as PersonId);

/** The codes on a person's sheets. */
const codesOf = async (office: OpenOffice, person: string) =>
  (await exported(office, person)).sheets.flatMap(({ rows }) =>
    rows.map(([, code]) => (code?.kind === 'text' ? code.text : '')),
  );

const all = ['26-1-1', '26-2-1', '26-3-1', '26-5-1', '26-6-1', '26-7-1'];

describe('exporting the sheet of tasks', () => {
  it.each([
    ['clerk', all],
    ['director', all],
    ['leader', all],
    ['chen', ['26-1-1', '26-2-1', '26-7-1']],
    ['wu', ['26-2-1', '26-3-1']],
    ['finance-reviewer', ['26-2-1', '26-3-1']],
    ['court-head', ['26-5-1']],
    ['west-liaison', ['26-6-1']],
    ['nobody', []],
  ])('gives %s the tasks that they may see, without the discreet one: %j', async (person, codes) => {
    expect(await codesOf(await openOffice(), person)).toEqual(codes);
  });

  it('carries nothing of another unit, and nothing of a discreet item, whoever asks', async () => {
    const office = await openOffice();
    await office.say('wu', '（三）已完成60%，监管账户清单见附');
    await office.say('chen', '（一）排查了 30 家机构');

    const texts = async (person: string) => JSON.stringify((await exported(office, person)).sheets);

    expect(await texts('clerk')).toContain('监管账户清单');
    expect(await texts('clerk')).toContain('30 家机构');
    expect(await texts('clerk')).not.toMatch(/信访/);
    expect(await texts('chen')).not.toMatch(/监管|审判|推进会|信访/);
    expect(await texts('chen')).toContain('30 家机构');
    expect((await exported(office, 'chen')).sheets[0]?.notes[0]).toBe(
      '江州市处非工作领导小组办公室　截至2026年3月2日　共 3 项任务　本表仅列市教育局牵头或配合的任务　另有 1 项任务仅作提示、不传内容，未列入本表',
    );
  });

  it('shows the accountable unit’s latest words, not what a supporting unit or a former one said', async () => {
    const office = await openOffice();
    await office.say('chen', '（二）已完成30%，正在起草');
    await office.say('chen', '（二）已完成60%，正在会签');
    await office.say('wu', '（二）配合意见已反馈');
    const [first] = (await exported(office, 'wu')).sheets;
    const words = first?.rows[0]?.flatMap((cell) => (cell.kind === 'text' ? [cell.text] : []));

    expect(words).toContain('（二）已完成60%，正在会签');
    expect(first?.rows[0]).toContainEqual({ kind: 'number', value: 60 });
    await office.press('clerk', ['assign-task', (await office.task('26-2-1')).id], { unit: 'unit-finance' });
    expect(JSON.stringify((await exported(office, 'clerk')).sheets)).not.toContain('会签');
  });

  it('makes a sheet of each plan that has tasks for who asks', async () => {
    const office = await openOffice();
    const by = 'clerk' as PersonId;
    const second = '江州市2026年宣传工作要点\n\n（一）举办宣传月。（责任单位：市教育局；时限：6月30日前）\n';
    const bytes = new TextEncoder().encode(second);
    const imported = await importPlan(office.deps, { by, via: 'local', bytes, fileName: '宣传.txt' });
    if (!imported.ok) throw new Error(imported.text);
    await adoptPlan(office.deps, { by, via: 'local', planId: imported.plan.id });
    const titles = async (person: string) =>
      (await exported(office, person)).sheets.map(({ title, rows }) => [title, rows.length]);

    expect(await titles('clerk')).toEqual([
      ['江州市2026年防范工作要点　督办台账表', 6],
      ['江州市2026年宣传工作要点　督办台账表', 1],
    ]);
    expect(await titles('wu')).toEqual([['江州市2026年防范工作要点　督办台账表', 2]]);
  });

  it('is empty where there is no task, and says so', async () => {
    const none = await openOffice({ plan: null });

    expect((await exported(none, 'clerk')).sheets).toMatchObject([
      { title: '江州市处非工作领导小组办公室　督办台账表', rows: [], notes: [expect.stringContaining('共 0 项任务')] },
    ]);
  });

  it('changes nothing, prints the head of the ledger, and is named by the day', async () => {
    const office = await openOffice();
    const before = await office.stores.ledgerHead();
    const { name, sheets } = await exported(office, 'clerk');
    const english = await exportSheets({ ...office.deps, texts: en }, 'clerk' as PersonId);

    expect(await office.stores.ledgerHead()).toEqual(before);
    expect(name).toBe('督办台账表-2026-03-02');
    expect(sheets[0]?.notes.at(-1)).toBe(`台账校验值 ${before?.hash}`);
    expect(english.sheets[0]?.columns[3]?.heading).toBe('Lead unit');
  });
});
