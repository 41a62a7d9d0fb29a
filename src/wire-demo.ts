import { readFile } from 'node:fs/promises';
import { day, instantAt } from './core/calendar.ts';
import { adoptPlan } from './flows/adopt-plan.ts';
import { advanceClock, type SettableClock } from './flows/advance-clock.ts';
import { importDirectory } from './flows/import-directory.ts';
import { importPlan } from './flows/import-plan.ts';
import type { Deps } from './flows/scene.ts';
import type { DocumentReader, JobQueue } from './ports.ts';

/** The Monday on which the sample office adopts its plan. */
export const demoStart = instantAt(day('2026-03-02'), '08:30');
/** Just after the first morning cards have left. */
const demoOpens = instantAt(day('2026-03-02'), '09:30');

const sample = (name: string) => readFile(new URL(`./sample/${name}`, import.meta.url));

/** An empty demo gets the sample office: its directory, its plan adopted, the first morning's cards. */
export async function playSample(
  deps: Deps & { readonly clock: SettableClock; readonly reader: DocumentReader; readonly queue: JobQueue },
  files: {
    readTable(bytes: Uint8Array, name: string): Promise<readonly (readonly string[])[]>;
    saveClock(): Promise<void>;
  },
): Promise<void> {
  deps.clock.set(demoStart);
  const rows = await files.readTable(await sample('directory.csv'), 'directory.csv');
  const taken = await importDirectory(deps, { rows, by: null, via: 'local' });
  if (!taken.ok)
    throw new Error(`The sample directory: ${taken.problems.map((one) => `${one.row}: ${one.text}`).join('; ')}`);
  const { persons, roles } = await deps.stores.directory();
  const clerk = persons.find((person) =>
    roles.some((role) => role.personId === person.id && role.role === 'office-staff'),
  );
  if (!clerk) throw new Error('The sample directory has no clerk');
  const imported = await importPlan(deps, {
    by: clerk.id,
    via: 'local',
    bytes: await sample('plan.txt'),
    fileName: 'plan.txt',
    key: { platform: 'local', key: 'sample-plan' },
  });
  if (!imported.ok) throw new Error(`The sample plan: ${imported.text}`);
  const adopted = await adoptPlan(deps, {
    by: clerk.id,
    via: 'local',
    planId: imported.plan.id,
    key: { platform: 'local', key: 'sample-adopted' },
  });
  if (!adopted.ok) throw new Error(`The sample plan: ${adopted.refusal}`);
  await advanceClock(deps, demoOpens);
  await files.saveClock();
}
