import type { PetitionAct } from './act.ts';
import type { Refusal } from './event.ts';
import type { UnitId } from './ids.ts';
import type { CommandName } from './message/message.ts';
import type { Task } from './task.ts';

/** A task that is over takes no act. */
export function overRefusal(task: Task): Refusal | null {
  if (task.state.status === 'closed') return 'already-closed';
  if (task.state.status === 'cancelled') return 'already-cancelled';
  return null;
}

/** Why a form need not be filled in: what it asks for would be refused as the task stands, whoever asks. */
export function formRefusal(task: Task, form: CommandName): Refusal | null {
  const { status } = task.state;
  switch (form) {
    case 'open-report':
    case 'open-extension':
    case 'open-dispute':
    case 'open-explain':
    case 'open-record':
    case 'open-cancel':
      return overRefusal(task);
    case 'open-return':
      return overRefusal(task) ?? (status === 'reported-done' ? null : 'not-reported-done');
    case 'open-reopen':
      if (status === 'cancelled') return 'already-cancelled';
      return status === 'closed' ? null : 'already-decided';
    case 'open-set-day':
      return overRefusal(task) ?? (task.dueOn === null ? null : 'already-decided');
    case 'open-hold':
    case 'open-assign':
      return overRefusal(task) ?? (status === 'open' ? null : 'not-open');
    default:
      return null;
  }
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
