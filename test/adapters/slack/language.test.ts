import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { periodsOf } from '../../../src/core/bulletin.ts';
import type { PersonId } from '../../../src/core/ids.ts';
import { en } from '../../../src/core/message/en.ts';
import { zh } from '../../../src/core/message/zh.ts';
import type { SupervisionNotice } from '../../../src/core/report.ts';
import type { Person } from '../../../src/core/unit.ts';
import { worded } from '../../../src/flows/act-on-task.ts';
import { draftBulletin } from '../../../src/flows/draft-bulletin.ts';
import { signBulletin } from '../../../src/flows/publish-bulletin.ts';
import { loadScene, speakingTo } from '../../../src/flows/scene.ts';
import { aRole, officeUnitId } from '../../support/builders.ts';
import { openOffice, theDirectory } from '../../support/office.ts';
import { type OfficeChannel, openOfficeChannel, ROOM } from '../../support/office-channel.ts';
import { openSlackOffice, type SlackOffice } from '../../support/slack-office.ts';

/** The person's account is set to English. */
async function readsEnglish({ office }: Pick<SlackOffice, 'office'>, person: string): Promise<void> {
  const { persons } = await office.deps.stores.directory();
  const found = persons.find((one) => one.id === person);
  if (!found) throw new Error(`${person} is not there`);
  await office.deps.stores.commit({ persons: [{ ...found, profile: { zone: 'Asia/Shanghai', language: 'en' } }] });
}

const CHINESE = /[\u4e00-\u9fff]/;

describe('whose account is in English', () => {
  let bot: OfficeChannel;
  beforeEach(async () => {
    bot = await openOfficeChannel();
    for (const person of ['clerk', 'director']) await readsEnglish(bot, person);
  });
  afterEach(() => bot.close());

  it('reads and presses the office’s channel in the language of the office, and is answered in English', async () => {
    await bot.says('chen', '（一）已完成');
    expect(bot.labels('待审核')).toEqual(['办结', '待补充', '查看']);

    await bot.pressIn(ROOM, 'clerk', '待审核', '办结');
    await bot.settled();

    expect(bot.cardIn(ROOM, '开展专项排查').text).toContain('审核办结');
    expect(bot.platform.bodies.at(-1)).toContain('closed');
    expect(bot.lastTo('chen')).toContain('已办结');
  });

  it('has others told in theirs', async () => {
    const value = JSON.stringify({ name: 'remind-unreported', value: '2026-04-30' });
    await bot.press('clerk', value, { channel: ROOM, ephemeral: true });
    await bot.settle();

    expect(bot.lastTo('chen')).toContain('请报送 · 市教育局');
    expect(bot.platform.bodies.at(-1)).toContain('eminded');
  });
});

describe('people of the office without a channel', () => {
  let bot: SlackOffice;
  beforeEach(async () => {
    const directory = theDirectory();
    const second = aRole('director', officeUnitId, 'office-staff');
    bot = await openSlackOffice({ directory: { ...directory, roles: [...directory.roles, second] } });
    await readsEnglish(bot, 'director');
  });
  afterEach(() => bot.close());

  it('each read in their own language, also when it is written anew', async () => {
    await bot.event(bot.message('chen', '（一）已完成'));
    await bot.settle();
    expect(bot.lastTo('clerk')).toContain('待审核');
    expect(bot.lastTo('director')).toContain('To review');

    await bot.office.press('clerk', { name: 'close-task', id: (await bot.office.task('26-1-1')).id });
    await bot.slack.refreshCards();

    const card = (person: string) => bot.postedTo(person).find(({ text }) => text.includes('开展专项排查'))?.text;
    expect(card('clerk')).toContain('已处理');
    expect(card('director')).toContain('Dealt with');
  });
});

describe('someone who is not known yet', () => {
  let bot: SlackOffice;
  beforeEach(async () => {
    const directory = theDirectory();
    const persons = directory.persons.map((person) =>
      person.id === ('yun' as PersonId) ? { ...person, accounts: [], email: 'yun@example.cn' } : person,
    );
    bot = await openSlackOffice({ directory: { ...directory, persons } });
    bot.platform.profiles.set('U0YUN', { tz: 'Europe/London', locale: 'en-GB' });
  });
  afterEach(() => bot.close());

  it('is told in their language that they are not registered', async () => {
    await bot.event(bot.message('yun', 'hello'));
    await bot.settle();

    expect(bot.lastTo('yun')).toContain('You are not registered');
  });

  it('is welcomed in their language', async () => {
    bot.platform.emails.set('U0YUN', 'yun@example.cn');

    await bot.slack.meetRegistered();
    await bot.settle();

    expect(bot.lastTo('yun')).toContain('Reply');
    expect(bot.lastTo('yun').replace('市处非办', '')).not.toMatch(CHINESE);
  });
});

