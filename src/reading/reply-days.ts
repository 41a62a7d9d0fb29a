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
import { numberOf } from './reply-numerals.ts';
import type { Span } from './reply-text.ts';

/** A day somebody named in chat. What has no year or month printed depends on which way the sender looks. */
export interface DayMention extends Span {
  /** As the sender looks ahead: the next such day, today counts. */
  readonly ahead: Day;
  /** As the sender looks back: the last such day, today counts. */
  readonly back: Day;
  /** True for a day, false for the end of a month or a longer time. */
  readonly exact: boolean;
}

interface Named {
  readonly ahead: Day;
  readonly back: Day;
  readonly exact: boolean;
}

type Groups = Readonly<Record<string, string | undefined>>;
interface Form {
  readonly pattern: RegExp;
  readonly read: (groups: Groups, today: Day) => Named | null;
}

const N = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})';
const YEAR =
  '(?:(?<year>(?:19|20)\\d{2}|二[〇○零][一二三四五六七八九〇○零]{2})年?度?|(?<yearWord>今年|本年度?|明年|来年|后年|去年|上年))';
const PART = '(?<part>上旬|上半月|中旬|下旬|下半月|月?底|月?末|月?初|中|份?内|份)?';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const EN_MONTH =
  '(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const EN_WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const FESTIVAL = '国庆|春节|元旦|端午|中秋|清明|劳动节|五一|十一|元宵|除夕|小年|两会|高考|中考|教师节|重阳';

/** Earlier forms win where two would read the same words. */
const FORMS: readonly Form[] = [
  {
    pattern: /(?<![\d-])(?<year>(?:19|20)\d{2}) ?[-/.年] ?(?<month>\d{1,2}) ?[-/.月] ?(?<day>\d{1,2})(?!\d)[日号]?/g,
    read: fullDate,
  },
  { pattern: new RegExp(`${YEAR} ?(?<month>${N}) ?月(?:份)? ?(?<day>${N}) ?[日号]`, 'g'), read: fullDate },
  { pattern: new RegExp(`${YEAR} ?(?<month>${N}) ?月${PART}`, 'g'), read: monthPart },
  {
    pattern: new RegExp(
      `${YEAR} ?(?:年)?(?:第?(?<quarter>[一二三四1-4])季度|(?<half>上半年|下半年)|(?<end>底|末|内|年底|年末|初))(?:[末底内])?`,
      'g',
    ),
    read: yearPart,
  },
  { pattern: new RegExp(`(?<![\\d个])(?<month>${N}) ?月(?:份)? ?(?<day>${N}) ?[日号]`, 'g'), read: monthDay },
  { pattern: new RegExp(`(?<![\\d个第])(?<month>${N}) ?月(?!\\d)${PART}`, 'g'), read: monthPart },
  {
    pattern:
      /(?<![\d.\-/月])(?<month>1[0-2]|0?[1-9])[./-](?<day>3[01]|[12]\d|0?[1-9])(?= ?(?:[日号前止]|之前|以前|完成|办结|报|交|已|启动|召开|可以?|能|行吗|行不行|吗|$|[,，。;；?？!！\n)]))(?![./\-\d%])/g,
    read: monthDay,
  },
  {
    pattern:
      /(?<=[至到于延在] ?)(?<month>1[0-2]|0?[1-9])[./-](?<day>3[01]|[12]\d|0?[1-9])(?![./\-\d%万亿家次户个人件份])/g,
    read: monthDay,
  },
  {
    pattern:
      /(?<word>大前天|大后天|今[天日早晚晨]|明[天日早晚晨]|后天|昨[天日晚]|前天|当天|本日|today|tonight|tomorrow|yesterday)/g,
    read: dayWord,
  },
  {
    pattern: /(?<which>下下个?|上上个?|下个?|上个?|本|这个?|当)?(?:周|星期|礼拜)(?<weekday>[一二三四五六日天末])/g,
    read: weekday,
  },
  {
    pattern: /(?<which>下下个?|上上个?|下个?|上个?|本|这个?|当)(?:周|星期|礼拜)(?![年期岁边围])(?:之?内|以内|末|底)?/g,
    read: week,
  },
  {
    pattern: new RegExp(`(?<which>下下个?|下个?|次|本|这个?|当|上个?)月(?:份)?(?:的)? ?(?<day>${N}) ?[日号]`, 'g'),
    read: monthWord,
  },
  {
    pattern: /(?<which>下下个?|下个?|次|本|这个?|当|上个?)月(?:份)?(?<part>上旬|中旬|下旬|底|末|初|中|内)?/g,
    read: monthWord,
  },
  { pattern: /(?<![\d个每一二三四五六七八九十])月(?<part>底|末|中旬|中|初)/g, read: monthWord },
  {
    pattern:
      /(?:(?<which>本|下|这)?个?季度?[末底内]|(?<which2>本|下|这个?)季度|第?(?<quarter>[一二三四])季度[末底内]?)/g,
    read: quarter,
  },
  { pattern: new RegExp(`(?<phrase>(?:${FESTIVAL})(?:节|假期)?(?:之前|以前|前))`, 'g'), read: festival },
  { pattern: /(?<half>上半年|下半年)(?:[末底内])?|(?<end>年底|年末|年内|年度内)/g, read: yearPart },
  {
    pattern:
      /(?<![\d.月第年-])(?<day>3[01]|[12]\d|[1-9]|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]) ?[日号](?![楼门院文线任事码召])/g,
    read: dayNumber,
  },
  {
    pattern: new RegExp(
      `(?<![\\d第.])(?<count>${N}|两) ?(?<unit>天|日|个?周|个?星期|个?礼拜|个月)(?<after>之?内|以内|之?后|以后)`,
      'g',
    ),
    read: span,
  },
  {
    pattern: new RegExp(
      `(?<![a-z])(?:the )?end of (?:(?<which>this|next|the)? ?month|(?<yearEnd>(?:the |this )?year)|(?<weekEnd>(?:the |this )?week)|${EN_MONTH})(?![a-z])`,
      'g',
    ),
    read: englishEnd,
  },
  {
    pattern: new RegExp(
      `(?<![a-z])${EN_MONTH}\\.? (?<day>\\d{1,2})(?:st|nd|rd|th)?(?:,? (?<year>20\\d{2}))?(?!\\d)`,
      'g',
    ),
    read: english,
  },
  {
    pattern: new RegExp(
      `(?<!\\d)(?<day>\\d{1,2})(?:st|nd|rd|th)? (?:of )?${EN_MONTH}(?:,? (?<year>20\\d{2}))?(?![a-z])`,
      'g',
    ),
    read: english,
  },
  {
    pattern:
      /(?<![a-z])(?<which>next|this|last|coming)? ?(?<weekday>mon|tues?|wednes|thurs?|fri|satur|sun)day(?![a-z])/g,
    read: englishWeekday,
  },
  { pattern: /(?<![a-z])(?<which>next|this|last) (?<unit>week|month)(?![a-z])/g, read: englishWeek },
];

