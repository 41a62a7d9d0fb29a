import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { viewProblems, viewWords } from '../../support/slack-limits.ts';
import { accountOf, openSlackOffice, type SlackOffice } from '../../support/slack-office.ts';
import { waitFor } from '../../support/wait-for.ts';

let bot: SlackOffice;

beforeEach(async () => {
  bot = await openSlackOffice();
});
afterEach(() => bot.close());

describe('a button', () => {
  it('that opens a form opens it at once and fills it', async () => {
    await bot.event(bot.message('chen', '（一）完成30%'));
    await bot.settle();

    await bot.clickOn('chen', '补充材料');
    const view = await bot.shown('views.update');

    expect(bot.platform.callsOf('views.open')).toHaveLength(1);
    expect(view.blocks.flatMap((block) => block.block_id ?? [])).toEqual(['text', 'done', 'expectedOn', 'files']);
    expect(viewProblems(view)).toEqual([]);
  });

  it('whose modal cannot be opened in time is answered as a message that opens it', async () => {
    await bot.event(bot.message('chen', '（一）完成30%'));
    await bot.settle();
    bot.platform.next('views.open', { kind: 'error', code: 'expired_trigger_id' });
    const before = bot.postedTo('chen').length;

    await bot.clickOn('chen', '补充材料');
    await waitFor(async () => {
      await bot.settle();
      expect(bot.postedTo('chen').length).toBe(before + 1);
    });

    expect(bot.platform.callsOf('views.open')).toHaveLength(1);
    await bot.clickOn('chen', '报送（一）');
    expect((await bot.shown('views.update')).callback_id).toBe('form');
  });

  it('that does something does it once, however often it is clicked', async () => {
    await bot.event(bot.message('chen', '（一）已完成'));
    await bot.settle();
    const { value, ts } = bot.buttonOf('clerk', '办结');
    const before = bot.postedTo('clerk').length;

    await Promise.all([
      bot.press('clerk', value, { messageTs: ts, at: '1772411000.100' }),
      bot.press('clerk', value, { messageTs: ts, at: '1772411000.900' }),
    ]);
    await bot.press('clerk', value, { messageTs: ts, at: '1772411002.500' });
    await bot.settle();

    expect((await bot.office.task('26-1-1')).state.status).toBe('closed');
    expect(bot.postedTo('clerk').length).toBe(before + 1);
  });

  it('that was pressed is taken out of its message; what stands beside it stays', async () => {
    await bot.event(bot.message('chen', '（一）已完成'));
    await bot.settle();
    const { value, ts } = bot.buttonOf('clerk', '办结');
    const post = bot.postedTo('clerk').find((one) => one.ts === ts);
    const blocks = (post?.blocks ?? []).map((block, index) => ({ ...block, block_id: `b${index}` }));
    const row = blocks.find((block) => (block as { type?: string }).type === 'actions');

    await bot.press('clerk', value, {
      messageTs: ts,
      message: { ts, text: post?.text, blocks },
      blockId: row?.block_id ?? '',
    });
    await bot.settle();

    const [update] = bot.platform.callsOf('chat.update');
    expect(update?.args).toMatchObject({ ts, text: post?.text });
    expect(update?.args.blocks).not.toContain('close-task');
    expect(update?.args.blocks).toContain('open-return');
  });

  it('pressed again later is answered again', async () => {
    await bot.event(bot.message('chen', '（一）已完成'));
    await bot.settle();
    const { value, ts } = bot.buttonOf('clerk', '办结');
    await bot.press('clerk', value, { messageTs: ts });
    await bot.settle();

    await bot.press('clerk', value, { messageTs: ts });
    await bot.settle();

    expect(bot.lastTo('clerk')).toContain('已办结');
  });

  it('that could not be stored says so', async () => {
    await bot.event(bot.message('chen', '（一）已完成'));
    await bot.settle();
    const receive = vi.spyOn(bot.office.deps.stores, 'receive').mockRejectedValueOnce(new Error('disk full'));

    await bot.clickOn('clerk', '办结');
    receive.mockRestore();

    expect((await bot.office.task('26-1-1')).state.status).toBe('reported-done');
    expect(viewWords(await bot.shown('views.open'))).toBe('没有保存成功，请再试一次。');
  });

  it("of another unit's task shows that there is none", async () => {
    const task = await bot.office.task('26-3-1');

    await bot.press('chen', JSON.stringify({ name: 'open-report', id: task.id }));

    expect(viewWords(await bot.shown('views.update'))).toContain('没有找到该事项');
  });

  it('opens the form that came with its message, however large, with what it proposes', async () => {
    const text = '正文'.repeat(1_500);
    const form = {
      title: '编辑通报',
      submit: { label: '保存', command: { name: 'edit-bulletin' as const, id: 'bulletin-1' } },
      fields: [{ name: 'text', label: '正文', kind: 'long-text' as const, required: true, value: text }],
    };
    const to = { platform: 'slack' as const, address: accountOf('clerk') };
    await bot.slack.messenger.send(to, { lines: [{ text: '通报已起草' }], form }, 'key');

    await bot.clickOn('clerk', '编辑通报');
    const view = await bot.shown('views.update');

    const inputs = view.blocks as readonly { block_id?: string; element?: { initial_value?: string } }[];
    expect(inputs.map((block) => block.element?.initial_value ?? '').join('')).toBe(text);
    expect(viewProblems(view)).toEqual([]);
  });

  it('of a form that is no longer kept says that there is none', async () => {
    await bot.press('clerk', JSON.stringify({ kept: 'gone' }));

    expect(viewWords(await bot.shown('views.update'))).toContain('没有找到该事项');
  });

  it('with a command that is none of ours does nothing', async () => {
    const response = await bot.press('chen', JSON.stringify({ name: 'drop-tables' }));

    expect(response.status).toBe(200);
    expect(bot.platform.callsOf('views.open')).toEqual([]);
  });
});

