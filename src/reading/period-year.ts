import type { Occasion } from './festivals.ts';
import type { Moment } from './moment-model.ts';

/** 每年国庆节前: a fixed day of the calendar is a rule, a lunar one is not. */
export function occasionRule(moments: readonly Moment[]): string | null {
  const [moment] = moments;
  const occasion: Occasion | null =
    moments.length === 1 && moment?.named.is === 'occasion' ? moment.named.occasion : null;
  if (occasion?.on === 'season' && moment?.edge === 'before' && occasion.from.endsWith('-01')) {
    return `FREQ=YEARLY;BYMONTH=${Number(occasion.from.slice(0, 2)) - 1};BYMONTHDAY=-1`;
  }
  if (occasion?.on !== 'solar') return null;
  if (moment?.edge !== 'before') return `FREQ=YEARLY;BYMONTH=${occasion.month};BYMONTHDAY=${occasion.day}`;
  return occasion.day > 1
    ? `FREQ=YEARLY;BYMONTH=${occasion.month};BYMONTHDAY=${occasion.day - 1}`
    : `FREQ=YEARLY;BYMONTH=${((occasion.month + 10) % 12) + 1};BYMONTHDAY=-1`;
}

const LAST_DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The month and day of a year that a time names; -1 is the last day. */
export function yearPart({ named }: Moment): { month: number; day: number } | null {
  switch (named.is) {
    case 'month':
      return { month: named.month, day: -1 };
    case 'tenDays':
      return { month: named.month, day: named.last === 0 ? -1 : named.last };
    case 'day':
      return { month: named.month, day: named.day === LAST_DAYS[named.month] ? -1 : named.day };
    case 'quarter':
      return { month: named.quarter * 3, day: -1 };
    case 'quarters':
      return { month: named.to * 3, day: -1 };
    case 'half':
      return { month: named.half * 6, day: -1 };
    case 'year':
      return { month: 12, day: -1 };
    case 'year-start':
      return { month: 1, day: -1 };
    default:
      return null;
  }
}

/** The months of a range, across the year if need be. */
export function monthsBetween(from: number, to: number): number[] {
  const count = ((to - from + 12) % 12) + 1;
  return Array.from({ length: count }, (_, index) => ((from - 1 + index) % 12) + 1).sort((a, b) => a - b);
}
