import type { Occasion } from './festivals.ts';
import { readMomentGroup } from './moment-group.ts';
import type { Moment } from './moment-model.ts';
import { readNumeral } from './numerals.ts';
import { weekdayAt, weekdayWordAt } from './time-words.ts';
import { wordTable } from './word-table.ts';

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

type Period =
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

const periodAt = wordTable<Period>([
  ['工作日 个工作日', 'workday'],
  ['日 天 昼夜', 'day'],
  ['周 星期 礼拜 个星期 个周', 'week'],
  ['旬', 'ten-days'],
  ['半月 半个月', 'half-month'],
  ['月 个月 月份 月度', 'month'],
  ['季度 季 个季度', 'quarter'],
  ['半年 半年度 半个年度', 'half-year'],
  ['年 年度 个年度', 'year'],
  ['学期 学年 批次', 'other'],
]);

/** 按年度计划 tells of a plan, not of how often. */
const planWordAt = wordTable<true>([['计划 目标 要求 任务 方案 安排 部署 工作 考核 预算 进度', true]]);

/** Words that say 每 in another way. */
const everyAt = wordTable<'every' | 'each' | 'skip'>([
  ['每 每个 每一 每一个', 'every'],
  ['按 逐 分 以', 'each'],
  ['隔 每隔一 每隔1', 'skip'],
]);

