import { describe, expect, it } from 'vitest';
import { verdict } from '../../src/core/task.ts';
import { day } from '../support/builders.ts';
import { nothingBroken, openOffice } from '../support/office.ts';

/** 26-1-1 reported done by its unit on a day. */
async function reportedAt(instant: string) {
  const office = await openOffice();
  await office.advanceTo(instant);
  await office.say('chen', '（一）已完成');
  const { id } = await office.task('26-1-1');
  const verdictOn = async (on: string) => verdict(await office.task('26-1-1'), day(on), office.calendar);
  return { office, id, verdictOn };
}

describe('the office closes', () => {
  it('what was reported: the unit is told', async () => {
    const { office, id } = await reportedAt('2026-03-30 15:00');

    await office.press('clerk', { name: 'close-task', id });

    expect((await office.task('26-1-1')).state).toMatchObject({
      status: 'closed',
      closedOn: '2026-03-30',
      by: 'clerk',
    });
    expect((await office.inbox('chen')).at(-1)?.text).toContain('已办结');
  });

  it('late, and what was reported in time stays in time', async () => {
    const { office, id, verdictOn } = await reportedAt('2026-03-31 23:59');
    await office.advanceTo('2026-04-15 10:00');

    await office.press('clerk', { name: 'close-task', id });

    expect(await verdictOn('2026-04-15')).toBe('on-time');
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('what was reported at 00:00 of the day after: late', async () => {
    const { office, id, verdictOn } = await reportedAt('2026-04-01 00:00');

    await office.press('clerk', { name: 'close-task', id });

    expect(await verdictOn('2026-04-01')).toBe('late');
  });

  it('nothing that was not reported', async () => {
    const office = await openOffice();
    const { id } = await office.task('26-1-1');

    expect(await office.press('clerk', { name: 'close-task', id })).toContain('尚未报送完成');
    expect((await office.task('26-1-1')).state.status).toBe('open');
  });
});

describe('the office sends back', () => {
  it('with what is missing and a day; supplemented by then, the first report keeps its instant', async () => {
    const { office, id, verdictOn } = await reportedAt('2026-03-30 15:00');
    await office.advanceTo('2026-04-02 10:00');

    await office.press('clerk', { name: 'return-task', id }, { reason: '缺责任人', day: '2026-04-09' });
    expect((await office.inbox('chen')).at(-1)?.text).toContain('缺责任人');
    expect((await office.task('26-1-1')).state).toMatchObject({ status: 'open', supplementDueOn: '2026-04-09' });

    await office.advanceTo('2026-04-09 17:00');
    await office.say('chen', '（一）已完成');
    await office.press('clerk', { name: 'close-task', id });

    expect(await verdictOn('2026-04-10')).toBe('on-time');
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('and what is supplemented after that day counts from then', async () => {
    const { office, id, verdictOn } = await reportedAt('2026-03-30 15:00');
    await office.press('clerk', { name: 'return-task', id }, { reason: '缺责任人', day: '2026-04-03' });
    await office.advanceTo('2026-04-10 17:00');

    await office.say('chen', '（一）已完成');
    await office.press('clerk', { name: 'close-task', id });

    expect(await verdictOn('2026-04-10')).toBe('late');
  });

  it.each([
    [{ day: '2026-04-09' }, '请写明理由'],
    [{ reason: '缺责任人' }, '请写明具体日期'],
    [{ reason: '缺责任人', day: '2026-03-01' }, '所填日期已过'],
    [{ reason: '缺责任人', day: '4月9日' }, '请写明具体日期'],
  ])('never with %j alone', async (fields, wanted) => {
    const { office, id } = await reportedAt('2026-03-30 15:00');

    expect(await office.press('clerk', { name: 'return-task', id }, fields)).toContain(wanted);
    expect((await office.task('26-1-1')).state.status).toBe('reported-done');
  });
});

describe('the office opens again', () => {
  it('a closed task, with reason and day', async () => {
    const { office, id } = await reportedAt('2026-03-30 15:00');
    await office.press('clerk', { name: 'close-task', id });

    await office.press('clerk', { name: 'reopen-task', id }, { reason: '核查发现遗漏', day: '2026-04-10' });

    expect((await office.task('26-1-1')).state).toMatchObject({ status: 'open', supplementDueOn: '2026-04-10' });
    expect((await office.inbox('chen')).at(-1)?.text).toContain('核查发现遗漏');
  });

  it('nothing that is open', async () => {
    const office = await openOffice();
    const { id } = await office.task('26-1-1');

    const answer = await office.press('clerk', { name: 'reopen-task', id }, { reason: '遗漏', day: '2026-04-10' });

    expect(answer).toContain('已有决定');
  });
});

describe('the office no longer follows', () => {
  it('a task: the unit is told why, and no reminder comes any more', async () => {
    const office = await openOffice();
    const { id } = await office.task('26-1-1');

    await office.press('clerk', { name: 'cancel-task', id }, { reason: '任务合并' });
    const told = (await office.inbox('chen', { fresh: true })).length;
    await office.advanceTo('2026-04-20 18:00');

    expect((await office.inbox('chen'))[told]?.text ?? '').not.toContain('26-1-1');
    expect(await office.ledger('26-1-1')).toEqual(['task-started', 'task-cancelled']);
    expect(await office.say('chen', '已完成', { thread: '26-1-1' })).toContain('已取消');
  });
});

describe('the office is reminded of itself', () => {
  it('on the 2nd and the 5th working day of a report that waits', async () => {
    const { office } = await reportedAt('2026-03-02 10:00');

    await office.advanceTo('2026-03-20 18:00');

    expect((await office.ledger('26-1-1')).filter((type) => type === 'review-reminded')).toHaveLength(2);
  });
});
