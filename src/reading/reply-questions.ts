import type { Clause } from './reply-clauses.ts';
import { mentionsShare } from './reply-figures.ts';

/**
 * A clause asks if it ends in a question mark or particle, or holds a question word that is not denied (没有什么问题).
 * 六七成吧 is a cautious figure, no question.
 */
export function isQuestion(clause: Clause): boolean {
  const text = clause.text
    .replace(/[啊呀哦噢哈]+$/, '')
    .replace(/(?:还[得需要差]|[晚缓等过再宽延多推前这那])几天/g, '');
  if (/[?？]/.test(clause.stop) || QUESTION.test(text)) return true;
  if (/吧$/.test(text)) return !mentionsShare(clause) && !/^(?:好|行|可以|嗯|那就|就)|放心吧$/.test(text);
  if (/(?:完成|办结|做完|办完|做好|弄好|落实|到位|报|交|进展|消息|困难|问题)了?没有$/.test(text))
    return !/[还都也并]/.test(text);
  return /(?:吗|么|嘛|呢|不|没)$/.test(
    text.replace(
      /(?:什么|怎么|要么|那么|这么|还没呢?|着呢|好的?呢|嗯呢|还早呢|呢还|(?:没|未|还|正|在)[\u4e00-\u9fff]{1,8}呢|都没|也没|没有没)$/,
      '',
    ),
  );
}

const QUESTION =
  /是否|是不是|有没有|能否|能不能|可否|可不可以|会不会|要不要|需不需要|行不行|好不好|对不对|完没完|谁|哪[个些里儿位家一天]?|(?<![没无]有?|不是|为)(?:什么|啥)(?!都|也)|怎[么样]|如何(?!都)|为[什何]|何时|几[时点号天月]|多[久少]|咋|请问|在哪|到底|^(?:when|what|who|where|which|how|why)(?![a-z])|^(?!will do$)(?:is|are|was|were|has|have|do|does|did|can|could|may|should|would|will|isn't|aren't|hasn't|haven't|didn't|don't)(?:'s)? (?:it|this|that|they|there|we|i|you|the|he|she|is|are|do|does|did|can|to|should|everyone|anyone|\uE000)(?![a-z])/;
/** A tag is a word or two; longer ones are not tried. */
export const LONGEST_TAG = 12;

/** A question that asks the other side to confirm what stands before it: the whole sentence asks. */
export const TAG =
  /^(?:是|对|不是|是这样|真的|确定|没错|属实|是真|这样|可以|行|好)*(?:吗|吧|么|嘛|对不对|是不是|是否属实|对否|right|correct)$/;
