import type { Task } from '../../core/task.ts';
import type { TaskFilter, TaskStore } from '../../ports.ts';
import { applyChange } from './apply-change.ts';
import { bulletinFiguresIn } from './bulletin-figures.ts';
import { commitChange, type StoreContext } from './context.ts';
import { ANY_RELEASABLE } from './delivery-store.ts';
import type { TaskModel } from './generated/models.ts';
import { isUuid, noticeFrom, petitionFrom, reportFrom, supervisionNoticeFrom, taskFrom } from './rows.ts';
import { selected, transaction } from './sql.ts';
import * as tables from './tables.ts';

const TASKS = `SELECT ${selected(tables.tasks)} FROM tasks`;
const BY_ID = `${TASKS} WHERE id = $1`;
const BY_CODE = `${TASKS} WHERE code = $1 LIMIT 1`;

const DUE = 'FROM tasks WHERE next_action_at >= $1 AND next_action_at <= $2';
// Asked in the order of its index: a plan made for any instant whatever expects many to be due, and would read the whole table for one.
// EXISTS would forget the order.
const ANY_DUE = `SELECT 1 ${DUE} ORDER BY next_action_at LIMIT 1`;
// Unit by unit: the lines of a card are written together, and two lanes write to different people.
const CLAIM = `SELECT ${selected(tables.tasks)} ${DUE} ORDER BY next_action_at, unit_id, id LIMIT $3 FOR UPDATE SKIP LOCKED`;

const NEXT_DUE = `SELECT LEAST(
  (SELECT min(next_action_at) FROM tasks WHERE next_action_at > $1),
  (SELECT min(next_at) FROM office_times WHERE next_at > $1),
  (SELECT min(due_at) FROM deliveries WHERE state = 'queued' AND attempt = 0 AND released_attempt IS NULL
     AND channel <> 'offline' AND due_at > $1)) AS at`;

const NOTE_SWEPT = 'UPDATE offices SET swept_until = $1, sweep_held_until = NULL';
/** Notes that nothing is due; changes no row when anything is. */
export const PASS_IDLE = `${NOTE_SWEPT} WHERE (SELECT 1 FROM tasks WHERE next_action_at <= $1 ORDER BY next_action_at LIMIT 1) IS NULL
  AND NOT EXISTS (SELECT 1 FROM office_times WHERE next_at <= $1) AND (${ANY_RELEASABLE}) IS NULL RETURNING 1`;

const DUE_SHARE = `SELECT
  (SELECT count(*)::int FROM tasks WHERE status = 'open') AS open,
  (SELECT count(*)::int FROM tasks WHERE next_action_at <= $1 AND status = 'open') AS due`;

