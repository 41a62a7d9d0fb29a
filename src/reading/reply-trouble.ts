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
