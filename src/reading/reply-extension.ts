import type { Clause } from './reply-clauses.ts';
import { opensCorrection } from './reply-corrections.ts';
import {
  ASKS_LEAVE,
  CANNOT,
  EXTENSION,
  EXTENSION_ENGLISH,
  NEEDS_TIME,
  NO_EXTENSION,
  OFFERS_DAY,
  OTHER_ASKS,
} from './reply-extension-words.ts';
import { isQuestion } from './reply-questions.ts';
import { supposes } from './reply-trouble.ts';

/** The clauses that ask for a later day; 'how' if the sender only wants to know the way (可以申请延期吗，怎么申请). */
export function extensionAsked(clauses: readonly Clause[]): readonly Clause[] | 'how' {
  const corrects = clauses.some(opensCorrection);
  const asking = clauses.filter(
    (clause, index) =>
      (asksExtension(clause, corrects) && !supposes(clauses[index - 1], clause)) || asksTogether(clauses, index),
  );
  const open = asking.every((clause) => isQuestion(clause) && clause.days.length === 0);
  const how = open && clauses.some((clause) => !asking.includes(clause) && ASKS_WAY.test(clause.text));
  return how && asking.length > 0 ? 'how' : asking;
}

/** 要是能完成就不报延期了 asks for nothing yet. */
const SUPPOSED = /^(?:假如|如果|要是|倘若|若是|只要|万一)[^,]*(?:就|才|则|怎么)/;
const ASKS_WAY = /怎么|怎样|如何|在哪|找谁|什么(?:材料|手续|流程|条件)/;

function asksExtension(clause: Clause, corrects: boolean): boolean {
  // 更正，应该是延到10月16日 asks for the other day.
  const text = corrects ? clause.text.replace(/^(?:应该?|实际上?)?(?:是|为)(?=延|推)/, '') : clause.text;
  if (SUPPOSED.test(text) || NO_EXTENSION.test(text) || OTHER_ASKS.test(text)) return false;
  return EXTENSION.test(text) || EXTENSION_ENGLISH.test(text);
}

/** 还需要一周，可以吗 and 做不完，下周一行吗 ask with two clauses. */
function asksTogether(clauses: readonly Clause[], index: number): boolean {
  const clause = clauses[index];
  if (!clause || NO_EXTENSION.test(clause.text)) return false;
  const leave = clauses[index + 1];
  if (NEEDS_TIME.test(clause.text) && leave !== undefined && ASKS_LEAVE.test(leave.text)) return true;
  return OFFERS_DAY.test(clause.text) && clauses.slice(0, index).some((earlier) => CANNOT.test(earlier.text));
}
