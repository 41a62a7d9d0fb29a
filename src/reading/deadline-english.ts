import type { DeadlineReading } from './reading.ts';
import type { Frame } from './resolve-moment.ts';
export function readEnglishDeadline(_phrase: string, _frame: Frame): DeadlineReading | null {
  return null;
}
