import { dayAt } from '../core/calendar.ts';
import type { PersonId } from '../core/ids.ts';
import type { Via } from '../core/report.ts';
import type { Directory } from '../core/unit.ts';
import type { Office } from '../ports.ts';
import { type DirectoryProblem, readDirectory } from '../reading/directory.ts';
import { newOffice } from './open-office.ts';
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

  const made = before ? { office: before, directory } : newOffice(deps, directory);
  await deps.stores.commit({
    ...made,
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
  return { ok: true, units: directory.units.length, persons: directory.persons.length, office: made.office };
}
