import {
  type BulletinClass,
  type BulletinFigures,
  bulletinClasses,
  classOf,
  closedThrough,
  firstWithinLimit,
  isPercentAhead,
} from '../../core/bulletin.ts';
import { type Behind, behindOf, figuresOf, type Tally } from '../../core/bulletin-figures.ts';
import { addDays, type Day, instantAt } from '../../core/calendar.ts';
import type { TaskId, UnitId } from '../../core/ids.ts';
import type { PlanItem } from '../../core/plan.ts';
import type { Report } from '../../core/report.ts';
import type { Task } from '../../core/task.ts';
import type { TaskStore } from '../../ports.ts';
import type { StoreContext } from './context.ts';
import type { TaskModel } from './generated/models.ts';
import { reportFrom } from './rows.ts';
import { selected } from './sql.ts';
import * as tables from './tables.ts';

/** Classes are numbered while they are counted: numbers group several times faster than words. */
const numberOf = (name: BulletinClass): number => bulletinClasses.indexOf(name);
const CANCELLED = -1;
const TO_JUDGE = -2;
const PERCENT_SAID = -3;

/** The latest percentage said of each task up to the cut-off, if any, and whether anything was said in the period. */
const SAID = `SELECT DISTINCT ON (task_id) task_id, percent, bool_or(made_at >= $8) OVER of_task AS in_period
  FROM reports WHERE made_at >= $7 AND made_at < $9
  WINDOW of_task AS (PARTITION BY task_id ORDER BY (percent IS NULL), made_at DESC, id
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
  ORDER BY task_id, (percent IS NULL), made_at DESC, id`;

/**
 * The classes of `core/bulletin`, first match wins, as far as columns tell. What the rule itself has to look at: a percentage said
 * (`PERCENT_SAID`), and a task about which something was said, of an item with targets (`TO_JUDGE`). Instants in JSON are ISO texts,
 * which compare as instants do.
 */
const JUDGED = `SELECT t.id, t.unit_id, t.item_id, t.code, t.status, t.due_on, t.day_in_force, t.started_on, t.policy_hash, s.percent,
    i.position AS place,
    coalesce(
      CASE t.status
        WHEN 'open' THEN NULL
        WHEN 'closed' THEN CASE
          WHEN (t.state->>'closedOn') COLLATE "C" <= $3 AND (NOT $6 OR (t.state->>'reportMadeAt') COLLATE "C" < $4)
            THEN ${numberOf('已完成')}
          WHEN (t.state->>'reportMadeAt') COLLATE "C" < $4 THEN ${numberOf('待审核')} END
        WHEN 'reported-done' THEN CASE WHEN (t.state->>'madeAt') COLLATE "C" < $4 THEN ${numberOf('待审核')} END
        WHEN 'cancelled' THEN ${CANCELLED} END,
      CASE
        WHEN t.due_on IS NULL THEN ${numberOf('其他')}
        WHEN t.petition IS NOT NULL AND t.petition->>'kind' = 'dispute' AND (t.petition->>'askedAt') COLLATE "C" < $4
          THEN ${numberOf('其他')}
        WHEN t.judged_hard IS NOT NULL
          OR (CASE t.status WHEN 'open' THEN t.day_in_force ELSE t.due_on END) COLLATE "C" < $5 THEN ${numberOf('未达序时')}
        WHEN s.task_id IS NULL THEN ${numberOf('达序时')}
        WHEN i.has_targets THEN ${TO_JUDGE}
        WHEN s.in_period AND s.percent IS NOT NULL THEN ${PERCENT_SAID}
        ELSE ${numberOf('达序时')} END) AS found
  FROM tasks AS t
    JOIN (SELECT id, position, targets <> '[]' AS has_targets FROM plan_items WHERE plan_id = $1 AND NOT discreet) AS i
      ON i.id = t.item_id
    LEFT JOIN said AS s ON s.task_id = t.id
  WHERE t.plan_id = $1 AND NOT t.discreet AND t.started_on COLLATE "C" <= $2
  OFFSET 0`;

