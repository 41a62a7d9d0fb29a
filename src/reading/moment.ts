import { numberedOccasions, type Occasion, occasionAt } from './festivals.ts';
import { type Numeral, readNumeral } from './numerals.ts';
import { wordTable } from './word-table.ts';

/** What part of a year is named. `bare` numbers and days take their unit or month from their neighbours in a list. */
export type Named =
  | { readonly is: 'year' }
  | { readonly is: 'half'; readonly half: 1 | 2 }
  | { readonly is: 'quarter'; readonly quarter: number }
  | { readonly is: 'quarters'; readonly to: number }
  | { readonly is: 'month'; readonly month: number }
  | { readonly is: 'tenDays'; readonly month: number; readonly first: number; readonly last: number }
  | { readonly is: 'week'; readonly month: number; readonly nth: number; readonly weekday: number | null }
  | { readonly is: 'workday'; readonly month: number; readonly nth: number }
  | { readonly is: 'day'; readonly month: number; readonly day: number }
  | { readonly is: 'lunar'; readonly month: number; readonly day: number }
  | { readonly is: 'occasion'; readonly occasion: Occasion }
  | { readonly is: 'five-year-plan'; readonly ends: number }
  | { readonly is: 'year-start' }
  | {
      readonly is: 'relative-month';
      readonly shift: number;
      readonly part: MonthPart | null;
      readonly day: number | null;
    }
  | { readonly is: 'relative-quarter'; readonly shift: number }
  | { readonly is: 'relative-week'; readonly shift: number; readonly weekday: number | null }
  | { readonly is: 'relative-day'; readonly shift: number }
  | { readonly is: 'bare-day'; readonly day: number }
  | { readonly is: 'bare-part'; readonly part: MonthPart }
  | { readonly is: 'bare-number'; readonly numeral: Numeral };

/** A part of a month: its days; `last` 0 is the month's end. */
export interface MonthPart {
  readonly first: number;
  readonly last: number;
}

/** What stands behind the named time: 前, 内, 止, 起, 后, 期间. */
export type Edge = 'none' | 'before' | 'within' | 'until' | 'from' | 'after' | 'during';

/** A time as printed. Offsets are those of the folded text. */
export interface Moment {
  readonly from: number;
  readonly to: number;
  readonly named: Named;
  /** The printed year. */
  readonly year: number | null;
  /** 今年 0, 明年 1, 去年 -1; counted from the year in force. */
  readonly yearShift: number | null;
  readonly edge: Edge;
  /** 底, 末: the end of the named time is meant, whatever 前 follows. */
  readonly atEnd: boolean;
  /** 春节前3天: the amount before the day. */
  readonly daysBefore: number;
  /** The unit stands only behind a later member of the list: 二 in 二、三季度. */
  readonly elided?: true;
}

const yearWordAt = wordTable<number>([
  ['今年 本年 本年度 今年度 当年 年度', 0],
  ['明年 次年 翌年 来年 下一年 下一年度 下年度 次年度 明年度 第二年 转年', 1],
  ['后年', 2],
  ['去年 上年 上一年 上年度', -1],
]);

type YearPoint = 'end' | 'middle' | 'start' | 'within' | 'before';
const yearPointAt = wordTable<YearPoint>([
  ['年底 年末 年终 岁末 岁尾 年尾 岁末年终 岁末年初 年底年初 年度末 年度底 全年末', 'end'],
  ['年内 年度内 本年内 当年内 年之内 年以内', 'within'],
  ['年中 半年度末', 'middle'],
  ['年初 年头', 'start'],
  ['年前', 'before'],
]);

const halfAt = wordTable<1 | 2>([
  ['上半年 上半年度 前半年', 1],
  ['下半年 下半年度 后半年', 2],
  ['时间过半 任务过半', 1],
]);

const quarterWordAt = wordTable<true>([['季度 季', true]]);
const endAt = wordTable<true>([['底 末 终 终了 期末 末期', true]]);

const monthPartAt = wordTable<MonthPart>([
  ['上旬 初 月初', { first: 1, last: 10 }],
  ['中旬 中 月中', { first: 11, last: 20 }],
  ['下旬', { first: 21, last: 0 }],
  ['上中旬 上、中旬', { first: 1, last: 20 }],
  ['中下旬 中、下旬', { first: 11, last: 0 }],
]);

