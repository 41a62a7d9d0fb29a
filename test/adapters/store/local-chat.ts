import { describe, expect, it } from 'vitest';
import { at } from '../../support/builders.ts';
import * as rows from '../../support/stored-rows.ts';
import type { Given } from './given.ts';

const { newId } = rows;

/** The local chat and the settings. */
export function localChat(given: Given): void {
  describe('the local chat', () => {
    const message = (key: string, over: object = {}) => ({
      id: newId<string>(),
      personId: rows.personId,
      direction: 'in' as const,
      threadCode: '26-1-1',
      message: { lines: [{ text: key }] },
      key,
      at: at('2026-03-24 09:00'),
      ...over,
    });

    it('numbers messages in their order and stores a key once', async () => {
      const { localMessages } = given.on;
      const [one, other, two] = [
        message('one'),
        message('other', { personId: newId() }),
        message('two', { direction: 'out', threadCode: null }),
      ];
      const { seq } = await localMessages.append(one);
      await localMessages.append(other);
      await localMessages.append(two);

      expect(await localMessages.append(message('one'))).toEqual({ seq });
      expect(await localMessages.byKey('one')).toEqual({ ...one, seq });
      expect((await localMessages.since(rows.personId, 0, 10)).map((found) => found.key)).toEqual(['one', 'two']);
      expect((await localMessages.since(rows.personId, seq, 1)).map((found) => found.key)).toEqual(['two']);
      expect(await localMessages.byKey('none')).toBeNull();
      await localMessages.erase('one');
      expect(await localMessages.byKey('one')).toEqual({ ...one, message: { lines: [] }, seq });
    });
  });

  it('writes a message that was sent anew in its place, and nobody’s own words', async () => {
    const { localMessages } = given.on;
    const base = { personId: rows.personId, threadCode: null, at: at('2026-03-24 09:00') };
    const sent = { ...base, id: newId<string>(), direction: 'out' as const, message: { lines: [] }, key: 'sent' };
    const own = { ...sent, id: newId<string>(), direction: 'in' as const, key: 'own' };
    const { seq } = await localMessages.append(sent);
    const mine = await localMessages.append(own);
    const now = { title: '已处理', lines: [{ text: '已办结' }] };

    expect(await localMessages.rewrite(seq, now)).toBe(true);
    expect(await localMessages.rewrite(mine.seq, now)).toBe(false);
    expect(await localMessages.rewrite(mine.seq + 1000, now)).toBe(false);

    expect(await localMessages.byKey('sent')).toEqual({ ...sent, message: now, seq });
    expect((await localMessages.since(rows.personId, seq - 1, 1))[0]?.message).toEqual(now);
    expect((await localMessages.byKey('own'))?.message).toEqual({ lines: [] });
  });

  it('keeps settings, the latest value', async () => {
    const { settings } = given.on;
    await settings.set('clock', { base: '2026-01-01T00:00:00.000Z', frozen: true });
    await settings.set('clock', { base: '2026-02-01T00:00:00.000Z', frozen: false });

    expect([await settings.get('clock'), await settings.get('never')]).toEqual([
      { base: '2026-02-01T00:00:00.000Z', frozen: false },
      null,
    ]);
  });
}
