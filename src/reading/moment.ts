import { withEdge } from './moment-edge.ts';
import type { Moment } from './moment-model.ts';
import { isOtherMiddle, readPart } from './moment-part.ts';
import { readNumberedDay, readYear } from './numbered-day.ts';
import { readNumeral } from './numerals.ts';
import { edgeAt, endAt, yearWordAt } from './time-words.ts';

/** Reads the time that stands at `from`. Null when there is none. */
export function readMoment(text: string, from: number): Moment | null {
  let at = from;
  let year: number | null = null;
  let yearShift: number | null = null;

  const dotted = readNumberedDay(text, at);
  if (dotted !== null) return withEdge(text, from, dotted.to, dotted.named, dotted.year, null);

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
  if (part !== null) return withEdge(text, from, part.to, part.named, year, yearShift, part.atEnd, part.edge);
  if (!hasYear) return null;
  // 年度 alone says nothing of a year unless a limit word follows: 年度考核 is no limit.
  if (text.startsWith('年度', from) && endAt(text, at) === null && edgeAt(text, at)?.value !== 'within') return null;
  const end = endAt(text, at);
  if (end !== null) return withEdge(text, from, end.to, { is: 'year' }, year, yearShift, true);
  if (text[at] === '初') return withEdge(text, from, at + 1, { is: 'year-start' }, year, yearShift, true);
  if (text[at] === '中' && !isOtherMiddle(text, at + 1)) {
    return withEdge(text, from, at + 1, { is: 'half', half: 1 }, year, yearShift, true);
  }
  return withEdge(text, from, at, { is: 'year' }, year, yearShift);
}

/** A day in a list whose month or unit stands elsewhere: 5日、20日; 3至5月. */
export function readListed(text: string, from: number): Moment | null {
  const start = text[from] === '第' ? from + 1 : from;
  const numeral = readNumeral(text, start);
  if (numeral === null || numeral.decimals > 0) return null;
  const sign = text[numeral.to];
  if (start === from && (sign === '日' || sign === '号') && numeral.value >= 1 && numeral.value <= 31) {
    return withEdge(text, from, numeral.to + 1, { is: 'bare-day', day: numeral.value }, null, null);
  }
  return withEdge(text, from, numeral.to, { is: 'bare-number', numeral }, null, null);
}
