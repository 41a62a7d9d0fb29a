import { type Day, yearOf } from '../core/calendar.ts';
import { readEnglishDeadline } from './deadline-english.ts';
import { foldText } from './fold-text.ts';
import { isDecoy, isRealLimit } from './limit-context.ts';
import { type Limit, scanLimits } from './limit-scan.ts';
import { monthsBetween } from './period-year.ts';
import type { DeadlineReading, Doubt } from './reading.ts';
import type { Frame } from './resolve-moment.ts';

/** What a deadline is read against: the issue day, and the plan year when it is not the year of that day. */
export interface DeadlineContext {
  /** The issue day of the plan, or the day a reply was written. */
  readonly today: Day;
  /** The year bare months belong to; the year of `today` when absent. */
  readonly planYear?: number;
}

/** A limit in running text, with the offsets of its words. */
export interface DeadlineInText {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly reading: DeadlineReading;
}

/** Longer annotations are cut off: no limit takes more words. */
const LONGEST_PHRASE = 2_000;
/** Limits stand in sentences; a text without an end is cut off here. */
const LONGEST_SENTENCE = 8_000;

/** Reads a phrase that is a limit: 6月底前, 4月、7月、10月, 每季度首月10日前, 收到通知后10个工作日内, 长期坚持. */
export function readDeadline(phrase: string, context: DeadlineContext): DeadlineReading {
  const cut = phrase.length > LONGEST_PHRASE ? phrase.slice(0, LONGEST_PHRASE) : phrase;
  const frame = frameOf(context);
  const { text } = foldText(cut);
  const limits = limitsOfPhrase(text, frame);
  if (limits.length === 0) {
    const english = readEnglishDeadline(cut, frame);
    if (english !== null) return english;
  }
  return combine(limits, text, cut.trim(), true);
}

/**
 * The limits of a phrase that is one. Where it speaks of several times and one of them is surely a limit, the others count by the
 * rules of running text: 开展2023年度考核，3月20日前通报结果.
 */
function limitsOfPhrase(text: string, frame: Frame): readonly Limit[] {
  const all = scanLimits(text, frame, (limit) => !isDecoy(limit, text, frame));
  if (all.filter(({ is }) => is === 'days').length < 2) return all;
  const real = scanLimits(text, frame, (limit) =>
    limit.is === 'days' ? isRealLimit(limit, text, frame) : !isDecoy(limit, text, frame),
  );
  return real.some(saysLimit) ? real : all;
}

const saysLimit = (limit: Limit): boolean =>
  limit.is === 'days' && ['before', 'within', 'until'].includes(limit.group.moments.at(-1)?.edge ?? 'none');

/**
 * Finds the limits in running text. Only real ones: years in titles, document numbers, cut-off days, service standards, days of
 * earlier events and occasions are left out.
 */
export function findDeadlines(sentence: string, context: DeadlineContext): readonly DeadlineInText[] {
  const cut = sentence.length > LONGEST_SENTENCE ? sentence.slice(0, LONGEST_SENTENCE) : sentence;
  const frame = frameOf(context);
  const { text, at } = foldText(cut);
  const real = scanLimits(text, frame, (limit) => isRealLimit(limit, text, frame));
  return joinStarts(real, text).map((limits) => {
    const first = limits[0] as Limit;
    const last = limits.at(-1) as Limit;
    const from = at[first.from] ?? 0;
    const to = (at[last.to - 1] ?? cut.length - 1) + 1;
    const words = cut.slice(from, to);
    return { from, to, text: words, reading: combine(limits, text, words, false) };
  });
}

/** 自4月起…每月25日前: the start belongs to the limit behind it; alone it is no limit. */
function joinStarts(limits: readonly Limit[], text: string): Limit[][] {
  const joined: Limit[][] = [];
  let start: Limit | null = null;
  for (const limit of limits) {
    if (limit.is === 'start') {
      start = limit;
      continue;
    }
    const before: Limit | undefined = joined.at(-1)?.at(-1);
    if (before !== undefined && monthsFor(before, limit, text) !== null) joined.at(-1)?.push(limit);
    else joined.push(start !== null && limit.is === 'periodic' ? [start, limit] : [limit]);
    start = null;
  }
  return joined;
}

const frameOf = (context: DeadlineContext): Frame => ({
  today: context.today,
  planYear: context.planYear ?? yearOf(context.today),
});

const BARE_YEAR = 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1';

/** 6月至9月，每月25日前: the months belong to the rule and give no day of their own. */
function withMonths(limits: readonly Limit[], text: string): readonly Limit[] {
  const joined: Limit[] = [];
  for (const limit of limits) {
    const before = joined.at(-1);
    const months = before === undefined ? null : monthsFor(before, limit, text);
    if (months === null || limit.is !== 'periodic') {
      joined.push(limit);
      continue;
    }
    joined.pop();
    const rrule = limit.periodic.rrule?.replace('FREQ=MONTHLY;', `FREQ=MONTHLY;BYMONTH=${months.join(',')};`) ?? null;
    joined.push({ ...limit, periodic: { ...limit.periodic, rrule } });
  }
  return joined;
}

/** The months that stand right before a monthly rule; null when there are none. */
function monthsFor(before: Limit, limit: Limit, text: string): readonly number[] | null {
  if (before.is !== 'days' || limit.is !== 'periodic' || !limit.periodic.rrule?.startsWith('FREQ=MONTHLY;BY'))
    return null;
  if (
    limit.periodic.rrule.includes('BYMONTH=') ||
    !['', ',', '的', '期间', '期间,'].includes(text.slice(before.to, limit.from))
  )
    return null;
  const months = before.group.moments.map(({ named, atEnd, edge }) =>
    named.is === 'month' && !atEnd && (edge === 'none' || edge === 'during') ? named.month : null,
  );
  if (months.includes(null)) return null;
  const [first, last] = months as number[];
  return before.days.isRange && first !== undefined && last !== undefined
    ? monthsBetween(first, last)
    : (months as number[]);
}

