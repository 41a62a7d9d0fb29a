import { type Day, day, isDay } from '../core/calendar.ts';
import type { Command, Message } from '../core/message/message.ts';
import type { Said } from './record-report.ts';

/** What a submitted form carries, by field name. */
type Fields = Readonly<Record<string, string>>;

/** What a report form says beside its words. */
export function saidIn(fields: Fields, madeAt: Date): Omit<Said, 'text'> {
  return {
    claimsDone: fields.done === 'true',
    percent: null,
    values: [],
    expectedOn: dayIn(fields, 'expectedOn'),
    madeAt,
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
