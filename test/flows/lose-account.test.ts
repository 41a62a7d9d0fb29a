import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../src/core/ids.ts';
import { verifyChain } from '../../src/core/ledger.ts';
import type { Directory, Person } from '../../src/core/unit.ts';
import { DeliveryError } from '../../src/errors.ts';
import { wholeLedger } from '../../src/flows/check-invariants.ts';
import { loseAccount, regainAccount } from '../../src/flows/lose-account.ts';
import type { Messenger } from '../../src/ports.ts';
import { nothingBroken, openOffice, theDirectory } from '../support/office.ts';

const chen = { platform: 'local', address: 'chen', code: 'user_deactivated' } as const;

const without = (...ids: string[]): Directory => {
  const directory = theDirectory();
  return { ...directory, roles: directory.roles.filter((role) => !ids.includes(role.personId)) };
};
const personIn = async (office: Awaited<ReturnType<typeof openOffice>>, id: string): Promise<Person | undefined> =>
  (await office.stores.directory()).persons.find((one) => one.id === id);
const titles = async (office: Awaited<ReturnType<typeof openOffice>>, person: string) =>
  (await office.inbox(person)).map(({ message }) => message.title ?? '');

describe('an account that is gone', () => {
  it.each([
    ['the deputy (B岗)', theDirectory(), 'deng'],
    ["the unit's deputy head where there is no other liaison", without('deng'), 'education-deputy'],
    ["the unit's head where there is no deputy head", without('deng', 'education-deputy'), 'education-head'],
  ])('passes what was to be told on to %s', async (_who, directory, successor) => {
    const office = await openOffice({ directory });
    await office.advanceTo('2026-03-16 09:01');

    await loseAccount(office.deps, chen);
    await office.advanceTo('2026-03-24 09:40');

    const cards = (await office.inbox(successor)).filter(({ text }) => text.includes('开展专项排查'));
    expect(cards.length).toBeGreaterThan(0);
    expect((await office.inbox('chen')).filter(({ at }) => at > office.clock.now())).toEqual([]);
    const later = (await office.stores.deliveries({ personId: 'chen' as PersonId })).filter(
      (one) => one.day === '2026-03-24',
    );
    expect(later).toEqual([]);
  });

  it("puts it on the clerk's list, to be phoned, where nobody else of the unit can be written to", async () => {
    const office = await openOffice({ directory: without('deng', 'education-deputy', 'education-head') });

    await loseAccount(office.deps, chen);
    await office.advanceTo('2026-03-24 09:40');

    const list = await office.stores.deliveries({ channel: 'offline', state: ['queued'] });
    expect(list.filter((one) => one.personId === 'chen').length).toBeGreaterThan(0);
  });

  it('moves what is queued in one commit: the card of the morning reaches the deputy instead', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-03-30 09:00');
    const before = await office.stores.deliveries({ personId: 'chen' as PersonId, state: ['queued'] });
    expect(before.map((one) => one.kind)).toEqual(['card']);

    await loseAccount(office.deps, chen);

    const all = await office.stores.deliveries({});
    expect(all.find((one) => one.id === before[0]?.id)).toMatchObject({ state: 'superseded' });
    expect(
      all.filter((one) => one.personId === 'deng' && one.day === '2026-03-30' && one.state === 'queued'),
    ).toHaveLength(1);
    await office.advanceTo('2026-03-30 09:40');
    expect((await office.inbox('deng')).at(-1)?.text).toContain('开展专项排查');
  });

  it('is one alarm and one entry in the ledger, however often it is said', async () => {
    const office = await openOffice();

    expect(await loseAccount(office.deps, chen)).toBe(true);
    expect(await loseAccount(office.deps, chen)).toBe(false);
    await office.queue.drain();

    expect(await titles(office, 'clerk')).toEqual(expect.arrayContaining(['账号已不能接收 · chen']));
    expect((await titles(office, 'clerk')).filter((title) => title.includes('账号已不能接收'))).toHaveLength(1);
    expect((await office.ledger()).filter((type) => type === 'account-lost')).toHaveLength(1);
    expect(verifyChain(await wholeLedger(office.deps))).toMatchObject({ ok: true });
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it("of nobody changes nothing, and nobody's tasks change hands", async () => {
    const office = await openOffice();
    const ledger = await office.ledger();

    expect(await loseAccount(office.deps, { ...chen, address: 'stranger' })).toBe(false);

    expect(await office.ledger()).toEqual(ledger);
    expect((await personIn(office, 'chen'))?.accounts).toEqual([{ platform: 'local', address: 'chen' }]);
  });

  it('in use again is written to again', async () => {
    const office = await openOffice();
    await loseAccount(office.deps, chen);

    await regainAccount(office.deps, chen);
    await office.advanceTo('2026-03-30 09:40');

    expect((await personIn(office, 'chen'))?.accounts).toEqual([{ platform: 'local', address: 'chen' }]);
    expect((await office.inbox('chen')).at(-1)?.text).toContain('开展专项排查');
    expect(await office.ledger()).toContain('account-regained');
  });
});

/** A chat that refuses one person, or everybody while it is shut. */
function refusing(about: 'account' | 'connection', isRefused: (address: string) => boolean) {
  const sent: string[] = [];
  const messenger: Messenger = {
    async send(to, message) {
      if (isRefused(to.address))
        throw new DeliveryError(
          'local',
          about === 'account' ? 'user_not_found' : 'token_revoked',
          about === 'account' ? 'never' : 'later',
          { about },
        );
      sent.push(`${to.address}: ${message.title ?? message.lines[0]?.text}`);
      return { platformId: String(sent.length) };
    },
    find: async () => 'absent',
  };
  return { messenger, sent };
}

describe('while sending', () => {
  it('an account that turns out to be gone: the message goes to whoever stands in, and the alarm is one', async () => {
    const chat = refusing('account', (address) => address === 'chen');
    const office = await openOffice({ messenger: chat.messenger });
    await office.advanceTo('2026-03-31 09:40');

    const toDeng = chat.sent.filter((one) => one.startsWith('deng: '));
    expect(toDeng[0]).toContain('工作要点');
    expect(chat.sent.filter((one) => one.includes('账号已不能接收'))).toHaveLength(1);
    expect((await office.stores.deliveries({ personId: 'chen' as PersonId, state: ['queued'] })).length).toBe(0);
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('a platform that shuts the bot out: every duty waits, however often it is tried, and all go out once it is back', async () => {
    let tries = 0;
    const chat = refusing('connection', () => {
      tries += 1;
      return tries <= 100;
    });
    const office = await openOffice({ messenger: chat.messenger });

    expect(tries).toBeGreaterThan(100);
    const deliveries = await office.stores.deliveries({});
    expect(deliveries.filter((one) => one.state === 'failed')).toEqual([]);
    expect(chat.sent.length).toBe(deliveries.filter((one) => one.state === 'sent').length);
    expect(await office.invariants()).toEqual(nothingBroken);
  });
});
