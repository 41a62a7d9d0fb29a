import type { Day } from './calendar.ts';
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
      /** When the office's own clock started: the latest report. */
      readonly waitingSince: Date;
    }
  | { readonly status: 'closed'; readonly closedOn: Day; readonly by: PersonId; readonly reportMadeAt: Date }
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
  /** Reminder of the supplement day said; the review and signature clocks' last reminders. */
  readonly supplementReminded: boolean;
  readonly reviewReminders: number;
  /** The office holds the ladder until this day (with a reason, in the ledger); rungs it skipped. */
  readonly heldUntil: Day | null;
  readonly skippedRungs: readonly number[];
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

/** Attention at the start of a round. */
export function freshAttention(round: number): Attention {
  return {
    round,
    reminded: null,
    rung: 0,
    rungOn: null,
    repeats: 0,
    warnedOfRung: 0,
    shownOn: null,
    supplementReminded: false,
    reviewReminders: 0,
    heldUntil: null,
    skippedRungs: [],
  };
}
