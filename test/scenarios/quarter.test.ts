import { describe, expect, it } from 'vitest';
import { overdueWorkdays, verdict } from '../../src/core/task.ts';
import { day } from '../support/builders.ts';
import { nothingBroken, openOffice } from '../support/office.ts';
import { told } from '../support/stories.ts';

describe('a quarter in fast forward', () => {
  it('is reminded, reported, reviewed, chased and summed up, and every message can be read', async () => {
    const office = await openOffice();
    const close = async (code: string) =>
      office.press('clerk', { name: 'close-task', id: (await office.task(code)).id });

    await office.advanceTo('2026-03-16 10:00');
    await office.say('chen', '（一）已完成60%，预计3月25日完成');
    await office.advanceTo('2026-03-25 16:00');
    await office.say('chen', '（一）已完成');
    await office.advanceTo('2026-03-26 10:00');
    await close('26-1-1');
    await office.advanceTo('2026-04-01 11:00');
    const west = (await office.task('26-6-1')).id;
    await office.press('clerk', { name: 'record-offline', id: west }, { text: '4月3日召开', saidBy: 'west-liaison' });
    await office.advanceTo('2026-04-03 15:00');
    await office.press('clerk', { name: 'record-offline', id: west }, { text: '已召开', done: 'true' });
    await close('26-6-1');
    await office.advanceTo('2026-04-08 10:00');
    const [bulletin] = await office.stores.bulletins();
    await office.press('director', { name: 'sign-bulletin', id: bulletin?.id ?? '' });
    await office.press('director', { name: 'publish-bulletin', id: bulletin?.id ?? '' });
    await office.advanceTo('2026-04-28 10:00');
    await office.say('wu', '（三）已完成');
    await office.pressButton('finance-reviewer', '审核通过');
    await office.say('chen', '（二）申请延期至5月20日，需与相关部门会商');
    await office.advanceTo('2026-04-29 10:00');
    await close('26-3-1');
    await office.pressButton('clerk', '同意延期');
    await office.press('clerk', { name: 'grant-petition', id: (await office.task('26-2-1')).petition?.id ?? '' });
    await office.say('yun', '已完成');
    await close('26-5-1');
    await office.advanceTo('2026-05-19 10:00');
    await office.say('chen', '（二）、（四）均已完成');
    await close('26-2-1');
    await close('26-4-1');
    await office.advanceTo('2026-06-05 18:00');

    const story = told('quarter', await office.transcript());
    const verdicts = (await office.stores.tasks({})).map((task) => [
      task.code,
      verdict(task, day('2026-06-05'), office.calendar),
    ]);
    expect(Object.fromEntries(verdicts)).toEqual({
      '26-1-1': 'on-time',
      '26-2-1': 'on-time',
      '26-3-1': 'on-time',
      '26-4-1': 'on-time',
      '26-5-1': 'on-time',
      '26-6-1': 'late',
      '26-7-1': 'open',
    });
    expect(bulletin?.figures).toMatchObject({ tasks: 6 });
    expect(await office.invariants()).toEqual(nothingBroken);
    // No markup, no placeholder, no blame, no wall: whatever a person reads is plain words.
    expect(story).not.toMatch(/undefined|null|NaN|\[object|\$\{|！|温馨提示|收到请回复/u);
    expect(story).not.toContain('信访积案');
  });
});

describe('an outage', () => {
  it('of three weeks over a deadline: everybody hears once what stands, exact to the day', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-03-20 12:00');
    const before = (await office.transcript()).length;

    await office.wakeAt('2026-04-09 10:20');
    await office.advanceTo('2026-04-09 18:00');

    const after = (await office.transcript()).slice(before);
    told('outage', after);
    const cards = after.filter(({ text }) => /^(?:本周|今日)事项/.test(text));
    expect(new Set(cards.map(({ to }) => to)).size).toBe(cards.length);
    expect(overdueWorkdays(await office.task('26-1-1'), day('2026-04-09'), office.calendar)).toBe(6);
    expect(cards.find(({ to }) => to === 'education-deputy')?.text).toContain('已超时限 6 个工作日');
    expect(await office.invariants()).toEqual(nothingBroken);
  });
});
