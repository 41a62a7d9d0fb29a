import type {
  AcceptExplanationAct,
  CancelAct,
  ConfirmAct,
  Context,
  CorrectAct,
  DecideDeadlineAct,
  DoneAct,
  ExtensionAct,
  GrantAct,
  HoldAct,
  JudgeHardAct,
  PetitionAct,
  ProgressAct,
  ReassignAct,
  RefusePetitionAct,
  ReopenAct,
  ReturnAct,
  SkipAct,
  UpholdAct,
  WithdrawPetitionAct,
} from './act.ts';
import { type Day, dayAt } from './calendar.ts';
import { correction, takenBackAbove, voidDraft } from './escalation.ts';
import { type Decision, decide, type Refusal, refuse, type TaskFact } from './event.ts';
import type { PetitionId, UnitId } from './ids.ts';
import type { NoticeDraft, NoticeKind } from './notice.ts';
import { overRefusal, petitionRefusal, speakerRefusal, textRefusal } from './refusals.ts';
import { dayInForce, isInTime, isOverdue, type OpenPetition, type Task } from './task.ts';
import { noticeTo } from './task-notice.ts';

// Every change that a task can go through. Nothing here reads a clock or a row: a task, an act, a moment in; facts or a refusal out.

/** The plan is adopted: the task starts. */
export function startTask(task: Task): Decision {
  const { code, unitId, dueOn } = task;
  return decide([{ type: 'task-started', code, unitId, dueOn }], [toLiaison(task, 'assigned', 'start')]);
}

/** A unit reports progress (进展). A supporting unit may too; its words are kept and are not the task's progress. */
export function reportProgress(task: Task, act: ProgressAct): Decision {
  const no =
    overRefusal(task) ?? speakerRefusal(task, act.unitId, { supporting: true }) ?? textRefusal(task, act.summary);
  if (no) return refuse(no);
  const { reportId, textHash, percent, summary, madeAt } = act;
  const supporting = act.unitId === task.unitId ? {} : { supportingUnitId: act.unitId };
  return decide([{ type: 'task-progress-reported', reportId, textHash, percent, summary, madeAt, ...supporting }]);
}

/**
 * A unit says that the task is done. That is a claim: the task stays with the office until it closes it (审核办结), and first
 * with the unit's own reviewer where the unit wants one. Saying so twice is allowed and changes nothing but adds the report. A
 * claim made in time that arrives after an escalation corrects it.
 */
export function reportDone(task: Task, act: DoneAct, context: Context): Decision {
  const no =
    overRefusal(task) ?? speakerRefusal(task, act.unitId, { supporting: false }) ?? textRefusal(task, act.summary);
  if (no) return refuse(no);
  const { reportId, textHash, summary } = act;
  const { state } = task;
  const needsConfirmation = state.status === 'open' && context.unit?.ownReview === true;
  const fact: TaskFact = {
    type: 'task-reported-done',
    reportId,
    textHash,
    summary,
    madeAt: countedInstant(task, act.madeAt, context),
    needsConfirmation,
  };
  if (needsConfirmation) {
    const again = state.awaitingConfirmation !== undefined;
    const ask = noticeTo(task, task.unitId, 'unit-reviewer', {
      kind: 'for-confirmation',
      occurrence: `report-${reportId}`,
      manner: 'now',
    });
    return decide([fact], again ? [] : [ask]);
  }
  const corrected = correction(task, act.madeAt, context);
  const toReview = state.status === 'open' ? [forReview(task, reportId, context)] : [];
  return decide([fact, ...corrected.events], [...toReview, ...corrected.notices]);
}

/** The unit's own reviewer confirms: the claim goes to the office with the instant at which it was made. */
export function confirmReport(task: Task, act: ConfirmAct, context: Context): Decision {
  const no = overRefusal(task);
  if (no) return refuse(no);
  const waiting = task.state.status === 'open' ? task.state.awaitingConfirmation : undefined;
  if (waiting?.reportId !== act.reportId) return refuse('not-awaiting-confirmation');
  const corrected = correction(task, waiting.madeAt, context);
  return decide(
    [{ type: 'report-confirmed', reportId: act.reportId, madeAt: waiting.madeAt }, ...corrected.events],
    [forReview(task, act.reportId, context), ...corrected.notices],
  );
}

