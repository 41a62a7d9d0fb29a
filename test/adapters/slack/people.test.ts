import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { theDirectory } from '../../support/office.ts';
import { accountOf, openSlackOffice, type SlackOffice } from '../../support/slack-office.ts';
import { waitFor } from '../../support/wait-for.ts';

let bot: SlackOffice;

beforeEach(async () => {
  const directory = theDirectory();
  bot = await openSlackOffice({
    directory: {
      ...directory,
      // Registered by e-mail only: the accounts are yet to be met.
      persons: directory.persons.map((person) =>
        person.id === 'yun' || person.id === 'wu'
          ? { ...person, accounts: [], email: `${person.id}@example.cn` }
          : person,
      ),
    },
  });
});
afterEach(() => bot.close());

const accountsOf = async (person: string) =>
  (await bot.office.deps.stores.directory()).persons.find((one) => one.id === person)?.accounts;

describe('a person registered by e-mail', () => {
  it('is met when they first write, told who registered them, and their words count', async () => {
    bot.platform.emails.set('U0YUN', 'Yun@Example.cn');

    await bot.event(bot.message('yun', '（五）已完成80%'));
    await bot.settle();

    expect(await accountsOf('yun')).toEqual([{ platform: 'slack', address: 'U0YUN' }]);
    const said = bot
      .postedTo('yun')
      .map((post) => post.text)
      .join('\n');
    expect(said).toContain('市处非办在通讯录中登记了您的邮箱');
    expect(said).toContain('已记录');
    expect(await bot.office.ledger()).toContain('account-linked');
  });

  it('is looked for, once a day', async () => {
    bot.platform.emails.set('U0YUN', 'yun@example.cn');

    await bot.slack.meetRegistered();
    await bot.slack.meetRegistered();
    await bot.settle();

    expect(await accountsOf('yun')).toEqual([{ platform: 'slack', address: 'U0YUN' }]);
    expect(await accountsOf('wu')).toEqual([]);
    expect(bot.platform.callsOf('users.lookupByEmail').map((call) => call.args.email)).toEqual([
      'wu@example.cn',
      'yun@example.cn',
    ]);
  });

  it.each([
    ['switched off', () => bot.platform.deleted.add('U0YUN')],
    ['without an address', () => bot.platform.emails.delete('U0YUN')],
    ['with the address of someone who has an account', () => bot.platform.emails.set('U0YUN', 'nobody@example.cn')],
  ])('is not met by an account %s', async (_what, change) => {
    bot.platform.emails.set('U0YUN', 'yun@example.cn');
    change();

    await bot.event(bot.message('yun', '（五）已完成80%'));
    await bot.settle();

    expect(await accountsOf('yun')).toEqual([]);
    expect(bot.postedTo('yun').at(-1)?.text).toContain('还没有登记');
  });
});

