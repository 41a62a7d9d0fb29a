import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PersonId } from '../../../src/core/ids.ts';
import { inDays, LATE, type OfficeChannel, openOfficeChannel, ROOM } from '../../support/office-channel.ts';
import { channelOf, openSlackOffice } from '../../support/slack-office.ts';
import { waitFor } from '../../support/wait-for.ts';

let bot: OfficeChannel;

beforeEach(async () => {
  bot = await openOfficeChannel();
});
afterEach(() => bot.close());

async function adoptedLate(): Promise<void> {
  await bot.close();
  bot = await openOfficeChannel(LATE);
}

describe('a report for review', () => {
  it('stands in the channel once, with its buttons, and in nobody’s direct messages', async () => {
    await bot.says('chen', '（一）已完成，材料已报送');

    expect(bot.labels('待审核')).toEqual(['办结', '待补充', '查看']);
    expect(bot.postedTo('clerk').filter(({ text }) => text.includes('待审核'))).toEqual([]);
  });

  it('closed by a press loses its buttons in place and says who did it; the answer is seen by who pressed only', async () => {
    await bot.says('chen', '（一）已完成');
    const before = bot.postedTo('clerk').length;

    await bot.pressIn(ROOM, 'clerk', '待审核', '办结');
    await bot.settled();

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
    await bot.says('chen', '（一）已完成');

    await bot.office.press('clerk', { name, id: await bot.idOf('26-1-1') }, fields);
    await bot.settled();

    expect(bot.cardIn(ROOM, '开展专项排查').text).toContain(outcome);
    expect(bot.labels('已处理')).toEqual(['查看']);
  });

  it('an old button, pressed before the card was written anew, answers clearly and does nothing', async () => {
    await bot.says('chen', '（一）已完成');
    const stale = bot.buttonsOf(bot.cardIn(ROOM, '待审核')).get('办结') ?? '';
    await bot.office.press('clerk', { name: 'close-task', id: await bot.idOf('26-1-1') });
    const entries = (await bot.office.ledger()).length;

    await bot.press('director', stale, { channel: ROOM, messageTs: bot.cardIn(ROOM, '开展专项排查').ts });
    await bot.settle();

    await waitFor(() => expect(bot.platform.bodies.at(-1)).toContain('该任务已办结'));
    expect((await bot.office.ledger()).length).toBe(entries);
  });

  it('returned and reported again has a new card; the old one stays over', async () => {
    await bot.says('chen', '（一）已完成');
    await bot.office.press(
      'clerk',
      { name: 'return-task', id: await bot.idOf('26-1-1') },
      { reason: '责任人', day: '2026-03-20' },
    );
    bot.office.clock.set(new Date(bot.office.clock.now().getTime() + 60_000));
    await bot.says('chen', '（一）已完成');
    await bot.settled();

    const cards = bot.platform.posted.filter(({ channel, text }) => channel === ROOM && text.includes('开展专项排查'));
    expect(cards.map(({ text }) => (text.includes('已处理') ? 'over' : 'open'))).toEqual(['over', 'open']);
  });

  it('someone who is not in the directory is told so in place, and nothing happens', async () => {
    await bot.says('chen', '（一）已完成');

    await bot.pressIn(ROOM, 'stranger', '待审核', '办结');
    await bot.settle();

    await waitFor(() => expect(bot.platform.bodies.at(-1)).toContain('还没有登记'));
    expect((await bot.office.task('26-1-1')).state.status).toBe('reported-done');
  });

  it('returned through the form opens it at once and the card follows', async () => {
    await bot.says('chen', '（一）已完成');

    const view = await bot.formOf(() => bot.pressIn(ROOM, 'clerk', '待审核', '待补充'));
    await bot.submit('clerk', view, {
      reason: { type: 'plain_text_input', value: '缺责任人' },
      day: { type: 'datepicker', selected_date: '2026-03-20' },
    });
    await bot.settled();

    expect(bot.cardIn(ROOM, '开展专项排查').text).toContain('已处理');
    expect(bot.postedTo('chen').at(-1)?.text).toContain('缺责任人');
  });
});

describe('a petition', () => {
  it('granted by anyone settles its card', async () => {
    await bot.says('chen', '（一）申请延期至4月20日，需会商');
    expect(bot.labels('申请延期')).toEqual(['同意延期', '不同意', '查看']);

    const petition = (await bot.office.task('26-1-1')).petition?.id ?? '';
    await bot.office.press('clerk', { name: 'grant-petition', id: petition }, { day: '2026-04-20' });
    await bot.settled();

    expect(bot.cardIn(ROOM, '申请延期').text).toContain('改为4月20日');
    expect(bot.labels('申请延期')).toEqual(['查看']);
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
    await bot.settled();

    await waitFor(() => expect(bot.platform.bodies.at(-1)).toContain('由签发人办理'));
    expect(bot.labels('待签发')).toContain('签发');
    expect((await bot.office.stores.supervisionNotices({ status: 'signed' })).length).toBe(0);
  });

  it('signed by the signer: numbered, the card says by whom; head and liaison of the unit both get it', async () => {
    await bot.pressIn(ROOM, 'director', '督办通知单 · 市教育局', '签发');
    await bot.settled();

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
    expect(bot.labels('将升级督促')).toContain('暂缓 26-1-1');

    await bot.office.press(
      'clerk',
      { name: 'hold-ladder', id: await bot.idOf('26-1-1') },
      { day: '2026-04-09', reason: '市里统一延后' },
    );
    await bot.settled();

    expect(bot.cardIn(ROOM, '将升级督促').text).toContain('已暂缓至4月9日');
    expect(bot.labels('将升级督促')).not.toContain('暂缓 26-1-1');
    expect(bot.labels('将升级督促')).toContain('暂缓 26-6-1');
  });

  it('one that was skipped is not climbed, the next one is', async () => {
    await bot.office.press('clerk', { name: 'skip-rung', id: await bot.idOf('26-1-1') }, { reason: '已电话沟通' });
    await bot.advanceQuietly('2026-04-03 12:00');

    expect((await bot.office.task('26-1-1')).attention.rung).toBe(1);
    expect((await bot.office.task('26-6-1')).attention.rung).toBe(2);
    await bot.advanceQuietly('2026-04-14 12:00');
    expect((await bot.office.task('26-1-1')).attention.rung).toBe(3);
  });

  it('without a channel each of the office’s people gets them', async () => {
    const plain = await openSlackOffice(LATE);
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
    const label = bot.labels('待电话联系').find((one) => one.includes('西区'));
    expect(label).toMatch(/^登记送达 · 西区/);

    await bot.pressIn(ROOM, 'clerk', '待电话联系', label ?? '');
    await bot.settled();

    expect(bot.labels('待电话联系')).not.toContain(label);
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

describe('what is missing in a report that was sent back', () => {
  it('stands on the liaison’s card until it was added', async () => {
    await bot.says('chen', '（一）已完成');
    await bot.office.press(
      'clerk',
      { name: 'return-task', id: await bot.idOf('26-1-1') },
      { reason: '缺责任人名单', day: '2026-03-10' },
    );
    await bot.office.advanceTo('2026-03-09 12:00');

    const card = bot.platform.posted.findLast(
      ({ channel, text }) => channel === channelOf('chen') && text.includes('本周事项'),
    );
    expect(card?.text).toContain('需补充：“缺责任人名单”');
  });
});
