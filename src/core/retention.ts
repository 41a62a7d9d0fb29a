import { hashOfText } from './ledger.ts';

/** The shortest time for which records are kept (网络安全法：日志不少于六个月). */
export const SHORTEST_RETENTION_DAYS = 180;

const DAY_MS = 86_400_000;

/** Words of what was over before this instant may be erased; null when the office would keep them for too short a time. */
export function retentionEdge(now: Date, days: number): Date | null {
  if (!Number.isInteger(days) || days < SHORTEST_RETENTION_DAYS) return null;
  return new Date(now.getTime() - days * DAY_MS);
}

/**
 * What stands for a person who was removed: the ledger knows people by ids drawn by chance, so nothing in it changes. `salt` is drawn
 * once and kept nowhere, so that the code leads back to nobody.
 */
export function pseudonymCode(personId: string, salt: string): string {
  return hashOfText(`${salt} ${personId}`).slice(0, 6);
}
