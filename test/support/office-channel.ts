import { describe, expect } from 'vitest';
import type { OfficeOptions } from './office.ts';
import { openSlackOffice, type SlackOffice } from './slack-office.ts';
import { waitFor } from './wait-for.ts';

/** The channel that the office has chosen for itself. */
export const ROOM = 'C0OFFICE';

/** An office whose plan was adopted the day before its first limit, so that little has to pass. */
export const LATE: OfficeOptions = { adoptedAt: '2026-03-30 08:30' };

/** What takes days of the office's time stands behind `npm run test:slack-office`. */
export const inDays = describe.skipIf(process.env.SLACK_OFFICE_TESTS === undefined);

export type OfficeChannel = Awaited<ReturnType<typeof openOfficeChannel>>;

/** The invented office on Slack, which has chosen its channel. */
export async function openOfficeChannel(options: OfficeOptions = {}) {
  const bot = await openSlackOffice(options);
  const office = await bot.office.stores.office();
  if (!office) throw new Error('no office');
  const rooms = { office: { platform: 'slack', address: ROOM }, bulletin: null } as const;
  await bot.office.stores.commit({ office: { ...office, rooms } });
  return {
    ...bot,
    /** The buttons of the channel's newest message with these words. */
    labels: (words: string): readonly string[] => [...bot.buttonsOf(bot.cardIn(ROOM, words)).keys()],
    idOf: async (code: string) => (await bot.office.task(code)).id,
    async says(person: string, text: string): Promise<void> {
      await bot.event(bot.message(person, text));
      await bot.settle();
    },
    /** Everything answered, every message out, every card as it is now. */
    async settled(): Promise<void> {
      await bot.settle();
      await bot.slack.refreshCards();
      await bot.office.deps.queue.drain();
    },
    /** The form that a press opens. */
    async formOf(press: () => Promise<unknown>): ReturnType<SlackOffice['shown']> {
      const before = bot.platform.callsOf('views.update').length;
      await press();
      await waitFor(() => expect(bot.platform.callsOf('views.update').length).toBeGreaterThan(before));
      return bot.shown('views.update');
    },
  };
}
