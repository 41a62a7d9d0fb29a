import type { Call } from '../core/card-section.ts';
import type { Catalogue } from '../core/message/catalogue.ts';
import type { NoticeDraft } from '../core/notice.ts';
import { type ComingRung, rungComingOn } from '../core/rung-preview.ts';
import { unitOf } from '../core/unit.ts';
import type { Change } from '../ports.ts';
import { address, type Said } from './address.ts';
import { callsWaiting } from './record-offline.ts';
import type { Deps, Scene } from './scene.ts';

/**
 * Every working morning, for the office: the rungs that the ladder climbs on the next one, to be held or left out in time; and in its
 * channel the list to phone, which without a channel stands on the clerk's own card.
 */
export async function officePosts(deps: Deps, scene: Scene): Promise<Change> {
  if (!scene.calendar.isWorkday(scene.today)) return {};
  const calls = scene.office.rooms.office ? await callsFor(deps, scene) : [];
  const on = scene.calendar.addWorkdays(scene.today, 1);
  const rungs = await rungsComing(deps, scene);
  const drafts: readonly Said[] = [
    ...(rungs.length > 0
      ? [
          {
            ...forOffice,
            dueOn: on,
            kind: 'rungs-coming' as const,
            round: `rungs:${on}`,
            recipient: officeStaff(scene),
            say: (texts: Catalogue) => texts.room.rungsComing(on, rungs, scene.setting),
          },
        ]
      : []),
    ...(calls.length > 0
      ? [
          {
            ...forOffice,
            dueOn: scene.today,
            kind: 'calls' as const,
            round: `calls:${scene.today}`,
            recipient: officeStaff(scene),
            say: (texts: Catalogue) => texts.room.calls(calls, scene.setting),
          },
        ]
      : []),
  ];
  return address(deps, scene, drafts);
}

const forOffice = { taskId: null, manner: 'now' } as const;

const officeStaff = (scene: Scene): NoticeDraft['recipient'] => ({
  unitId: scene.officeUnit.id,
  role: 'office-staff',
});

/** Tasks whose ladder goes up on the next working morning unless something is heard. */
async function rungsComing(deps: Deps, scene: Scene): Promise<readonly ComingRung[]> {
  const on = scene.calendar.addWorkdays(scene.today, 1);
  const due = await deps.stores.tasks({ status: ['open'], dueBefore: scene.today });
  return due.flatMap((task): readonly ComingRung[] => {
    const unit = unitOf(scene.directory, task.unitId);
    const rung = rungComingOn(task, on, scene.calendar, unit);
    return rung ? [{ task, unit, rung }] : [];
  });
}

/** Who waits for the clerk's call or hand, by name. */
export async function callsFor(deps: Deps, scene: Scene): Promise<readonly Call[]> {
  const { units, persons } = scene.directory;
  return (await callsWaiting(deps, scene)).map((delivery) => ({
    delivery,
    unit: units.find((unit) => unit.id === delivery.unitId) ?? null,
    person: persons.find((person) => person.id === delivery.personId) ?? null,
  }));
}
