import { type Day, dayOf } from '../core/calendar.ts';
import { daysOfGroup, type GroupDays, type MomentGroup, readMomentGroup, readStretch } from './moment-group.ts';
import { isInsideNumeral, isNumeral, readNumeral } from './numerals.ts';
import type { FoundPeriodic } from './period-rules.ts';
import { readPeriodic } from './periodic.ts';
import type { Doubt } from './reading.ts';
import { type FoundRelative, readRelative } from './relative-limit.ts';
import type { Frame } from './resolve-moment.ts';
import { wordTable } from './word-table.ts';

/** One limit in a folded text, in the order of print. */
export type Limit = { readonly from: number; readonly to: number } & (
  | { readonly is: 'days'; readonly group: MomentGroup; readonly days: GroupDays }
  /** 自5月起: a first day and no last one. */
  | { readonly is: 'start'; readonly group: MomentGroup; readonly start: Day | null; readonly doubts: readonly Doubt[] }
  | { readonly is: 'periodic'; readonly periodic: FoundPeriodic }
  | { readonly is: 'relative'; readonly relative: FoundRelative }
  | { readonly is: 'ongoing'; readonly word: string; readonly isVague: boolean }
  | { readonly is: 'vague'; readonly word: string }
);

/** Duties without an end (长期坚持), and those whose time is left to whoever does them (适时). */
const steadyAt = wordTable<'ongoing' | 'as-needed' | 'vague'>([
  [
    '长期坚持 长期 长期有效 长效 常年 常抓不懈 持续推进 持续开展 持续进行 持续实施 持续落实 持续优化 持续更新 持续完善 持续 常态化 常态化推进 常态化开展 常态 全年 全年推进 全年度 贯穿全年 全年持续 日常 日常工作 经常性 经常 平时 随时 动态更新 动态调整 动态管理 动态推进 动态 实时 实时更新 即时更新 始终 全过程 全程 全时段 滚动推进 滚动实施 滚动更新 序时进度 时序进度 按时序进度 序时推进 按序时进度 按进度推进 按进度 按照进度 进度要求 全天候 不断 一直 压茬推进 分步实施 分批实施 分期实施 分阶段推进 有计划 同步推进 同步进行 同步开展 定期 不间断 一以贯之 逐步推进 有序推进 稳步推进 按计划推进 按计划 按年度计划推进 长期任务 永久 无限期 每时每刻 时时刻刻 年度滚动 深入推进 抓好落实 坚持',
    'ongoing',
  ],
  [
    '适时 择机 不定期 视情 视情况 视情开展 根据需要 根据工作需要 按需 按需开展 根据实际 根据实际情况 根据情况 必要时 因需 及时',
    'as-needed',
  ],
  [
    '尽快 尽早 抓紧 待定 另定 另行通知 另行确定 另行安排 根据工作进度 按工作进度 按照上级要求 按上级要求 按上级部署 按照上级部署 按省统一部署 按要求 按时 按期 近期 时间待定 规定的期限内 规定时间内 规定时限内 规定期限内 按规定时间 按规定时限 按时间节点 按节点 按通知要求 按照通知要求 下一步 稍后 届时',
    'vague',
  ],
]);

/** The first characters that may begin a limit; every other character is passed over. */
const STARTERS = new Set(
  '0123456789OolI〇零一二三四五六七八九十廿卅两○◯今本当明次翌来下后去上年岁第首前元正腊冬农阴半时任Qq春夏秋冬清端中重国劳妇植消世全知五四防护助科环禁建教烈记交宪双高普汛主入供采集暑寒新除小大七龙老敬医器省市区县考开学三法节换节放惊雨谷立芒处白霜每按逐分以隔单季月旬周日天星礼提当马即边随速限为历期未不用利长常持贯经动实始滚序同定视根必因择适尽抓待另规及近按稍届永无逐有稳深坚抓平一儿进不压分有接收青人公扶抗香澳校县州',
);

/** Reads the limits of a folded text that count. A printed year holds for the limits behind it, unless it stood in a decoy. */
export function scanLimits(text: string, frame: Frame, counts: (limit: Limit) => boolean): Limit[] {
  const limits: Limit[] = [];
  let yearInForce: number | null = null;
  let clauseFrom = 0;
  let quoteEnd = -1;
  let at = 0;
  while (at < text.length) {
    const sign = text[at] as string;
    if (sign === '《') {
      if (quoteEnd < at) quoteEnd = text.indexOf('》', at);
      // An unclosed title hides nothing: better a doubt than a lost limit.
      if (quoteEnd < 0) quoteEnd = text.length;
      else if (quoteEnd < text.length) at = quoteEnd;
      at += 1;
      continue;
    }
    if (sign === '。' || sign === '!' || sign === '?') {
      yearInForce = null;
      clauseFrom = at + 1;
    } else if (sign === ';') {
      clauseFrom = at + 1;
    }
    if (!STARTERS.has(sign) || isOnTheWhole(text, at) || (isInsideNumeral(text, at) && limits.at(-1)?.to !== at)) {
      at += 1;
      continue;
    }
    const documentNumber = endOfDocumentNumber(text, at);
    if (documentNumber > at) {
      at = documentNumber;
      continue;
    }
    const found = readLimit(text, at, clauseFrom, frame, yearInForce, limits);
    if (typeof found === 'number') {
      at = found;
      continue;
    }
    const isReal = counts(found);
    if (isReal) limits.push(found);
    if (isReal && found.is === 'days') yearInForce = found.days.year ?? yearInForce;
    at = Math.max(found.to, at + 1);
    clauseFrom = Math.max(clauseFrom, found.to);
  }
  return limits;
}