/** What has to be known of a task beside its class; nothing of nearly all, so that they are counted together. */
const TOLD = `CASE found
    WHEN ${numberOf('未达序时')} THEN CASE WHEN due_on IS NOT NULL THEN
      json_build_array(id, code, due_on, CASE status WHEN 'open' THEN day_in_force ELSE due_on END)::text END
    WHEN ${TO_JUDGE} THEN id::text
    WHEN ${PERCENT_SAID} THEN percent || ' ' || started_on || ' ' || due_on || ' ' || policy_hash END`;

/**
 * Counted in one pass over the tasks, by unit and by item. OFFSET 0: a class is worked out once, wherever it is looked at. A line a
 * tally, as JSON of them would cost a tenth of the whole.
 */
const COUNTED = `WITH said AS (${SAID})
  SELECT string_agg(concat_ws(' ', unit_id, found, count, place, told), E'\\n') FILTER (WHERE unit_id IS NOT NULL) AS tallies,
    count(item_id)::int AS items
  FROM (
    SELECT unit_id, found, told, item_id, count(*) AS count, min(place) AS place
    FROM (SELECT unit_id, CASE WHEN found <> ${CANCELLED} THEN item_id END AS item_id, place, found, ${TOLD} AS told
      FROM (${JUDGED}) AS classed OFFSET 0) AS judged
    GROUP BY GROUPING SETS ((unit_id, found, told), (item_id))) AS groups`;

const TASKS = `SELECT ${selected(tables.tasks)} FROM tasks WHERE id = ANY($1)`;
const REPORTS = `SELECT ${selected(tables.reports)} FROM reports
  WHERE task_id = ANY($1) AND made_at >= $2 AND made_at < $3::timestamptz ORDER BY made_at, id`;
const ITEMS = `SELECT id, position, targets FROM plan_items WHERE plan_id = $1 AND targets <> '[]'`;

interface Found {
  readonly tallies: string | null;
  readonly items: number;
}

/** Counts where the rows are. What columns do not tell is judged by the rule itself. */
export async function bulletinFiguresIn(
  { sql, policies }: Pick<StoreContext, 'sql' | 'policies'>,
  tasksFrom: (rows: readonly TaskModel[]) => Promise<readonly Task[]>,
  { planId, period, since, calendar }: Parameters<TaskStore['bulletinFigures']>[0],
): Promise<BulletinFigures> {
  const { cutOff } = period;
  const until = instantAt(addDays(cutOff, 1), '00:00');
  const [found] = (await sql(COUNTED, [
    planId,
    cutOff,
    closedThrough(period),
    until.toISOString(),
    firstWithinLimit(cutOff, calendar),
    period.edition === 'year',
    since,
    instantAt(period.from, '00:00'),
    until,
  ])) as readonly [Found];

  const tallies: Tally[] = [];
  const behind: Behind[] = [];
  const judge: string[] = [];
  const percents: (Omit<Tally, 'found'> & { readonly said: PercentSaid })[] = [];
  let cancelled = 0;
  for (const line of found.tallies?.split('\n') ?? []) {
    const [id, number, count, place, ...told] = line.split(' ');
    const tally = { unitId: id as UnitId, count: Number(count), place: Number(place) };
    const name = bulletinClasses[Number(number)];
    if (name) tallies.push({ ...tally, found: name });
    else if (Number(number) === CANCELLED) cancelled += tally.count;
    else if (Number(number) === PERCENT_SAID) percents.push({ ...tally, said: percentSaid(told) });
    else judge.push(...told);
    if (name && told.length > 0) {
      const [taskId, code, dueOn, limit] = JSON.parse(told.join(' ')) as [TaskId, string, Day, Day | null];
      behind.push({ taskId, code, unitId: tally.unitId, dueOn, limit });
    }
  }
  await policies.load(
    sql,
    percents.map(({ said }) => said),
  );
  for (const { said, ...tally } of percents) {
    const isAhead = isPercentAhead(said, cutOff, policies.of(said.policyHash));
    tallies.push({ ...tally, found: isAhead ? '超序时' : '达序时' });
  }
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
  return figuresOf({ tallies, behind, items: found.items, cancelled }, period, calendar);
}

interface PercentSaid {
  readonly percent: number;
  readonly startedOn: Day;
  readonly dueOn: Day;
  readonly policyHash: string;
}

function percentSaid(told: readonly string[]): PercentSaid {
  const [percent, startedOn, dueOn, policyHash] = told as readonly [string, Day, Day, string];
  return { percent: Number(percent), startedOn, dueOn, policyHash };
}
