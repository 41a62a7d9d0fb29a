import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/ports.ts';
import { at } from '../../support/builders.ts';
import * as rows from '../../support/stored-rows.ts';
import type { Given } from './given.ts';

/** How an input is received and answered once. */
export function inputs(given: Given): void {
  const commit = (change: Change) => given.on.stores.commit(change);

  describe('an input', () => {
    const event = (key: string, receivedAt = at('2026-03-24 09:00')) => ({
      platform: 'slack',
      key,
      receivedAt,
      personId: rows.personId,
      body: '已完成',
    });

    it('is received once, and waits until a change answers it', async () => {
      const { stores } = given.on;
      const [first, second] = [event('2', at('2026-03-24 08:00')), event('1')];

      expect([await stores.receive(second), await stores.receive(first), await stores.receive(second)]).toEqual([
        true,
        true,
        false,
      ]);
      expect(await stores.unhandled(10)).toEqual([first, second]);
      await commit({ ...rows.ground, handled: { platform: 'slack', key: '2' } });

      expect(await stores.unhandled(10)).toEqual([second]);
      expect([await stores.unhandled(10, 'slack'), await stores.unhandled(10, 'wecom')]).toEqual([[second], []]);
      expect(await stores.inbound('slack', '2')).toEqual(first);
      expect(await stores.inbound('wecom', '2')).toBeNull();
    });

    it('is received once of fifty copies at the same moment, among others that are each received', async () => {
      const { stores } = given.on;
      const copies = Array.from({ length: 50 }, () => event('same'));
      const others = Array.from({ length: 50 }, (_, number) => event(`other ${number}`));

      const taken = await Promise.all([...copies, ...others].map((one) => stores.receive(one)));

      expect(taken.slice(0, 50).filter(Boolean)).toHaveLength(1);
      expect(taken.slice(50)).toEqual(others.map(() => true));
      expect((await stores.unhandled(200)).length).toBe(51);
    });

    it('about a discreet item keeps no text', async () => {
      await given.on.stores.receive(event('3'));

      await commit({ handled: { platform: 'slack', key: '3', erase: true } });

      expect(await given.on.stores.inbound('slack', '3')).toEqual({ ...event('3'), body: '' });
    });
  });
}
