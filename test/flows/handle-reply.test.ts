import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../src/core/ids.ts';
import { nothingBroken, openOffice } from '../support/office.ts';

describe('a liaison reports', () => {
  it('done by number: the claim waits for the office, which is told at once', async () => {
    const office = await openOffice();

    const answer = await office.say('chen', '（一）已完成');

    expect(answer).toContain('已记录（一）');
    expect(answer).toContain('已转办公室审核');
    expect((await office.task('26-1-1')).state).toMatchObject({ status: 'reported-done' });
    expect((await office.inbox('clerk')).at(-1)?.text).toContain('待审核 · 市教育局 26-1-1（一）');
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('progress: percent and day as said, the task stays open', async () => {
    const office = await openOffice();

    const answer = await office.say('chen', '（一）已完成60%，预计3月25日完成');

    expect(answer).toContain('60%');
    expect(answer).toContain('3月25日（周三）');
    const task = await office.task('26-1-1');
    expect(task.state.status).toBe('open');
    expect(task.progress).toMatchObject({ percent: 60 });
  });

  it.each([
    ['（一）未完成', 'open'],
    ['（一）已完成80%', 'open'],
    ['（一）是否已完成？', 'open'],
    ['（一）基本完成', 'open'],
    ['（一）完成了，材料已上报', 'reported-done'],
  ])('%s leaves the task %s', async (text, status) => {
    const office = await openOffice();

    await office.say('chen', text);

    expect((await office.task('26-1-1')).state.status).toBe(status);
  });

  it('基本完成: recorded without a figure and asked whether all is done; the button then claims it', async () => {
    const office = await openOffice();

    const asked = await office.say('chen', '（一）基本完成');
    const [report] = await office.stores.reportsOf((await office.task('26-1-1')).id);
    expect(asked).toContain('未填进度');
    expect(report).toMatchObject({ text: '（一）基本完成', percent: null, claimsDone: false });

    await office.pressButton('chen', '已完成');

    expect((await office.task('26-1-1')).state.status).toBe('reported-done');
  });

  it('in the thread of a task: no number is needed', async () => {
    const office = await openOffice();

    await office.say('chen', '已完成', { thread: '26-2-1' });

    expect((await office.task('26-2-1')).state.status).toBe('reported-done');
    expect((await office.task('26-1-1')).state.status).toBe('open');
  });

  it('for its only open item without any number', async () => {
    const office = await openOffice();

    await office.say('yun', '已完成');

    expect((await office.task('26-5-1')).state.status).toBe('reported-done');
  });

  it('several items in one message: a record each, one answer', async () => {
    const office = await openOffice();

    const answer = await office.say('chen', '（一）已完成；（二）完成50%');

    expect((await office.task('26-1-1')).state.status).toBe('reported-done');
    expect((await office.task('26-2-1')).progress).toMatchObject({ percent: 50 });
    expect(answer).toContain('已记录（一）');
    expect(answer).toContain('已记录（二）');
    const told = (await office.inbox('chen')).filter(({ text }) => text.includes('已记录'));
    expect(told).toHaveLength(1);
  });

  it('several items in one message: each record holds its own words', async () => {
    const office = await openOffice();

    await office.say('chen', '（一）已完成，排查32家；（二）完成50%，正在会签');

    const [first] = await office.stores.reportsOf((await office.task('26-1-1')).id);
    const [second] = await office.stores.reportsOf((await office.task('26-2-1')).id);
    expect(first?.text).toContain('排查32家');
    expect(first?.text).not.toContain('会签');
    expect(second?.text).toContain('会签');
    expect(second?.text).not.toContain('32家');
  });

  it('the same words for several items named in one breath', async () => {
    const office = await openOffice();

    await office.say('chen', '（一）、（二）均已完成');

    expect((await office.task('26-1-1')).state.status).toBe('reported-done');
    expect((await office.task('26-2-1')).state.status).toBe('reported-done');
  });

  it('for a unit that only supports: kept, told to go to the lead, and no progress of the task', async () => {
    const office = await openOffice();

    const answer = await office.say('wu', '（二）我局已提供数据');

    expect(answer).toContain('牵头报送');
    const task = await office.task('26-2-1');
    expect(task.progress).toBeNull();
    expect(await office.stores.reportsOf(task.id)).toHaveLength(1);
  });

  it('done, where the unit wants its own reviewer: the reviewer is asked first, the office only then', async () => {
    const office = await openOffice();

    const answer = await office.say('wu', '（三）已完成');

    expect(answer).toContain('本单位审核人');
    expect((await office.inbox('finance-reviewer')).at(-1)?.text).toContain('26-3-1');
    expect((await office.inbox('clerk')).some(({ text }) => text.includes('26-3-1'))).toBe(false);

    await office.pressButton('finance-reviewer', '审核通过');

    expect((await office.task('26-3-1')).state.status).toBe('reported-done');
    expect((await office.inbox('clerk')).at(-1)?.text).toContain('26-3-1');
  });
});

describe('a liaison asks', () => {
  it('which item is meant: nothing is recorded until it is chosen, and the instant of the words counts', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-03-31 23:50');

    const asked = await office.say('chen', '已完成');
    expect(asked).toContain('请确认是哪一项');
    expect((await office.ledger()).filter((type) => type === 'task-reported-done')).toHaveLength(0);

    office.clock.set(new Date('2026-04-01T01:00:00+08:00'));
    const task = await office.task('26-1-1');
    const answer = await office.press('chen', ['choose-task', task.id, 'input-1']);

    expect(answer).toContain('已记录（一）');
    const [report] = await office.stores.reportsOf(task.id);
    expect(report?.madeAt).toEqual(new Date('2026-03-31T23:50:00+08:00'));
  });

  it('nobody else can choose for the words that wait', async () => {
    const office = await openOffice();
    await office.say('chen', '已完成');

    const answer = await office.press('wu', ['choose-task', (await office.task('26-3-1')).id, 'input-1']);

    expect(answer).toContain('没有找到该事项');
    expect((await office.task('26-3-1')).state.status).toBe('open');
  });

  it('an extension with a day: it waits for the office and holds the ladder', async () => {
    const office = await openOffice();

    const answer = await office.say('chen', '（一）申请延期至4月20日，需与相关部门会商');

    expect(answer).toContain('4月20日（周一）');
    expect((await office.task('26-1-1')).petition).toMatchObject({ kind: 'extension', requestedDay: '2026-04-20' });
    expect((await office.inbox('clerk')).at(-1)?.text).toContain('申请延期 · 市教育局');
  });

  it('an extension without a day: the day is asked for, nothing is recorded', async () => {
    const office = await openOffice();

    const answer = await office.say('chen', '（一）申请延期');

    expect(answer).toContain('请写明拟完成的日期');
    expect((await office.task('26-1-1')).petition).toBeNull();
  });

  it('whether it is responsible at all', async () => {
    const office = await openOffice();

    const answer = await office.say('chen', '（一）不属于我局职责，应由市公安局负责');

    expect(answer).toContain('职责意见');
    expect((await office.task('26-1-1')).petition).toMatchObject({ kind: 'dispute' });
  });

  it.each([
    ['帮助', '直接回复编号'],
    ['任务', '全部任务（4 项）'],
  ])('%s: answered at once', async (text, wanted) => {
    const office = await openOffice();

    expect(await office.say('chen', text)).toContain(wanted);
  });

  it.each(['26-1-1', '（一）'])('%s and nothing else shows that item, and records nothing', async (text) => {
    const office = await openOffice();

    expect(await office.say('chen', text)).toContain('状态：还有 21 个工作日');
    expect(await office.stores.reportsOf((await office.task('26-1-1')).id)).toEqual([]);
  });

  it('what cannot be understood: said so, with what would work', async () => {
    const office = await openOffice();

    const answer = await office.say('chen', '今天天气不错');

    expect(answer).toContain('未能识别');
    expect(answer).toContain('已完成');
    expect(await office.stores.reportsOf((await office.task('26-1-1')).id)).toHaveLength(0);
  });
});

describe('the office writes', () => {
  it('the number of another unit: its card with what may be done', async () => {
    const office = await openOffice();

    const answer = await office.say('clerk', '（五）');

    expect(answer).toContain('26-5-1（五）');
  });

  it('and the same number from another unit shows nothing', async () => {
    const office = await openOffice();

    const answer = await office.say('chen', '（五）已完成');

    expect(answer).not.toContain('审判');
    expect((await office.task('26-5-1')).state.status).toBe('open');
  });

  it('任务: everything that is not over', async () => {
    const office = await openOffice();

    expect(await office.say('clerk', '任务')).toContain('全部任务（7 项）');
  });
});

describe('bad input', () => {
  it('a task that is closed: refused, nothing changes', async () => {
    const office = await openOffice();
    await office.say('chen', '（一）已完成');
    await office.pressButton('clerk', '办结');
    const before = (await office.ledger('26-1-1')).length;

    const answer = await office.say('chen', '（一）已完成');

    expect(answer).toContain('已办结');
    expect(await office.ledger('26-1-1')).toHaveLength(before);
  });

  it('a thread of another unit: looks as if it were not there', async () => {
    const office = await openOffice();

    const answer = await office.say('chen', '已完成', { thread: '26-5-1' });

    expect(answer).toBe('没有找到该事项。回复“任务”可查看您负责的事项。');
    expect((await office.task('26-5-1')).state.status).toBe('open');
  });

  it('a person without any role: nothing is shown and nothing happens', async () => {
    const office = await openOffice();
    const { persons, ...rest } = await office.stores.directory();
    const stranger = {
      ...persons[0],
      id: 'stranger' as PersonId,
      accounts: [{ platform: 'local', address: 'stranger' }],
    };
    await office.stores.commit({ directory: { ...rest, persons: [...persons, stranger as (typeof persons)[number]] } });

    expect(await office.say('stranger', '（一）已完成')).toContain('没有找到该事项');
    expect((await office.task('26-1-1')).state.status).toBe('open');
  });

  it('the same message twice: one report, one answer', async () => {
    const office = await openOffice();

    await office.say('chen', '（一）已完成', { key: 'once' });
    const again = await office.say('chen', '（一）已完成', { key: 'once' });

    expect(again).toBe('');
    expect(await office.stores.reportsOf((await office.task('26-1-1')).id)).toHaveLength(1);
    expect((await office.inbox('clerk')).filter(({ text }) => text.startsWith('待审核'))).toHaveLength(1);
  });

  it('10,000 characters are kept whole; one more is refused and says how many', async () => {
    const office = await openOffice();
    const long = `已完成30%。${'情'.repeat(9_993)}`;

    await office.say('chen', long, { thread: '26-1-1' });
    const refused = await office.say('chen', `${long}况`, { thread: '26-1-1' });

    const reports = await office.stores.reportsOf((await office.task('26-1-1')).id);
    expect(reports.map((report) => Array.from(report.text).length)).toEqual([10_000]);
    expect(refused).toContain('10001 字');
  });

  it.each([
    '已完成 😀👨‍👩‍👧‍👦 🇨🇳',
    '已完成 <script>alert(1)</script> **粗体** [链接](http://x.cn)',
    '已完成 <!channel> <@U123> @所有人',
    '已完成 " \' \\ \u0000'.replace('\u0000', ''),
  ])('%j is kept as it was written', async (text) => {
    const office = await openOffice();

    await office.say('chen', text, { thread: '26-1-1' });

    const [report] = await office.stores.reportsOf((await office.task('26-1-1')).id);
    expect(report?.text).toBe(text.trim());
  });

  it('control characters: refused, nothing kept', async () => {
    const office = await openOffice();

    const answer = await office.say('chen', '已完成\u0007', { thread: '26-1-1' });

    expect(answer).toContain('无法保存的字符');
    expect(await office.stores.reportsOf((await office.task('26-1-1')).id)).toHaveLength(0);
  });

  it.each(['', '   ', '\n\n'])('%j: answered, nothing recorded', async (text) => {
    const office = await openOffice();

    expect(await office.say('chen', text)).not.toBe('');
    expect((await office.ledger()).includes('task-progress-reported')).toBe(false);
  });
});

describe('a discreet item takes no text', () => {
  const secret = '已与当事人张三签订协议';

  it.each([
    ['in its thread, as a claim', `已完成，${secret}`, '26-4-1'],
    ['in its thread, as progress', `已完成60%，${secret}`, '26-4-1'],
    ['in its thread, not understood', '已完成，当事人张三情绪激动', '26-4-1'],
    ['in its thread, as an extension', `申请延期至6月30日，${secret}`, '26-4-1'],
    ['in its thread, as an extension without a day', `申请延期，${secret}`, '26-4-1'],
    ['in its thread, as a dispute', `不属于我局职责，${secret}`, '26-4-1'],
    ['in its thread, too long', `${secret}${'很'.repeat(10_000)}`, '26-4-1'],
    ['in its thread, with a control character', `${secret}\u0007`, '26-4-1'],
    ['by its number', `（四）已完成，${secret}`, undefined],
    ['by its number, beside another item', `（一）已完成；（四）已完成，${secret}`, undefined],
    ['by its number, named with another item', `（四）、（一）均已完成，${secret}`, undefined],
  ])('%s: the words are nowhere afterwards', async (_, text, thread) => {
    const office = await openOffice();

    const answer = await office.say('chen', text, thread ? { thread } : {});

    expect(answer).not.toBe('');
    expect(await office.traces('张三')).toEqual([]);
  });

  it('when it is chosen afterwards: the words that waited are gone too', async () => {
    const office = await openOffice();
    await office.say('chen', `已完成，${secret}`);

    await office.press('chen', ['choose-task', (await office.task('26-4-1')).id, 'input-1']);

    expect((await office.task('26-4-1')).state.status).toBe('reported-done');
    expect(await office.traces('张三')).toEqual([]);
  });

  it('sent with a form: nothing is kept', async () => {
    const office = await openOffice();

    await office.press('chen', ['report-progress', (await office.task('26-4-1')).id], { text: secret, done: 'true' });

    expect(await office.traces('张三')).toEqual([]);
  });

  it('but the claim itself counts, and the liaison is told so', async () => {
    const office = await openOffice();

    const answer = await office.say('chen', '（四）已完成');

    expect((await office.task('26-4-1')).state.status).toBe('reported-done');
    expect(answer).toContain('已转办公室审核');
  });

  it('and its words of the plan are in no message', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-06-10 18:00');

    const told = await office.transcript();

    expect(told.filter(({ text }) => text.includes('信访积案'))).toEqual([]);
    expect(told.some(({ text }) => text.includes('26-4-1'))).toBe(true);
  });
});
