import { beforeEach, describe, expect, it } from 'vitest';
import type { Notice } from '../../../src/core/notice.ts';
import type { Change } from '../../../src/ports.ts';
import { at, day } from '../../support/builders.ts';
import * as rows from '../../support/stored-rows.ts';
import type { Given } from './given.ts';

const { storedDelivery, storedNotice, storedTask } = rows;

/** What becomes of notices and deliveries that are committed. */
export function notices(given: Given): void {
  const commit = (change: Change) => given.on.stores.commit(change);

  describe('notices and deliveries', () => {
    const task = storedTask();
    beforeEach(async () => {
      await commit(rows.ground);
      await commit({ tasks: [task] });
    });

    it('are passed over when their key stands already, together with what only carried them', async () => {
      const first = storedNotice(task.id);
      const again = storedNotice(task.id, { key: first.key });
      const [one, two] = [storedDelivery([first.id]), storedDelivery([again.id])];
      await commit({ notices: [first], deliveries: [one] });

      await commit({ notices: [again], deliveries: [two] });

      expect(await given.on.stores.noticesOf(task.id)).toEqual([first]);
      expect(await given.on.stores.deliveries({})).toEqual([one]);
    });

    it('take the first of two with one key within one change', async () => {
      const first = storedNotice(task.id);
      const again = storedNotice(task.id, { key: first.key });

      await commit({ notices: [first, again], deliveries: [storedDelivery([first.id, again.id])] });

      expect((await given.on.stores.deliveries({})).map((row) => row.noticeIds)).toEqual([[first.id]]);
    });

    it('add the new lines to a card that is still queued', async () => {
      const [first, second] = [storedNotice(task.id), storedNotice(task.id)];
      const card = storedDelivery([first.id]);
      await commit({ notices: [first], deliveries: [card] });

      await commit({ notices: [second], deliveries: [storedDelivery([first.id, second.id], { key: card.key })] });

      expect(await given.on.stores.deliveries({})).toEqual([{ ...card, noticeIds: [first.id, second.id] }]);
    });

    it('leave alone a card that is under way and a message of its own', async () => {
      const [first, second] = [storedNotice(task.id), storedNotice(task.id)];
      const card = storedDelivery([first.id], { key: 'card' });
      const own = storedDelivery([first.id], { kind: 'notice', key: 'own', channel: 'offline' });
      await commit({ notices: [first], deliveries: [card, own] });
      await given.on.stores.claim(card.id, 1_000);

      await commit({
        notices: [second],
        deliveries: [
          storedDelivery([second.id], { key: 'card' }),
          storedDelivery([second.id], { kind: 'notice', key: 'own' }),
        ],
      });

      expect((await given.on.stores.deliveries({})).map((row) => row.noticeIds)).toEqual([[first.id], [first.id]]);
    });

    it('put lines whose card has left on the next one, and on the one after it where that has left too', async () => {
      const [first, second, third, fourth] = Array.from({ length: 4 }, () => storedNotice(task.id));
      if (!first || !second || !third || !fourth) throw new Error('Four notices are needed');
      const nextCards = [25, 26].map((date) => ({
        key: `card-${date}`,
        day: day(`2026-03-${date}`),
        dueAt: at(`2026-03-${date} 09:05`),
      }));
      const line = (id: Notice['id']) => ({ ...storedDelivery([id], { key: 'card-24' }), nextCards });
      const leave = async (key: string) => {
        const [card] = (await given.on.stores.deliveries({})).filter((one) => one.key === key);
        if (card) await given.on.stores.claim(card.id, 1_000);
      };

      await commit({ notices: [first], deliveries: [line(first.id)] });
      await leave('card-24');
      await commit({ notices: [second], deliveries: [line(second.id)] });
      await commit({ notices: [third], deliveries: [line(third.id)] });
      await leave('card-25');
      await commit({ notices: [fourth], deliveries: [line(fourth.id)] });

      const cards = await given.on.stores.deliveries({});
      expect(cards.map(({ key, day: on, noticeIds }) => [key, on, noticeIds])).toEqual([
        ['card-24', '2026-03-24', [first.id]],
        ['card-25', '2026-03-25', [second.id, third.id]],
        ['card-26', '2026-03-26', [fourth.id]],
      ]);
      expect(await given.on.stores.noticesWithoutDelivery(at('2026-04-01 09:00'), 10)).toEqual([]);
    });

    it('are brought up to date under their own id, but not behind the back of whoever claimed it', async () => {
      const notice = storedNotice(task.id);
      const [free, claimed] = [storedDelivery([notice.id]), storedDelivery([notice.id])];
      await commit({ notices: [notice], deliveries: [free, claimed] });
      await given.on.stores.claim(claimed.id, 1_000);

      await commit({
        deliveries: [
          { ...free, state: 'superseded', failure: '交接' },
          { ...claimed, state: 'superseded' },
        ],
      });

      expect(await given.on.stores.delivery(free.id)).toMatchObject({ state: 'superseded', failure: '交接' });
      expect(await given.on.stores.delivery(claimed.id)).toMatchObject({ state: 'sending', attempt: 1 });
    });

    it('settle: said, dropped or annulled with a reason, the others stay due', async () => {
      const [said, annulled, other] = [storedNotice(task.id), storedNotice(task.id), storedNotice(task.id)];
      await commit({ notices: [said, annulled, other] });

      await commit({
        settledNotices: [
          { ids: [said.id], status: 'said', reason: null },
          { ids: [annulled.id], status: 'annulled', reason: '职责调整' },
        ],
      });

      const found = await given.on.stores.notices([said.id, annulled.id, other.id]);
      expect(found.map(({ status, statusReason }) => [status, statusReason])).toEqual([
        ['said', null],
        ['annulled', '职责调整'],
        ['due', null],
      ]);
    });

    it('without a delivery are found by the audit, once they are older than its limit', async () => {
      const [lost, carried, young] = [
        storedNotice(task.id),
        storedNotice(task.id),
        storedNotice(task.id, { createdAt: at('2026-03-25 09:00') }),
      ];
      await commit({ notices: [lost, carried, young], deliveries: [storedDelivery([carried.id])] });

      expect(await given.on.stores.noticesWithoutDelivery(at('2026-03-25 09:00'), 10)).toEqual([lost]);
    });
  });
}