/** A unit corrects its report. Saying that it is done goes the way of any claim; saying that it is not takes the standing claim back. */
export function correctReport(task: Task, act: CorrectAct, context: Context): Decision {
  const no =
    overRefusal(task) ?? speakerRefusal(task, act.unitId, { supporting: false }) ?? textRefusal(task, act.summary);
  if (no) return refuse(no);
  const { reportId, correctsReportId, claimsDone, textHash, percent, summary, madeAt } = act;
  const fact: TaskFact = {
    type: 'report-corrected',
    reportId,
    correctsReportId,
    claimsDone,
    textHash,
    percent,
    summary,
    madeAt,
  };
  if (!claimsDone) return decide([fact]);
  const done = reportDone(task, { reportId, unitId: act.unitId, textHash, summary, madeAt }, context);
  return done.ok ? decide([fact, ...done.events], done.notices) : done;
}

/** The office sends a report back (待补充) with what is missing and a day. A fresh round of reminders begins. */
export function returnTask(task: Task, act: ReturnAct, context: Context): Decision {
  const no = overRefusal(task);
  if (no) return refuse(no);
  if (task.state.status !== 'reported-done') return refuse('not-reported-done');
  const { reportId } = task.state;
  const asked = askedAgain(task, act, context);
  if (!asked.ok) return refuse(asked.refusal);
  return decide(
    [{ type: 'task-returned', reportId, supplementDueOn: asked.day, reasonHash: act.reasonHash }, ...voidDraft(task)],
    [toLiaison(task, 'returned', `report-${reportId}`)],
  );
}

/** The office closes the task (审核办结). Only a reported one: what the office knows itself is first recorded as a report. */
export function closeTask(task: Task, context: Context): Decision {
  const no = overRefusal(task);
  if (no) return refuse(no);
  if (task.state.status !== 'reported-done') return refuse('not-reported-done');
  const { reportId, madeAt } = task.state;
  return decide(
    [{ type: 'task-closed', closedOn: dayAt(context.now), reportMadeAt: madeAt }, ...voidDraft(task)],
    [toLiaison(task, 'closed', `report-${reportId}`)],
  );
}

/** The office opens a closed task again, with a reason and a day. The accepted report keeps its instant for the supplement. */
export function reopenTask(task: Task, act: ReopenAct, context: Context): Decision {
  if (task.state.status === 'cancelled') return refuse('already-cancelled');
  if (task.state.status !== 'closed') return refuse('already-decided');
  const asked = askedAgain(task, act, context);
  if (!asked.ok) return refuse(asked.refusal);
  return decide(
    [{ type: 'task-reopened', supplementDueOn: asked.day, reasonHash: act.reasonHash }],
    [toLiaison(task, 'reopened', `report-${task.state.reportId}`)],
  );
}

/** The office no longer follows the task: it leaves the figures and says why. */
export function cancelTask(task: Task, act: CancelAct): Decision {
  const no = overRefusal(task);
  if (no) return refuse(no);
  if (act.reason.trim() === '') return refuse('reason-required');
  return decide(
    [{ type: 'task-cancelled', reason: act.reason }, ...voidDraft(task)],
    [toLiaison(task, 'cancelled', 'cancelled')],
  );
}

/** A unit asks for a later day (申请延期). It holds the ladder while it waits; asked beyond the limit it is marked late. */
export function askExtension(task: Task, act: ExtensionAct, context: Context): Decision {
  const no = petitionRefusal(task, act);
  if (no) return refuse(no);
  const inForce = dayInForce(task);
  if (inForce === null) return refuse('deadline-undecided');
  if (act.requestedDay === null) return refuse('day-required');
  if (act.requestedDay <= inForce) return refuse('day-not-later');
  if (act.requestedDay < dayAt(context.now)) return refuse('day-in-the-past');
  const afterDue = !isInTime(act.askedAt, inForce, context.calendar);
  return petitionMade(task, act, 'extension', context, { requestedDay: act.requestedDay, afterDue });
}

/** A unit explains why it is not done. The ladder runs on until the office accepts the explanation. */
export function askExplain(task: Task, act: PetitionAct, context: Context): Decision {
  const no = petitionRefusal(task, act);
  return no ? refuse(no) : petitionMade(task, act, 'explain', context);
}

/** A unit questions its responsibility (提出职责意见). The clock runs on until the office decides. */
export function dispute(task: Task, act: PetitionAct, context: Context): Decision {
  const no = petitionRefusal(task, act);
  return no ? refuse(no) : petitionMade(task, act, 'dispute', context);
}

/**
 * The office moves the day in force, whether it was asked to or not: the supplement day of a returned task, else the due day. The
 * first due day stays on record and a fresh round of reminders begins.
 */