/** Every day named in a folded text, in order, none overlapping. */
export function daysNamed(folded: string, today: Day): readonly DayMention[] {
  const found: DayMention[] = [];
  const taken = new Set<number>();
  for (const form of FORMS) {
    const known = new Map<string, Named | null>();
    for (const match of folded.matchAll(form.pattern)) {
      const to = match.index + match[0].length;
      if (match[0] === '' || taken.has(match.index) || taken.has(to - 1)) continue;
      const named = known.has(match[0]) ? known.get(match[0]) : readSafely(form, match.groups ?? {}, today);
      known.set(match[0], named ?? null);
      if (!named) continue;
      for (let at = match.index; at < to; at += 1) taken.add(at);
      found.push({ from: match.index, to, ...named });
    }
  }
  return found.sort((left, right) => left.from - right.from);
}

/** 国庆节前, 春节前: the table of festivals says which day that is. */
function festival(groups: Groups, today: Day): Named | null {
  const inYear = (year: number): Day | undefined => readDeadline(groups.phrase ?? '', { today, planYear: year }).due[0];
  const [thisYear, nextYear] = [inYear(yearOf(today)), inYear(yearOf(today) + 1)];
  const ahead = thisYear !== undefined && thisYear >= today ? thisYear : nextYear;
  return ahead === undefined ? null : { ahead, back: thisYear ?? ahead, exact: false };
}

