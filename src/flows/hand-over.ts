import type { Day } from '../core/calendar.ts';
import { addDays } from '../core/calendar.ts';
import type { Refusal } from '../core/event.ts';
import type { PersonId } from '../core/ids.ts';
import type { Message } from '../core/message/message.ts';
import type { Handover } from '../core/message/room-texts.ts';
import { may } from '../core/permission.ts';
import type { Via } from '../core/report.ts';
import { dayInForce } from '../core/task.ts';
import { type Person, type Role, rolesOf, unitOf } from '../core/unit.ts';
import type { Change } from '../ports.ts';
import { type ActInput, withAnswer } from './act-on-task.ts';
import { address } from './address.ts';
import { absenceChange } from './own-settings.ts';
import { actingAs, type Deps, loadScene, type Scene } from './scene.ts';

export type HandOverOutcome =
  | { readonly ok: true; readonly roles: number }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * When a person hands over to another (工作移交): every role ends the day before and begins for the successor, so that every open
 * task, card and thread follows. Deliveries find the holder when they leave, so nothing else moves. The successor is told at once
 * what comes and from when.
 */
export async function handOver(
  deps: Deps,
  input: Omit<ActInput, 'taskId'> & { readonly from: PersonId; readonly to: PersonId; readonly on: Day },
): Promise<HandOverOutcome> {
  const scene = await loadScene(deps);
  const { directory } = scene;
  if (!may(actingAs(scene, input.by), 'directory', { officeUnitId: scene.officeUnit.id }))
    return { ok: false, refusal: 'not-there' };
  if (input.to === input.from || !directory.persons.some((person) => person.id === input.to))
    return { ok: false, refusal: 'successor-required' };
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
  const handover = await handoverOf(deps, scene, input, moving);
  const change: Change = {
    directory: { ...directory, roles },
    ...address(deps, scene, [
      {
        taskId: null,
        dueOn: null,
        kind: 'handed-over',
        round: `handover:${input.from}:${input.on}`,
        recipient: { personId: input.to },
        manner: 'now',
        say: (texts) => texts.room.takenOver(handover, scene.setting),
      },
    ]),
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
  };
  const answer = deps.texts.room.handoverRecorded(handover, scene.setting);
  await deps.stores.commit(withAnswer(deps, scene, change, input, answer));
  return { ok: true, roles: moving.length };
}

/** Who takes over from whom, with what is open; a discreet task goes by number and day. */
async function handoverOf(
  deps: Deps,
  { directory }: Scene,
  { from, to, on }: { readonly from: PersonId; readonly to: PersonId; readonly on: Day },
  moving: readonly Role[],
): Promise<Handover> {
  const units = moving.filter((role) => role.role === 'liaison').map((role) => role.unitId);
  const tasks = units.length > 0 ? await deps.stores.tasks({ unitIds: [...new Set(units)], status: ['open'] }) : [];
  return {
    from: personOf(directory, from),
    to: personOf(directory, to),
    on,
    roles: moving.map((role) => ({ unit: unitOf(directory, role.unitId), role: role.role })),
    tasks: tasks.toSorted((a, b) => ((dayInForce(a) ?? '9999') < (dayInForce(b) ?? '9999') ? -1 : 1)),
  };
}

function personOf({ persons }: Scene['directory'], id: PersonId): Person {
  const found = persons.find((person) => person.id === id);
  if (!found) throw new Error(`No person ${id}`);
  return found;
}

/** The form in which the office records a handover; anyone else is told whose it is. */
export function handoverForm(deps: Deps, scene: Scene, by: PersonId): Message {
  const { directory, officeUnit, today } = scene;
  if (!may(actingAs(scene, by), 'directory', { officeUnitId: officeUnit.id })) return deps.texts.room.officeOnly;
  const persons = directory.persons.map((person) => ({
    person,
    units: [...new Set(rolesOf(directory, person.id, today).map((role) => role.unitId))].map((id) =>
      unitOf(directory, id),
    ),
  }));
  return deps.texts.room.handoverForm(persons, scene.setting);
}

/** When a person is away: the deputy stands in on those days; where nobody does, the office is told. */
export async function recordAbsence(
  deps: Deps,
  input: { by: PersonId; via: Via; personId: PersonId; from: Day; to: Day; deputyId?: PersonId },
): Promise<HandOverOutcome> {
  const scene = await loadScene(deps);
  if (
    !may(actingAs(scene, input.by), 'directory', { officeUnitId: scene.officeUnit.id }) &&
    input.by !== input.personId
  )
    return { ok: false, refusal: 'not-there' };
  const { personId, from, to } = input;
  const absence = { personId, from, to, ...(input.deputyId ? { deputyId: input.deputyId } : {}) };
  const made = absenceChange(deps, scene, absence, input);
  if (!made.ok) return made;
  await deps.stores.commit(made.change);
  return { ok: true, roles: 0 };
}
