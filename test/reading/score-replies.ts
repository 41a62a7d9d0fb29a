import { day } from '../../src/core/calendar.ts';
import type { ReplyReading } from '../../src/reading/reading.ts';
import { readReply } from '../../src/reading/reply.ts';

/** What a clerk would record for a reply; a field left out is not judged, null must be null. */
export interface ReplyTruth {
  readonly text: string;
  readonly intent: string;
  readonly percent?: number | null;
  readonly date?: string | null;
  readonly tasks?: readonly (number | string)[];
  readonly values?: ReplyReading['values'];
}

export interface ReplyCorpus {
  readonly today: string;
  readonly replies: readonly ReplyTruth[];
}

/** Scores as the contract does: intent, percent within one, day and tasks; help or a list is as quiet as unknown. */
export function scoreReplies(corpus: ReplyCorpus): {
  rate: number;
  falseDone: string[];
  falseExtension: string[];
  misses: string[];
} {
  const misses: string[] = [];
  const falseDone: string[] = [];
  const falseExtension: string[] = [];
  for (const truth of corpus.replies) {
    const got = readReply(truth.text, { today: day(corpus.today) });
    if (got.intent === 'done' && truth.intent !== 'done') falseDone.push(truth.text);
    if (got.intent === 'extension' && truth.intent !== 'extension') falseExtension.push(truth.text);
    if (!isRight(truth, got)) misses.push(`${JSON.stringify(truth)}\n   got ${JSON.stringify(got)}`);
  }
  return { rate: 1 - misses.length / corpus.replies.length, falseDone, falseExtension, misses };
}

const QUIET: readonly string[] = ['unknown', 'help', 'list'];

function isRight(truth: ReplyTruth, got: ReplyReading): boolean {
  const intent = truth.intent === 'unknown' ? QUIET.includes(got.intent) : truth.intent === got.intent;
  const percent =
    truth.percent === undefined ||
    (truth.percent === null ? got.percent === null : Math.abs((got.percent ?? -99) - truth.percent) <= 1);
  const date = truth.date === undefined || truth.date === got.date;
  const tasks =
    truth.tasks === undefined ||
    JSON.stringify(truth.tasks.map(String).sort()) === JSON.stringify([...got.tasks].sort());
  const values = truth.values === undefined || JSON.stringify(truth.values) === JSON.stringify(got.values);
  return intent && percent && date && tasks && values;
}
