import { beforeEach, describe, expect, it } from 'vitest';
import type { Change } from '../../../src/ports.ts';
import { at } from '../../support/builders.ts';
import * as rows from '../../support/stored-rows.ts';
import type { Given } from './given.ts';

const { newId, storedDelivery, storedNotice, storedTask } = rows;

/** How one delivery is claimed, recorded and comes back. */
export function delivery(given: Given): void {
  const commit = (change: Change) => given.on.stores.commit(change);

  describe('a delivery', () => {
    const task = storedTask();
    const notice = storedNotice(task.id);
    const sent = {
      state: 'sent',
      platformId: 'm-1',
      sentAt: at('2026-03-24 09:06'),
      failure: null,
      sent: { lines: [{ text: '提醒' }] },
    } as const;
    const putOff = { state: 'queued', platformId: null, sentAt: null, failure: '429', sent: null } as const;
    beforeEach(async () => {
      await commit(rows.ground);
      await commit({ tasks: [task], notices: [notice] });
    });

    async function queued(over: Parameters<typeof storedDelivery>[1] = {}) {
      const delivery = storedDelivery([notice.id], over);
      await commit({ deliveries: [delivery] });
      return delivery;
    }
    async function claimed(over: Parameters<typeof storedDelivery>[1] = {}) {
      const { id } = await queued(over);
      return (await given.on.stores.claim(id, 1_000)) as NonNullable<Awaited<ReturnType<typeof given.on.stores.claim>>>;
    }

    it('settled as followed is found as sent until nothing is left to do on it', async () => {
      const { stores } = given.on;
      const one = await claimed();
      await stores.settle(one, sent, { liveCards: [one.id] });
      expect(await stores.liveCards(10)).toMatchObject([{ delivery: { id: one.id, platformId: 'm-1' }, shown: null }]);

      expect(await stores.liveCards(10, one.id)).toEqual([]);
      await stores.noteShown(one.id, 'hash-1');
      await commit({ liveCards: [one.id] });
      expect(await stores.liveCards(10)).toMatchObject([{ shown: 'hash-1' }]);

      await stores.noteShown(one.id, null);
      await stores.noteShown(one.id, 'hash-2');
      expect(await stores.liveCards(10)).toEqual([]);
    });

    it('is one of a notice that is found by its key, and by no other', async () => {
      const found = await given.on.stores.noticesByKey([notice.key, 'no such key']);

      expect(found.map(({ id }) => id)).toEqual([notice.id]);
      expect(await given.on.stores.noticesByKey([])).toEqual([]);
    });

    it('is claimed by one at a time, and by the next when the lease has run out', async () => {
      const { id } = await queued();

      const first = await given.on.stores.claim(id, 1_000);
      const tooEarly = await given.on.stores.claim(id, 1_000);
      await given.on.pass(1_001);
      const second = await given.on.stores.claim(id, 1_000);

      expect([first?.attempt, tooEarly, second?.attempt]).toEqual([1, null, 2]);
    });

    it('is mine while lease and fence hold', async () => {
      const first = await claimed();

      const during = await given.on.stores.stillMine(first);
      await given.on.pass(1_001);
      const afterwards = await given.on.stores.stillMine(first);
      const second = (await given.on.stores.claim(first.id, 1_000)) as typeof first;

      expect([
        during,
        afterwards,
        await given.on.stores.stillMine(first),
        await given.on.stores.stillMine(second),
      ]).toEqual([true, false, false, true]);
    });

    it('is recorded with what it settles, and is over then', async () => {
      const mine = await claimed();

      const recorded = await given.on.stores.settle(mine, sent, {
        settledNotices: [{ ids: [notice.id], status: 'said', reason: null }],
        events: [rows.progressed(task.id)],
      });

      expect(recorded).toBe(true);
      expect(await given.on.stores.delivery(mine.id)).toEqual({ ...mine, ...sent, leaseUntil: null });
      expect((await given.on.stores.notices([notice.id]))[0]?.status).toBe('said');
      expect(await given.on.stores.ledgerHead()).toMatchObject({ seq: 1 });
      expect([await given.on.stores.claim(mine.id, 1_000), await given.on.stores.settle(mine, sent)]).toEqual([
        null,
        false,
      ]);
    });

    it('is not recorded by whoever lost it, nor is anything beside it', async () => {
      const first = await claimed();
      await given.on.pass(1_001);
      await given.on.stores.claim(first.id, 1_000);

      const recorded = await given.on.stores.settle(first, sent, {
        settledNotices: [{ ids: [notice.id], status: 'said', reason: null }],
      });

      expect(recorded).toBe(false);
      expect(await given.on.stores.delivery(first.id)).toMatchObject({
        state: 'sending',
        attempt: 2,
        platformId: null,
      });
      expect((await given.on.stores.notices([notice.id]))[0]?.status).toBe('due');
    });

    it('becomes a job once it is due by the office clock: with its commit, or when released', async () => {
      given.on.clock.now = at('2026-03-24 09:05');
      const now = await queued({ dueAt: at('2026-03-24 09:05') });
      const later = await queued({ dueAt: at('2026-03-24 09:10'), kind: 'notice', channel: 'slack', address: 'U1' });
      await queued({ channel: 'offline', address: null });

      const tooEarly = await given.on.stores.releaseDue(at('2026-03-24 09:09'), 10);
      const due = await given.on.stores.releaseDue(at('2026-03-24 09:10'), 10);
      const again = await given.on.stores.releaseDue(at('2026-03-24 09:11'), 10);

      expect([tooEarly, due, again]).toEqual([0, 1, 0]);
      expect(given.on.jobs).toEqual([
        { deliveryId: now.id, attempt: 0, channelKey: 'local:chen', urgent: false },
        { deliveryId: later.id, attempt: 0, channelKey: 'slack:U1', urgent: true },
      ]);
      expect(await given.on.stores.nextDueAt()).toBeNull();
    });

    it('becomes a job again when its sender is gone, not while the lease holds', async () => {
      const mine = await claimed();
      await given.on.stores.releaseDue(at('2026-03-24 09:10'), 10);

      const during = [...given.on.jobs];
      await given.on.pass(1_001);
      await given.on.stores.releaseDue(at('2026-03-24 09:11'), 10);

      expect([during, given.on.jobs]).toEqual([
        [],
        [{ deliveryId: mine.id, attempt: 1, channelKey: 'local:chen', urgent: false }],
      ]);
    });

    it('is mine only while the lease lasts as long as the write may take', async () => {
      const mine = await claimed();

      expect([await given.on.stores.stillMine(mine, 500), await given.on.stores.stillMine(mine, 60_000)]).toEqual([
        true,
        false,
      ]);
    });

    it('that was put off is claimed by nobody before its wait is over', async () => {
      const mine = await claimed();
      await given.on.stores.settle(mine, putOff, {}, 12_000);

      await given.on.pass(11_000);
      const tooEarly = await given.on.stores.claim(mine.id, 1_000);
      await given.on.pass(1_001);
      const afterwards = await given.on.stores.claim(mine.id, 1_000);

      expect([tooEarly, afterwards?.attempt]).toEqual([null, 2]);
    });

    it.each([
      ['never tried', 'queued', 0, null, 'not-taken-1:revived'],
      ['surely not taken', 'queued', 2, 'not-taken-2:429', 'not-taken-3:revived'],
      ['of which nothing is known', 'unknown', 2, 'timeout', 'timeout'],
      ['asked about before', 'queued', 2, '503', '503'],
    ] as const)('whose job is gone gets a new one: %s', async (_, state, attempt, failure, afterwards) => {
      const { id } = await queued({ state, attempt, failure, dueAt: at('2026-03-24 09:00') });
      given.on.clock.now = at('2026-03-24 10:01');
      await given.on.stores.releaseDue(given.on.clock.now, 10);
      given.on.jobs.length = 0;

      await given.on.stores.revive([id]);
      await given.on.stores.releaseDue(given.on.clock.now, 10);

      expect(await given.on.stores.delivery(id)).toMatchObject({ state, attempt: attempt + 1, failure: afterwards });
      expect(given.on.jobs.map((job) => job.attempt)).toEqual([attempt + 1]);
    });

    it('is not revived while a sender holds it, nor when it is over', async () => {
      const held = await claimed();
      const over = await queued({ state: 'sent', attempt: 1, key: 'over' });

      await given.on.stores.revive([held.id, over.id]);

      expect([
        (await given.on.stores.delivery(held.id))?.attempt,
        (await given.on.stores.delivery(over.id))?.attempt,
      ]).toEqual([1, 1]);
    });

    it('that was put off is left to its flow for five minutes, then becomes a job again', async () => {
      const mine = await claimed();
      await given.on.stores.settle(mine, putOff);

      await given.on.pass(299_000);
      const during = await given.on.stores.releaseDue(at('2026-03-24 09:11'), 10);
      await given.on.pass(1_001);
      const afterwards = await given.on.stores.releaseDue(at('2026-03-24 09:12'), 10);

      expect([during, afterwards, given.on.jobs[0]?.attempt]).toEqual([0, 1, 1]);
    });

    it('is found by person, channel, state, due instant and task, the earliest first', async () => {
      const late = await queued({ dueAt: at('2026-03-25 09:00'), channel: 'slack' });
      const early = await queued({ dueAt: at('2026-03-23 09:00') });
      const other = storedDelivery([], { personId: newId<typeof rows.personId>(), dueAt: at('2026-03-22 09:00') });
      await commit({ deliveries: [other] });
      const { stores } = given.on;

      expect(await stores.deliveries({ personId: rows.personId })).toEqual([early, late]);
      expect(await stores.deliveries({ channel: 'slack', state: ['queued', 'failed'] })).toEqual([late]);
      expect(await stores.deliveries({ dueBefore: at('2026-03-23 09:00') })).toEqual([other, early]);
      expect(await stores.deliveries({ taskId: task.id, limit: 1 })).toEqual([early]);
      expect(await stores.deliveries({ state: [] })).toEqual([]);
    });
  });
}
