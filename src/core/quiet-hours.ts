import { addDays, type Day, dayAt, instantAt } from './calendar.ts';
import type { Refusal } from './event.ts';
import type { QuietHours } from './profile.ts';

/** 9:00 and 9：00 are meant as 09:00. */
export const paddedTime = (time: string): string =>
  time
    .trim()
    .replace('：', ':')
    .replace(/^(\d):/, '0$1:');

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Between these hours an answer can be given and seen on the same day; some of it stays open. */
const WORK_FROM = '09:00';
const WORK_TO = '17:00';

/** Why these quiet hours are not taken: no times, or they leave no working hour in which a duty could be told. */
export function quietRefusal(quiet: QuietHours): Refusal | null {
  const { from, to } = quiet;
  if (!TIME.test(from) || !TIME.test(to)) return 'quiet-hours-unclear';
  if (from === to) return 'quiet-hours-empty';
  const coversAll = from < to ? from <= WORK_FROM && to >= WORK_TO : from <= WORK_FROM || to >= WORK_TO;
  return coversAll ? 'quiet-hours-all-day' : null;
}

/**
 * When something may be sent: at once outside the quiet hours, else when they end, on the same day or the next morning. What is urgent
 * goes at once, and so does what would come after the day it is about.
 */
export function sendableAt(at: Date, quiet: QuietHours | undefined, about: { urgent: boolean; day: Day | null }): Date {
  if (!quiet || about.urgent) return at;
  const ends = quietUntil(at, quiet);
  if (ends === null) return at;
  return about.day !== null && about.day < dayAt(ends) ? at : ends;
}

/** The end of the quiet hours in which an instant lies, or null. */
function quietUntil(at: Date, { from, to }: QuietHours): Date | null {
  const today = dayAt(at);
  const overMidnight = to <= from;
  if (overMidnight && at < instantAt(today, to)) return instantAt(today, to);
  if (at < instantAt(today, from)) return null;
  if (overMidnight) return instantAt(addDays(today, 1), to);
  return at < instantAt(today, to) ? instantAt(today, to) : null;
}

/**
 * A morning hour as it is called where the person is, if that is on the same day in Beijing; never earlier than the office's own. A
 * deadline stays a day in Beijing: only the hour moves.
 */
export function localMorning(slot: Date, zone: string | undefined): Date {
  const offset = zone === undefined ? null : offsetMinutes(slot, zone);
  if (offset === null) return slot;
  const local = new Date(slot.getTime() + (OFFICE_OFFSET - offset) * 60_000);
  return local > slot && dayAt(local) === dayAt(slot) ? local : slot;
}

const OFFICE_OFFSET = 8 * 60;

/** Minutes east of Greenwich at an instant; null for a zone that is not known. */
function offsetMinutes(at: Date, zone: string): number | null {
  const minute = Math.floor(at.getTime() / 60_000) * 60_000;
  const read = wallClock(zone)?.formatToParts(new Date(minute));
  if (!read) return null;
  const part = (type: string): number => Number(read.find((one) => one.type === type)?.value);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return (wall - minute) / 60_000;
}

const wallClocks = new Map<string, Intl.DateTimeFormat | null>();

function wallClock(zone: string): Intl.DateTimeFormat | null {
  const known = wallClocks.get(zone);
  if (known !== undefined) return known;
  const made = formatIn(zone);
  wallClocks.set(zone, made);
  return made;
}

function formatIn(timeZone: string): Intl.DateTimeFormat | null {
  const numeric = 'numeric' as const;
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
    });
  } catch {
    // A zone that this machine does not know shifts nothing.
    return null;
  }
}

/** True for a zone that this machine knows by name. */
export const isZone = (zone: string): boolean => wallClock(zone) !== null;
