import { type Day, day } from '../../src/core/calendar.ts';
import type { DeadlineReading } from '../../src/reading/reading.ts';
import { expandRecurrence } from '../../src/reading/recurrence.ts';

/** One phrase with what a competent clerk would record. */
export interface TruePhrase {
  readonly phrase: string;
  readonly kind: DeadlineReading['kind'];
  readonly due?: readonly string[];
  readonly start?: string | null;
  readonly rrule?: string;
  readonly relative?: { readonly event: string; readonly amount: number; readonly unit: string };
  readonly alternatives?: readonly (readonly string[])[];
}

const same = (a: readonly string[], b: readonly string[]): boolean => [...a].sort().join() === [...b].sort().join();
/** A week is seven days. */
const span = (limit: { amount: number; unit: string } | null | undefined): string =>
  limit?.unit === 'week' ? `${limit.amount * 7} day` : `${limit?.amount} ${limit?.unit}`;

/** Two rules are the same when they fall on the same days of three years, at the same hour. */
function sameRule(a: string, b: string | null): boolean {
  if (b === null) return false;
  const days = (rrule: string): readonly Day[] => expandRecurrence(rrule, day('2020-01-01'), day('2022-12-31'));
  const hour = (rrule: string): string =>
    rrule
      .split(';')
      .filter((part) => /^BY(?:HOUR|MINUTE)/.test(part))
      .join();
  return same(days(a), days(b)) && hour(a) === hour(b);
}

/** True when the reading says what the truth says. */
export function isRight(truth: TruePhrase, got: DeadlineReading): boolean {
  const dues = [truth.due ?? [], ...(truth.alternatives ?? [])];
  const dueRight = dues.some((due) => same(due, got.due));
  switch (truth.kind) {
    case 'date':
    case 'dates':
    case 'event':
      return dueRight;
    case 'range':
      return dueRight && (truth.alternatives !== undefined || !truth.start || truth.start === got.start);
    case 'recurrence':
      return truth.rrule ? sameRule(truth.rrule, got.rrule) : got.rrule === null && got.doubts.length > 0;
    case 'relative':
      return got.due.length === 0 && (!truth.relative?.amount || span(truth.relative) === span(got.relative));
    case 'ongoing':
      return got.kind === 'ongoing' && (got.due.length === 0 || dueRight);
    case 'none':
      return got.due.length === 0 && got.rrule === null && got.relative === null && got.doubts.length > 0;
    default:
      return truth.kind satisfies never;
  }
}
