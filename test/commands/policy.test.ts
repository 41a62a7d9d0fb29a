import { describe, expect, it } from 'vitest';
import { policyWords } from '../../src/commands/policy-words.ts';
import { settingsCommands } from '../../src/commands/settings-commands.ts';
import { defaultPolicy } from '../../src/core/policy.ts';
import { runCommand } from '../support/memory-commands.ts';
import { openOffice } from '../support/office.ts';

async function duban(argv: readonly string[], language: 'zh' | 'en' = 'zh') {
  const office = await openOffice();
  const done = await runCommand(office, settingsCommands, argv, language);
  return { ...done, policy: (await office.stores.office())?.policy };
}

const set = (name: string, value: string, language?: 'zh' | 'en') =>
  duban(['policy', 'set', name, value, '--as', 'clerk'], language);

describe('duban policy show', () => {
  it('says of every setting what it is called, its value with the unit, and what it does', async () => {
    const { out } = await duban(['policy', 'show']);

    for (const name of Object.keys(defaultPolicy)) expect(out).toContain(`${name}　`);
    expect(out).toContain('soonWorkdays　近期到期　3 个工作日　距时限不超过');
    expect(out).toContain('remindBeforeWorkdays　时限前提醒　5,1,0 个工作日');
    expect(out).toContain(
      'judicial 法院、检察院\n    第 1 个工作日 催办 → 联络员（自动发出）\n    第 7 个工作日 商请函',
    );
    expect(out).not.toMatch(/undefined|\[object/u);
  });

  it('shows one with how it is written and an example, in English where the office speaks it', async () => {
    expect((await duban(['policy', 'show', 'retentionDays'])).out).toMatch(/不小于 180 的整数\n例：duban policy set/u);
    expect((await duban(['policy', 'show', 'soonWorkdays'], 'en')).out).toContain('a whole number from 0 to 60');
  });

  it('has words for each setting in both languages', () => {
    for (const { settings } of Object.values(policyWords)) {
      expect(Object.keys(settings).sort()).toEqual(Object.keys(defaultPolicy).sort());
      expect(new Set(Object.values(settings).map(({ name }) => name)).size).toBe(Object.keys(settings).length);
    }
  });
});

describe('duban policy set', () => {
  it.each([
    ['soonWorkdays', '5', { soonWorkdays: 5 }],
    ['remindBeforeWorkdays', '7，3,0', { remindBeforeWorkdays: [7, 3, 0] }],
    ['remindBeforeWorkdays', '[2]', { remindBeforeWorkdays: [2] }],
    ['decideAt', '8:30', { decideAt: '08:30' }],
    ['近期到期', '4', { soonWorkdays: 4 }],
  ])('%s to %s', async (name, value, expected) => {
    const done = await set(name, value);

    expect(done).toMatchObject({ code: 0, policy: expected });
    expect(done.out).toContain('此后开始的任务按新规则执行');
  });

  it.each([
    [
      'soonWorkdays',
      '-1',
      'soonWorkdays（近期到期）不能设为 -1。应为 0 至 60 的整数。例：duban policy set soonWorkdays 3',
    ],
    ['decideAt', '25:00', '应为 24 小时制时刻，写作 HH:MM。例：duban policy set decideAt 09:00'],
    ['remindBeforeWorkdays', '5,一', '第 2 个有误'],
    ['sendTo', '08:00', 'sendFrom（发送起，09:02）须在 sendTo（发送止，08:00）之前'],
    ['ladders', '{}', '完整写法见 duban policy show ladders'],
    ['soonWorkday', '5', '没有规则“soonWorkday”，是否为 soonWorkdays'],
  ])('%s to %s is refused in one line: what is wrong, and the mend', async (name, value, wanted) => {
    const done = await set(name, value);

    expect(done).toMatchObject({ code: 2, policy: defaultPolicy });
    expect(done.error).toContain(wanted);
    expect(done.error).not.toContain('\n');
  });

  it('is refused in English where the office speaks it', async () => {
    expect((await set('soonWorkdays', '99', 'en')).error).toBe(
      'soonWorkdays (due soon) cannot be 99. It must be a whole number from 0 to 60. Example: duban policy set soonWorkdays 3 --as NAME',
    );
  });
});
