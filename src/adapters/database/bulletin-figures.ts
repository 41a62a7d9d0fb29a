import {
  type BulletinClass,
  type BulletinFigures,
  bulletinClasses,
  classOf,
  closedThrough,
  firstWithinLimit,
} from '../../core/bulletin.ts';
import { type Behind, behindOf, figuresOf, type Tally } from '../../core/bulletin-figures.ts';
import { addDays, type Day, instantAt } from '../../core/calendar.ts';
import type { TaskId, UnitId } from '../../core/ids.ts';
import type { PlanItem } from '../../core/plan.ts';
import type { Report } from '../../core/report.ts';
import type { Task } from '../../core/task.ts';
import type { SqlRunner, TaskStore } from '../../ports.ts';
import type { TaskModel } from './generated/models.ts';
import { reportFrom } from './rows.ts';
import { selected } from './sql.ts';
import * as tables from './tables.ts';

/** Classes are numbered while they are counted: numbers group several times faster than words. */
const numberOf = (name: BulletinClass): number => bulletinClasses.indexOf(name);
const CANCELLED = -1;
const TO_JUDGE = -2;

/**
 * The classes of `core/bulletin`, first match wins, as far as columns tell; `TO_JUDGE` is what the rule itself has to look at: a task
 * about which something was said, of an item with targets. Instants in JSON are ISO texts, which compare as instants do.
 */
const COUNTED = `WITH said AS (
    SELECT task_id, bool_or(made_at >= $8) AS in_period,
      (array_agg(percent ORDER BY made_at DESC, id) FILTER (WHERE percent IS NOT NULL))[1] AS percent
    FROM reports WHERE made_at >= $7 AND made_at < $4::text::timestamptz GROUP BY task_id),
  policies AS MATERIALIZED (SELECT hash, (policy->>'aheadPoints')::float8 / 100 AS ahead FROM task_policies),
  judged AS MATERIALIZED (
    SELECT t.id, t.unit_id, t.item_id, t.code, i.position AS place, t.due_on,
      CASE t.status WHEN 'open' THEN t.day_in_force ELSE t.due_on END AS day_limit,
      CASE
        WHEN t.status = 'cancelled' THEN ${CANCELLED}
        WHEN t.status = 'closed' AND (t.state->>'closedOn') COLLATE "C" <= $3
          AND (NOT $6 OR (t.state->>'reportMadeAt') COLLATE "C" < $4) THEN ${numberOf('已完成')}
        WHEN t.status = 'reported-done' AND (t.state->>'madeAt') COLLATE "C" < $4 THEN ${numberOf('待审核')}
        WHEN t.status = 'closed' AND (t.state->>'reportMadeAt') COLLATE "C" < $4 THEN ${numberOf('待审核')}
        WHEN t.due_on IS NULL THEN ${numberOf('其他')}
        WHEN t.petition IS NOT NULL AND t.petition->>'kind' = 'dispute' AND (t.petition->>'askedAt') COLLATE "C" < $4
          THEN ${numberOf('其他')}
        WHEN t.judged_hard IS NOT NULL
          OR (CASE t.status WHEN 'open' THEN t.day_in_force ELSE t.due_on END) COLLATE "C" < $5 THEN ${numberOf('未达序时')}
        WHEN s.task_id IS NULL THEN ${numberOf('达序时')}
        WHEN i.has_targets THEN ${TO_JUDGE}
        WHEN s.in_period AND s.percent / 100 >= (SELECT min(ahead) FROM policies AS p WHERE p.hash = t.policy_hash)
            + CASE WHEN t.due_on::date <= t.started_on::date THEN 1 ELSE
                least(1, greatest(0, ($2::text::date - t.started_on::date)::float8 / (t.due_on::date - t.started_on::date))) END
          THEN ${numberOf('超序时')}
        ELSE ${numberOf('达序时')}
      END AS found
    FROM tasks AS t
      JOIN (SELECT id, position, targets <> '[]' AS has_targets FROM plan_items WHERE plan_id = $1 AND NOT discreet) AS i
        ON i.id = t.item_id
      LEFT JOIN said AS s ON s.task_id = t.id
    WHERE t.plan_id = $1 AND NOT t.discreet AND t.started_on COLLATE "C" <= $2)
  SELECT
    (SELECT coalesce(json_agg(json_build_array(unit_id, found, count, place)), '[]')
      FROM (SELECT unit_id, found, count(*) AS count, min(place) AS place FROM judged GROUP BY unit_id, found) AS g) AS tallies,
    (SELECT coalesce(json_agg(json_build_array(unit_id, id, code, due_on, day_limit)), '[]')
      FROM judged WHERE found = ${numberOf('未达序时')} AND due_on IS NOT NULL) AS behind,
    (SELECT coalesce(json_agg(id), '[]') FROM judged WHERE found = ${TO_JUDGE}) AS judge,
    (SELECT count(*)::int FROM (SELECT DISTINCT item_id FROM judged WHERE found <> ${CANCELLED}) AS d) AS items`;

