import type { BulletinFigures } from '../core/bulletin.ts';
import { addDays, type Day, dayAt, dayOf, instantAt, weekdayOf } from '../core/calendar.ts';
import { verdict } from '../core/task.ts';
import { unitOf } from '../core/unit.ts';
import type { DocumentReader, JobQueue, LedgerStore } from '../ports.ts';
import { adoptPlan } from './adopt-plan.ts';
import { advanceClock, type SettableClock } from './advance-clock.ts';
import { checkInvariants, type InvariantCounts } from './check-invariants.ts';
import { deliver } from './deliver.ts';
import type { Messengers } from './delivery-tries.ts';
import { importPlan } from './import-plan.ts';
import { newOffice } from './open-office.ts';
import { type Deps, loadScene } from './scene.ts';
import { Agenda } from './simulation/agenda.ts';
import { castOf } from './simulation/cast.ts';
import { chanceOf } from './simulation/chance.ts';
import { People } from './simulation/people.ts';

/** What is played: a plan from one day to another, with a seed. */
export interface SimulationInput {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly from: Day;
  readonly to: Day;
  readonly seed: number;
  readonly year?: number;
  readonly onDay?: (on: Day) => void;
}

/** Everything it is played with: memory stores, a virtual clock, the local chat. */
export type SimulationDeps = Deps & {
  clock: SettableClock;
  queue: JobQueue;
  reader: DocumentReader;
  messengers: Messengers;
};

export interface Counts {
  sent: number;
  reported: number;
  closed: number;
  returned: number;
  extended: number;
  questioned: number;
  chased: number;
  supervised: number;
  recordedOffline: number;
  published: number;
}

/** The year as it went (CONTRACT.md, `duban simulate`). */
export interface Simulation {
  readonly plan: string;
  readonly from: Day;
  readonly to: Day;
  readonly seed: number;
  readonly items: number;
  readonly units: number;
  readonly tasks: number;
  readonly weeks: readonly (Counts & { readonly from: Day })[];
  readonly totals: Counts;
  readonly bulletins: readonly {
    readonly edition: string;
    readonly period: string;
    readonly classes: BulletinFigures['classes'];
    readonly tasks: number;
    readonly items: number;
  }[];
  readonly tasksDetail: readonly {
    readonly code: string;
    readonly unit: string;
    readonly dueDays: readonly Day[];
    readonly verdict: string;
    readonly closedOn: Day | null;
  }[];
  readonly invariants: InvariantCounts;
  readonly ledgerHead: string;
}

/** Why a plan cannot be played: it was not read. */
export class NotPlayable extends Error {}

/**
 * Plays a plan on the virtual clock with the same flows as the demo: units behave by habits drawn from the seed, the office reviews
 * in 1–3 working days and signs in 1–2. The same seed gives the same year. Throws DocumentRefused or NotPlayable.
 */
export async function simulate(input: SimulationInput, deps: SimulationDeps): Promise<Simulation> {
  const { from, to, seed } = input;
  const year = input.year === undefined ? {} : { year: input.year };
  const { reading } = await deps.reader.plan(input.bytes, input.fileName, year);
  if (reading.items.length === 0) throw new NotPlayable(deps.texts.plan.notAPlan);

  const chance = chanceOf(seed);
  const cast = castOf(reading, from, deps.ids, chance);
  deps.clock.set(instantAt(from, '08:30'));
  await deps.stores.commit(newOffice(deps, cast.directory));
  await deps.queue.start((job) => deliver(job.deliveryId, deps, job.again));

  const imported = await importPlan(deps, {
    by: cast.clerk,
    via: 'local',
    bytes: input.bytes,
    fileName: input.fileName,
    ...year,
  });
  if (!imported.ok) throw new NotPlayable(imported.text);
  const adopted = await adoptPlan(deps, { by: cast.clerk, via: 'local', planId: imported.plan.id });
  if (!adopted.ok) throw new NotPlayable(adopted.refusal);

  const agenda = new Agenda();
  const people = new People(deps, cast, agenda, chance);
  const scene = await loadScene(deps);
  for (const task of adopted.tasks) people.meet(task, scene, dayOf(imported.plan.year, 12, 31));
  let on = from;
  await advanceClock(deps, instantAt(to, '23:59'), {
    meanwhile: {
      nextAt: () => agenda.nextAt(),
      act: async () => {
        await agenda.act(deps.clock.now());
        await people.notice();
      },
    },
    onStep: (at) => {
      if (dayAt(at) > on) {
        on = dayAt(at);
        input.onDay?.(on);
      }
    },
  });
  return account(input, imported.plan.title, imported.items.length, deps);
}

