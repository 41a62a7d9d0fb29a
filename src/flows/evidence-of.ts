import type { PersonId, TaskId } from '../core/ids.ts';
import type { Message } from '../core/message/message.ts';
import type { Evidence } from '../core/report.ts';
import type { Task } from '../core/task.ts';
import { mayAct } from './act-on-task.ts';
import { type Deps, loadScene, type Scene } from './scene.ts';

/**
 * The files that stand with a task, newest last and each once, for someone who may see the task; null for anybody else and for a
 * discreet item, as if there were none.
 */
export async function evidenceOf(
  deps: Deps,
  by: PersonId,
  taskId: TaskId,
): Promise<{ readonly task: Task; readonly evidence: readonly Evidence[] } | null> {
  const scene = await loadScene(deps);
  const task = await deps.stores.task(taskId);
  if (!task || task.discreet || !mayAct(scene, by, 'see-task', task)) return null;
  const all = (await deps.stores.reportsOf(taskId)).flatMap((report) => report.evidence);
  return { task, evidence: [...new Map(all.map((one) => [one.fileId, one])).values()] };
}

/** The names of a task's files, for a chat that cannot hand them over. */
export async function listEvidence(
  deps: Deps,
  scene: Scene,
  by: PersonId,
  taskId: TaskId,
): Promise<Message | { readonly refusal: 'not-there'; readonly task: null }> {
  const found = await evidenceOf(deps, by, taskId);
  if (found === null) return { refusal: 'not-there', task: null };
  const names = found.evidence.map((one) => one.name);
  const { file } = deps.texts;
  return names.length > 0 ? file.listed(found.task, names, scene.setting) : file.none(scene.setting);
}
