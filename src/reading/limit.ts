import { type Day, dayOf, monthOf, yearOf } from '../core/calendar.ts';
import { compact, splitOutside } from './characters.ts';
import { findDeadlines, readDeadline } from './deadline.ts';
import type { PlanSeason } from './plan-year.ts';
import type { DeadlineReading, Doubt, RelativeLimit } from './reading.ts';
import { unitsAhead } from './sentence-units.ts';

/** What bare months and festivals are counted from: the plan year, and the day the plan was issued. */
export interface LimitContext {
  readonly planYear: number | null;
  readonly issuedOn: Day | null;
  /** A plan over the turn of the year: bare months before `turnsAt` belong to the year after `year`. */
  readonly season?: PlanSeason | null;
}

/** All that an item's words say about when it is due. */
export interface Limit {
  readonly due: readonly Day[];
  readonly start: Day | null;
  readonly rrule: string | null;
  readonly ongoing: boolean;
  readonly relative: RelativeLimit | null;
  readonly words: readonly string[];
  readonly doubts: readonly Doubt[];
}

const NOTHING: Limit = { due: [], start: null, rrule: null, ongoing: false, relative: null, words: [], doubts: [] };

/** Reads the value of a limit annotation or cell. A value that tells no limit is a doubt, never a guess. */
export function readLimit(value: string, context: LimitContext): Limit {
  const text = fromToday(compact(value).replace(/^[：:，,；;]+|[。；;，,]+$/gu, ''));
  if (text === '') return NOTHING;
  const whole = inYear(context, (today, planYear) => [{ text, reading: readDeadline(text, { today, planYear }) }]);
  if (whole.some(({ reading }) => reading.kind !== 'none')) return merged(whole);
  const parts = splitOutside(text, /[，,；;]/u).filter((part) => part !== '');
  const read = inYear(context, (today, planYear) =>
    parts.flatMap((part): Found[] => {
      const reading = readDeadline(part, { today, planYear });
      return reading.kind === 'none' ? [...findDeadlines(part, { today, planYear })] : [{ text: part, reading }];
    }),
  );
  const found = merged(read);
  return isEmpty(found) ? { ...found, words: [text], doubts: [{ code: 'deadline-unclear', text }] } : found;
}

// 自本方案印发之日起至…, 从现在起到…: the plan counts from the day it is issued, as 即日起 says.
const FROM_TODAY =
  /(?:自|从)?(?:即日|现在|今日|(?:本)?(?:通知|方案|文件|意见|要点|清单|文)?(?:印发|发文|下发|发布|公布|发)之日)(?:开始|起)?(?=至|到|—|–|-|~)(?:到)?/gu;
const fromToday = (words: string): string =>
  words.replace(FROM_TODAY, (phrase) => (phrase.endsWith('到') ? '即日起至' : '即日起'));

// 12月3日国际残疾人日前 is 12月3日前: the name only explains the day.
const NAMED_DAY = /(\d{1,2}月\d{1,2}日)“?\p{Script=Han}{2,10}[日节]”?前/gu;

// 不低于上年，6月15日前完成: the year compared with is no limit.
const COMPARED = /(?<=(?:低于|高于|少于|超过|较|比|与|同|达到|好于))(?:上年|去年|上一年|前年)(?=[，,。；]|$)/gu;

/** The limits that stand in an item's own sentences. 持续推进 counts there only as a clause of its own. */
export function findLimits(text: string, context: LimitContext): Limit {
  // “五一”“十一”前 names two days.
  const words = fromToday(compact(text))
    .replaceAll('”“', '”、“')
    .replace(NAMED_DAY, '$1前')
    .replace(/每(个?)月月(?=[底末初中])/gu, '每$1月')
    .replace(/(?:此|该|本)项(?:工作|任务)(?=长期坚持|常态化|持续推进)/gu, '')
    .replace(COMPARED, '往年');
  const found = inYear(context, (today, planYear) => findDeadlines(words, { today, planYear })).filter(
    ({ reading, text: phrase }) =>
      reading.kind !== 'none' && (reading.kind !== 'ongoing' || isOwnClause(words, phrase)),
  );
  return merged(found);
}

// 关于消防安全。由区消防救援大队负责，立即对…开展检查: who, and then at once what. 发现问题立即整改 only says how.
const WHO_THEN = /^(?:关于[^。；;，,]{2,20}[。：:])?(?:由?[^，。；;\d]{2,40}(?:负责|牵头|配合|承办|落实)[，,])*/u;
const AT_ONCE = /^(?:要|应|须|应当|必须|务必)?(?:立即|立刻|马上|即刻)(?=[\p{Script=Han}“])/u;

/** An item that opens with 立即, behind nothing but who has to act, is due at once. */
export function findAtOnce(text: string): Limit {
  const words = compact(text).replace(WHO_THEN, '');
  if (!AT_ONCE.test(words) && !AT_ONCE.test(words.slice(unitsAhead(words)?.end ?? 0))) return NOTHING;
  return { ...NOTHING, relative: { event: '立即', amount: 0, unit: 'day' }, words: ['立即'] };
}

interface Found {
  readonly text: string;
  readonly reading: DeadlineReading;
}

