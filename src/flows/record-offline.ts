import type { Refusal } from '../core/event.ts';
import type { DeliveryId, PersonId } from '../core/ids.ts';
import { reportDone, reportProgress } from '../core/lifecycle.ts';
import { may } from '../core/permission.ts';
import { type ActInput, type ActOutcome, actOnTask, type Taken, withAnswer } from './act-on-task.ts';
import { keptOf, reportOf, type Said, understoodAs } from './record-report.ts';
import { actingAs, type Deps, loadScene } from './scene.ts';

/** When the clerk writes down what a unit said by phone or on paper (代录): the same decision, marked as such. */
export async function recordOffline(
  deps: Deps,
  input: ActInput & { readonly said: Said; readonly saidVia: 'phone' | 'paper'; readonly saidBy: PersonId | null },
): Promise<ActOutcome> {
  return actOnTask(deps, input, 'record-offline', (task, scene, unit): Taken => {
    const report = reportOf(deps, scene, task, input.said, {
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
  const person = scene.directory.persons.find((one) => one.id === delivery.personId);
  const unit = scene.directory.units.find((one) => one.id === delivery.unitId);
  const answer = deps.texts.answer.deliveredOffline(person?.name ?? unit?.shortName ?? '', scene.setting);
  const change = withAnswer(deps, scene, {}, input, answer);
  await deps.stores.commit({
    ...change,
    deliveries: [...(change.deliveries ?? []), { ...delivery, state: 'sent', sentAt: scene.now }],
    settledNotices: [{ ids: delivery.noticeIds, status: 'said', reason: null }],
    events: [
      {
        taskId: null,
        at: scene.now,
        actor: { personId: input.by, via: input.via },
        type: 'delivered-offline',
        deliveryKey: delivery.key,
      },
    ],
  });
  return { ok: true };
}
