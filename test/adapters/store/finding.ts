import { beforeEach, describe, expect, it } from 'vitest';
import { day } from '../../../src/core/calendar.ts';
import type { Task } from '../../../src/core/task.ts';
import type { Change, TaskFilter } from '../../../src/ports.ts';
import { at } from '../../support/builders.ts';
import * as rows from '../../support/stored-rows.ts';
import type { Given } from './given.ts';

const { newId, storedTask } = rows;

/** How tasks and reports are found. */
export function finding(given: Given): void {
  const commit = (change: Change) => given.on.stores.commit(change);

  describe('finding tasks', () => {
    const plain = storedTask({ dueOn: day('2026-03-31') });
    const supported = storedTask({
      unitId: rows.otherUnitId,
      supportingUnitIds: [rows.unitId],
      dueOn: day('2026-06-30'),
    });
    const undecided = storedTask({
      unitId: rows.otherUnitId,
      dueOn: null,
      petition: { id: newId(), kind: 'dispute', askedAt: at('2026-03-20 10:00'), requestedDay: null },
    });
    const returned = storedTask({
      dueOn: day('2026-02-28'),
      state: { status: 'open', supplementDueOn: day('2026-04-08') },
    });
    const closed = storedTask({
      dueOn: day('2026-05-29'),
      state: {
        status: 'closed',
        closedOn: day('2026-03-02'),
        by: rows.personId,
        reportId: newId(),
        reportMadeAt: at('2026-03-01 10:00'),
      },
    });
    beforeEach(() => commit({ ...rows.ground, tasks: [closed, undecided, supported, plain, returned] }));

    it.each<[string, TaskFilter, readonly Task[]]>([
      ['all, by due day, undecided last', {}, [returned, plain, closed, supported, undecided]],
      ['of a unit', { unitIds: [rows.unitId] }, [returned, plain, closed]],
      [
        'of a unit, or supported by it',
        { unitIds: [rows.unitId], orSupporting: true },
        [returned, plain, closed, supported],
      ],
      ['of no unit', { unitIds: [] }, []],
      ['by status', { status: ['closed', 'cancelled'] }, [closed]],
      ['with a petition that waits', { petitioned: true }, [undecided]],
      ['of a plan', { planId: newId<typeof rows.planId>() }, []],
      ['due by a day, where the supplement day replaces the due day', { dueBefore: day('2026-03-31') }, [plain]],
      ['due by a later day', { dueBefore: day('2026-04-08'), unitIds: [rows.unitId] }, [returned, plain]],
      ['at most so many', { limit: 2 }, [returned, plain]],
    ])('%s', async (_, filter, expected) => {
      expect(await given.on.stores.tasks(filter)).toEqual(
        expected.map((task) => ({ ...task, version: task.version + 1 })),
      );
    });

    it('gives reports of a period by when they were made, the end not counted', async () => {
      const made = (text: string) => rows.storedReport(plain.id, { madeAt: at(text) });
      const [before, first, second, end] = [
        made('2026-03-31 23:59'),
        made('2026-04-01 00:00'),
        made('2026-04-02 00:00'),
        made('2026-07-01 00:00'),
      ];
      await commit({ reports: [end, second, first, before] });

      expect(await given.on.stores.reportsBetween(at('2026-04-01 00:00'), at('2026-07-01 00:00'))).toEqual([
        first,
        second,
      ]);
    });
  });

  it('finds nothing under an id that nobody gave', async () => {
    const { stores } = given.on;
    for (const forged of ["1' OR '1'='1", newId<string>()]) {
      const id = forged as never;
      const found = [
        await stores.task(id),
        await stores.petition(id),
        await stores.supervisionNotice(id),
        await stores.delivery(id),
        await stores.bulletin(id),
        await stores.claim(id, 1_000),
      ];
      expect(found).toEqual([null, null, null, null, null, null]);
      const lists = [
        await stores.reportsOf(id),
        await stores.petitionsOf(id),
        await stores.noticesOf(id),
        await stores.notices([id]),
        await stores.items(id),
        await stores.tasks({ planId: id, unitIds: [id] }),
        await stores.deliveries({ personId: id }),
        await stores.deliveries({ taskId: id }),
        await stores.ledger({ taskId: id }),
      ];
      expect(lists.flat()).toEqual([]);
    }
  });
}
