import { addDays, addMonths, type Day, daysBetween } from '../core/calendar.ts';
import { readListed, readMoment } from './moment.ts';
import type { Moment, Named } from './moment-model.ts';
import { readNumeral } from './numerals.ts';
import type { Doubt } from './reading.ts';
import { type Frame, resolveMoment } from './resolve-moment.ts';
import { wordTable } from './word-table.ts';

type Link = 'to' | 'and';

/** Times that stand together: a list, a range, or one alone, in the order of print. */
export interface MomentGroup {
  readonly from: number;
  readonly to: number;
  readonly moments: readonly Moment[];
  /** What joins each moment to the one before it. */
  readonly links: readonly Link[];
}

const linkAt = wordTable<Link>([
  ['- -- 至 到 ~ 直至 延续至 持续至 起至 开始至 截至', 'to'],
  ['、 , 和 与 及 以及 或 / 并 ;', 'and'],
]);

/** No plan lists more times in a row; what follows is read as another list. */
const LONGEST_LIST = 40;

/** Reads the times that stand together at `from`. */
export function readMomentGroup(text: string, from: number): MomentGroup | { readonly skipTo: number } | null {
  const first = readMoment(text, from) ?? readListed(text, from);
  if (first === null) return null;
  const moments: Moment[] = [first];
  const links: Link[] = ['and'];
  let at = first.to;
  while (at < text.length && moments.length < LONGEST_LIST) {
    const next = readLinked(text, at, moments.at(-1) as Moment);
    if (next === null) break;
    moments.push(next.moment);
    links.push(next.link);
    at = next.moment.to;
  }
  return settleUnits(from, moments, links);
}

/** The next moment behind a link, or with nothing between (6月12月). */
function readLinked(text: string, at: number, before: Moment): { moment: Moment; link: Link } | null {
  if (text[at] === '(' && isMonthLike(before.named)) {
    // 8月中旬(15日前): the day of the remark stands in that month.
    const remark = readListed(text, at + 1);
    return remark?.named.is === 'bare-day' ? { moment: remark, link: 'and' } : null;
  }
  const link = linkAt(text, at) ?? misreadDash(text, at);
  const start = link?.to ?? at;
  // A comma or semicolon joins only whole times; other words may follow it.
  const whole = link === null || link.word === ',' || link.word === ';' || link.word === '并';
  const skip = link?.value === 'and' && '和到至'.includes(text[start] ?? ' ') ? start + 1 : start;
  const moment = readMoment(text, skip) ?? (whole && link?.word !== ',' ? null : readListed(text, skip));
  if (moment === null) return null;
  if (
    link === null &&
    (before.named.is === 'bare-number' || !isMonthLike(before.named) || !isMonthLike(moment.named))
  ) {
    return adjoining(before, moment);
  }
  const ends = before.edge === 'from' && link?.word === ',' && (skip > start || moment.edge === 'until');
  return { moment, link: ends ? 'to' : (link?.value ?? 'and') };
}

/** 国庆中秋前: names of days may stand side by side. */
function adjoining(before: Moment, moment: Moment): { moment: Moment; link: Link } | null {
  const bothNamed = before.named.is === 'occasion' && moment.named.is === 'occasion' && before.edge === 'none';
  return bothNamed ? { moment, link: 'and' } : null;
}

const isMonthLike = (named: Named): boolean =>
  named.is === 'month' || named.is === 'day' || named.is === 'tenDays' || named.is === 'half' || named.is === 'quarter';

/** Scanning takes a dash for 一: 3月一5月. */
function misreadDash(text: string, at: number): { word: string; value: Link; to: number } | null {
  const next = text[at + 1] ?? '';
  return text[at] === '一' && '月日'.includes(text[at - 1] ?? ' ') && next >= '1' && next <= '9'
    ? { word: '一', value: 'to', to: at + 1 }
    : null;
}

