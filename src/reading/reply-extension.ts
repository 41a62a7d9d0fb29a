import type { Clause } from './reply-clauses.ts';
import { isQuestion } from './reply-questions.ts';
import { EXTENSION, EXTENSION_ENGLISH, NO_EXTENSION, OTHER_ASKS } from './reply-words.ts';

/** The clauses that ask for a later day; 'how' if the sender only wants to know the way (可以申请延期吗，怎么申请). */
export function extensionAsked(clauses: readonly Clause[]): readonly Clause[] | 'how' {
  const asking = clauses.filter(asksExtension);
  const open = asking.every((clause) => isQuestion(clause) && clause.days.length === 0);
  const how = open && clauses.some((clause) => !asking.includes(clause) && ASKS_WAY.test(clause.text));
  return how && asking.length > 0 ? 'how' : asking;
}

const ASKS_WAY = /怎么|怎样|如何|在哪|找谁|什么(?:材料|手续|流程|条件)/;

function asksExtension({ text }: Clause): boolean {
  if (NO_EXTENSION.test(text) || OTHER_ASKS.test(text)) return false;
  return EXTENSION.test(text) || EXTENSION_ENGLISH.test(text);
}
