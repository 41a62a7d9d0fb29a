import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PersonId } from '../../../src/core/ids.ts';
import { channelOf, openSlackOffice, type SlackOffice } from '../../support/slack-office.ts';
import { waitFor } from '../../support/wait-for.ts';

const ROOM = 'C0OFFICE';
const PUBLIC = 'C0PUBLIC';

/** What takes days of the office's time stands behind `npm run test:slack-office`. */
const inDays = describe.skipIf(process.env.SLACK_OFFICE_TESTS === undefined);

let bot: SlackOffice;

/** The office has chosen its channel. */
async function withRoom(options: Parameters<typeof openSlackOffice>[0] = {}): Promise<SlackOffice> {
  const opened = await openSlackOffice(options);
  const office = await opened.office.stores.office();
  if (!office) throw new Error('no office');
  const rooms = { office: { platform: 'slack', address: ROOM }, bulletin: null } as const;
  await opened.office.stores.commit({ office: { ...office, rooms } });
  return opened;
}

beforeEach(async () => {
  bot = await withRoom();
});
afterEach(() => bot.close());

/** An office whose plan was adopted the day before its first limit, so that little has to pass. */
async function adoptedLate(): Promise<void> {
  await bot.close();
  bot = await withRoom({ adoptedAt: '2026-03-30 08:30' });
}

const labels = (words: string): readonly string[] => [...bot.buttonsOf(bot.cardIn(ROOM, words)).keys()];
const idOf = async (code: string) => (await bot.office.task(code)).id;

async function says(person: string, text: string): Promise<void> {
  await bot.event(bot.message(person, text));
  await bot.settle();
}

/** Everything answered, every message out, every card as it is now. */
async function settled(): Promise<void> {
  await bot.settle();
  await bot.slack.refreshCards();
  await bot.office.deps.queue.drain();
}

/** The form that a press opens. */
async function formOf(press: () => Promise<unknown>): Promise<Awaited<ReturnType<SlackOffice['shown']>>> {
  const before = bot.platform.callsOf('views.update').length;
  await press();
  await waitFor(() => expect(bot.platform.callsOf('views.update').length).toBeGreaterThan(before));
  return bot.shown('views.update');
}

