import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc.js';

dayjs.extend(utc);

/** A day in Beijing, written YYYY-MM-DD. A deadline is a day, never an instant. Days compare as strings. */
export type Day = string & { readonly __day: true };

/** Reads YYYY-MM-DD. Throws RangeError on anything else, 2026-02-30 included. */
export function day(text: string): Day {
  const parsed = dayjs.utc(text);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || !parsed.isValid() || parsed.format('YYYY-MM-DD') !== text) {
    throw new RangeError(`Not a calendar day: "${text}"`);
  }
  return text as Day;
}

/** True for a text that `day` would read. */
export function isDay(text: string): text is Day {
  try {
    day(text);
    return true;
  } catch {
    return false;
  }
}

/** The day of a year, month (1–12) and day of month. Throws RangeError when there is no such day. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
  return day(text);
}

/** The day `count` calendar days later (earlier if negative). */
export function addDays(from: Day, count: number): Day {
  return dayjs.utc(from).add(count, 'day').format('YYYY-MM-DD') as Day;
}

/** The day `count` months later, held to the last day of a shorter month. */
export function addMonths(from: Day, count: number): Day {
  return dayjs.utc(from).add(count, 'month').format('YYYY-MM-DD') as Day;
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayjs.utc(to).diff(dayjs.utc(from), 'day');
}

export const yearOf = (value: Day): number => Number(value.slice(0, 4));
export const monthOf = (value: Day): number => Number(value.slice(5, 7));
export const dayOfMonth = (value: Day): number => Number(value.slice(8, 10));

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(value: Day): number {
  return dayjs.utc(value).day() || 7;
}

/** The last day of the month (1–12). */
export function lastDayOfMonth(year: number, month: number): Day {
  return dayjs
    .utc(dayOf(year, month, 1))
    .endOf('month')
    .format('YYYY-MM-DD') as Day;
}

/** Working days of one office: the shipped table of holidays and make-up days (调休) with the office's additions. */
export interface Calendar {
  isWorkday(on: Day): boolean;
  /** False for a year without a table: an alarm, never "no holidays". Weekends still count as days off there. */
  hasTable(year: number): boolean;
  /** The day itself if it is a working day, else the first working day after it. */
  workdayOnOrAfter(on: Day): Day;
  /** The day itself if it is a working day, else the last working day before it. */
  workdayOnOrBefore(on: Day): Day;
  /** The nth working day after (n > 0) or before (n < 0) the day; n = 0 gives the day itself. */
  addWorkdays(from: Day, count: number): Day;
  /** Working days in (from, to]; negative when `to` is earlier. */
  workdaysBetween(from: Day, to: Day): number;
}

/** The office's zone has had no daylight saving since 1991 and nothing is dated before 1992: eight hours, always. */
const OFFICE_OFFSET_MS = 8 * 3_600_000;

/** The day in the office's zone (Asia/Shanghai) at an instant. */
export function dayAt(instant: Date): Day {
  return new Date(instant.getTime() + OFFICE_OFFSET_MS).toISOString().slice(0, 10) as Day;
}

/** The instant of a time of day (HH:MM) on a day in the office's zone. */
export function instantAt(on: Day, time: string): Date {
  return new Date(`${on}T${time}:00.000+08:00`);
}