export function grantExtension(task: Task, act: GrantAct, context: Context): Decision {
  const no = overRefusal(task);
  if (no) return refuse(no);
  const petition = openPetition(task, 'extension', act.petitionId);
  if (act.petitionId !== null && petition === null) return refuse('no-open-petition');
  const from = dayInForce(task);
  if (from === null) return refuse('deadline-undecided');
  if (act.to <= from) return refuse('day-not-later');
  // A task that was reported meanwhile may be given a day that has gone by: it decides the verdict.
  if (task.state.status === 'open' && act.to < dayAt(context.now)) return refuse('day-in-the-past');
  const petitionId = petition?.id ?? null;
  return decide(
    [{ type: 'extension-granted', petitionId, from, to: act.to }, ...voidDraft(task)],
    [toLiaison(task, 'petition-decided', `extension-${act.to}`)],
  );
}

/** The office refuses a petition of any kind, with a reason. The ladder goes on where the true day stands. */
export function refusePetition(task: Task, act: RefusePetitionAct): Decision {
  const no = overRefusal(task);
  if (no) return refuse(no);
  if (task.petition?.id !== act.petitionId) return refuse('no-open-petition');
  if (act.reasonHash === '') return refuse('reason-required');
  return decide(
    [{ type: 'petition-refused', petitionId: act.petitionId, reasonHash: act.reasonHash }],
    [toLiaison(task, 'petition-decided', `petition-${act.petitionId}`)],
  );
}

/** The unit takes its petition back. */
export function withdrawPetition(task: Task, act: WithdrawPetitionAct): Decision {
  if (task.petition?.id !== act.petitionId) return refuse('no-open-petition');
  return decide([{ type: 'petition-withdrawn', petitionId: act.petitionId }]);
}

/** The office accepts an explanation: the ladder is held through that day; the record stays as it is. */
export function acceptExplanation(task: Task, act: AcceptExplanationAct, context: Context): Decision {
  const no = overRefusal(task);
  if (no) return refuse(no);
  if (openPetition(task, 'explain', act.petitionId) === null) return refuse('no-open-petition');
  if (act.heldUntil < dayAt(context.now)) return refuse('day-in-the-past');
  return decide(
    [{ type: 'explanation-accepted', petitionId: act.petitionId, heldUntil: act.heldUntil }],
    [toLiaison(task, 'petition-decided', `petition-${act.petitionId}`)],
  );
}

/**
 * The unit was right: the task goes to another unit with a fresh round, and what the first one was told is annulled by new
 * entries. A limit that has passed is not laid on the new unit: it gets the day set here, else the policy's supplement days.
 */
export function upholdDispute(task: Task, act: UpholdAct, context: Context): Decision {
  const no = overRefusal(task);
  if (no) return refuse(no);
  if (openPetition(task, 'dispute', act.petitionId) === null) return refuse('no-open-petition');
  if (act.to === task.unitId) return refuse('same-unit');
  if (act.dueOn && act.dueOn < dayAt(context.now)) return refuse('day-in-the-past');
  const moved: TaskFact = { type: 'dispute-upheld', petitionId: act.petitionId, from: task.unitId, to: act.to };
  return decide(
    [moved, ...voidDraft(task), ...dayForNewUnit(task, act.dueOn, context)],
    [
      toLiaison(task, 'petition-decided', `petition-${act.petitionId}`),
      ...takenBackAbove(task, context.unit),
      toNewUnit(task, act.to),
    ],
  );
}

/** The office gives the task to another unit (改派). The task stays the same one, with a fresh round. */
export function reassignTask(task: Task, act: ReassignAct, context: Context): Decision {
  const no = overRefusal(task);
  if (no) return refuse(no);
  if (task.state.status !== 'open') return refuse('not-open');
  if (act.to === task.unitId) return refuse('same-unit');
  if (act.dueOn && act.dueOn < dayAt(context.now)) return refuse('day-in-the-past');
  return decide(
    [
      { type: 'task-reassigned', from: task.unitId, to: act.to },
      ...voidDraft(task),
      ...dayForNewUnit(task, act.dueOn, context),
    ],
    [toLiaison(task, 'reassigned', 'away'), toNewUnit(task, act.to)],
  );
}

/** The office sets the day of a task that has none (核定时限), or records that the event it waits for has come. */
export function decideDeadline(task: Task, act: DecideDeadlineAct, context: Context): Decision {
  const no = overRefusal(task);
  if (no) return refuse(no);
  if (task.dueOn !== null) return refuse('already-decided');
  if (act.dueOn < dayAt(context.now)) return refuse('day-in-the-past');
  return decide([{ type: 'deadline-decided', dueOn: act.dueOn }], [toLiaison(task, 'assigned', `day-${act.dueOn}`)]);
}

/** Somebody of the unit has seen the task. A fact, no state. */
export function acknowledgeTask(task: Task): Decision {
  const no = overRefusal(task);
  return no ? refuse(no) : decide([{ type: 'task-acknowledged' }]);
}