const bareMonthPartAt = wordTable<MonthPart>([
  ['月底 月末 月终', { first: 0, last: 0 }],
  ['月中', { first: 11, last: 20 }],
  ['月初', { first: 1, last: 10 }],
  ['上旬', { first: 1, last: 10 }],
  ['中旬', { first: 11, last: 20 }],
  ['下旬', { first: 21, last: 0 }],
]);

const monthNameAt = wordTable<number>([['元月 元月份', 1]]);
const lunarMonthAt = wordTable<number>([
  ['正月', 1],
  ['冬月', 11],
  ['腊月', 12],
]);

const relativeMonthAt = wordTable<number>([
  ['本月 这个月 本月份 当月', 0],
  ['下月 下个月 下月份', 1],
  ['上月 上个月', -1],
]);
const relativeQuarterAt = wordTable<number>([
  ['本季度 本季 这个季度', 0],
  ['下季度 下个季度 下一季度', 1],
]);
const relativeWeekAt = wordTable<number>([
  ['本周 这周 本星期 这个星期 本礼拜', 0],
  ['下周 下星期 下个星期 下礼拜', 1],
  ['下下周', 2],
]);
const relativeDayAt = wordTable<number>([
  ['今天 今日 今晚 即日 即日内', 0],
  ['明天 明日 明晚', 1],
  ['后天 后日', 2],
  ['大后天', 3],
  ['昨天 昨日', -1],
]);

export const weekdayWordAt = wordTable<true>([['周 星期 礼拜', true]]);
export const weekdayAt = wordTable<number>([
  ['一 1', 1],
  ['二 2', 2],
  ['三 3', 3],
  ['四 4', 4],
  ['五 5', 5],
  ['六 6', 6],
  ['日 天 末 7', 7],
]);

const fiveYearPlanAt = wordTable<number>([
  ['十一五', 2010],
  ['十二五', 2015],
  ['十三五', 2020],
  ['十四五', 2025],
  ['十五五', 2030],
  ['十六五', 2035],
]);

const edgeAt = wordTable<Edge>([
  ['前 之前 以前 前夕 截止前 前期', 'before'],
  ['内 之内 以内 里', 'within'],
  ['止 为止 截止 结束 结束前', 'until'],
  ['起 开始 始 起始', 'from'],
  ['后 之后 以后 过后 结束后 结束之后 结束以后', 'after'],
  ['期间 时期 节期间 假期 假期期间 长假 长假期间 小长假 黄金周 放假期间 节假日期间 当天 当日 当周', 'during'],
]);

const timeWordAt = wordTable<true>([
  ['下班前 下班 上班前 工作日结束 上午 下午 中午 晚上 晚 早上 凌晨 午前 傍晚 夜间 零时 零点 全天', true],
]);
const clockAt = wordTable<true>([['时整 时 点整 点半 点 时许', true]]);

const ordinalLast = wordTable<true>([['最后一个 最后1个 最后一 最后1 末', true]]);

/** Reads the time that stands at `from`. Null when there is none. */
export function readMoment(text: string, from: number): Moment | null {
  let at = from;
  let year: number | null = null;
  let yearShift: number | null = null;

  const dotted = readNumberedDay(text, at);
  if (dotted !== null) return finish(text, from, dotted.to, dotted.named, dotted.year, null);

  const printed = readYear(text, at);
  if (printed !== null) {
    year = printed.year;
    at = printed.to;
  } else {
    const word = yearWordAt(text, at);
    if (word !== null) {
      yearShift = word.value;
      at = word.to;
    }
  }
  const hasYear = year !== null || yearShift !== null;
  // 2026年全年 is a stretch without a limit.
  if (hasYear && (text.startsWith('全年', at) || text.startsWith('全年', at - 1))) return null;
  if (hasYear && text[at] === '的') at += 1;

  const part = readPart(text, at, hasYear);
  if (part !== null) return finish(text, from, part.to, part.named, year, yearShift, part.atEnd, part.edge);
  if (!hasYear) return null;
  // 年度 alone says nothing of a year unless a limit word follows: 年度考核 is no limit.
  if (text.startsWith('年度', from) && endAt(text, at) === null && edgeAt(text, at)?.value !== 'within') return null;
  const end = endAt(text, at);
  if (end !== null) return finish(text, from, end.to, { is: 'year' }, year, yearShift, true);
  if (text[at] === '初') return finish(text, from, at + 1, { is: 'year-start' }, year, yearShift, true);
  if (text[at] === '中' && !isOtherMiddle(text, at + 1)) {
    return finish(text, from, at + 1, { is: 'half', half: 1 }, year, yearShift, true);
  }
  return finish(text, from, at, { is: 'year' }, year, yearShift);
}

