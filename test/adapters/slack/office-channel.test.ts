import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inDays, LATE, type OfficeChannel, openOfficeChannel, ROOM } from '../../support/office-channel.ts';
import { waitFor } from '../../support/wait-for.ts';

const PUBLIC = 'C0PUBLIC';

let bot: OfficeChannel;

beforeEach(async () => {
  bot = await openOfficeChannel();
});
afterEach(() => bot.close());

describe('a channel that takes nothing', () => {
  it.each(['not_in_channel', 'is_archived', 'channel_not_found'])(
    '%s: the office’s people get it, with one alarm',
    async (code) => {
      bot.platform.refusing.set(ROOM, code);
      await bot.event(bot.message('chen', '（一）已完成'));
      await bot.settled();
      await bot.settled();

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
      await bot.settled();

      expect(bot.postedTo('clerk').filter(({ text }) => text.includes('办公室频道不能接收'))).toHaveLength(1);
      expect((await bot.office.ledger()).filter((entry) => entry === 'room-lost')).toHaveLength(1);
    },
  );

  it('is left alone when it is none of the office’s', async () => {
    await bot.event({ type: 'channel_archive', channel: PUBLIC, event_ts: '1.1' });
    await bot.settled();

    expect(await bot.office.ledger()).not.toContain('room-lost');
  });
});

inDays('a bulletin', () => {
  beforeEach(async () => {
    await bot.close();
    bot = await openOfficeChannel(LATE);
    await bot.advanceQuietly('2026-04-06 18:00');
    await bot.office.advanceTo('2026-04-07 12:00');
  });

  async function submitPublish(person: string, values: { channel?: string; where?: string }): Promise<void> {
    const view = await bot.formOf(() => bot.pressIn(ROOM, person, '通报待发布', '选择频道并发布'));
    await bot.submit(person, view, {
      ...(values.channel ? { channel: { type: 'conversations_select', selected_conversation: values.channel } } : {}),
      where: { type: 'static_select', selected_option: { value: values.where ?? 'both' } },
    });
    await bot.settled();
  }

  const postings = () => bot.platform.posted.filter(({ channel }) => channel === PUBLIC);

  it('is drafted in the channel with its text, edited in a form that holds the present text, signed, posted once with table and file', async () => {
    expect(bot.labels('通报待签发')).toEqual(['签发', '修改']);
    const id = (await bot.office.stores.bulletins())[0]?.id ?? '';
    await bot.office.press('clerk', { name: 'edit-bulletin', id }, { text: '改定的正文，请查收。' });
    await bot.settled();
    expect(bot.cardIn(ROOM, '通报待签发').text).toContain('改定的正文');

    await bot.pressIn(ROOM, 'director', '通报待签发', '签发');
    await bot.settled();
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
    await bot.settled();
    const before = bot.postedTo('wu').length;

    await submitPublish('director', { where: 'room' });
    expect(bot.postedTo('director').at(-1)?.text).toContain('没有可发布的去处');
    await submitPublish('director', { where: 'room', channel: PUBLIC });

    expect(postings()).toHaveLength(2);
    expect(bot.postedTo('wu')).toHaveLength(before);
  });

  it('is refused to the clerk who presses to sign', async () => {
    await bot.pressIn(ROOM, 'clerk', '通报待签发', '签发');
    await bot.settled();

    await waitFor(() => expect(bot.platform.bodies.at(-1)).toContain('由签发人办理'));
    expect(bot.labels('通报待签发')).toContain('签发');
  });

  it('names no discreet item anywhere in its posting', async () => {
    await bot.pressIn(ROOM, 'director', '通报待签发', '签发');
    await bot.settled();
    await submitPublish('director', { channel: PUBLIC });

    expect(JSON.stringify(postings())).not.toMatch(/信访积案|（四）/);
  });

  it.each([
    ['the answer to the posting was lost', 'chat.postMessage'],
    ['the answer to the file was lost', 'files.completeUploadExternal'],
  ])('%s: it is looked for, and stands there once with one file', async (_what, method) => {
    await bot.pressIn(ROOM, 'director', '通报待签发', '签发');
    await bot.settled();
    bot.platform.next(method, { kind: 'status', status: 500, accepted: true });
    await submitPublish('director', { channel: PUBLIC, where: 'room' });
    const [delivery] = (await bot.office.stores.deliveries({ channel: 'slack' })).filter(
      ({ address }) => address === PUBLIC,
    );
    expect(['unknown', 'sent']).toContain(delivery?.state);
    await bot.office.advanceTo('2026-04-07 12:30');
    await bot.settled();

    expect(postings().filter(({ files }) => !files)).toHaveLength(1);
    expect(postings().filter(({ files }) => files)).toHaveLength(1);
  });

  it('whose channel refused is told with a button, and can be posted again once the bot was added', async () => {
    await bot.pressIn(ROOM, 'director', '通报待签发', '签发');
    await bot.settled();
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

    const view = await bot.formOf(() => bot.pressIn(ROOM, 'director', '未能发布到频道', '重新发布'));
    await bot.submit('director', view, { channel: { type: 'conversations_select', selected_conversation: PUBLIC } });
    await bot.settled();
    expect(postings()).toHaveLength(2);
    await bot.submit('director', view, { channel: { type: 'conversations_select', selected_conversation: PUBLIC } });
    await bot.settled();
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
    await bot.says('chen', '（一）已完成');
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
    const view = await bot.formOf(() => bot.slash('clerk', '移交'));
    await bot.submit('clerk', view, {
      from: { type: 'static_select', selected_option: { value: 'chen' } },
      to: { type: 'static_select', selected_option: { value: 'education-deputy' } },
      day: { type: 'datepicker', selected_date: '2026-03-23' },
    });
    await bot.settled();

    const told = bot.postedTo('education-deputy').at(-1)?.text ?? '';
    expect(told).toContain('自3月23日（周一）起，由您接替chen：市教育局联络员');
    expect(told).toContain('26-1-1');
    expect(told).not.toContain('信访积案');
    expect(bot.postedTo('clerk').at(-1)?.text).toContain('已登记：自3月23日');
  });

  it('移交 by a liaison is told whose it is', async () => {
    const view = await bot.formOf(() => bot.slash('chen', 'handover'));

    expect(JSON.stringify(view)).toContain('由办公室办理');
  });

  it('设置 chooses the channels, which hold from then on', async () => {
    const view = await bot.formOf(() => bot.slash('clerk', '设置'));
    await bot.submit('clerk', view, {
      office: { type: 'conversations_select', selected_conversation: 'C0OTHER' },
      bulletin: { type: 'conversations_select', selected_conversation: PUBLIC },
    });
    await bot.settled();
    await bot.says('chen', '（一）已完成');

    expect(bot.cardIn('C0OTHER', '待审核').text).toContain('开展专项排查');
    expect((await bot.office.stores.office())?.rooms.bulletin).toEqual({ platform: 'slack', address: PUBLIC });
  });

  it('a channel that the installation names cannot be taken away', async () => {
    const office = await bot.office.stores.office();
    if (!office) throw new Error('no office');
    const rooms = { office: { platform: 'slack', address: ROOM }, bulletin: null, fixed: true } as const;
    await bot.office.stores.commit({ office: { ...office, rooms } });

    const view = await bot.formOf(() => bot.slash('clerk', 'settings'));
    expect(view.blocks.map((block) => block.block_id)).not.toContain('office');
    await bot.submit('clerk', view, {});
    await bot.settled();

    expect((await bot.office.stores.office())?.rooms.office).toEqual({ platform: 'slack', address: ROOM });
  });
});
