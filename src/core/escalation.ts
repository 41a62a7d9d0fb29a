import type { Context } from './act.ts';
import type { Calendar, Day } from './calendar.ts';
import { type Duties, type Morning, nothing, type SupervisionDraft } from './duty.ts';
import type { TaskFact } from './event.ts';
import type { NoticeDraft, NoticeKind } from './notice.ts';
import type { Policy, Rung } from './policy.ts';
import type { SupervisionNotice } from './report.ts';
import { dayInForce, isInTime, lateFrom, submitBy, type Task } from './task.ts';
import { noticeTo, roundName } from './task-notice.ts';
import type { Relation, RoleName, Unit } from './unit.ts';

const sorted = new WeakMap<readonly Rung[], readonly Rung[]>();

/** The ladder (督办阶梯) of a unit by its relation to the office, lowest rung first. Rungs are counted from 1. */
export function ladderOf(policy: Policy, relation: Relation): readonly Rung[] {
  const printed = policy.ladders[relation];
  let ladder = sorted.get(printed);
  if (!ladder) {
    ladder = printed.toSorted((a, b) => a.onOverdueWorkday - b.onOverdueWorkday);
    sorted.set(printed, ladder);
  }
  return ladder;
}

/** True when the office's word or an open request for extension holds the ladder on that day. The record is never held. */
export function isHeld(task: Task, on: Day): boolean {
  return task.petition?.kind === 'extension' || (task.attention.heldUntil ?? '') >= on;
}

/** From the supervision notice on, a person signs, whatever a policy says: the bot only drafts. */
function needsSignature(rung: Rung): boolean {
  return rung.mode === 'sign' || !['chase', 'chase-deputy-head'].includes(rung.kind);
}

function draftKind(rung: Rung): SupervisionNotice['kind'] {
  return rung.kind === 'letter' || rung.kind === 'propose-coordination' ? rung.kind : 'supervise';
}

/** A chaser to the liaison itself needs no warning: the day's reminder has said it. */
function needsWarning(rung: Rung): boolean {
  return needsSignature(rung) || rung.recipient !== 'liaison';
}

/**
 * Fair warning: from the policy's working days before a rung on, the liaison is told once what comes. Not while the ladder is
 * held, and not once the rung's own day has come.
 */
export function warningsOn(task: Task, { on, calendar, unit }: Morning): Duties {
  if (isHeld(task, on)) return nothing;
  const due = warningDays(task, unit, calendar).filter(
    ({ rung, warnOn, climbOn }) => rung > task.attention.warnedOfRung && warnOn <= on && on < climbOn,
  );
  if (due.length === 0) return nothing;
  const events: TaskFact[] = [];
  const notices: NoticeDraft[] = [];
  for (const { rung } of due) {
    events.push({ type: 'rung-warned', rung, on });
    notices.push(noticeTo(task, task.unitId, 'liaison', { kind: 'warn', occurrence: `warn-${rung}`, manner: 'card' }));
  }
  return { events, notices, drafts: [] };
}

/** The mornings from which the unclimbed rungs are warned of, and on which they are climbed. */
export function warningDays(
  task: Task,
  unit: Unit,
  calendar: Calendar,
): readonly { readonly rung: number; readonly warnOn: Day; readonly climbOn: Day }[] {
  const inForce = dayInForce(task);
  if (inForce === null) return [];
  const limit = submitBy(inForce, calendar);
  const { attention, policy } = task;
  return ladderOf(policy, unit.relation).flatMap((rung, index) => {
    const number = index + 1;
    if (number <= attention.rung || attention.skippedRungs.includes(number) || !needsWarning(rung)) return [];
    const climbOn = calendar.addWorkdays(limit, rung.onOverdueWorkday);
    const warnOn = calendar.addWorkdays(limit, rung.onOverdueWorkday - policy.warnBeforeRungWorkdays);
    return [{ rung: number, warnOn, climbOn }];
  });
}

/**
 * The ladder on a working morning beyond the limit: rungs whose day has come are climbed in order; of several missed ones only
 * the latest automatic one is said, and every one that needs a signature is drafted. Without a new rung the present one is
 * repeated, and after its last repeat becomes a thing for the clerk (电话). Nothing while the ladder is held.
 */
export function rungsOn(task: Task, morning: Morning): Duties {
  if (isHeld(task, morning.on)) return nothing;
  const { attention } = task;
  const overdue = overdueOn(task, morning);
  const due = ladderOf(task.policy, morning.unit.relation)
    .map((rung, index) => ({ rung, number: index + 1 }))
    .filter(({ rung, number }) => number > attention.rung && rung.onOverdueWorkday <= overdue)
    .filter(({ number }) => !attention.skippedRungs.includes(number));
  return due.length > 0 ? climb(task, due, overdue, morning) : repeatRung(task, overdue, morning);
}

