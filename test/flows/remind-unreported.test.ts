import { describe, expect, it } from 'vitest';
import { openOffice } from '../support/office.ts';

const remind = { name: 'remind-unreported', value: '2026-04-30' } as const;

describe('having the units reminded that have not reported', () => {
  it('tells those, each of its own tasks, and no unit that has reported', async () => {
    const office = await openOffice();
    await office.say('wu', '（三）已完成');
    const { id } = await office.task('26-3-1');
    await office.press('finance-reviewer', { name: 'confirm-report', id });
    await office.inbox('wu', { fresh: true });

    const answer = await office.press('clerk', remind);

    expect(answer).toContain('已提醒 3 家');
    expect(answer).not.toContain('市财政局');
    const told = (await office.inbox('chen')).at(-1);
    expect(told?.text).toContain('请报送 · 市教育局（2 项）');
    expect(told?.text).not.toContain('信访积案');
    expect(await office.inbox('wu', { fresh: true })).toEqual([]);
    expect(await office.ledger()).toContain('unreported-reminded');
  });

  it('pressed again within the gap sends nothing and says from when on it can be', async () => {
    const office = await openOffice();
    await office.press('clerk', remind);
    const before = (await office.inbox('chen')).length;

    expect(await office.press('clerk', remind)).toContain('3月3日（周二）起可以再提醒');
    expect(await office.inbox('chen')).toHaveLength(before);
  });

  it('the gap is counted in working days, by the policy', async () => {
    const office = await openOffice({ adoptedAt: '2026-03-06 08:30', policy: { remindUnreportedEveryWorkdays: 2 } });
    await office.press('clerk', remind);
    await office.advanceTo('2026-03-09 12:00');
    expect(await office.press('clerk', remind)).toContain('3月10日（周二）起可以再提醒');

    await office.advanceTo('2026-03-10 12:00');
    expect(await office.press('clerk', remind)).toContain('已提醒');
  });

  it('a unit that was not reminded then is reminded now; the others are left alone and named', async () => {
    const office = await openOffice();
    await office.press('clerk', { name: 'remind-unreported', value: '2026-03-31' });

    const answer = await office.press('clerk', remind);

    expect(answer).toContain('已提醒 2 家');
    expect(answer).toContain('这次没有再发的 2 家');
  });

  it('with nothing owed says so', async () => {
    const office = await openOffice();

    expect(await office.press('clerk', { name: 'remind-unreported', value: '2026-03-30' })).toContain('都已报送');
  });

  it('with a day that is none is as good as not there', async () => {
    const office = await openOffice();

    expect(await office.press('clerk', { name: 'remind-unreported', value: '四月' })).toContain('没有找到');
  });
});
