import {
  addDays,
  type Calendar,
  type Day,
  dayAt,
  dayOf,
  daysBetween,
  lastDayOfMonth,
  monthOf,
  yearOf,
} from './calendar.ts';
import type { TaskId, UnitId } from './ids.ts';
import type { ItemTarget, WorkPlan } from './plan.ts';
import type { Policy } from './policy.ts';
import type { Report } from './report.ts';
import { dayInForce, lateFrom, type Task } from './task.ts';

/** First match wins, in this order; the six sum to the total. */
export const bulletinClasses = ['已完成', '待审核', '其他', '未达序时', '超序时', '达序时'] as const;
export type BulletinClass = (typeof bulletinClasses)[number];

export type Edition = 'quarter' | 'half-year' | 'year';

/** A period as the bulletin names it (2026-Q2, 2026-H1, 2026) with its first and last day; the last day is the cut-off. */
export interface Period {
  readonly edition: Edition;
  readonly name: string;
  readonly from: Day;
  readonly cutOff: Day;
}

/** Figures frozen at the cut-off. Cancelled tasks stand outside; discreet ones are absent. */
export interface BulletinFigures {
  readonly classes: Readonly<Record<BulletinClass, number>>;
  readonly tasks: number;
  readonly items: number;
  readonly cancelled: number;
  readonly byUnit: readonly { readonly unitId: UnitId; readonly classes: Readonly<Record<BulletinClass, number>> }[];
  /** Tasks of the class 未达序时, for the annex that goes to whom the signer chooses. */
  readonly problems: readonly {
    readonly taskId: TaskId;
    readonly code: string;
    readonly unitId: UnitId;
    readonly dueOn: Day;
    readonly overdueWorkdays: number;
    /** The plan's title, where several were counted. */
    readonly plan?: string;
  }[];
  /** What each plan brought, where several were counted, in the order in which they came into force. */
  readonly byPlan?: readonly PlanFigures[];
}

/** The part of one plan in figures of several. */
export interface PlanFigures extends Pick<BulletinFigures, 'classes' | 'tasks' | 'items'> {
  readonly title: string;
}

/** A bulletin before it is stored: figures and the outline in order. */
export interface BulletinDraft {
  readonly period: Period;
  readonly figures: BulletinFigures;
}

/** What a task is judged by: its reports, its item's targets, the period, and working days. */
export interface ClassContext {
  readonly reports: readonly Report[];
  readonly targets: readonly ItemTarget[];
  readonly period: Period;
  readonly calendar: Calendar;
}

/** The editions of a year by cut-off: four quarters, the half-year with June, the year with December. */
export function periodsOf(year: number): readonly Period[] {
  const quarter = (n: number): Period => ({
    edition: 'quarter',
    name: `${year}-Q${n}`,
    from: dayOf(year, n * 3 - 2, 1),
    cutOff: lastDayOfMonth(year, n * 3),
  });
  const from = dayOf(year, 1, 1);
  return [
    quarter(1),
    quarter(2),
    { edition: 'half-year', name: `${year}-H1`, from, cutOff: dayOf(year, 6, 30) },
    quarter(3),
    quarter(4),
    { edition: 'year', name: String(year), from, cutOff: dayOf(year, 12, 31) },
  ];
}

/** The latest period of an edition whose last day lies before the given day. */
export function periodEndingBefore(on: Day, edition: Edition = 'quarter'): Period {
  const ended = [...periodsOf(yearOf(on) - 1), ...periodsOf(yearOf(on))].filter(
    (period) => period.edition === edition && period.cutOff < on,
  );
  const latest = ended.at(-1);
  // Every edition ends at least once a year, so two years always hold one.
  if (!latest) throw new Error(`No ${edition} ends before ${on}`);
  return latest;
}

