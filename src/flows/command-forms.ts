import type { Refusal } from '../core/event.ts';
import type { PersonId, PetitionId, SupervisionNoticeId, TaskId } from '../core/ids.ts';
import type { Command, Message } from '../core/message/message.ts';
import type { Act } from '../core/permission.ts';
import { formRefusal } from '../core/refusals.ts';
import type { Petition } from '../core/report.ts';
import type { Task } from '../core/task.ts';
import { refusalOf } from './act-on-task.ts';
import type { Deps, Scene } from './scene.ts';

/** Why nothing was done, and about which task if the person may know of it. */
export type Refused = { readonly refusal: Refusal; readonly task: Task | null };

interface Asking {
  readonly by: PersonId;
  readonly command: Command;
}

/** A form or a card about a task, if the person may do what it is for and it would be taken. "Not yours" and "not there" look the same. */
export async function formFor(
  deps: Deps,
  scene: Scene,
  { by, command }: Asking,
  act: Act,
  make: (task: Task) => Message | Promise<Message>,
): Promise<Message | Refused> {
  const task = await deps.stores.task((command.id ?? '') as TaskId);
  if (!task) return { refusal: 'not-there', task: null };
  const refusal = refusalOf(scene, by, act, task) ?? formRefusal(task, command.name);
  return refusal ? { refusal, task: refusal === 'not-there' ? null : task } : make(task);
}

/** A form about a petition that waits. */
export async function onPetition(
  deps: Deps,
  scene: Scene,
  pressed: Asking,
  make: (task: Task, petition: Petition) => Message,
): Promise<Message | Refused> {
  const petition = await deps.stores.petition(pressed.command.id as PetitionId);
  if (!petition) return { refusal: 'not-there', task: null };
  const { by, command } = pressed;
  const about = { by, command: { name: command.name, id: petition.taskId } };
  return formFor(deps, scene, about, 'grant', (task) =>
    petition.status === 'open'
      ? make(task, petition)
      : deps.texts.answer.refused('already-decided', task, scene.setting),
  );
}

/** The form in which a drafted notice is withdrawn. */
export async function onNotice(deps: Deps, scene: Scene, pressed: Asking): Promise<Message | Refused> {
  const notice = await deps.stores.supervisionNotice(pressed.command.id as SupervisionNoticeId);
  if (!notice) return { refusal: 'not-there', task: null };
  const { by, command } = pressed;
  return formFor(deps, scene, { by, command: { name: command.name, id: notice.taskId } }, 'withdraw-notice', (task) =>
    deps.texts.form.withdraw(task, notice, scene.setting),
  );
}
