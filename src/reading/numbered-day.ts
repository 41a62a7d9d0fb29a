import type { Named } from './moment-model.ts';
import { readNumeral } from './numerals.ts';
import { endAt } from './time-words.ts';

/** 2020年, 二○二○年, 20年 before a month; a bare 2020 only in a list before another year. */
export function readYear(text: string, at: number): { year: number; to: number } | null {
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
export function readNumberedDay(text: string, at: number): { named: Named; year: number | null; to: number } | null {
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
  // 6-30 cannot be two months; 6-10 can.
  const alone = at === 0 && second.to === text.length && second.digits === 2 && (point !== '-' || second.value > 12);
  const ranged = point === '.' && second.digits === 2 && (text[second.to] === '-' || text[at - 1] === '-');
  return isLimit || alone || (ranged && readsAsDay(text, second.to, at)) || isRangeOfDays(text, at, second.to)
    ? { named: { is: 'day', month: first.value, day: second.value }, year: null, to: second.to }
    : null;
}

/** (4.1-6.30): a bracket or phrase that is nothing but two days, one of them with two digits, so that it is no sum. */
function isRangeOfDays(text: string, from: number, to: number): boolean {
  if (text[to] !== '-' && text[from - 1] !== '-') return false;
  const open = Math.max(text.lastIndexOf('(', from), -1);
  if (from - open > 7) return false;
  const shut = text.indexOf(')', to);
  const end = shut < 0 ? text.length : shut;
  if (end - to > 7) return false;
  const [, first, firstDay = '', last, lastDay = ''] =
    /^(\d{1,2})\.(\d{1,2})--?(\d{1,2})\.(\d{1,2})(?:日|止)?$/.exec(text.slice(open + 1, end)) ?? [];
  if (first === undefined || last === undefined || firstDay.length + lastDay.length < 3) return false;
  return (
    isMonth(Number(first)) && isMonth(Number(last)) && isDayOfMonth(Number(firstDay)) && isDayOfMonth(Number(lastDay))
  );
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

/** True for 0–9. */
export const isDigit = (sign: string | undefined): boolean => sign !== undefined && sign >= '0' && sign <= '9';
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