const TASKS = `SELECT ${selected(tables.tasks)} FROM tasks WHERE id = ANY($1)`;
const REPORTS = `SELECT ${selected(tables.reports)} FROM reports
  WHERE task_id = ANY($1) AND made_at >= $2 AND made_at < $3::timestamptz ORDER BY made_at, id`;
const ITEMS = `SELECT id, position, targets FROM plan_items WHERE plan_id = $1 AND targets <> '[]'`;

interface Found {
  readonly tallies: readonly (readonly [unitId: UnitId, found: number, count: number, place: number])[];
  readonly behind: readonly (readonly [unitId: UnitId, taskId: TaskId, code: string, dueOn: Day, limit: Day | null])[];
  readonly judge: readonly TaskId[];
  readonly items: number;
}

/** Counts where the rows are. What columns do not tell is read and judged by the rule itself. */
export async function bulletinFiguresIn(
  sql: SqlRunner,
  tasksFrom: (rows: readonly TaskModel[]) => Promise<readonly Task[]>,
  { planId, period, since, calendar }: Parameters<TaskStore['bulletinFigures']>[0],
): Promise<BulletinFigures> {
  const { cutOff } = period;
  const until = instantAt(addDays(cutOff, 1), '00:00').toISOString();
  const [found] = (await sql(COUNTED, [
    planId,
    cutOff,
    closedThrough(period),
    until,
    firstWithinLimit(cutOff, calendar),
    period.edition === 'year',
    since,
    instantAt(period.from, '00:00'),
  ])) as readonly [Found];

  const tallies = found.tallies.flatMap(([unitId, number, count, place]): Tally[] => {
    const name = bulletinClasses[number];
    return name ? [{ unitId, found: name, count, place }] : [];
  });
  const behind = found.behind.map(
    ([unitId, taskId, code, dueOn, limit]): Behind => ({ taskId, code, unitId, dueOn, limit }),
  );
  const { judge } = found;
  if (judge.length > 0) {
    const tasks = await tasksFrom((await sql(TASKS, [judge])) as readonly TaskModel[]);
    const reports = Map.groupBy(
      ((await sql(REPORTS, [judge, since, until])) as readonly Parameters<typeof reportFrom>[0][]).map(reportFrom),
      (report: Report) => report.taskId,
    );
    const rows = (await sql(ITEMS, [planId])) as readonly Pick<PlanItem, 'id' | 'position' | 'targets'>[];
    const items = new Map(rows.map((item) => [item.id, item]));
    for (const task of tasks) {
      const item = items.get(task.itemId);
      const judged = classOf(task, {
        reports: reports.get(task.id) ?? [],
        targets: item?.targets ?? [],
        period,
        calendar,
      });
      tallies.push({ unitId: task.unitId, found: judged, count: 1, place: item?.position ?? 0 });
      if (judged === '未达序时') behind.push(...behindOf(task));
    }
  }
  const cancelled = found.tallies.reduce((sum, [, number, count]) => (number === CANCELLED ? sum + count : sum), 0);
  return figuresOf({ tallies, behind, items: found.items, cancelled }, period, calendar);
}
