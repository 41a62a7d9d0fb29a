import { stillTrue } from '../core/digest.ts';
import type { Refusal } from '../core/event.ts';
import type { DeliveryId, PersonId } from '../core/ids.ts';
import { reportDone, reportProgress } from '../core/lifecycle.ts';
import type { Delivery } from '../core/notice.ts';
import { may } from '../core/permission.ts';
import { type ActInput, type ActOutcome, actOnTask, type Taken, withAnswer } from './act-on-task.ts';
import { cleanSaid, keptOf, reportOf, type Said, understoodAs } from './record-report.ts';
import { actingAs, type Deps, loadScene, type Scene } from './scene.ts';
import { noticesServed } from './sign-notice.ts';

/** When the clerk writes down what a unit said by phone or on paper (代录): the same decision, marked as such. */
export async function recordOffline(
  deps: Deps,
  input: ActInput & { readonly said: Said; readonly saidVia: 'phone' | 'paper'; readonly saidBy: PersonId | null },
): Promise<ActOutcome> {
  return actOnTask(deps, input, 'record-offline', (task, scene, unit): Taken => {
    const clean = cleanSaid(task, input.said);
    if (!clean.ok) return { decision: clean };
    const report = reportOf(deps, scene, task, clean.said, {
      unitId: task.unitId,
      by: input.saidBy,
      recordedBy: input.by,
      via: input.saidVia,
    });
    const context = {
      now: scene.now,
      calendar: scene.calendar,
      unit: { ...unit, ownReview: false },
      officeUnitId: scene.officeUnit.id,
    };
    return {
      // The clerk heard the unit itself: its own reviewer is not asked again.
      decision: report.claimsDone ? reportDone(task, keptOf(report), context) : reportProgress(task, keptOf(report)),
      reports: [report],
      wording: { report },
      answer: (after) => deps.texts.answer.recordedOffline(understoodAs(scene, after, report), unit, scene.setting),
    };
  });
}

/** When the clerk has phoned or handed over what nobody could be written to about (送达登记). */
export async function recordDelivered(
  deps: Deps,
  input: Omit<ActInput, 'taskId'> & { readonly deliveryId: DeliveryId },
): Promise<{ ok: true } | { ok: false; refusal: Refusal }> {
  const scene = await loadScene(deps);
  const delivery = await deps.stores.delivery(input.deliveryId);
  if (!delivery || !may(actingAs(scene, input.by), 'record-delivered', { officeUnitId: scene.officeUnit.id }))
    return { ok: false, refusal: 'not-there' };
  if (delivery.channel !== 'offline' || delivery.state !== 'queued') return { ok: false, refusal: 'already-decided' };
  // One call is about everything that waits for this person.
  const waiting = (
    await deps.stores.deliveries({ channel: 'offline', state: ['queued'], dueBefore: scene.now })
  ).filter((one) => one.personId === delivery.personId && one.unitId === delivery.unitId);
  const person = scene.directory.persons.find((one) => one.id === delivery.personId);
  const unit = scene.directory.units.find((one) => one.id === delivery.unitId);
  const answer = deps.texts.answer.deliveredOffline(person?.name ?? unit?.shortName ?? '', scene.setting);
  const change = withAnswer(deps, scene, {}, input, answer);
  const done = waiting.some((one) => one.id === delivery.id) ? waiting : [delivery, ...waiting];
  const actor = { personId: input.by, via: input.via };
  const told = await deps.stores.notices(done.flatMap((one) => one.noticeIds));
  const served = await noticesServed(deps, scene, told, 'phone', actor);
  await deps.stores.commit({
    ...change,
    deliveries: [
      ...(change.deliveries ?? []),
      ...done.map((one) => ({ ...one, state: 'sent' as const, sentAt: scene.now })),
    ],
    settledNotices: [{ ids: done.flatMap((one) => one.noticeIds), status: 'said', reason: null }],
    supervisionNotices: served.supervisionNotices,
    events: [
      ...done.map((one) => ({
        taskId: null,
        at: scene.now,
        actor,
        type: 'delivered-offline' as const,
        deliveryKey: one.key,
      })),
      ...served.events,
    ],
  });
  return { ok: true };
}

/**
 * What waits for the clerk's own hand, once a person: a call is about all of it. What is no longer true is left out; each names the
 * tasks it is about.
 */
export async function callsWaiting(deps: Deps, scene: Scene): Promise<readonly Delivery[]> {
  const waiting = await deps.stores.deliveries({ channel: 'offline', state: ['queued'], dueBefore: scene.now });
  const live: Delivery[] = [];
  for (const delivery of waiting) {
    const notices = await deps.stores.notices(delivery.noticeIds);
    const tasks = await Promise.all(notices.map(({ taskId }) => (taskId ? deps.stores.task(taskId) : null)));
    const still = notices.filter((notice, at) => stillTrue(notice, tasks[at] ?? null, scene.today, scene.calendar));
    if (still.length === 0 && delivery.noticeIds.length > 0) continue;
    const about = tasks.flatMap((task, at) => {
      const notice = notices[at];
      return task && notice && still.includes(notice) ? [{ text: '', code: task.code }] : [];
    });
    const worded = still.flatMap((notice) => notice.message?.lines ?? []);
    const lines = [...(delivery.sent?.lines ?? []), ...worded, ...about];
    live.push({ ...delivery, noticeIds: still.map((notice) => notice.id), sent: { ...delivery.sent, lines } });
  }
  return oncePerPerson(live);
}

function oncePerPerson(waiting: readonly Delivery[]): readonly Delivery[] {
  const first = new Map<string, Delivery>();
  for (const delivery of waiting) {
    const whom = `${delivery.personId}|${delivery.unitId}`;
    const known = first.get(whom);
    const lines = [...(known?.sent?.lines ?? []), ...(delivery.sent?.lines ?? [])];
    first.set(
      whom,
      known ? { ...known, noticeIds: [...known.noticeIds, ...delivery.noticeIds], sent: { lines } } : delivery,
    );
  }
  return [...first.values()];
}
