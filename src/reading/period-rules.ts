/** A recurrence in the text. `rrule` null: it recurs, but on no day a rule can give. */
export interface FoundPeriodic {
  readonly from: number;
  readonly to: number;
  readonly rrule: string | null;
  /** True when a day is printed (每月25日前), false for a bare 每月. */
  readonly isExact: boolean;
  readonly period: Period;
  /** Working days are counted without the holidays of the year. */
  readonly countsWorkdays: boolean;
}

/** How long a period is. */
export type Period =
  | 'day'
  | 'workday'
  | 'week'
  | 'ten-days'
  | 'half-month'
  | 'month'
  | 'quarter'
  | 'half-year'
  | 'year'
  | 'other';

const MONTHLY = 'FREQ=MONTHLY;BYMONTHDAY=-1';

const QUARTER_ENDS = '3,6,9,12';

const QUARTER_STARTS = '1,4,7,10';

const HALF_ENDS = '6,12';

const HALF_STARTS = '1,7';

/** Weekday names of RFC 5545, Monday first at 1. */
export const WEEKDAYS = ['', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The five weekdays of RFC 5545. */
export const WORKDAYS = 'MO,TU,WE,TH,FR';

/** The rule of a period that names no day. */
export const BARE_RULE: Record<Period, string | null> = {
  day: 'FREQ=DAILY',
  workday: `FREQ=WEEKLY;BYDAY=${WORKDAYS}`,
  week: 'FREQ=WEEKLY',
  'ten-days': 'FREQ=MONTHLY;BYMONTHDAY=10,20,-1',
  'half-month': 'FREQ=MONTHLY;BYMONTHDAY=15,-1',
  month: MONTHLY,
  quarter: `FREQ=YEARLY;BYMONTH=${QUARTER_ENDS};BYMONTHDAY=-1`,
  'half-year': `FREQ=YEARLY;BYMONTH=${HALF_ENDS};BYMONTHDAY=-1`,
  year: 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1',
  other: null,
};

/** The rule of every so many periods. */
export function withInterval(period: Period, times: number): string | null {
  if (times === 1) return BARE_RULE[period];
  switch (period) {
    case 'day':
    case 'workday':
      return `FREQ=DAILY;INTERVAL=${times}`;
    case 'week':
      return `FREQ=WEEKLY;INTERVAL=${times}`;
    case 'month':
      return `FREQ=MONTHLY;INTERVAL=${times};BYMONTHDAY=-1`;
    case 'quarter':
      return `FREQ=MONTHLY;INTERVAL=${times * 3};BYMONTHDAY=-1`;
    case 'half-year':
      return `FREQ=MONTHLY;INTERVAL=${times * 6};BYMONTHDAY=-1`;
    case 'year':
      return `FREQ=YEARLY;INTERVAL=${times};BYMONTH=12;BYMONTHDAY=-1`;
    default:
      return null;
  }
}

/** Makes a found recurrence. */
export const periodic = (
  from: number,
  to: number,
  rrule: string | null,
  isExact: boolean,
  period: Period,
  countsWorkdays = false,
): FoundPeriodic => ({ from, to, rrule, isExact, period, countsWorkdays });

/** A rule of named months and days. */
export const yearly = (from: number, to: number, months: string, days: string, period: Period): FoundPeriodic =>
  periodic(from, to, `FREQ=YEARLY;BYMONTH=${months};BYMONTHDAY=${days}`, true, period);

/** The first, second and last months of the quarters, and the months behind them. */
export const MONTHS_OF_QUARTER = {
  first: QUARTER_STARTS,
  second: '2,5,8,11',
  last: QUARTER_ENDS,
  next: QUARTER_STARTS,
} as const;

/** The same of the half-years. */
export const MONTHS_OF_HALF = { first: HALF_STARTS, second: '2,8', last: HALF_ENDS, next: HALF_STARTS } as const;
