import { addDays, type Day, monthOf, weekdayOf, yearOf } from '../core/calendar.ts';
import {
  type DaySpan,
  daysOffAround,
  eveOf,
  occasionIn,
  occasionYear,
  workdayOfMonth,
  workdaysBefore,
} from './festivals.ts';
import { lunarDay } from './lunar-years.ts';
import type { Moment, MonthPart, Named } from './moment-model.ts';
import { dayIn, lastDayIn, lengthOfMonth } from './plain-days.ts';
import type { Doubt } from './reading.ts';

/** What a reader must know to turn printed words into days. */
export interface Frame {
  /** The issue day of the text, or the day a reply was written. */
  readonly today: Day;
  /** The year bare months belong to. */
  readonly planYear: number;
}

/** A named time as days. `due` null: no table gives the day. */
export interface Resolved {
  readonly first: Day | null;
  readonly due: Day | null;
  readonly doubts: readonly Doubt[];
}

const NOTHING: Resolved = { first: null, due: null, doubts: [] };

/** The days a moment names, in the year that is in force for it. */
export function resolveMoment(moment: Moment, year: number, frame: Frame, words: string): Resolved {
  const { named } = moment;
  if (named.is === 'occasion') return resolveOccasion(moment, year, frame, words);
  if (named.is === 'year-start') {
    return { first: dayIn(year, 1, 1), due: dayIn(year, 1, 31), doubts: [unclear(words)] };
  }
  if (named.is === 'workday') {
    const found = workdayOfMonth(dayIn(year, named.month, 1), lastDayIn(year, named.month), named.nth);
    return found === null
      ? { ...NOTHING, doubts: [{ code: 'table-missing', text: words }] }
      : { first: found, due: found, doubts: [] };
  }
  const span = spanOf(named, year, frame);
  if (span === null) return { ...NOTHING, doubts: [{ code: 'table-missing', text: words }] };
  const doubts = isImpossible(named, year) ? [unclear(words)] : [];
  if (named.is === 'bare-day' || named.is === 'bare-part') doubts.push(unclear(words));

  if (moment.edge !== 'before' || moment.atEnd || !isLongSpan(named)) {
    return { first: span.first, due: span.last, doubts };
  }
  // 第三季度前 is before its first day; where that would leave the year, the period itself is meant.
  const eve = eveOf(span.first);
  const leavesYear = moment.year === null && moment.yearShift === null && yearOf(eve) < year;
  const due = leavesYear ? span.last : eve;
  return { first: span.first, due, doubts: [...doubts, { ...unclear(words), choices: [eve, span.last] }] };
}

const unclear = (text: string): Doubt => ({ code: 'deadline-unclear', text });

const isLongSpan = (named: Named): boolean =>
  named.is === 'month' || named.is === 'quarter' || named.is === 'half' || named.is === 'year';

/** 2月30日 is no day: the month's last day is read, with a doubt. */
const isImpossible = (named: Named, year: number): boolean =>
  named.is === 'day' && named.day > lengthOfMonth(year, named.month);

function spanOf(named: Named, year: number, frame: Frame): DaySpan | null {
  switch (named.is) {
    case 'year':
      return months(year, 1, 12);
    case 'half':
      return named.half === 1 ? months(year, 1, 6) : months(year, 7, 12);
    case 'quarter':
      return months(year, named.quarter * 3 - 2, named.quarter * 3);
    case 'quarters':
      return months(year, 1, named.to * 3);
    case 'month':
      return months(year, named.month, named.month);
    case 'tenDays':
      return partOfMonth(year, named.month, named);
    case 'week':
      return weekOfMonth(year, named.month, named.nth, named.weekday);
    case 'day':
      return one(dayOrLast(year, named.month, named.day));
    case 'lunar':
      return lunarSpan(named.month, named.day, year, frame);
    case 'five-year-plan':
      return { first: dayIn(named.ends - 4, 1, 1), last: dayIn(named.ends, 12, 31) };
    case 'relative-month': {
      const [shiftedYear, month] = shiftMonth(frame.today, named.shift);
      if (named.day !== null) return one(dayOrLast(shiftedYear, month, named.day));
      return named.part === null ? months(shiftedYear, month, month) : partOfMonth(shiftedYear, month, named.part);
    }
    case 'relative-quarter': {
      const quarter = Math.ceil(monthOf(frame.today) / 3) - 1 + named.shift;
      const inYear = yearOf(frame.today) + Math.floor(quarter / 4);
      return months(inYear, (quarter % 4) * 3 + 1, (quarter % 4) * 3 + 3);
    }
    case 'relative-week': {
      const monday = addDays(frame.today, 1 - weekdayOf(frame.today) + 7 * named.shift);
      if (named.weekday !== null) return one(addDays(monday, named.weekday - 1));
      return { first: monday, last: addDays(monday, 6) };
    }
    case 'relative-day':
      return one(addDays(frame.today, named.shift));
    case 'bare-day': {
      const [inYear, month] = monthOfNext(frame.today, named.day);
      return one(dayOrLast(inYear, month, named.day));
    }
    case 'bare-part': {
      const [inYear, month] = shiftMonth(frame.today, 0);
      return partOfMonth(inYear, month, named.part);
    }
    default:
      return null;
  }
}

