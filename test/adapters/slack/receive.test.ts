import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PersonId } from '../../../src/core/ids.ts';
import { richWords, viewProblems } from '../../support/slack-limits.ts';
import { accountOf, channelOf, openSlackOffice, type SlackOffice } from '../../support/slack-office.ts';
import { waitFor } from '../../support/wait-for.ts';

let bot: SlackOffice;

beforeEach(async () => {
  bot = await openSlackOffice();
});
afterEach(() => bot.close());

const lastTo = (person: string): string => bot.postedTo(person).at(-1)?.text ?? '';
const reports = async (code: string) => bot.office.deps.stores.reportsOf((await bot.office.task(code)).id);
const wordsOf = (view: { readonly blocks: readonly unknown[] }): string =>
  view.blocks
    .filter((block) => (block as { type: string }).type === 'rich_text')
    .map(richWords)
    .join('\n');

describe('who may write to us', () => {
  const hello = () => bot.message('chen', '（一）已完成');

  it.each([
    ['unsigned', { signature: null }],
    ['signed with another secret', { secret: 'another' }],
    ['with a broken signature', { signature: 'v0=00' }],
    ['five minutes and a second old', { at: -301 }],
    ['five minutes and two seconds in the future', { at: 302 }],
    ['ten minutes in the future', { at: 600 }],
  ])('a request %s is refused and leaves nothing', async (_what, given) => {
    const response = await bot.event(hello(), given);

    expect(response.status).toBe(401);
    expect(await reports('26-1-1')).toEqual([]);
  });

  it.each([-290, 0, 290])('a signed request %d seconds from now is taken', async (at) => {
    expect((await bot.event(hello(), { at })).status).toBe(200);
    await bot.settle();
    expect(await reports('26-1-1')).toHaveLength(1);
  });

  it('answers the question by which Slack knows its address', async () => {
    const response = await bot.request(
      JSON.stringify({ type: 'url_verification', challenge: 'c1' }),
      'application/json',
    );

    expect(await response.json()).toEqual({ challenge: 'c1' });
  });
});

