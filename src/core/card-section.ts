import { compareCodes } from './bulletin.ts';
import type { Calendar, Day } from './calendar.ts';
import type { Delivery } from './notice.ts';
import type { Rung } from './policy.ts';
import type { SupervisionNotice } from './report.ts';
import { dayInForce, submitBy, type Task } from './task.ts';
import type { Person, Unit } from './unit.ts';

/** Sections of the morning card about tasks, in the order in which they stand. */
export const taskSections = [
  'overdue',
  'soon',
  'supplement',
  'to-confirm',
  'waiting',
  'warned',
  'all',
  'to-call',
  'to-review',
  'undecided',
  'year-end',
] as const;
export type TaskSection = (typeof taskSections)[number];

/** One task's line on a card. */
export interface CardEntry {
  readonly task: Task;
  readonly unit: Unit;
  /** The rung that was climbed today and takes the place of the day's line, or null. */
  readonly rung: 'chase' | 'chase-deputy-head' | null;
  /** Fair warning: the rung that comes next unless something is heard, and its day. */
  readonly warning: { readonly rung: Rung; readonly on: Day } | null;
  /** The person's unit only supports; another one reports. */
  readonly supporting: boolean;
  /** What the office found missing in a report that it sent back (待补充), or null. */
  readonly missing: string | null;
}

export type CardSection =
  | { readonly kind: TaskSection; readonly entries: readonly CardEntry[] }
  | { readonly kind: 'to-decide'; readonly entries: readonly CardEntry[] }
  | {
      readonly kind: 'to-sign';
      readonly drafts: readonly { readonly notice: SupervisionNotice; readonly task: Task; readonly unit: Unit }[];
    }
  | { readonly kind: 'to-phone'; readonly calls: readonly Call[] }
  | { readonly kind: 'window'; readonly windows: readonly OpenWindow[] };

/** A unit that has said nothing yet in a report window, and the day on which it closes. */
export interface OpenWindow {
  readonly unit: Unit;
  readonly closesOn: Day;
}

/** Something for the clerk to phone or to deliver by hand, because nobody there can be written to. */
export interface Call {
  readonly delivery: Delivery;
  readonly unit: Unit | null;
  readonly person: Person | null;
}

/** What the office itself has to do, as loaded for a card. */
export interface OfficeDuties {
  /** Every task of every unit that is not over. */
  readonly tasks: readonly Task[];
  readonly waitingReview: readonly Task[];
  /** Tasks with a petition that waits for an answer. */
  readonly petitions: readonly Task[];
  /** Notices drafted and not signed. */
  readonly toSign: readonly SupervisionNotice[];
  /** Deliveries for the clerk's own hand (channel `offline`). */
  readonly toPhone: readonly Delivery[];
  /** Tasks without a day in force: nobody is reminded until the office decides. */
  readonly undecided: readonly Task[];
  /** Everything due by 31 December, from the day at which the weekly list of the year's end begins. */
  readonly yearEnd?: readonly Task[];
  /** The directory's persons, for names and telephone numbers of those to be phoned. */
  readonly persons?: readonly Person[];
}

/** Figures of all units on the office's weekly card. */
export interface CardSummary {
  readonly open: number;
  readonly overdue: number;
  readonly soon: number;
  readonly waiting: number;
}

/** Within the policy's working days of the last day on which a report is asked. */
export function isSoon(task: Task, today: Day, calendar: Calendar): boolean {
  const limit = dayInForce(task);
  return limit !== null && calendar.workdaysBetween(today, submitBy(limit, calendar)) <= task.policy.soonWorkdays;
}

/** By the day in force, undecided ones last, then by code. */
export function byDayThenCode(a: Task, b: Task): number {
  const [dayA, dayB] = [dayInForce(a) ?? '9999', dayInForce(b) ?? '9999'];
  return dayA === dayB ? compareCodes(a.code, b.code) : dayA < dayB ? -1 : 1;
}
