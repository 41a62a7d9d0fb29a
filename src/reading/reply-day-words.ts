import {
  addDays,
  addMonths,
  type Day,
  dayOf,
  dayOfMonth,
  lastDayOfMonth,
  monthOf,
  weekdayOf,
  yearOf,
} from '../core/calendar.ts';
import { readDeadline } from './deadline.ts';
import { workdaysAfter } from './festivals.ts';
import { numberOf } from './reply-numerals.ts';

/** A time said without a year or month, both ways it may be meant. */
export interface NamedDay {
  /** As the sender looks ahead: the next such day, today counts. */
  readonly ahead: Day;
  /** As the sender looks back: the last such day, today counts. */
  readonly back: Day;
  /** True for a day, false for the end of a month or a longer time. */
  readonly exact: boolean;
}

/** The named parts of a pattern that matched. */
export type Groups = Readonly<Record<string, string | undefined>>;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const EN_WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** 国庆节前, 春节前: the table of festivals says which day that is. */
export function festival(groups: Groups, today: Day): NamedDay | null {
  const inYear = (year: number): Day | undefined => readDeadline(groups.phrase ?? '', { today, planYear: year }).due[0];
  const [thisYear, nextYear] = [inYear(yearOf(today)), inYear(yearOf(today) + 1)];
  const ahead = thisYear !== undefined && thisYear >= today ? thisYear : nextYear;
  return ahead === undefined ? null : { ahead, back: thisYear ?? ahead, exact: false };
}

const both = (value: Day, exact = true): NamedDay => ({ ahead: value, back: value, exact });
const number = (text: string | undefined): number => (text === undefined ? Number.NaN : (numberOf(text) ?? Number.NaN));

function yearNamed(groups: Groups, today: Day): number | null {
  const { year, yearWord } = groups;
  if (year) return number(year);
  if (!yearWord) return null;
  if (/明|来/.test(yearWord)) return yearOf(today) + 1;
  if (yearWord === '后年') return yearOf(today) + 2;
  return /去|上/.test(yearWord) ? yearOf(today) - 1 : yearOf(today);
}

/** The same time in the year that puts it ahead of today, and in the year that puts it behind. */
function nearest(today: Day, inYear: (year: number) => Day, exact: boolean): NamedDay {
  const year = yearOf(today);
  const current = inYear(year);
  return {
    ahead: current >= today ? current : inYear(year + 1),
    back: current <= today ? current : inYear(year - 1),
    exact,
  };
}

/** 2026年6月30日. */
export function fullDate(groups: Groups, today: Day): NamedDay | null {
  const year = yearNamed(groups, today);
  return year === null ? null : both(dayOf(year, number(groups.month), number(groups.day)));
}

/** 6月30日, of the year that is nearest ahead or back. */
export function monthDay(groups: Groups, today: Day): NamedDay {
  return nearest(today, (year) => dayOf(year, number(groups.month), number(groups.day)), true);
}

/** 上旬 and 月初 end on the 10th, 月中 on the 15th, 中旬 on the 20th, the rest with the month. */
function endOfPart(year: number, month: number, part: string | undefined): Day {
  if (part === undefined) return lastDayOfMonth(year, month);
  if (/上旬|初/.test(part)) return dayOf(year, month, 10);
  if (/上半月|^中$/.test(part)) return dayOf(year, month, 15);
  if (part === '中旬') return dayOf(year, month, 20);
  return lastDayOfMonth(year, month);
}

/** 6月底, 7月中旬, 8月. */
export function monthPart(groups: Groups, today: Day): NamedDay | null {
  const month = number(groups.month);
  if (!(month >= 1 && month <= 12)) return null;
  const year = yearNamed(groups, today);
  const inYear = (value: number): Day => endOfPart(value, month, groups.part);
  return year === null ? nearest(today, inYear, false) : both(inYear(year), false);
}

/** 年底, 上半年, 2026年三季度. */
export function yearPart(groups: Groups, today: Day): NamedDay {
  const year = yearNamed(groups, today);
  const quarterOfYear = groups.quarter ? number(groups.quarter) : groups.half === '上半年' ? 2 : 4;
  const inYear = (value: number): Day =>
    groups.end?.endsWith('初') ? dayOf(value, 1, 31) : lastDayOfMonth(value, quarterOfYear * 3);
  return year === null ? nearest(today, inYear, false) : both(inYear(year), false);
}

/** 三季度末, 本季度. */
export function quarter(groups: Groups, today: Day): NamedDay | null {
  const { which, which2 } = groups;
  if (groups.quarter) {
    // 一季度已完成 may be said of that quarter's part alone: no day that looks back.
    const { ahead } = nearest(today, (year) => lastDayOfMonth(year, number(groups.quarter) * 3), false);
    return both(ahead, false);
  }
  const ahead = which === '下' || which2 === '下' ? 3 : 0;
  const end = addMonths(dayOf(yearOf(today), Math.ceil(monthOf(today) / 3) * 3, 1), ahead);
  return both(lastDayOfMonth(yearOf(end), monthOf(end)), false);
}

const DAY_WORDS: readonly (readonly [RegExp, number])[] = [
  [/大前天/, -3],
  [/大后天/, 3],
  [/前天/, -2],
  [/后天/, 2],
  [/昨|yesterday/, -1],
  [/明|tomorrow/, 1],
  [/./, 0],
];

