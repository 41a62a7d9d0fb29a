import type { Occasion } from './festivals.ts';
import type { Numeral } from './numerals.ts';

/** What part of a year is named. `bare` numbers and days take their unit or month from their neighbours in a list. */
export type Named =
  | { readonly is: 'year' }
  | { readonly is: 'half'; readonly half: 1 | 2 }
  | { readonly is: 'quarter'; readonly quarter: number }
  | { readonly is: 'quarters'; readonly to: number }
  | { readonly is: 'month'; readonly month: number }
  | { readonly is: 'tenDays'; readonly month: number; readonly first: number; readonly last: number }
  | { readonly is: 'week'; readonly month: number; readonly nth: number; readonly weekday: number | null }
  | { readonly is: 'workday'; readonly month: number; readonly nth: number }
  | { readonly is: 'day'; readonly month: number; readonly day: number }
  | { readonly is: 'lunar'; readonly month: number; readonly day: number }
  | { readonly is: 'occasion'; readonly occasion: Occasion }
  | { readonly is: 'five-year-plan'; readonly ends: number }
  | { readonly is: 'year-start' }
  | {
      readonly is: 'relative-month';
      readonly shift: number;
      readonly part: MonthPart | null;
      readonly day: number | null;
    }
  | { readonly is: 'relative-quarter'; readonly shift: number }
  | { readonly is: 'relative-week'; readonly shift: number; readonly weekday: number | null }
  | { readonly is: 'relative-day'; readonly shift: number }
  | { readonly is: 'bare-day'; readonly day: number }
  | { readonly is: 'bare-part'; readonly part: MonthPart }
  | { readonly is: 'bare-number'; readonly numeral: Numeral };

/** A part of a month: its days; `last` 0 is the month's end. */
export interface MonthPart {
  readonly first: number;
  readonly last: number;
}

/** What stands behind the named time: 前, 内, 止, 起, 后, 期间. */
export type Edge = 'none' | 'before' | 'within' | 'until' | 'from' | 'after' | 'during';

/** A time as printed. Offsets are those of the folded text. */
export interface Moment {
  readonly from: number;
  readonly to: number;
  readonly named: Named;
  /** The printed year. */
  readonly year: number | null;
  /** 今年 0, 明年 1, 去年 -1; counted from the year in force. */
  readonly yearShift: number | null;
  readonly edge: Edge;
  /** 底, 末: the end of the named time is meant, whatever 前 follows. */
  readonly atEnd: boolean;
  /** 春节前3天: the amount before the day. */
  readonly daysBefore: number;
  /** 国庆节前3个工作日. */
  readonly workdaysBefore: number;
  /** The unit stands only behind a later member of the list: 二 in 二、三季度. */
  readonly elided?: true;
}

/** The named part of a year with the place behind it. */
export interface Part {
  readonly named: Named;
  readonly to: number;
  readonly atEnd?: boolean;
  readonly edge?: Edge;
}
