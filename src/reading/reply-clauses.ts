import type { DayMention } from './reply-days.ts';
import type { TaskMention } from './reply-tasks.ts';
import type { Span } from './reply-text.ts';

/** Marks that stand in a masked text for something already read; a mark's later places hold `FILL`. */
export const TASK_MARK = '\uE000';
export const DAY_MARK = '\uE001';
export const PAPER_MARK = '\uE002';
/** Read as if it was not there. */
export const FILL = '\uE00F';

/** The text with each span replaced by a mark of the same length. */
export function mask(text: string, spans: readonly Span[], mark: string): string {
  let masked = '';
  let at = 0;
  for (const span of spans) {
    if (span.from < at) continue;
    masked += text.slice(at, span.from) + mark + FILL.repeat(span.to - span.from - 1);
    at = span.to;
  }
  return masked + text.slice(at);
}

/** 泽政办发〔2026〕17号: the number of a paper names no task and no day. */
export function papersNamed(folded: string): readonly Span[] {
  return Array.from(folded.matchAll(PAPER), ({ index, 0: words }) => ({ from: index, to: index + words.length }));
}
const PAPER = /(?:\( ?(?:19|20)\d{2} ?\)|(?<=[字发函办])(?:19|20)\d{2}-) ?第? ?\d{1,4} ?号/g;

/** The sender's own unit, wherever its name stands, is 我局; places stay true. */
export function namesAsSelf(folded: string, ownUnits: readonly string[]): string {
  return ownUnits
    .filter((name) => name.length >= 3)
    .toSorted((left, right) => right.length - left.length)
    .reduce((text, name) => text.replaceAll(name, `我局${FILL.repeat(name.length - 2)}`), folded);
}

/** A part of a message between two stops, blanks at its ends removed; `stop` is the sign that ended it. */
export interface Clause extends Span {
  readonly text: string;
  readonly stop: string;
  readonly sentence: number;
  /** The tasks and days whose marks stand in the text, in order. */
  readonly tasks: readonly TaskMention[];
  readonly days: readonly DayMention[];
}

const PARTING: readonly string[] = [
  '[，,、。;；!！?？\\n:：…~～()（）|/\\\\]',
  '\\.(?=[\\s)]|$)',
  '(?<=[✅✔❌❎%了成结])(?=\uE000)',
  // Spoken courtesies part without a sign: 收到我们尽快落实, 完成了请审核.
  '(?<=(?:^|[\\n ,，。])(?:嗯+|好的|收到|您好|你好|是的|明白){1,3})(?=[我这已正目马尽\uE000])',
  '(?<=(?:[完结好定妥]|上传|发|交|报|传)了)(?=材料|资料|照片|佐证|附件|台账|[您你]看|麻烦|没问题|没有问题|没啥问题|辛苦|帮我|请)',
  '(?<=了)(?=[您你](?:看|帮|核|查|收))',
  '(?<=[成结了位实])(?=谢谢|感谢|辛苦|请(?:您|你们?|领导|办公室|贵办|予以|及时)*[审查核批知指验确备])',
  // Words spoken into the phone have no signs at all: 全部弄完了照片已经发群里了, 干完了你那边给审一下.
  '(?<=(?<![为除极罢算得不未没])了[啊呀哈呢的哦]?)(?=[您你](?:们|那边|这边)?(?:[给帮审点销]|可以|放心)|麻烦|也[都已全]|已经?(?!到?期)|(?:系统|平台|台账|网上)[里上中]?(?:也|都|已)|就[等差]|但是?|不过|只[差剩]|除了?|还[差有剩]|\uE001\uE00F*(?:就|已|也|都))',
  '(?<=谢谢|感谢|辛苦|辛苦了|审核|查收|问题|上报|报送|验收|提交|归档)(?=还[差有没剩在]|但|不过|就[差等]|除了|只是|先[不别]|其[他它]的?|目前|后面|等|才怪|不是|才|据说|其中|估计|大概|可能)',
  '(?<=(?:[完结好定妥掉成]|到位|通过|印发|竣工|完工|通车)了[啊呀哈哦]?)(?=(?:佐证|相关|有关|验收)?(?:材料|资料|照片|报告|总结|文件|台账|附件)[^,，。\\n]{0,6}(?:已|都|也|在|发|传|报|送|交|附|给))',
  '(?<=(?:没看到?|没看见|没注意到?|才看到)(?:消息|通知|信息|手机|微信))(?=[\uE000我这已咱])',
  // A blank parts Chinese words, and Chinese from Latin ones; digits keep to what stands before, unless that is told to its end.
  '(?<=[\\u3400-\\u9fff\uE000-\uE00F\\p{Extended_Pictographic}]) (?=[\\u3400-\\u9fff\uE000-\uE00F\\p{Extended_Pictographic}])',
  '(?<=[完好成妥结工毕位装]了|完[事工毕]|办结) (?=\\d{1,6}(?:\\.\\d{1,3})? ?[\\u4e00-\\u9fff])',
  '(?<=完成) (?=\\d{1,6}[\\u4e00-\\u9fff]{1,8}(?:全|都|均))',
  '(?<=[\\u3400-\\u9fff\\p{Extended_Pictographic}]) (?=[a-z])',
  '(?<=[a-z\\p{Extended_Pictographic}]) (?=[\\u3400-\\u9fff])',
];
const STOP = new RegExp(PARTING.join('|'), 'gu');