describe('a form', () => {
  const opened = async () => {
    const task = await bot.office.task('26-1-1');
    await bot.press('chen', JSON.stringify({ name: 'open-extension', id: task.id }));
    return bot.shown('views.update');
  };

  it('submitted is what it says, once', async () => {
    const view = await opened();
    const values = {
      day: { type: 'datepicker', selected_date: '2026-04-20' },
      reason: { type: 'plain_text_input', value: '等待上级批复' },
    };

    const response = await bot.submit('chen', view, values, 'V77');
    await bot.submit('chen', view, values, 'V77');
    await bot.settle();

    expect([response.status, await response.text()]).toEqual([200, '']);
    const task = await bot.office.task('26-1-1');
    expect(await bot.office.deps.stores.petitionsOf(task.id)).toMatchObject([
      { kind: 'extension', requestedDay: '2026-04-20' },
    ]);
    expect(bot.lastTo('chen')).toContain('申请延期');
  });

  it.each([
    [
      'a day that has passed',
      { day: { selected_date: '2026-02-01' }, reason: { value: '等待批复' } },
      { day: '所填日期已过，请填今天或以后的日期。' },
    ],
    ['nothing but blanks', { day: { selected_date: '2026-04-20' }, reason: { value: '  ' } }, { reason: '请填写' }],
    ['nothing at all', { day: { selected_date: null }, reason: { value: null } }, { day: '请填写', reason: '请填写' }],
    [
      'what cannot be kept',
      { day: { selected_date: '2026-04-20' }, reason: { value: 'a\u0000b' } },
      { reason: '内容中含有无法保存的字符，未作记录。请改为纯文字重新发送。' },
    ],
  ])('with %s says so beside the field, and is taken once it is mended', async (_what, values, errors) => {
    const view = await opened();
    const typedOf = (given: Record<string, object>) =>
      Object.fromEntries(Object.entries(given).map(([name, value]) => [name, { type: 'input', ...value }]));

    const refused = await bot.submit('chen', view, typedOf(values), 'V78');
    expect(await refused.json()).toEqual({ response_action: 'errors', errors });

    await bot.submit(
      'chen',
      view,
      typedOf({ day: { selected_date: '2026-04-20' }, reason: { value: '等待批复' } }),
      'V78',
    );
    await bot.settle();
    expect(await bot.office.deps.stores.petitionsOf((await bot.office.task('26-1-1')).id)).toHaveLength(1);
  });

  it('that could not be stored stays open and says so', async () => {
    const view = await opened();
    const values = {
      day: { type: 'datepicker', selected_date: '2026-04-20' },
      reason: { type: 'plain_text_input', value: '等待批复' },
    };
    vi.spyOn(bot.office.deps.stores, 'receive').mockRejectedValueOnce(new Error('disk full'));

    const failed = await bot.submit('chen', view, values, 'V79');

    expect(await failed.json()).toEqual({ response_action: 'errors', errors: { day: '没有保存成功，请再试一次。' } });
  });
});