/** 今天, 明天, 前天. */
export function dayWord(groups: Groups, today: Day): NamedDay {
  const word = groups.word ?? '';
  return both(addDays(today, DAY_WORDS.find(([pattern]) => pattern.test(word))?.[1] ?? 0));
}

/** Weeks from this one: 下下周 is two ahead, 上周 one back, 本周 and none this one. */
function weeksAway(which: string | undefined): number {
  if (!which) return 0;
  const steps = which.startsWith('下下') || which.startsWith('上上') ? 2 : 1;
  if (/下|next/.test(which)) return steps;
  return /上|last/.test(which) ? -steps : 0;
}

const mondayOf = (today: Day): Day => addDays(today, 1 - weekdayOf(today));

/** 下周五 is Friday of next week; a bare 周五 the next Friday, or the last one if the sender looks back. */
function onWeekday(today: Day, which: string | undefined, weekdayNumber: number): NamedDay {
  const date = addDays(mondayOf(today), weeksAway(which) * 7 + weekdayNumber - 1);
  if (which) return both(date);
  return {
    ahead: date >= today ? date : addDays(date, 7),
    back: date <= today ? date : addDays(date, -7),
    exact: true,
  };
}

/** 周五, 下周五. */
export function weekday(groups: Groups, today: Day): NamedDay {
  const name = groups.weekday ?? '日';
  return onWeekday(today, groups.which, '一二三四五六'.indexOf(name) + 1 || 7);
}

/** 本周内 is its Sunday; 下周 alone is said of working days and ends on Friday, unless that is past. */
export function week(groups: Groups, today: Day): NamedDay {
  const monday = addDays(mondayOf(today), weeksAway(groups.which) * 7);
  const friday = addDays(monday, 4);
  return both(groups.within || friday < today ? addDays(monday, 6) : friday, false);
}

/** 月底, 下月中旬, 下月5号. */
export function monthWord(groups: Groups, today: Day): NamedDay {
  const which = groups.which === '次' ? '下' : groups.which;
  const month = addMonths(dayOf(yearOf(today), monthOf(today), 1), weeksAway(which));
  if (groups.day) return both(dayOf(yearOf(month), monthOf(month), number(groups.day)));
  return both(endOfPart(yearOf(month), monthOf(month), groups.part), false);
}

/** 25号: of this month, or of the next one when this month's is past. */
export function dayNumber(groups: Groups, today: Day): NamedDay | null {
  const wanted = number(groups.day);
  if (!(wanted >= 1 && wanted <= 31)) return null;
  const inMonth = (offset: number): Day => {
    const month = addMonths(dayOf(yearOf(today), monthOf(today), 1), offset);
    return dayOf(yearOf(month), monthOf(month), wanted);
  };
  return {
    ahead: wanted >= dayOfMonth(today) ? inMonth(0) : inMonth(1),
    back: wanted <= dayOfMonth(today) ? inMonth(0) : inMonth(-1),
    exact: true,
  };
}

/** 三天内, 两周后: counted from today; working days by the table of holidays. */
export function span(groups: Groups, today: Day): NamedDay | null {
  const count = number(groups.count);
  if (!(count > 0)) return null;
  const unit = groups.unit ?? '';
  if (unit.includes('工作日')) {
    const due = workdaysAfter(today, count);
    return due === null ? null : both(due, false);
  }
  if (unit.includes('月')) return both(addMonths(today, count), false);
  return both(addDays(today, /天|日/.test(unit) ? count : count * 7), false);
}

const EN_COUNTS = [undefined, 'one', 'two', 'three', 'four', 'five', 'six'];

/** Within two weeks, in 10 days. */
export function englishSpan(groups: Groups, today: Day): NamedDay {
  const word = groups.count ?? '';
  const count = /^\d/.test(word) ? Number(word) : Math.max(1, EN_COUNTS.indexOf(word));
  if (groups.unit === 'month') return both(addMonths(today, count), false);
  return both(addDays(today, groups.unit === 'week' ? count * 7 : count), false);
}

const englishMonth = (name: string): number => MONTHS.indexOf(name.slice(0, 3)) + 1;

/** June 30, 30 June 2026. */
export function english(groups: Groups, today: Day): NamedDay {
  const month = englishMonth(groups.month ?? '');
  if (groups.year) return both(dayOf(number(groups.year), month, number(groups.day)));
  return nearest(today, (year) => dayOf(year, month, number(groups.day)), true);
}

/** End of July, end of the month. */
export function englishEnd(groups: Groups, today: Day): NamedDay {
  const name = groups.month;
  if (name) return nearest(today, (year) => lastDayOfMonth(year, englishMonth(name)), false);
  if (groups.yearEnd) return both(lastDayOfMonth(yearOf(today), 12), false);
  if (groups.weekEnd) return both(addDays(mondayOf(today), 6), false);
  return monthWord({ which: groups.which === 'next' ? '下' : undefined }, today);
}

/** Next Friday. */
export function englishWeekday(groups: Groups, today: Day): NamedDay {
  const wanted = EN_WEEKDAYS.indexOf((groups.weekday ?? '').slice(0, 3)) + 1;
  return onWeekday(today, groups.which?.replace('coming', ''), wanted);
}

/** This week, next month. */
export function englishWeek(groups: Groups, today: Day): NamedDay {
  if (groups.unit === 'week') return week(groups, today);
  return monthWord({ which: { next: '下', last: '上', this: '本' }[groups.which ?? 'this'] }, today);
}
