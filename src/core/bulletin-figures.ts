import {
  type BulletinClass,
  type BulletinFigures,
  beyondLimit,
  bulletinClasses,
  classOf,
  compareCodes,
  limitOf,
  noneCounted,
  type Period,
} from './bulletin.ts';
import type { Calendar, Day } from './calendar.ts';
import type { TaskId, UnitId } from './ids.ts';
import type { PlanItem } from './plan.ts';
import type { Report } from './report.ts';
import type { Task } from './task.ts';

/** Tasks of one unit and class, counted. */
export interface Tally {
  readonly unitId: UnitId;
  readonly found: BulletinClass;
  readonly count: number;
  /** The least position of their items: units stand in the order in which the plan names them. */
  readonly place: number;
}

/** A task that is behind, with the day it was held to. */
export interface Behind {
  readonly taskId: TaskId;
  readonly code: string;
  readonly unitId: UnitId;
  readonly dueOn: Day;
  readonly limit: Day | null;
}

/** What a store counts; the rest follows from it. */
export interface Counted {
  readonly tallies: readonly Tally[];
  readonly behind: readonly Behind[];
  readonly items: number;
  readonly cancelled: number;
}

/** The figures of a bulletin. Its classes sum to `tasks`; tasks begun after the cut-off are not yet counted. */
export function bulletinFigures(input: {
  readonly tasks: readonly Task[];
  readonly reports: ReadonlyMap<TaskId, readonly Report[]>;
  readonly items: readonly PlanItem[];
  readonly period: Period;
  readonly calendar: Calendar;
}): BulletinFigures {
  const { period, calendar } = input;
  const items = new Map(input.items.map((item) => [item.id, item]));
  const open = input.tasks.filter(
    (task) => !task.discreet && !items.get(task.itemId)?.discreet && task.startedOn <= period.cutOff,
  );
  const counted = open.filter((task) => task.state.status !== 'cancelled');
  const tallies: Tally[] = [];
  const behind: Behind[] = [];
  for (const task of counted) {
    const item = items.get(task.itemId);
    const reports = input.reports.get(task.id) ?? [];
    const found = classOf(task, { reports, targets: item?.targets ?? [], period, calendar });
    tallies.push({ unitId: task.unitId, found, count: 1, place: item?.position ?? 0 });
    if (found === '未达序时') behind.push(...behindOf(task));
  }
  return figuresOf(
    {
      tallies,
      behind,
      items: new Set(counted.map((task) => task.itemId)).size,
      cancelled: open.length - counted.length,
    },
    period,
    calendar,
  );
}

/** A task without a due day is behind by judgment only and stands in no list. */
export function behindOf(task: Task): readonly Behind[] {
  const { id: taskId, code, unitId, dueOn } = task;
  return dueOn === null ? [] : [{ taskId, code, unitId, dueOn, limit: limitOf(task) }];
}

/** The figures of what was counted, in whatever order it came. */
export function figuresOf(
  { tallies, behind, items, cancelled }: Counted,
  period: Period,
  calendar: Calendar,
): BulletinFigures {
  const classes = noneCounted();
  const byUnit = new Map<UnitId, { place: number; classes: Record<BulletinClass, number> }>();
  let tasks = 0;
  for (const { unitId, found, count, place } of tallies) {
    const known = byUnit.get(unitId);
    const ofUnit = known ?? { place, classes: noneCounted() };
    if (!known) byUnit.set(unitId, ofUnit);
    ofUnit.place = Math.min(ofUnit.place, place);
    ofUnit.classes[found] += count;
    classes[found] += count;
    tasks += count;
  }
  // Units of one item by their ids, which were given in the order of the directory.
  const units = [...byUnit].sort(([a, ofA], [b, ofB]) => ofA.place - ofB.place || (a < b ? -1 : 1));
  return {
    classes,
    tasks,
    items,
    cancelled,
    byUnit: units.map(([unitId, ofUnit]) => ({ unitId, classes: ofUnit.classes })),
    problems: behind
      .toSorted((a, b) => compareCodes(a.code, b.code))
      .map(({ taskId, code, unitId, dueOn, limit }) => ({
        taskId,
        code,
        unitId,
        dueOn,
        overdueWorkdays: beyondLimit(limit, period.cutOff, calendar),
      })),
  };
}

/** The figures of several plans as those of one bulletin: summed, with each plan's part beside. One plan's figures stay as they are. */
export function unitedFigures(
  parts: readonly { readonly title: string; readonly figures: BulletinFigures }[],
): BulletinFigures {
  const [first] = parts;
  if (first && parts.length === 1) return first.figures;
  const all = parts.map(({ figures }) => figures);
  const sum = (of: (figures: BulletinFigures) => number) => all.reduce((total, figures) => total + of(figures), 0);
  const byUnit = new Map<UnitId, Readonly<Record<BulletinClass, number>>>();
  for (const { unitId, classes } of all.flatMap((figures) => figures.byUnit)) {
    byUnit.set(unitId, addedUp([byUnit.get(unitId) ?? noneCounted(), classes]));
  }
  return {
    classes: addedUp(all.map(({ classes }) => classes)),
    tasks: sum(({ tasks }) => tasks),
    items: sum(({ items }) => items),
    cancelled: sum(({ cancelled }) => cancelled),
    byUnit: [...byUnit].map(([unitId, classes]) => ({ unitId, classes })),
    problems: parts
      .flatMap(({ title, figures }) => figures.problems.map((problem) => ({ ...problem, plan: title })))
      .toSorted((a, b) => compareCodes(a.code, b.code)),
    byPlan: parts.map(({ title, figures: { classes, tasks, items } }) => ({ title, classes, tasks, items })),
  };
}

function addedUp(counts: readonly Readonly<Record<BulletinClass, number>>[]): Record<BulletinClass, number> {
  const sum = noneCounted();
  for (const name of bulletinClasses) {
    for (const one of counts) sum[name] += one[name];
  }
  return sum;
}