describe('a report for review', () => {
  it('stands in the channel once, with its buttons, and in nobody’s direct messages', async () => {
    await says('chen', '（一）已完成，材料已报送');

    expect(labels('待审核')).toEqual(['办结', '待补充', '查看']);
    expect(bot.postedTo('clerk').filter(({ text }) => text.includes('待审核'))).toEqual([]);
  });

  it('closed by a press loses its buttons in place and says who did it; the answer is seen by who pressed only', async () => {
    await says('chen', '（一）已完成');
    const before = bot.postedTo('clerk').length;

    await bot.pressIn(ROOM, 'clerk', '待审核', '办结');
    await settled();

    expect((await bot.office.task('26-1-1')).state.status).toBe('closed');
    const card = bot.cardIn(ROOM, '开展专项排查');
    expect(card.text).toContain('已处理');
    expect(card.text).toContain('clerk：审核办结');
    expect([...bot.buttonsOf(card).keys()]).toEqual(['查看']);
    await waitFor(() => expect(bot.platform.bodies.at(-1)).toContain('已办结，将告知责任单位'));
    expect(bot.platform.bodies.at(-1)).toContain('"response_type":"ephemeral"');
    expect(bot.postedTo('clerk')).toHaveLength(before);
  });

  it.each([
    ['closed on the desk', 'close-task', {}, '审核办结'],
    ['returned by a form', 'return-task', { reason: '责任人', day: '2026-03-20' }, '待补充，补充期限3月20日'],
  ] as const)('%s, by whatever way, the card follows', async (_how, name, fields, outcome) => {
    await says('chen', '（一）已完成');

    await bot.office.press('clerk', { name, id: await idOf('26-1-1') }, fields);
    await settled();

    expect(bot.cardIn(ROOM, '开展专项排查').text).toContain(outcome);
    expect(labels('已处理')).toEqual(['查看']);
  });

  it('an old button, pressed before the card was written anew, answers clearly and does nothing', async () => {
    await says('chen', '（一）已完成');
    const stale = bot.buttonsOf(bot.cardIn(ROOM, '待审核')).get('办结') ?? '';
    await bot.office.press('clerk', { name: 'close-task', id: await idOf('26-1-1') });
    const entries = (await bot.office.ledger()).length;

    await bot.press('director', stale, { channel: ROOM, messageTs: bot.cardIn(ROOM, '开展专项排查').ts });
    await bot.settle();

    await waitFor(() => expect(bot.platform.bodies.at(-1)).toContain('该任务已办结'));
    expect((await bot.office.ledger()).length).toBe(entries);
  });

  it('returned and reported again has a new card; the old one stays over', async () => {
    await says('chen', '（一）已完成');
    await bot.office.press(
      'clerk',
      { name: 'return-task', id: await idOf('26-1-1') },
      { reason: '责任人', day: '2026-03-20' },
    );
    bot.office.clock.set(new Date(bot.office.clock.now().getTime() + 60_000));
    await says('chen', '（一）已完成');
    await settled();

    const cards = bot.platform.posted.filter(({ channel, text }) => channel === ROOM && text.includes('开展专项排查'));
    expect(cards.map(({ text }) => (text.includes('已处理') ? 'over' : 'open'))).toEqual(['over', 'open']);
  });

  it('someone who is not in the directory is told so in place, and nothing happens', async () => {
    await says('chen', '（一）已完成');

    await bot.pressIn(ROOM, 'stranger', '待审核', '办结');
    await bot.settle();

    await waitFor(() => expect(bot.platform.bodies.at(-1)).toContain('还没有登记'));
    expect((await bot.office.task('26-1-1')).state.status).toBe('reported-done');
  });

  it('returned through the form opens it at once and the card follows', async () => {
    await says('chen', '（一）已完成');

    const view = await formOf(() => bot.pressIn(ROOM, 'clerk', '待审核', '待补充'));
    await bot.submit('clerk', view, {
      reason: { type: 'plain_text_input', value: '缺责任人' },
      day: { type: 'datepicker', selected_date: '2026-03-20' },
    });
    await settled();

    expect(bot.cardIn(ROOM, '开展专项排查').text).toContain('已处理');
    expect(bot.postedTo('chen').at(-1)?.text).toContain('缺责任人');
  });
});

describe('a petition', () => {
  it('granted by anyone settles its card', async () => {
    await says('chen', '（一）申请延期至4月20日，需会商');
    expect(labels('申请延期')).toEqual(['同意延期', '不同意', '查看']);

    const petition = (await bot.office.task('26-1-1')).petition?.id ?? '';
    await bot.office.press('clerk', { name: 'grant-petition', id: petition }, { day: '2026-04-20' });
    await settled();

    expect(bot.cardIn(ROOM, '申请延期').text).toContain('改为4月20日');
    expect(labels('申请延期')).toEqual(['查看']);
  });
});

inDays('a drafted supervision notice', () => {
  beforeEach(async () => {
    await adoptedLate();
    await bot.advanceQuietly('2026-04-09 18:00');
    await bot.office.advanceTo('2026-04-14 10:00');
  });

  it('pressed by who is no signer is refused clearly, and keeps its button for the signer', async () => {
    await bot.pressIn(ROOM, 'clerk', '待签发', '签发');
    await settled();

    await waitFor(() => expect(bot.platform.bodies.at(-1)).toContain('由签发人办理'));
    expect(labels('待签发')).toContain('签发');
    expect((await bot.office.stores.supervisionNotices({ status: 'signed' })).length).toBe(0);
  });

  it('signed by the signer: numbered, the card says by whom; head and liaison of the unit both get it', async () => {
    await bot.pressIn(ROOM, 'director', '督办通知单 · 市教育局', '签发');
    await settled();

    expect(
      bot.platform.posted.filter(({ channel, text }) => channel === ROOM && text.includes('director：签发督办')),
    ).toHaveLength(1);
    expect(bot.postedTo('education-head').at(-1)?.text).toContain('督办〔2026〕1号');
    expect(bot.postedTo('chen').at(-1)?.text).toContain('抄送');
    expect(bot.postedTo('chen').at(-1)?.text).toContain('督办〔2026〕1号');
  });
});

