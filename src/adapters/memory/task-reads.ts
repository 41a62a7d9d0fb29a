import { bulletinFigures } from '../../core/bulletin-figures.ts';
import { addDays, instantAt } from '../../core/calendar.ts';
import type { TaskId } from '../../core/ids.ts';
import { dayInForce, type Task } from '../../core/task.ts';
import type { Stores, TaskFilter } from '../../ports.ts';
import { by } from './order.ts';
import type { Tables } from './tables.ts';

type TaskReads = Pick<
  Stores,
  | 'task'
  | 'taskByCode'
  | 'tasks'
  | 'reportsOf'
  | 'reportsBetween'
  | 'petitionsOf'
  | 'petition'
  | 'noticesOf'
  | 'supervisionNotice'
  | 'supervisionNotices'
  | 'nextDueAt'
  | 'bulletinFigures'
  | 'dueShare'
>;

/** What decisions read about tasks. */
export function taskReads(tables: Tables): TaskReads {
  return {
    async task(id) {
      return tables.tasks.get(id) ?? null;
    },
    async taskByCode(code) {
      const id = tables.taskIdByCode.get(code);
      return (id !== undefined && tables.tasks.get(id)) || null;
    },
    async tasks(filter) {
      const rows: Task[] = [];
      for (const id of idsOf(tables, filter)) {
        const task = tables.tasks.get(id);
        if (task && matches(task, filter)) rows.push(task);
      }
      rows.sort(byDueDay);
      return filter.limit === undefined ? rows : rows.slice(0, filter.limit);
    },
    async reportsOf(taskId) {
      return [...tables.reportIdsByTask.of(taskId)]
        .flatMap((id) => tables.reports.get(id) ?? [])
        .sort(by((report) => report.recordedAt));
    },
    async reportsBetween(from, to) {
      return [...tables.reports.values()]
        .filter(({ madeAt }) => from <= madeAt && madeAt < to)
        .sort(by((report) => report.madeAt));
    },
    async petitionsOf(taskId) {
      return [...tables.petitionIdsByTask.of(taskId)]
        .flatMap((id) => tables.petitions.get(id) ?? [])
        .sort(by((petition) => petition.askedAt));
    },
    async petition(id) {
      return tables.petitions.get(id) ?? null;
    },
    async noticesOf(taskId) {
      return [...tables.noticeIdsByTask.of(taskId)]
        .flatMap((id) => tables.notices.get(id) ?? [])
        .sort(by((notice) => notice.createdAt));
    },
    async supervisionNotice(id) {
      return tables.supervisionNotices.get(id) ?? null;
    },
    async supervisionNotices({ taskId, status }) {
      return [...tables.supervisionNotices.values()]
        .filter(
          (notice) =>
            (taskId === undefined || notice.taskId === taskId) && (status === undefined || notice.status === status),
        )
        .sort(by((notice) => notice.draftedAt));
    },
    async nextDueAt(after) {
      let earliest = Math.min(tables.tasksDue.earliest(after), tables.deliveriesDue.earliest(after));
      for (const { nextAt } of tables.officeTimes.values()) {
        if (!after || nextAt > after) earliest = Math.min(earliest, nextAt.getTime());
      }
      return earliest === Number.POSITIVE_INFINITY ? null : new Date(earliest);
    },
    async bulletinFigures({ planId, period, since, calendar }) {
      const until = instantAt(addDays(period.cutOff, 1), '00:00');
      const said = [...tables.reports.values()].filter(({ madeAt }) => since <= madeAt && madeAt < until);
      const reports = Map.groupBy(said.sort(by((report) => report.madeAt)), (report) => report.taskId);
      const tasks = [...tables.tasks.values()].filter((task) => task.planId === planId);
      return bulletinFigures({ tasks, reports, items: [...tables.items.values()], period, calendar });
    },
    async dueShare(now) {
      const due = tables.tasksDue
        .due(null, now, Number.POSITIVE_INFINITY)
        .filter((id) => tables.tasks.get(id as Task['id'])?.state.status === 'open');
      return { open: tables.taskIdsByStatus.of('open').size, due: due.length };
    },
  };
}

function idsOf(tables: Tables, { unitIds, status }: TaskFilter): Iterable<TaskId> {
  if (unitIds) return new Set(unitIds.flatMap((unitId) => [...tables.taskIdsByUnit.of(unitId)]));
  if (status) return status.flatMap((one) => [...tables.taskIdsByStatus.of(one)]);
  return tables.tasks.keys();
}

function matches(task: Task, filter: TaskFilter): boolean {
  if (filter.unitIds && !filter.orSupporting && !filter.unitIds.includes(task.unitId)) return false;
  if (filter.status && !filter.status.includes(task.state.status)) return false;
  if (filter.planId !== undefined && task.planId !== filter.planId) return false;
  if (filter.petitioned && task.petition === null) return false;
  if (filter.dueBefore === undefined) return true;
  const due = dayInForce(task);
  return due !== null && due <= filter.dueBefore;
}

/** By due day, undecided last; then by id. */
function byDueDay(a: Task, b: Task): number {
  const [dayA, dayB] = [a.dueOn ?? '9999', b.dueOn ?? '9999'];
  if (dayA !== dayB) return dayA < dayB ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