describe('what is stored', () => {
  it('is worded as the office reads, whoever acts: a bulletin, its number, what its signer is told', async () => {
    const office = await openOffice();
    const english = { profile: { language: 'en' } } as Person;
    const mine = speakingTo({ ...office.deps, languages: { zh, en } }, english);
    const [period] = periodsOf(2026);
    const drafted = period ? await draftBulletin(mine, await loadScene(mine), period) : null;
    if (!drafted) throw new Error('No bulletin was drafted');
    await office.stores.commit(drafted.change);

    await signBulletin(mine, { by: 'director' as PersonId, via: 'local', bulletinId: drafted.bulletin.id });

    expect(drafted.bulletin.text).toContain('一季度');
    expect(drafted.change.notices?.[0]?.message?.actions?.[0]?.label).toMatch(CHINESE);
    const signed = (await office.stores.ledger({})).findLast(({ type }) => type === 'bulletin-signed');
    expect(JSON.stringify(signed?.facts)).toMatch(CHINESE);
  });

  it('a formal notice is served as it was signed, to whoever reads another language too', async () => {
    const office = await openOffice();
    const task = await office.task('26-1-1');
    const scene = await loadScene(office.deps);
    const notice = {
      kind: 'supervise',
      draftedAt: scene.now,
      dueOn: task.dueOn,
      overdueWorkdays: 7,
      answerBy: '2026-04-17',
      number: null,
    };
    const draft = { taskId: task.id, dueOn: task.dueOn, kind: 'supervise', round: '1', manner: 'now' } as const;
    const facts = { wording: { supervisionNotice: notice as SupervisionNotice } };

    const { say } = worded(office.deps, scene, task, facts, { ...draft, recipient: { personId: 'chen' as PersonId } });

    const [chinese, english] = [zh, en].map((texts) => say?.(texts));
    expect(english?.title).toContain('Supervision notice');
    expect(english?.lines.map(({ text }) => text)).toEqual(expect.arrayContaining([chinese?.lines[1]?.text]));
  });
});

describe('what stands around a form', () => {
  let bot: SlackOffice;
  beforeEach(async () => {
    bot = await openSlackOffice();
    await readsEnglish(bot, 'chen');
    await bot.slack.start();
  });
  afterEach(() => bot.close());

  const opened = async (person: string) => {
    const { id } = await bot.office.task(person === 'wu' ? '26-3-1' : '26-1-1');
    await bot.press(person, JSON.stringify({ name: 'open-extension', id }));
    const view = await bot.shown('views.update');
    return { view, skeleton: bot.platform.callsOf('views.open').at(-1)?.args.view };
  };

  it('is in the language of whoever opens it: while it opens, and its buttons', async () => {
    const { view, skeleton } = await opened('chen');

    expect(skeleton).not.toMatch(CHINESE);
    expect(view).toMatchObject({ close: { text: en.chat.cancel }, title: { text: expect.stringMatching(/^[ -~]+$/) } });
  });

  it('is in the language of the office for whoever names none', async () => {
    const { view, skeleton } = await opened('wu');

    expect(skeleton).toMatch(CHINESE);
    expect(view).toMatchObject({ close: { text: zh.chat.cancel } });
  });

  it('says in that language what is wrong in a field, and that nothing was saved', async () => {
    const { view } = await opened('chen');
    const typed = (reason: string) => ({
      day: { type: 'datepicker', selected_date: '2026-04-20' },
      reason: { type: 'plain_text_input', value: reason },
    });
    const answered = async (reason: string) => (await bot.submit('chen', view, typed(reason))).json();

    expect(await answered(' ')).toMatchObject({ errors: { reason: en.chat.blank } });
    vi.spyOn(bot.office.deps.stores, 'receive').mockRejectedValueOnce(new Error('disk full'));
    expect(await answered('waiting')).toMatchObject({ errors: { day: en.chat.notSaved } });
  });

  it('says so for a command that was not saved, too', async () => {
    vi.spyOn(bot.office.deps.stores, 'receive').mockRejectedValueOnce(new Error('disk full'));

    const answer = await (await bot.slash('chen', '（一）已完成')).json();

    expect(answer).toMatchObject({ text: en.chat.notSaved });
  });
});