const MONTHLY = 'FREQ=MONTHLY;BYMONTHDAY=-1';
const QUARTER_ENDS = '3,6,9,12';
const QUARTER_STARTS = '1,4,7,10';
const HALF_ENDS = '6,12';
const HALF_STARTS = '1,7';
const WEEKDAYS = ['', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const WORKDAYS = 'MO,TU,WE,TH,FR';

/** The rule of a period that names no day. */
const BARE_RULE: Record<Period, string | null> = {
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

/** A phrase in which one of the period is done in one of the period: 一月一调度, 月调度, 周报. */
const shortAt = wordTable<Period>([
  ['日报 日报告 日调度 日报送 日通报 日日 天天', 'day'],
  ['周报 周调度 周通报 周报告 周报送 周例会 周周 周更新', 'week'],
  ['旬报 旬调度 旬通报', 'ten-days'],
  ['半月报 半月调度', 'half-month'],
  ['月报 月调度 月通报 月报告 月报送 月度 月月 月更新 月例会 月点评', 'month'],
  [
    '季报 季调度 季通报 季报告 季报送 季度报 季度调度 季度通报 季度报送 季度报告 季度 季季 季末 季度末 季底 季度底',
    'quarter',
  ],
  ['半年报 半年度报告 半年度 半年通报 半年报告 半年一次', 'half-year'],
  ['年报 年度报告 年年', 'year'],
]);

const endWordAt = wordTable<true>([['底 末 终 终了 末期', true]]);
const partAt = wordTable<string>([
  ['上旬 初', '10'],
  ['中旬 月中 中', '20'],
  ['下旬', '-1'],
  ['上中旬 中上旬', '20'],
  ['上、中旬 上旬、中旬 上旬和中旬', '10,20'],
  ['上、下旬 上旬、下旬 上旬和下旬', '10,-1'],
  ['中、下旬 中旬、下旬 中旬和下旬', '20,-1'],
  ['上、中、下旬 上旬、中旬、下旬', '10,20,-1'],
]);
const afterPeriodAt = wordTable<true>([
  ['结束后 终了后 结束之后 过后 后 之后 终后 结束之日起 结束之日后 度终了后 末后', true],
]);
const withinAt = wordTable<true>([['内 之内 以内 前 之前 以前', true]]);
const monthOfQuarterAt = wordTable<'first' | 'second' | 'last' | 'next'>([
  ['首月 第一个月 第1个月 首个月 第一月 头一个月 首月份 第一个月份 开始月', 'first'],
  ['次月 后首月 下月 后的次月 后第一个月 结束次月 的次月 后次月', 'next'],
  ['第二个月 第2个月 中间月 中间一个月', 'second'],
  ['末月 尾月 最后一个月 最后1个月 第三个月 第3个月 最后一月 末月份 最末月', 'last'],
]);

/** Reads the recurrence that stands at `from`. */
export function readPeriodic(text: string, from: number, isWholePhrase: boolean): FoundPeriodic | null {
  return readOneByOne(text, from) ?? readEvery(text, from) ?? readUnmarked(text, from, isWholePhrase);
}

/** 一月一调度, 两月一报, 半年一总结: so often, once each. */
function readOneByOne(text: string, from: number): FoundPeriodic | null {
  const half = text[from] === '半';
  const numeral = half ? null : readNumeral(text, from);
  if (!half && (numeral === null || numeral.value < 1 || numeral.value > 12)) return null;
  const period = periodAt(text, numeral?.to ?? from);
  if (period === null || period.value === 'workday') return null;
  const once = text[period.to];
  const next = text[period.to + 1];
  if ((once !== '一' && once !== '1') || next === undefined || '日号月年、-至到,。个周季级'.includes(next)) return null;
  if (next >= '0' && next <= '9') return null;
  if (periodAt(text, period.to + 1) !== null || readNumeral(text, period.to + 1) !== null) return null;
  const rrule = withInterval(period.value, numeral?.value ?? 1);
  return periodic(from, period.to + (next === '次' ? 2 : 1), rrule, false, period.value);
}

function readEvery(text: string, from: number): FoundPeriodic | null {
  const every = everyAt(text, from);
  if (every === null) return null;
  if (every.value === 'every' && (text.startsWith('逢', every.to) || text.startsWith('次节', every.to))) {
    return periodic(from, every.to + 1, null, true, 'other');
  }
  const numeral = every.value === 'each' ? null : readNumeral(text, every.to);
  const interval = numeral !== null && numeral.value >= 1 && numeral.value <= 60 ? numeral.value : 1;
  const period = periodAt(text, numeral?.to ?? every.to);
  if (period === null) return null;
  if (every.value !== 'every' && (period.value === 'other' || planWordAt(text, period.to) !== null)) return null;
  if (
    every.value === 'each' &&
    (text[from] === '以' || text[from] === '分') &&
    !'月季周旬年'.includes(text[every.to] ?? '')
  )
    return null;
  if (every.value === 'each' && text[from] === '以' && !text.startsWith('为单位', period.to)) return null;
  // 每年度 is no more than 每年; 分年度 and 按日 are ways of counting, not limits.
  if (every.value === 'each' && period.value === 'day') return null;
  if (interval > 1 || every.value === 'skip') {
    const times = every.value === 'skip' ? 2 : interval;
    return readIntervalTail(text, from, period.to, period.value, times);
  }
  return readTail(text, from, text[period.to] === '的' ? period.to + 1 : period.to, period.value);
}

function readIntervalTail(text: string, from: number, at: number, period: Period, times: number): FoundPeriodic {
  const rrule = withInterval(period, times);
  if (period !== 'week') return periodic(from, at, rrule, false, period);
  const days = readWeekdays(text, at, true);
  return days === null
    ? periodic(from, at, rrule, false, period)
    : periodic(from, skipLimitWord(text, days.to), `${rrule};BYDAY=${days.days}`, true, period);
}

function withInterval(period: Period, times: number): string | null {
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

/** 次月5日前, 季后10日内, 双月10日前, 月度终了后5日内: recurrences without 每. */
function readUnmarked(text: string, from: number, isWholePhrase: boolean): FoundPeriodic | null {
  const evenOdd = evenOddAt(text, from);
  if (evenOdd !== null) {
    if (evenOdd.value === 'week') {
      const days = readWeekdays(text, evenOdd.to, true);
      const byDay = days === null ? '' : `;BYDAY=${days.days}`;
      return periodic(from, days?.to ?? evenOdd.to, `FREQ=WEEKLY;INTERVAL=2${byDay}`, true, 'week');
    }
    const day = readDayOfMonth(text, evenOdd.to);
    return periodic(
      from,
      day?.to ?? evenOdd.to,
      `FREQ=YEARLY;BYMONTH=${evenOdd.value};BYMONTHDAY=${day?.days ?? '-1'}`,
      true,
      'month',
    );
  }
  const nextMonth = nextMonthAt(text, from);
  if (nextMonth !== null) {
    const tail = readTail(text, from, nextMonth.to, 'month');
    return tail.isExact ? tail : null;
  }
  const ended = endedPeriodAt(text, from);
  if (ended !== null && namesDayAround(text, from + ended.word.length, ended.value)) {
    const tail = readTail(text, from, from + ended.word.length, ended.value);
    if (tail.isExact) return tail;
  }
  const short = shortAt(text, from);
  const rest = short === null ? '' : text.slice(short.to);
  if (short === null || from > 0 || !isWholePhrase || !isReportWord(rest)) return null;
  return periodic(from, short.to, BARE_RULE[short.value], false, short.value);
}

/** Without 每 only 结束后 and the months of a quarter tell a recurrence from one time: 月底 is one. */
const namesDayAround = (text: string, at: number, period: Period): boolean =>
  afterPeriodAt(text, at) !== null || (period === 'quarter' && monthOfQuarterAt(text, at) !== null);

const REPORT_WORDS = new Set([
  '',
  '制',
  '前',
  '制度',
  '告',
  '一次',
  '1次',
  '各一次',
  '送',
  '底',
  '末',
  '调度',
  '通报',
  '会',
  '汇总',
  '总结',
  '更新',
]);
const isReportWord = (rest: string): boolean => REPORT_WORDS.has(rest) || '、,;'.includes(rest[0] ?? ' ');

const evenOddAt = wordTable<string>([
  ['双月', '2,4,6,8,10,12'],
  ['单月', '1,3,5,7,9,11'],
  ['双周', 'week'],
]);
const nextMonthAt = wordTable<true>([['次月 次月的 翌月 当月 月后', true]]);
/** Periods that are a recurrence without 每 when a day behind their end or in one of their months is named. */
const endedPeriodAt = wordTable<Period>([
  ['季度 季', 'quarter'],
  ['次季度 下一季度 各季度', 'quarter'],
  ['月度 月', 'month'],
  ['半年度 半年', 'half-year'],
]);

/** Reads what stands behind the period: which day of it. */
function readTail(text: string, from: number, start: number, period: Period): FoundPeriodic {
  const at = text[start] === '的' || text[start] === '于' ? start + 1 : start;
  switch (period) {
    case 'week': {
      const days = readWeekdays(text, at, false);
      if (days === null) break;
      return periodic(
        from,
        skipLimitWord(text, days.to),
        `FREQ=WEEKLY;BYDAY=${days.days}${hourRule(text, days.to)}`,
        true,
        period,
      );
    }
    case 'day':
    case 'workday': {
      const hour = hourRule(text, at);
      return periodic(from, skipLimitWord(text, at), `${BARE_RULE[period]}${hour}`, hour !== '', period);
    }
    case 'month': {
      const day = readMonthTail(text, at);
      if (day !== null) return periodic(from, day.to, day.rrule, true, period, day.countsWorkdays);
      break;
    }
    case 'quarter':
    case 'half-year': {
      const found = readQuarterTail(text, from, at, period);
      if (found !== null) return found;
      break;
    }
    case 'year': {
      const found = readYearTail(text, from, at);
      if (found !== null) return found;
      break;
    }
    default:
      break;
  }
  const end = endWordAt(text, at);
  return periodic(from, end === null ? at : skipLimitWord(text, end.to), BARE_RULE[period], end !== null, period);
}

const periodic = (
  from: number,
  to: number,
  rrule: string | null,
  isExact: boolean,
  period: Period,
  countsWorkdays = false,
): FoundPeriodic => ({ from, to, rrule, isExact, period, countsWorkdays });

interface MonthTail {
  readonly rrule: string;
  readonly to: number;
  readonly countsWorkdays: boolean;
}

/** Which day of a month: 25日前, 底, 上旬, 第一个工作日, 最后一个周五, 结束后5日内. */
function readMonthTail(text: string, at: number): MonthTail | null {
  const after = afterPeriodAt(text, at);
  const counted = readCountedWorkday(text, after?.to ?? (text[at] === '初' ? at + 1 : at));
  if (counted !== null) {
    return {
      rrule: `FREQ=MONTHLY;BYDAY=${WORKDAYS};BYSETPOS=${counted.nth}`,
      to: counted.to,
      countsWorkdays: true,
    };
  }
  const weekday = readNthWeekday(text, at);
  if (weekday !== null) return { rrule: `FREQ=MONTHLY;BYDAY=${weekday.days}`, to: weekday.to, countsWorkdays: false };
  const day = readDayOfMonth(text, after?.to ?? at);
  return day === null ? null : { rrule: `FREQ=MONTHLY;BYMONTHDAY=${day.days}`, to: day.to, countsWorkdays: false };
}

/** 第3个工作日, 首个工作日, 前5个工作日内, 5个工作日内, 最后一个工作日. */
function readCountedWorkday(text: string, at: number): { nth: number; to: number } | null {
  for (const word of ['最后一个工作日', '最后1个工作日']) {
    if (text.startsWith(word, at)) return { nth: -1, to: skipLimitWord(text, at + word.length) };
  }
  if (text.startsWith('首个工作日', at)) return { nth: 1, to: skipLimitWord(text, at + 5) };
  const start = text[at] === '第' || text[at] === '前' ? at + 1 : at;
  const numeral = readNumeral(text, start);
  if (numeral === null || numeral.value < 1 || numeral.value > 22) return null;
  const to = text[numeral.to] === '个' ? numeral.to + 1 : numeral.to;
  return text.startsWith('工作日', to) ? { nth: numeral.value, to: skipLimitWord(text, to + 3) } : null;
}

/** 第二个周五, 最后一个星期五. */
function readNthWeekday(text: string, at: number): { days: string; to: number } | null {
  let nth: number;
  let to: number;
  if (text.startsWith('最后一个', at)) [nth, to] = [-1, at + 4];
  else if (text.startsWith('首个', at)) [nth, to] = [1, at + 2];
  else if (text[at] === '第') {
    const numeral = readNumeral(text, at + 1);
    if (numeral === null || numeral.value < 1 || numeral.value > 5) return null;
    [nth, to] = [numeral.value, text[numeral.to] === '个' ? numeral.to + 1 : numeral.to];
  } else return null;
  const week = weekdayWordAt(text, to);
  const weekday = week === null ? null : weekdayAt(text, week.to);
  return weekday === null ? null : { days: `${nth}${WEEKDAYS[weekday.value]}`, to: skipLimitWord(text, weekday.to) };
}

/** 25日前, 5日、20日, 5、20日, 26日至28日 (its end), 底, 上旬, 一周内, 最后一天. */
function readDayOfMonth(text: string, start: number): { days: string; to: number } | null {
  const at = text[start] === '的' || text[start] === '于' || text[start] === '第' ? start + 1 : start;
  if (text.startsWith('最后一天', at) || text.startsWith('最后一日', at))
    return { days: '-1', to: skipLimitWord(text, at + 4) };
  if (text.startsWith('首日', at)) return { days: '1', to: skipLimitWord(text, at + 2) };
  if (text.startsWith('一周内', at) || text.startsWith('1周内', at)) return { days: '7', to: at + 3 };
  const end = endWordAt(text, at);
  if (end !== null && text[end.to] !== '月') return { days: '-1', to: skipLimitWord(text, end.to) };
  const part = partAt(text, at);
  if (part !== null && !(part.word === '中' && !'前,、;。'.includes(text[part.to] ?? '。'))) {
    return { days: part.value, to: skipLimitWord(text, part.to) };
  }
  return readDayList(text, at);
}

function readDayList(text: string, at: number): { days: string; to: number } | null {
  const days: number[] = [];
  let to = at;
  let named = false;
  for (let next = at; days.length < 12; ) {
    const numeral = readNumeral(text, next);
    if (numeral === null || numeral.decimals > 0 || numeral.value < 1 || numeral.value > 31) break;
    const sign = text[numeral.to];
    const hasUnit = sign === '日' || sign === '号' || (sign === '天' && withinAt(text, numeral.to + 1) !== null);
    named ||= hasUnit;
    days.push(numeral.value);
    const end = hasUnit ? numeral.to + 1 : numeral.to;
    if (hasUnit) to = end;
    else if (sign !== '、' && sign !== '-' && sign !== '至' && sign !== '和') {
      // 每月25前: the unit is left out.
      if (withinAt(text, numeral.to) !== null && days.length === 1)
        return { days: String(numeral.value), to: skipLimitWord(text, numeral.to) };
      break;
    }
    const link = text[end];
    if (link === '-' || link === '至' || link === '到') days.pop();
    else if (link !== '、' && link !== '和' && link !== '及') break;
    next = end + 1;
  }
  return named && days.length > 0 ? { days: days.join(','), to: skipLimitWord(text, to) } : null;
}

const MONTHS_OF_QUARTER = {
  first: QUARTER_STARTS,
  second: '2,5,8,11',
  last: QUARTER_ENDS,
  next: QUARTER_STARTS,
} as const;
const MONTHS_OF_HALF = { first: HALF_STARTS, second: '2,8', last: HALF_ENDS, next: HALF_STARTS } as const;

function readQuarterTail(
  text: string,
  from: number,
  start: number,
  period: 'quarter' | 'half-year',
): FoundPeriodic | null {
  const at = text[start] === '的' ? start + 1 : start;
  const months = period === 'quarter' ? MONTHS_OF_QUARTER : MONTHS_OF_HALF;
  const month = monthOfQuarterAt(text, at);
  if (month !== null) {
    const counted = readCountedWorkday(text, text[month.to] === '的' ? month.to + 1 : month.to);
    if (counted !== null) {
      const rrule = `FREQ=MONTHLY;BYMONTH=${months[month.value]};BYDAY=${WORKDAYS};BYSETPOS=${counted.nth}`;
      return periodic(from, counted.to, rrule, true, period, true);
    }
    const day = readDayOfMonth(text, month.to);
    return yearly(from, day?.to ?? skipLimitWord(text, month.to), months[month.value], day?.days ?? '-1', period);
  }
  const after = afterPeriodAt(text, at);
  if (after !== null) {
    const counted = readCountedWorkday(text, after.to);
    if (counted !== null) {
      const rrule = `FREQ=MONTHLY;BYMONTH=${months.first};BYDAY=${WORKDAYS};BYSETPOS=${counted.nth}`;
      return periodic(from, counted.to, rrule, true, period, true);
    }
    const month = monthOfQuarterAt(text, after.to);
    const day = readDayOfMonth(text, month?.to ?? after.to);
    if (day !== null) return yearly(from, day.to, months.first, day.days, period);
    const whole = withinOneMonth(text, after.to);
    if (whole !== null) return yearly(from, whole, months.first, '-1', period);
    return null;
  }
  const counted = readCountedWorkday(text, at);
  if (counted !== null) {
    const months_ = counted.nth < 0 ? months.last : months.first;
    return periodic(
      from,
      counted.to,
      `FREQ=MONTHLY;BYMONTH=${months_};BYDAY=${WORKDAYS};BYSETPOS=${counted.nth}`,
      true,
      period,
      true,
    );
  }
  if (text[at] === '初') return yearly(from, skipLimitWord(text, at + 1), months.first, '10', period);
  const day = readDayOfMonth(text, at);
  return day === null || (day.days === '20' && text[at] === '中')
    ? null
    : yearly(from, day.to, months.last, day.days, period);
}

/** 一个月内 after the end of a period is the end of the month behind it. */
function withinOneMonth(text: string, at: number): number | null {
  const word = ['一个月内', '1个月内', '一月内', '首月内'].find((candidate) => text.startsWith(candidate, at));
  return word === undefined ? null : at + word.length;
}

const yearly = (from: number, to: number, months: string, days: string, period: Period): FoundPeriodic =>
  periodic(from, to, `FREQ=YEARLY;BYMONTH=${months};BYMONTHDAY=${days}`, true, period);

/** 每年6月、12月; 每年1月20日前; 每年3月至12月每月. */
function readYearTail(text: string, from: number, at: number): FoundPeriodic | null {
  const group = readMomentGroup(text, at);
  if (group === null || !('moments' in group)) {
    if (text[at] === '初') return yearly(from, skipLimitWord(text, at + 1), '1', '-1', 'year');
    const end = endWordAt(text, at);
    return end === null ? null : yearly(from, skipLimitWord(text, end.to), '12', '-1', 'year');
  }
  const range = group.moments.length === 2 && group.links[1] === 'to';
  const [first, last] = [group.moments[0] as Moment, group.moments.at(-1) as Moment];
  const inner = readEvery(text, text[group.to] === ',' || text[group.to] === '的' ? group.to + 1 : group.to);
  if (range && inner?.period === 'month' && first.named.is === 'month' && last.named.is === 'month') {
    const months = monthsBetween(first.named.month, last.named.month);
    const day = /BYMONTHDAY=([-\d,]+)/.exec(inner.rrule ?? '')?.[1] ?? '-1';
    return { ...inner, from, rrule: `FREQ=MONTHLY;BYMONTH=${months.join(',')};BYMONTHDAY=${day}` };
  }
  const parts = (range ? [last] : group.moments).map(yearPart);
  if (parts.some((part) => part === null)) {
    const isOccasion = group.moments.some((moment) => moment.named.is === 'occasion' || moment.named.is === 'lunar');
    return isOccasion ? periodic(from, group.to, occasionRule(group.moments), true, 'year') : null;
  }
  const days = new Set(parts.map((part) => part?.day));
  const months = [...new Set(parts.map((part) => part?.month))];
  // Days that differ from month to month are no single rule.
  const rrule = days.size === 1 ? `FREQ=YEARLY;BYMONTH=${months.join(',')};BYMONTHDAY=${[...days][0]}` : null;
  return periodic(from, group.to, rrule, true, 'year');
}

/** 每年国庆节前: a fixed day of the calendar is a rule, a lunar one is not. */
function occasionRule(moments: readonly Moment[]): string | null {
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

function yearPart({ named }: Moment): { month: number; day: number } | null {
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

function monthsBetween(from: number, to: number): number[] {
  const count = ((to - from + 12) % 12) + 1;
  return Array.from({ length: count }, (_, index) => ((from - 1 + index) % 12) + 1).sort((a, b) => a - b);
}

/** 一、三、五; 周一和周四; 五 — but not 每周一次. */
function readWeekdays(text: string, start: number, needsWord: boolean): { days: string; to: number } | null {
  const days: string[] = [];
  let to = start;
  let at = start;
  let ranged = false;
  while (days.length < 7) {
    const word = weekdayWordAt(text, at);
    if (days.length === 0 && needsWord && word === null) return null;
    const weekday = weekdayAt(text, word?.to ?? at);
    if (weekday === null) break;
    if (word === null && isCount(text, weekday.to, weekday.word)) break;
    if (ranged) {
      const first = WEEKDAYS.indexOf(days.at(-1) ?? '');
      for (let day = first + 1; day < weekday.value; day += 1) days.push(WEEKDAYS[day] as string);
      ranged = false;
    }
    days.push(WEEKDAYS[weekday.value] as string);
    to = weekday.to;
    const link = text[to];
    if (link === '、' || link === '和' || link === '及' || link === '与') at = to + 1;
    else if (link === '至' || link === '到' || link === '-') {
      at = to + 1;
      ranged = true;
    } else break;
  }
  return days.length === 0 ? null : { days: days.join(','), to };
}

/** 每周一次, 每周2次, 每周一报, 每周一调度: a count, no Monday. */
function isCount(text: string, to: number, word: string): boolean {
  const next = text[to] ?? '';
  if (word === '日' || word === '天' || word === '末') return false;
  return (
    next === '次' ||
    next === '个' ||
    next === '篇' ||
    next === '条' ||
    next === '期' ||
    next === '例' ||
    (next === '报' && text[to + 1] !== '送' && text[to + 1] !== '告') ||
    next === '轮'
  );
}

/** 17时前, 中午12时前: the hour of a daily or weekly limit. */
function hourRule(text: string, start: number): string {
  let at = start;
  let afternoon = false;
  for (const word of ['中午', '下午', '上午', '早上', '晚上', '晚', '早']) {
    if (!text.startsWith(word, at)) continue;
    afternoon = word === '下午' || word === '晚上' || word === '晚';
    at += word.length;
    break;
  }
  const hour = readNumeral(text, at);
  if (hour === null || hour.value > 24 || (text[hour.to] !== '时' && text[hour.to] !== '点' && text[hour.to] !== ':'))
    return '';
  const value = afternoon && hour.value < 12 ? hour.value + 12 : hour.value;
  const minute = readNumeral(text, hour.to + 1);
  const minutes =
    minute !== null && minute.value < 60 && (text[hour.to] === ':' || text[minute.to] === '分')
      ? minute.value
      : text[hour.to + 1] === '半'
        ? 30
        : 0;
  return `;BYHOUR=${value};BYMINUTE=${minutes};BYSECOND=0`;
}

/** Goes behind 前, 内 and an hour. */
function skipLimitWord(text: string, from: number): number {
  let at = from;
  const hour = readNumeral(text, at);
  if (hour !== null && (text[hour.to] === '时' || text[hour.to] === '点')) at = hour.to + 1;
  if (text.startsWith('下班', at)) at += 2;
  return withinAt(text, at)?.to ?? at;
}
