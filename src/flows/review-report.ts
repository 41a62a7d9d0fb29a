import type { Day } from '../core/calendar.ts';
import { hashOfText } from '../core/ledger.ts';
import { cancelTask, closeTask, confirmReport, reopenTask, returnTask } from '../core/lifecycle.ts';
import type { Task } from '../core/task.ts';
import { type ActInput, type ActOutcome, actOnTask, type Taken } from './act-on-task.ts';
import type { Deps, Scene } from './scene.ts';

/** When the office accepts what was reported: the task is closed (审核办结). */
export async function closeReported(deps: Deps, input: ActInput): Promise<ActOutcome> {
  return actOnTask(deps, input, 'review', async (task, scene, unit) => {
    const report = await reportUnderReview(deps, task);
    return {
      decision: closeTask(task, { now: scene.now, calendar: scene.calendar, unit, officeUnitId: scene.officeUnit.id }),
      wording: report ? { report } : {},
      answer: (after) => deps.texts.answer.closed(after, scene.setting),
    };
  });
}

/** When the office sends a report back (待补充): what is missing, and by when. */
export async function returnReported(
  deps: Deps,
  input: ActInput & { readonly reason: string; readonly until: Day | null },
): Promise<ActOutcome> {
  return actOnTask(deps, input, 'review', async (task, scene, unit): Promise<Taken> => {
    const context = { now: scene.now, calendar: scene.calendar, unit, officeUnitId: scene.officeUnit.id };
    const report = await reportUnderReview(deps, task);
    const { until, reason } = input;
    return {
      decision: returnTask(task, { supplementDueOn: until, reasonHash: reasonHash(reason) }, context),
      ...(report ? { reports: [{ ...report, returnedFor: missingIn(task, reason) }] } : {}),
      wording: { reason, ...(report ? { report } : {}) },
      answer: (after) => deps.texts.answer.returned(after, supplementDayOf(after) ?? scene.today, scene.setting),
    };
  });
}

/** When the office opens a closed task again, with a reason and a day. */
export async function reopenClosed(
  deps: Deps,
  input: ActInput & { readonly reason: string; readonly until: Day | null },
): Promise<ActOutcome> {
  return actOnTask(deps, input, 'review', async (task, scene, unit): Promise<Taken> => {
    const context = { now: scene.now, calendar: scene.calendar, unit, officeUnitId: scene.officeUnit.id };
    const { state } = task;
    const reports = state.status === 'closed' ? await deps.stores.reportsOf(task.id) : [];
    const accepted = state.status === 'closed' ? reports.find((one) => one.id === state.reportId) : undefined;
    return {
      decision: reopenTask(task, { supplementDueOn: input.until, reasonHash: reasonHash(input.reason) }, context),
      ...(accepted ? { reports: [{ ...accepted, returnedFor: missingIn(task, input.reason) }] } : {}),
      wording: { reason: input.reason },
      answer: (after) => deps.texts.answer.reopened(after, scene.setting),
    };
  });
}

/** When the office no longer follows a task. */
export async function cancelFollowing(deps: Deps, input: ActInput & { readonly reason: string }): Promise<ActOutcome> {
  return actOnTask(
    deps,
    input,
    'cancel',
    (task, scene): Taken => ({
      decision: cancelTask(task, { reason: input.reason }),
      wording: { reason: input.reason },
      answer: (after) => deps.texts.answer.cancelled(after, scene.setting),
    }),
  );
}

/** When the unit's own reviewer (本单位审核人) confirms a claim: it goes to the office with the instant at which it was made. */
export async function confirmClaim(deps: Deps, input: ActInput): Promise<ActOutcome> {
  return actOnTask(deps, input, 'confirm', async (task, scene, unit): Promise<Taken> => {
    const waiting = task.state.status === 'open' ? task.state.awaitingConfirmation : undefined;
    if (!waiting) return { decision: { ok: false, refusal: 'not-awaiting-confirmation' } };
    const report = (await deps.stores.reportsOf(task.id)).find((one) => one.id === waiting.reportId);
    const confirmed = report ? { ...report, confirmedBy: input.by } : null;
    const context = { now: scene.now, calendar: scene.calendar, unit, officeUnitId: scene.officeUnit.id };
    return {
      decision: confirmReport(task, { reportId: waiting.reportId }, context),
      ...(confirmed ? { reports: [confirmed], wording: { report: confirmed } } : {}),
      answer: (after) => deps.texts.answer.confirmed(after, scene.setting),
    };
  });
}

/** What the unit's card says is missing until it has been added; nothing about a discreet item. */
const missingIn = (task: Task, reason: string): string | null =>
  task.discreet || reason.trim() === '' ? null : reason.trim();

/** An empty reason has no hash, so that core can ask for one. */
export const reasonHash = (reason: string): string => (reason.trim() === '' ? '' : hashOfText(reason));

const supplementDayOf = (task: Task): Day | undefined =>
  task.state.status === 'open' ? task.state.supplementDueOn : undefined;

async function reportUnderReview(deps: Deps, task: Task) {
  const { state } = task;
  if (state.status !== 'reported-done') return undefined;
  return (await deps.stores.reportsOf(task.id)).find((one) => one.id === state.reportId);
}

/** The day that is proposed for a supplement, by the policy frozen on the task. */
export const proposedSupplementDay = (scene: Scene, task: Task): Day =>
  scene.calendar.addWorkdays(scene.today, task.policy.supplementWorkdays);
