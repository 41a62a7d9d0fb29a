import { readNumeral } from './numerals.ts';
import type { RelativeLimit } from './reading.ts';
import { wordTable } from './word-table.ts';

/** An amount of time in the text that counts from an event. */
export interface FoundRelative {
  readonly from: number;
  readonly to: number;
  readonly relative: RelativeLimit;
  /** True when the text names the event the amount counts from. */
  readonly hasEvent: boolean;
  /** 三年内: so many calendar years with this one, no amount from an event. */
  readonly years: number | null;
}

type Unit = RelativeLimit['unit'];

/** Units, each with how many of the unit of the reading it is. */
const unitAt = wordTable<readonly [unit: Unit, times: number]>([
  ['个工作日 工作日 个工作天', ['workday', 1]],
  ['日 天 个自然日 自然日 个日历日 日历日 个自然天', ['day', 1]],
  ['个月 个整月 月', ['month', 1]],
  ['周 个星期 星期 个礼拜 礼拜 个周', ['week', 1]],
  ['小时 个小时', ['day', 1 / 24]],
  ['年 个年度', ['year', 1]],
  ['个季度 季度', ['month', 3]],
]);

const halfUnitAt = wordTable<readonly [unit: Unit, amount: number]>([
  ['半个月 半月', ['day', 15]],
  ['半年', ['month', 6]],
]);

const withinAt = wordTable<true>([['内 之内 以内 里 左右 时间内 期限内 的时间内', true]]);
const atOnceAt = wordTable<string>([
  [
    '立即 立刻 马上 即刻 即时 即知即改 立行立改 立说立行 立查立改 立整立改 边查边改 边学边改 边查边整改 即查即改 即收即办 即办即结 随到随办 即接即办 第一时间 当场 限时办结 速办 即刻办理 即行',
    '立即',
  ],
  ['当日 当天 当日内', '当日'],
]);

/** How an event ends that an amount counts from. */
const EVENT_ENDS = [
  '之日起的',
  '之日起算',
  '之日起',
  '之日后',
  '之日',
  '当日起',
  '当天起',
  '次日起',
  '日起',
  '日后',
  '起算',
  '之后的',
  '以后的',
  '后的',
  '之后',
  '以后',
  '后',
  '起',
  '开始',
  '时起',
] as const;

const EVENT_BEFORE_ENDS = ['之前', '以前', '前'] as const;

/** Words between the subject of a sentence and the event: what stands before them is not of the event. */
const EVENT_STARTS = [
  '每次',
  '应当于',
  '应于',
  '须于',
  '请于',
  '要于',
  '并于',
  '自',
  '从',
  '于',
  '在',
  '应当',
  '应',
  '须',
  '务必',
  '原则上',
  '请',
  '要',
];

/** Words that only contain one of those: 申请材料, 重要会议, 自查. */
const OTHER_WORDS = new Set(
  '申请 提请 报请 聘请 邀请 重要 主要 需要 必要 纪要 摘要 概要 要求 要件 要点 现在 存在 所在 正在 在线 在建 在册 适应 反应 相应 响应 对应 供应 应急 应用 应对 由于 关于 对于 属于 基于 来自 各自 亲自 自查 自评 自主 自建 自然 自愿 从业 从事'.split(
    ' ',
  ),
);

/** What an amount before a day refers to: 举行会议二十五日前. */
const MEETING_ENDS = [
  '会议',
  '召开',
  '举行',
  '举办',
  '开工',
  '发布',
  '公布',
  '施行',
  '实施',
  '开幕',
  '到期',
  '期满',
  '届满',
  '结束',
  '活动',
  '开会',
  '开庭',
  '开学',
  '验收',
  '会',
  '考试',
  '选举',
];

const CLAUSE_ENDS = '。;!?(（)）:';
const LONGEST_EVENT = 40;

/** Reads an amount of time that counts from an event: 收到通知后10个工作日内, 提前3个工作日, 立即. */
export function readRelative(text: string, at: number, clauseFrom: number): FoundRelative | null {
  const once = atOnceAt(text, at);
  if (once !== null) {
    const event = once.value === '当日' ? eventBefore(text, text[at - 1] === '的' ? at - 1 : at, clauseFrom) : null;
    const to = text[once.to] === '内' ? once.to + 1 : once.to;
    return found(event?.from ?? at, to, { event: event?.event ?? once.value, amount: 0, unit: 'day' }, event !== null);
  }
  if (text[at] === '提' && text.startsWith('提前', at)) {
    const amount = readAmount(text, at + 2);
    if (amount === null) return null;
    const relative = { event: eventWord(text, at, clauseFrom) ?? '提前', amount: -amount.amount, unit: amount.unit };
    return found(at, amount.to, relative, true);
  }
  const lead = leadAt(text, at);
  const amount = readAmount(text, lead?.to ?? at);
  if (amount === null) return null;
  const before = eventBefore(text, at, clauseFrom);
  const within = withinAt(text, amount.to);
  const to = within?.to ?? amount.to;

  if (before !== null) {
    const relative = {
      event: before.event,
      amount: before.isBefore ? -amount.amount : amount.amount,
      unit: amount.unit,
    };
    return found(before.from, to, relative, true);
  }
  if (
    within === null &&
    (text[amount.to] === '前' || text.startsWith('之前', amount.to) || text.startsWith('以前', amount.to))
  ) {
    return beforeMeeting(text, at, clauseFrom, amount);
  }
  const isWholePhrase = at === 0 && amount.to === text.length && amount.unit !== 'year';
  if (within === null && lead === null && !isWholePhrase) return null;
  const years = amount.unit === 'year' && amount.amount > 1 ? amount.amount : null;
  return { ...found(at, to, { event: '', amount: amount.amount, unit: amount.unit }, false), years };
}

