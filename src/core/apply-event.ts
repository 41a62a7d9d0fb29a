import { dayAt, lastDayPast } from './calendar.ts';
import type { TaskFact } from './event.ts';
import type { ReportId } from './ids.ts';
import type { Policy } from './policy.ts';
import type { Actor } from './report.ts';
import { type Attention, freshAttention, type SupervisionWatch, type Task, type TaskState } from './task.ts';

type Happened<Type extends TaskFact['type']> = Extract<TaskFact, { type: Type }>;
type Open = Extract<TaskState, { status: 'open' }>;

/**
 * The task after a fact. The only place where a task changes; facts in order give the task as stored. Version and next instant
 * belong to the store and the schedule. A fact that no longer fits the state leaves it alone. Throws when a task is closed by
 * nobody: closing is a person's act.
 */
export function applyEvent(task: Task, event: TaskFact & { readonly at: Date; readonly actor: Actor }): Task {
  const { attention } = task;
  switch (event.type) {
    case 'task-started':
      return { ...task, attention: freshAttention(attention.round, lastDayPast(task.policy.decideAt, event.at)) };
    case 'task-progress-reported':
      return event.supportingUnitId ? task : withProgress(changed(task, event.at), event);
    case 'task-reported-done':
      return claimed(changed(task, event.at), event, event.at);
    case 'report-confirmed':
      return confirmed(task, event, event.at);
    case 'report-corrected':
      return corrected(changed(task, event.at), event, event.at);
    case 'task-returned': {
      if (task.state.status !== 'reported-done') return task;
      const returnedFrom = { reportId: event.reportId, madeAt: task.state.madeAt };
      const state: TaskState = { status: 'open', supplementDueOn: event.supplementDueOn, returnedFrom };
      return freshRound({ ...task, state }, event.at);
    }
    case 'task-closed': {
      if (task.state.status !== 'reported-done') return task;
      if (event.actor.personId === null) throw new Error(`Task ${task.code} was closed by nobody`);
      const { closedOn, reportMadeAt } = event;
      const { reportId } = task.state;
      const state: TaskState = { status: 'closed', closedOn, by: event.actor.personId, reportId, reportMadeAt };
      return { ...task, state, petition: null };
    }
    case 'task-reopened': {
      if (task.state.status !== 'closed') return task;
      const returnedFrom = { reportId: task.state.reportId, madeAt: task.state.reportMadeAt };
      const state: TaskState = { status: 'open', supplementDueOn: event.supplementDueOn, returnedFrom };
      return freshRound({ ...task, state }, event.at);
    }
    case 'task-cancelled':
      return { ...task, state: { status: 'cancelled', reason: event.reason }, petition: null };
    case 'petition-made': {
      const { petitionId: id, kind, requestedDay } = event;
      return changed({ ...task, petition: { id, kind, requestedDay, askedAt: event.at } }, event.at);
    }
    case 'petition-refused':
    case 'petition-withdrawn':
      return settle(changed({ ...task, petition: null }, event.at), event.at);
    case 'explanation-accepted':
      return { ...task, petition: null, attention: { ...attention, heldUntil: event.heldUntil } };
    case 'extension-granted':
      return extended(task, event, event.at);
    case 'dispute-upheld':
    case 'task-reassigned':
      return freshRound(
        {
          ...task,
          unitId: event.to,
          supportingUnitIds: task.supportingUnitIds.filter((id) => id !== event.to),
          state: { status: 'open' },
          petition: null,
          progress: null,
          judgedHard: null,
        },
        event.at,
      );
    case 'deadline-decided':
      return freshRound({ ...task, dueOn: event.dueOn, originalDueOn: task.originalDueOn ?? event.dueOn }, event.at);
    case 'task-revised': {
      const { label, title, supportingUnitIds } = event;
      return { ...task, label, title, supportingUnitIds: supportingUnitIds.filter((id) => id !== task.unitId) };
    }
    case 'task-acknowledged':
    case 'supervision-notice-delivered':
      return task;
    case 'task-judged-hard':
      return { ...task, judgedHard: event.note };
    case 'escalation-corrected':
      return freshRound(task, event.at);
    case 'supervision-notice-drafted': {
      const { rung, on: draftedOn } = event;
      const supervision = {
        rung,
        draftedOn,
        signedOn: null,
        acknowledged: false,
        signReminders: 0,
        phoned: false,
      };
      return { ...task, supervisionNoticeId: event.noticeId, attention: { ...attention, supervision } };
    }
    case 'supervision-notice-withdrawn':
      if (event.noticeId !== task.supervisionNoticeId) return task;
      return { ...task, supervisionNoticeId: null, attention: { ...attention, supervision: null } };
    case 'supervision-notice-signed':
      return watching(task, event.noticeId, { signedOn: dayAt(event.at) });
    case 'supervision-notice-acknowledged':
      return watching(task, event.noticeId, { acknowledged: true });
    case 'signature-reminded':
      return watching(task, event.noticeId, { signReminders: event.nth });
    case 'acknowledgement-chased':
      return watching(task, event.noticeId, { phoned: true });
    default:
      return { ...task, attention: attended(attention, event, task.policy) };
  }
}

/** Facts that only say what was said: they move the round on and nothing else. */
type Said = Happened<
  | 'ladder-held'
  | 'rung-skipped'
  | 'task-reminded'
  | 'supplement-reminded'
  | 'rung-warned'
  | 'overdue-shown'
  | 'rung-climbed'
  | 'rung-exhausted'
  | 'review-reminded'
>;

