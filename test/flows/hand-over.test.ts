import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../src/core/ids.ts';
import { handOver, recordAbsence } from '../../src/flows/hand-over.ts';
import { day } from '../support/builders.ts';
import { nothingBroken, openOffice } from '../support/office.ts';

const given = (from: string, to: string, on: string, by = 'clerk') => ({
  by: by as PersonId,
  via: 'local' as const,
  from: from as PersonId,
  to: to as PersonId,
  on: day(on),
});

describe('handing over', () => {
  it('moves everything open: from that day the successor gets the cards and may report', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-03-20 12:00');
    const before = (await office.inbox('chen')).length;

    const done = await handOver(office.deps, given('chen', 'education-deputy', '2026-03-23'));
    await office.advanceTo('2026-03-23 12:00');

    expect(done).toEqual({ ok: true, roles: 1 });
    expect(await office.inbox('chen')).toHaveLength(before);
    expect((await office.inbox('education-deputy')).at(-1)?.text).toContain('26-1-1');
    expect(await office.say('education-deputy', '（一）已完成')).toContain('已记录（一）');
    expect(await office.say('chen', '（二）已完成')).not.toContain('已记录');
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('before that day nothing has moved', async () => {
    const office = await openOffice();
    await handOver(office.deps, given('chen', 'education-deputy', '2026-03-23'));

    await office.advanceTo('2026-03-16 12:00');

    expect((await office.inbox('chen')).at(-1)?.text).toContain('本周事项');
    expect((await office.inbox('education-deputy')).filter(({ text }) => text.includes('本周事项'))).toEqual([]);
  });

  it('a message already queued finds the successor', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-03-31 08:59');
    office.clock.set(new Date('2026-03-31T09:00:30+08:00'));
    await office.sweepOnce();
    const queued = await office.stores.deliveries({ personId: 'chen' as PersonId, state: ['queued'] });
    expect(queued).toHaveLength(1);

    await handOver(office.deps, given('chen', 'education-deputy', '2026-03-31'));
    await office.advanceTo('2026-03-31 12:00');

    expect((await office.inbox('education-deputy')).at(-1)?.text).toContain('26-1-1');
    expect((await office.inbox('chen')).filter(({ at }) => at > new Date('2026-03-31T09:00:00+08:00'))).toEqual([]);
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('keeps who did what: earlier reports stand under the name of the first', async () => {
    const office = await openOffice();
    await office.say('chen', '（一）已完成50%');

    await handOver(office.deps, given('chen', 'education-deputy', '2026-03-03'));

    const [report] = await office.stores.reportsOf((await office.task('26-1-1')).id);
    expect(report?.by).toBe('chen');
    expect((await office.ledger()).at(-1)).toBe('role-handed-over');
  });

  it('of a message queued when nobody follows: on the list of the clerk, with an alarm that can be read', async () => {
    const office = await openOffice();
    office.clock.set(new Date('2026-03-31T09:00:30+08:00'));
    await office.sweepOnce();
    const { roles, ...rest } = await office.stores.directory();
    const kept = roles.filter((role) => role.unitId !== 'unit-court' || role.role !== 'liaison');
    await office.stores.commit({ directory: { ...rest, roles: kept } });

    await office.advanceTo('2026-04-24 12:00');

    expect((await office.inbox('clerk')).map(({ text }) => text).join('\n')).toContain('市法院尚无联络员');
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it.each([
    ['by a liaison', given('chen', 'wu', '2026-03-23', 'chen')],
    ['to nobody', given('chen', 'stranger', '2026-03-23')],
    ['from whoever has no role', given('stranger', 'chen', '2026-03-23')],
    ['to oneself', given('chen', 'chen', '2026-03-23')],
  ])('is refused %s', async (_, input) => {
    const office = await openOffice();
    const before = await office.stores.directory();

    expect((await handOver(office.deps, input)).ok).toBe(false);
    expect(await office.stores.directory()).toEqual(before);
  });
});

describe('an absence', () => {
  const away = (from: string, to: string, by = 'chen') => ({
    by: by as PersonId,
    via: 'local' as const,
    personId: 'chen' as PersonId,
    from: day(from),
    to: day(to),
  });

  it('lets the deputy (B岗) stand in on those days, and only then', async () => {
    const office = await openOffice();
    await recordAbsence(office.deps, away('2026-03-09', '2026-03-13'));

    await office.advanceTo('2026-03-23 12:00');

    const cards = async (person: string) =>
      (await office.inbox(person))
        .filter(({ text }) => text.startsWith('本周事项'))
        .map(({ at }) => at.toISOString().slice(5, 10));
    expect(await cards('chen')).toEqual(['03-16', '03-23']);
    expect(await cards('deng')).toEqual(['03-09']);
  });

  it('that ends before it begins: refused', async () => {
    const office = await openOffice();

    expect(await recordAbsence(office.deps, away('2026-03-13', '2026-03-09'))).toEqual({
      ok: false,
      refusal: 'ends-before-it-begins',
    });
  });

  it('of somebody else, from a liaison: refused', async () => {
    const office = await openOffice();

    expect((await recordAbsence(office.deps, away('2026-03-09', '2026-03-13', 'wu'))).ok).toBe(false);
  });
});
