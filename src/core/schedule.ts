import { addDays, type Calendar, type Day, dayAt, dayOf, instantAt, monthOf, weekdayOf, yearOf } from './calendar.ts';
import { dutiesOn, latestMorning } from './duties.ts';
import type { Morning } from './duty.ts';
import { warningDays } from './escalation.ts';
import type { PersonId, SupervisionNoticeId } from './ids.ts';
import type { Policy } from './policy.ts';
import { reminderPoints, reviewDays, supplementPoints } from './reminder.ts';
import { dayInForce, isOverdue, lateFrom, type Task } from './task.ts';
import type { Unit } from './unit.ts';

/**
 * When the task next needs attention: `now` if something is owed already, else the next working morning on which something will
 * be. Before that instant `dutiesDue` gives nothing. Null when nothing will ever be due while nobody acts.
 */
export function nextAction(task: Task, now: Date, calendar: Calendar, unit: Unit): Date | null {
  const isOwed = (on: Day) => dutiesOn(task, asked(on, calendar, unit)).events.length > 0;
  const latest = latestMorning(now, task.policy, calendar);
  if (isOwed(latest)) return now;
  const next = comingMornings(task, latest, calendar, unit).find(isOwed);
  return next === undefined ? null : instantAt(next, task.policy.decideAt);
}

/** Only asked whether anything is owed: nobody is told and no notice is drafted. */
function asked(on: Day, calendar: Calendar, unit: Unit): Morning {
  return { on, calendar, unit, officeUnitId: unit.id, newNoticeId: () => 'asked' as SupervisionNoticeId };
}

/** The mornings after `latest` on which something may be owed first, in order. */
function comingMornings(task: Task, latest: Day, calendar: Calendar, unit: Unit): readonly Day[] {
  const { state, policy } = task;
  const after = latest < (task.attention.decidedThrough ?? '') ? (task.attention.decidedThrough as Day) : latest;
  if (state.status === 'reported-done') return inOrder(reviewDays(task, calendar), after, calendar);
  const inForce = dayInForce(task);
  if (state.status !== 'open' || inForce === null) return [];
  if (isOverdue(task, calendar.addWorkdays(after, 1), calendar)) {
    // Beyond the limit a line stands on the card every few working days at the latest.
    return Array.from({ length: policy.showOverdueEveryWorkdays }, (_, index) =>
      calendar.addWorkdays(after, index + 1),
    );
  }
  const reminders = state.supplementDueOn
    ? supplementPoints(state.supplementDueOn, calendar)
    : reminderPoints(task, inForce, calendar).map((point) => point.on);
  const warnings = warningDays(task, unit, calendar).flatMap(({ warnOn }) => {
    const { heldUntil } = task.attention;
    return heldUntil === null ? [warnOn] : [warnOn, calendar.addWorkdays(heldUntil, 1)];
  });
  return inOrder([...reminders, ...warnings, lateFrom(inForce, calendar)], after, calendar);
}

/** Days that came already are looked at on the next morning: something may have held them back until now. */
function inOrder(days: readonly Day[], after: Day, calendar: Calendar): readonly Day[] {
  const first = calendar.addWorkdays(after, 1);
  return [...new Set(days.map((day) => (day <= after ? first : day)))].sort();
}

/** The office's own times: morning cards, report windows, the bulletin's draft, the nightly audit, the ledger's head, year's end. */
export const officeTimeKinds = ['morning-card', 'window', 'bulletin', 'audit', 'ledger-head', 'year-end'] as const;
export type OfficeTimeKind = (typeof officeTimeKinds)[number];

/** Off the round hours that everybody's jobs start at. The audit is nightly; the ledger's head goes out at the end of a working day. */
const AUDIT_AT = '02:10';
const LEDGER_HEAD_AT = '17:10';

/** The next instant of an office time strictly after `after`. */
export function nextOfficeTime(kind: OfficeTimeKind, after: Date, policy: Policy, calendar: Calendar): Date {
  const time = kind === 'audit' ? AUDIT_AT : kind === 'ledger-head' ? LEDGER_HEAD_AT : policy.decideAt;
  let on = dayAt(after);
  while (instantAt(on, time) <= after || !isOfficeDay(kind, on, policy, calendar)) on = addDays(on, 1);
  return instantAt(on, time);
}

