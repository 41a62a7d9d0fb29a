import { dayAt, makeCalendar } from '../core/calendar.ts';
import type { PersonId } from '../core/ids.ts';
import { defaultPolicy } from '../core/policy.ts';
import type { Via } from '../core/report.ts';
import { nextOfficeTime, officeTimeKinds } from '../core/schedule.ts';
import type { Directory } from '../core/unit.ts';
import type { Office } from '../ports.ts';
import { type DirectoryProblem, readDirectory } from '../reading/directory.ts';
import type { Deps } from './scene.ts';

export type DirectoryOutcome =
  | { readonly ok: true; readonly units: number; readonly persons: number; readonly office: Office }
  | { readonly ok: false; readonly problems: readonly DirectoryProblem[] };

const nobody: Directory = { units: [], persons: [], roles: [], absences: [] };

/**
 * When the office hands in its directory: read it onto the one there is; the first one sets the office up with its own times.
 * Nothing is taken while any row has a problem.
 */
export async function importDirectory(
  deps: Deps,
  input: { rows: readonly (readonly string[])[]; by: PersonId | null; via: Via },
): Promise<DirectoryOutcome> {
  const now = deps.clock.now();
  const before = await deps.stores.office();
  const known = before ? await deps.stores.directory() : nobody;
  const { directory, problems } = readDirectory(input.rows, known, dayAt(now), () => deps.ids.next());
  if (problems.length > 0) return { ok: false, problems };

  const own = directory.units.find((unit) => unit.relation === 'office');
  if (!own) throw new Error('A directory without an office was taken');
  const office: Office = before ?? {
    id: deps.ids.next(),
    name: own.name,
    shortName: own.shortName,
    policy: defaultPolicy,
    dayAdditions: {},
    eventDays: {},
    sweepHeldUntil: null,
    sweptUntil: null,
  };
  const calendar = makeCalendar(office.dayAdditions);
  const officeTimes = before
    ? []
    : officeTimeKinds.map((kind) => ({ kind, nextAt: nextOfficeTime(kind, now, office.policy, calendar) }));
  await deps.stores.commit({
    office,
    directory,
    officeTimes,
    events: [
      {
        taskId: null,
        at: now,
        actor: { personId: input.by, via: input.via },
        type: 'directory-imported',
        units: directory.units.length,
        persons: directory.persons.length,
      },
    ],
  });
  return { ok: true, units: directory.units.length, persons: directory.persons.length, office };
}
