import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../src/core/ids.ts';
import { inputFailed } from '../../src/flows/input-failed.ts';
import type { InboundEvent } from '../../src/ports.ts';
import { answerLeft } from '../../src/wire-inbound.ts';
import { at } from '../support/builders.ts';
import { openOffice } from '../support/office.ts';

const TITLE = '有消息未能处理';

function input(more: Partial<InboundEvent> = {}): InboundEvent {
  const receivedAt = at('2026-03-24 10:00');
  return { platform: 'local', key: 'poison', receivedAt, personId: 'chen' as PersonId, body: '?', ...more };
}

async function officeWith(...events: readonly InboundEvent[]) {
  const office = await openOffice();
  for (const event of events) await office.stores.receive(event);
  /** The input fails once more at that instant. */
  async function failAt(instant: string, event = events[0] as InboundEvent): Promise<void> {
    office.clock.set(at(instant));
    await inputFailed(office.deps, event);
    await office.queue.drain();
  }
  const told = async () => (await office.inbox('clerk')).filter(({ text }) => text.includes(TITLE));
  const left = async () => (await office.stores.unhandled(10)).map(({ key }) => key);
  return { ...office, failAt, told, left };
}

describe('an input that cannot be answered', () => {
  it('is told to the office once, with who said it and what to do, and is tried on', async () => {
    const office = await officeWith(input());

    for (const instant of ['2026-03-24 10:10', '2026-03-24 10:11', '2026-03-24 18:00']) await office.failAt(instant);

    const told = await office.told();
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toMatch(/chen.*一条消息已保存.*代录/s);
    expect(await office.left()).toEqual(['poison']);
  });

  it('is left alone while it may still be answered in a moment', async () => {
    const office = await officeWith(input());

    await office.failAt('2026-03-24 10:09');

    expect(await office.told()).toEqual([]);
    expect(await office.left()).toEqual(['poison']);
  });

  it('stands before no other any more after a day, and was told before that', async () => {
    const office = await officeWith(input());

    await office.failAt('2026-03-25 10:00');

    expect(await office.told()).toHaveLength(1);
    expect(await office.left()).toEqual([]);
    expect(await office.stores.inbound('local', 'poison')).not.toBeNull();
  });

  it('of nobody who is known is told to nobody', async () => {
    const office = await officeWith(input({ personId: null }));

    await office.failAt('2026-03-25 10:00');

    expect(await office.told()).toEqual([]);
    expect(await office.left()).toEqual([]);
  });

  it('keeps no other waiting', async () => {
    const later = input({ key: 'fine', receivedAt: at('2026-03-24 10:01') });
    const office = await officeWith(input(), later, input({ key: 'elsewhere', platform: 'slack' }));
    office.clock.set(at('2026-03-24 10:20'));
    const answered: string[] = [];

    await answerLeft(office.deps, 'local', async ({ key }) => {
      if (key === 'poison') throw new Error('nobody can read this');
      answered.push(key);
    });
    await office.queue.drain();

    expect(answered).toEqual(['fine']);
    expect(await office.told()).toHaveLength(1);
  });
});
