import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc.js';
import { holidayTable } from './holidays.ts';

dayjs.extend(utc);

/** A day in Beijing, written YYYY-MM-DD. A deadline is a day, never an instant. Days compare as strings. */
export type Day = string & { readonly __day: true };

const DAY_MS = 86_400_000;

// Sweeps ask for days by the hundred thousand: they are counted without a date library, and each is spelled out once.
const spelled = new Map<number, Day>();

/** Days since 1 January 1970 (a Thursday), by the rule that a year begins in March: https://howardhinnant.github.io/date_algorithms.html */
function numberOf(on: Day): number {
  const month = monthOf(on);
  const year = month > 2 ? yearOf(on) : yearOf(on) - 1;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + dayOfMonth(on) - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146_097 + yearOfEra * 365 + leapDays + dayOfYear - 719_468;
}

function dayOfNumber(number: number): Day {
  let on = spelled.get(number);
  if (on === undefined) {
    on = new Date(number * DAY_MS).toISOString().slice(0, 10) as Day;
    spelled.set(number, on);
  }
  return on;
}

/** Reads YYYY-MM-DD. Throws RangeError on anything else, 2026-02-30 included. */
export function day(text: string): Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || !isOnCalendar(text as Day)) {
    throw new RangeError(`Not a calendar day: "${text}"`);
  }
  return text as Day;
}

// Reading a plan asks for days by the ten thousand. Years before 100 are no days of an office.
function isOnCalendar(on: Day): boolean {
  const [year, month, dayInMonth] = [yearOf(on), monthOf(on), dayOfMonth(on)];
  if (year < 100 || month < 1 || month > 12 || dayInMonth < 1) return false;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return dayInMonth <= last;
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
  return dayOfNumber(numberOf(from) + count);
}

/** The day `count` months later, held to the last day of a shorter month. */
export function addMonths(from: Day, count: number): Day {
  return dayjs.utc(from).add(count, 'month').format('YYYY-MM-DD') as Day;
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return numberOf(to) - numberOf(from);
}

export const yearOf = (value: Day): number => twoDigits(value, 0) * 100 + twoDigits(value, 2);
export const monthOf = (value: Day): number => twoDigits(value, 5);
export const dayOfMonth = (value: Day): number => twoDigits(value, 8);

const twoDigits = (text: string, from: number): number => text.charCodeAt(from) * 10 + text.charCodeAt(from + 1) - 528;

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(value: Day): number {
  return ((((numberOf(value) + 3) % 7) + 7) % 7) + 1;
}

/** The last day of the month (1–12). */
export function lastDayOfMonth(year: number, month: number): Day {
  return month === 12 ? dayOf(year, 12, 31) : addDays(dayOf(year, month + 1, 1), -1);
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
  return dayOfNumber(Math.floor((instant.getTime() + OFFICE_OFFSET_MS) / DAY_MS));
}

/** The latest day whose time of day (HH:MM) has come in the office's zone. */
export function lastDayPast(time: string, instant: Date): Day {
  return dayAt(new Date(instant.getTime() - minutesOf(time) * 60_000));
}

const minutesOf = (time: string): number => twoDigits(time, 0) * 60 + twoDigits(time, 3);

/** The instant of a time of day (HH:MM) on a day in the office's zone. */
export function instantAt(on: Day, time: string): Date {
  return new Date(numberOf(on) * DAY_MS + minutesOf(time) * 60_000 - OFFICE_OFFSET_MS);
}

/** One year worked out: the number since 1970 of its first day, and how many workdays lie before each day. */
interface YearOfDays {
  readonly first: number;
  /** workdaysBefore[i] counts workdays among the first i days; one longer than the year. */
  readonly workdaysBefore: Uint16Array;
  /** Workdays of the year in order. */
  readonly workdays: readonly Day[];
}

/**
 * The calendar of one office. Additions win over the shipped table: day → works or not. Each year is worked out once, then every
 * question is answered from arrays.
 */