/** A person judges the task hard to finish, with a note: red whatever the figures say. Null takes it back. */
export function judgeHard(task: Task, act: JudgeHardAct): Decision {
  const no = overRefusal(task) ?? textRefusal(task, act.note ?? '');
  if (no) return refuse(no);
  if (act.note !== null && act.note.trim() === '' && !task.discreet) return refuse('reason-required');
  return decide([{ type: 'task-judged-hard', note: act.note, noteHash: act.noteHash }]);
}

/** The office holds the ladder through a day, with a reason; the record runs on. */
export function holdLadder(task: Task, act: HoldAct, context: Context): Decision {
  const no = overRefusal(task);
  if (no) return refuse(no);
  if (task.state.status !== 'open') return refuse('not-open');
  if (act.reasonHash === '') return refuse('reason-required');
  if (act.until < dayAt(context.now)) return refuse('day-in-the-past');
  return decide([{ type: 'ladder-held', until: act.until, reasonHash: act.reasonHash }]);
}

/** The office leaves out a rung that has not been climbed, with a reason. */
export function skipRung(task: Task, act: SkipAct): Decision {
  const no = overRefusal(task);
  if (no) return refuse(no);
  if (task.state.status !== 'open') return refuse('not-open');
  if (act.reasonHash === '') return refuse('reason-required');
  if (act.rung <= task.attention.rung || task.attention.skippedRungs.includes(act.rung))
    return refuse('already-decided');
  return decide([{ type: 'rung-skipped', rung: act.rung, reasonHash: act.reasonHash }]);
}

/** A supplement made within its day keeps the instant of the report that was returned; past it, its own instant counts. */
function countedInstant(task: Task, madeAt: Date, { calendar }: Context): Date {
  const { state } = task;
  if (state.status !== 'open' || !state.returnedFrom || !state.supplementDueOn) return madeAt;
  const kept = state.returnedFrom.madeAt;
  return kept < madeAt && isInTime(madeAt, state.supplementDueOn, calendar) ? kept : madeAt;
}

function askedAgain(
  task: Task,
  act: ReturnAct,
  context: Context,
): { readonly ok: true; readonly day: Day } | { readonly ok: false; readonly refusal: Refusal } {
  const text = textRefusal(task, act.reasonHash);
  if (text) return { ok: false, refusal: text };
  if (act.reasonHash === '' && !task.discreet) return { ok: false, refusal: 'reason-required' };
  if (act.supplementDueOn === null) return { ok: false, refusal: 'day-required' };
  if (act.supplementDueOn < dayAt(context.now)) return { ok: false, refusal: 'day-in-the-past' };
  return { ok: true, day: act.supplementDueOn };
}

function petitionMade(
  task: Task,
  act: PetitionAct,
  kind: OpenPetition['kind'],
  context: Context,
  extension: { readonly requestedDay: Day | null; readonly afterDue: boolean } = {
    requestedDay: null,
    afterDue: false,
  },
): Decision {
  const { petitionId, textHash } = act;
  const ask = noticeTo(task, context.officeUnitId, 'office-staff', {
    kind: 'petition',
    occurrence: `petition-${petitionId}`,
    manner: 'now',
  });
  return decide([{ type: 'petition-made', petitionId, kind, textHash, ...extension }], [ask]);
}

/** The open petition of this kind; with an id only that very one. */
function openPetition(task: Task, kind: OpenPetition['kind'], id: PetitionId | null): OpenPetition | null {
  const { petition } = task;
  return petition?.kind === kind && (id === null || petition.id === id) ? petition : null;
}

function dayForNewUnit(task: Task, dueOn: Day | null | undefined, context: Context): readonly TaskFact[] {
  const today = dayAt(context.now);
  if (dueOn) return [{ type: 'deadline-decided', dueOn }];
  // The supplement day belonged to the first unit's report; what counts for the new one is the due day.
  const asNew: Task = { ...task, state: { status: 'open' } };
  if (!isOverdue(asNew, today, context.calendar)) return [];
  return [{ type: 'deadline-decided', dueOn: context.calendar.addWorkdays(today, task.policy.supplementWorkdays) }];
}

function toLiaison(task: Task, kind: NoticeKind, occurrence: string): NoticeDraft {
  return noticeTo(task, task.unitId, 'liaison', { kind, occurrence, manner: 'now' });
}

function toNewUnit(task: Task, unitId: UnitId): NoticeDraft {
  return noticeTo(task, unitId, 'liaison', { kind: 'reassigned', occurrence: 'here', manner: 'now' });
}

function forReview(task: Task, reportId: string, { officeUnitId }: Context): NoticeDraft {
  return noticeTo(task, officeUnitId, 'office-staff', {
    kind: 'for-review',
    occurrence: `report-${reportId}`,
    manner: 'now',
  });
}