/** A date no calendar has (2月30日) is no mention. */
function readSafely(form: Form, groups: Groups, today: Day): Named | null {
  try {
    return form.read(groups, today);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const both = (value: Day, exact = true): Named => ({ ahead: value, back: value, exact });
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
function nearest(today: Day, inYear: (year: number) => Day, exact: boolean): Named {
  const year = yearOf(today);
  const current = inYear(year);
  return {
    ahead: current >= today ? current : inYear(year + 1),
    back: current <= today ? current : inYear(year - 1),
    exact,
  };
}

function fullDate(groups: Groups, today: Day): Named | null {
  const year = yearNamed(groups, today);
  return year === null ? null : both(dayOf(year, number(groups.month), number(groups.day)));
}

function monthDay(groups: Groups, today: Day): Named {
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

function monthPart(groups: Groups, today: Day): Named | null {
  const month = number(groups.month);
  if (!(month >= 1 && month <= 12)) return null;
  const year = yearNamed(groups, today);
  const inYear = (value: number): Day => endOfPart(value, month, groups.part);
  return year === null ? nearest(today, inYear, false) : both(inYear(year), false);
}

function yearPart(groups: Groups, today: Day): Named {
  const year = yearNamed(groups, today);
  const quarterOfYear = groups.quarter ? number(groups.quarter) : groups.half === '上半年' ? 2 : 4;
  const inYear = (value: number): Day =>
    groups.end?.endsWith('初') ? dayOf(value, 1, 31) : lastDayOfMonth(value, quarterOfYear * 3);
  return year === null ? nearest(today, inYear, false) : both(inYear(year), false);
}

function quarter(groups: Groups, today: Day): Named | null {
  const { which, which2 } = groups;
  if (groups.quarter) {
    return nearest(today, (year) => lastDayOfMonth(year, number(groups.quarter) * 3), false);
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

function dayWord(groups: Groups, today: Day): Named {
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
function onWeekday(today: Day, which: string | undefined, weekdayNumber: number): Named {
  const date = addDays(mondayOf(today), weeksAway(which) * 7 + weekdayNumber - 1);
  if (which) return both(date);
  return {
    ahead: date >= today ? date : addDays(date, 7),
    back: date <= today ? date : addDays(date, -7),
    exact: true,
  };
}

function weekday(groups: Groups, today: Day): Named {
  const name = groups.weekday ?? '日';
  return onWeekday(today, groups.which, '一二三四五六'.indexOf(name) + 1 || 7);
}

function week(groups: Groups, today: Day): Named {
  return both(addDays(mondayOf(today), weeksAway(groups.which) * 7 + 6), false);
}

function monthWord(groups: Groups, today: Day): Named {
  const which = groups.which === '次' ? '下' : groups.which;
  const month = addMonths(dayOf(yearOf(today), monthOf(today), 1), weeksAway(which));
  if (groups.day) return both(dayOf(yearOf(month), monthOf(month), number(groups.day)));
  return both(endOfPart(yearOf(month), monthOf(month), groups.part), false);
}

/** 25号: of this month, or of the next one when this month's is past. */
function dayNumber(groups: Groups, today: Day): Named | null {
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

/** 三天内, 两周后: counted from today. Working days need a table of holidays and are left alone. */
function span(groups: Groups, today: Day): Named | null {
  const count = number(groups.count);
  if (!(count > 0)) return null;
  const unit = groups.unit ?? '';
  if (unit.includes('月')) return both(addMonths(today, count), false);
  return both(addDays(today, /天|日/.test(unit) ? count : count * 7), false);
}

const englishMonth = (name: string): number => MONTHS.indexOf(name.slice(0, 3)) + 1;

function english(groups: Groups, today: Day): Named {
  const month = englishMonth(groups.month ?? '');
  if (groups.year) return both(dayOf(number(groups.year), month, number(groups.day)));
  return nearest(today, (year) => dayOf(year, month, number(groups.day)), true);
}

function englishEnd(groups: Groups, today: Day): Named {
  const name = groups.month;
  if (name) return nearest(today, (year) => lastDayOfMonth(year, englishMonth(name)), false);
  if (groups.yearEnd) return both(lastDayOfMonth(yearOf(today), 12), false);
  if (groups.weekEnd) return both(addDays(mondayOf(today), 6), false);
  return monthWord({ which: groups.which === 'next' ? '下' : undefined }, today);
}

function englishWeekday(groups: Groups, today: Day): Named {
  const wanted = EN_WEEKDAYS.indexOf((groups.weekday ?? '').slice(0, 3)) + 1;
  return onWeekday(today, groups.which?.replace('coming', ''), wanted);
}

function englishWeek(groups: Groups, today: Day): Named {
  if (groups.unit === 'week') return week(groups, today);
  return monthWord({ which: { next: '下', last: '上', this: '本' }[groups.which ?? 'this'] }, today);
}
