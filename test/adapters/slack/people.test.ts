import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { theDirectory } from '../../support/office.ts';
import { openSlackOffice, type SlackOffice } from '../../support/slack-office.ts';

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