/** 中 is the middle of a time unless it begins another word: 2026年中央一号文件, 6月中心城区, 6月中考. */
const isOtherMiddle = (text: string, at: number): boolean => {
  const sign = text[at] ?? ' ';
  return '央心国小学医型部共华间外药层游途'.includes(sign) || (sign === '考' && !'核评'.includes(text[at + 1] ?? ' '));
};

interface Part {
  readonly named: Named;
  readonly to: number;
  readonly atEnd?: boolean;
  readonly edge?: Edge;
}

function readPart(text: string, at: number, hasYear: boolean): Part | null {
  return (
    readYearPoint(text, at) ??
    readHalf(text, at) ??
    readQuarter(text, at) ??
    readLunar(text, at) ??
    readMonth(text, at, hasYear) ??
    readNamedDay(text, at) ??
    (hasYear ? null : readRelative(text, at))
  );
}

function readYearPoint(text: string, at: number): Part | null {
  const point = yearPointAt(text, at);
  if (point === null) return null;
  switch (point.value) {
    case 'end':
      return { named: { is: 'year' }, to: point.to, atEnd: true };
    case 'within':
      return { named: { is: 'year' }, to: point.to, edge: 'within' };
    case 'middle':
      return isOtherMiddle(text, point.to) ? null : { named: { is: 'half', half: 1 }, to: point.to, atEnd: true };
    case 'start':
      return { named: { is: 'year-start' }, to: point.to, atEnd: true };
    case 'before':
      return { named: { is: 'year' }, to: point.to, atEnd: true };
    default:
      return point.value satisfies never;
  }
}

function readHalf(text: string, at: number): Part | null {
  const half = halfAt(text, at) ?? listedHalf(text, at);
  if (half !== null && !(half.word.endsWith('后半年') && text[half.to] === '内')) {
    const end = endAt(text, half.to);
    return { named: { is: 'half', half: half.value }, to: end?.to ?? half.to, atEnd: end !== null };
  }
  if (text[at] !== '半' || !text.startsWith('半年', at)) return null;
  // 半年 beside 全年 or 年终: the middle of the year.
  const to = text.startsWith('半年末', at) || text.startsWith('半年底', at) ? at + 3 : at + 2;
  return to > at + 2 || text[to] === '、' || text[to] === '和'
    ? { named: { is: 'half', half: 1 }, to, atEnd: true }
    : null;
}

/** The first member of 上、下半年. */
function listedHalf(text: string, at: number): { word: string; value: 1; to: number } | null {
  const isListed =
    text.startsWith('上、下半年', at) || text.startsWith('上下半年', at) || text.startsWith('上和下半年', at);
  return isListed ? { word: '上', value: 1, to: at + 1 } : null;
}

function readQuarter(text: string, at: number): Part | null {
  if (text[at] === '首' && text.startsWith('首季', at)) {
    return quarterEnd(text, text.startsWith('首季度', at) ? at + 3 : at + 2, { is: 'quarter', quarter: 1 });
  }
  if (text[at] === '前') {
    const count = readNumeral(text, at + 1);
    const word = count === null ? null : quarterWordAt(text, text[count.to] === '个' ? count.to + 1 : count.to);
    if (count === null || word === null || count.value < 2 || count.value > 4) return null;
    return quarterEnd(text, word.to, { is: 'quarters', to: count.value });
  }
  const letter = text[at];
  if ((letter === 'Q' || letter === 'q') && '1234'.includes(text[at + 1] ?? 'x') && !isDigit(text[at + 2])) {
    return quarterEnd(text, at + 2, { is: 'quarter', quarter: Number(text[at + 1]) });
  }
  const ordinal = letter === '第' ? at + 1 : at;
  const count = readNumeral(text, ordinal);
  if (count === null || count.value < 1 || count.value > 4 || count.decimals > 0) return null;
  const word = quarterWordAt(text, text[count.to] === '个' && letter === '第' ? count.to + 1 : count.to);
  return word === null ? null : quarterEnd(text, word.to, { is: 'quarter', quarter: count.value });
}