inDays('rungs that come the next working day', () => {
  beforeEach(async () => {
    await adoptedLate();
    await bot.advanceQuietly('2026-04-01 18:00');
    await bot.office.advanceTo('2026-04-02 12:00');
  });

  it('are announced with hold and skip; what was held says so and has no buttons any more', async () => {
    expect(bot.cardIn(ROOM, '将升级督促').text).toContain('提请分管负责人协调');
    expect(labels('将升级督促')).toContain('暂缓 26-1-1');

    await bot.office.press(
      'clerk',
      { name: 'hold-ladder', id: await idOf('26-1-1') },
      { day: '2026-04-09', reason: '市里统一延后' },
    );
    await settled();

    expect(bot.cardIn(ROOM, '将升级督促').text).toContain('已暂缓至4月9日');
    expect(labels('将升级督促')).not.toContain('暂缓 26-1-1');
    expect(labels('将升级督促')).toContain('暂缓 26-6-1');
  });

  it('one that was skipped is not climbed, the next one is', async () => {
    await bot.office.press('clerk', { name: 'skip-rung', id: await idOf('26-1-1') }, { reason: '已电话沟通' });
    await bot.advanceQuietly('2026-04-03 12:00');

    expect((await bot.office.task('26-1-1')).attention.rung).toBe(1);
    expect((await bot.office.task('26-6-1')).attention.rung).toBe(2);
    await bot.advanceQuietly('2026-04-14 12:00');
    expect((await bot.office.task('26-1-1')).attention.rung).toBe(3);
  });

  it('without a channel each of the office’s people gets them', async () => {
    const plain = await openSlackOffice({ adoptedAt: '2026-03-30 08:30' });
    await plain.advanceQuietly('2026-04-01 18:00');
    await plain.office.advanceTo('2026-04-02 12:00');

    expect(plain.postedTo('clerk').some(({ text }) => text.includes('将升级督促'))).toBe(true);
    await plain.close();
  });
});

inDays('the list to phone', () => {
  it('stands in the channel each morning; one press records all that waits for a person', async () => {
    await adoptedLate();
    await bot.office.advanceTo('2026-03-31 12:00');
    const label = labels('待电话联系').find((one) => one.includes('西区'));
    expect(label).toMatch(/^登记送达 · 西区/);

    await bot.pressIn(ROOM, 'clerk', '待电话联系', label ?? '');
    await settled();

    expect(labels('待电话联系')).not.toContain(label);
    expect(
      (
        await bot.office.stores.deliveries({
          channel: 'offline',
          state: ['queued'],
          personId: 'west-liaison' as PersonId,
        })
      ).length,
    ).toBe(0);
  });
});

inDays('the head of the ledger', () => {
  it('is posted once each working day', async () => {
    await bot.office.advanceTo('2026-03-04 18:00');

    const posted = bot.platform.posted.filter(({ channel, text }) => channel === ROOM && text.includes('台账校验值'));
    expect(posted).toHaveLength(3);
    expect(new Set(posted.map(({ text }) => text)).size).toBe(3);
  });
});

describe('a channel that takes nothing', () => {
  it.each(['not_in_channel', 'is_archived', 'channel_not_found'])(
    '%s: the office’s people get it, with one alarm',
    async (code) => {
      bot.platform.refusing.set(ROOM, code);
      await bot.event(bot.message('chen', '（一）已完成'));
      await settled();
      await settled();

      expect(bot.postedTo('clerk').some(({ text }) => text.includes('待审核'))).toBe(true);
      expect(bot.postedTo('clerk').filter(({ text }) => text.includes('办公室频道不能接收'))).toHaveLength(1);
      expect(await bot.office.invariants()).toMatchObject({ I1: 0, I2: 0 });
    },
  );
});