function climb(
  task: Task,
  due: readonly { readonly rung: Rung; readonly number: number }[],
  overdue: number,
  morning: Morning,
): Duties {
  const { on, calendar, officeUnitId } = morning;
  const events: TaskFact[] = [];
  const notices: NoticeDraft[] = [];
  const drafts: SupervisionDraft[] = [];
  const latestSaid = due.findLast(({ rung }) => !needsSignature(rung));
  let unsigned = voidDraft(task);
  for (const { rung, number } of due) {
    events.push({ type: 'rung-climbed', rung: number, on, kind: rung.kind, overdueWorkdays: overdue, repeat: 0 });
    if (needsSignature(rung)) {
      const noticeId = morning.newNoticeId();
      // A higher rung replaces the draft of a lower one that nobody signed.
      events.push(...unsigned, {
        type: 'supervision-notice-drafted',
        noticeId,
        rung: number,
        on,
        overdueWorkdays: overdue,
      });
      unsigned = [{ type: 'supervision-notice-withdrawn', noticeId, reasonHash: '' }];
      drafts.push({
        noticeId,
        kind: draftKind(rung),
        rung: number,
        dueOn: dayInForce(task) ?? on,
        overdueWorkdays: overdue,
        answerBy: calendar.addWorkdays(on, task.policy.supplementWorkdays),
      });
      notices.push(
        noticeTo(task, officeUnitId, 'signer', { kind: 'for-signature', occurrence: `rung-${number}`, manner: 'now' }),
      );
    }
    if (number === latestSaid?.number) {
      notices.push(chaser(task, rung, `rung-${number}`));
    }
  }
  return { events, notices, drafts };
}

function repeatRung(task: Task, overdue: number, { on, calendar, unit, officeUnitId }: Morning): Duties {
  const { attention, policy } = task;
  const rung = ladderOf(policy, unit.relation)[attention.rung - 1];
  if (!rung || needsSignature(rung) || attention.rungOn === null || attention.repeats > policy.rungRepeats)
    return nothing;
  const repeat = Math.floor(calendar.workdaysBetween(attention.rungOn, on) / policy.repeatRungEveryWorkdays);
  if (repeat <= attention.repeats) return nothing;
  if (repeat > policy.rungRepeats) {
    const occurrence = `rung-${attention.rung}:exhausted`;
    return {
      events: [{ type: 'rung-exhausted', rung: attention.rung, on }],
      notices: [noticeTo(task, officeUnitId, 'office-staff', { kind: 'phone', occurrence, manner: 'card' })],
      drafts: [],
    };
  }
  return {
    events: [{ type: 'rung-climbed', rung: attention.rung, on, kind: rung.kind, overdueWorkdays: overdue, repeat }],
    notices: [chaser(task, rung, `rung-${attention.rung}:repeat-${repeat}`)],
    drafts: [],
  };
}

function chaser(task: Task, rung: Rung, occurrence: string): NoticeDraft {
  const kind: NoticeKind = rung.kind === 'chase-deputy-head' ? 'chase-deputy-head' : 'chase';
  return noticeTo(task, task.unitId, rung.recipient, { kind, occurrence, manner: 'card' });
}

/**
 * The line of a task beyond its limit: on its first late morning, when something changed since it last stood there, and every
 * third working day. Held or not: it is the record.
 */
export function overdueLineOn(task: Task, morning: Morning): Duties {
  const { on, calendar } = morning;
  const { shownOn, changedOn } = task.attention;
  const inForce = dayInForce(task);
  if (inForce === null) return nothing;
  const isFirst = shownOn === null || shownOn < lateFrom(inForce, calendar);
  const changed = shownOn !== null && changedOn !== null && shownOn <= changedOn && changedOn < on;
  const longAgo = shownOn !== null && calendar.workdaysBetween(shownOn, on) >= task.policy.showOverdueEveryWorkdays;
  if (!(isFirst || changed || longAgo) || shownOn === on) return nothing;
  return {
    events: [{ type: 'overdue-shown', on, overdueWorkdays: overdueOn(task, morning) }],
    notices: [noticeTo(task, task.unitId, 'liaison', { kind: 'overdue', occurrence: `overdue-${on}`, manner: 'card' })],
    drafts: [],
  };
}