function quarterEnd(text: string, to: number, named: Named): Part {
  const end = endAt(text, to);
  return { named, to: end?.to ?? to, atEnd: end !== null };
}

function readLunar(text: string, at: number): Part | null {
  const prefix = text.startsWith('农历', at) || text.startsWith('阴历', at) ? at + 2 : at;
  const occasion = prefix > at ? occasionAt(text, prefix) : null;
  if (occasion !== null) return { named: { is: 'occasion', occasion: occasion.value }, to: occasion.to };
  let month = lunarMonthAt(text, prefix);
  if (month === null && prefix > at) {
    const numeral = readNumeral(text, prefix);
    if (numeral !== null && text[numeral.to] === '月' && numeral.value >= 1 && numeral.value <= 12) {
      month = { word: numeral.raw, value: numeral.value, to: numeral.to + 1 };
    }
  }
  if (month === null) return null;
  const start = text[month.to] === '初' ? month.to + 1 : month.to;
  const dayOfMonth = readNumeral(text, start);
  if (dayOfMonth !== null && dayOfMonth.value >= 1 && dayOfMonth.value <= 30) {
    const to = text[dayOfMonth.to] === '日' ? dayOfMonth.to + 1 : dayOfMonth.to;
    return { named: { is: 'lunar', month: month.value, day: dayOfMonth.value }, to };
  }
  const end = endAt(text, month.to);
  return { named: { is: 'lunar', month: month.value, day: -1 }, to: end?.to ?? month.to, atEnd: end !== null };
}

function readMonth(text: string, at: number, hasYear: boolean): Part | null {
  const name = monthNameAt(text, at);
  let month: number;
  let to: number;
  if (name !== null) {
    month = name.value;
    to = name.to;
  } else {
    const numeral = readNumeral(text, at);
    if (numeral === null || numeral.decimals > 0 || numeral.value < 1 || numeral.value > 12) return null;
    if (text[numeral.to] !== '月') {
      return hasYear && isListed(text, numeral.to) ? { named: { is: 'bare-number', numeral }, to: numeral.to } : null;
    }
    // 5-10月龄 is an age.
    if (text[numeral.to + 1] === '龄') return null;
    month = numeral.value;
    to = numeral.to + (text[numeral.to + 1] === '份' ? 2 : 1);
  }
  if (text[to] === '的' || text[to] === '(') {
    const inner = text[to] === '的' ? readInMonth(text, to + 1, month) : null;
    return inner ?? { named: { is: 'month', month }, to };
  }
  return readInMonth(text, to, month) ?? { named: { is: 'month', month }, to };
}

/** 3月初步, 6月中心: the character begins another word. */
const isOtherPart = (text: string, word: string, to: number): boolean =>
  (word === '中' && isOtherMiddle(text, to)) || (word === '初' && '步次级审始中心'.includes(text[to] ?? ' '));

/** What may stand behind a month: 底, 上旬, 15日, 第一周, 最后一个工作日. */
function readInMonth(text: string, at: number, month: number): Part | null {
  const end = endAt(text, at);
  if (end !== null) return { named: { is: 'month', month }, to: end.to, atEnd: true };
  const part = monthPartAt(text, at);
  if (part !== null && !isOtherPart(text, part.word, part.to)) {
    return { named: { is: 'tenDays', month, ...part.value }, to: part.to, atEnd: true };
  }
  const dayOfMonth = readNumeral(text, at);
  if (dayOfMonth !== null && dayOfMonth.decimals === 0 && dayOfMonth.value >= 1 && dayOfMonth.value <= 31) {
    const sign = text[dayOfMonth.to];
    if (sign === '日' || sign === '号')
      return { named: { is: 'day', month, day: dayOfMonth.value }, to: dayOfMonth.to + 1 };
    if (sign === undefined || '前之以(止'.includes(sign) || isListed(text, dayOfMonth.to)) {
      return { named: { is: 'day', month, day: dayOfMonth.value }, to: dayOfMonth.to };
    }
  }
  return readNth(text, at, month);
}