/** 原则上年底前: 上 belongs to the word before it, 上年 is not meant. */
const isOnTheWhole = (text: string, at: number): boolean =>
  text[at] === '上' && /(?:原则|总体|基本|大体|总的)$/.test(text.slice(Math.max(0, at - 2), at));

/** The limit that stands at `at`, or the place to go on from. */
function readLimit(
  text: string,
  at: number,
  clauseFrom: number,
  frame: Frame,
  yearInForce: number | null,
  before: readonly Limit[],
): Limit | number {
  const steady = steadyAt(text, at);
  if (steady !== null) {
    const { word, to, value } = steady;
    return value === 'vague'
      ? { is: 'vague', from: at, to, word }
      : { is: 'ongoing', from: at, to, word, isVague: value === 'as-needed' };
  }
  const periodic = readPeriodic(text, at, before.length === 0);
  if (periodic !== null) return { is: 'periodic', from: periodic.from, to: periodic.to, periodic };

  const relative = readRelative(text, at, clauseFrom);
  const group = readMomentGroup(text, at);
  const hasGroup = group !== null && 'moments' in group && text[at - 1] !== '前' && !isBareCount(group, relative);
  if (relative !== null && (relative.hasEvent || !hasGroup)) {
    return relative.years === null
      ? { is: 'relative', from: relative.from, to: relative.to, relative }
      : yearsLimit(relative, relative.years, frame);
  }
  if (hasGroup && 'moments' in group && group.moments.at(-1)?.edge === 'after') {
    // 节后5个工作日, 春节后一周内: counts from the day that is named.
    const behind = readRelative(text, group.to, Math.min(clauseFrom, group.from));
    if (behind?.hasEvent && behind.years === null)
      return { is: 'relative', from: group.from, to: behind.to, relative: behind };
  }
  if (hasGroup && 'moments' in group && isNameOnly(group)) return group.to;
  if (hasGroup && 'moments' in group) return groupLimit(text, group, frame, yearInForce);
  if (group !== null && 'skipTo' in group && group.skipTo > at) return group.skipTo;
  return afterNumber(text, at);
}

/** 换届 or 寒假 without 前 names nothing that a limit could be. */
const isNameOnly = ({ moments: [first, second] }: MomentGroup): boolean =>
  second === undefined &&
  first?.named.is === 'occasion' &&
  first.named.occasion.on === 'unknown' &&
  first.edge === 'none';

/** 15日内 without a month is an amount, 第N个 no day. */
function isBareCount(group: MomentGroup, relative: FoundRelative | null): boolean {
  const [first] = group.moments;
  return first?.named.is === 'bare-day' && (relative !== null || first.edge === 'within' || first.edge === 'after');
}

/** A number that is no limit is passed over whole, so that no part of it is read again. */
function afterNumber(text: string, at: number): number {
  if (!isNumeral(text[at])) return at + 1;
  return Math.max(at + 1, readNumeral(text, at)?.to ?? at + 1);
}

function groupLimit(text: string, group: MomentGroup, frame: Frame, yearInForce: number | null): Limit {
  const words = text.slice(group.from, group.to);
  const days = daysOfGroup(group, frame, yearInForce, words);
  const last = group.moments.at(-1);
  if (last?.edge === 'from') {
    const start = startOf(group, days, frame, words);
    const stretch = start === null ? null : readStretch(text, group.to, start);
    if (stretch !== null) {
      return {
        is: 'days',
        from: group.from,
        to: stretch.to,
        group,
        days: { ...days, due: [stretch.due], start, isRange: true },
      };
    }
    return { is: 'start', from: group.from, to: group.to, group, start, doubts: days.doubts };
  }
  return { is: 'days', from: group.from, to: group.to, group, days };
}

/** The first day of a stretch that has no end: of 5月起 the first of May. */
function startOf(group: MomentGroup, days: GroupDays, frame: Frame, words: string): Day | null {
  const [first] = group.moments;
  if (first === undefined) return null;
  const asRange: MomentGroup = { ...group, moments: [{ ...first, edge: 'during' }] };
  const span = daysOfGroup(asRange, frame, days.year, words);
  return span.start ?? span.due[0] ?? null;
}

/** 三年内, 未来五年: this year is the first of them. */
function yearsLimit(relative: FoundRelative, years: number, frame: Frame): Limit {
  const due = dayOf(frame.planYear + years - 1, 12, 31);
  const days: GroupDays = {
    due: [due],
    start: dayOf(frame.planYear, 1, 1),
    isRange: true,
    hasOccasion: false,
    doubts: [],
    year: null,
  };
  const group: MomentGroup = { from: relative.from, to: relative.to, moments: [], links: [] };
  return { is: 'days', from: relative.from, to: relative.to, group, days };
}

/** 2016]6号 behind an opening bracket: the number of a document. */
function endOfDocumentNumber(text: string, at: number): number {
  const open = text[at - 1];
  if (open === undefined || !'〔[('.includes(open)) return at;
  const year = readNumeral(text, at);
  if (year === null || year.raw.length !== 4) return at;
  const close = text[year.to];
  if (close === undefined || !'〕])'.includes(close)) return at;
  const from = text[year.to + 1] === '第' ? year.to + 2 : year.to + 1;
  const number = readNumeral(text, from);
  return number !== null && text[number.to] === '号' ? number.to + 1 : at;
}