const one = (date: Day): DaySpan => ({ first: date, last: date });
const months = (year: number, from: number, to: number): DaySpan => ({
  first: dayIn(year, from, 1),
  last: lastDayIn(year, to),
});

const dayOrLast = (year: number, month: number, dayOfMonth: number): Day =>
  dayIn(year, month, Math.min(dayOfMonth, lengthOfMonth(year, month)));

function partOfMonth(year: number, month: number, part: MonthPart): DaySpan {
  const last = part.last === 0 ? lastDayIn(year, month) : dayIn(year, month, part.last);
  return { first: part.first === 0 ? last : dayIn(year, month, part.first), last };
}

/** The nth week is the nth that begins in the month (Monday to Sunday, no longer than the month); the nth 周五 the nth Friday of the month. */
function weekOfMonth(year: number, month: number, nth: number, weekday: number | null): DaySpan | null {
  const first = dayIn(year, month, 1);
  const wanted = weekday ?? 1;
  const offset = (wanted - weekdayOf(first) + 7) % 7;
  let date = addDays(first, offset + 7 * (Math.max(nth, 1) - 1));
  if (nth === -1) while (monthOf(addDays(date, 7)) === month) date = addDays(date, 7);
  if (monthOf(date) !== month) return null;
  if (weekday !== null) return one(date);
  const [sunday, end] = [addDays(date, 6), lastDayIn(year, month)];
  return { first: date, last: sunday < end ? sunday : end };
}

function shiftMonth(from: Day, shift: number): [year: number, month: number] {
  const index = yearOf(from) * 12 + monthOf(from) - 1 + shift;
  return [Math.floor(index / 12), (index % 12) + 1];
}

/** A day without a month is the next one that comes. */
function monthOfNext(today: Day, dayOfMonth: number): [year: number, month: number] {
  return shiftMonth(today, dayOfMonth >= Number(today.slice(8)) ? 0 : 1);
}

function lunarSpan(month: number, dayOfMonth: number, year: number, frame: Frame): DaySpan | null {
  const dates = [year - 1, year, year + 1]
    .map((lunarYear) => lunarDay(lunarYear, month, dayOfMonth))
    .filter((date) => date !== null);
  const isWinter = month === 12 || month === 11 || month === 1;
  const found = isWinter ? dates.find((date) => date > frame.today) : dates.find((date) => yearOf(date) === year);
  return found === undefined ? null : one(found);
}

function resolveOccasion(moment: Moment, year: number, frame: Frame, words: string): Resolved {
  if (moment.named.is !== 'occasion') return NOTHING;
  const { occasion } = moment.named;
  const hasYear = moment.year !== null || moment.yearShift !== null;
  const kept = occasion.on === 'solar' ? occasion.inYear : undefined;
  const inYear = hasYear ? year : (kept ?? occasionYear(occasion, frame.planYear, frame.today));
  if (occasion.on === 'unknown' || moment.edge === 'after') {
    return { ...NOTHING, doubts: [{ code: 'event-unknown', text: words }] };
  }
  const during = moment.edge === 'during';
  const span = during ? daysOffAround(occasion, inYear) : occasionIn(occasion, inYear);
  if (span === null) return { ...NOTHING, doubts: [{ code: 'table-missing', text: words }] };

  const doubts: Doubt[] = [];
  if (occasion.on === 'season') {
    const choices = occasion.choicesBefore?.map((monthDay) => `${inYear}-${monthDay}`);
    doubts.push(choices === undefined ? unclear(words) : { ...unclear(words), choices });
  }
  if (moment.edge !== 'before') return { first: span.first, due: span.last, doubts };
  if (moment.workdaysBefore > 0) {
    const due = workdaysBefore(span.first, moment.workdaysBefore);
    return { first: span.first, due, doubts: due === null ? [{ code: 'table-missing', text: words }] : doubts };
  }
  const due = addDays(span.first, -Math.max(1, moment.daysBefore));
  return { first: span.first, due, doubts };
}