function readNth(text: string, at: number, month: number): Part | null {
  let nth: number;
  let to: number;
  const last = ordinalLast(text, at);
  if (last !== null && last.word !== '末') {
    nth = -1;
    to = last.to;
  } else if (text[at] === '第' || text[at] === '首') {
    const numeral = text[at] === '第' ? readNumeral(text, at + 1) : null;
    if (text[at] === '第' && (numeral === null || numeral.value < 1 || numeral.value > 31)) return null;
    nth = numeral?.value ?? 1;
    to = numeral?.to ?? at + 1;
    if (text[to] === '个') to += 1;
  } else return null;

  if (text.startsWith('工作日', to)) return { named: { is: 'workday', month, nth }, to: to + 3 };
  if (nth === -1 && (text[to] === '天' || text[to] === '日'))
    return { named: { is: 'month', month }, to: to + 1, atEnd: true };
  const week = weekdayWordAt(text, to);
  if (week === null || nth > 5) return null;
  const weekday = weekdayAt(text, week.to);
  return {
    named: { is: 'week', month, nth, weekday: weekday?.value ?? null },
    to: weekday?.to ?? week.to,
    atEnd: true,
  };
}

function readNamedDay(text: string, at: number): Part | null {
  const plan = fiveYearPlanAt(text, at);
  if (plan !== null) {
    const end = endAt(text, plan.to) ?? (text.startsWith('规划期末', plan.to) ? { to: plan.to + 4 } : null);
    return { named: { is: 'five-year-plan', ends: plan.value }, to: end?.to ?? plan.to, atEnd: end !== null };
  }
  const pointed = readPointedDay(text, at);
  if (pointed !== null) return pointed;
  const numbered = readNumeral(text, at);
  if (numbered !== null) {
    const occasion = numberedOccasions.get(numbered.raw);
    const edge = edgeAt(text, numbered.to)?.value;
    const named = occasionAt(text, at);
    if (named !== null) return { named: { is: 'occasion', occasion: named.value }, to: named.to };
    return occasion !== undefined &&
      (edge === 'before' || edge === 'during' || edge === 'after' || isListed(text, numbered.to))
      ? { named: { is: 'occasion', occasion }, to: numbered.to }
      : null;
  }
  const season = readListedSeason(text, at);
  if (season !== null) return season;
  const occasion = occasionAt(text, at);
  return occasion === null ? null : { named: { is: 'occasion', occasion: occasion.value }, to: occasion.to };
}

/** A season that shares its 季 with others: 春、秋两季, 春秋季. */
function readListedSeason(text: string, at: number): Part | null {
  const sign = text[at] ?? ' ';
  if (!'春夏秋冬'.includes(sign)) return null;
  let to = at + 1;
  while (to < at + 8 && '春夏秋冬、和及两三四'.includes(text[to] ?? ' ')) to += 1;
  if (to === at + 1 || text[to] !== '季') return null;
  const season = occasionAt(`${sign}季`, 0);
  const isLast = !'春夏秋冬'.includes([...text.slice(at + 1, to)].find((next) => !'、和及'.includes(next)) ?? ' ');
  return season === null ? null : { named: { is: 'occasion', occasion: season.value }, to: isLast ? to + 1 : at + 1 };
}

/** 6·26国际禁毒日: month and day with a point between; the name behind it says nothing new. */
function readPointedDay(text: string, at: number): Part | null {
  const month = readNumeral(text, at);
  if (month === null || text[month.to] !== '·' || month.value < 1 || month.value > 12) return null;
  const dayOfMonth = readNumeral(text, month.to + 1);
  if (dayOfMonth === null || dayOfMonth.value < 1 || dayOfMonth.value > 31) return null;
  const occasion: Occasion = { on: 'solar', month: month.value, day: dayOfMonth.value };
  return { named: { is: 'occasion', occasion }, to: occasionAt(text, dayOfMonth.to)?.to ?? dayOfMonth.to };
}

