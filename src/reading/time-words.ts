import type { Edge, MonthPart } from './moment-model.ts';
import { wordTable } from './word-table.ts';

/** 今年, 明年, 去年: how many years on. */
export const yearWordAt = wordTable<number>([
  ['今年 本年 本年度 今年度 当年 年度', 0],
  ['明年 次年 下年 翌年 来年 下一年 下一年度 下年度 次年度 明年度 第二年 转年', 1],
  ['后年', 2],
  ['去年 上年 上一年 上年度', -1],
]);

/** The point of a year that a word names. */
export type YearPoint = 'end' | 'middle' | 'start' | 'within' | 'before';
/** 年底, 年内, 年中, 年初. */
export const yearPointAt = wordTable<YearPoint>([
  ['年底 年末 年终 岁末 岁尾 年尾 岁末年终 岁末年初 年底年初 年度末 年度底 全年末', 'end'],
  ['年内 年度内 本年内 当年内 年之内 年以内', 'within'],
  ['年中 半年度末', 'middle'],
  ['年初 年头', 'start'],
  ['年前', 'before'],
]);

/** Half-years. */
export const halfAt = wordTable<1 | 2>([
  ['上半年 上半年度 前半年', 1],
  ['下半年 下半年度 后半年', 2],
  ['时间过半 任务过半', 1],
]);

/** The word for a quarter. */
export const quarterWordAt = wordTable<true>([['季度 季', true]]);
/** 底, 末: the end of the time before it. */
export const endAt = wordTable<true>([['底 末 终 终了 期末 末期', true]]);

/** The parts of a month. */
export const monthPartAt = wordTable<MonthPart>([
  ['上旬 初 月初', { first: 1, last: 10 }],
  ['中旬 中 月中', { first: 11, last: 20 }],
  ['下旬', { first: 21, last: 0 }],
  ['上中旬 上、中旬', { first: 1, last: 20 }],
  ['中下旬 中、下旬', { first: 11, last: 0 }],
  ['上半月 前半月', { first: 1, last: 15 }],
  ['下半月 后半月', { first: 16, last: 0 }],
]);

/** 月底, 中旬 without a month before them. */
export const bareMonthPartAt = wordTable<MonthPart>([
  ['月底 月末 月终', { first: 0, last: 0 }],
  ['月中', { first: 11, last: 20 }],
  ['月初', { first: 1, last: 10 }],
  ['上旬', { first: 1, last: 10 }],
  ['中旬', { first: 11, last: 20 }],
  ['下旬', { first: 21, last: 0 }],
  ['上半月', { first: 1, last: 15 }],
  ['下半月', { first: 16, last: 0 }],
]);

/** Months with a name of their own. */
export const monthNameAt = wordTable<number>([['元月 元月份', 1]]);
/** Months of the lunar year with a name of their own. */
export const lunarMonthAt = wordTable<number>([
  ['正月', 1],
  ['冬月', 11],
  ['腊月', 12],
]);

/** 本月, 下月. */
export const relativeMonthAt = wordTable<number>([
  ['本月 这个月 本月份 当月', 0],
  ['下月 下个月 下月份', 1],
  ['上月 上个月', -1],
]);
/** 本季度, 下季度. */
export const relativeQuarterAt = wordTable<number>([
  ['本季度 本季 这个季度', 0],
  ['下季度 下个季度 下一季度', 1],
]);
/** 本周, 下周. */
export const relativeWeekAt = wordTable<number>([
  ['本周 这周 本星期 这个星期 本礼拜', 0],
  ['下周 下星期 下个星期 下礼拜', 1],
  ['下下周', 2],
]);
/** 今天, 明天. */
export const relativeDayAt = wordTable<number>([
  ['今天 今日 今晚 即日 即日内', 0],
  ['明天 明日 明晚', 1],
  ['后天 后日', 2],
  ['大后天', 3],
  ['昨天 昨日', -1],
]);

/** The word before a weekday. */
export const weekdayWordAt = wordTable<true>([['周 星期 礼拜', true]]);
/** Weekdays, 1 = Monday. */
export const weekdayAt = wordTable<number>([
  ['一 1', 1],
  ['二 2', 2],
  ['三 3', 3],
  ['四 4', 4],
  ['五 5', 5],
  ['六 6', 6],
  ['日 天 末 7', 7],
]);

/** Five-year plans by their last year. */
export const fiveYearPlanAt = wordTable<number>([
  ['十一五', 2010],
  ['十二五', 2015],
  ['十三五', 2020],
  ['十四五', 2025],
  ['十五五', 2030],
  ['十六五', 2035],
]);

/** What stands behind a time and says which side of it is meant. */
export const edgeAt = wordTable<Edge>([
  ['前 之前 以前 前夕 截止前 前期', 'before'],
  ['内 之内 以内 里', 'within'],
  ['止 为止 截止 结束 结束前', 'until'],
  ['起 开始 始 起始', 'from'],
  ['后 之后 以后 过后 结束后 结束之后 结束以后', 'after'],
  ['期间 时期 节期间 假期 假期期间 长假 长假期间 小长假 黄金周 放假期间 节假日期间 当天 当日 当周', 'during'],
]);

/** Times of day. */
export const timeWordAt = wordTable<true>([
  ['下班前 下班 上班前 工作日结束 上午 下午 中午 晚上 晚 早上 凌晨 午前 傍晚 夜间 零时 零点 全天', true],
]);
/** The word behind an hour. */
export const clockAt = wordTable<true>([['时整 时 点整 点半 点 时许', true]]);

/** The last one of. */
export const lastOneAt = wordTable<true>([['最后一个 最后1个 最后一 最后1 末', true]]);
