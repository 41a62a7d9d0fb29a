import type { Figures } from '../ports-upkeep.ts';

/** A duty is unhealthily late after so many milliseconds. */
export const LATE_MS = 60_000;

/** What else is known of the process. */
export interface Doing {
  /** Late deliveries have been handed over just now: a backlog drains as fast as the platform lets it. */
  readonly draining: boolean;
  /** The office clock is being moved on purpose (demo). */
  readonly advancing: boolean;
  /** Why a platform is shut, or null. */
  readonly fault: string | null;
}

/** Why the bot is not healthy; empty when duties are being met. */
export type Unhealthy = 'duty-late' | 'delivery-late' | 'inbound-late' | 'platform';

/**
 * Healthy means progress: nothing that is due has waited for more than a minute. A sweep that is held waits for a person, a backlog
 * that drains is busy, and what was put off after a try comes back by itself: none of these is a standstill.
 */
export function judgeHealth(figures: Figures, now: Date, doing: Doing): readonly Unhealthy[] {
  const why: Unhealthy[] = [];
  if (!figures.held && !doing.advancing && figures.dutyLateMs > LATE_MS) why.push('duty-late');
  if (!doing.draining && !doing.advancing && figures.deliveryLateMs > LATE_MS) why.push('delivery-late');
  // An input is taken up again after a minute, with the next tick.
  const unanswered = figures.inboundSince ? now.getTime() - figures.inboundSince.getTime() : 0;
  if (!doing.advancing && unanswered > 5 * LATE_MS) why.push('inbound-late');
  if (doing.fault !== null) why.push('platform');
  return why;
}
