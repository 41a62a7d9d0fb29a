import type { PersonId } from './ids.ts';

/** Hours (HH:MM, Beijing) in which what can wait is not sent; over midnight when `to` is not later than `from` (免打扰). */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/** What a person set for themselves, or their platform says of them. What is left out is as for everybody. */
export interface Profile {
  /** Zone of the account's profile: it shifts the hour of the morning card and nothing else. */
  readonly zone?: string;
  readonly language?: 'zh' | 'en';
  readonly quiet?: QuietHours;
  /** Who stands in (代办人) whenever the person is away or cannot be written to. */
  readonly deputyId?: PersonId;
  /** The person asked not to be written to: what they would get goes to whoever stands in. */
  readonly leftAlone?: true;
  /** A one-time code by which an account may show that it is theirs: only its hash, and until when. */
  readonly invitation?: { readonly hash: string; readonly expiresAt: Date };
}