describe('a channel of which Slack says that it is gone', () => {
  it.each(['channel_archive', 'group_deleted', 'channel_left'])(
    '%s: the office’s people are told at once, once, and it stands in the ledger',
    async (type) => {
      await bot.event({ type, channel: ROOM, event_ts: '1.1' });
      await bot.event({ type, channel: ROOM, event_ts: '1.2' });
      await waitFor(async () => expect(await bot.office.ledger()).toContain('room-lost'));
      await settled();

      expect(bot.postedTo('clerk').filter(({ text }) => text.includes('办公室频道不能接收'))).toHaveLength(1);
      expect((await bot.office.ledger()).filter((entry) => entry === 'room-lost')).toHaveLength(1);
    },
  );

  it('is left alone when it is none of the office’s', async () => {
    await bot.event({ type: 'channel_archive', channel: PUBLIC, event_ts: '1.1' });
    await settled();

    expect(await bot.office.ledger()).not.toContain('room-lost');
  });
});

inDays('a bulletin', () => {
  beforeEach(async () => {
    await adoptedLate();
    await bot.advanceQuietly('2026-04-06 18:00');
    await bot.office.advanceTo('2026-04-07 12:00');
  });

  async function submitPublish(person: string, values: { channel?: string; where?: string }): Promise<void> {
    const view = await formOf(() => bot.pressIn(ROOM, person, '通报待发布', '选择频道并发布'));
    await bot.submit(person, view, {
      ...(values.channel ? { channel: { type: 'conversations_select', selected_conversation: values.channel } } : {}),
      where: { type: 'static_select', selected_option: { value: values.where ?? 'both' } },
    });
    await settled();
  }

  const postings = () => bot.platform.posted.filter(({ channel }) => channel === PUBLIC);

  it('is drafted in the channel with its text, edited in a form that holds the present text, signed, posted once with table and file', async () => {
    expect(labels('通报待签发')).toEqual(['签发', '修改']);
    const id = (await bot.office.stores.bulletins())[0]?.id ?? '';
    await bot.office.press('clerk', { name: 'edit-bulletin', id }, { text: '改定的正文，请查收。' });
    await settled();
    expect(bot.cardIn(ROOM, '通报待签发').text).toContain('改定的正文');

    await bot.pressIn(ROOM, 'director', '通报待签发', '签发');
    await settled();
    await submitPublish('director', { channel: PUBLIC });

    const [message, file, ...more] = postings();
    expect(more).toEqual([]);
    expect(message?.text).toContain('通报〔2026〕1号');
    expect(message?.text).toContain('台账校验值');
    expect(message?.blocks.some((block) => block.type === 'table')).toBe(true);
    expect(file).toMatchObject({ threadTs: message?.ts, files: [{ text: '改定的正文，请查收。' }] });
    expect(bot.cardIn(ROOM, '通报已发布').text).toContain('通报〔2026〕1号');
    expect(bot.postedTo('wu').at(-1)?.text).toContain('改定的正文');
  });

  it('only posted to the channel sends nobody direct messages; nothing chosen is refused', async () => {
    await bot.pressIn(ROOM, 'director', '通报待签发', '签发');
    await settled();
    const before = bot.postedTo('wu').length;

    await submitPublish('director', { where: 'room' });
    expect(bot.postedTo('director').at(-1)?.text).toContain('没有可发布的去处');
    await submitPublish('director', { where: 'room', channel: PUBLIC });

    expect(postings()).toHaveLength(2);
    expect(bot.postedTo('wu')).toHaveLength(before);
  });

  it('is refused to the clerk who presses to sign', async () => {
    await bot.pressIn(ROOM, 'clerk', '通报待签发', '签发');
    await settled();

    await waitFor(() => expect(bot.platform.bodies.at(-1)).toContain('由签发人办理'));
    expect(labels('通报待签发')).toContain('签发');
  });

  it('names no discreet item anywhere in its posting', async () => {
    await bot.pressIn(ROOM, 'director', '通报待签发', '签发');
    await settled();
    await submitPublish('director', { channel: PUBLIC });

    expect(JSON.stringify(postings())).not.toMatch(/信访积案|（四）/);
  });

  it.each([
    ['the answer to the posting was lost', 'chat.postMessage'],
    ['the answer to the file was lost', 'files.completeUploadExternal'],
  ])('%s: it is looked for, and stands there once with one file', async (_what, method) => {
    await bot.pressIn(ROOM, 'director', '通报待签发', '签发');
    await settled();
    bot.platform.next(method, { kind: 'status', status: 500, accepted: true });
    await submitPublish('director', { channel: PUBLIC, where: 'room' });
    const [delivery] = (await bot.office.stores.deliveries({ channel: 'slack' })).filter(
      ({ address }) => address === PUBLIC,
    );
    expect(['unknown', 'sent']).toContain(delivery?.state);
    await bot.office.advanceTo('2026-04-07 12:30');
    await settled();

    expect(postings().filter(({ files }) => !files)).toHaveLength(1);
    expect(postings().filter(({ files }) => files)).toHaveLength(1);
  });

  it('whose channel refused is told with a button, and can be posted again once the bot was added', async () => {
    await bot.pressIn(ROOM, 'director', '通报待签发', '签发');
    await settled();
    bot.platform.refusing.set(PUBLIC, 'not_in_channel');
    await submitPublish('director', { channel: PUBLIC, where: 'room' });
    expect(bot.cardIn(ROOM, '未能发布到频道').text).toContain('not_in_channel');
    bot.platform.refusing.clear();

    const id = (await bot.office.stores.bulletins())[0]?.id ?? '';
    await bot.office.deps.queue.drain();
    const command = { name: 'publish-bulletin', id } as const;
    await bot.press('director', JSON.stringify(command));
    await bot.settle();
    expect(bot.postedTo('director').at(-1)?.text).toContain('已有决定');

    const view = await formOf(() => bot.pressIn(ROOM, 'director', '未能发布到频道', '重新发布'));
    await bot.submit('director', view, { channel: { type: 'conversations_select', selected_conversation: PUBLIC } });
    await settled();
    expect(postings()).toHaveLength(2);
    await bot.submit('director', view, { channel: { type: 'conversations_select', selected_conversation: PUBLIC } });
    await settled();
    expect(postings()).toHaveLength(2);
    expect(bot.postedTo('director').at(-1)?.text).toContain('不再重复发布');
  });
});

