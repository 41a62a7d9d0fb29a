import { describe, expect, it } from 'vitest';
import { serveDue } from '../../src/flows/serve-due.ts';
import { at } from '../support/builders.ts';
import { nothingBroken, openOffice } from '../support/office.ts';

type Office = Awaited<ReturnType<typeof openOffice>>;

const entriesOf = async (office: Office) =>
  (await office.stores.ledger({})).map(({ at: when, type }) => `${when.toISOString()} ${type}`);
const deliveriesOf = async (office: Office) =>
  (await office.stores.deliveries({})).map(({ key, state, dueAt }) => `${dueAt.toISOString()} ${state} ${key}`).sort();

/** Goes from one due instant to the next, as the timer does. */
async function byTimer(office: Office, to: string): Promise<void> {
  let since: Date | null = null;
  for (;;) {
    const { through, next } = await serveDue(office.deps, since);
    since = through;
    await office.deps.queue.drain();
    if (next === null || next > at(to)) return;
    office.clock.set(next);
  }
}

describe('serving what falls due at its very instant', () => {
  it('says and writes what the sweeps of an advancing clock do, without any sweep of a minute', async () => {
    const [timed, swept] = [await openOffice(), await openOffice()];

    await byTimer(timed, '2026-04-13 18:00');
    await swept.advanceTo('2026-04-13 18:00');

    expect(await entriesOf(timed)).toEqual(await entriesOf(swept));
    expect(await deliveriesOf(timed)).toEqual(await deliveriesOf(swept));
    expect(await timed.invariants()).toEqual(nothingBroken);
  });

  it('touches nothing when nothing is due, and says when something will be', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-03-20 18:00');
    const before = [await entriesOf(office), await deliveriesOf(office), await office.stores.office()];
    const through = office.clock.now();

    const served = await serveDue(office.deps, through);

    expect(served).toEqual({ through, next: await office.stores.nextDueAt(through) });
    expect([await entriesOf(office), await deliveriesOf(office), await office.stores.office()]).toEqual(before);
  });

  it('leaves to the minute what lies further back', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-03-24 08:59');
    office.clock.set(at('2026-03-24 09:00'));
    const before = await entriesOf(office);

    await serveDue(office.deps, at('2026-03-24 09:00'));
    expect(await entriesOf(office)).toEqual(before);

    await office.sweepOnce();
    expect((await entriesOf(office)).length).toBeGreaterThan(before.length);
  });
});