function readRelative(text: string, at: number): Part | null {
  const dayWord = relativeDayAt(text, at);
  if (dayWord !== null) return { named: { is: 'relative-day', shift: dayWord.value }, to: dayWord.to };
  const week = relativeWeekAt(text, at);
  if (week !== null) {
    const repeated = weekdayWordAt(text, week.to);
    const weekday = weekdayAt(text, repeated?.to ?? week.to) ?? (text[week.to] === '内' ? null : null);
    return {
      named: { is: 'relative-week', shift: week.value, weekday: weekday?.value ?? null },
      to: weekday?.to ?? week.to,
    };
  }
  const month = relativeMonthAt(text, at);
  if (month !== null) {
    const inner = readInMonth(text, month.to, 1);
    if (inner?.named.is === 'day') {
      return { named: { is: 'relative-month', shift: month.value, part: null, day: inner.named.day }, to: inner.to };
    }
    if (inner?.named.is === 'tenDays') {
      const part = { first: inner.named.first, last: inner.named.last };
      return { named: { is: 'relative-month', shift: month.value, part, day: null }, to: inner.to };
    }
    const to = inner?.named.is === 'month' ? inner.to : month.to;
    return { named: { is: 'relative-month', shift: month.value, part: null, day: null }, to, atEnd: to > month.to };
  }
  const quarter = relativeQuarterAt(text, at);
  if (quarter !== null) {
    const end = endAt(text, quarter.to);
    return {
      named: { is: 'relative-quarter', shift: quarter.value },
      to: end?.to ?? quarter.to,
      atEnd: end !== null,
    };
  }
  const bareWeekday = weekdayWordAt(text, at);
  if (bareWeekday !== null) {
    const weekday = weekdayAt(text, bareWeekday.to);
    if (weekday !== null) {
      return { named: { is: 'relative-week', shift: 0, weekday: weekday.value }, to: weekday.to };
    }
  }
  const part = bareMonthPartAt(text, at);
  return part === null ? null : { named: { is: 'bare-part', part: part.value }, to: part.to, atEnd: true };
}

/** A day in a list whose month or unit stands elsewhere: 5日、20日; 3至5月. */
export function readListed(text: string, from: number): Moment | null {
  const start = text[from] === '第' ? from + 1 : from;
  const numeral = readNumeral(text, start);
  if (numeral === null || numeral.decimals > 0) return null;
  const sign = text[numeral.to];
  if (start === from && (sign === '日' || sign === '号') && numeral.value >= 1 && numeral.value <= 31) {
    return finish(text, from, numeral.to + 1, { is: 'bare-day', day: numeral.value }, null, null);
  }
  return finish(text, from, numeral.to, { is: 'bare-number', numeral }, null, null);
}

/** 2020年, 二○二○年, 20年 before a month; a bare 2020 only in a list before another year. */
function readYear(text: string, at: number): { year: number; to: number } | null {
  const numeral = readNumeral(text, at);
  if (numeral === null || numeral.decimals > 0 || text[numeral.to] !== '年') return null;
  const degree = text[numeral.to + 1] === '度' ? 2 : 1;
  const to = numeral.to + degree;
  const digits = numeral.raw.length;
  if (digits === 4 && numeral.value >= 1990 && numeral.value <= 2100) return { year: numeral.value, to };
  if (!numeral.arabic || digits !== 2 || numeral.value < 15 || numeral.value > 50) return null;
  const month = readNumeral(text, to);
  const namesMonth = month !== null && text[month.to] === '月';
  return namesMonth || endAt(text, to) !== null || text.startsWith('年底', to)
    ? { year: 2000 + numeral.value, to }
    : null;
}

