import { describe, expect, it } from 'vitest';
import { verdict } from '../../src/core/task.ts';
import { day } from '../support/builders.ts';
import { education, nothingBroken, openOffice, westDistrict } from '../support/office.ts';

describe('the clerk writes down what a unit said (代录)', () => {
  it('as that unit, marked as written down by the clerk', async () => {
    const office = await openOffice();
    const { id } = await office.task('26-6-1');

    await office.press(
      'clerk',
      { name: 'record-offline', id },
      { text: '已召开', done: 'true', saidBy: 'west-liaison' },
    );

    const [report] = await office.stores.reportsOf(id);
    expect(report).toMatchObject({ unitId: westDistrict, by: 'west-liaison', recordedBy: 'clerk', via: 'phone' });
    expect((await office.task('26-6-1')).state.status).toBe('reported-done');
  });

  it('with the day on which it was said: that day decides', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-04-02 10:00');
    const { id } = await office.task('26-6-1');

    await office.press('clerk', { name: 'record-offline', id }, { text: '已召开', done: 'true', saidOn: '2026-03-31' });
    await office.press('clerk', { name: 'close-task', id });

    expect(verdict(await office.task('26-6-1'), day('2026-04-02'), office.calendar)).toBe('on-time');
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('never as said after today', async () => {
    const office = await openOffice();
    const { id } = await office.task('26-6-1');

    await office.press('clerk', { name: 'record-offline', id }, { text: '已召开', saidOn: '2026-12-31' });

    const [report] = await office.stores.reportsOf(id);
    expect(report?.madeAt).toEqual(office.clock.now());
  });

  it('without asking the own reviewer of the unit again', async () => {
    const office = await openOffice();
    const { id } = await office.task('26-3-1');

    await office.press('clerk', { name: 'record-offline', id }, { text: '已印发', done: 'true', channel: 'paper' });

    expect((await office.task('26-3-1')).state.status).toBe('reported-done');
    expect((await office.stores.reportsOf(id))[0]?.via).toBe('paper');
  });

  it('of a discreet item: that it was said, and no word of it', async () => {
    const office = await openOffice();
    const { id } = await office.task('26-4-1');

    await office.press('clerk', { name: 'record-offline', id }, { text: '张三已签协议', done: 'true' });

    expect((await office.task('26-4-1')).state.status).toBe('reported-done');
    expect(await office.traces('张三')).toEqual([]);
  });

  it('on a closed task: refused', async () => {
    const office = await openOffice();
    const { id } = await office.task('26-1-1');
    await office.say('chen', '（一）已完成');
    await office.press('clerk', { name: 'close-task', id });

    expect(await office.press('clerk', { name: 'record-offline', id }, { text: '补充' })).toContain('已办结');
  });

  it.each([
    [{ text: '字'.repeat(10_001) }, '内容过长'],
    [{ text: '已召开\u0007' }, '无法保存的字符'],
  ])('%#: refused, nothing kept', async (fields, wanted) => {
    const office = await openOffice();
    const { id } = await office.task('26-6-1');

    expect(await office.press('clerk', { name: 'record-offline', id }, fields)).toContain(wanted);
    expect(await office.stores.reportsOf(id)).toEqual([]);
  });
});

describe('the list of whom to phone or visit', () => {
  const waiting = (office: Awaited<ReturnType<typeof openOffice>>) =>
    office.stores.deliveries({ channel: 'offline', state: ['queued'] });

  it('names a person once, however much there is to say, and what it is about', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-04-07 10:00');

    const card = (await office.inbox('clerk')).findLast(({ text }) => text.includes('需电话联系或送达'));

    const lines = card?.text.split('\n').filter((line) => line.includes('0000-1234567')) ?? [];
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines.every((line) => line.includes('26-6-1'))).toBe(true);
    expect(card?.message.actions?.filter(({ label }) => label.includes('west-liaison'))).toHaveLength(1);
  });

  it('names on the very morning of a reminder who is to be phoned about it', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-03-02 10:00');
    await office.pressButton('clerk', '已联系');

    await office.advanceTo('2026-03-24 12:00');

    const card = (await office.inbox('clerk')).at(-1);
    expect(card?.at.toISOString().slice(0, 10)).toBe('2026-03-24');
    expect(card?.text).toContain('西区 west-liaison　0000-1234567　26-6-1');
  });

  it('one call is about everything that waits for the person, and stands in the ledger', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-03-31 12:00');
    expect((await waiting(office)).length).toBeGreaterThan(1);

    await office.pressButton('clerk', '已联系');

    expect(await waiting(office)).toEqual([]);
    expect((await office.ledger()).filter((type) => type === 'delivered-offline').length).toBeGreaterThan(1);
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('no longer names what has been dealt with', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-03-31 12:00');
    const { id } = await office.task('26-6-1');
    await office.press('clerk', { name: 'record-offline', id }, { text: '已召开', done: 'true' });
    await office.press('clerk', { name: 'close-task', id });
    await office.pressButton('clerk', '已联系');

    await office.advanceTo('2026-04-20 18:00');

    const later = (await office.inbox('clerk')).filter(
      ({ at, text }) => at > new Date('2026-04-02') && text.includes('0000-1234567'),
    );
    expect(later).toEqual([]);
  });

  it('no longer asks to remind of what was reported by other means', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-03-31 12:00');
    const { id } = await office.task('26-6-1');
    await office.press('clerk', { name: 'record-offline', id }, { text: '已召开', done: 'true' });

    await office.advanceTo('2026-04-01 12:00');

    const card = (await office.inbox('clerk')).at(-1)?.text ?? '';
    expect(card).not.toContain('催办');
    expect((await office.task('26-6-1')).unitId).not.toBe(education);
  });

  it('twice: the second time there is nothing to record', async () => {
    const office = await openOffice();
    const [one] = await waiting(office);
    const id = one?.id ?? '';
    await office.press('clerk', { name: 'record-delivered', id });

    expect(await office.press('clerk', { name: 'record-delivered', id })).toContain('已有决定');
  });

  it('of a message that went out by chat: refused', async () => {
    const office = await openOffice();
    const [sent] = await office.stores.deliveries({ state: ['sent'] });

    expect(await office.press('clerk', { name: 'record-delivered', id: sent?.id ?? '' })).toContain('已有决定');
  });
});
