import { type Clause, plain } from './reply-clauses.ts';
import { asksToClose, NOTHING, OPEN_LABEL } from './reply-closings.ts';
import { opensCorrection } from './reply-corrections.ts';
import { NEED, NEED_NOT, NO_TROUBLE, TROUBLE } from './reply-words.ts';

/** Tells of trouble or asks for help; of a question only the help asked for counts. */
export function isTrouble(clause: Clause, told: boolean): boolean {
  const { text } = clause;
  if (NO_TROUBLE.test(text) || opensCorrection(clause) || asksToClose(plain(clause))) return false;
  if (NEED.test(text) && !NEED_NOT.test(text))
    return told || /能否|能不能|可否|可以请|能请|请[^,]{1,20}吗$|can you/.test(text);
  return told && TROUBLE.test(text);
}

/** 若批复还下不来，再申请延期: what would be trouble, and what would be done then. */
export const supposes = (clause: Clause | undefined, after: Clause | undefined): boolean =>
  clause !== undefined &&
  (SUPPOSED.test(clause.text) || (after !== undefined && IF.test(clause.text) && THEN.test(after.text)));
const IF = /^(?:假如|如果?|要是|倘若|若(?!干)|万一|实在)/;
const THEN = /^(?:我们?|我局|就|那就|届时|到时候?|的话)*再/;
const SUPPOSED =
  /^(?:假如|如果?|要是|倘若|若(?!干)|万一)[^,]*(?:再|届时|到时候?)(?:来|去)?(?:申请|报|说|提|请|联系|沟通|汇报|协调|反馈)/;

/** 存在问题：无, or 存在问题 in a list of headings, tells of no trouble. `before` and `after` are the clauses beside it. */
export const isEmptyLabel = (clause: Clause, after: Clause | undefined): boolean =>
  BARE_LABEL.test(plain(clause)) && (!/[:：]/.test(clause.stop) || isAnsweredNothing(clause, undefined, after));
const BARE_LABEL = /^(?:目前|当前)?(?:存在|遇到)的?(?:主要|突出)?(?:问题|困难|障碍)(?:和困难|及困难)?$/;

/** 存在问题：无: the label or its answer. */
export function isAnsweredNothing(clause: Clause, before: Clause | undefined, after: Clause | undefined): boolean {
  if (NOTHING.test(plain(clause))) return isOpenLabel(before);
  return isOpenLabel(clause) && after !== undefined && NOTHING.test(plain(after));
}

const isOpenLabel = (label: Clause | undefined): boolean =>
  label !== undefined && /[:：]/.test(label.stop) && OPEN_LABEL.test(plain(label));