describe('a direct message', () => {
  it('is a report, echoed to its sender', async () => {
    await bot.event(bot.message('chen', '（一）已完成80%，其余本周完成'));
    await bot.settle();

    expect(await reports('26-1-1')).toMatchObject([{ via: 'slack', percent: 80, claimsDone: false }]);
    expect(lastTo('chen')).toContain('已记录');
  });

  it('is stored before it is acknowledged: what cannot be stored is not acknowledged', async () => {
    const receive = vi.spyOn(bot.office.deps.stores, 'receive').mockRejectedValueOnce(new Error('disk full'));

    const failed = await bot.event(bot.message('chen', '（一）已完成', { ts: '1772411000.000100' }));
    receive.mockRestore();
    const again = await bot.event(bot.message('chen', '（一）已完成', { ts: '1772411000.000100' }));
    await bot.settle();

    expect([failed.status, again.status]).toEqual([500, 200]);
    expect(await reports('26-1-1')).toHaveLength(1);
  });

  it('has one effect and one answer, under however many event ids and however often it comes', async () => {
    const message = bot.message('chen', '（一）已完成');
    const before = bot.postedTo('chen').length;

    const responses = await Promise.all(
      Array.from({ length: 50 }, (_, index) => bot.event(message, { id: index % 2 === 0 ? 'EvA' : `Ev-${index}` })),
    );
    await bot.settle();

    expect(new Set(responses.map((response) => response.status))).toEqual(new Set([200]));
    expect(await reports('26-1-1')).toHaveLength(1);
    expect(bot.postedTo('chen').length).toBe(before + 1);
  });

  it('in a task thread is about that task', async () => {
    await bot.event(bot.message('chen', '（二）完成30%'));
    await bot.settle();
    const root = bot.postedTo('chen').at(-1)?.ts;

    await bot.event(bot.message('chen', '又推进了一步，完成50%', { thread_ts: root }));
    await bot.settle();

    expect((await reports('26-2-1')).map((report) => report.percent)).toEqual([30, 50]);
  });

  it('counts from when it was written, however late it comes', async () => {
    await bot.office.wakeAt('2026-04-01 09:30');
    const ts = String(new Date('2026-03-31T15:00:00Z').getTime() / 1_000);

    await bot.event(bot.message('chen', '（一）已完成', { ts }));
    await bot.settle();

    expect(await reports('26-1-1')).toMatchObject([{ madeAt: new Date('2026-03-31T15:00:00Z') }]);
  });

  it('never counts from the future', async () => {
    await bot.event(bot.message('chen', '（一）已完成', { ts: '1999999999.000100' }));
    await bot.settle();

    expect(await reports('26-1-1')).toMatchObject([{ madeAt: bot.office.deps.clock.now() }]);
  });

  it('edited is a new version', async () => {
    const first = bot.message('chen', '（一）完成30%');
    await bot.event(first);
    await bot.event({
      type: 'message',
      subtype: 'message_changed',
      channel: channelOf('chen'),
      channel_type: 'im',
      ts: bot.nextTs(),
      message: { user: accountOf('chen'), text: '（一）完成40%', ts: first.ts, edited: { ts: bot.nextTs() } },
      previous_message: { text: '（一）完成30%' },
    });
    await bot.settle();

    expect((await reports('26-1-1')).map((report) => report.percent).toSorted()).toEqual([30, 40]);
  });

  it.each([
    [
      'a link was unfurled',
      {
        message: { user: accountOf('chen'), text: '（一）已完成', ts: '1.1' },
        previous_message: { text: '（一）已完成' },
      },
    ],
    [
      'the bot changed its own',
      {
        message: { user: 'U0BOT', text: '（一）已完成', ts: '1.1', edited: { ts: '2.1' } },
        previous_message: { text: '' },
      },
    ],
  ])('is not written anew when %s', async (_what, change) => {
    await bot.event({
      type: 'message',
      subtype: 'message_changed',
      channel: channelOf('chen'),
      channel_type: 'im',
      ts: '3.1',
      ...change,
    });
    await bot.settle();

    expect(await reports('26-1-1')).toEqual([]);
  });

  it.each([
    ['of the bot itself', { user: 'U0BOT' }],
    ['of this app under another name', { bot_id: 'B01', app_id: 'A01' }],
    ['deleted', { subtype: 'message_deleted' }],
    ['in a channel', { channel_type: 'channel' }],
  ])('%s is left alone', async (_what, more) => {
    const before = bot.platform.posted.length;
    await bot.event(bot.message('chen', '（一）已完成', more));
    await bot.settle();

    expect(await reports('26-1-1')).toEqual([]);
    expect(bot.platform.posted.length).toBe(before);
  });

  it('of someone not in the directory is answered politely and changes nothing', async () => {
    await bot.event(bot.message('stranger', '（一）已完成'));
    await bot.settle();

    expect(await reports('26-1-1')).toEqual([]);
    expect(lastTo('stranger')).toContain('还没有登记为联络员');
    expect(lastTo('stranger')).toContain('市处非办');
  });

  it('that named the bot in a channel is answered in the direct messages', async () => {
    const message = bot.message('chen', '<@U0BOT> （一）已完成80%', { channel: 'C01', channel_type: 'channel' });
    await bot.event({ ...message, type: 'app_mention' });
    await bot.event(message);
    await bot.settle();

    expect(await reports('26-1-1')).toMatchObject([{ percent: 80 }]);
    expect(lastTo('chen')).toContain('已记录');
  });

  it('left unanswered by a crash is answered afterwards', async () => {
    const { stores, clock } = bot.office.deps;
    const body = { kind: 'say', text: '（一）已完成', channel: channelOf('chen'), thread: null, files: [], at: 0 };
    await stores.receive({
      platform: 'slack',
      key: 'message:D:1',
      receivedAt: clock.now(),
      personId: 'chen' as PersonId,
      body: JSON.stringify({ ...body, at: clock.now().getTime() }),
    });

    await bot.slack.answerUnhandled(60_000);
    expect(await reports('26-1-1')).toEqual([]);

    clock.set(new Date(clock.now().getTime() + 61_000));
    await bot.slack.answerUnhandled(60_000);
    expect(await reports('26-1-1')).toHaveLength(1);
  });
});

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

    expect(lastTo('clerk')).toContain('已办结');
  });

  it('that could not be stored says so', async () => {
    await bot.event(bot.message('chen', '（一）已完成'));
    await bot.settle();
    const receive = vi.spyOn(bot.office.deps.stores, 'receive').mockRejectedValueOnce(new Error('disk full'));

    await bot.clickOn('clerk', '办结');
    receive.mockRestore();

    expect((await bot.office.task('26-1-1')).state.status).toBe('reported-done');
    expect(wordsOf(await bot.shown('views.open'))).toBe('没有保存成功，请再试一次。');
  });

  it("of another unit's task shows that there is none", async () => {
    const task = await bot.office.task('26-3-1');

    await bot.press('chen', JSON.stringify({ name: 'open-report', id: task.id }));

    expect(wordsOf(await bot.shown('views.update'))).toContain('没有找到该事项');
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

    expect(wordsOf(await bot.shown('views.update'))).toContain('没有找到该事项');
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
    expect(lastTo('chen')).toContain('申请延期');
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
    ['stranger', '我的任务', '还没有登记'],
  ])('%s asks %s and is told of %s, seen by nobody else', async (person, text, expected) => {
    const body = await answered(person, text);

    expect(JSON.parse(body).response_type).toBe('ephemeral');
    expect(body).toContain(expected);
  });

  it('with a report is a report', async () => {
    const response = await bot.slash('chen', '（一）已完成80%');
    await bot.settle();

    expect(await response.json()).toMatchObject({ response_type: 'ephemeral', text: '已收到，处理结果见与我的私信。' });
    expect(await reports('26-1-1')).toMatchObject([{ percent: 80 }]);
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
    expect(await reports('26-1-1')).toHaveLength(1);
  });
});

