import type { Edge, Moment, Named } from './moment-model.ts';
import { isDigit } from './numbered-day.ts';
import { readNumeral } from './numerals.ts';
import { clockAt, edgeAt, timeWordAt, weekdayWordAt } from './time-words.ts';
import { wordTable } from './word-table.ts';

/** Reads what stands behind the named time (前, 内, 期间 …) and makes the moment. */
export function withEdge(
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
  if (named.is === 'occasion') {
    at = sharedNameAt(text, at)?.to ?? at;
    const coming = comingAt(text, at);
    if (coming !== null && edgeAt(text, coming.to)?.value === 'before') at = coming.to;
  }
  const found = edgeAt(text, at);
  let daysBefore = 0;
  let workdaysBefore = 0;
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
      workdaysBefore = amount.workdays;
      at = amount.to;
    }
  } else if (found === null && at > to && text[at - 1] === '前') {
    edge = 'before';
  } else if (named.is === 'month' && !atEnd && within === 'none') {
    const activity = endOfActivity(text, at);
    if (activity > at)
      return { from, to: activity, named, year, yearShift, edge: 'during', atEnd, daysBefore, workdaysBefore };
  }
  // 9月25日前(含25日): the remark names no other day.
  if (edge === 'before' && text.startsWith('(含', at)) at = skipRemark(text, at);
  return {
    from,
    to: at > to || edge !== 'none' ? at : to,
    named,
    year,
    yearShift,
    edge,
    atEnd,
    daysBefore,
    workdaysBefore,
  };
}

/** 双节 behind 国庆、中秋 names nothing new. */
const sharedNameAt = wordTable<true>([['节 双节 两节 佳节 节日 节假日 放假 节放假', true]]);

/** 汛期来临前 is 汛期前. */
const comingAt = wordTable<true>([['来临 到来 开始 正式开始 举行 召开 启动', true]]);

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
  (word === '前' && '往来述者置景沿列端几半'.includes(text[at + 1] ?? ' ')) ||
  (word === '内' && '部容外控涝业'.includes(text[at + 1] ?? ' ')) ||
  (word === '后' && '续期勤备'.includes(text[at + 1] ?? ' ')) ||
  (word === '起' && '草止步到来诉重火'.includes(text[at + 1] ?? ' ')) ||
  (word === '始' && text[at + 1] === '终') ||
  (word === '止' && text[at + 1] === '于') ||
  (word === '里' && text[at + 1] === '程') ||
  word === '前期';

function readAmountBefore(text: string, at: number): { days: number; workdays: number; to: number } {
  const numeral = readNumeral(text, at);
  const none = { days: 0, workdays: 0, to: at };
  if (numeral === null || numeral.value > 60) return none;
  if (text[numeral.to] === '天' || text[numeral.to] === '日')
    return { ...none, days: numeral.value, to: numeral.to + 1 };
  if (text[numeral.to] === '周') return { ...none, days: numeral.value * 7, to: numeral.to + 1 };
  return text.startsWith('个工作日', numeral.to) ? { ...none, workdays: numeral.value, to: numeral.to + 4 } : none;
}

/** (含), (周五), (星期二): a remark between the day and 前. */
function skipRemark(text: string, at: number): number {
  if (text[at] !== '(') return at;
  const longest = text[at + 1] === '含' ? 12 : 6;
  for (let end = at + 1; end <= at + longest && end < text.length; end += 1) {
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
