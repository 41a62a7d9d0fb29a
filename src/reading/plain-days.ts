import type { Day } from '../core/calendar.ts';

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** How many days a month (1–12) has. */
export function lengthOfMonth(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && isLeap ? 29 : (LENGTHS[month - 1] as number);
}

/**
 * A day whose parts are known to be in range. Reading makes many days that are right by construction, and checking each of
 * them again (`dayOf` of the calendar) took most of its time.
 */
export function dayIn(year: number, month: number, dayOfMonth: number): Day {
  return `${year}-${month < 10 ? '0' : ''}${month}-${dayOfMonth < 10 ? '0' : ''}${dayOfMonth}` as Day;
}

/** The last day of a month (1–12). */
export function lastDayIn(year: number, month: number): Day {
  return dayIn(year, month, lengthOfMonth(year, month));
}
