import type { Day } from '../calendar.ts';
import type { NoticeKind } from '../notice.ts';
import type { Task } from '../task.ts';
import type { Person, RoleName, Unit } from '../unit.ts';

/** What the office must be told at once. */
export type Alarm =
  | {
      readonly kind: 'no-recipient';
      /** Units in which nobody holds these roles. */
      readonly vacancies: readonly { readonly unit: Unit; readonly roles: readonly RoleName[] }[];
    }
  | { readonly kind: 'delivery-failed'; readonly to: string; readonly platform: string; readonly code: string }
  | { readonly kind: 'delivery-unknown'; readonly to: string; readonly platform: string }
  | { readonly kind: 'obligation-without-message'; readonly task: Task; readonly notice: NoticeKind }
  | { readonly kind: 'calendar-missing'; readonly year: number }
  | { readonly kind: 'sweep-held'; readonly due: number; readonly open: number }
  | { readonly kind: 'ledger-broken'; readonly seq: number }
  /** An account is gone; what it would get goes to `to`, or to the clerk's list. */
  | {
      readonly kind: 'account-lost';
      readonly person: Person;
      readonly platform: string;
      readonly code: string;
      readonly to: Person | null;
    }
  /** A person asked not to be written to. */
  | { readonly kind: 'left-alone'; readonly person: Person; readonly to: Person | null }
  /** The same person wants to be written to again; `to` had it until now. */
  | { readonly kind: 'written-again'; readonly person: Person; readonly to: Person | null }
  /** Someone is away and nobody stands in. */
  | {
      readonly kind: 'away-alone';
      readonly person: Person;
      readonly units: readonly Unit[];
      readonly from: Day;
      readonly to: Day;
    }
  | { readonly kind: 'platform-shut-out'; readonly platform: string; readonly code: string }
  | { readonly kind: 'platform-back'; readonly platform: string }
  /** What a person sent is stored, and every try to answer it fails. */
  | { readonly kind: 'input-unanswered'; readonly person: Person; readonly platform: string; readonly on: Day };
