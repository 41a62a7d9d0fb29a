import { describe, expect, it } from 'vitest';
import { addDays, dayAt, instantAt } from '../../src/core/calendar.ts';
import { day } from '../support/builders.ts';
import { nothingBroken, openOffice } from '../support/office.ts';
import { note } from '../support/results.ts';

const went = day('2026-03-25');

describe('an outage', () => {
  it.each([
    ['a minute', 0, 0],
    ['an hour', 0, 1],
    ['three days', 3, 0],
    ['thirty days', 30, 0],
    ['101 mornings', 101, 0],
    ['10,001 mornings, 27 years', 10_001, 0],
  ])('of %s is made up for by one card a person, exact to the day', { timeout: 30_000 }, async (_, days, hours) => {
    const office = await openOffice();
    await office.advanceTo('2026-03-25 10:00');
    const back = office.calendar.workdayOnOrAfter(addDays(went, days));
    const wokenAt = new Date(instantAt(back, '10:01').getTime() + hours * 3_600_000);
    const known = await office.ledger();

    office.clock.set(wokenAt);
    await office.sweepOnce();
    office.clock.set(new Date(wokenAt.getTime() + 60_000));
    await office.sweepOnce();

    for (const person of ['chen', 'wu', 'yun', 'clerk', 'education-deputy']) {
      const cards = (await office.inbox(person)).filter(({ at, text }) => at >= wokenAt && text.startsWith('今日事项'));
      expect(cards.length, person).toBeLessThanOrEqual(1);
      for (const { at } of cards) expect(dayAt(at)).toBe(back);
    }
    const fresh = (await office.ledger()).slice(known.length);
    expect(fresh.filter((type) => type === 'task-reminded').length).toBeLessThanOrEqual(7);
    expect(await office.invariants()).toEqual(nothingBroken);
    if (days >= 30) {
      const task = await office.task('26-1-1');
      const overdue = office.calendar.workdaysBetween(task.dueOn ?? went, back);
      expect((await office.inbox('chen')).at(-1)?.text).toContain(`已超时限 ${overdue} 个工作日`);
    }
    note(29, { outages: 1, missed: days });
  });
});
