import type { Clause } from './reply-clauses.ts';

/** A clause asks if it ends in a question mark or particle, or holds a question word that is not denied (没有什么问题). */
export function isQuestion(clause: Clause): boolean {
  return (
    /[?？]/.test(clause.stop) ||
    /(?:吗|么|嘛|呢|吧|不|没)$/.test(
      clause.text.replace(/(?:什么|怎么|要么|那么|这么|好吧|行吧|还没|都没|也没|没有没)$/, ''),
    ) ||
    (/(?:完成|办结|做完|办完|做好|弄好|落实|到位|报|交|进展|消息|困难|问题)了?没有$/.test(clause.text) &&
      !/[还都也并]/.test(clause.text)) ||
    QUESTION.test(clause.text)
  );
}

const QUESTION =
  /是否|是不是|有没有|能否|能不能|可否|可不可以|会不会|要不要|需不需要|行不行|好不好|对不对|完没完|谁|哪[个些里儿位家一天]?|(?<![没无]有?|不是|为)什么(?!都|也)|怎[么样]|如何(?!都)|为[什何]|何时|几[时点号天月]|多[久少]|咋|请问|在哪|^(?:is|are|was|were|has|have|do|does|did|can|could|may|should|would|will|when|what|who|where|which|how|why)(?:'s)? (?:it|this|that|they|there|we|i|you|the|he|she|is|are|do|does|did|can|to|should|everyone|anyone|\uE000)(?![a-z])/;
/** A question that asks the other side to confirm what stands before it: the whole sentence asks. */
export const TAG =
  /^(?:是|对|不是|是这样|真的|确定|没错|属实|是真|这样|可以|行|好)*(?:吗|吧|么|嘛|对不对|是不是|是否属实|对否|right|correct)$/;