/** Without a plan year only days with a printed year are known: they come out the same whatever the year. */
function inYear(context: LimitContext, read: (today: Day, planYear: number) => readonly Found[]): Found[] {
  const { season } = context;
  if (season) {
    const on = context.issuedOn ?? dayOf(season.year, season.turnsAt, 1);
    return inSeason(read(on, season.year), read(on, season.year + 1), season);
  }
  if (context.planYear !== null) {
    if (context.issuedOn !== null) return [...read(context.issuedOn, context.planYear)];
    return read(dayOf(context.planYear, 1, 1), context.planYear).map(withoutToday);
  }
  const others = read(dayOf(2001, 1, 1), 2001);
  return read(dayOf(2002, 1, 1), 2002).map((found, at) => {
    const other = others[at]?.reading;
    const same = JSON.stringify(other?.due) === JSON.stringify(found.reading.due);
    if (same && other?.start === found.reading.start) return found;
    const doubts: Doubt[] = [...found.reading.doubts, { code: 'year-unclear', text: found.text }];
    return { ...found, reading: { ...found.reading, due: [], start: null, doubts } };
  });
}

// Where nobody knows when the plan was issued, 即日起 names no day.
function withoutToday(found: Found): Found {
  return found.text.includes('即日起') ? { ...found, reading: { ...found.reading, start: null } } : found;
}

// What differs between the two years was printed without one; its month tells which of them is meant. 次年1月, and the end of
// 12月至1月, lie in the second year already.
function inSeason(first: readonly Found[], second: readonly Found[], { year, turnsAt }: PlanSeason): Found[] {
  return first.map((found, at) => {
    const other = second[at]?.reading;
    if (!other || other.due.length !== found.reading.due.length) return found;
    const meant = (day: Day, next: Day | undefined): Day =>
      next && yearOf(day) === year && monthOf(day) < turnsAt ? next : day;
    const { reading } = found;
    return {
      ...found,
      reading: {
        ...reading,
        due: reading.due.map((day, index) => meant(day, other.due[index])),
        start: reading.start === null ? null : meant(reading.start, other.start ?? undefined),
      },
    };
  });
}

// 3月、6月、11月各一次 in the plan of a year are three days of that year; only 每 makes them a rule.
function isOfThisYear({ text, reading }: Found): boolean {
  return reading.due.length > 1 && /各.{0,4}[一1]次/u.test(text) && !text.includes('每');
}

// 实行季度通报，每季度首月15日前印发: the rule that prints its day says when, the name of the mechanism only how often.
function ruleOf(found: readonly Found[]): string | null {
  const rules = found.filter(({ reading }) => reading.rrule !== null);
  const isNamed = rules[0] !== undefined && !rules[0].text.includes('每');
  const exact = isNamed ? rules.find(({ text }) => /每.*(?:\d|底|末|周[一二三四五六日天])/u.test(text)) : undefined;
  return (exact ?? rules[0])?.reading.rrule ?? null;
}

function merged(found: readonly Found[]): Limit {
  const readings = found.map(({ reading }) => reading).filter((reading) => reading.kind !== 'none');
  const starts = readings.flatMap((reading) => (reading.start === null ? [] : [reading.start]));
  return {
    due: [...new Set(readings.flatMap((reading) => reading.due))].sort(),
    start: starts[0] ?? null,
    rrule: withoutHour(ruleOf(found.filter((one) => !isOfThisYear(one)))),
    ongoing: readings.some((reading) => reading.kind === 'ongoing'),
    relative: relativeOf(readings),
    words: found.map(({ text }) => text),
    doubts: readings.flatMap((reading) => reading.doubts),
  };
}

/** Several limit annotations of one item say one thing together. */
export function joinLimits(limits: readonly Limit[]): Limit {
  return {
    due: [...new Set(limits.flatMap((limit) => limit.due))].sort(),
    start: limits.find((limit) => limit.start !== null)?.start ?? null,
    rrule: limits.find((limit) => limit.rrule !== null)?.rrule ?? null,
    ongoing: limits.some((limit) => limit.ongoing),
    relative: limits.find((limit) => limit.relative !== null)?.relative ?? null,
    words: limits.flatMap((limit) => limit.words),
    doubts: limits.flatMap((limit) => limit.doubts),
  };
}

/** True when nothing was said about when. */
export function isEmpty(limit: Limit): boolean {
  return limit.due.length === 0 && !limit.rrule && !limit.ongoing && !limit.relative && limit.doubts.length === 0;
}

// 压缩至300天以内 beside a day is a measure: only an event makes an amount of time a limit there.
function relativeOf(readings: readonly DeadlineReading[]): RelativeLimit | null {
  const relative = readings.find((reading) => reading.relative !== null)?.relative ?? null;
  const hasDay = readings.some((reading) => reading.due.length > 0);
  return hasDay && relative?.event === '未注明' && relative.amount > 0 ? null : relative;
}

// A deadline is a day: 每周四下午5点前 is each Thursday.
function withoutHour(rrule: string | null): string | null {
  return rrule?.replace(/;?BY(?:HOUR|MINUTE|SECOND)=[\d,]+/gu, '') ?? null;
}

function isOwnClause(sentence: string, phrase: string): boolean {
  return sentence.split(/[，。；,;]/u).some((clause) => clause === phrase);
}
