import type { PersonId, UnitId } from '../core/ids.ts';
import { may } from '../core/permission.ts';
import type { Task } from '../core/task.ts';
import { mayAct } from './act-on-task.ts';
import { actingAs, type Deps, type Scene } from './scene.ts';

/** Tasks that a person may see. */
export async function visibleTasks(deps: Deps, scene: Scene, by: PersonId): Promise<readonly Task[]> {
  if (seesAll(scene, by)) return deps.stores.tasks({});
  const unitIds = unitsActedFor(scene, by);
  const tasks = unitIds.length > 0 ? await deps.stores.tasks({ unitIds, orSupporting: true }) : [];
  return tasks.filter((task) => mayAct(scene, by, 'see-task', task));
}

/** Whether a person sees every task of the office. */
export const seesAll = (scene: Scene, by: PersonId): boolean =>
  may(actingAs(scene, by), 'list-all', { officeUnitId: scene.officeUnit.id });

/** The units in which a person holds a role today, each once. */
export const unitsActedFor = (scene: Scene, by: PersonId): readonly UnitId[] => [
  ...new Set(actingAs(scene, by).roles.map((role): UnitId => role.unitId)),
];
