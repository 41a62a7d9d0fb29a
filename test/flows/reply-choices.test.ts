import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../src/core/ids.ts';
import { adoptPlan } from '../../src/flows/adopt-plan.ts';
import { importPlan } from '../../src/flows/import-plan.ts';
import { nothingBroken, openOffice } from '../support/office.ts';

/** Two due days for the bureau's inspection; two districts' items that it supports; a discreet item. */
const plan = `江州市2026年防范工作要点

（一）开展专项排查。（责任单位：市教育局；时限：4月、7月）
（二）制定联合检查计划。（牵头单位：市教育局；配合单位：市财政局；时限：4月30日前）
（三）妥善化解重点信访积案。（责任单位：市教育局；时限：5月29日前）
`;
const labels = (office: Awaited<ReturnType<typeof openOffice>>, person: string) =>
  office.inbox(person).then((all) => (all.at(-1)?.message.actions ?? []).map((action) => action.label));

describe('the same reply twice, of an item with several due days', () => {
  it('asks which day is meant and reports the later one done by no guess', async () => {
    const office = await openOffice({ plan });
    const first = await office.say('chen', '（一）已完成');

    expect(first).toMatch(/已记录（一）：.*\n时限4月30日/);
    const asked = await office.say('chen', '（一）已完成');

    expect(asked).toContain('请确认是哪一项');
    expect((await office.task('26-1-1')).state.status).toBe('reported-done');
    expect((await office.task('26-1-2')).state.status).toBe('open');
  });

  it('in the thread of the later one it is that one', async () => {
    const office = await openOffice({ plan });

    await office.say('chen', '（一）已完成', { thread: '26-1-2' });

    expect((await office.task('26-1-1')).state.status).toBe('open');
    expect((await office.task('26-1-2')).state.status).toBe('reported-done');
  });
});

describe('several tasks in one reply', () => {
  it('the buttons of the one answer say which task they are for', async () => {
    const office = await openOffice({ plan });

    await office.say('chen', '（一）已完成；（二）已完成60%');

    expect(await labels(office, 'chen')).toEqual([
      '补充材料 26-1-1',
      '理解有误，修改 26-1-1',
      '补充材料 26-2-1',
      '理解有误，修改 26-2-1',
    ]);
  });

  it('of which one had to be asked about: the choice records that one only', async () => {
    const office = await openOffice({ plan });
    await office.say('chen', '（一）已完成');
    const answer = await office.say('chen', '（一）、（二）均已完成');
    expect(answer).toContain('请确认是哪一项');

    await office.press('chen', ['choose-task', (await office.task('26-1-2')).id, 'input-2']);

    const reportsOf = async (code: string) => (await office.stores.reportsOf((await office.task(code)).id)).length;
    expect([await reportsOf('26-1-1'), await reportsOf('26-1-2'), await reportsOf('26-2-1')]).toEqual([1, 1, 1]);
  });
});