/** Tasks in the database: what every flow reads and the sweep in SQL, the rest by Prisma. */
export function taskStore(context: StoreContext): TaskStore {
  const { prisma, policies, sql } = context;

  async function tasksFrom(rows: readonly TaskModel[]): Promise<readonly Task[]> {
    await policies.load(sql, rows);
    return rows.map((row) => taskFrom(row, policies.of(row.policyHash)));
  }

  async function one(rows: readonly unknown[]): Promise<Task | null> {
    return (await tasksFrom(rows as readonly TaskModel[]))[0] ?? null;
  }

  return {
    commit: (change) => commitChange(context, change),
    // On one connection each would only wait for the other.
    lanes: (context.pool.options.max ?? 1) > 1 ? 2 : 1,

    async task(id) {
      return isUuid(id) ? one(await sql(BY_ID, [id])) : null;
    },

    async taskByCode(code) {
      return one(await sql(BY_CODE, [code]));
    },

    async tasks(filter) {
      const { text, values } = finding(filter);
      return tasksFrom((await sql(text, values)) as readonly TaskModel[]);
    },

    async reportsOf(taskId) {
      if (!isUuid(taskId)) return [];
      const rows = await prisma.report.findMany({ where: { taskId }, orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }] });
      return rows.map(reportFrom);
    },

    async reportsBetween(from, to) {
      const rows = await prisma.report.findMany({
        where: { madeAt: { gte: from, lt: to } },
        orderBy: [{ madeAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(reportFrom);
    },

    async petitionsOf(taskId) {
      if (!isUuid(taskId)) return [];
      const rows = await prisma.petition.findMany({ where: { taskId }, orderBy: [{ askedAt: 'asc' }, { id: 'asc' }] });
      return rows.map(petitionFrom);
    },

    async petition(id) {
      const row = isUuid(id) ? await prisma.petition.findUnique({ where: { id } }) : null;
      return row && petitionFrom(row);
    },

    async noticesOf(taskId) {
      if (!isUuid(taskId)) return [];
      const rows = await prisma.notice.findMany({ where: { taskId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
      return rows.map(noticeFrom);
    },

    async supervisionNotice(id) {
      const row = isUuid(id) ? await prisma.supervisionNotice.findUnique({ where: { id } }) : null;
      return row && supervisionNoticeFrom(row);
    },

    async supervisionNotices({ taskId, status }) {
      if (taskId !== undefined && !isUuid(taskId)) return [];
      const rows = await prisma.supervisionNotice.findMany({
        where: { ...(taskId === undefined ? {} : { taskId }), ...(status === undefined ? {} : { status }) },
        orderBy: [{ draftedAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(supervisionNoticeFrom);
    },

    async sweepDue(now, mark, limit, decide) {
      const since = mark ?? '-infinity';
      // Nothing due is what a sweep meets nearly always: then it costs one statement and no transaction.
      if ((await sql(ANY_DUE, [since, now])).length === 0) return 0;
      return transaction(context.pool, async (within) => {
        const rows = (await within(CLAIM, [since, now, limit])) as readonly TaskModel[];
        if (rows.length === 0) return 0;
        await policies.load(within, rows);
        const claimed = rows.map((row) => taskFrom(row, policies.of(row.policyHash)));
        await applyChange(within, decide(claimed), context, { locked: claimed });
        return claimed.length;
      });
    },

    async passIdle(now) {
      return (await sql(PASS_IDLE, [now])).length > 0;
    },

    async noteSwept(until) {
      await sql(NOTE_SWEPT, [until]);
    },

    async nextDueAt(after) {
      const [row] = (await sql(NEXT_DUE, [after ?? '-infinity'])) as readonly { at: Date | null }[];
      return row?.at ?? null;
    },

    bulletinFigures: (asked) => bulletinFiguresIn(context, tasksFrom, asked),

    async dueShare(now) {
      const [row] = (await sql(DUE_SHARE, [now])) as readonly { open: number; due: number }[];
      return row ?? { open: 0, due: 0 };
    },
  };
}

/** The statement for a filter: a few texts in all, each prepared once. */
function finding(filter: TaskFilter): { text: string; values: readonly unknown[] } {
  const values: unknown[] = [];
  const conditions: string[] = [];
  const given = (value: unknown): string => `$${values.push(value)}`;
  if (filter.unitIds) {
    const ids = given(filter.unitIds.filter(isUuid));
    const supporting = filter.orSupporting ? ` OR supporting_unit_ids && ${ids}::uuid[]` : '';
    conditions.push(`(unit_id = ANY(${ids}::uuid[])${supporting})`);
  }
  if (filter.status) conditions.push(`status = ANY(${given(filter.status)}::text[])`);
  if (filter.planId !== undefined)
    conditions.push(isUuid(filter.planId) ? `plan_id = ${given(filter.planId)}` : 'false');
  if (filter.petitioned) conditions.push('petition IS NOT NULL');
  if (filter.dueBefore !== undefined) conditions.push(`day_in_force <= ${given(filter.dueBefore)}`);
  const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
  const limit = filter.limit === undefined ? '' : `LIMIT ${given(filter.limit)}`;
  return { text: `${TASKS} ${where} ORDER BY due_on NULLS LAST, id ${limit}`, values };
}
