import { describe, expect, it } from 'vitest';
import { type Message, plainText } from '../../src/core/message/message.ts';
import { DeliveryError } from '../../src/errors.ts';
import { type OwnSeen, refreshOwnCards } from '../../src/flows/refresh-own-cards.ts';
import type { Rewriter } from '../../src/ports.ts';
import { openOffice } from '../support/office.ts';

/** The office on the morning of the limit, with what is written anew. */
async function onTheDay({ refuses = false, room = (_words: string): boolean => true } = {}) {
  const written: { id: string; message: Message }[] = [];
  const rewriter: Rewriter = {
    async rewrite(id, message) {
      if (refuses) throw new DeliveryError('local', 'message_not_found', 'never');
      if (!room(plainText(message))) return 'too-long';
      written.push({ id, message });
      return 'written';
    },
  };
  const office = await openOffice();
  await office.advanceTo('2026-03-31 09:40');
  let seen: OwnSeen | null = await refreshOwnCards({ ...office.deps, rewriters: { local: rewriter } }, null);
  const look = async () => {
    office.clock.set(new Date(office.clock.now().getTime() + 60_000));
    seen = await refreshOwnCards({ ...office.deps, rewriters: { local: rewriter } }, seen);
  };
  office.clock.set(new Date(office.clock.now().getTime() + 60_000));
  return { office, written, look };
}

const labels = (message: Message | undefined, id: string): readonly string[] =>
  (message?.actions ?? []).filter(({ command }) => command.id === id).map(({ command }) => command.name);

describe('a card that a unit was sent', () => {
  it('follows what happens to its tasks in place, once, and loses the buttons that would be refused', async () => {
    const { office, written, look } = await onTheDay();
    const { id } = await office.task('26-1-1');
    const card = (await office.inbox('chen')).findLast(({ text }) => text.includes('今日事项'))?.message;
    expect(labels(card, id)).toContain('open-report');

    await office.say('chen', '（一）已完成');
    await look();
    await look();

    expect(written.map(({ message }) => message.title)).toEqual([card?.title]);
    expect(plainText(written[0]?.message ?? { lines: [] })).toContain('待审核　26-1-1');
    expect(labels(written[0]?.message, id)).toEqual([]);
  });

  it('follows the office: closed, and the message in the thread with it', async () => {
    const { office, written, look } = await onTheDay();
    const task = await office.task('26-1-1');
    await office.say('chen', '（一）已完成');
    await look();
    written.length = 0;

    await office.press('clerk', ['close-task', task.id]);
    await look();

    expect(written.length).toBeGreaterThanOrEqual(1);
    for (const { message } of written) {
      expect(plainText(message)).toContain('已办结');
      // What was recorded could still be corrected while it waited.
      expect(labels(message, task.id)).not.toContain('correct-report');
    }
    expect(written.some(({ message }) => plainText(message).includes('已记录（一）'))).toBe(true);
  });

  it('is left alone by what changes nothing for the unit, and by what happens to others', async () => {
    const { office, written, look } = await onTheDay();

    await office.say('chen', '（一）完成30%');
    await office.say('wu', '（三）已完成');
    await look();

    expect(written.filter(({ message }) => plainText(message).includes('26-1-1'))).toEqual([]);
  });

  it('that has no room for what is true now keeps its words and loses the buttons that would be refused', async () => {
    const { office, written, look } = await onTheDay({ room: (words) => !words.includes('待审核') });
    const { id } = await office.task('26-1-1');
    const card = (await office.inbox('chen')).findLast(({ text }) => text.includes('今日事项'))?.message;

    await office.say('chen', '（一）已完成');
    await look();

    expect(written.map(({ message }) => message.lines)).toEqual([card?.lines]);
    expect(labels(written[0]?.message, id)).toEqual([]);
  });

  it('that the platform does not change stays as it was', async () => {
    const { office, look } = await onTheDay({ refuses: true });

    await office.say('chen', '（一）已完成');

    await expect(look()).resolves.toBeUndefined();
  });
});
