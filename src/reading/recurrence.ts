import {
  addDays,
  type Day,
  dayOfMonth,
  daysBetween,
  lastDayOfMonth,
  monthOf,
  weekdayOf,
  yearOf,
} from '../core/calendar.ts';

interface Rule {
  readonly freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  readonly interval: number;
  readonly months: readonly number[];
  readonly monthDays: readonly number[];
  readonly weekdays: readonly { readonly weekday: number; readonly nth: number }[];
  readonly setPosition: number | null;
}

const WEEKDAYS = ['', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;

/** Longer spans are refused: nobody plans beyond thirty years. */
const LONGEST_SPAN_DAYS = 11_000;

/**
 * The days of a recurrence from `from` to `to`, both included. It knows the part of RFC 5545 that this reader writes: FREQ,
 * INTERVAL, BYMONTH, BYMONTHDAY (-1 = last), BYDAY, BYSETPOS. A rule that names no day falls on the last day of its period:
 * Sunday, month end, 31 December. An interval counts from `from`'s own period. A day the month lacks (31 in June) is its last.
 * Throws RangeError on a rule it does not know.
 */
export function expandRecurrence(rrule: string, from: Day, to: Day): readonly Day[] {
  const rule = parseRule(rrule);
  if (daysBetween(from, to) > LONGEST_SPAN_DAYS) throw new RangeError(`Too long a span: ${from} to ${to}`);
  const days: Day[] = [];
  for (let date = firstOfMonth(from); date <= to; date = addDays(lastDayOfMonth(yearOf(date), monthOf(date)), 1)) {
    if (!isMonthOfRule(rule, date, from)) continue;
    for (const found of daysOfMonth(rule, date, from)) {
      if (found >= from && found <= to) days.push(found);
    }
  }
  return days;
}

function parseRule(rrule: string): Rule {
  const parts = new Map(
    rrule
      .replace(/^RRULE:/, '')
      .split(';')
      .map((part) => part.split('=') as [string, string]),
  );
  const freq = FREQUENCIES.find((name) => name === parts.get('FREQ'));
  const unknown = [...parts.keys()].find((key) => !KNOWN_PARTS.has(key));
  if (freq === undefined || unknown !== undefined) throw new RangeError(`Not a recurrence we know: ${rrule}`);
  const numbers = (key: string): number[] => (parts.get(key) ?? '').split(',').filter(Boolean).map(Number);
  const position = parts.get('BYSETPOS');
  const weekdays = (parts.get('BYDAY') ?? '')
    .split(',')
    .filter(Boolean)
    .map((name) => ({ weekday: WEEKDAYS.indexOf(name.slice(-2)), nth: Number(name.slice(0, -2)) || 0 }));
  return {
    freq,
    interval: Number(parts.get('INTERVAL') ?? 1),
    months: numbers('BYMONTH'),
    monthDays: numbers('BYMONTHDAY'),
    weekdays,
    setPosition: position === undefined ? null : Number(position),
  };
}

const KNOWN_PARTS = new Set([
  'FREQ',
  'INTERVAL',
  'BYMONTH',
  'BYMONTHDAY',
  'BYDAY',
  'BYSETPOS',
  'BYHOUR',
  'BYMINUTE',
  'BYSECOND',
  'WKST',
]);

const firstOfMonth = (date: Day): Day => addDays(date, 1 - dayOfMonth(date));
const monthIndex = (date: Day): number => yearOf(date) * 12 + monthOf(date) - 1;

function isMonthOfRule(rule: Rule, month: Day, from: Day): boolean {
  if (rule.months.length > 0 && !rule.months.includes(monthOf(month))) return false;
  if (rule.freq === 'YEARLY') {
    if ((yearOf(month) - yearOf(from)) % rule.interval !== 0) return false;
    return rule.months.length > 0 || monthOf(month) === 12;
  }
  if (rule.freq !== 'MONTHLY' || rule.interval === 1) return true;
  // 每两月 and 每三个月 end with the even months and the quarters, wherever the count began.
  const isCalendarPart = 12 % rule.interval === 0;
  return isCalendarPart
    ? monthOf(month) % rule.interval === 0
    : (monthIndex(month) - monthIndex(from)) % rule.interval === 0;
}

function daysOfMonth(rule: Rule, month: Day, from: Day): Day[] {
  const last = lastDayOfMonth(yearOf(month), monthOf(month));
  const length = dayOfMonth(last);
  const all = Array.from({ length }, (_, index) => addDays(month, index));
  if (rule.freq === 'DAILY') {
    return all.filter((date) => date >= from && daysBetween(from, date) % rule.interval === 0);
  }
  if (rule.freq === 'WEEKLY') return all.filter((date) => isDayOfWeekRule(rule, date, from));
  if (rule.weekdays.length > 0) {
    const matching = all.filter((date) => rule.weekdays.some((wanted) => isNthWeekday(wanted, date, length)));
    if (rule.setPosition === null) return matching;
    const picked = rule.setPosition > 0 ? matching[rule.setPosition - 1] : matching.at(rule.setPosition);
    return picked === undefined ? [] : [picked];
  }
  const wanted = rule.monthDays.length > 0 ? rule.monthDays : [-1];
  const numbers = wanted.map((number) => (number < 0 ? Math.max(1, length + 1 + number) : Math.min(number, length)));
  return [...new Set(numbers)].sort((a, b) => a - b).map((number) => addDays(month, number - 1));
}

function isDayOfWeekRule(rule: Rule, date: Day, from: Day): boolean {
  const weekdays = rule.weekdays.length > 0 ? rule.weekdays.map(({ weekday }) => weekday) : [7];
  if (!weekdays.includes(weekdayOf(date))) return false;
  const weeks = Math.floor((daysBetween(from, date) + weekdayOf(from) - 1) / 7);
  return weeks % rule.interval === 0;
}

function isNthWeekday(wanted: { weekday: number; nth: number }, date: Day, length: number): boolean {
  if (weekdayOf(date) !== wanted.weekday) return false;
  if (wanted.nth === 0) return true;
  const number = dayOfMonth(date);
  return wanted.nth > 0 ? Math.ceil(number / 7) === wanted.nth : Math.ceil((length - number + 1) / 7) === -wanted.nth;
}
