import { anniversaryAt, numberedOccasions, type Occasion, occasionAt } from './festivals.ts';
import type { Named, Part } from './moment-model.ts';
import { isDigit } from './numbered-day.ts';
import { readNumeral } from './numerals.ts';
import {
  bareMonthPartAt,
  edgeAt,
  endAt,
  fiveYearPlanAt,
  halfAt,
  lastOneAt,
  lunarMonthAt,
  monthNameAt,
  monthPartAt,
  quarterWordAt,
  relativeDayAt,
  relativeMonthAt,
  relativeQuarterAt,
  relativeWeekAt,
  weekdayAt,
  weekdayWordAt,
  yearPointAt,
} from './time-words.ts';

/** 中 is the middle of a time unless it begins another word: 2026年中央一号文件, 6月中心城区, 6月中考. */
export const isOtherMiddle = (text: string, at: number): boolean => {
  const sign = text[at] ?? ' ';
  return '央心国小学医型部共华间外药层游途'.includes(sign) || (sign === '考' && !'核评'.includes(text[at + 1] ?? ' '));
};

/** Reads the part of a year that is named at `at`: 三季度末, 6月上旬, 国庆节, 下周五. */
export function readPart(text: string, at: number, hasYear: boolean): Part | null {
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
  // 建校70周年前 counts years.
  if (point === null || text[at - 1] === '周') return null;
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
  const last = lastOneAt(text, at);
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
  const season = readListedSeason(text, at) ?? readAnniversary(text, at);
  if (season !== null) return season;
  const occasion = occasionAt(text, at);
  return occasion === null ? null : { named: { is: 'occasion', occasion: occasion.value }, to: occasion.to };
}

/** 建党100周年, 新中国成立75周年: the day of the year that is kept. */
function readAnniversary(text: string, at: number): Part | null {
  const event = anniversaryAt(text, at);
  if (event === null) return null;
  const years = readNumeral(text, event.to);
  if (years === null || !text.startsWith('周年', years.to)) return null;
  const { occasion, since } = event.value;
  const kept = since === null || occasion.on !== 'solar' ? occasion : { ...occasion, inYear: since + years.value };
  return { named: { is: 'occasion', occasion: kept }, to: years.to + 2 };
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

/** True before a list or range sign with a number behind it. */
function isListed(text: string, at: number): boolean {
  const sign = text[at];
  if (sign === undefined || !'、-至到和与及,'.includes(sign)) return false;
  const next = text[at + 1] === '-' ? at + 2 : at + 1;
  return readNumeral(text, text[next] === '第' ? next + 1 : next) !== null || occasionAt(text, next) !== null;
}
