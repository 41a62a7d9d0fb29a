import { readDocument } from '../../src/adapters/documents/read-document.ts';
import { seededIds } from '../../src/adapters/ids.ts';
import { memoryStores } from '../../src/adapters/memory/stores.ts';
import { addDays, type Day, day, instantAt, makeCalendar } from '../../src/core/calendar.ts';
import type { PersonId } from '../../src/core/ids.ts';
import { zh } from '../../src/core/message/zh.ts';
import { defaultPolicy } from '../../src/core/policy.ts';
import { nextOfficeTime, officeTimeKinds } from '../../src/core/schedule.ts';
import type { Directory } from '../../src/core/unit.ts';
import { adoptPlan } from '../../src/flows/adopt-plan.ts';
import { importPlan } from '../../src/flows/import-plan.ts';
import type { SourceDocument } from '../../src/reading/source-document.ts';
import { anOfficeUnit, officeId } from '../support/builders.ts';
import { theDirectory, thePlan } from '../support/office.ts';
import { calm, type FaultTable, rough } from './fault-table.ts';
import { judge, type Verdict } from './judge.ts';
import { People } from './people.ts';
import { FakePlatform } from './platform.ts';
import { Replica, type Shared } from './replica.ts';
import { SharedQueue } from './shared-queue.ts';
import { World } from './world.ts';

export interface SimulationOptions {
  readonly seed: number;
  readonly faults?: FaultTable;
  readonly days?: number;
  readonly from?: Day;
  readonly replicas?: number;
  readonly crashAt?: Shared['crashAt'];
  readonly sabotage?: Shared['sabotage'];
  readonly keepTrace?: boolean;
}

/** What a run came to. */
export interface Outcome extends Verdict {
  readonly seed: number;
  readonly traceHash: string;
  readonly trace: readonly string[];
  readonly events: number;
  readonly calls: number;
  readonly crashes: number;
  readonly storeErrors: number;
  readonly stalls: number;
}

const DAY_MS = 86_400_000;
/** After the last fault everything owed must have left by then. */
const QUIET_MS = 26 * 3_600_000;

let plan: SourceDocument | null = null;

/** Half of the people on a platform that can be asked, half on one that cannot; the district's on none. */
function directory(): Directory {
  const known = theDirectory();
  const persons = known.persons.map((person, index) => ({
    ...person,
    accounts: person.accounts.map((account) => ({
      ...account,
      platform: index % 3 === 2 ? ('wecom' as const) : ('slack' as const),
    })),
  }));
  return { ...known, persons };
}

/** Plays some weeks of an office with the faults of a seed, then a quiet day, and judges what is left. */
export async function simulateFaults(options: SimulationOptions): Promise<Outcome> {
  const { seed, faults = rough } = options;
  plan ??= await readDocument(new TextEncoder().encode(thePlan), '工作要点.txt');
  const document = plan;
  const world = new World(seed, options.keepTrace ? { keepTrace: true } : {});
  const { chance } = world;
  const from =
    options.from ?? chance.pick([day('2026-03-18'), day('2026-03-26'), day('2026-04-02'), day('2026-04-20')]);
  const days = options.days ?? chance.between(10, 16);

  let stepped = 0;
  const start = instantAt(from, '08:00').getTime();
  const officeNow = (): Date => new Date(start + world.now + stepped);
  const queue = new SharedQueue(world);
  const stores = memoryStores({
    enqueue: async (jobs) => queue.enqueue(jobs),
    officeNow,
    machineNow: () => new Date(world.now),
  });
  const platforms = [
    new FakePlatform('slack', world, faults, { canAsk: true }),
    new FakePlatform('wecom', world, faults, { canAsk: false }),
  ];
  const shared: Shared = {
    world,
    stores,
    queue,
    platforms,
    ids: seededIds(seed),
    officeNow,
    sabotage: options.sabotage ?? null,
    faults,
    databaseAwayUntil: 0,
    calls: 0,
    crashAt: options.crashAt ?? null,
    tally: { crashes: 0, storeErrors: 0, stalls: 0, bugs: new Map() },
  };
  await openOffice(shared, document);
  const replicas = Array.from(
    { length: options.replicas ?? chance.between(2, 3) },
    (_, index) => new Replica(`p${index + 1}`, shared),
  );
  for (const replica of replicas) {
    queue.join(replica);
    replica.start();
  }
  const people = new People(shared, replicas);
  for (let on = 0; on < days; on += 1) {
    world.at(on * DAY_MS + 7_200_000, () => void people.planDay());
    if (world.happens(faults.outage))
      world.at(on * DAY_MS + chance.between(0, DAY_MS), () => {
        for (const platform of platforms) platform.downUntil = world.now + chance.between(1, 8) * 60_000;
        world.note('platforms down');
      });
    if (world.happens(faults.databaseOutage))
      world.at(on * DAY_MS + chance.between(0, DAY_MS / 3), () => {
        shared.databaseAwayUntil = world.now + chance.between(5, 600) * 1_000;
        world.note('database away');
      });
    if (world.happens(faults.clockStep))
      world.at(on * DAY_MS + chance.between(0, DAY_MS), () => {
        stepped += chance.pick([1_000, 30_000, 300_000, 3_600_000]);
        world.note(`clock forward, ${stepped} ms in all`);
      });
  }
  await world.run(days * DAY_MS);
  shared.faults = calm;
  for (const platform of platforms) platform.faults = calm;
  await world.run(days * DAY_MS + QUIET_MS);

  const deps = { stores, clock: { now: officeNow }, ids: shared.ids, texts: zh, log: silent };
  const verdict = await judge(deps, shared, people.made);
  const { crashes, storeErrors, stalls } = shared.tally;
  return {
    ...verdict,
    seed,
    traceHash: world.traceHash(),
    trace: world.trace,
    events: world.events,
    calls: shared.calls,
    crashes,
    storeErrors,
    stalls,
  };
}

const silent = { info() {}, warn() {}, error() {} };

async function openOffice(shared: Shared, document: SourceDocument): Promise<void> {
  const { stores, officeNow, ids } = shared;
  const unit = anOfficeUnit();
  const office = {
    id: officeId,
    name: unit.name,
    shortName: unit.shortName,
    policy: defaultPolicy,
    dayAdditions: {},
    eventDays: {},
    sweepHeldUntil: null,
    sweptUntil: null,
  };
  const times = officeTimeKinds.map((kind) => ({
    kind,
    nextAt: nextOfficeTime(kind, officeNow(), defaultPolicy, makeCalendar()),
  }));
  await stores.commit({ office, directory: directory(), officeTimes: times });
  const deps = {
    stores,
    clock: { now: officeNow },
    ids,
    texts: zh,
    log: silent,
    reader: { read: async () => document },
  };
  const clerk = { by: 'clerk' as PersonId, via: 'local' } as const;
  const imported = await importPlan(deps, { ...clerk, bytes: new TextEncoder().encode(thePlan), fileName: '要点.txt' });
  if (!imported.ok) throw new Error(imported.text);
  const adopted = await adoptPlan(deps, { ...clerk, planId: imported.plan.id });
  if (!adopted.ok) throw new Error(adopted.refusal);
}

export const lastDay = (from: Day, days: number): Day => addDays(from, days);