describe('words that waited for "which item is meant?"', () => {
  it('are recorded once however often the choice is pressed, and are answered each time', async () => {
    const office = await openOffice({ plan });
    await office.say('chen', '（一）已完成');
    await office.say('chen', '（一）已完成');
    const later = (await office.task('26-1-2')).id;

    const answers = [];
    for (let presses = 0; presses < 2; presses += 1) {
      await office.press('chen', ['choose-task', later, 'input-2']);
      answers.push((await office.inbox('chen')).at(-1)?.text);
    }

    expect(answers).toEqual([expect.stringContaining('已记录'), expect.stringContaining('已记录')]);
    expect(await office.stores.reportsOf(later)).toHaveLength(1);
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('are recorded for another item when that is chosen after the first', async () => {
    const office = await openOffice({ plan });
    await office.say('chen', '（一）已完成60%，正在推进');
    const asked = (await office.inbox('chen')).at(-1)?.text;
    const [first, later] = [(await office.task('26-1-1')).id, (await office.task('26-1-2')).id];
    expect(asked).toContain('已记录（一）');

    await office.press('chen', ['choose-task', later, 'input-1']);

    expect(await office.stores.reportsOf(first)).toHaveLength(1);
    expect(await office.stores.reportsOf(later)).toHaveLength(1);
  });
});

describe('several items in one reply, each of which has to be asked about', () => {
  const numbered = (title: string) => `江州市2026年${title}

（三）完善资金监管制度。（责任单位：市教育局；时限：4月30日前）
（五）开展审判情况分析。（责任单位：市教育局；时限：4月30日前）
`;
  /** Two plans with the same numbers, and the words that wait. */
  async function asked(text = '（三）完成60%，（五）还没开始，等经费') {
    const office = await openOffice({ plan: numbered('防范工作要点') });
    const by = 'clerk' as PersonId;
    const bytes = new TextEncoder().encode(numbered('校园安全行动方案'));
    const imported = await importPlan(office.deps, { by, via: 'local', bytes, fileName: '方案.txt' });
    if (!imported.ok) throw new Error(imported.text);
    await adoptPlan(office.deps, { by, via: 'local', planId: imported.plan.id });
    await office.queue.drain();
    const before = (await office.inbox('chen')).length;
    await office.say('chen', text);
    const questions = (await office.inbox('chen')).slice(before);
    const reports = async () =>
      Promise.all(
        ['26-3-1', '26-3-2', '26-5-1', '26-5-2'].map(async (code) =>
          (await office.stores.reportsOf((await office.task(code)).id)).map((report) => report.text).join(),
        ),
      );
    const choose = async (question: number, label: string) => {
      const action = questions[question]?.message.actions?.find((one) => one.label.includes(label));
      if (!action) throw new Error(`No choice ${label}`);
      return office.press('chen', action.command);
    };
    return { office, questions, reports, choose };
  }

  it('each question stands by itself, with the words it is about and its own choices', async () => {
    const { questions } = await asked();

    expect(questions.map(({ text }) => text.split('\n')[0])).toEqual([
      '“（三）完成60%”请确认是哪一项：',
      '“（五）还没开始，等经费”请确认是哪一项：',
    ]);
    expect(
      questions.map(({ message }) => message.actions?.map(({ label }) => label.split(' ')[0]?.slice(0, 6))),
    ).toEqual([
      ['26-3-1', '26-3-2', '都不是'],
      ['26-5-1', '26-5-2', '都不是'],
    ]);
  });

  it('an answer records the words of its own question, in whatever order they are answered', async () => {
    const { choose, reports } = await asked();

    await choose(1, '26-5-2');
    await choose(0, '26-3-1');

    expect(await reports()).toEqual(['（三）完成60%', '', '', '（五）还没开始，等经费']);
  });

  it('“none of these” to one leaves the other one open', async () => {
    const { choose, reports } = await asked();

    expect(await choose(0, '都不是')).not.toContain('没有找到');
    expect(await choose(1, '26-5-1')).toContain('已记录（五）');

    expect(await reports()).toEqual(['', '', '（五）还没开始，等经费', '']);
  });

  it('the same message delivered twice asks once', async () => {
    const { office } = await asked();
    await office.say('chen', '（三）完成70%，（五）完成20%', { key: 'twice' });
    const before = (await office.inbox('chen')).length;

    expect(await office.say('chen', '（三）完成70%，（五）完成20%', { key: 'twice' })).toBe('');

    expect(await office.inbox('chen')).toHaveLength(before);
    expect(await office.invariants()).toEqual(nothingBroken);
  });
});

describe('several items in one reply, one of which cannot be recorded', () => {
  const open = { plan: plan.split('\n').slice(0, 4).join('\n') };

  it.each([
    ['（一）已完成60%，（二）天气不错', '“（二）天气不错”未能识别，没有记录'],
    ['（一）已完成60%，（九）已完成', '“（九）已完成”：没有找到该编号的任务'],
  ])('%s: the answer says which, the rest is recorded', async (text, wanted) => {
    const office = await openOffice(open);

    const answer = await office.say('chen', text);

    expect(answer).toContain('已记录（一）');
    expect(answer).toContain(wanted);
    expect((await office.stores.reportsOf((await office.task('26-2-1')).id)).length).toBe(0);
  });

  it('is not repeated to whoever has a discreet item, and is nowhere afterwards', async () => {
    const office = await openOffice({ plan });

    const answer = await office.say('chen', '（一）已完成60%，（九）当事人张三情绪激动');

    expect(answer).toContain('已记录（一）');
    expect(answer).not.toContain('张三');
    expect(await office.traces('张三')).toEqual([]);
  });
});

describe('words of whoever has a discreet item', () => {
  it.each([
    ['not understood', '当事人张三情绪激动'],
    ['not understood, with its number', '（三）当事人张三情绪激动'],
  ])('%s: they are nowhere afterwards', async (_, text) => {
    const office = await openOffice({ plan });

    const answer = await office.say('chen', text);

    expect(answer).not.toBe('');
    expect(await office.traces('张三')).toEqual([]);
  });

  it('meant for none of the choices: the words that waited are gone', async () => {
    const office = await openOffice({ plan });
    await office.say('chen', '已完成60%，已与张三签订协议');

    await office.pressButton('chen', '都不是');

    expect(await office.traces('张三')).toEqual([]);
  });

  it('of its own number: the answer says that it takes no text', async () => {
    const office = await openOffice({ plan });

    expect(await office.say('chen', '（三）当事人情绪激动')).toContain('请按原渠道报送');
  });
});

describe('the office names a task of a unit', () => {
  it('and gets its card: whose it is, where it stands, what can be done', async () => {
    const office = await openOffice({ plan });

    const card = await office.say('clerk', '（二）已完成');

    expect(card).toContain('市教育局');
    expect(card).toContain('代录');
    expect((await office.task('26-2-1')).state.status).toBe('open');
  });

  it('and a list says whose each task is', async () => {
    const office = await openOffice({ plan });

    const list = await office.say('clerk', '任务');

    expect(list.match(/市教育局/gu)).toHaveLength(4);
  });

  it('a unit reads no unit beside its own tasks, and the lead beside those it supports', async () => {
    const office = await openOffice({ plan });

    expect(await office.say('chen', '任务')).not.toContain('市教育局');
    expect(await office.say('wu', '任务')).toContain('市教育局');
  });
});

describe('an item named and nothing else', () => {
  it.each(['2', '二', '第二项', '查看（二）', '26-2-1'])('%s: its card, and nothing is recorded', async (text) => {
    const office = await openOffice({ plan });

    const card = await office.say('chen', text);

    expect(card).toContain('26-2-1（二）制定联合检查计划');
    expect(await office.ledger('26-2-1')).toEqual(['task-started']);
  });

  it('of which there is none: that is said', async () => {
    const office = await openOffice({ plan });

    expect(await office.say('chen', '9')).toContain('没有找到该事项');
  });
});

describe('words that are not understood', () => {
  it('the answer offers what the unit itself reports, not what it supports', async () => {
    const office = await openOffice({
      plan:
        plan.replace('配合单位：市财政局；时限：4月30日前', '配合单位：市财政局；时限：3月20日前') +
        '（四）落实经费。（责任单位：市财政局；时限：9月30日前）\n',
    });

    await office.say('wu', '你好');

    expect(await labels(office, 'wu')).toEqual(['报送（四）', '全部任务', '使用说明']);
  });
});

describe('documents', () => {
  it('are signed with the full name of the office', async () => {
    const office = await openOffice({ plan });
    await office.advanceTo('2026-05-14 18:00');

    const draft = (await office.inbox('director')).find(({ text }) => text.includes('督办通知单'));

    expect(draft?.text).toContain('领导小组办公室');
  });
});
