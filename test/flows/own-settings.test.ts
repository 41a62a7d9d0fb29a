import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../src/core/ids.ts';
import { verifyChain } from '../../src/core/ledger.ts';
import type { Profile } from '../../src/core/profile.ts';
import type { Directory } from '../../src/core/unit.ts';
import { wholeLedger } from '../../src/flows/check-invariants.ts';
import { nothingBroken, openOffice, theDirectory } from '../support/office.ts';

type Office = Awaited<ReturnType<typeof openOffice>>;

const withProfileOf = (id: string, profile: Profile): Directory => {
  const directory = theDirectory();
  return {
    ...directory,
    persons: directory.persons.map((person) => (person.id === id ? { ...person, profile } : person)),
  };
};
const profileOf = async (office: Office, id: string) =>
  (await office.stores.directory()).persons.find((one) => one.id === id)?.profile;
const got = async (office: Office, person: string, words: string) =>
  (await office.inbox(person)).filter(({ text }) => text.includes(words)).map(({ at }) => at.toISOString());
/** Instants are asked for in Beijing. */
const beijing = (text: string): string => new Date(`${text}:00+08:00`).toISOString();

describe('quiet hours', () => {
  it('hold a card and a notice back until they end, on the same day', async () => {
    const office = await openOffice({ directory: withProfileOf('chen', { quiet: { from: '08:00', to: '10:00' } }) });
    await office.advanceTo('2026-03-24 10:05');

    const all = await got(office, 'chen', '开展专项排查');
    // The list at adoption, the weekly cards, and the reminder five working days before.
    expect(all).toEqual(['02', '09', '16', '23', '24'].map((on) => beijing(`2026-03-${on} 10:00`)));
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('hold back no answer to what the person says', async () => {
    const office = await openOffice({ directory: withProfileOf('chen', { quiet: { from: '08:00', to: '10:00' } }) });

    expect(await office.say('chen', '（一）已完成60%')).toContain('已记录');
  });

  it.each([
    ['免打扰 12:00-14:00', '已设免打扰：每天 12:00—14:00', { quiet: { from: '12:00', to: '14:00' } }],
    ['免打扰 25:00-26:00', '在 0:00 至 23:59 之间，如“免打扰 12:00-14:00”', undefined],
    ['免打扰 8点到8点', '起止时刻相同', undefined],
    ['免打扰 8:00-18:00', '不能覆盖整个工作时间', undefined],
  ])('are set by words: %s', async (words, answer, profile) => {
    const office = await openOffice();

    expect(await office.say('chen', words)).toContain(answer);
    expect(await profileOf(office, 'chen')).toEqual(profile);
  });

  it.each([
    [{ from: '9:00', to: '9:30' }, '已设免打扰', { quiet: { from: '09:00', to: '09:30' } }],
    [{ from: '', to: '' }, '已取消免打扰', undefined],
    [
      { from: 'noon', to: '14:00' },
      '在 0:00 至 23:59 之间，如“免打扰 12:00-14:00”',
      { quiet: { from: '12:00', to: '14:00' } },
    ],
  ])('are set by a form: %o', async (fields, answer, profile) => {
    const office = await openOffice({ directory: withProfileOf('chen', { quiet: { from: '12:00', to: '14:00' } }) });

    expect(await office.press('chen', ['set-quiet'], fields)).toContain(answer);
    expect(await profileOf(office, 'chen')).toEqual(profile);
  });
});

describe('the zone of an account', () => {
  it('moves the hour of the morning card and no deadline', async () => {
    const office = await openOffice({ directory: withProfileOf('chen', { zone: 'Europe/London' }) });

    await office.advanceTo('2026-03-24 16:00');
    expect((await got(office, 'chen', '5 个工作日')).length).toBe(0);
    await office.advanceTo('2026-03-24 17:40');

    expect((await got(office, 'chen', '开展专项排查')).at(-1)?.slice(0, 13)).toBe('2026-03-24T09');
    expect((await office.task('26-1-1')).dueOn).toBe('2026-03-31');
  });
});

describe('an absence', () => {
  it('sends what the person would get to the colleague who stands in, who may report', async () => {
    const office = await openOffice();

    const answer = await office.press('chen', ['set-absence'], {
      from: '2026-03-23',
      to: '2026-03-27',
      deputy: 'education-deputy',
    });
    await office.advanceTo('2026-03-24 09:40');

    expect(answer).toContain('由education-deputy代办');
    expect(await got(office, 'education-deputy', '请您代办')).toHaveLength(1);
    expect((await got(office, 'education-deputy', '开展专项排查')).length).toBeGreaterThan(0);
    expect((await got(office, 'chen', '开展专项排查')).filter((at) => at > beijing('2026-03-23 00:00'))).toEqual([]);
    expect(await office.say('education-deputy', '（一）完成50%')).toContain('进度 50%');
    await office.advanceTo('2026-03-30 09:40');
    expect((await got(office, 'chen', '开展专项排查')).at(-1)?.slice(0, 10)).toBe('2026-03-30');
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('in words names the colleague; nobody else of the directory is taken', async () => {
    const office = await openOffice();

    expect(await office.say('chen', '3月23日至27日请假，由wu代办')).toContain('须是通讯录中本单位的同事');
    expect(await office.say('chen', '3月23日至27日请假，由deng代办')).toContain('由deng代办');
    expect((await office.stores.directory()).absences).toEqual([
      { personId: 'chen', from: '2026-03-23', to: '2026-03-27', deputyId: 'deng' },
    ]);
  });

  it('with nobody to stand in is one alarm to the office, and the person still gets what is due', async () => {
    const office = await openOffice();

    expect(await office.say('yun', '3月23日至27日请假')).toContain('没有可代办的人');
    await office.advanceTo('2026-03-24 09:40');

    expect(await got(office, 'clerk', '无人代办')).toHaveLength(1);
  });

  it.each([
    [{ from: '2026-03-05', to: '2026-03-04' }, '结束日期早于开始日期'],
    [{ from: '2026-02-01', to: '2026-02-05' }, '已过'],
    [{ from: '2026-03-05' }, '写明具体日期'],
  ])('that cannot be is refused: %o', async (fields, answer) => {
    const office = await openOffice();

    expect(await office.press('chen', ['set-absence'], fields)).toContain(answer);
    expect((await office.stores.directory()).absences).toEqual([]);
  });

  it('ends when the person is back', async () => {
    const office = await openOffice();
    await office.say('chen', '3月23日至27日请假');
    await office.advanceTo('2026-03-25 08:00');

    expect(await office.say('chen', '销假')).toContain('已销假');
    await office.advanceTo('2026-03-25 10:00');

    expect((await office.stores.directory()).absences).toMatchObject([{ from: '2026-03-23', to: '2026-03-24' }]);
    expect(await office.say('chen', '销假')).toContain('没有登记');
  });
});

describe('a person who wants to be left alone', () => {
  it('gets nothing more but answers; the deputy gets the rest, the office knows, and the words undo it', async () => {
    const office = await openOffice();

    expect(await office.say('chen', '请不要再给我发消息了')).toContain('今后改发deng');
    await office.advanceTo('2026-03-24 09:40');

    expect(await got(office, 'clerk', '不再接收 · chen')).toHaveLength(1);
    expect((await got(office, 'deng', '开展专项排查')).length).toBeGreaterThan(0);
    expect((await got(office, 'chen', '开展专项排查')).filter((at) => at > beijing('2026-03-03 00:00'))).toEqual([]);
    expect(await office.say('chen', '（一）已完成60%')).toContain('已记录');

    expect(await office.say('chen', '恢复提醒')).toContain('已恢复');
    const [told] = (await office.inbox('clerk')).filter(({ text }) => text.includes('恢复接收 · chen'));
    expect(told?.text).toContain('今后仍发本人，不再改发deng');
    expect(told?.message.actions ?? []).toEqual([]);
    expect(await office.say('chen', '恢复提醒')).toContain('没有变动');
    expect((await got(office, 'clerk', '恢复接收 · chen')).length).toBe(1);
    await office.advanceTo('2026-03-30 09:40');
    expect((await got(office, 'chen', '开展专项排查')).at(-1)?.slice(0, 10)).toBe('2026-03-30');
    expect(await office.ledger()).toEqual(expect.arrayContaining(['own-setting-changed']));
    expect(verifyChain(await wholeLedger(office.deps))).toMatchObject({ ok: true });
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('of the office is written to all the same: alarms go there', async () => {
    const office = await openOffice();

    expect(await office.say('clerk', '退订')).toContain('没有变动');
    expect(await profileOf(office, 'clerk')).toBeUndefined();
  });
});

describe('settings', () => {
  it('say what is set, and where nothing is, what can be', async () => {
    const directory = theDirectory();
    const roles = directory.roles.filter((role) => role.personId !== 'court-head');
    const office = await openOffice({ directory: { ...directory, roles } });

    const shown = await office.say('chen', '设置');

    expect(shown).toContain('免打扰：未设');
    expect(shown).toContain('请选一位同事');
    expect(await office.say('yun', '我的设置')).toContain('请联系办公室补充');
  });

  it('name a deputy of the same unit only', async () => {
    const office = await openOffice();

    expect(await office.press('chen', ['set-deputy'], { deputy: 'wu' })).toContain('本单位的同事');
    expect(await office.press('chen', ['set-deputy'], { deputy: 'education-deputy' })).toContain('已指定代办人');
    expect(await profileOf(office, 'chen')).toEqual({ deputyId: 'education-deputy' as PersonId });
  });
});

describe('the words of the report form', () => {
  it.each([
    ['完成45%，其余本周报', 45],
    ['正在征求意见', null],
    ['（一）完成50%，（二）完成30%', null],
    ['基本完成', null],
  ])('%s: the figure is %s', async (text, percent) => {
    const office = await openOffice();
    const task = await office.task('26-1-1');

    await office.press('chen', ['report-progress', task.id], { text });

    expect(await office.stores.reportsOf(task.id)).toMatchObject([{ text, percent, claimsDone: false }]);
  });
});