/** 2020-06-30, 2020/6/30, 2020.6.30, 20200630, 2020.6, 6.30前, 9/30前, 6-30前. */
function readNumberedDay(text: string, at: number): { named: Named; year: number | null; to: number } | null {
  if (!isDigit(text[at]) || isDigit(text[at - 1]) || (text[at - 1] === '.' && isDigit(text[at - 2]))) return null;
  const first = readDigits(text, at);
  if (first.digits === 8) {
    const value = first.value;
    const month = Math.floor(value / 100) % 100;
    const whole = isYear(Math.floor(value / 10000)) && isMonth(month) && isDayOfMonth(value % 100);
    return whole && isNumberEnd(text, first.to)
      ? { named: { is: 'day', month, day: value % 100 }, year: Math.floor(value / 10000), to: first.to }
      : null;
  }
  const point = text[first.to];
  if (point === undefined || !'./-'.includes(point) || !isDigit(text[first.to + 1])) return null;
  const second = readDigits(text, first.to + 1);
  if (first.digits === 4 && isYear(first.value)) {
    if (!isMonth(second.value) || second.digits > 2) return null;
    if (text[second.to] === point && isDigit(text[second.to + 1])) {
      const third = readDigits(text, second.to + 1);
      if (isDayOfMonth(third.value) && third.digits <= 2 && isNumberEnd(text, third.to)) {
        const to = text[third.to] === '日' ? third.to + 1 : third.to;
        return { named: { is: 'day', month: second.value, day: third.value }, year: first.value, to };
      }
    }
    if (point === '-' && second.digits === 1) return null;
    return text[second.to] === '月' || !isNumberEnd(text, second.to)
      ? null
      : { named: { is: 'month', month: second.value }, year: first.value, to: second.to };
  }
  // Without a year only 前 tells a day from a fraction, an outline number or a range.
  const isLimit = text[second.to] === '前' || text.startsWith('之前', second.to) || text.startsWith('以前', second.to);
  if (first.digits > 2 || second.digits > 2 || !isMonth(first.value) || !isDayOfMonth(second.value)) return null;
  const alone = at === 0 && second.to === text.length && point !== '-' && second.digits === 2;
  const ranged = point === '.' && second.digits === 2 && (text[second.to] === '-' || text[at - 1] === '-');
  return isLimit || alone || (ranged && readsAsDay(text, second.to, at))
    ? { named: { is: 'day', month: first.value, day: second.value }, year: null, to: second.to }
    : null;
}

/** In 5.10-6.30 both sides are days. */
function readsAsDay(text: string, to: number, from: number): boolean {
  if (text[from - 1] === '-') return isNumberEnd(text, to) || text[to] === '前';
  const next = readDigits(text, to + 1);
  return isMonth(next.value) && text[next.to] === '.' && isDigit(text[next.to + 1]);
}

function readDigits(text: string, from: number): { value: number; digits: number; to: number } {
  let to = from;
  while (to < from + 9 && isDigit(text[to])) to += 1;
  return { value: to === from ? Number.NaN : Number(text.slice(from, to)), digits: to - from, to };
}

const isDigit = (sign: string | undefined): boolean => sign !== undefined && sign >= '0' && sign <= '9';
const isYear = (value: number): boolean => value >= 1990 && value <= 2100;
const isMonth = (value: number): boolean => value >= 1 && value <= 12;
const isDayOfMonth = (value: number): boolean => value >= 1 && value <= 31;
/** A number that goes on with a point, a unit or more digits is not a day. */
const isNumberEnd = (text: string, to: number): boolean => {
  const sign = text[to];
  return (
    sign === undefined ||
    (!isDigit(sign) && !'%.万亿元个米吨公亩'.includes(sign)) ||
    (sign === '.' && !isDigit(text[to + 1]))
  );
};

/** True before a list or range sign with a number behind it. */
function isListed(text: string, at: number): boolean {
  const sign = text[at];
  if (sign === undefined || !'、-至到和与及,'.includes(sign)) return false;
  const next = text[at + 1] === '-' ? at + 2 : at + 1;
  return readNumeral(text, text[next] === '第' ? next + 1 : next) !== null || occasionAt(text, next) !== null;
}