describe('a one-time code', () => {
  const codeFor = async (name: string): Promise<string> => {
    await bot.slash('clerk', `代码 ${name}`);
    await waitFor(() => {
      if (!bot.platform.bodies.at(-1)?.includes('一次性代码')) throw new Error('no code yet');
    });
    const body = bot.platform.bodies.at(-1) ?? '';
    expect(JSON.parse(body).response_type).toBe('ephemeral');
    return /[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(body)?.[0] ?? '';
  };
  const say = async (person: string, text: string): Promise<string> => {
    const before = bot.postedTo(person).length;
    await bot.event(bot.message(person, text));
    await bot.settle();
    await waitFor(() => expect(bot.postedTo(person).length).toBeGreaterThan(before));
    return bot
      .postedTo(person)
      .slice(before)
      .map((post) => post.text)
      .join('\n');
  };

  it('that the office asked for links whoever sends it, once, and stands nowhere in clear', async () => {
    const code = await codeFor('wu');

    expect(await say('newcomer', code.toLowerCase())).toContain('账号已绑定。市处非办在通讯录中登记了您');
    expect(await accountsOf('wu')).toEqual([{ platform: 'slack', address: accountOf('newcomer') }]);
    expect(await say('newcomer', '（三）已完成80%')).toContain('已记录');
    expect(await say('another', code)).toContain('代码不对、已用过或已过期');
    expect(await accountsOf('wu')).toEqual([{ platform: 'slack', address: accountOf('newcomer') }]);
    expect(await bot.office.ledger()).toEqual(expect.arrayContaining(['person-invited', 'account-linked']));
    expect(JSON.stringify(await bot.office.stores.directory())).not.toContain(code);
  });

  it('is given for one of several with one name by the unit behind it', async () => {
    const { stores } = bot.office.deps;
    const directory = await stores.directory();
    const persons = directory.persons.map((one) => (one.id === 'deng' ? { ...one, name: 'wu' } : one));
    await stores.commit({ directory: { ...directory, persons } });

    await bot.slash('clerk', '代码 wu');
    await waitFor(() =>
      expect(bot.platform.bodies.at(-1) ?? '').toContain('通讯录中有 2 位“wu”，请在姓名后加单位简称'),
    );

    const code = await codeFor('wu 市财政局');
    expect(await say('newcomer', code)).toContain('账号已绑定');
    expect(await accountsOf('wu')).toEqual([{ platform: 'slack', address: accountOf('newcomer') }]);
  });

  it('used twice at one instant links one account', async () => {
    const code = await codeFor('wu');

    await Promise.all(['first', 'second'].map((person) => bot.event(bot.message(person, code))));
    await bot.settle();

    expect(await accountsOf('wu')).toHaveLength(1);
  });

  it('is void after two days', async () => {
    const code = await codeFor('wu');
    await bot.office.wakeAt('2026-03-04 09:00');

    expect(await say('newcomer', code)).toContain('已过期');
    expect(await accountsOf('wu')).toEqual([]);
  });

  it('cannot be guessed at: five wrong ones, then an hour of nothing, the right one included', async () => {
    const code = await codeFor('wu');
    for (let tries = 0; tries < 5; tries += 1) expect(await say('guesser', 'AAAA-AAAA')).toContain('代码不对');

    expect(await say('guesser', code)).toContain('尝试次数过多');
    expect(await accountsOf('wu')).toEqual([]);
  });

  it.each([
    ['chen', '代码 wu', '由办公室办理'],
    ['clerk', '代码 没有这个人', '通讯录中没有“没有这个人”'],
    ['clerk', '代码 wu 市教育局', '通讯录中没有“wu 市教育局”'],
  ])('%s asking with %s is told why not', async (person, text, expected) => {
    await bot.slash(person, text);

    await waitFor(() => expect(bot.platform.bodies.at(-1) ?? '').toContain(expected));
  });
});

describe('the profile of an account', () => {
  it('gives the zone and the language of a person', async () => {
    bot.platform.profiles.set('U0CHEN', { tz: 'Europe/London', locale: 'zh-CN' });
    await bot.event(bot.message('chen', '任务'));
    await bot.settle();
    await waitFor(async () => {
      const { persons } = await bot.office.stores.directory();
      expect(persons.find((one) => one.id === 'chen')?.profile).toEqual({ zone: 'Europe/London', language: 'zh' });
    });
  });
});

describe('a person whom the office entered with an account', () => {
  it('is told once who did and how to be left alone, on a working day', async () => {
    const welcomes = () => bot.postedTo('chen').filter((post) => post.text.includes('登记了您的账号'));

    bot.office.clock.set(new Date('2026-03-01T02:00:00Z'));
    await bot.slack.meetRegistered();
    await bot.office.queue.drain();
    expect(welcomes()).toEqual([]);

    bot.office.clock.set(new Date('2026-03-02T01:00:00Z'));
    await bot.slack.meetRegistered();
    await bot.slack.meetRegistered();
    await waitFor(async () => {
      await bot.office.queue.drain();
      expect(welcomes()).toHaveLength(1);
    });
    expect(welcomes()[0]?.text).toContain('回复“不要再发”');
  });
});

const typed = (values: Record<string, object>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { type: 'input', ...value }]));

