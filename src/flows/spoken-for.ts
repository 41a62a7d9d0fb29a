import type { PersonId, UnitId } from '../core/ids.ts';
import type { Task } from '../core/task.ts';
import type { Unit } from '../core/unit.ts';
import { mayAct } from './act-on-task.ts';
import { actingAs, type Deps, type Scene } from './scene.ts';

/** Tasks that a person speaks for: those of the own units, and those the units support. */
export async function tasksOf(deps: Deps, scene: Scene, by: PersonId): Promise<readonly Task[]> {
  const speaking = new Set([
    'liaison',
    'unit-reviewer',
    'unit-deputy-head',
    'unit-head',
    'office-staff',
    'office-director',
  ]);
  const unitIds = [
    ...new Set(
      actingAs(scene, by)
        .roles.filter((role) => speaking.has(role.role))
        .map((role): UnitId => role.unitId),
    ),
  ];
  if (unitIds.length === 0) return [];
  const tasks = await deps.stores.tasks({ unitIds, orSupporting: true, status: ['open', 'reported-done', 'closed'] });
  // A unit's own tasks come before those it only supports.
  const own = tasks.filter((task) => unitIds.includes(task.unitId));
  return own.length > 0 ? [...own, ...tasks.filter((task) => !unitIds.includes(task.unitId))] : tasks;
}

/** Open tasks to offer a report on: those that the person's units lead, if there are any. */
export function openOf(scene: Scene, by: PersonId, tasks: readonly Task[]): readonly Task[] {
  const open = tasks.filter((task) => task.state.status === 'open');
  const led = open.filter((task) => mayAct(scene, by, 'report', task));
  return led.length > 0 ? led : open;
}

/** The names of the units a person speaks for: in their own report they are no other unit's. */
export function ownNames(scene: Scene, by: PersonId): readonly string[] {
  const own = new Set(actingAs(scene, by).roles.map((role) => role.unitId));
  return scene.directory.units
    .filter((unit) => own.has(unit.id))
    .flatMap((unit) => [unit.name, unit.shortName, ...unit.aliases]);
}

/** The units a person does not speak for: a list names those whose tasks it shows. */
export function othersOf(scene: Scene, by: PersonId): readonly Unit[] {
  const own = new Set(
    actingAs(scene, by)
      .roles.filter((role) => role.role === 'liaison')
      .map((role) => role.unitId),
  );
  return scene.directory.units.filter((unit) => !own.has(unit.id));
}
