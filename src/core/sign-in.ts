import type { PersonId } from './ids.ts';

/** A one-time link, or the session that it opened. */
export interface SignIn {
  readonly kind: 'link' | 'session';
  readonly personId: PersonId;
  readonly openedAt: Date;
  /** When the person last did something; for a link the instant it was made. */
  readonly seenAt: Date;
}

/** How long each lasts, in minutes: a link until it is opened, a session without a sign of the person, and at the longest. */
export const signInMinutes = { link: 10, idle: 30, longest: 10 * 60 } as const;

const MINUTE_MS = 60_000;

/** Whether it still opens or holds: a clock that went back ends it, too. */
export function stands({ kind, openedAt, seenAt }: SignIn, now: Date): boolean {
  const since = (from: Date): number => (now.getTime() - from.getTime()) / MINUTE_MS;
  const within = (minutes: number, limit: number): boolean => minutes >= -1 && minutes < limit;
  if (kind === 'link') return within(since(openedAt), signInMinutes.link);
  return within(since(openedAt), signInMinutes.longest) && within(since(seenAt), signInMinutes.idle);
}