/** Gives bare numbers the unit of the time behind them, bare days the month of the time before them. */
function settleUnits(from: number, moments: Moment[], links: Link[]): MomentGroup | { skipTo: number } | null {
  // A tail of numbers without a unit does not belong: 4月、5个 → 4月.
  let count = moments.length;
  while (count > 0 && moments[count - 1]?.named.is === 'bare-number') count -= 1;
  if (count === 0) return { skipTo: Math.max((moments.at(-1) as Moment).from, from) };
  const settled: Moment[] = moments.slice(0, count);
  for (let index = count - 2; index >= 0; index -= 1) {
    const moment = settled[index] as Moment;
    if (moment.named.is !== 'bare-number') continue;
    const named = unitFrom((settled[index + 1] as Moment).named, moment.named.numeral.value, moment.named.numeral.raw);
    if (named === null) return { skipTo: (settled[index + 1] as Moment).from };
    settled[index] = {
      ...moment,
      named,
      elided: true,
      year: named.is === 'year' ? moment.named.numeral.value : moment.year,
    };
  }
  for (let index = 1; index < count; index += 1) {
    const moment = settled[index] as Moment;
    const before = settled[index - 1] as Moment;
    const named = monthFrom(before.named, moment.named);
    if (named !== null) settled[index] = { ...moment, named };
  }
  const last = settled.at(-1) as Moment;
  return { from, to: last.to, moments: settled, links: links.slice(0, count) };
}

function unitFrom(next: Named, value: number, raw: string): Named | null {
  const isCount = (most: number): boolean => value >= 1 && value <= most;
  switch (next.is) {
    case 'month':
      return isCount(12) ? { is: 'month', month: value } : null;
    case 'tenDays':
    case 'day':
      return isCount(12) ? { is: 'month', month: value } : null;
    case 'quarter':
      return isCount(4) ? { is: 'quarter', quarter: value } : null;
    case 'bare-day':
      return isCount(31) ? { is: 'bare-day', day: value } : null;
    case 'year':
      return value >= 1990 && value <= 2100 && raw.length === 4 ? { is: 'year' } : null;
    default:
      return null;
  }
}

/** 12月1日至7日: the day without a month stands in the month before it; so does 月底. */
function monthFrom(before: Named, named: Named): Named | null {
  const month = monthOfNamed(before);
  if (month === null) return null;
  if (named.is === 'bare-day') return { is: 'day', month, day: named.day };
  if (named.is === 'bare-part') {
    return named.part.first === 0 ? { is: 'month', month } : { is: 'tenDays', month, ...named.part };
  }
  return null;
}

const monthOfNamed = (named: Named): number | null =>
  named.is === 'day' || named.is === 'month' || named.is === 'tenDays' ? named.month : null;

/** The days of a group. */
export interface GroupDays {
  readonly due: readonly Day[];
  readonly start: Day | null;
  /** True when the group is one range and nothing else. */
  readonly isRange: boolean;
  readonly hasOccasion: boolean;
  readonly doubts: readonly Doubt[];
  /** The year in force behind the group, for a time that follows without one. */
  readonly year: number | null;
}

/**
 * Turns a group into days: ranges give their last day and their first, lists give every day. A printed year holds for the
 * times behind it; a range whose end would lie before its start ends in the next year.
 */
