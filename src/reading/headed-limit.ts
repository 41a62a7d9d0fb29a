import { isLimitInBracket } from './limit-shape.ts';

const MONTH_HEADING = /^(?:(?:次年|明年|翌年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?|第?[一二三四]季度)[:：]?$/u;
const COUNT = /[（(]共?\d{1,3}[项件个条][）)]$/u;
const BEHIND = '的?(?:重点)?(?:任务|事项|工作|项目|问题|清单|类|部分)*';
/** 6月底前完成的任务: what stands below is due then. 上半年工作情况 tells of something else. */
const DONE_BY = new RegExp(
  `^(?<limit>.{2,14}?)(?:须|需|要|应|必须|力争|计划|全部|基本)*(?:完成|办结|整改到位|整改完成|整改|销号|落实到位)${BEHIND}$`,
  'u',
);
const KIND = new RegExp(`^(?<limit>立即整改|立行立改|即知即改|长期坚持|常态化推进|常态化|持续推进)${BEHIND}$`, 'u');
/** A period alone heads what goes on in it; with 完成 behind it is a limit. */
const PERIOD = /(?:半年|季度|旬|月份?|\d日)$/u;
const POINT = /[前底末内]$/u;

/** The limit that a heading sets for all below it: 九月, 12月20日前, 6月底前完成的任务（3项）, 长期坚持类. Null for any other heading. */
export function limitOfHeading(title: string): string | null {
  if (MONTH_HEADING.test(title)) return title;
  const words = title.replace(/[:：]$/u, '').replace(COUNT, '');
  const kind = KIND.exec(words)?.groups?.limit;
  if (kind !== undefined) return kind;
  const limit = DONE_BY.exec(words)?.groups?.limit;
  const isPoint = limit === undefined ? POINT.test(words) : POINT.test(limit) || PERIOD.test(limit);
  return isPoint && isLimitInBracket(limit ?? words) ? (limit ?? words) : null;
}