describe('settings on the home page', () => {
  it('are shown, opened, saved, and shown as saved', async () => {
    await bot.event({ type: 'app_home_opened', user: accountOf('chen'), channel: 'D1', tab: 'home', event_ts: '1.1' });
    const home = await bot.shown('views.publish');
    expect(JSON.stringify(home)).toContain('免打扰：未设');
    await bot.press('chen', JSON.stringify({ name: 'open-quiet' }), { view: { id: 'V0', type: 'home' } });
    const view = await bot.shown('views.update');

    await bot.submit('chen', view, {
      from: { type: 'plain_text_input', value: '12:00' },
      to: { type: 'plain_text_input', value: '14:00' },
    });
    await bot.settle();

    await waitFor(async () =>
      expect(JSON.stringify(await bot.shown('views.publish'))).toContain('免打扰：每天 12:00—14:00'),
    );
  });

  it.each([
    ['open-quiet', { from: { value: '8:00' }, to: { value: '18:00' } }, { from: '免打扰时段不能覆盖整个工作时间' }],
    ['open-quiet', { from: { value: '' }, to: { value: '14:00' } }, { to: '免打扰要写明起止时刻' }],
    [
      'open-absence',
      { from: { selected_date: '2026-04-03' }, to: { selected_date: '2026-04-02' } },
      { to: '结束日期早于' },
    ],
  ])('%s with what cannot be says so beside the field', async (name, values, errors) => {
    await bot.press('chen', JSON.stringify({ name }));
    const view = await bot.shown('views.update');

    const refused = (await (await bot.submit('chen', view, typed(values))).json()) as {
      errors: Record<string, string>;
    };

    expect(Object.keys(refused.errors)).toEqual(Object.keys(errors));
    for (const [field, words] of Object.entries(errors)) expect(refused.errors[field]).toContain(words);
  });
});

describe('the language of an account', () => {
  it('is that of what its person is told; others are told in theirs', async () => {
    const { stores } = bot.office;
    const { persons } = await stores.directory();
    const chen = persons.find((one) => one.id === 'chen');
    if (!chen) throw new Error('chen is not there');
    await stores.commit({ persons: [{ ...chen, profile: { zone: 'Asia/Shanghai', language: 'en' } }] });

    await bot.event(bot.message('chen', '（一）已完成'));
    await bot.settle();

    expect(bot.postedTo('chen').at(-1)?.text).toContain('Recorded');
    expect(bot.postedTo('clerk').at(-1)?.text).toContain('待审核');
  });
});

describe('an account that is switched off', () => {
  it('hands its duties on as soon as Slack says so, and gets them back when it is in use again', async () => {
    const changed = (deleted: boolean) =>
      bot.event({ type: 'user_change', user: { id: 'U0CHEN', deleted }, event_ts: bot.nextTs() });

    await changed(true);
    await waitFor(async () => expect(await accountsOf('chen')).toMatchObject([{ fault: 'user_deactivated' }]));
    await bot.office.queue.drain();
    expect(bot.postedTo('clerk').at(-1)?.text).toContain('账号已不能接收');

    await changed(false);
    await waitFor(async () => expect(await accountsOf('chen')).toEqual([{ platform: 'slack', address: 'U0CHEN' }]));
  });

  it.each([
    ['tokens_revoked', { tokens: { bot: ['U0BOT'] } }],
    ['app_uninstalled', {}],
  ])('%s: nothing more is sent, health says so, the office is told on another way', async (type, more) => {
    await bot.event({ type, event_ts: bot.nextTs(), ...more });
    await waitFor(() => expect(bot.slack.fault()).not.toBeNull());
    const before = bot.platform.calls.length;

    const to = { platform: 'slack' as const, address: accountOf('chen') };
    await expect(bot.slack.messenger.send(to, { lines: [{ text: '提醒' }] }, 'k')).rejects.toMatchObject({
      retry: 'later',
      about: 'connection',
    });

    expect(bot.platform.calls.length).toBe(before);
    await waitFor(async () => {
      const list = await bot.office.stores.deliveries({ channel: 'offline', state: ['queued'] });
      const told = await bot.office.stores.notices(list.flatMap((one) => one.noticeIds));
      expect(told.map((one) => one.message?.title)).toContain('Slack已中断');
    });
  });
});
