import { type Calendar, type Day, instantAt } from './calendar.ts';
import type {
  ItemId,
  OfficeId,
  PersonId,
  PetitionId,
  PlanId,
  ReportId,
  SupervisionNoticeId,
  TaskId,
  UnitId,
} from './ids.ts';
import type { Policy } from './policy.ts';

/** Where a task stands. Overdue is not here: it follows from the deadline and today. */
export type TaskState =
  | {
      readonly status: 'open';
      /** Set while 待补充: the day by which the supplement is asked. */
      readonly supplementDueOn?: Day;
      /** The report that was returned, and when it had been made: accepted by the supplement day, it keeps its own instant. */
      readonly returnedFrom?: { readonly reportId: ReportId; readonly madeAt: Date };
      /** A claim of completion that waits for the unit's own reviewer. */
      readonly awaitingConfirmation?: { readonly reportId: ReportId; readonly madeAt: Date };
    }
  | {
      readonly status: 'reported-done';
      readonly reportId: ReportId;
      /** The instant that counts for the verdict (the returned report's own, if supplemented in time). */
      readonly madeAt: Date;
      /** When the office's own clock started: the claim arrived or was confirmed. Saying it again does not restart it. */
      readonly waitingSince: Date;
      /** What the open task had, in case the unit takes its claim back. */
      readonly supplementDueOn?: Day;
      readonly returnedFrom?: { readonly reportId: ReportId; readonly madeAt: Date };
    }
  | {
      readonly status: 'closed';
      readonly closedOn: Day;
      readonly by: PersonId;
      /** The accepted report and the instant that counted for the verdict. */
      readonly reportId: ReportId;
      readonly reportMadeAt: Date;
    }
  | { readonly status: 'cancelled'; readonly reason: string };

/** What has been said about a task in this round, so that the next duty follows from the task alone. */
export interface Attention {
  /** Raised when the due day or the unit changes: a fresh round of reminders and rungs. */
  readonly round: number;
  /** Working days before the due day of the latest reminder point passed (15-day point: 'long'); null before the first. */
  readonly reminded: string | null;
  /** Rungs climbed (0 = none), the day of the latest, its repeats, and the rung the liaison was warned of. */
  readonly rung: number;
  readonly rungOn: Day | null;
  readonly repeats: number;
  readonly warnedOfRung: number;
  /** The last day a line about the limit passed stood on a card. */
  readonly shownOn: Day | null;
  /** The last day on which the unit or the office did something about it: the line stands on the next card again. */
  readonly changedOn: Day | null;
  /** Reminder of the supplement day said; the review and signature clocks' last reminders. */
  readonly supplementReminded: boolean;
  readonly reviewReminders: number;
  /** The office holds the ladder until this day (with a reason, in the ledger); rungs it skipped. */
  readonly heldUntil: Day | null;
  readonly skippedRungs: readonly number[];
  /** Mornings up to this day are over for the round: what an act of the day brings about is decided the next working morning. */
  readonly decidedThrough: Day | null;
  /** The notice drafted this round: the clocks of its signature and its acknowledgement run on it. */
  readonly supervision: SupervisionWatch | null;
}

/** How far the supervision notice of this round has come, as far as the clocks need it. */
export interface SupervisionWatch {
  readonly rung: number;
  readonly draftedOn: Day;
  readonly signedOn: Day | null;
  readonly acknowledged: boolean;
  /** Reminders to sign so far; whether the clerk was told to phone about the acknowledgement. */
  readonly signReminders: number;
  readonly phoned: boolean;
}

/** A petition that waits for the office; an open extension request holds the ladder, not the record. */
export interface OpenPetition {
  readonly id: PetitionId;
  readonly kind: 'extension' | 'dispute' | 'explain';
  readonly askedAt: Date;
  readonly requestedDay: Day | null;
}

/** One due day of one item for one accountable unit. */
export interface Task {
  readonly id: TaskId;
  readonly officeId: OfficeId;
  readonly planId: PlanId;
  readonly itemId: ItemId;
  /** Plan year, item, sequence: 26-12-2. Printed in every message. */
  readonly code: string;
  /** Printed number of the item without brackets, or null. */
  readonly label: string | null;
  /** A few words of the item for lists, at most 24 characters. Empty for a discreet item. */
  readonly title: string;
  readonly discreet: boolean;
  readonly unitId: UnitId;
  readonly supportingUnitIds: readonly UnitId[];
  /** The day in force; null while undecided (no limit printed, or relative to an event that has not come). */
  readonly dueOn: Day | null;
  readonly originalDueOn: Day | null;
  readonly extensions: number;
  /** Adoption: nothing before it ever counts as late. */
  readonly startedOn: Day;
  readonly state: TaskState;
  readonly petition: OpenPetition | null;
  /** The unsigned or running supervision notice, if the ladder has drafted one this round. */
  readonly supervisionNoticeId: SupervisionNoticeId | null;
  /** What was last reported; percent only if a person said it. */
  readonly progress: { readonly on: Day; readonly percent: number | null; readonly summary: string } | null;
  /** Judged hard to finish by a person, with a note: red whatever the figures say. */
  readonly judgedHard: string | null;
  readonly policy: Policy;
  readonly attention: Attention;
  /** Raised by each commit; a commit over another version is a conflict. */
  readonly version: number;
  /** When the task next needs attention by the office clock; null when nothing will ever be due. */
  readonly nextActionAt: Date | null;
}

