import { beforeEach, describe, expect, it } from 'vitest';
import { verifyChain } from '../../../src/core/ledger.ts';
import { ConflictError } from '../../../src/errors.ts';
import type { Change } from '../../../src/ports.ts';
import { at } from '../../support/builders.ts';
import * as rows from '../../support/stored-rows.ts';
import type { Subject } from '../../support/stores.ts';
import type { Given } from './given.ts';

const { storedTask } = rows;

/** How facts are chained and numbers are drawn. */
export function ledger(given: Given): void {
  const commit = (change: Change) => given.on.stores.commit(change);

  describe('the ledger', () => {
    const task = storedTask();

    it('chains the facts of all changes in their order', async () => {
      await commit({ ...rows.ground, tasks: [task] });
      await commit({ events: [rows.progressed(task.id), rows.progressed(task.id)] });
      await commit({
        events: [
          {
            taskId: null,
            at: at('2026-03-21 09:00'),
            actor: { personId: null, via: 'clock' },
            type: 'clock-advanced',
            from: at('2026-03-20 09:00'),
            to: at('2026-03-21 09:00'),
          },
        ],
      });

      const entries = await given.on.stores.ledger({});

      expect(verifyChain(entries)).toEqual({ ok: true, head: await given.on.stores.ledgerHead() });
      expect(entries.map((entry) => entry.type)).toEqual([
        'task-progress-reported',
        'task-progress-reported',
        'clock-advanced',
      ]);
      expect(entries[2]).toMatchObject({
        seq: 3,
        actor: { personId: null, via: 'clock' },
        facts: { from: '2026-03-20T01:00:00.000Z' },
      });
      expect((await given.on.stores.ledger({ taskId: task.id })).map((entry) => entry.seq)).toEqual([1, 2]);
      expect((await given.on.stores.ledger({ afterSeq: 1, limit: 1 })).map((entry) => entry.seq)).toEqual([2]);
    });

    it('is one chain whoever writes it, in turn or at once', async () => {
      await commit({ ...rows.ground, tasks: [task] });
      const { stores, others } = given.on;
      const write = (by: typeof stores, count: number) =>
        by.commit({ events: Array.from({ length: count }, () => rows.progressed(task.id)) });

      for (const by of [stores, stores, others, stores, others, others]) await write(by, 1);
      await Promise.all([1, 2, 3, 1, 2, 600].flatMap((count) => [write(stores, count), write(others, 1)]));

      const entries = await stores.ledger({});
      expect(entries).toHaveLength(6 + 609 + 6);
      expect(verifyChain(entries, null, await stores.ledgerHead())).toMatchObject({ ok: true });
    });

    it('takes nothing before there is an office', async () => {
      await expect(commit({ events: [rows.progressed(task.id)] })).rejects.toThrow(/no office/);

      expect(await given.on.stores.ledgerHead()).toBeNull();
    });
  });

  describe('drawing a number', () => {
    const task = storedTask();
    beforeEach(async () => {
      await commit(rows.ground);
      await commit({ tasks: [task] });
    });

    it('goes on without a gap, each series and year by itself', async () => {
      const number = { year: 2026, serial: 7 };
      await commit({
        supervisionNotices: [
          rows.signed(rows.storedSupervisionNotice(task.id), 1),
          rows.signed(rows.storedSupervisionNotice(task.id), 2),
        ],
        bulletins: [rows.storedBulletin({ number })],
      });

      const next = (series: Parameters<Subject['stores']['nextSerial']>[0], year: number) =>
        given.on.stores.nextSerial(series, year);
      expect([
        await next('supervision', 2026),
        await next('supervision', 2027),
        await next('letter', 2026),
        await next('bulletin', 2026),
      ]).toEqual([3, 1, 1, 8]);
    });

    it('gives no number twice: the second signature is a conflict', async () => {
      await commit({ supervisionNotices: [rows.signed(rows.storedSupervisionNotice(task.id), 1)] });

      await expect(
        commit({ supervisionNotices: [rows.signed(rows.storedSupervisionNotice(task.id), 1)] }),
      ).rejects.toThrow(ConflictError);
    });
  });
}