/** Splits a masked text into clauses. A colon within a time and a point within a number do not split. */
export function clausesOf(
  masked: string,
  named: { readonly tasks: readonly TaskMention[]; readonly days: readonly DayMention[] },
): readonly Clause[] {
  const clauses: Clause[] = [];
  const tasks = queue(named.tasks);
  const days = queue(named.days);
  let from = 0;
  let sentence = 0;
  const add = (to: number, stop: string): void => {
    const text = masked
      .slice(from, to)
      .replaceAll(FILL, '')
      .replace(/(?<![a-z'\uE000\uE001]) | (?![a-z&#\uE000\uE001])/g, '')
      .trim();
    if (text !== '') clauses.push({ text, stop, sentence, from, to, tasks: tasks.upTo(to), days: days.upTo(to) });
    else if (clauses.length > 0) clauses[clauses.length - 1] = withStop(clauses.at(-1) as Clause, stop);
    if (/[。;；!！?？\n.]/.test(stop)) sentence += 1;
  };

  for (const match of masked.matchAll(STOP)) {
    const at = match.index;
    const between = /\d/.test(masked.charAt(at - 1)) && /\d/.test(masked.charAt(at + 1));
    if (between && /[:：,/.]/.test(match[0])) continue;
    add(at, match[0]);
    from = at + match[0].length;
  }
  add(masked.length, '');
  return clauses;
}

/** Signs in a row (！？) count together; a blank beside a sign does not. */
const withStop = (clause: Clause, stop: string): Clause => ({
  ...clause,
  stop: stop.trim() === '' && stop !== '\n' ? clause.stop : clause.stop.trim() + stop,
});

/** Hands out spans from left to right. */
function queue<T extends Span>(spans: readonly T[]): { upTo(end: number): readonly T[] } {
  let next = 0;
  return {
    upTo(end) {
      const from = next;
      while ((spans[next]?.to ?? Number.POSITIVE_INFINITY) <= end) next += 1;
      return spans.slice(from, next);
    },
  };
}

const bare = (text: string): string =>
  text.replace(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|\u200d/gu, '').trim();

/** The words of a clause without pictures, quotes around them and the number of a list. */
export const plain = (clause: Clause): string =>
  bare(clause.text)
    .replace(/\uE000\./g, TASK_MARK)
    .replace(/^(?:\d{1,2}\.|\d{1,2}$|[①-⑳])/, '')
    .replace(/^['"“”‘’]+|['"“”‘’]+$/g, '');