/** Attention at the start of a round; mornings up to `decidedThrough` are over for it. */
export function freshAttention(round: number, decidedThrough: Day | null = null): Attention {
  return {
    round,
    reminded: null,
    rung: 0,
    rungOn: null,
    repeats: 0,
    warnedOfRung: 0,
    shownOn: null,
    changedOn: null,
    supplementReminded: false,
    reviewReminders: 0,
    heldUntil: null,
    skippedRungs: [],
    decidedThrough,
    supervision: null,
  };
}

/** The day the unit is now held to: the supplement day of an open task (待补充), else the due day; null while undecided. */
export function dayInForce(task: Task): Day | null {
  return (task.state.status === 'open' ? task.state.supplementDueOn : undefined) ?? task.dueOn;
}

/** The first working day after the day in force: what is made from its 00:00 Beijing on is late. */
export function lateFrom(inForce: Day, calendar: Calendar): Day {
  return calendar.addWorkdays(inForce, 1);
}

/** True for a report made before 00:00 Beijing of `lateFrom`, whenever it arrived: ties go to the officer. */
export function isInTime(madeAt: Date, inForce: Day, calendar: Calendar): boolean {
  return madeAt < instantAt(lateFrom(inForce, calendar), '00:00');
}

/** The day a unit is asked to hand in by: a due day on a day off is asked for on the working day before (请于5月29日（周五）前报送). */
export function submitBy(inForce: Day, calendar: Calendar): Day {
  return calendar.workdayOnOrBefore(inForce);
}

/** True while no day has been set: nothing is reminded and nothing is late. */
export function isUndecided(task: Task): boolean {
  return task.dueOn === null;
}

/** True for an open task from `lateFrom` of the day in force on. A report that waits for the office stops the unit's clock. */
export function isOverdue(task: Task, today: Day, calendar: Calendar): boolean {
  const inForce = dayInForce(task);
  return task.state.status === 'open' && inForce !== null && today >= lateFrom(inForce, calendar);
}

/** Working days beyond the limit (已超时限 n 个工作日); the first late day counts as 1, a day off as the working day before it. 0 when not overdue. */
export function overdueWorkdays(task: Task, today: Day, calendar: Calendar): number {
  const inForce = dayInForce(task);
  if (inForce === null || !isOverdue(task, today, calendar)) return 0;
  return calendar.workdaysBetween(inForce, today);
}

/**
 * On time or late, worked out from the due day, the calendar and the instant of the report; `open` while neither can be said. A
 * returned report that was supplemented within its day has kept its own instant.
 */
export function verdict(task: Task, today: Day, calendar: Calendar): 'on-time' | 'late' | 'open' | 'cancelled' {
  const { state, dueOn } = task;
  switch (state.status) {
    case 'cancelled':
      return 'cancelled';
    case 'open':
      return isOverdue(task, today, calendar) ? 'late' : 'open';
    case 'reported-done':
      return dueOn === null || isInTime(state.madeAt, dueOn, calendar) ? 'on-time' : 'late';
    case 'closed':
      return dueOn === null || isInTime(state.reportMadeAt, dueOn, calendar) ? 'on-time' : 'late';
    default:
      return state satisfies never;
  }
}

/**
 * Red beyond the limit or judged hard to finish by a person; amber when due within the policy's working days; else green. A task
 * with the office, closed or cancelled is green. Pro rata of counted targets is the bulletin's.
 */
export function light(task: Task, today: Day, calendar: Calendar): 'green' | 'amber' | 'red' {
  const { status } = task.state;
  if (status === 'closed' || status === 'cancelled') return 'green';
  if (task.judgedHard !== null || isOverdue(task, today, calendar)) return 'red';
  const inForce = dayInForce(task);
  if (status === 'reported-done' || inForce === null) return 'green';
  return calendar.workdaysBetween(today, inForce) <= task.policy.soonWorkdays ? 'amber' : 'green';
}