function attended(attention: Attention, event: Said, policy: Policy): Attention {
  switch (event.type) {
    case 'ladder-held':
      return { ...attention, heldUntil: event.until };
    case 'rung-skipped':
      return { ...attention, skippedRungs: [...attention.skippedRungs, event.rung] };
    case 'task-reminded':
      return { ...attention, reminded: event.point };
    case 'supplement-reminded':
      return { ...attention, supplementReminded: true };
    case 'rung-warned':
      return { ...attention, warnedOfRung: Math.max(attention.warnedOfRung, event.rung), shownOn: event.on };
    case 'overdue-shown':
      return { ...attention, shownOn: event.on };
    case 'rung-climbed':
      // Repeats count from the day of the climb, so a late repeat does not push the others back.
      return event.repeat > 0
        ? { ...attention, repeats: event.repeat, shownOn: event.on }
        : { ...attention, rung: event.rung, rungOn: event.on, repeats: 0, shownOn: event.on };
    case 'rung-exhausted':
      return { ...attention, repeats: policy.rungRepeats + 1, shownOn: event.on };
    case 'review-reminded':
      return { ...attention, reviewReminders: event.nth };
    default:
      return event satisfies never;
  }
}

/** What this act brings about is decided the next morning, not in the middle of the day. */
function settle(task: Task, at: Date): Task {
  return { ...task, attention: { ...task.attention, decidedThrough: lastDayPast(task.policy.decideAt, at) } };
}

function changed(task: Task, at: Date): Task {
  return { ...task, attention: { ...task.attention, changedOn: lastDayPast(task.policy.decideAt, at) } };
}

/** A fresh round of reminders and rungs: the due day, the unit, or what is asked of it has changed. */
function freshRound(task: Task, at: Date): Task {
  const fresh = freshAttention(task.attention.round + 1, lastDayPast(task.policy.decideAt, at));
  // The office's own clock does not start again because the due day moved.
  const reviewReminders = task.state.status === 'reported-done' ? task.attention.reviewReminders : 0;
  return { ...task, supervisionNoticeId: null, attention: { ...fresh, reviewReminders } };
}

function withProgress(
  task: Task,
  report: { readonly madeAt: Date; readonly percent?: number | null; readonly summary: string },
): Task {
  const on = dayAt(report.madeAt);
  // A report that arrives after a later one does not overwrite it.
  if (task.progress && task.progress.on > on) return task;
  return { ...task, progress: { on, percent: report.percent ?? null, summary: report.summary } };
}

const earlier = (a: Date, b: Date | undefined): Date => (b !== undefined && b < a ? b : a);

/** What an open task keeps while its claim waits, in case the claim is taken back. */
function kept({ supplementDueOn, returnedFrom }: Pick<Open, 'supplementDueOn' | 'returnedFrom'>) {
  return { ...(supplementDueOn ? { supplementDueOn } : {}), ...(returnedFrom ? { returnedFrom } : {}) };
}

function claimed(task: Task, event: Happened<'task-reported-done'>, at: Date): Task {
  const { state } = task;
  const { reportId } = event;
  if (state.status === 'reported-done') {
    // Said again: the latest words are reviewed, the earliest instant counts, the office's clock runs on.
    return withProgress({ ...task, state: { ...state, reportId, madeAt: earlier(event.madeAt, state.madeAt) } }, event);
  }
  if (state.status !== 'open') return task;
  const madeAt = earlier(event.madeAt, state.awaitingConfirmation?.madeAt);
  const next: TaskState = event.needsConfirmation
    ? { ...state, awaitingConfirmation: { reportId, madeAt } }
    : { status: 'reported-done', reportId, madeAt, waitingSince: at, ...kept(state) };
  return withProgress({ ...task, state: next, attention: { ...task.attention, reviewReminders: 0 } }, event);
}

function confirmed(task: Task, event: Happened<'report-confirmed'>, at: Date): Task {
  const { state } = task;
  if (state.status !== 'open') return task;
  const { reportId, madeAt } = event;
  const next: TaskState = { status: 'reported-done', reportId, madeAt, waitingSince: at, ...kept(state) };
  return { ...task, state: next, attention: { ...task.attention, reviewReminders: 0 } };
}

function corrected(task: Task, event: Happened<'report-corrected'>, at: Date): Task {
  const after = withProgress(task, event);
  if (event.claimsDone || standingClaim(task.state) !== event.correctsReportId) return after;
  const { state } = task;
  if (state.status !== 'open' && state.status !== 'reported-done') return after;
  return settle({ ...after, state: { status: 'open', ...kept(state) } }, at);
}

/** The report whose claim of completion stands: with the office, or with the unit's own reviewer. */
function standingClaim(state: TaskState): ReportId | null {
  if (state.status === 'reported-done') return state.reportId;
  return (state.status === 'open' ? state.awaitingConfirmation?.reportId : undefined) ?? null;
}

/** The day in force moves: the supplement day of an open task that has one, else the due day. */
function extended(task: Task, event: Happened<'extension-granted'>, at: Date): Task {
  const { state } = task;
  const days =
    state.status === 'open' && state.supplementDueOn
      ? { state: { ...state, supplementDueOn: event.to } }
      : { dueOn: event.to, originalDueOn: task.originalDueOn ?? event.to };
  const petition = task.petition?.id === event.petitionId ? null : task.petition;
  return freshRound({ ...task, ...days, petition, extensions: task.extensions + 1 }, at);
}

function watching(task: Task, noticeId: string, change: Partial<SupervisionWatch>): Task {
  const { supervision } = task.attention;
  if (noticeId !== task.supervisionNoticeId || supervision === null) return task;
  return { ...task, attention: { ...task.attention, supervision: { ...supervision, ...change } } };
}
