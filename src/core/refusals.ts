import type { PetitionAct } from './act.ts';
import type { Refusal } from './event.ts';
import type { UnitId } from './ids.ts';
import type { Task } from './task.ts';

/** A task that is over takes no act. */
export function overRefusal(task: Task): Refusal | null {
  if (task.state.status === 'closed') return 'already-closed';
  if (task.state.status === 'cancelled') return 'already-cancelled';
  return null;
}

/** Only the lead unit reports done; "not yours" and "not there" look the same. */
export function speakerRefusal(task: Task, unitId: UnitId, allow: { readonly supporting: boolean }): Refusal | null {
  if (unitId === task.unitId) return null;
  if (!task.supportingUnitIds.includes(unitId)) return 'not-there';
  return allow.supporting ? null : 'not-lead-unit';
}

/** A discreet task (仅提示，不传内容) takes no text. */
export function textRefusal(task: Task, text: string): Refusal | null {
  return task.discreet && text !== '' ? 'discreet-takes-no-text' : null;
}

/** One petition at a time, by the lead unit of an open task, with a reason. */
export function petitionRefusal(task: Task, act: PetitionAct): Refusal | null {
  const no =
    overRefusal(task) ?? speakerRefusal(task, act.unitId, { supporting: false }) ?? textRefusal(task, act.textHash);
  if (no) return no;
  if (task.state.status !== 'open') return 'not-open';
  if (task.petition !== null) return 'petition-already-open';
  return act.textHash === '' && !task.discreet ? 'reason-required' : null;
}
