import type { Day } from '../core/calendar.ts';
import type { UnitId } from '../core/ids.ts';
import { hashOfText } from '../core/ledger.ts';
import {
  acknowledgeTask,
  decideDeadline,
  grantExtension,
  holdLadder,
  judgeHard,
  reassignTask,
  skipRung,
} from '../core/lifecycle.ts';
import { nextRungOf } from '../core/rung-preview.ts';
import { type ActInput, type ActOutcome, actOnTask, type Taken } from './act-on-task.ts';
import { reasonHash } from './review-report.ts';
import type { Deps } from './scene.ts';

/** When the office gives a task to another unit (改派): the task stays, a fresh round begins. */
export async function reassign(
  deps: Deps,
  input: ActInput & { readonly to: UnitId; readonly dueOn: Day | null },
): Promise<ActOutcome> {
  return actOnTask(deps, input, 'assign', (task, scene, unit): Taken => {
    const to = scene.directory.units.find((one) => one.id === input.to);
    if (!to) return { decision: { ok: false, refusal: 'unknown-unit' } };
    const context = { now: scene.now, calendar: scene.calendar, unit, officeUnitId: scene.officeUnit.id };
    return {
      decision: reassignTask(task, { to: to.id, dueOn: input.dueOn }, context),
      wording: { otherUnit: unit },
      answer: (after) => deps.texts.answer.reassigned(after, to, scene.setting),
    };
  });
}

/** When the office sets the day of a task that has none (核定时限), or moves it without having been asked (延期). */
export async function setDay(deps: Deps, input: ActInput & { readonly dueOn: Day }): Promise<ActOutcome> {
  return actOnTask(deps, input, 'decide-deadline', (task, scene, unit): Taken => {
    const context = { now: scene.now, calendar: scene.calendar, unit, officeUnitId: scene.officeUnit.id };
    const decision =
      task.dueOn === null
        ? decideDeadline(task, { dueOn: input.dueOn }, context)
        : grantExtension(task, { petitionId: null, to: input.dueOn }, context);
    return { decision, answer: (after) => deps.texts.answer.noted(after, scene.setting) };
  });
}

/** When the office holds the ladder through a day, with a reason. */
export async function hold(
  deps: Deps,
  input: ActInput & { readonly until: Day; readonly reason: string },
): Promise<ActOutcome> {
  return actOnTask(deps, input, 'hold', (task, scene, unit): Taken => {
    const context = { now: scene.now, calendar: scene.calendar, unit, officeUnitId: scene.officeUnit.id };
    return {
      decision: holdLadder(task, { until: input.until, reasonHash: reasonHash(input.reason) }, context),
      answer: (after) => deps.texts.answer.held(after, input.until, scene.setting),
    };
  });
}

/** When the office leaves out the next rung that is still to be climbed, with a reason. */
export async function skip(deps: Deps, input: ActInput & { readonly reason: string }): Promise<ActOutcome> {
  return actOnTask(
    deps,
    input,
    'hold',
    (task, scene, unit): Taken => ({
      decision: skipRung(task, {
        rung: nextRungOf(task, unit)?.number ?? task.attention.rung,
        reasonHash: reasonHash(input.reason),
      }),
      answer: (after) => deps.texts.answer.skipped(after, scene.setting),
    }),
  );
}

/** When a person judges a task hard to finish, with a note; an empty note takes it back. */
export async function judge(deps: Deps, input: ActInput & { readonly note: string }): Promise<ActOutcome> {
  return actOnTask(deps, input, 'judge-hard', (task, scene): Taken => {
    const note = input.note.trim();
    return {
      decision: judgeHard(task, note === '' ? { note: null, noteHash: null } : { note, noteHash: hashOfText(note) }),
      answer: (after) => deps.texts.answer.noted(after, scene.setting),
    };
  });
}

/** When a liaison says that it has taken note: a fact, no state. */
export async function acknowledge(deps: Deps, input: ActInput): Promise<ActOutcome> {
  return actOnTask(
    deps,
    input,
    'report',
    (task, scene): Taken => ({
      decision: acknowledgeTask(task),
      answer: (after) => deps.texts.answer.acknowledged(after, scene.setting),
    }),
  );
}
