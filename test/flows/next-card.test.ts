import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../src/core/ids.ts';
import type { NoticeDraft } from '../../src/core/notice.ts';
import type { Account } from '../../src/core/unit.ts';
import { DeliveryError } from '../../src/errors.ts';
import { address } from '../../src/flows/address.ts';
import { deliver } from '../../src/flows/deliver.ts';
import { loadScene } from '../../src/flows/scene.ts';
import type { Messenger } from '../../src/ports.ts';
import { at } from '../support/builders.ts';
import { education, nothingBroken, type OpenOffice, openOffice, westDistrict } from '../support/office.ts';

/** A line for the liaison of a unit, decided now. */
async function aLine(office: OpenOffice, unitId: typeof education, round: string): Promise<void> {
  const { id, dueOn } = await office.task(unitId === education ? '26-1-1' : '26-6-1');
  const recipient = { unitId, role: 'liaison' } as const;
  const line: NoticeDraft = { taskId: id, dueOn, kind: 'remind', round, recipient, manner: 'card' };
  await office.stores.commit(address(office.deps, await loadScene(office.deps), [line]));
}

const cardsOf = async (office: OpenOffice, person: string) =>
  (await office.stores.deliveries({}))
    .filter((one) => one.kind === 'card' && one.personId === person)
    .map(({ key, state, noticeIds }) => [key, state, noticeIds.length]);

describe('a line that comes when the card of its morning has left', () => {
  it("stands on the next working day's at once: nothing is without a message, and no night's audit finds it", async () => {
    const office = await openOffice();
    await office.advanceTo('2026-04-02 09:25');

    await aLine(office, education, 'late');

    expect((await cardsOf(office, 'chen')).slice(-2)).toEqual([
      ['card|chen|2026-04-02|local', 'sent', 1],
      ['card|chen|2026-04-03|local', 'queued', 1],
    ]);
    await office.advanceTo('2026-04-03 08:00');
    expect(await office.ledger()).not.toContain('audit-alarmed');
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('stands on the next call too, where the clerk has phoned already', async () => {
    const office = await openOffice();
    office.clock.set(at('2026-03-24 09:00'));
    await office.sweepOnce();
    const [call] = (await office.stores.deliveries({ channel: 'offline' })).filter((one) => one.kind === 'card');
    await office.press('clerk', ['record-delivered', call?.id ?? '']);

    await aLine(office, westDistrict, 'late');

    expect(await cardsOf(office, 'west-liaison')).toEqual([
      ['card|west-liaison|2026-03-24|offline', 'sent', 1],
      ['card|west-liaison|2026-03-25|offline', 'queued', 1],
    ]);
    expect((await office.invariants()).I1).toBe(0);
  });
});

/** 陈's card of 24 March, whose first try came to nobody knows what. */
async function unclear(found: Awaited<ReturnType<Messenger['find']>>) {
  const calls: string[] = [];
  let isUnclear = false;
  const messenger: Messenger = {
    async send(to: Account, _message, key) {
      if (to.address !== 'chen') return { platformId: key };
      calls.push(`send ${key}`);
      if (isUnclear) throw new DeliveryError('local', 'timeout', 'ambiguous');
      return { platformId: key };
    },
    async find(_to, key) {
      calls.push(`find ${key}`);
      return found;
    },
  };
  let machine = 0;
  const office = await openOffice({ messenger, machineNow: () => new Date(machine) });
  await office.advanceTo('2026-03-23 18:00');
  office.clock.set(at('2026-03-24 09:01'));
  await office.sweepOnce();
  const [card] = (await office.stores.deliveries({ personId: 'chen' as PersonId, state: ['queued'] })).slice(-1);
  if (!card) throw new Error('No card waits');
  office.clock.set(at('2026-03-24 09:25'));
  isUnclear = true;
  await deliver(card.id, office.deps);
  isUnclear = false;
  const wait = (ms: number): void => {
    machine += ms;
  };
  calls.length = 0;
  wait(60_000);
  return { office, card, calls, wait };
}

describe('a card whose first try was unclear, when its morning has gone', () => {
  it("does not leave at night where the platform has not got it: its lines stand on the next morning's", async () => {
    const { office, card, calls } = await unclear('absent');
    office.clock.set(at('2026-03-25 01:14'));

    await deliver(card.id, office.deps);

    expect(calls).toEqual([`find ${card.key}`]);
    expect(await office.stores.delivery(card.id)).toMatchObject({ state: 'superseded' });
    expect((await cardsOf(office, 'chen')).at(-1)).toEqual(['card|chen|2026-03-25|local', 'queued', 1]);
    await office.advanceTo('2026-03-25 12:00');
    expect(calls.slice(1)).toEqual(['send card|chen|2026-03-25|local']);
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('counts as handed over in its own morning where the platform has it', async () => {
    const { office, card, calls } = await unclear({ platformId: 'there' });
    office.clock.set(at('2026-03-25 01:14'));

    await deliver(card.id, office.deps);

    expect(calls).toEqual([`find ${card.key}`]);
    expect(await office.stores.delivery(card.id)).toMatchObject({ state: 'sent', sentAt: card.dueAt });
    expect((await office.stores.notices(card.noticeIds)).map((notice) => notice.status)).toEqual(['said']);
    await office.advanceTo('2026-03-25 12:00');
    expect(calls).toEqual([`find ${card.key}`]);
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('is a matter for a person where the platform cannot be asked', async () => {
    const { office, card } = await unclear('cannot-ask');
    office.clock.set(at('2026-03-25 01:14'));

    await deliver(card.id, office.deps);

    expect(await office.stores.delivery(card.id)).toMatchObject({ state: 'failed', failure: 'cannot-ask' });
    expect((await office.stores.deliveries({ channel: 'offline', state: ['queued'] })).map(({ key }) => key)).toContain(
      `offline|${card.key}`,
    );
  });

  it('waits for its hour when the clock was set back, and leaves then', async () => {
    const { office, card, calls, wait } = await unclear('absent');
    office.clock.set(at('2026-03-24 08:20'));

    await deliver(card.id, office.deps);
    expect(calls).toEqual([`find ${card.key}`]);
    expect(await office.stores.delivery(card.id)).toMatchObject({ state: 'queued', sentAt: null });
    wait(2 * 3_600_000);
    await office.advanceTo('2026-03-24 12:00');

    expect(calls.slice(1)).toEqual([`send ${card.key}`]);
    expect((await office.invariants()).I3).toBe(0);
  });

  it('does not stand as unsaid where the platform cannot be asked and nothing is left to say: the office is told', async () => {
    const { office, card } = await unclear('cannot-ask');
    for (const { taskId } of await office.stores.notices(card.noticeIds))
      await office.press('clerk', ['record-offline', taskId ?? ''], { text: '已完成', done: 'true' });
    office.clock.set(at('2026-03-25 01:14'));

    await deliver(card.id, office.deps);

    expect(await office.stores.delivery(card.id)).toMatchObject({ state: 'failed', failure: 'cannot-ask' });
    const inbox = await office.stores.deliveries({ personId: 'clerk' as PersonId });
    const told = await office.stores.notices(inbox.flatMap((one) => one.noticeIds));
    expect(told.map((notice) => notice.message?.title ?? '').join()).toContain('送达情况不明');
    expect((await office.stores.notices(card.noticeIds)).map((notice) => notice.status)).toEqual(['dropped']);
  });
});