export function makeCalendar(additions: Readonly<Record<string, boolean>> = {}): Calendar {
  const years = yearsWith(additions);

  const ofYear = (year: number): YearOfDays => {
    let found = years.get(year);
    if (!found) {
      found = workOutYear(year, additions);
      years.set(year, found);
    }
    return found;
  };
  /** Workdays of the year before the day, and with the day itself. */
  const countedAt = (on: Day) => {
    const year = ofYear(yearOf(on));
    const index = numberOf(on) - year.first;
    return { before: year.workdaysBefore[index] ?? 0, through: year.workdaysBefore[index + 1] ?? 0 };
  };
  /** The workday with this index in the year; an index before or past it reaches into the years beside. */
  const workdayAt = (year: number, index: number): Day => {
    let at = year;
    let left = index;
    while (left < 0) {
      at -= 1;
      left += ofYear(at).workdays.length;
    }
    while (left >= ofYear(at).workdays.length) {
      left -= ofYear(at).workdays.length;
      at += 1;
    }
    return ofYear(at).workdays[left] as Day;
  };
  const workdaysBetween = (from: Day, to: Day): number => {
    if (to < from) return -workdaysBetween(to, from);
    let count = countedAt(to).through - countedAt(from).through;
    for (let year = yearOf(from); year < yearOf(to); year += 1) count += ofYear(year).workdays.length;
    return count;
  };

  return {
    isWorkday: (on) => {
      const { before, through } = countedAt(on);
      return through > before;
    },
    hasTable: (year) => holidayTable[year] !== undefined,
    workdayOnOrAfter: (on) => {
      const { before, through } = countedAt(on);
      return through > before ? on : workdayAt(yearOf(on), before);
    },
    workdayOnOrBefore: (on) => {
      const { before, through } = countedAt(on);
      return through > before ? on : workdayAt(yearOf(on), before - 1);
    },
    addWorkdays: (from, count) => {
      if (count === 0) return from;
      const { before, through } = countedAt(from);
      return workdayAt(yearOf(from), count > 0 ? through + count - 1 : before + count);
    },
    workdaysBetween,
  };
}

// Every flow makes its calendar anew, nearly always with the additions of the one before.
const workedOut = new Map<string, Map<number, YearOfDays>>();
const MOST_WORKED_OUT = 20;

function yearsWith(additions: Readonly<Record<string, boolean>>): Map<number, YearOfDays> {
  const text = JSON.stringify(additions);
  const known = workedOut.get(text);
  if (known) return known;
  if (workedOut.size >= MOST_WORKED_OUT) workedOut.clear();
  const years = new Map<number, YearOfDays>();
  workedOut.set(text, years);
  return years;
}

function workOutYear(year: number, additions: Readonly<Record<string, boolean>>): YearOfDays {
  const table = holidayTable[year];
  const off = new Set(table?.off);
  const work = new Set(table?.work);
  const first = numberOf(dayOf(year, 1, 1));
  const length = numberOf(dayOf(year + 1, 1, 1)) - first;
  const workdays: Day[] = [];
  const workdaysBefore = new Uint16Array(length + 1);
  for (let index = 0; index < length; index += 1) {
    const number = first + index;
    const on = dayOfNumber(number);
    const weekend = weekdayOf(on) > 5;
    const works = additions[on] ?? (work.has(on) || (!weekend && !off.has(on)));
    if (works) workdays.push(on);
    workdaysBefore[index + 1] = workdays.length;
  }
  return { first, workdaysBefore, workdays };
}

/** Years among the days for which no table is shipped, in order: each is an alarm for the office. */
export function calendarAlarm(days: readonly Day[], calendar: Calendar): readonly number[] {
  const years = new Set(days.map(yearOf));
  return [...years].filter((year) => !calendar.hasTable(year)).sort((a, b) => a - b);
}

/** The earlier of two instants. */
export const earlier = (a: Date, b: Date): Date => new Date(Math.min(a.getTime(), b.getTime()));

/** The later of two instants. */
export const later = (a: Date, b: Date): Date => new Date(Math.max(a.getTime(), b.getTime()));