const leadAt = wordTable<true>([['为期 历时 限期 限 期限 时限 周期 不超过 未来 今后 用 利用', true]]);

const found = (from: number, to: number, relative: RelativeLimit, hasEvent: boolean): FoundRelative => ({
  from,
  to,
  relative,
  hasEvent,
  years: null,
});

interface Amount {
  readonly amount: number;
  readonly unit: Unit;
  readonly to: number;
}

function readAmount(text: string, at: number): Amount | null {
  const half = halfUnitAt(text, at);
  if (half !== null) return { amount: half.value[1], unit: half.value[0], to: half.to };
  const start = text[at] === '第' ? at + 1 : at;
  const numeral = readNumeral(text, start);
  if (numeral === null || numeral.decimals > 0 || !(numeral.value >= 1 && numeral.value <= 1000)) return null;
  if (isPartOfNumber(text, start)) return null;
  const unit = unitAt(text, numeral.to);
  if (unit === null || (unit.word === '月' && text[numeral.to - 1] !== '个')) return null;
  const [name, times] = unit.value;
  return { amount: Math.floor(numeral.value * times), unit: name, to: unit.to };
}

const isPartOfNumber = (text: string, at: number): boolean => text[at - 1] === '.' || text[at - 1] === '/';

/** The event that ends right before `at`, with the place its words begin. */
function eventBefore(
  text: string,
  at: number,
  clauseFrom: number,
): { event: string; from: number; isBefore: boolean } | null {
  let end = text[at - 1] === ',' ? at - 1 : at;
  const from = Math.max(clauseFrom, end - LONGEST_EVENT);
  const head = text.slice(from, end);
  const ending =
    EVENT_ENDS.find((word) => head.endsWith(word)) ?? EVENT_BEFORE_ENDS.find((word) => head.endsWith(word));
  if (ending === undefined) {
    // 接到通知3日内: what was received is the event, 后 or not.
    const received = text[at] === '当' || head.includes('收到') || head.includes('接到');
    return received ? namedEvent(text, end, from) : null;
  }
  const isBefore = ending.endsWith('前');
  end -= ending.length;
  const event = namedEvent(text, end, from);
  if (event === null) {
    // 次日起, 会后: the word itself is all there is.
    return ending === '后' || isBefore || head.length < ending.length
      ? null
      : { event: ending.slice(0, 2), from: end, isBefore };
  }
  // 会后 names the meeting by one character.
  return /^[会节]$/.test(event.event) ? { ...event, event: `${event.event}后`, isBefore } : { ...event, isBefore };
}

function namedEvent(
  text: string,
  end: number,
  from: number,
): { event: string; from: number; isBefore: boolean } | null {
  let start = from;
  for (let index = end - 1; index >= from; index -= 1) {
    if (CLAUSE_ENDS.includes(text[index] ?? '') || text[index] === ',') {
      start = index + 1;
      break;
    }
  }
  const clause = text.slice(start, end);
  let cut = 0;
  for (const word of EVENT_STARTS) {
    const place = clause.lastIndexOf(word);
    const isOther =
      OTHER_WORDS.has(clause.slice(place - 1, place + 1)) || OTHER_WORDS.has(clause.slice(place, place + 2));
    if (place < 0 || isOther) continue;
    if (place + word.length > cut && place + word.length < clause.length) cut = place + word.length;
  }
  const event = clause.slice(cut);
  return event === '' ? null : { event, from: start + cut, isBefore: false };
}

const eventWord = (text: string, at: number, clauseFrom: number): string | null =>
  namedEvent(text, at, Math.max(clauseFrom, at - LONGEST_EVENT))?.event ?? null;

function beforeMeeting(text: string, at: number, clauseFrom: number, amount: Amount): FoundRelative | null {
  const event = namedEvent(text, at, Math.max(clauseFrom, at - LONGEST_EVENT));
  if (event === null || !MEETING_ENDS.some((word) => event.event.endsWith(word))) return null;
  const to = amount.to + (text[amount.to] === '前' ? 1 : 2);
  return found(event.from, to, { event: event.event, amount: -amount.amount, unit: amount.unit }, true);
}
