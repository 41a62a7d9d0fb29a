/** Platforms hand over again for hours, a socket that was shut for days; what says to be older than this is not believed. */
const LONGEST_MS = 7 * 24 * 3_600_000;

/**
 * When somebody's words were written, by what their platform says (milliseconds): never after they came. An instant that cannot be true
 * (none at all, the year 1970, seconds taken for something else) makes nothing punctual: then it is when they came.
 */
export function writtenAt(saidMs: number, arrivedAt: Date): Date {
  const underWayMs = arrivedAt.getTime() - saidMs;
  return underWayMs >= 0 && underWayMs <= LONGEST_MS ? new Date(saidMs) : arrivedAt;
}
