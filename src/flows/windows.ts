import { addMonths, type Day, dayOf, instantAt, monthOf, yearOf } from '../core/calendar.ts';
import type { UnitId } from '../core/ids.ts';
import type { NoticeDraft } from '../core/notice.ts';
import { windowsOn } from '../core/schedule.ts';
import type { Change } from '../ports.ts';
import { address } from './address.ts';
import type { Deps, Scene } from './scene.ts';

/**
 * In the last month of a quarter, when most of the report window (22nd–28th) has passed: units with open tasks that have said nothing
 * this quarter are reminded, and only they, once.
 */
export async function windowNotices(deps: Deps, scene: Scene): Promise<Change> {
  const month = monthOf(scene.today);
  const window = windowsOn(scene.today, scene.office.policy, scene.calendar).find(
    (one) => one.window === 'narrative' && one.phase === 'missing',
  );
  if (!window || month % 3 !== 0) return {};
  const quarter = `${yearOf(scene.today)}-Q${month / 3}`;
  const from = instantAt(firstDayOfQuarter(scene.today), '00:00');
  const heard = new Set((await deps.stores.reportsBetween(from, scene.now)).map((report) => report.unitId));
  const open = await deps.stores.tasks({ status: ['open'] });
  const silent = new Set<UnitId>(
    open.filter((task) => task.dueOn !== null && !task.discreet && !heard.has(task.unitId)).map((task) => task.unitId),
  );
  const drafts = [...silent].map(
    (unitId): NoticeDraft => ({
      taskId: null,
      dueOn: window.closesOn,
      kind: 'window',
      round: `window:${quarter}`,
      recipient: { unitId, role: 'liaison' },
      manner: 'card',
    }),
  );
  return address(deps, scene, drafts);
}

function firstDayOfQuarter(on: Day): Day {
  const first = dayOf(yearOf(on), monthOf(on), 1);
  return addMonths(first, -((monthOf(on) - 1) % 3));
}