const none = (): Counts => ({
  sent: 0,
  reported: 0,
  closed: 0,
  returned: 0,
  extended: 0,
  questioned: 0,
  chased: 0,
  supervised: 0,
  recordedOffline: 0,
  published: 0,
});

/** The year week by week, from the ledger, the deliveries and the reports. */
async function account(input: SimulationInput, plan: string, items: number, deps: SimulationDeps): Promise<Simulation> {
  const { stores } = deps;
  const scene = await loadScene(deps);
  const tasks = await stores.tasks({});
  const weeks = new Map<Day, Counts>();
  for (let week = mondayOf(input.from); week <= input.to; week = addDays(week, 7)) weeks.set(week, none());
  const count = (at: Date, what: keyof Counts): void => {
    const week = weeks.get(mondayOf(dayAt(at)));
    if (week) week[what] += 1;
  };
  for (const delivery of await stores.deliveries({ state: ['sent'] })) {
    if (delivery.channel !== 'offline' && delivery.sentAt) count(delivery.sentAt, 'sent');
  }
  for (const report of await stores.reportsBetween(instantAt(input.from, '00:00'), scene.now)) {
    count(report.madeAt, report.recordedBy === null ? 'reported' : 'recordedOffline');
  }
  await countLedger(stores, count);
  const totals = none();
  for (const week of weeks.values())
    for (const key of Object.keys(totals) as (keyof Counts)[]) totals[key] += week[key];
  return {
    plan,
    from: input.from,
    to: input.to,
    seed: input.seed,
    items,
    units: new Set(tasks.map((task) => task.unitId)).size,
    tasks: tasks.length,
    weeks: [...weeks].map(([from, counts]) => ({ from, ...counts })),
    totals,
    bulletins: (await stores.bulletins()).map(({ period, figures }) => ({
      edition: period.edition,
      period: period.name,
      classes: figures.classes,
      tasks: figures.tasks,
      items: figures.items,
    })),
    tasksDetail: tasks.map((task) => ({
      code: task.code,
      unit: unitOf(scene.directory, task.unitId).name,
      dueDays: task.dueOn ? [task.dueOn] : [],
      verdict: verdict(task, scene.today, scene.calendar),
      closedOn: task.state.status === 'closed' ? task.state.closedOn : null,
    })),
    invariants: await checkInvariants(deps),
    ledgerHead: (await stores.ledgerHead())?.hash ?? '',
  };
}

async function countLedger(stores: LedgerStore, count: (at: Date, what: keyof Counts) => void): Promise<void> {
  for (let after = 0; ; ) {
    const page = await stores.ledger({ afterSeq: after, limit: 5_000 });
    for (const entry of page) {
      const what = countedAs(entry);
      if (what) count(entry.at, what);
    }
    const last = page.at(-1);
    if (!last || page.length < 5_000) return;
    after = last.seq;
  }
}

function countedAs(entry: { type: string; facts: Readonly<Record<string, unknown>> }): keyof Counts | null {
  switch (entry.type) {
    case 'task-closed':
      return 'closed';
    case 'task-returned':
      return 'returned';
    case 'extension-granted':
      return 'extended';
    case 'petition-made':
      return entry.facts.kind === 'dispute' ? 'questioned' : null;
    case 'rung-climbed':
      return entry.facts.kind === 'chase' || entry.facts.kind === 'chase-deputy-head' ? 'chased' : null;
    case 'supervision-notice-signed':
      return 'supervised';
    case 'bulletin-published':
      return 'published';
    default:
      return null;
  }
}

const mondayOf = (on: Day): Day => addDays(on, 1 - weekdayOf(on));