/** The office's clocks on a supervision notice: an unsigned draft chases the office, an unacknowledged notice is phoned. */
export function supervisionClocksOn(task: Task, { on, calendar, officeUnitId }: Morning): Duties {
  const { attention, policy, supervisionNoticeId: noticeId } = task;
  const { supervision } = attention;
  if (noticeId === null || supervision === null) return nothing;
  if (supervision.signedOn === null) {
    if (isHeld(task, on)) return nothing;
    const nth = Math.floor(
      calendar.workdaysBetween(supervision.draftedOn, on) / Math.max(1, policy.signRemindWorkdays),
    );
    if (nth <= supervision.signReminders) return nothing;
    const occurrence = `sign-${supervision.rung}:${nth}`;
    return {
      events: [{ type: 'signature-reminded', noticeId, nth }],
      notices: [noticeTo(task, officeUnitId, 'office-staff', { kind: 'sign-wait', occurrence, manner: 'card' })],
      drafts: [],
    };
  }
  const waited = calendar.workdaysBetween(supervision.signedOn, on) >= policy.acknowledgeWorkdays;
  if (supervision.acknowledged || supervision.phoned || !waited) return nothing;
  const occurrence = `rung-${supervision.rung}:acknowledge`;
  return {
    events: [{ type: 'acknowledgement-chased', noticeId }],
    notices: [noticeTo(task, officeUnitId, 'office-staff', { kind: 'phone', occurrence, manner: 'card' })],
    drafts: [],
  };
}

/** A draft that nobody signed is void once its reason is gone, withdrawn by a fact; a signed notice stands. */
export function voidDraft(task: Task): readonly TaskFact[] {
  const { supervision } = task.attention;
  if (task.supervisionNoticeId === null || supervision === null || supervision.signedOn !== null) return [];
  return [{ type: 'supervision-notice-withdrawn', noticeId: task.supervisionNoticeId, reasonHash: '' }];
}

/**
 * A report made in time that reaches us after an escalation has left: what was said is annulled by a new entry, and everybody who
 * was told is told that it no longer holds. Both stay in the ledger. Nothing when no escalation left, or the report is late.
 */
export function correction(task: Task, madeAt: Date, { calendar, unit }: Context): Omit<Duties, 'drafts'> {
  const { state, attention } = task;
  const supplementDueOn = state.status === 'reported-done' ? state.supplementDueOn : undefined;
  const inForce = supplementDueOn ?? dayInForce(task);
  if (inForce === null || !isInTime(madeAt, inForce, calendar)) return nothing;
  const shownLate = attention.shownOn !== null && attention.shownOn >= lateFrom(inForce, calendar);
  if (attention.rung === 0 && !shownLate) return nothing;

  const climbed = climbedRungs(task, unit);
  const annulledRounds = [
    ...climbed.flatMap(({ number }) => {
      const repeats = number === attention.rung ? Math.min(attention.repeats, task.policy.rungRepeats) : 0;
      const names = Array.from({ length: repeats }, (_, index) => `rung-${number}:repeat-${index + 1}`);
      return [`rung-${number}`, ...names];
    }),
    ...(shownLate ? [`overdue-${attention.shownOn}`] : []),
  ].map((occurrence) => roundName(task, occurrence));
  return {
    events: [{ type: 'escalation-corrected', annulledRounds }, ...voidDraft(task)],
    notices: ['liaison' as const, ...toldAbove(task, unit)].map((role) => corrected(task, role)),
  };
}

/** What was said above the liaison no longer holds (a dispute upheld): each who was told is told so. */
export function takenBackAbove(task: Task, unit: Unit | undefined): readonly NoticeDraft[] {
  return toldAbove(task, unit).map((role) => corrected(task, role));
}

function corrected(task: Task, role: RoleName): NoticeDraft {
  return noticeTo(task, task.unitId, role, { kind: 'correction', occurrence: 'corrected', manner: 'now' });
}

function climbedRungs(task: Task, unit: Unit | undefined) {
  return ladderOf(task.policy, unit?.relation ?? 'subordinate')
    .slice(0, task.attention.rung)
    .map((rung, index) => ({ rung, number: index + 1 }))
    .filter(({ number }) => !task.attention.skippedRungs.includes(number));
}

/** Roles above the liaison that heard of this round: those of the automatic rungs, and of the notice if it was signed. */
function toldAbove(task: Task, unit: Unit | undefined): readonly RoleName[] {
  const { supervision } = task.attention;
  const isSigned = supervision !== null && supervision.signedOn !== null;
  const said = climbedRungs(task, unit).filter(
    ({ rung, number }) => !needsSignature(rung) || (isSigned && supervision.rung === number),
  );
  return [...new Set(said.map(({ rung }) => rung.recipient))].filter((role) => role !== 'liaison');
}

function overdueOn(task: Task, { on, calendar }: Morning): number {
  const inForce = dayInForce(task);
  return inForce === null ? 0 : Math.max(0, calendar.workdaysBetween(inForce, on));
}
