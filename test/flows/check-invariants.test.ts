import { describe, expect, it } from 'vitest';
import type { DeliveryId, NoticeId } from '../../src/core/ids.ts';
import type { Delivery, Notice } from '../../src/core/notice.ts';
import type { Task } from '../../src/core/task.ts';
import { checkInvariants } from '../../src/flows/check-invariants.ts';
import type { LedgerStore } from '../../src/ports.ts';
import { at } from '../support/builders.ts';
import { nothingBroken, openOffice } from '../support/office.ts';

type Office = Awaited<ReturnType<typeof openOffice>>;

async function aMessage(office: Office): Promise<{ delivery: Delivery; notice: Notice }> {
  const [delivery] = await office.stores.deliveries({ state: ['sent'] });
  const [notice] = await office.stores.notices(delivery?.noticeIds ?? []);
  if (!delivery || !notice) throw new Error('Nothing was sent');
  return { delivery, notice };
}

/** The same office, whose ledger reads otherwise. */
const withLedger = (office: Office, ledger: LedgerStore['ledger']) => ({
  ...office.deps,
  stores: { ...office.stores, ledger },
});

describe('the promises are checked', () => {
  it('and none is broken after an ordinary month', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-04-10 12:00');

    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('and a database that gives the fields of a state in another order breaks none', async () => {
    const office = await openOffice();
    await office.say('chen', '（一）已完成');
    const reordered = (task: Task): Task =>
      ({ ...task, state: Object.fromEntries(Object.entries(task.state).reverse()) }) as Task;
    const stores = {
      ...office.stores,
      tasks: async (filter: Parameters<typeof office.stores.tasks>[0]) =>
        (await office.stores.tasks(filter)).map(reordered),
    };

    expect(await checkInvariants({ ...office.deps, stores })).toEqual(nothingBroken);
  });

  it('I1: a message that was due and never left', async () => {
    const office = await openOffice();
    const { delivery } = await aMessage(office);
    const lost: Delivery = {
      ...delivery,
      id: 'lost' as DeliveryId,
      key: 'lost',
      state: 'queued',
      sentAt: null,
      noticeIds: [],
    };
    await office.stores.commit({ deliveries: [{ ...lost, channel: 'slack', dueAt: at('2026-03-01 09:00') }] });

    expect((await office.invariants()).I1).toBe(1);
  });

  it('I1: a notice that no message carries', async () => {
    const office = await openOffice();
    const { notice } = await aMessage(office);
    await office.stores.commit({
      notices: [{ ...notice, id: 'alone' as NoticeId, key: 'alone', status: 'due', createdAt: at('2026-03-01 09:00') }],
    });

    expect((await office.invariants()).I1).toBe(1);
  });

  it('I1: a line that no card carries, from the first minute on', async () => {
    const office = await openOffice();
    const { notice } = await aMessage(office);
    await office.advanceTo('2026-03-03 09:10');
    const line = { ...notice, id: 'line' as NoticeId, key: 'line', manner: 'card', status: 'due' } as const;
    await office.stores.commit({ notices: [{ ...line, createdAt: at('2026-03-03 09:08') }] });

    expect((await office.invariants()).I1).toBe(1);
  });

  it('I2: a notice said twice to one person', async () => {
    const office = await openOffice();
    const { delivery } = await aMessage(office);
    await office.stores.commit({ deliveries: [{ ...delivery, id: 'twice' as DeliveryId, key: 'twice' }] });

    expect((await office.invariants()).I2).toBe(1);
  });

  it('I3: a card before its time, or on a day off', async () => {
    const office = await openOffice();
    const { delivery } = await aMessage(office);
    const early = {
      ...delivery,
      id: 'early' as DeliveryId,
      key: 'early',
      noticeIds: [],
      kind: 'card' as const,
      dueAt: at('2026-03-03 09:00'),
    };
    const sunday = { ...delivery, id: 'sunday' as DeliveryId, key: 'sunday', noticeIds: [], kind: 'card' as const };
    await office.stores.commit({
      deliveries: [early, { ...sunday, dueAt: at('2026-03-01 09:05'), sentAt: at('2026-03-01 09:05') }],
    });

    expect((await office.invariants()).I3).toBe(2);
  });

  it('I4 and I7: a task that is not what its facts make of it', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-04-02 12:00');
    const task = await office.task('26-1-1');
    const closed: Task = {
      ...task,
      state: {
        status: 'closed',
        closedOn: task.startedOn,
        by: 'clerk' as never,
        reportId: 'r' as never,
        reportMadeAt: at('2026-03-02 10:00'),
      },
    };
    await office.stores.commit({ tasks: [closed] });

    expect(await office.invariants()).toMatchObject({ I4: 1, I7: 1 });
  });

  it('I6: a rung left out without a word', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-04-10 12:00');
    const { id } = await office.task('26-1-1');
    const deps = withLedger(office, async (filter) =>
      (await office.stores.ledger(filter)).filter(
        (entry) => !(entry.taskId === id && entry.facts.rung === 2 && entry.type === 'rung-climbed'),
      ),
    );

    expect((await checkInvariants(deps)).I6).toBe(1);
  });

  it.each([
    ['changed', (at: number, length: number) => at === Math.floor(length / 2)],
    ['changed in its last entry', (at: number, length: number) => at === length - 1],
  ])('I7: a ledger that was %s', async (_, isChanged) => {
    const office = await openOffice();
    await office.say('chen', '（一）已完成');
    const deps = withLedger(office, async (filter) => {
      const entries = await office.stores.ledger(filter);
      return entries.map((entry, index) =>
        isChanged(index, entries.length) ? { ...entry, at: new Date(entry.at.getTime() + 1) } : entry,
      );
    });

    expect((await checkInvariants(deps)).I7).toBeGreaterThan(0);
  });

  it('I7: a ledger whose tail was cut off', async () => {
    const office = await openOffice();
    await office.say('chen', '（一）已完成');
    const deps = withLedger(office, async (filter) => (await office.stores.ledger(filter)).slice(0, -1));

    expect((await checkInvariants(deps)).I7).toBeGreaterThan(0);
  });
});
