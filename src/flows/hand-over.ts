import type { Day } from '../core/calendar.ts';
import { addDays } from '../core/calendar.ts';
import type { Refusal } from '../core/event.ts';
import type { PersonId } from '../core/ids.ts';
import { may } from '../core/permission.ts';
import type { Via } from '../core/report.ts';
import type { Role } from '../core/unit.ts';
import { actingAs, type Deps, loadScene } from './scene.ts';

export type HandOverOutcome =
  | { readonly ok: true; readonly roles: number }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * When a person hands over to another (工作移交): every role ends the day before and begins for the successor, so that every open
 * task, card and thread follows. Deliveries find the holder when they leave, so nothing else moves.
 */
export async function handOver(
  deps: Deps,
  input: { by: PersonId; via: Via; from: PersonId; to: PersonId; on: Day },
): Promise<HandOverOutcome> {
  const scene = await loadScene(deps);
  const { directory } = scene;
  if (!may(actingAs(scene, input.by), 'directory', { officeUnitId: scene.officeUnit.id }))
    return { ok: false, refusal: 'not-there' };
  if (input.to === input.from || !directory.persons.some((person) => person.id === input.to))
    return { ok: false, refusal: 'not-there' };
  const moving = directory.roles.filter(
    (role) => role.personId === input.from && (role.to === null || role.to >= input.on),
  );
  if (moving.length === 0) return { ok: false, refusal: 'not-there' };
  const roles = directory.roles.flatMap((role): Role[] =>
    moving.includes(role)
      ? [
          { ...role, to: addDays(input.on, -1) },
          { ...role, personId: input.to, from: input.on },
        ]
      : [role],
  );
  await deps.stores.commit({
    directory: { ...directory, roles },
    events: moving.map((role) => ({
      taskId: null,
      at: scene.now,
      actor: { personId: input.by, via: input.via },
      type: 'role-handed-over' as const,
      unitId: role.unitId,
      from: input.from,
      to: input.to,
      role: role.role,
      on: input.on,
    })),
  });
  return { ok: true, roles: moving.length };
}

/** When a person is away: the deputy stands in on those days. */
export async function recordAbsence(
  deps: Deps,
  input: { by: PersonId; via: Via; personId: PersonId; from: Day; to: Day },
): Promise<HandOverOutcome> {
  const scene = await loadScene(deps);
  if (
    !may(actingAs(scene, input.by), 'directory', { officeUnitId: scene.officeUnit.id }) &&
    input.by !== input.personId
  )
    return { ok: false, refusal: 'not-there' };
  const { personId, from, to } = input;
  if (to < from) return { ok: false, refusal: 'day-not-later' };
  await deps.stores.commit({
    directory: { ...scene.directory, absences: [...scene.directory.absences, { personId, from, to }] },
    events: [
      {
        taskId: null,
        at: scene.now,
        actor: { personId: input.by, via: input.via },
        type: 'absence-recorded',
        personId,
        from,
        to,
      },
    ],
  });
  return { ok: true, roles: 0 };
}
