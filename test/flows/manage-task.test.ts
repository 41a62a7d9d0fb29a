import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../src/core/ids.ts';
import { judge, skip } from '../../src/flows/manage-task.ts';
import { finance, nothingBroken, openOffice } from '../support/office.ts';

const clerk = { by: 'clerk' as PersonId, via: 'local' as const };
const count = (ledger: readonly string[], type: string): number => ledger.filter((one) => one === type).length;

describe('giving a task to another unit', () => {
  it('both are told, a fresh round begins, the task stays the same one', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-03-25 10:00');
    const { id } = await office.task('26-1-1');

    await office.press('clerk', { name: 'assign-task', id }, { unit: finance });

    expect(await office.task('26-1-1')).toMatchObject({ id, unitId: finance, attention: { round: 2 } });
    expect((await office.inbox('chen')).at(-1)?.text).toContain('你单位无需再报送');
    expect((await office.inbox('wu')).at(-1)?.text).toContain('现由你单位报送');
    expect(await office.say('chen', '已完成', { thread: '26-1-1' })).toContain('没有找到该事项');
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('a limit that has passed is not laid on the new unit', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-04-08 10:00');
    const { id } = await office.task('26-1-1');

    await office.press('clerk', { name: 'assign-task', id }, { unit: finance });

    expect((await office.task('26-1-1')).dueOn).toBe('2026-04-15');
  });

  it('with a day of its own', async () => {
    const office = await openOffice();
    const { id } = await office.task('26-1-1');

    await office.press('clerk', { name: 'assign-task', id }, { unit: finance, day: '2026-05-08' });

    expect((await office.task('26-1-1')).dueOn).toBe('2026-05-08');
  });

  it('a supporting unit that gets it supports it no longer', async () => {
    const office = await openOffice();
    const { id } = await office.task('26-2-1');

    await office.press('clerk', { name: 'assign-task', id }, { unit: finance });

    expect((await office.task('26-2-1')).supportingUnitIds).not.toContain(finance);
  });
});

describe('setting a day', () => {
  it('of an undecided task: the unit is told and the reminders begin', async () => {
    const office = await openOffice();
    const { id } = await office.task('26-7-1');

    await office.press('clerk', { name: 'set-day', id }, { day: '2026-03-31' });
    await office.advanceTo('2026-03-31 12:00');

    expect((await office.inbox('chen')).map(({ text }) => text).join('\n')).toContain('3月31日（周二）');
    expect(count(await office.ledger('26-7-1'), 'task-reminded')).toBe(3);
  });

  it('of a task that has one: an extension without having been asked', async () => {
    const office = await openOffice();
    const { id } = await office.task('26-1-1');

    await office.press('clerk', { name: 'set-day', id }, { day: '2026-04-30' });

    expect(await office.task('26-1-1')).toMatchObject({
      dueOn: '2026-04-30',
      originalDueOn: '2026-03-31',
      extensions: 1,
    });
  });

  it.each([
    ['26-7-1', '2026-03-01', '所填日期已过'],
    ['26-1-1', '2026-03-20', '不晚于现时限'],
    ['26-1-1', '四月底', '请写明具体日期'],
  ])('of %s to %s: refused', async (code, on, wanted) => {
    const office = await openOffice();
    const before = await office.task(code);

    expect(await office.press('clerk', { name: 'set-day', id: before.id }, { day: on })).toContain(wanted);
    expect(await office.task(code)).toEqual(before);
  });
});

describe('holding and skipping', () => {
  it('holds the ladder through a day; the record runs on, then the ladder goes on where the true day stands', async () => {
    const office = await openOffice();
    const { id } = await office.task('26-1-1');

    await office.press('clerk', { name: 'hold-ladder', id }, { day: '2026-04-09', reason: '市里统一延后' });
    await office.advanceTo('2026-04-09 18:00');
    expect(count(await office.ledger('26-1-1'), 'rung-climbed')).toBe(0);
    expect(count(await office.ledger('26-1-1'), 'overdue-shown')).toBeGreaterThan(0);

    await office.advanceTo('2026-04-10 12:00');
    expect(count(await office.ledger('26-1-1'), 'rung-climbed')).toBe(3);
  });

  it('skips the next rung, with a reason', async () => {
    const office = await openOffice();
    const { id } = await office.task('26-1-1');

    const done = await skip(office.deps, { ...clerk, taskId: id, reason: '已当面沟通' });
    await office.advanceTo('2026-04-01 12:00');

    expect(done.ok).toBe(true);
    expect(count(await office.ledger('26-1-1'), 'rung-climbed')).toBe(0);
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('skips nothing without a reason', async () => {
    const office = await openOffice();
    const { id } = await office.task('26-1-1');

    expect(await skip(office.deps, { ...clerk, taskId: id, reason: ' ' })).toMatchObject({
      refusal: 'reason-required',
    });
  });
});

describe('judging hard to finish', () => {
  it('is kept with its note, and taken back by an empty one', async () => {
    const office = await openOffice();
    const { id } = await office.task('26-1-1');

    await judge(office.deps, { ...clerk, taskId: id, note: '用地未落实' });
    expect((await office.task('26-1-1')).judgedHard).toBe('用地未落实');

    await judge(office.deps, { ...clerk, taskId: id, note: '' });
    expect((await office.task('26-1-1')).judgedHard).toBeNull();
  });

  it('takes no note about a discreet item', async () => {
    const office = await openOffice();
    const { id } = await office.task('26-4-1');

    expect((await judge(office.deps, { ...clerk, taskId: id, note: '张三' })).ok).toBe(false);
    expect(await office.traces('张三')).toEqual([]);
  });

  it('is no thing of a liaison', async () => {
    const office = await openOffice();
    const { id } = await office.task('26-1-1');

    const done = await judge(office.deps, { by: 'chen' as PersonId, via: 'local', taskId: id, note: '难' });

    expect(done).toMatchObject({ ok: false, refusal: 'not-there' });
  });
});

describe('having seen a task', () => {
  it('is a fact and changes nothing', async () => {
    const office = await openOffice();

    const answer = await office.say('chen', '收到', { thread: '26-1-1' });

    expect(answer).toContain('好的');
    expect((await office.task('26-1-1')).state).toEqual({ status: 'open' });
    expect(await office.ledger('26-1-1')).toEqual(['task-started', 'task-acknowledged']);
  });

  it('said to nobody in particular is answered without a record', async () => {
    const office = await openOffice();

    expect(await office.say('chen', '收到')).toContain('好的');
    expect((await office.ledger()).includes('task-acknowledged')).toBe(false);
  });
});
