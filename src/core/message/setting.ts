import type { Calendar, Day } from '../calendar.ts';

/** What every wording may need to know of the moment. */
export interface Setting {
  readonly today: Day;
  readonly calendar: Calendar;
  /** The office's short name, e.g. 市处非办. */
  readonly officeName: string;
  /** The office's full name, for documents; the short one stands where it is not given. */
  readonly officeFullName?: string;
}
