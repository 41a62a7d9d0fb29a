import { readFile } from 'node:fs/promises';
import { type Day, day, instantAt } from './core/calendar.ts';
import { adoptPlan } from './flows/adopt-plan.ts';
import { advanceClock, type SettableClock } from './flows/advance-clock.ts';
import { importDirectory } from './flows/import-directory.ts';
import { importPlan } from './flows/import-plan.ts';
import { newOffice } from './flows/open-office.ts';
import type { Deps } from './flows/scene.ts';
import { NotPlayable } from './flows/simulate.ts';
import { castOf } from './flows/simulation/cast.ts';
import { chanceOf } from './flows/simulation/chance.ts';
import type { DocumentReader, JobQueue } from './ports.ts';

/** The Friday on which the sample office adopts its plan, and the Monday on which the visitor comes in: the week's cards are out. */
const adoptedOn = day('2026-02-27');
const visitedOn = day('2026-03-02');
const OPENS = '08:30';
/** Just after the first morning cards have left. */
const FIRST_CARDS_OUT = '09:30';
/** Where an empty demo's clock stands. */
export const demoStart = instantAt(adoptedOn, OPENS);

const sample = (name: string) => readFile(new URL(`./sample/${name}`, import.meta.url));

/** What an empty demo is filled with: flows, a clock that can be set, and where both are kept. */
export interface DemoStage {
  readonly deps: Deps & { readonly clock: SettableClock; readonly reader: DocumentReader; readonly queue: JobQueue };
  readTable(bytes: Uint8Array, name: string): Promise<readonly (readonly string[])[]>;
  saveClock(): Promise<void>;
}

/** A plan to try the demo with instead of the sample: the office and its units are made up from what it names. */
export interface OwnPlan {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly from: Day;
}

/** An empty demo gets the sample office: its directory, its plan adopted, the first morning's cards. */
export async function playSample(stage: DemoStage): Promise<void> {
  const { deps } = stage;
  deps.clock.set(demoStart);
  const rows = await stage.readTable(await sample('directory.csv'), 'directory.csv');
  const taken = await importDirectory(deps, { rows, by: null, via: 'local' });
  if (!taken.ok)
    throw new Error(`The sample directory: ${taken.problems.map((one) => `${one.row}: ${one.text}`).join('; ')}`);
  await adopt(stage, { bytes: await sample('plan.txt'), fileName: 'plan.txt', from: adoptedOn }, visitedOn);
}

/** An empty demo gets a plan of the visitor's own, adopted on the day named. Throws DocumentRefused or NotPlayable. */
export async function playOwnPlan(stage: DemoStage, own: OwnPlan): Promise<void> {
  const { deps } = stage;
  const { reading } = await deps.reader.plan(own.bytes, own.fileName, {});
  if (reading.items.length === 0) throw new NotPlayable(deps.texts.plan.notAPlan);
  deps.clock.set(instantAt(own.from, OPENS));
  await deps.stores.commit(newOffice(deps, castOf(reading, own.from, deps.ids, chanceOf(1)).directory));
  await adopt(stage, own, own.from);
}

/** Imports and adopts in the clerk's name and goes on to the morning of the visit. */
async function adopt(stage: DemoStage, own: OwnPlan, visited: Day): Promise<void> {
  const { deps } = stage;
  const { persons, roles } = await deps.stores.directory();
  const clerk = persons.find(({ id }) => roles.some((role) => role.personId === id && role.role === 'office-staff'));
  if (!clerk) throw new Error('The directory has no clerk');
  const who = { by: clerk.id, via: 'local' } as const;
  const imported = await importPlan(deps, { ...who, bytes: own.bytes, fileName: own.fileName, key: key('plan') });
  if (!imported.ok) throw new NotPlayable(imported.text);
  const adopted = await adoptPlan(deps, { ...who, planId: imported.plan.id, key: key('adopted') });
  if (!adopted.ok) throw new NotPlayable(adopted.refusal);
  await advanceClock(deps, instantAt(visited, FIRST_CARDS_OUT));
  await stage.saveClock();
}

const key = (name: string) => ({ platform: 'local', key: `sample-${name}` });