/** One reading of everything a phrase says. */
function combine(limits: readonly Limit[], text: string, words: string, isWholePhrase: boolean): DeadlineReading {
  const due = new Set<Day>();
  const doubts: Doubt[] = [];
  let start: Day | null = null;
  let rrule: string | null = null;
  let hasPeriodic = false;
  let ongoing: string | null = null;
  let relative: DeadlineReading['relative'] = null;
  let groups = 0;
  let isRange = false;
  let hasOccasion = false;
  let isWholeYear = true;
  const others = limits.filter((limit) => limit.is === 'days').length > 1;

  for (const limit of withMonths(limits, text)) {
    switch (limit.is) {
      case 'days': {
        // 年初 names no day; beside other times it is left out.
        if (others && limit.group.moments.every((moment) => moment.named.is === 'year-start')) break;
        groups += 1;
        isRange = limit.days.isRange;
        hasOccasion ||= limit.days.hasOccasion;
        start ??= limit.days.start;
        for (const date of limit.days.due) due.add(date);
        doubts.push(...limit.days.doubts);
        isWholeYear &&= limit.group.moments.every((moment) => moment.named.is === 'year' && moment.year === null);
        const bareDays = limit.group.moments.flatMap(({ named }) => (named.is === 'bare-day' ? [named.day] : []));
        if (rrule?.endsWith(';BYMONTHDAY=-1') && bareDays.length > 0 && text[limit.from - 1] !== '前') {
          // 每月报送一次，25日前: the day belongs to the month.
          rrule = rrule.replace('BYMONTHDAY=-1', `BYMONTHDAY=${bareDays.join(',')}`);
          for (const date of limit.days.due) due.delete(date);
        }
        break;
      }
      case 'start':
        start ??= limit.start;
        doubts.push(...limit.doubts);
        break;
      case 'periodic':
        if (!hasPeriodic || (rrule === null && limit.periodic.rrule !== null)) rrule = limit.periodic.rrule;
        hasPeriodic = true;
        if (limit.periodic.countsWorkdays) doubts.push({ code: 'table-missing', text: words });
        if (limit.periodic.rrule === null) doubts.push({ code: 'event-unknown', text: words });
        break;
      case 'relative':
        relative ??= withEvent(limit.relative.relative);
        break;
      case 'ongoing':
        ongoing ??= limit.word;
        if (limit.isVague) doubts.push({ code: 'deadline-unclear', text: limit.word });
        break;
      case 'vague':
        doubts.push({ code: 'deadline-unclear', text: limit.word });
        break;
      default:
        limit satisfies never;
    }
  }
  const days = [...due].sort();
  if (
    ongoing !== null &&
    rrule === BARE_YEAR &&
    limits.some((limit) => limit.is === 'periodic' && !limit.periodic.isExact)
  ) {
    return { due: [], start, rrule: null, relative, doubts, kind: 'ongoing' };
  }
  const reading = { due: days, start, rrule, relative, doubts };
  if (hasPeriodic) return { ...reading, kind: 'recurrence' };
  const repeated = isWholePhrase ? eachOnce(limits, text) : null;
  if (repeated !== null) return { ...reading, kind: 'recurrence', rrule: repeated };
  if (ongoing !== null && (days.length === 0 || isWholeYear)) return { ...reading, kind: 'ongoing', due: [] };
  if (groups > 0 && (days.length > 0 || hasOccasion)) {
    if (days.length === 0) return { ...reading, kind: 'event' };
    if (groups === 1 && isRange && days.length === 1) return { ...reading, kind: 'range' };
    if (hasOccasion) return { ...reading, kind: 'event' };
    return { ...reading, kind: days.length > 1 ? 'dates' : start === null ? 'date' : 'range' };
  }
  if (relative !== null) return { ...reading, kind: 'relative' };
  if (ongoing !== null || start !== null) return { ...reading, kind: 'ongoing', due: [] };
  return {
    ...reading,
    kind: 'none',
    doubts: doubts.length > 0 ? doubts : [{ code: 'deadline-unclear', text: words }],
  };
}

const withEvent = (relative: NonNullable<DeadlineReading['relative']>): NonNullable<DeadlineReading['relative']> =>
  relative.event === '' ? { ...relative, event: '未注明' } : relative;

const EACH_ONCE = [
  '各报送一次',
  '各报一次',
  '各报送1次',
  '各报1次',
  '各上报一次',
  '各通报一次',
  '各开展一次',
  '各一次',
  '各1次',
  '分别报送一次',
  '各总结一次',
  '各调度一次',
  '各汇总一次',
];

/** 6月底、12月底各报送一次: every year in those months; the days of this year are given beside the rule. */
function eachOnce(limits: readonly Limit[], text: string): string | null {
  const [limit] = limits;
  if (limits.length !== 1 || limit?.is !== 'days' || limit.group.moments.length < 2) return null;
  if (!EACH_ONCE.some((word) => text.startsWith(word, limit.to))) return null;
  const months = limit.group.moments.map((moment) =>
    moment.year === null && moment.yearShift === null && moment.named.is === 'month' ? moment.named.month : null,
  );
  return months.includes(null) ? null : `FREQ=YEARLY;BYMONTH=${months.join(',')};BYMONTHDAY=-1`;
}