/** Reads what stands behind the named time and makes the moment. */
function finish(
  text: string,
  from: number,
  to: number,
  named: Named,
  year: number | null,
  yearShift: number | null,
  atEnd = false,
  within: Edge = 'none',
): Moment {
  let at = skipTimeOfDay(text, skipRemark(text, to));
  let edge = within;
  if (named.is === 'occasion') at = sharedNameAt(text, at)?.to ?? at;
  const found = edgeAt(text, at);
  let daysBefore = 0;
  if (found !== null && !isOtherWord(text, at, found.word)) {
    edge = found.value;
    at = found.to;
    if (edge === 'during') {
      const behind = edgeAt(text, at);
      if (behind !== null && (behind.word === '期间' || behind.value === 'before' || behind.value === 'after')) {
        edge = behind.value;
        at = behind.to;
      }
    }
    if (edge === 'before' && named.is === 'occasion') {
      const amount = readAmountBefore(text, at);
      daysBefore = amount.days;
      at = amount.to;
    }
  } else if (found === null && at > to && text[at - 1] === '前') {
    edge = 'before';
  } else if (named.is === 'month' && !atEnd && within === 'none') {
    const activity = endOfActivity(text, at);
    if (activity > at) return { from, to: activity, named, year, yearShift, edge: 'during', atEnd, daysBefore };
  }
  return { from, to: at > to || edge !== 'none' ? at : to, named, year, yearShift, edge, atEnd, daysBefore };
}

/** 双节 behind 国庆、中秋 names nothing new. */
const sharedNameAt = wordTable<true>([['节 双节 两节 佳节 节日 节假日', true]]);

const LONGEST_ACTIVITY = 14;

/** 6月安全生产月期间, 9月份大学开学季: an activity that lasts the month; the place behind it, or where it was looked for. */
function endOfActivity(text: string, at: number): number {
  for (let to = at; to < at + LONGEST_ACTIVITY && to < text.length; to += 1) {
    const sign = text[to] as string;
    if (',;。、:()'.includes(sign) || isDigit(sign)) return at;
    if (text.startsWith('期间', to) && to > at) return to + 2;
    if (sign === '季' && to > at + 1 && text[to + 1] !== '度') return to + 1;
  }
  return at;
}

/** 6月30日前期 and 年内部 are other words. */
const isOtherWord = (text: string, at: number, word: string): boolean =>
  (word === '前' && '往来述者置景沿列端几'.includes(text[at + 1] ?? ' ')) ||
  (word === '内' && '部容外控涝业'.includes(text[at + 1] ?? ' ')) ||
  (word === '后' && '续期勤备'.includes(text[at + 1] ?? ' ')) ||
  (word === '起' && '草止步到来诉重火'.includes(text[at + 1] ?? ' ')) ||
  (word === '始' && text[at + 1] === '终') ||
  (word === '止' && text[at + 1] === '于') ||
  (word === '里' && text[at + 1] === '程') ||
  word === '前期';

function readAmountBefore(text: string, at: number): { days: number; to: number } {
  const numeral = readNumeral(text, at);
  if (numeral === null || numeral.value > 60) return { days: 0, to: at };
  if (text[numeral.to] === '天' || text[numeral.to] === '日') return { days: numeral.value, to: numeral.to + 1 };
  if (text[numeral.to] === '周') return { days: numeral.value * 7, to: numeral.to + 1 };
  return { days: 0, to: at };
}

/** (含), (周五), (星期二): a remark between the day and 前. */
function skipRemark(text: string, at: number): number {
  if (text[at] !== '(') return at;
  for (let end = at + 1; end <= at + 6 && end < text.length; end += 1) {
    if (text[end] !== ')') continue;
    const inner = text.slice(at + 1, end);
    return inner.startsWith('含') || weekdayWordAt(inner, 0) !== null ? end + 1 : at;
  }
  return at;
}

/** 24时, 下午5点, 12:00, 下班: a limit is a day, the hour is left out. */
function skipTimeOfDay(text: string, from: number): number {
  let at = from;
  for (let rounds = 0; rounds < 2; rounds += 1) {
    const word = timeWordAt(text, at);
    if (word !== null) at = word.to;
    const hour = readNumeral(text, at);
    if (hour === null || hour.value > 24) continue;
    const clock = clockAt(text, hour.to);
    if (clock !== null) {
      at = clock.to;
      const minute = readNumeral(text, at);
      if (minute !== null && text[minute.to] === '分') at = minute.to + 1;
    } else if (text[hour.to] === ':') {
      const minute = readNumeral(text, hour.to + 1);
      if (minute !== null && minute.value < 60) at = minute.to;
    }
  }
  return at;
}
