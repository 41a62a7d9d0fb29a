import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { note } from '../support/results.ts';
import { openSlackOffice, type SlackOffice } from '../support/slack-office.ts';

let bot: SlackOffice;
beforeEach(async () => {
  bot = await openSlackOffice();
});
afterEach(() => bot.close());

describe('the time that a message says it was written', () => {
  it.each([
    ['in the future', '1999999999.000100'],
    ['in milliseconds where seconds are meant', '1774918800000.000100'],
    ['in microseconds', '1774918800000000'],
    ['endless', '1e400'],
    ['no number', 'yesterday'],
    ['empty', ''],
    ['zero', '0'],
    ['before the world began', '-62135596800'],
  ])('%s does not make a late report punctual', async (_, ts) => {
    await bot.office.wakeAt('2026-04-02 09:30');
    const arrived = bot.office.deps.clock.now();

    await bot.event(bot.message('chen', '（一）已完成', { ts })).catch(() => {});
    await bot.settle();

    const task = await bot.office.task('26-1-1');
    const reports = await bot.office.stores.reportsOf(task.id);
    for (const report of reports) expect(report.madeAt.getTime()).toBe(arrived.getTime());
    note(27, { cases: 1 });
  });
});
