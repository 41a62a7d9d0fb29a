import { addDays, type Day, earlier, instantAt } from '../core/calendar.ts';
import type { Decision } from '../core/event.ts';
import type { PersonId, PetitionId, UnitId } from '../core/ids.ts';
import {
  acceptExplanation,
  askExplain,
  askExtension,
  dispute,
  grantExtension,
  refusePetition,
  upholdDispute,
  withdrawPetition,
} from '../core/lifecycle.ts';
import type { Petition } from '../core/report.ts';
import { lateFrom, type Task } from '../core/task.ts';
import type { unitOf } from '../core/unit.ts';
import type { Change } from '../ports.ts';
import { type ActInput, type ActOutcome, actOnTask, type Taken } from './act-on-task.ts';
import { unitSpeaking } from './record-report.ts';
import { reasonHash } from './review-report.ts';
import type { Deps, Scene } from './scene.ts';

/** What a unit asks the office: a later day, whether it is responsible at all, or to be heard. */
export interface Asked {
  readonly kind: Petition['kind'];
  readonly reason: string;
  readonly requestedDay: Day | null;
  readonly askedAt: Date;
}

/** When a unit asks for an extension, questions its responsibility, or explains: it waits for the office. */
export async function makePetition(deps: Deps, input: ActInput & { readonly asked: Asked }): Promise<ActOutcome> {
  return actOnTask(deps, input, 'petition', (task, scene, unit): Taken => {
    const { asked } = input;
    const petition = petitionOf(deps, scene, task, asked, input.by);
    const context = { now: scene.now, calendar: scene.calendar, unit, officeUnitId: scene.officeUnit.id };
    const act = {
      petitionId: petition.id,
      unitId: petition.unitId,
      // No reason, no hash: core asks for one. A discreet item takes none.
      textHash: reasonHash(petition.reason),
      askedAt: petition.askedAt,
    };
    const { answer } = deps.texts;
    switch (asked.kind) {
      case 'extension':
        return {
          decision: askExtension(task, { ...act, requestedDay: asked.requestedDay }, context),
          petitions: [petition],
          wording: { petition, reason: petition.reason },
          answer: (after) => answer.extensionAsked(after, petition, scene.setting),
        };
      case 'dispute':
        return {
          decision: dispute(task, act, context),
          petitions: [petition],
          wording: { petition, reason: petition.reason },
          answer: (after) => answer.disputeMade(after, scene.setting),
        };
      case 'explain':
        return {
          decision: askExplain(task, act, context),
          petitions: [petition],
          wording: { petition, reason: petition.reason },
          answer: (after) => answer.explanationMade(after, scene.setting),
        };
      default:
        return asked.kind satisfies never;
    }
  });
}

function petitionOf(deps: Deps, scene: Scene, task: Task, asked: Asked, by: PersonId): Petition {
  const askedAt = earlier(asked.askedAt, scene.now);
  return {
    id: deps.ids.next<PetitionId>(),
    taskId: task.id,
    kind: asked.kind,
    by,
    recordedBy: null,
    unitId: unitSpeaking(scene, task, by),
    askedAt,
    reason: task.discreet ? '' : asked.reason,
    requestedDay: asked.requestedDay,
    afterDue: task.dueOn !== null && askedAt >= instantAt(lateFrom(task.dueOn, scene.calendar), '00:00'),
    status: 'open',
    decidedBy: null,
    decidedAt: null,
    grantedDay: null,
    note: null,
  };
}

/** What the office decides about the open petition of a task. `to` names the unit that is responsible instead. */
export type PetitionVerdict =
  | { readonly kind: 'grant'; readonly day: Day | null; readonly to: UnitId | null; readonly note: string }
  | { readonly kind: 'refuse'; readonly reason: string };

/** When the office decides: a later day, another unit, or no; the unit is told which, and why. */
export async function decidePetition(
  deps: Deps,
  input: ActInput & { readonly verdict: PetitionVerdict },
): Promise<ActOutcome> {
  return actOnTask(deps, input, 'grant', async (task, scene, unit): Promise<Taken> => {
    const open = task.petition ? await deps.stores.petition(task.petition.id) : null;
    if (!open) return { decision: { ok: false, refusal: 'no-open-petition' } };
    const { verdict } = input;
    const decided: Petition = {
      ...open,
      status: verdict.kind === 'grant' ? 'granted' : 'refused',
      decidedBy: input.by,
      decidedAt: scene.now,
      grantedDay: verdict.kind === 'grant' ? (verdict.day ?? open.requestedDay) : null,
      note: verdict.kind === 'grant' ? verdict.note || null : verdict.reason,
    };
    const decision = decisionOn(scene, task, unit, decided, verdict);
    const to = verdict.kind === 'grant' ? verdict.to : null;
    if (to && !scene.directory.units.some((one) => one.id === to))
      return { decision: { ok: false, refusal: 'unknown-unit' } };
    const upheld = decision.ok && decision.events.some((event) => event.type === 'dispute-upheld');
    return {
      decision,
      petitions: [decided],
      ...(upheld ? { settledNotices: await annulled(deps, task) } : {}),
      wording: { petition: decided, reason: decided.note ?? '', ...(to ? { otherUnit: unit } : {}) },
      answer: (after) => deps.texts.answer.petitionDecided(after, decided, scene.setting),
    };
  });
}

/** A unit that was right was never responsible: what it was told stands annulled, by a new entry, never deleted. */
async function annulled(deps: Deps, task: Task): Promise<NonNullable<Change['settledNotices']>> {
  const told = (await deps.stores.noticesOf(task.id)).filter(
    (notice) => 'unitId' in notice.recipient && notice.recipient.unitId === task.unitId,
  );
  return [{ ids: told.map((notice) => notice.id), status: 'annulled', reason: 'dispute upheld' }];
}

function decisionOn(
  scene: Scene,
  task: Task,
  unit: Parameters<typeof unitOf>[0]['units'][number],
  petition: Petition,
  verdict: PetitionVerdict,
): Decision {
  const context = { now: scene.now, calendar: scene.calendar, unit, officeUnitId: scene.officeUnit.id };
  const { id: petitionId, kind, grantedDay } = petition;
  if (verdict.kind === 'refuse') return refusePetition(task, { petitionId, reasonHash: reasonHash(verdict.reason) });
  if (kind === 'extension') {
    return grantedDay
      ? grantExtension(task, { petitionId, to: grantedDay }, context)
      : { ok: false, refusal: 'day-required' };
  }
  if (kind === 'dispute') {
    return verdict.to
      ? upholdDispute(task, { petitionId, to: verdict.to, dueOn: verdict.day }, context)
      : { ok: false, refusal: 'unknown-unit' };
  }
  const heldUntil = verdict.day ?? scene.calendar.addWorkdays(scene.today, task.policy.supplementWorkdays);
  return acceptExplanation(task, { petitionId, heldUntil }, context);
}

/** When a unit takes its petition back. */
export async function withdrawOwnPetition(deps: Deps, input: ActInput): Promise<ActOutcome> {
  return actOnTask(deps, input, 'petition', async (task): Promise<Taken> => {
    const open = task.petition ? await deps.stores.petition(task.petition.id) : null;
    if (!open) return { decision: { ok: false, refusal: 'no-open-petition' } };
    return { decision: withdrawPetition(task, { petitionId: open.id }), petitions: [{ ...open, status: 'withdrawn' }] };
  });
}

/** A later day to propose when a unit asked for none: two weeks. */
export const proposedDay = (from: Day): Day => addDays(from, 14);
