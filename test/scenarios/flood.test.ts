import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../src/core/ids.ts';
import { InboundLimit } from '../../src/core/inbound-limit.ts';
import { limitedReceive } from '../../src/wire-inbound.ts';
import { openOffice } from '../support/office.ts';

describe('a person who floods the chat', () => {
  it('is stored up to the limit, told once that the rest was not saved, and keeps nobody else from being stored', async () => {
    const office = await openOffice();
    const receive = limitedReceive(office.deps, new InboundLimit(5), office.clock);
    const event = (person: string, n: number) => ({
      platform: 'slack',
      key: `${person}-${n}`,
      receivedAt: office.clock.now(),
      personId: person as PersonId,
      body: '{}',
    });

    const stored = [];
    for (let n = 0; n < 9; n += 1) stored.push(await receive(event('chen', n), 'U1'));
    const other = await receive(event('yun', 1), 'U2');
    const told = (await office.stores.deliveries({ personId: 'chen' as PersonId })).filter(({ key }) =>
      key.includes('answer'),
    );
    const notices = await office.stores.notices(told.flatMap(({ noticeIds }) => [...noticeIds]));

    expect(stored).toEqual([true, true, true, true, true, false, false, false, false]);
    expect(other).toBe(true);
    expect(notices.filter(({ message }) => JSON.stringify(message).includes('没有保存'))).toHaveLength(1);
    expect(await office.stores.inbound('slack', 'chen-7')).toBeNull();
  });

  it('without an account here is bounded by the account of the platform', async () => {
    const office = await openOffice();
    const receive = limitedReceive(office.deps, new InboundLimit(1), office.clock);
    const event = (n: number) => ({
      platform: 'slack',
      key: `x-${n}`,
      receivedAt: office.clock.now(),
      personId: null,
      body: '{}',
    });

    expect([await receive(event(1), 'U9'), await receive(event(2), 'U9'), await receive(event(3), 'U8')]).toEqual([
      true,
      false,
      true,
    ]);
  });
});
