import { readNumeral } from './numerals.ts';
import { WEEKDAYS, WORKDAYS } from './period-rules.ts';
import { weekdayAt, weekdayWordAt } from './time-words.ts';
import { wordTable } from './word-table.ts';

/** 底, 末: the end of a period. */
export const endWordAt = wordTable<true>([['底 末 终 终了 末期', true]]);

const partAt = wordTable<string>([
  ['上旬 初', '10'],
  ['中旬 月中 中', '20'],
  ['下旬 下半月 后半月', '-1'],
  ['上半月 前半月', '15'],
  ['上半月、下半月 上、下半月 上下半月', '15,-1'],
  ['上中旬 中上旬', '20'],
  ['上、中旬 上旬、中旬 上旬和中旬', '10,20'],
  ['上、下旬 上旬、下旬 上旬和下旬', '10,-1'],
  ['中、下旬 中旬、下旬 中旬和下旬', '20,-1'],
  ['上、中、下旬 上旬、中旬、下旬', '10,20,-1'],
]);

/** 结束后: behind the end of a period. */
export const afterPeriodAt = wordTable<true>([
  ['结束后 终了后 结束之后 过后 后 之后 终后 结束之日起 结束之日后 度终了后 末后', true],
]);

const withinAt = wordTable<true>([['内 之内 以内 前 之前 以前', true]]);

interface MonthTail {
  readonly rrule: string;
  readonly to: number;
  readonly countsWorkdays: boolean;
}

/** Which day of a month: 25日前, 底, 上旬, 第一个工作日, 最后一个周五, 结束后5日内. */
export function readMonthTail(text: string, at: number): MonthTail | null {
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
  if (weekday !== null) return { rrule: `FREQ=MONTHLY;${weekday.rule}`, to: weekday.to, countsWorkdays: false };
  const day = readDayOfMonth(text, after?.to ?? at);
  return day === null ? null : { rrule: `FREQ=MONTHLY;BYMONTHDAY=${day.days}`, to: day.to, countsWorkdays: false };
}

/** 第3个工作日, 首个工作日, 前5个工作日内, 5个工作日内, 最后一个工作日. */
export function readCountedWorkday(text: string, at: number): { nth: number; to: number } | null {
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
export function readNthWeekday(text: string, at: number): { rule: string; to: number } | null {
  const last = ['最后一个', '最后一', '最后1个'].find((word) => text.startsWith(word, at));
  let nth: number;
  let to: number;
  if (last !== undefined) [nth, to] = [-1, at + last.length];
  else if (text[at] === '首') [nth, to] = [1, at + 1];
  else if (text[at] === '第') {
    const numeral = readNumeral(text, at + 1);
    if (numeral === null || numeral.value < 1 || numeral.value > 5) return null;
    [nth, to] = [numeral.value, numeral.to];
  } else return null;
  if (text[to] === '个') to += 1;
  const week = weekdayWordAt(text, to);
  if (week === null) return null;
  // 第一周周五 is the first Friday; 第一周 ends on the seventh.
  const weekday = weekdayAt(text, weekdayWordAt(text, week.to)?.to ?? week.to);
  if (weekday === null) {
    return { rule: `BYMONTHDAY=${nth < 0 || nth > 4 ? -1 : nth * 7}`, to: skipLimitWord(text, week.to) };
  }
  return { rule: `BYDAY=${nth}${WEEKDAYS[weekday.value]}`, to: skipLimitWord(text, weekday.to) };
}

/** 25日前, 5日、20日, 5、20日, 26日至28日 (its end), 底, 上旬, 一周内, 最后一天. */
export function readDayOfMonth(text: string, start: number): { days: string; to: number } | null {
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

const monthEndAt = wordTable<true>([['月底 月末 底 末', true]]);

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
    const closing = link === '、' || link === '和' ? monthEndAt(text, end + 1) : null;
    if (closing !== null) return { days: [...days, -1].join(','), to: skipLimitWord(text, closing.to) };
    if (link === '-' || link === '至' || link === '到') days.pop();
    else if (link !== '、' && link !== '和' && link !== '及') break;
    // 28日至次月3日 ends in the next month, which is a month like every other.
    next = text.startsWith('次月', end + 1) ? end + 3 : end + 1;
  }
  return named && days.length > 0 ? { days: days.join(','), to: skipLimitWord(text, to) } : null;
}

/** 一、三、五; 周一和周四; 五 — but not 每周一次. */
export function readWeekdays(text: string, start: number, needsWord: boolean): { days: string; to: number } | null {
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
export function hourRule(text: string, start: number): string {
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
export function skipLimitWord(text: string, from: number): number {
  let at = from;
  const hour = readNumeral(text, at);
  if (hour !== null && (text[hour.to] === '时' || text[hour.to] === '点')) at = hour.to + 1;
  if (text.startsWith('下班', at)) at += 2;
  return withinAt(text, at)?.to ?? at;
}
