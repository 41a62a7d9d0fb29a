import type { Day } from '../core/calendar.ts';
import type { SourcePlace } from './source-document.ts';

/** What a person should look at, and why. `text` quotes the words in question; `choices` are what a person may pick. */
export interface Doubt {
  readonly code: DoubtCode;
  readonly text: string;
  readonly choices?: readonly string[];
}

/** Every doubt the reader may raise about an item or a phrase. */
export type DoubtCode =
  | 'deadline-unclear'
  | 'deadline-missing'
  | 'deadline-in-sentence'
  | 'year-unclear'
  | 'table-missing'
  | 'event-unknown'
  | 'units-unclear'
  | 'lead-assumed'
  | 'unit-inherited'
  | 'number-missing'
  | 'number-out-of-order'
  | 'bracket-unclosed'
  | 'inner-deadline'
  | 'discreet-proposed';

/** An amount of time after an event: 收到通知后10个工作日内 → 收到通知, 10, workday. `amount` 0 = at once. */
export interface RelativeLimit {
  readonly event: string;
  readonly amount: number;
  readonly unit: 'workday' | 'day' | 'week' | 'month' | 'year';
}

/** What a deadline phrase says (CONTRACT.md, `deadline read`). A range's `due` is its end. */
export interface DeadlineReading {
  readonly kind: 'date' | 'dates' | 'range' | 'recurrence' | 'relative' | 'ongoing' | 'event' | 'none';
  readonly due: readonly Day[];
  readonly start: Day | null;
  /** RFC 5545, without the leading "RRULE:". */
  readonly rrule: string | null;
  readonly relative: RelativeLimit | null;
  readonly doubts: readonly Doubt[];
}

/** A numeric aim. `value` null with unit 清零 or 全覆盖 stands for the word itself. */
export interface Target {
  readonly value: number | null;
  readonly op: '>=' | '<=' | '=' | '~';
  readonly unit: string;
  readonly what: string;
}

/** One item of a work plan as printed; nobody is promoted and nothing is filled in (CONTRACT.md, `plan read`). */
export interface ItemReading {
  readonly label: string | null;
  readonly section: string | null;
  readonly text: string;
  readonly deadlines: readonly Day[];
  readonly start: Day | null;
  readonly recurrence: { readonly rrule: string } | null;
  readonly ongoing: boolean;
  readonly relative: RelativeLimit | null;
  readonly deadlineText: string | null;
  readonly units: {
    readonly lead: readonly string[];
    readonly supporting: readonly string[];
    readonly responsible: readonly string[];
  };
  readonly openEnded: boolean;
  readonly leaders: readonly string[];
  readonly targets: readonly Target[];
  readonly source: SourcePlace;
  readonly doubts: readonly Doubt[];
}

/** A whole document as read. `year` is the plan year that bare months belong to. */
export interface PlanReading {
  readonly title: string | null;
  readonly year: number | null;
  readonly items: readonly ItemReading[];
  readonly problems: readonly { readonly code: string; readonly text: string; readonly at: string }[];
}

/** What a liaison meant. `unknown` is asked about, never guessed. */
export type ReplyIntent =
  | 'done'
  | 'progress'
  | 'extension'
  | 'blocked'
  | 'acknowledge'
  | 'dispute'
  | 'list'
  | 'help'
  | 'unknown';

/** A reply as read (CONTRACT.md, `reply read`). A figure nobody said is never here. */
export interface ReplyReading {
  readonly intent: ReplyIntent;
  readonly percent: number | null;
  /** The day asked for (extension), expected (progress) or stated (done). */
  readonly date: Day | null;
  /** Item numbers or task codes named: "17", or "26-12-2". */
  readonly tasks: readonly string[];
  readonly values: readonly { readonly value: number; readonly unit: string; readonly what: string }[];
  /** One line that repeats what was understood, in the sender's own words. */
  readonly summary: string;
}
