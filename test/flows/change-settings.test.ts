import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../src/core/ids.ts';
import { addCalendarDay, changePolicy } from '../../src/flows/change-settings.ts';
import { day } from '../support/builders.ts';
import { openOffice } from '../support/office.ts';

const clerk = { by: 'clerk' as PersonId, via: 'cli' as const };
const liaison = { by: 'chen' as PersonId, via: 'cli' as const };

describe('changing a default of the policy', () => {
  it('holds for tasks that start later, and stands in the ledger', async () => {
    const { deps, stores } = await openOffice();

    const changed = await changePolicy(deps, { ...clerk, name: 'soonWorkdays', value: 5 });

    expect(changed).toEqual({ ok: true });
    expect((await stores.office())?.policy.soonWorkdays).toBe(5);
    expect((await stores.ledger({})).at(-1)).toMatchObject({
      type: 'settings-changed',
      facts: { what: 'policy.soonWorkdays' },
    });
  });

  it('is refused to a liaison, and for a value out of range', async () => {
    const { deps } = await openOffice();

    expect(await changePolicy(deps, { ...liaison, name: 'soonWorkdays', value: 5 })).toMatchObject({
      ok: false,
      why: 'not-permitted',
    });
    expect(await changePolicy(deps, { ...clerk, name: 'soonWorkdays', value: -1 })).toMatchObject({
      ok: false,
      why: 'bad-value',
    });
  });

  it('leaves running tasks as they started', async () => {
    const { deps, stores } = await openOffice();
    const before = (await stores.tasks({}))[0]?.policy.soonWorkdays;

    await changePolicy(deps, { ...clerk, name: 'soonWorkdays', value: 9 });

    expect((await stores.tasks({}))[0]?.policy.soonWorkdays).toBe(before);
  });
});

describe('adding a day to the office calendar', () => {
  it('makes it a working day or a day off', async () => {
    const { deps, stores } = await openOffice();

    await addCalendarDay(deps, { ...clerk, on: day('2027-01-01'), works: false });

    expect((await stores.office())?.dayAdditions).toEqual({ '2027-01-01': false });
  });

  it('is refused to a liaison', async () => {
    const { deps } = await openOffice();

    expect(await addCalendarDay(deps, { ...liaison, on: day('2027-01-01'), works: false })).toMatchObject({
      ok: false,
      why: 'not-permitted',
    });
  });
});
