import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../src/core/ids.ts';
import { zh } from '../../src/core/message/zh.ts';
import { DeliveryError } from '../../src/errors.ts';
import { retryDelivery } from '../../src/flows/retry-delivery.ts';
import { loadScene } from '../../src/flows/scene.ts';
import type { Messenger } from '../../src/ports.ts';
import { boardOf } from '../../src/wire-board.ts';
import { nothingBroken, openOffice } from '../support/office.ts';

type Answer = 'ok' | 'never' | 'ambiguous';

/** An office whose message to the court's liaison failed: the platform answers each try as told, then well. */
async function failed(answers: readonly Answer[], options: { canBeAsked?: boolean; arrived?: boolean } = {}) {
  const calls: string[] = [];
  const left = [...answers];
  const messenger: Messenger = {
    async send(to, _message, key) {
      const answer = to.address === 'yun' ? (left.shift() ?? 'ok') : 'ok';
      if (to.address === 'yun') calls.push(`send:${answer}`);
      if (answer === 'ok') return { platformId: `id-${key}` };
      throw new DeliveryError('local', answer, answer);
    },
    async find(_to, key) {
      if (options.canBeAsked === false) return 'cannot-ask';
      calls.push(`find:${options.arrived ? 'there' : 'absent'}`);
      return options.arrived ? { platformId: `id-${key}` } : 'absent';
    },
  };
  const office = await openOffice({ messenger });
  const ofYun = async () =>
    (await office.stores.deliveries({ personId: 'yun' as PersonId })).filter((one) => one.channel !== 'offline');
  const [delivery] = await ofYun();
  if (!delivery) throw new Error('Nothing was addressed to yun');
  calls.length = 0;
  const listed = async () =>
    office.stores.deliveries({ personId: 'yun' as PersonId, channel: 'offline', state: ['queued'] });
  const retry = async (by = 'clerk', didNotArrive = false) => {
    const done = await retryDelivery(office.deps, {
      by: by as PersonId,
      via: 'cli',
      deliveryId: delivery.id,
      didNotArrive,
    });
    await office.queue.drain();
    return done;
  };
  return { office, delivery, calls, retry, listed, now: () => office.stores.delivery(delivery.id) };
}

describe('a message that its platform did not take', () => {
  it('is sent again by the office: the platform is asked first, the clerk’s list is cleared, it stands in the ledger', async () => {
    const { office, retry, calls, listed, now } = await failed(['never']);
    expect(await listed()).toHaveLength(1);

    expect(await retry()).toEqual({ ok: true, asksFirst: true });

    expect(calls).toEqual(['find:absent', 'send:ok']);
    expect(await now()).toMatchObject({ state: 'sent' });
    expect(await listed()).toEqual([]);
    expect((await office.ledger()).filter((type) => type === 'delivery-retried')).toHaveLength(1);
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('is not sent again when the platform has it after all', async () => {
    const { retry, calls, now } = await failed(['never'], { arrived: true });

    await retry();

    expect(calls).toEqual(['find:there']);
    expect(await now()).toMatchObject({ state: 'sent' });
  });

  it('stands on the clerk’s list anew when it fails again, and can be sent a third time', async () => {
    const { office, retry, listed, now } = await failed(['never', 'never']);

    await retry();

    expect(await now()).toMatchObject({ state: 'failed' });
    expect(await listed()).toHaveLength(1);
    expect(await retry()).toMatchObject({ ok: true });
    expect(await now()).toMatchObject({ state: 'sent' });
    expect(await listed()).toEqual([]);
    expect(await office.invariants()).toEqual(nothingBroken);
  });
});

describe('a message of which nobody knows whether it arrived', () => {
  it('is not sent again where the platform cannot be asked, and nothing changes', async () => {
    const { office, retry, calls, listed, now } = await failed(['ambiguous'], { canBeAsked: false });

    expect(await retry()).toEqual({ ok: false, refusal: 'may-have-arrived' });

    expect(calls).toEqual([]);
    expect(await now()).toMatchObject({ state: 'failed', failure: 'cannot-ask' });
    expect(await listed()).toHaveLength(1);
    expect(await office.ledger()).not.toContain('delivery-retried');
  });

  it('is sent again, unasked, on a person’s word that it did not arrive; the word stands in the ledger', async () => {
    const { office, retry, calls, now } = await failed(['ambiguous'], { canBeAsked: false });

    expect(await retry('clerk', true)).toEqual({ ok: true, asksFirst: false });

    expect(calls).toEqual(['send:ok']);
    expect(await now()).toMatchObject({ state: 'sent' });
    const entry = (await office.stores.ledger({})).findLast(({ type }) => type === 'delivery-retried');
    expect(entry).toMatchObject({ actor: { personId: 'clerk', via: 'cli' }, facts: { didNotArrive: true } });
  });
});

describe('on the desk', () => {
  it.each([
    ['has a button to send it again', 'never', undefined, '重新发送'],
    [
      'whose arrival nobody knows has one that gives a person’s word',
      'ambiguous',
      'did-not-arrive',
      '确认未收到，重发',
    ],
  ] as const)('a message that stands on the list to phone %s', async (_, answer, value, label) => {
    const { office, delivery } = await failed([answer], { canBeAsked: answer === 'never' });

    const board = await boardOf(office.deps, await loadScene(office.deps), 'clerk' as PersonId, zh);

    const offered = board.phone.flatMap(({ actions }) =>
      actions.filter(({ command }) => command.name === 'retry-delivery'),
    );
    expect(offered).toEqual([
      { label, command: { name: 'retry-delivery', id: delivery.id, ...(value ? { value } : {}) } },
    ]);
  });
});

describe('sending again is refused', () => {
  it('to whom the office is not: as if there were no such message', async () => {
    const { retry, calls } = await failed(['never']);

    expect(await retry('yun')).toEqual({ ok: false, refusal: 'not-there' });
    expect(await retry('wu')).toEqual({ ok: false, refusal: 'not-there' });
    expect(calls).toEqual([]);
  });

  it('when it has arrived', async () => {
    const { retry, calls } = await failed([]);

    expect(await retry()).toEqual({ ok: false, refusal: 'already-delivered' });
    expect(calls).toEqual([]);
  });

  it('when the clerk has told it already', async () => {
    const { office, retry, listed, calls } = await failed(['never']);
    const [copy] = await listed();
    await office.press('clerk', { name: 'record-delivered', id: copy?.id ?? '' });

    expect(await retry()).toEqual({ ok: false, refusal: 'already-delivered' });
    expect(calls).toEqual([]);
  });

  it('a second time while the first is under way', async () => {
    const { office, delivery } = await failed(['never']);
    const input = { by: 'clerk' as PersonId, via: 'cli', deliveryId: delivery.id, didNotArrive: false } as const;

    const twice = [await retryDelivery(office.deps, input), await retryDelivery(office.deps, input)];

    expect(twice).toEqual([
      { ok: true, asksFirst: true },
      { ok: false, refusal: 'delivery-under-way' },
    ]);
  });
});
