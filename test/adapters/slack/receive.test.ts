import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PersonId } from '../../../src/core/ids.ts';
import { viewProblems, viewWords } from '../../support/slack-limits.ts';
import { accountOf, channelOf, openSlackOffice, type SlackOffice } from '../../support/slack-office.ts';

let bot: SlackOffice;

beforeEach(async () => {
  bot = await openSlackOffice();
});
afterEach(() => bot.close());

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
    expect(await bot.reportsOf('26-1-1')).toEqual([]);
  });

  it.each([-290, 0, 290])('a signed request %d seconds from now is taken', async (at) => {
    expect((await bot.event(hello(), { at })).status).toBe(200);
    await bot.settle();
    expect(await bot.reportsOf('26-1-1')).toHaveLength(1);
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

    expect(await bot.reportsOf('26-1-1')).toMatchObject([{ via: 'slack', percent: 80, claimsDone: false }]);
    expect(bot.lastTo('chen')).toContain('已记录');
  });

  it('is stored before it is acknowledged: what cannot be stored is not acknowledged', async () => {
    const receive = vi.spyOn(bot.office.deps.stores, 'receive').mockRejectedValueOnce(new Error('disk full'));

    const failed = await bot.event(bot.message('chen', '（一）已完成', { ts: '1772411000.000100' }));
    receive.mockRestore();
    const again = await bot.event(bot.message('chen', '（一）已完成', { ts: '1772411000.000100' }));
    await bot.settle();

    expect([failed.status, again.status]).toEqual([500, 200]);
    expect(await bot.reportsOf('26-1-1')).toHaveLength(1);
  });

  it('has one effect and one answer, under however many event ids and however often it comes', async () => {
    const message = bot.message('chen', '（一）已完成');
    const before = bot.postedTo('chen').length;

    const responses = await Promise.all(
      Array.from({ length: 50 }, (_, index) => bot.event(message, { id: index % 2 === 0 ? 'EvA' : `Ev-${index}` })),
    );
    await bot.settle();

    expect(new Set(responses.map((response) => response.status))).toEqual(new Set([200]));
    expect(await bot.reportsOf('26-1-1')).toHaveLength(1);
    expect(bot.postedTo('chen').length).toBe(before + 1);
  });

  it('in a task thread is about that task', async () => {
    await bot.event(bot.message('chen', '（二）完成30%'));
    await bot.settle();
    const root = bot.postedTo('chen').at(-1)?.ts;

    await bot.event(bot.message('chen', '又推进了一步，完成50%', { thread_ts: root }));
    await bot.settle();

    expect((await bot.reportsOf('26-2-1')).map((report) => report.percent)).toEqual([30, 50]);
  });

  it('counts from when it was written, however late it comes', async () => {
    await bot.office.wakeAt('2026-04-01 09:30');
    const ts = String(new Date('2026-03-31T15:00:00Z').getTime() / 1_000);

    await bot.event(bot.message('chen', '（一）已完成', { ts }));
    await bot.settle();

    expect(await bot.reportsOf('26-1-1')).toMatchObject([{ madeAt: new Date('2026-03-31T15:00:00Z') }]);
  });

  it('never counts from the future', async () => {
    await bot.event(bot.message('chen', '（一）已完成', { ts: '1999999999.000100' }));
    await bot.settle();

    expect(await bot.reportsOf('26-1-1')).toMatchObject([{ madeAt: bot.office.deps.clock.now() }]);
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

    expect((await bot.reportsOf('26-1-1')).map((report) => report.percent).toSorted()).toEqual([30, 40]);
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

    expect(await bot.reportsOf('26-1-1')).toEqual([]);
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

    expect(await bot.reportsOf('26-1-1')).toEqual([]);
    expect(bot.platform.posted.length).toBe(before);
  });

  it.each([
    ['deleted', {}, { subtype: 'message_deleted' }],
    [
      'deleted, with answers under it',
      {},
      { subtype: 'message_changed', message: { subtype: 'tombstone', user: 'USLACKBOT', text: '', ts: '1.1' } },
    ],
    ['edited, then deleted', { edited: { ts: '1780000009.000100' } }, { subtype: 'message_deleted' }],
  ])('%s once it was recorded: it stands, and can be corrected; said once', async (_what, version, gone) => {
    const first = bot.message('chen', '（一）完成30%');
    await bot.event(first);
    await bot.settle();
    const before = bot.postedTo('chen').length;
    const deletion = {
      type: 'message',
      channel: channelOf('chen'),
      channel_type: 'im',
      ts: bot.nextTs(),
      previous_message: { user: accountOf('chen'), text: first.text, ts: first.ts, ...version },
      ...gone,
    };

    for (let times = 0; times < 2; times += 1) await bot.event(deletion);
    await bot.settle();

    expect(await bot.reportsOf('26-1-1')).toHaveLength(1);
    expect(bot.postedTo('chen').slice(before)).toHaveLength(1);
    expect(bot.lastTo('chen')).toContain('仍然有效');
    expect(bot.buttonOf('chen', '理解有误，修改').ts).toBe(bot.postedTo('chen').at(-1)?.ts);
  });

  it.each([
    ['that recorded nothing', { user: accountOf('chen'), text: '今天天气不错' }],
    ['of the bot', { user: 'U0BOT', text: '已记录（一）' }],
    ['of the bot under its own name', { user: 'U0APP', bot_id: 'B01', text: '已记录（一）' }],
  ])('deleted %s is left alone', async (_what, previous) => {
    const first = bot.message('chen', '今天天气不错');
    await bot.event(first);
    await bot.settle();
    const before = bot.platform.posted.length;

    const about = { channel: channelOf('chen'), channel_type: 'im', ts: bot.nextTs() };
    const gone = { type: 'message', subtype: 'message_deleted', previous_message: { ts: first.ts, ...previous } };
    await bot.event({ ...gone, ...about });
    await bot.settle();

    expect(bot.platform.posted.length).toBe(before);
  });

  it('in a thread that is also sent to the channel is about that task, once', async () => {
    await bot.event(bot.message('chen', '（一）完成10%'));
    await bot.settle();
    const root = bot.postedTo('chen').find(({ threadTs }) => threadTs === null);
    const said = bot.message('chen', '完成60%', { thread_ts: root?.ts });

    await bot.event({ ...said, subtype: 'thread_broadcast' });
    await bot.event(said);
    await bot.settle();

    expect((await bot.reportsOf('26-1-1')).map(({ percent }) => percent).toSorted()).toEqual([10, 60]);
  });

  it('of someone not in the directory is answered politely and changes nothing', async () => {
    await bot.event(bot.message('stranger', '（一）已完成'));
    await bot.settle();

    expect(await bot.reportsOf('26-1-1')).toEqual([]);
    expect(bot.lastTo('stranger')).toContain('还没有登记为联络员');
    expect(bot.lastTo('stranger')).toContain('市处非办');
  });

  it('that named the bot in a channel is answered in the direct messages', async () => {
    const message = bot.message('chen', '<@U0BOT> （一）已完成80%', { channel: 'C01', channel_type: 'channel' });
    await bot.event({ ...message, type: 'app_mention' });
    await bot.event(message);
    await bot.settle();

    expect(await bot.reportsOf('26-1-1')).toMatchObject([{ percent: 80 }]);
    expect(bot.lastTo('chen')).toContain('已记录');
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
    expect(await bot.reportsOf('26-1-1')).toEqual([]);

    clock.set(new Date(clock.now().getTime() + 61_000));
    await bot.slack.answerUnhandled(60_000);
    expect(await bot.reportsOf('26-1-1')).toHaveLength(1);
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
    return viewWords(view);
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

  it.each([
    ['clerk', '请把工作要点文件直接发到与我的私信里'],
    ['leader', '办公室启用工作要点后，这里显示总体情况'],
    ['chen', '目前没有待办任务'],
  ])('of %s before any plan is in force says what comes: %s', async (person, expected) => {
    await bot.close();
    bot = await openSlackOffice({ plan: null });

    expect(await homeOf(person)).toContain(expected);
  });

  it('of the office leads to the reader’s own settings', async () => {
    await homeOf('clerk');

    expect(JSON.stringify(await bot.shown('views.publish'))).toContain('show-settings');
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

    expect(bot.lastTo('clerk')).toContain('已读取');
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

    expect(bot.lastTo('clerk')).toContain(expected);
  });
});
