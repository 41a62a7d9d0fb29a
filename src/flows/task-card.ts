import type { PersonId } from '../core/ids.ts';
import type { Message } from '../core/message/message.ts';
import type { Task } from '../core/task.ts';
import { unitOf } from '../core/unit.ts';
import { mayAct } from './act-on-task.ts';
import type { Deps, Scene } from './scene.ts';

/** A task with its history, and the buttons that this person may press. */
export async function taskCard(deps: Deps, scene: Scene, by: PersonId, task: Task): Promise<Message> {
  const [reports, petitions] = await Promise.all([deps.stores.reportsOf(task.id), deps.stores.petitionsOf(task.id)]);
  const may = {
    report: mayAct(scene, by, 'report', task),
    review: mayAct(scene, by, 'review', task),
    record: mayAct(scene, by, 'record-offline', task),
  };
  return deps.texts.answer.taskDetail(
    task,
    unitOf(scene.directory, task.unitId),
    reports,
    petitions,
    may,
    scene.setting,
  );
}