/** The day on which a period's bulletin is drafted: the first working day after the 5th (by policy) of the next month. */
export function draftDay(period: Period, calendar: Calendar, policy: Policy): Day {
  const next = addDays(period.cutOff, policy.bulletinDraftAfterDay);
  return calendar.workdayOnOrAfter(addDays(next, 1));
}

/**
 * The editions to draft today: their draft day has come, they cover days since adoption, and none of that name was drafted before.
 * A missed day is made up for, oldest first; what ended before the plan was in force is left alone.
 */
export function editionDue(
  today: Day,
  adoptedOn: Day,
  drafted: ReadonlySet<string>,
  calendar: Calendar,
  policy: Policy,
): readonly Period[] {
  return [...periodsOf(yearOf(today) - 1), ...periodsOf(yearOf(today))].filter(
    (period) => period.cutOff >= adoptedOn && !drafted.has(period.name) && draftDay(period, calendar, policy) <= today,
  );
}

/**
 * A period's bulletin has every plan of its year that was in force by the cut-off; one of an earlier year as long as something of it
 * was unfinished when the period began, which only figures of the day before tell (`of-earlier-year`).
 */
export function partInPeriod(
  plan: Pick<WorkPlan, 'year' | 'adoptedOn'>,
  period: Period,
): 'whole' | 'of-earlier-year' | 'none' {
  const year = yearOf(period.cutOff);
  if (plan.adoptedOn === null || plan.adoptedOn > period.cutOff || plan.year > year) return 'none';
  return plan.year === year ? 'whole' : 'of-earlier-year';
}

/** The class of a task at the period's cut-off; first match wins. Cancelled and discreet tasks are not asked about. */
export function classOf(task: Task, context: ClassContext): BulletinClass {
  const { period, calendar } = context;
  if (isClosedInTime(task, period)) return '已完成';
  if (wasReportedBy(task, period.cutOff)) return '待审核';
  if (task.dueOn === null || isQuestioned(task, period.cutOff)) return '其他';

  const reports = context.reports.filter((report) => dayAt(report.madeAt) <= period.cutOff);
  const share = targetShare(reports, context.targets, period.cutOff, task.policy);
  const isBehind = share !== null && share.done / share.elapsed < task.policy.proRataAmber;
  if (beyondLimit(limitOf(task), period.cutOff, calendar) > 0 || isBehind || task.judgedHard !== null)
    return '未达序时';

  return isAhead(task, reports, share, period) ? '超序时' : '达序时';
}

const counting = new Intl.Collator('en', { numeric: true });

/** Codes in the order a reader counts: 26-2-1 before 26-12-1. */
export function compareCodes(a: string, b: string): number {
  return counting.compare(a, b);
}

/** Nothing counted yet, in the order in which classes are printed. */
export const noneCounted = (): Record<BulletinClass, number> => ({
  已完成: 0,
  待审核: 0,
  其他: 0,
  未达序时: 0,
  超序时: 0,
  达序时: 0,
});

/** Closed by the cut-off; for the year, reported by then and reviewed until the 5th of January (年终收口). */
function isClosedInTime(task: Task, period: Period): boolean {
  if (task.state.status !== 'closed') return false;
  const { closedOn, reportMadeAt } = task.state;
  if (closedOn > closedThrough(period)) return false;
  return period.edition !== 'year' || dayAt(reportMadeAt) <= period.cutOff;
}

/** The last day on which closing still counts for the period. */
export function closedThrough({ edition, cutOff }: Period): Day {
  return edition === 'year' ? addDays(cutOff, YEAR_END_REVIEW_DAYS) : cutOff;
}

/** The year's bulletin takes what is reviewed until the 5th of January: DOMAIN, year's end. */
const YEAR_END_REVIEW_DAYS = 5;

/** Reported done by the day, and with the office since, whatever was decided later. */
function wasReportedBy(task: Task, cutOff: Day): boolean {
  if (task.state.status === 'reported-done') return dayAt(task.state.madeAt) <= cutOff;
  return task.state.status === 'closed' && dayAt(task.state.reportMadeAt) <= cutOff;
}