function isOfficeDay(kind: OfficeTimeKind, on: Day, policy: Policy, calendar: Calendar): boolean {
  switch (kind) {
    case 'audit':
      return true;
    case 'morning-card':
    case 'ledger-head':
      return calendar.isWorkday(on);
    case 'year-end':
      return on.slice(5) >= policy.yearEndListFrom && isFirstWorkdayOfWeek(on, calendar);
    case 'window':
      return windowsOn(on, policy, calendar).length > 0;
    case 'bulletin':
      return monthOf(on) % 3 === 1 && on === bulletinDay(on, policy, calendar);
    default:
      return kind satisfies never;
  }
}

/** The first working day after the policy's day of the month: reports of the period have been reviewed by then. */
function bulletinDay(on: Day, policy: Policy, calendar: Calendar): Day {
  return calendar.addWorkdays(dayOf(yearOf(on), monthOf(on), policy.bulletinDraftAfterDay), 1);
}

/** True on the first working day of a week from Monday to Sunday. */
export function isFirstWorkdayOfWeek(on: Day, calendar: Calendar): boolean {
  return calendar.workdayOnOrAfter(addDays(on, 1 - weekdayOf(on))) === on;
}

/** What a report window asks for on a day: it opens for all, near its end only the missing are reminded. */
export interface WindowDay {
  readonly window: 'narrative' | 'statistics';
  readonly phase: 'opens' | 'missing';
  readonly closesOn: Day;
}

/**
 * Report windows that do something on a working day. Narrative progress opens and closes within the month; statistics of the month
 * before open on the 1st. Both open on the working day on or after, and from the policy's share on the missing are reminded each
 * working day until they close.
 */
export function windowsOn(on: Day, policy: Policy, calendar: Calendar): readonly WindowDay[] {
  if (!calendar.isWorkday(on)) return [];
  const bounds = [
    ['narrative', policy.windowOpensOn, policy.windowClosesOn],
    ['statistics', 1, policy.statisticsCloseOn],
  ] as const;
  return bounds.flatMap(([window, opens, closes]): readonly WindowDay[] => {
    if (closes < opens) return [];
    const first = dayOf(yearOf(on), monthOf(on), opens);
    const closesOn = dayOf(yearOf(on), monthOf(on), closes);
    const opensOn = calendar.workdayOnOrAfter(first);
    const missingFrom = addDays(first, Math.ceil((closes - opens) * policy.windowRemindShare));
    const last = calendar.workdayOnOrBefore(closesOn);
    if (on === opensOn && opensOn <= closesOn) return [{ window, phase: 'opens', closesOn }];
    // A window whose share falls on days off still reminds once, on its last working day.
    const reminds = on > opensOn && (on >= missingFrom ? on <= last : on === last);
    return reminds ? [{ window, phase: 'missing', closesOn }] : [];
  });
}

/**
 * When a person's card leaves on a day: between the policy's times, spread over minutes and seconds by a hash of the person, never
 * in minute 0 or 30, when everybody's jobs start.
 */
export function sendSlot(personId: PersonId, on: Day, policy: Policy): Date {
  const { first, minutes } = sendMinutes(on, policy.sendFrom, policy.sendTo);
  const slot = spread(personId) % Math.max(1, minutes.length * 60);
  return new Date((minutes[Math.floor(slot / 60)] ?? first) + (slot % 60) * 1000);
}

interface SendMinutes {
  readonly first: number;
  readonly minutes: readonly number[];
}

// A morning's cards are planned by the thousand, and the next ones with them: their minutes are worked out once.
const known = new Map<string, SendMinutes>();
const MOST_KNOWN = 16;

function sendMinutes(on: Day, from: string, to: string): SendMinutes {
  const morning = `${on} ${from} ${to}`;
  const found = known.get(morning);
  if (found) return found;
  const first = instantAt(on, from).getTime();
  const minutes: number[] = [];
  for (let at = first; at < instantAt(on, to).getTime(); at += 60_000) {
    if ((at / 60_000) % 30 !== 0) minutes.push(at);
  }
  if (known.size >= MOST_KNOWN) known.clear();
  const worked = { first, minutes };
  known.set(morning, worked);
  return worked;
}

/** FNV-1a over the characters, stirred so that ids which differ in their last character lie far apart. */
function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 16)) >>> 0;
}
