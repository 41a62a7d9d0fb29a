import { doubtTexts } from '../../core/message/zh/doubts.ts';
import type { Doubt, ItemReading, PlanReading } from '../../reading/reading.ts';

/** What stands in the other columns already (no limit) is not said again. */
export const worthALook = (item: ItemReading): readonly Doubt[] =>
  item.doubts.filter((doubt) => doubt.code !== 'deadline-missing');

/** A doubt for whoever checks the document: what is doubtful, about which words, and what they may mean. */
export function doubtLine(doubt: Doubt): string {
  const what = doubtTexts[doubt.code] ?? ownDoubtTexts[doubt.code] ?? '请核对';
  const choices = doubt.choices ? `（${doubt.choices.join(' / ')}）` : '';
  return `${what}：${shortened(doubt.text)}${choices}`;
}

/** What is wrong with the reading as a whole. */
export const problemLine = (problem: PlanReading['problems'][number]): string =>
  problemTexts[problem.code] ?? problem.text;

const ownDoubtTexts: Readonly<Record<string, string>> = {
  'units-unclear': '单位名称请核对',
  'lead-assumed': '未标明牵头单位',
  'discreet-proposed': '拟仅提示、不传内容',
};

const problemTexts: Readonly<Record<string, string>> = {
  'structure-unclear': '编号与层次不清，已按段落逐段读取，请核对是否有遗漏。',
  'year-unknown': '没有读出年份：不带年份的月份未能确定，请用 --year 指明。',
};

/** The beginning of words that are too long for a line. */
export function shortened(words: string): string {
  const characters = Array.from(words);
  return characters.length <= 60 ? words : `${characters.slice(0, 59).join('')}…`;
}
