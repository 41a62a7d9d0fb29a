import { readMomentGroup } from './moment-group.ts';
import type { Moment } from './moment-model.ts';
import { readNumeral } from './numerals.ts';
import {
  afterPeriodAt,
  endWordAt,
  hourRule,
  readCountedWorkday,
  readDayOfMonth,
  readMonthTail,
  readNthWeekday,
  readWeekdays,
  skipLimitWord,
} from './period-day.ts';
import {
  BARE_RULE,
  type FoundPeriodic,
  MONTHS_OF_HALF,
  MONTHS_OF_QUARTER,
  type Period,
  periodic,
  WORKDAYS,
  withInterval,
  yearly,
} from './period-rules.ts';
import { monthsBetween, occasionRule, yearPart } from './period-year.ts';
import { wordTable } from './word-table.ts';

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
  ['年报 年度报告 年年 年度一次 一年一度', 'year'],
]);

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
  if (
    short === null ||
    !isWholePhrase ||
    (from > 0 && !KEPT_UP.test(text.slice(Math.max(0, from - 10), from))) ||
    (!isReportWord(rest) && !isDoubled(short.word))
  )
    return null;
  return periodic(from, short.to, BARE_RULE[short.value], false, short.value);
}

/** 实行日报告制度, 实行零报告、日报告制度. */
const KEPT_UP = /(?:实行|建立|执行|落实|推行|实施|坚持|健全)(?:零报告、)?$/;

/** Without 每 only 结束后 and the months of a quarter tell a recurrence from one time: 月底 is one. */
const namesDayAround = (text: string, at: number, period: Period): boolean =>
  afterPeriodAt(text, at) !== null || (period === 'quarter' && monthOfQuarterAt(text, at) !== null);

/** 月月, 季季: said twice the word means every one. */
const isDoubled = (word: string): boolean => word.length === 2 && word[0] === word[1];

const REPORT_WORDS = new Set([
  '',
  '制',
  '前',
  '制度',
  '机制',
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
    const week = readNthWeekday(text, month.to);
    if (week !== null) {
      return periodic(from, week.to, `FREQ=MONTHLY;BYMONTH=${months[month.value]};${week.rule}`, true, period);
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
  // 每季末25日前 is the 25th of the quarter's last month.
  const ending = text[at] === '末' || text[at] === '底' ? readDayOfMonth(text, at + 1) : null;
  if (ending !== null) return yearly(from, ending.to, months.last, ending.days, period);
  const counted = readCountedWorkday(text, endWordAt(text, at)?.to ?? at);
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
  const sharedDay = last.named.is === 'day' && !range ? last.named.day : null;
  const parts = (range ? [last] : group.moments).map((moment) =>
    // 每年3月、9月的20日前: one day for all months.
    sharedDay !== null && moment.named.is === 'month' && !moment.atEnd
      ? { month: moment.named.month, day: sharedDay }
      : yearPart(moment),
  );
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
