import type { PersonId, TaskId } from '../core/ids.ts';
import type { Report } from '../core/report.ts';
import { type Sheet, sheetOf } from '../core/sheet.ts';
import type { Task } from '../core/task.ts';
import { unitOf } from '../core/unit.ts';
import { mayAct } from './act-on-task.ts';
import { type Deps, loadScene } from './scene.ts';
import { seesAll, unitsActedFor, visibleTasks } from './visible-tasks.ts';

/** The sheets of a person: one a plan with tasks, at least one in all. `name` is what a file of them is called, without its ending. */
export interface ExportedSheets {
  readonly name: string;
  readonly sheets: readonly Sheet[];
}

/** When a person asks for the sheet of tasks (督办台账表): what they may see of each plan, as it stands now. Nothing is changed. */
export async function exportSheets(deps: Deps, by: PersonId): Promise<ExportedSheets> {
  const { stores, texts } = deps;
  const scene = await loadScene(deps);
  const seen = (await visibleTasks(deps, scene, by)).filter((task) => mayAct(scene, by, 'export-sheet', task));
  const reports = latestReports(seen, await stores.reportsBetween(new Date(0), new Date(scene.now.getTime() + 1)));
  const notices = Map.groupBy(await stores.supervisionNotices({}), ({ taskId }) => taskId);
  const onlyOf = seesAll(scene, by) ? [] : unitsActedFor(scene, by).map((id) => unitOf(scene.directory, id));
  const ledgerHead = (await stores.ledgerHead())?.hash ?? null;

  const sheets: Sheet[] = [];
  for (const plan of await stores.plans()) {
    const tasks = seen.filter((task) => task.planId === plan.id);
    if (tasks.length === 0) continue;
    const items = new Map((await stores.items(plan.id)).map((item) => [item.id, item]));
    const entries = tasks.map((task) => ({
      task,
      item: items.get(task.itemId) ?? null,
      unit: unitOf(scene.directory, task.unitId),
      supporting: task.supportingUnitIds.map((id) => unitOf(scene.directory, id)),
      report: reports.get(task.id) ?? null,
      notices: notices.get(task.id) ?? [],
    }));
    sheets.push(sheetOf({ plan, entries, onlyOf, ledgerHead }, texts, scene.setting));
  }
  const none = { plan: { title: scene.office.name }, entries: [], onlyOf, ledgerHead };
  return {
    name: texts.sheet.fileName(scene.today),
    sheets: sheets.length > 0 ? sheets : [sheetOf(none, texts, scene.setting)],
  };
}

/** The last report that the accountable unit itself made on each task. */
function latestReports(tasks: readonly Task[], reports: readonly Report[]): ReadonlyMap<TaskId, Report> {
  const units = new Map(tasks.map((task) => [task.id, task.unitId]));
  return new Map(
    reports.filter((report) => units.get(report.taskId) === report.unitId).map((report) => [report.taskId, report]),
  );
}