export function daysOfGroup(group: MomentGroup, frame: Frame, yearInForce: number | null, words: string): GroupDays {
  const due: Day[] = [];
  const doubts: Doubt[] = [];
  let start: Day | null = null;
  let year = yearInForce;
  let isRange = false;
  const moments = withSharedEdge(group);
  let rangeFirst: Day | null = null;
  let pairDue: Day[] = [];

  moments.forEach((moment, index) => {
    const base = year ?? frame.planYear;
    const inForce = moment.year ?? (moment.yearShift === null ? base : base + moment.yearShift);
    if (moment.year !== null) year = moment.year;
    let resolved = resolveMoment(moment, inForce, frame, words);
    const opensRange = group.links[index + 1] === 'to';
    if (group.links[index] === 'to') {
      if (resolved.due !== null && rangeFirst !== null && resolved.due < rangeFirst && moment.year === null) {
        resolved = resolveMoment({ ...moment, year: inForce + 1 }, inForce + 1, frame, words);
        year = year === null ? null : year + 1;
      }
      start ??= rangeFirst;
      isRange = moments.length === 2;
    }
    doubts.push(...resolved.doubts);
    if (opensRange) {
      rangeFirst = resolved.first;
      return;
    }
    if (moment.edge === 'during' && moments.length === 1 && moment.named.is !== 'occasion') {
      start = resolved.first;
      isRange = true;
    }
    if (moment.named.is === 'quarters' && moments.length === 1) start = resolved.first;
    if (resolved.due === null) return;
    pairDue.push(resolved.due);
    if (moments[index + 1]?.named.is !== 'occasion' || moment.named.is !== 'occasion') {
      due.push(...sharedOccasionDue(pairDue, moment));
      pairDue = [];
    }
  });

  const consecutive = moments.length > 1 && isRunOfQuarters(moments) && !moments.some((moment) => moment.atEnd);
  if (consecutive) {
    const first = resolveMoment(
      moments[0] as Moment,
      (moments[0] as Moment).year ?? year ?? frame.planYear,
      frame,
      words,
    );
    return { due: due.slice(-1), start: first.first, isRange: true, hasOccasion: false, doubts, year };
  }
  const unknown =
    moments.some((moment) => moment.named.is === 'occasion') && doubts.some((doubt) => doubt.code === 'event-unknown');
  return {
    due: unknown ? [] : due,
    start,
    isRange,
    hasOccasion: moments.some((moment) => moment.named.is === 'occasion' || moment.named.is === 'lunar'),
    doubts,
    year,
  };
}

/** Festivals closer than this are one season of holidays. */
const ONE_SEASON = 60;

/** 元旦、春节前 is before the first of them that comes; 五一、国庆前 and other occasions each give their day. */
function sharedOccasionDue(pair: readonly Day[], moment: Moment): readonly Day[] {
  if (pair.length < 2 || moment.edge !== 'before') return pair;
  const [first, ...others] = [...pair].sort() as [Day, ...Day[]];
  return [first, ...others.filter((due) => !isOneSeason(first, due))];
}

/** Counted around the year: 元旦 stands next to 春节, whichever of them comes first from here. */
function isOneSeason(first: Day, due: Day): boolean {
  const apart = daysBetween(first, due) % 365;
  return Math.min(apart, 365 - apart) <= ONE_SEASON;
}

/** In 国庆、中秋节前 the 前 holds for both. */
function withSharedEdge(group: MomentGroup): readonly Moment[] {
  const last = group.moments.at(-1) as Moment;
  if (last.named.is !== 'occasion' || last.edge === 'none') return group.moments;
  return group.moments.map((moment) =>
    moment.named.is === 'occasion' && moment.edge === 'none' ? { ...moment, edge: last.edge } : moment,
  );
}

/** 二、三季度 is one stretch, 一、三季度 are two times. */
function isRunOfQuarters(moments: readonly Moment[]): boolean {
  return moments.every((moment, index) => {
    const before = moments[index - 1]?.named;
    const { named } = moment;
    if (named.is !== 'quarter' || moment.edge !== 'none') return false;
    if (index < moments.length - 1 && moment.elided !== true) return false;
    return before === undefined || (before.is === 'quarter' && named.quarter === before.quarter + 1);
  });
}

const lengthUnitAt = wordTable<'year' | 'month' | 'day'>([
  ['年', 'year'],
  ['个月', 'month'],
  ['天 日', 'day'],
]);

/** 2012年起5年内, 自5月起三个月内: the last day of the stretch, with the place behind the words. */
export function readStretch(text: string, at: number, start: Day): { readonly due: Day; readonly to: number } | null {
  const from = text[at] === ',' ? at + 1 : at;
  const amount = readNumeral(text, from);
  if (amount === null || amount.value < 1 || amount.value > 400) return null;
  const unit = lengthUnitAt(text, amount.to);
  if (
    unit === null ||
    !(text[unit.to] === '内' || text.startsWith('之内', unit.to) || text.startsWith('以内', unit.to))
  )
    return null;
  const end =
    unit.value === 'day'
      ? addDays(start, amount.value)
      : addMonths(start, unit.value === 'year' ? amount.value * 12 : amount.value);
  return { due: addDays(end, -1), to: text[unit.to] === '内' ? unit.to + 1 : unit.to + 2 };
}