describe('/duban for the office', () => {
  const lastBody = () => bot.platform.bodies.at(-1) ?? '';

  async function asks(person: string, text: string): Promise<string> {
    const before = bot.platform.bodies.length;
    await bot.slash(person, text);
    await waitFor(() => expect(bot.platform.bodies.length).toBeGreaterThan(before));
    return lastBody();
  }

  it.each(['未报 一季度', '未报 2026年第一季度', 'unreported Q1', '未报 3月', '未报 本季度'])(
    '%s lists what is due by the end of March, seen by nobody else',
    async (text) => {
      const body = await asks('clerk', text);

      expect(body).toContain('3月31日（周二）前到期');
      expect(body).toContain('"response_type":"ephemeral"');
      expect(body).toContain('提醒未报单位');
    },
  );

  it('one tap reminds those who have not reported and no others; pressed again it is refused with the day', async () => {
    await says('chen', '（一）已完成');
    await asks('clerk', '未报 一季度');
    const value = JSON.stringify({ name: 'remind-unreported', value: '2026-04-30' });
    const chen = bot.postedTo('chen').length;

    await bot.press('clerk', value, { channel: 'C01', ephemeral: true });
    await bot.settle();
    await waitFor(() => expect(lastBody()).toContain('已提醒 4 家'));
    expect(bot.postedTo('wu').at(-1)?.text).toContain('请报送 · 市财政局');
    // The bureau of education still owes the second item.
    expect(bot.postedTo('chen').length).toBe(chen + 1);
    expect(bot.postedTo('chen').at(-1)?.text).not.toContain('开展专项排查');

    await bot.press('clerk', value, { channel: 'C01', ephemeral: true, at: '1999999999.000100' });
    await bot.settle();
    await waitFor(() => expect(lastBody()).toContain('近期已经提醒过'));
    expect(lastBody()).toContain('3月3日（周二）起可以再提醒');
    expect(bot.postedTo('chen').length).toBe(chen + 1);
  });

  it('通报 shows where each stands with what can be done next', async () => {
    expect(await asks('clerk', '通报')).toContain('还没有通报');
    await bot.advanceQuietly('2026-04-07 12:00');
    const body = await asks('director', 'bulletin');

    expect(body).toContain('通报待签发');
    expect(body).toContain('sign-bulletin');
  });

  it('移交 opens the form; the successor is told what comes', async () => {
    const view = await formOf(() => bot.slash('clerk', '移交'));
    await bot.submit('clerk', view, {
      from: { type: 'static_select', selected_option: { value: 'chen' } },
      to: { type: 'static_select', selected_option: { value: 'education-deputy' } },
      day: { type: 'datepicker', selected_date: '2026-03-23' },
    });
    await settled();

    const told = bot.postedTo('education-deputy').at(-1)?.text ?? '';
    expect(told).toContain('自3月23日（周一）起，由您接替chen：市教育局联络员');
    expect(told).toContain('26-1-1');
    expect(told).not.toContain('信访积案');
    expect(bot.postedTo('clerk').at(-1)?.text).toContain('已登记：自3月23日');
  });

  it('移交 by a liaison is told whose it is', async () => {
    const view = await formOf(() => bot.slash('chen', 'handover'));

    expect(JSON.stringify(view)).toContain('由办公室办理');
  });

  it('设置 chooses the channels, which hold from then on', async () => {
    const view = await formOf(() => bot.slash('clerk', '设置'));
    await bot.submit('clerk', view, {
      office: { type: 'conversations_select', selected_conversation: 'C0OTHER' },
      bulletin: { type: 'conversations_select', selected_conversation: PUBLIC },
    });
    await settled();
    await says('chen', '（一）已完成');

    expect(bot.cardIn('C0OTHER', '待审核').text).toContain('开展专项排查');
    expect((await bot.office.stores.office())?.rooms.bulletin).toEqual({ platform: 'slack', address: PUBLIC });
  });

  it('a channel that the installation names cannot be taken away', async () => {
    const office = await bot.office.stores.office();
    if (!office) throw new Error('no office');
    const rooms = { office: { platform: 'slack', address: ROOM }, bulletin: null, fixed: true } as const;
    await bot.office.stores.commit({ office: { ...office, rooms } });

    const view = await formOf(() => bot.slash('clerk', 'settings'));
    expect(view.blocks.map((block) => block.block_id)).not.toContain('office');
    await bot.submit('clerk', view, {});
    await settled();

    expect((await bot.office.stores.office())?.rooms.office).toEqual({ platform: 'slack', address: ROOM });
  });
});

describe('what is missing in a report that was sent back', () => {
  it('stands on the liaison’s card until it was added', async () => {
    await says('chen', '（一）已完成');
    await bot.office.press(
      'clerk',
      { name: 'return-task', id: await idOf('26-1-1') },
      { reason: '缺责任人名单', day: '2026-03-10' },
    );
    await bot.office.advanceTo('2026-03-09 12:00');

    const card = bot.platform.posted.findLast(
      ({ channel, text }) => channel === channelOf('chen') && text.includes('本周事项'),
    );
    expect(card?.text).toContain('需补充：“缺责任人名单”');
  });
});