describe('the home page', () => {
  const homeOf = async (person: string): Promise<string> => {
    await bot.event({
      type: 'app_home_opened',
      user: accountOf(person),
      channel: channelOf(person),
      tab: 'home',
      event_ts: '1.1',
    });
    const view = await bot.shown('views.publish');
    expect(viewProblems(view)).toEqual([]);
    return wordsOf(view);
  };

  it.each([
    ['chen', '我的任务（'],
    ['clerk', '没有待审核的报送'],
    ['leader', '总体情况'],
    ['finance-reviewer', '我的任务'],
    ['stranger', '还没有登记'],
  ])('of %s says %s', async (person, expected) => {
    expect(await homeOf(person)).toContain(expected);
  });

  it("shows no other unit's tasks to a liaison", async () => {
    expect(await homeOf('yun')).not.toContain('开展专项排查');
  });
});

describe('a file', () => {
  const file = (name: string, more: object = {}) => ({
    id: 'F1',
    name,
    mimetype: 'text/plain',
    size: 200,
    url_private: bot.platform.fileUrl(name),
    ...more,
  });
  const plan = '江州市2026年第二批工作要点\n\n（一）开展夏季检查。（责任单位：市教育局；时限：8月31日前）\n';

  it('of the office is read as a work plan and asked about, not put in force', async () => {
    bot.platform.files.set('plan.txt', { body: plan, type: 'text/plain' });

    await bot.event(bot.message('clerk', '', { subtype: 'file_share', files: [file('plan.txt')] }));
    await bot.settle();

    expect(lastTo('clerk')).toContain('已读取');
    expect(bot.buttonOf('clerk', '确认并启用').value).toContain('adopt-plan');
  });

  it.each([
    ["a sign-in page in the file's place", 'missing.docx', {}, 'Slack 没有给出文件内容'],
    ['a file that is too large', 'plan.txt', { size: 30_000_000 }, '超过 20 MB'],
    ['an address that is not Slack’s', 'plan.txt', { url_private: 'http://127.0.0.1:9/x' }, 'Slack 没有给出文件内容'],
  ])('is refused in words: %s', async (_what, name, more, expected) => {
    bot.platform.files.set('plan.txt', { body: plan, type: 'text/plain' });

    await bot.event(bot.message('clerk', '', { subtype: 'file_share', files: [file(name, more)] }));
    await bot.settle();

    expect(lastTo('clerk')).toContain(expected);
  });
});
