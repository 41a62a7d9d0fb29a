import type { UnitId } from './ids.ts';
import type { NoticeDraft, NoticeKind } from './notice.ts';
import { dayInForce, type Task } from './task.ts';
import type { RoleName } from './unit.ts';

/** Which occurrence of a kind this is within the task's present round: `2:rung-3`. */
export function roundName(task: Task, occurrence: string): string {
  return `${task.attention.round}:${occurrence}`;
}

/** A notice about a task to a role of a unit; `due` days in force are part of its uniqueness. */
export function noticeTo(
  task: Task,
  unitId: UnitId,
  role: RoleName,
  what: { readonly kind: NoticeKind; readonly occurrence: string; readonly manner: 'card' | 'now' },
): NoticeDraft {
  return {
    taskId: task.id,
    dueOn: dayInForce(task),
    kind: what.kind,
    round: roundName(task, what.occurrence),
    recipient: { unitId, role },
    manner: what.manner,
  };
}
