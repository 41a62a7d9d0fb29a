import { addDays, type Day, monthOf, weekdayOf } from '../core/calendar.ts';
import { dayIn, lastDayIn, lengthOfMonth } from './plain-days.ts';
import type { DeadlineReading } from './reading.ts';
import type { Frame } from './resolve-moment.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const RULE_DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const PERIODS: Readonly<Record<string, string>> = {
  daily: 'FREQ=DAILY',
  weekly: 'FREQ=WEEKLY',
  monthly: 'FREQ=MONTHLY;BYMONTHDAY=-1',
  quarterly: 'FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1',
  yearly: 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1',
  annually: 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1',
};
const FILLERS = new Set([
  'by',
  'before',
  'until',
  'till',
  'on',
  'the',
  'of',
  'in',
  'no',
  'later',
  'than',
  'due',
  'at',
  'end',
  'late',
]);

/** English limits are short; a longer text is no phrase. */
const MOST_WORDS = 8;

/**
 * Reads the few English limits that people write in chat: end of June, June 30, 30 June 2026, every Friday, monthly, tomorrow.
 * Null when any word is not understood: a date in an English sentence is not guessed at.
 */
export function readEnglishDeadline(phrase: string, frame: Frame): DeadlineReading | null {
  if (phrase.length > 80 || /[^\x20-\x7e]/.test(phrase)) return null;
  const words = phrase
    .toLowerCase()
    .split(/[\s,.-]+/)
    .filter(Boolean);
  if (words.length === 0 || words.length > MOST_WORDS) return null;
  const rule = readRule(words);
  if (rule !== null) return { ...EMPTY, kind: 'recurrence', rrule: rule };
  if (words.join(' ') === 'ongoing' || words.join(' ') === 'continuous') return { ...EMPTY, kind: 'ongoing' };
  const due = readDay(words, frame);
  return due === null ? null : { ...EMPTY, kind: 'date', due: [due] };
}

const EMPTY: DeadlineReading = { kind: 'none', due: [], start: null, rrule: null, relative: null, doubts: [] };

function readRule(words: readonly string[]): string | null {
  if (words.length === 1) return PERIODS[words[0] as string] ?? null;
  if (words[0] !== 'every' || words.length > 2) return null;
  const weekday = WEEKDAYS.findIndex((name) => (words[1] as string).startsWith(name));
  if (weekday >= 0) return `FREQ=WEEKLY;BYDAY=${RULE_DAYS[weekday]}`;
  const period = { day: 'daily', week: 'weekly', month: 'monthly', quarter: 'quarterly', year: 'yearly' }[
    words[1] as string
  ];
  return period === undefined ? null : (PERIODS[period] as string);
}

function readDay(words: readonly string[], frame: Frame): Day | null {
  let month: number | null = null;
  let dayOfMonth: number | null = null;
  let year: number | null = null;
  let quarter: number | null = null;
  let next = false;
  let wholeYear = false;
  for (const word of words) {
    if (word === 'today') return frame.today;
    if (word === 'tomorrow') return addDays(frame.today, 1);
    if (word === 'year') wholeYear = true;
    else if (word === 'next') next = true;
    else if (/^q[1-4]$/.test(word)) quarter = Number(word[1]);
    else if (/^\d{4}$/.test(word)) year = Number(word);
    else if (/^\d{1,2}(?:st|nd|rd|th)?$/.test(word)) dayOfMonth = Number.parseInt(word, 10);
    else if (isName(word, MONTHS)) month = MONTHS.indexOf(word.slice(0, 3)) + 1;
    else if (isName(word, WEEKDAYS)) return weekdayFrom(frame.today, WEEKDAYS.indexOf(word.slice(0, 3)) + 1, next);
    else if (word === 'month') month = monthOf(frame.today) + (next ? 1 : 0);
    else if (!FILLERS.has(word)) return null;
  }
  const inYear = year ?? frame.planYear + (next && wholeYear ? 1 : 0);
  if (month !== null) {
    if (month > 12) return lastDayIn(inYear + 1, 1);
    if (dayOfMonth === null) return lastDayIn(inYear, month);
    return dayOfMonth >= 1 && dayOfMonth <= lengthOfMonth(inYear, month) ? dayIn(inYear, month, dayOfMonth) : null;
  }
  if (dayOfMonth !== null) return null;
  if (quarter !== null) return lastDayIn(inYear, quarter * 3);
  return wholeYear || year !== null ? dayIn(inYear, 12, 31) : null;
}

/** june, jun and sept are months, marble is not. */
const isName = (word: string, names: readonly string[]): boolean =>
  names.includes(word.slice(0, 3)) && (word.length === 3 || FULL_NAMES.has(word));

const FULL_NAMES = new Set(
  'january february march april june july august september sept october november december monday tuesday tues wednesday thursday thurs friday saturday sunday'.split(
    ' ',
  ),
);

function weekdayFrom(today: Day, weekday: number, next: boolean): Day {
  const monday = addDays(today, 1 - weekdayOf(today));
  if (next) return addDays(monday, 6 + weekday);
  const ahead = (weekday - weekdayOf(today) + 7) % 7;
  return addDays(today, ahead);
}