describe('/duban', () => {
  const answered = async (person: string, text: string): Promise<string> => {
    const before = bot.platform.callsOf('response').length;
    await bot.slash(person, text);
    await waitFor(() => {
      if (bot.platform.callsOf('response').length === before) throw new Error('no answer');
    });
    return bot.platform.bodies.at(-1) ?? '';
  };

  it.each([
    ['chen', '', '使用说明'],
    ['chen', 'help', '使用说明'],
    ['chen', '我的任务', '开展专项排查'],
    ['chen', 'tasks', '开展专项排查'],
    ['chen', '待报', '待报（'],
    ['chen', '26-1-1', '开展专项排查'],
    ['chen', '任务 26-3-1', '没有找到该事项'],
    ['chen', '未报', '由办公室办理'],
    ['clerk', '未报', '市教育局（1 项）'],
    ['clerk', '未报 2026-04', '市财政局（1 项）'],
    ['clerk', '未报 2026年2月', '都已报送'],
    ['clerk', 'import', '直接发到与我的私信里'],
    ['clerk', 'bulletin', '还没有通报'],
    ['chen', '通报', '由办公室办理'],
    ['clerk', '工作台', 'https://duban.example/#link=once'],
    ['chen', 'desk', '工作台网页没有开通'],
    ['chen', '导出', '督办台账表已发到与我的私信'],
    ['stranger', '我的任务', '还没有登记'],
    ['clerk', '未报 火星', '没有看懂“未报 火星”'],
    ['clerk', '代录', '后写编号，如 26-3-1'],
    ['clerk', 'code', '后写姓名'],
  ])('%s asks %s and is told of %s, seen by nobody else', async (person, text, expected) => {
    const body = await answered(person, text);

    expect(JSON.parse(body).response_type).toBe('ephemeral');
    expect(body).toContain(expected);
  });

  it('with a report is a report', async () => {
    const response = await bot.slash('chen', '（一）已完成80%');
    await bot.settle();

    expect(await response.json()).toMatchObject({ response_type: 'ephemeral', text: '已收到，处理结果见与我的私信。' });
    expect(await bot.reportsOf('26-1-1')).toMatchObject([{ percent: 80 }]);
  });

  it('代录 opens the form for the office', async () => {
    await bot.slash('clerk', '代录 26-1-1');
    const view = await bot.shown('views.update');

    expect(view.blocks.filter((block) => block.type === 'input').map((block) => block.block_id)).toContain('saidBy');
  });
});

describe('a shortcut', () => {
  it.each([
    ['report', undefined, undefined],
    ['submit-as-progress', '已完成80%', '已完成80%'],
  ])('%s offers the own tasks, with the words of the message', async (id, text, proposed) => {
    await bot.shortcut('chen', id, text);
    const view = await bot.shown('views.update');
    const blocks = view.blocks as readonly {
      block_id?: string;
      element?: { options?: { value: string }[]; initial_value?: string };
    }[];
    const task = await bot.office.task('26-1-1');

    const choices = blocks.find((block) => block.block_id === 'task')?.element?.options?.map((option) => option.value);
    expect(choices).toContain(task.id);
    expect(blocks.find((block) => block.block_id === 'text')?.element?.initial_value).toBe(proposed);

    await bot.submit('chen', view, {
      task: { type: 'static_select', selected_option: { value: task.id } },
      text: { type: 'plain_text_input', value: '已完成80%' },
    });
    await bot.settle();
    expect(await bot.reportsOf('26-1-1')).toHaveLength(1);
  });
});
