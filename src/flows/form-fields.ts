import { type Day, day, isDay } from '../core/calendar.ts';
import type { Command, Message } from '../core/message/message.ts';
import type { Evidence } from '../core/report.ts';
import { type ReplyContext, splitReply } from '../reading/reply.ts';
import type { Said } from './record-report.ts';

/** What a submitted form carries, by field name. */
type Fields = Readonly<Record<string, string>>;

/**
 * What a report form says beside its words. Figures are those that the words themselves say, when they speak of one thing; the boxes
 * decide whether it is done, and the field for a day comes before a day in the words.
 */
export function saidIn(
  fields: Fields,
  madeAt: Date,
  context: ReplyContext & { readonly evidence?: readonly Evidence[] },
): Omit<Said, 'text'> {
  const readings = splitReply(fields.text ?? '', context);
  const [only] = readings;
  const read = only && readings.length === 1 && only.tasks.length < 2 ? only : null;
  const { evidence = [] } = context;
  return {
    claimsDone: fields.done === 'true',
    percent: read?.percent ?? null,
    values: read?.values ?? [],
    expectedOn: dayIn(fields, 'expectedOn') ?? (read?.intent === 'progress' ? read.date : null),
    madeAt,
    ...(evidence.length > 0 ? { evidence } : {}),
  };
}

/** The day in a field; null when it is left open or is none. */
export function dayIn(fields: Fields, name: string): Day | null {
  const text = fields[name]?.trim() ?? '';
  return isDay(text) ? day(text) : null;
}

/** The same form, submitted as a correction of the report that the button named. */
export function correcting(message: Message, command: Command): Message {
  return message.form
    ? { ...message, form: { ...message.form, submit: { ...message.form.submit, command } } }
    : message;
}
