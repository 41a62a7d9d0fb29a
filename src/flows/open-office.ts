import { makeCalendar } from '../core/calendar.ts';
import { defaultPolicy } from '../core/policy.ts';
import { nextOfficeTime, officeTimeKinds } from '../core/schedule.ts';
import { type Directory, officeUnit } from '../core/unit.ts';
import type { Change, Office } from '../ports.ts';
import type { Deps } from './scene.ts';

/** What sets an office up: its row with every default, its directory, and its own times. */
export function newOffice(deps: Deps, directory: Directory): Change & { readonly office: Office } {
  const own = officeUnit(directory);
  const office: Office = {
    id: deps.ids.next(),
    name: own.name,
    shortName: own.shortName,
    policy: defaultPolicy,
    dayAdditions: {},
    eventDays: {},
    rooms: { office: null, bulletin: null },
    sweepHeldUntil: null,
    sweptUntil: null,
  };
  const calendar = makeCalendar(office.dayAdditions);
  const now = deps.clock.now();
  const officeTimes = officeTimeKinds.map((kind) => ({
    kind,
    nextAt: nextOfficeTime(kind, now, office.policy, calendar),
  }));
  return { office, directory, officeTimes };
}
