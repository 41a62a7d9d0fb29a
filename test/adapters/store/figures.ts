import { beforeEach, describe, expect, it } from 'vitest';
import { type BulletinFigures, bulletinClasses, type Period, periodsOf } from '../../../src/core/bulletin.ts';
import { bulletinFigures } from '../../../src/core/bulletin-figures.ts';
import { addDays, type Day, day, instantAt, makeCalendar } from '../../../src/core/calendar.ts';
import type { PlanItem } from '../../../src/core/plan.ts';
import { defaultPolicy } from '../../../src/core/policy.ts';
import type { Report } from '../../../src/core/report.ts';
import type { Task, TaskState } from '../../../src/core/task.ts';
import { chanceOf } from '../../../src/flows/simulation/chance.ts';
import { anItem } from '../../support/builders.ts';
import * as rows from '../../support/stored-rows.ts';
import type { Given } from './given.ts';

const calendar = makeCalendar();
const adoptedOn = day('2026-02-10');
const since = instantAt(adoptedOn, '00:00');

/** The figures of a bulletin are counted where the rows are, and equal what the rule gives of the same rows. */
export function figures(given: Given): void {
  const chance = chanceOf(2026);
  const anyDay = (): Day => addDays(day('2025-12-20'), chance.between(0, 400));
  const anyInstant = () =>
    new Date(instantAt(anyDay(), '00:00').getTime() + chance.pick([0, -1, 1, 36_000_000, 86_399_999]));
  const someDay = () => (chance.next() < 0.15 ? null : anyDay());

  const items: readonly PlanItem[] = [
    rows.item,
    anItem({ ...rows.item, id: rows.newId(), position: 2, discreet: true }),
    anItem({
      ...rows.item,
      id: rows.newId(),
      position: 3,
      targets: [{ what: '机构', op: '>=', value: 40, unit: '家' }],
    }),
    anItem({
      ...rows.item,
      id: rows.newId(),
      position: 4,
      targets: [{ what: '案件', op: '>=', value: 90, unit: '%' }],
    }),
  ] as PlanItem[];

  function anyState(): TaskState {
    const [reportId, madeAt] = [rows.newId<Report['id']>(), anyInstant()];
    return chance.pick<TaskState>([
      { status: 'open' },
      { status: 'open' },
      { status: 'open' },
      { status: 'open', supplementDueOn: anyDay() },
      { status: 'reported-done', reportId, madeAt, waitingSince: madeAt },
      { status: 'closed', closedOn: anyDay(), by: rows.personId, reportId, reportMadeAt: madeAt } as TaskState,
      { status: 'cancelled', reason: '并入' } as TaskState,
    ]);
  }

  function anyTask(index: number): Task {
    const petition = rows.storedPetition(rows.newId(), {
      kind: chance.pick(['dispute', 'extension']),
      askedAt: anyInstant(),
    });
    const { id, kind, reason, requestedDay, askedAt, by } = petition;
    return rows.storedTask({
      code: `26-${1 + (index % 13)}-${index}`,
      itemId: chance.pick(items).id,
      unitId: chance.pick([rows.unitId, rows.otherUnitId, rows.officeUnitId]),
      dueOn: someDay(),
      startedOn: anyDay(),
      discreet: chance.next() < 0.1,
      judgedHard: chance.next() < 0.1 ? '难' : null,
      state: anyState(),
      petition: chance.next() < 0.2 ? ({ id, kind, reason, requestedDay, askedAt, by } as Task['petition']) : null,
      policy: chance.next() < 0.5 ? defaultPolicy : { ...defaultPolicy, aheadPoints: 25, proRataAmber: 0.95 },
    });
  }

  const anyReport = (task: Task): Report =>
    rows.storedReport(task.id, {
      madeAt: anyInstant(),
      percent: chance.next() < 0.4 ? null : chance.pick([0, 12.5, 33.3, 50, 66.7, 80, 100]),
      values: chance.next() < 0.5 ? [] : [{ value: chance.between(0, 60), unit: '家', what: '机构' }],
    });

  describe('the figures of a bulletin', () => {
    const tasks = Array.from({ length: 250 }, (_, index) => anyTask(index));
    const reports = tasks.flatMap((task) =>
      Array.from({ length: chance.pick([0, 0, 1, 1, 3]) }, () => anyReport(task)),
    );
    beforeEach(async () => {
      await given.on.stores.commit({ ...rows.ground, items });
      await given.on.stores.commit({ tasks, reports });
    });

    it('are what the rule gives of the same tasks, items and reports, in every period, to the letter', async () => {
      const { stores } = given.on;
      const met = new Set<string>();

      for (const period of periodsOf(2026)) {
        const counted = await stores.bulletinFigures({ planId: rows.planId, period, since, calendar });
        const ruled = await byRule(period);
        expect(JSON.stringify(counted)).toBe(JSON.stringify(ruled));
        for (const name of bulletinClasses) if (counted.classes[name] > 0) met.add(name);
      }

      expect(met.size).toBe(bulletinClasses.length);
    });

    async function byRule(period: Period): Promise<BulletinFigures> {
      const { stores } = given.on;
      const said = await stores.reportsBetween(since, instantAt(addDays(period.cutOff, 1), '00:00'));
      const byTask = Map.groupBy(said, (report) => report.taskId);
      const all = await stores.tasks({ planId: rows.planId });
      return bulletinFigures({ tasks: all, reports: byTask, items: await stores.items(rows.planId), period, calendar });
    }

    it('count nothing of another plan', async () => {
      const [period] = periodsOf(2026) as [Period];

      expect(await given.on.stores.bulletinFigures({ planId: rows.newId(), period, since, calendar })).toMatchObject({
        tasks: 0,
        items: 0,
        cancelled: 0,
        byUnit: [],
        problems: [],
      });
    });
  });
}