function isQuestioned(task: Task, cutOff: Day): boolean {
  return task.petition?.kind === 'dispute' && dayAt(task.petition.askedAt) <= cutOff;
}

/** The day a task is held to in a bulletin, whatever was reported after the cut-off; null while undecided. */
export function limitOf(task: Task): Day | null {
  return task.state.status === 'open' ? dayInForce(task) : task.dueOn;
}

/** Working days beyond a limit at the cut-off. */
export function beyondLimit(limit: Day | null, cutOff: Day, calendar: Calendar): number {
  if (limit === null) return 0;
  const late = lateFrom(limit, calendar);
  return cutOff < late ? 0 : calendar.workdaysBetween(addDays(late, -1), cutOff);
}

/** The first day that is not beyond its limit at the cut-off: every limit before it is. */
export function firstWithinLimit(cutOff: Day, calendar: Calendar): Day {
  return calendar.workdayOnOrBefore(cutOff);
}

/** The share of a counted target that was said to be reached, and the share of the year gone; null where pro rata does not hold. */
function targetShare(
  reports: readonly Report[],
  targets: readonly ItemTarget[],
  cutOff: Day,
  policy: Policy,
): { readonly done: number; readonly elapsed: number } | null {
  const latest = reports.toSorted((a, b) => b.madeAt.getTime() - a.madeAt.getTime());
  const shares = targets
    .filter((target) => isCounted(target, policy))
    .flatMap((target) => {
      const others = targets.filter((other) => other.unit === target.unit);
      const said = latest
        .flatMap((report) => report.values)
        .find((value) => value.unit === target.unit && (others.length === 1 || value.what === target.what));
      return said ? [said.value / (target.value ?? 1)] : [];
    });
  // Several targets: the task is where its slowest one is.
  return shares.length === 0 ? null : { done: Math.min(...shares), elapsed: monthOf(cutOff) / 12 };
}

/** Pro rata holds for counted targets of at least ten; never for shares (下降50%), limits from above, or words. */
function isCounted(target: ItemTarget, policy: Policy): boolean {
  return (
    target.value !== null &&
    target.value >= policy.proRataFrom &&
    (target.op === '>=' || target.op === '=') &&
    !/[%％‰]|百分|成$/.test(target.unit)
  );
}

/** Ahead by the policy's points of the time gone, with a report in the period; only by figures that a person said. */
function isAhead(
  task: Task,
  reports: readonly Report[],
  share: { readonly done: number; readonly elapsed: number } | null,
  period: Period,
): boolean {
  if (!reports.some((report) => dayAt(report.madeAt) >= period.from)) return false;
  if (share) return share.done >= share.elapsed + task.policy.aheadPoints / 100;

  const percent = reports
    .toSorted((a, b) => b.madeAt.getTime() - a.madeAt.getTime())
    .find((report) => report.percent !== null)?.percent;
  const { startedOn, dueOn, policy } = task;
  if (percent === undefined || percent === null || dueOn === null) return false;
  return isPercentAhead({ percent, startedOn, dueOn }, period.cutOff, policy);
}

/** Whether a percentage that was said is ahead of the time gone on a day, by the policy's points. */
export function isPercentAhead(
  { percent, startedOn, dueOn }: { readonly percent: number; readonly startedOn: Day; readonly dueOn: Day },
  on: Day,
  { aheadPoints }: Policy,
): boolean {
  return percent / 100 >= elapsedShare(startedOn, dueOn, on) + aheadPoints / 100;
}

/** How much of the time from start to limit has gone on a day, from 0 to 1. */
function elapsedShare(startedOn: Day, dueOn: Day, on: Day): number {
  const whole = daysBetween(startedOn, dueOn);
  return whole <= 0 ? 1 : Math.min(1, Math.max(0, daysBetween(startedOn, on) / whole));
}
