import { readDocument } from '../../src/adapters/documents/read-document.ts';
import { seededIds } from '../../src/adapters/ids.ts';
import { type Day, day, instantAt, makeCalendar } from '../../src/core/calendar.ts';
import type { PersonId } from '../../src/core/ids.ts';
import { zh } from '../../src/core/message/zh.ts';
import { defaultPolicy } from '../../src/core/policy.ts';
import { nextOfficeTime, officeTimeKinds } from '../../src/core/schedule.ts';
import type { Directory } from '../../src/core/unit.ts';
import { adoptPlan } from '../../src/flows/adopt-plan.ts';
import { importPlan } from '../../src/flows/import-plan.ts';
import type { SourceDocument } from '../../src/reading/source-document.ts';
import { readWorkPlan } from '../../src/reading/work-plan.ts';
import { anOfficeUnit, officeId } from '../support/builders.ts';
import { theDirectory, thePlan } from '../support/office.ts';
import { calm, type FaultTable, rough } from './fault-table.ts';
import { judge, type LostTime, type Verdict } from './judge.ts';
import { People } from './people.ts';
import { FakePlatform } from './platform.ts';
import { Replica, type Shared } from './replica.ts';
import { RestorableStores } from './restorable.ts';
import { SharedQueue } from './shared-queue.ts';
import { Staleness } from './staleness.ts';
import { World } from './world.ts';

/**
 * What befalls the office beside the faults of the table: nothing more; a power cut of a minute to a month; a clock that leaps ten
 * days and is set back or not; yesterday's backup put back; or the platforms' tokens replaced, process by process.
 */
export type Scenario = 'ordinary' | 'power-cut' | 'clock-leap' | 'restore' | 'rotation';
export const scenarios: readonly Scenario[] = ['ordinary', 'power-cut', 'clock-leap', 'restore', 'rotation'];

export interface SimulationOptions {
  readonly seed: number;
  readonly faults?: FaultTable;
  readonly scenario?: Scenario;
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
  readonly partitions: number;
  readonly days: number;
  /** Milliseconds from the last fault until nothing owed lay anywhere, and how much lay there at that moment. */
  readonly drainMs: number;
  readonly backlog: number;
  readonly effects: readonly string[];
}

const DAY_MS = 86_400_000;
/** After the last fault everything owed must have left by then. */
const QUIET_MS = 26 * 3_600_000;
const POWER_CUTS_MS = [60_000, 3_600_000, 3 * DAY_MS, 30 * DAY_MS];
/** 09:20: the cards leave between 09:02 and 09:25. */
const MORNING_MS = 80 * 60_000;
/** 08:55: what people will do today is made up. */
const PLANNED_MS = 55 * 60_000;
const LEAP_MS = 10 * DAY_MS;

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
  const { seed, faults = rough, scenario = 'ordinary' } = options;
  plan ??= await readDocument(new TextEncoder().encode(thePlan), '工作要点.txt');
  const document = plan;
  const world = new World(seed, options.keepTrace ? { keepTrace: true } : {});
  const { chance } = world;
  const from =
    options.from ?? chance.pick([day('2026-03-18'), day('2026-03-26'), day('2026-04-02'), day('2026-04-20')]);
  const cutMs = scenario === 'power-cut' ? chance.pick(POWER_CUTS_MS) : 0;
  const days = (options.days ?? chance.between(10, 16)) + Math.floor(cutMs / DAY_MS);

  let stepped = 0;
  const start = instantAt(from, '08:00').getTime();
  const officeNow = (): Date => new Date(start + world.now + stepped);
  const queue = new SharedQueue(world);
  const rows = new RestorableStores({
    enqueue: async (jobs) => queue.enqueue(jobs),
    officeNow,
    machineNow: () => new Date(world.now),
    wrote: (tasks) => staleness.wrote(tasks),
  });
  const { stores } = rows;
  const staleness = new Staleness(world, stores);
  const platforms = [
    new FakePlatform('slack', world, faults, { canAsk: true }),
    new FakePlatform('wecom', world, faults, { canAsk: false }),
  ];
  for (const platform of platforms) platform.onTaken = (key) => void staleness.taken(platform.name, key);
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
    effects: [],
    crashAt: options.crashAt ?? null,
    offUntil: 0,
    recovery: null,
    token: 1,
    tally: { crashes: 0, storeErrors: 0, stalls: 0, partitions: 0, bugs: new Map() },
  };
  await openOffice(shared, document, scenario);
  const replicas = Array.from(
    { length: options.replicas ?? chance.between(2, 3) },
    (_, index) => new Replica(`p${index + 1}`, shared),
  );
  for (const replica of replicas) {
    queue.join(replica);
    replica.start();
  }
  const people = new People(shared, replicas);
  const step = (ms: number): void => {
    stepped += ms;
    world.note(`clock ${ms} ms, ${stepped} in all`);
  };
  for (let on = 0; on < days; on += 1) {
    world.at(on * DAY_MS + PLANNED_MS, () => void people.planDay());
    strike(shared, replicas, on * DAY_MS, step);
  }
  let lost: LostTime | null = null;
  if (scenario === 'power-cut')
    world.at(chance.between(3 * DAY_MS, 6 * DAY_MS), () => {
      shared.offUntil = world.now + cutMs;
      world.note(`power cut for ${cutMs} ms`);
      for (const replica of replicas) replica.powerOff();
    });
  if (scenario === 'clock-leap')
    world.at(chance.between(3 * DAY_MS, 6 * DAY_MS), () => {
      step(LEAP_MS);
      if (chance.next() < 0.5) world.after(chance.between(3_600_000, 20 * 3_600_000), () => step(-LEAP_MS));
    });
  if (scenario === 'rotation') rotate(shared, replicas);
  if (scenario === 'restore') {
    const backedUpAt = chance.between(3 * DAY_MS, 6 * DAY_MS);
    const restoredAt = backedUpAt + chance.between(3 * 3_600_000, 30 * 3_600_000);
    world.at(backedUpAt, () => {
      const mark = rows.mark();
      const backedUp = officeNow();
      world.note('backup');
      world.at(restoredAt, () => {
        shared.offUntil = world.now + 120_000;
        for (const replica of replicas) replica.powerOff();
        world.after(30_000, () => {
          shared.recovery = { from: backedUp, until: officeNow() };
          lost = { from: backedUpAt, until: world.now };
          world.note('backup put back');
          queue.forget();
          void rows.restore(mark);
        });
      });
    });
  }
  // The faults end in a morning in which cards have been waiting for the platforms.
  const end = days * DAY_MS + MORNING_MS;
  world.at(end - 8 * 60_000, () => {
    if (faults.outage > 0) for (const platform of platforms) platform.downUntil = end;
  });
  await world.run(end);
  shared.faults = calm;
  shared.databaseAwayUntil = 0;
  for (const replica of replicas) replica.reconnect();
  for (const platform of platforms) platform.calmDown();
  await people.releaseSweep();
  const drained = await drain(shared);
  // On a day whose cards left in the leap a line waits for the next working day's.
  await world.run(end + (scenario === 'clock-leap' ? 5 * DAY_MS : QUIET_MS));

  const deps = { stores, clock: { now: officeNow }, ids: shared.ids, texts: zh, log: silent };
  const verdict = await judge(deps, shared, people, { staleness, lost, isCut: cutMs > 3_600_000 });
  const { crashes, storeErrors, stalls, partitions } = shared.tally;
  return {
    ...verdict,
    ...drained,
    faults: [...verdict.faults, ...drained.faults],
    seed,
    days,
    traceHash: world.traceHash(),
    trace: world.trace,
    events: world.events,
    calls: shared.calls,
    effects: shared.effects,
    crashes,
    storeErrors,
    stalls,
    partitions,
  };
}

/** What befalls a day by the table of faults. */
function strike(shared: Shared, replicas: readonly Replica[], dayAtMs: number, step: (ms: number) => void): void {
  const { world, platforms, faults } = shared;
  const { chance } = world;
  const during = (until: number, act: () => void): void => world.at(dayAtMs + chance.between(0, until), act);
  if (world.happens(faults.outage))
    during(DAY_MS, () => {
      for (const platform of platforms) platform.downUntil = world.now + chance.between(1, 8) * 60_000;
      world.note('platforms down');
    });
  if (world.happens(faults.databaseOutage))
    during(DAY_MS / 3, () => {
      shared.databaseAwayUntil = world.now + chance.between(5, 600) * 1_000;
      world.note('database away');
    });
  if (world.happens(faults.clockStep))
    during(DAY_MS, () => step(chance.pick([1_000, 30_000, 300_000, 3_600_000, -1_000, -30_000, -300_000, -3_600_000])));
  if (world.happens(faults.partition))
    during(DAY_MS, () => {
      const from = chance.pick(['database', 'platform'] as const);
      const until = world.now + chance.between(5, 300) * 1_000;
      chance.pick(replicas).cutOff({ from, isHalfOpen: chance.next() < 0.5, until });
    });
  if (world.happens(faults.accountGone))
    during(DAY_MS, () => {
      const platform = chance.pick(platforms);
      const until = chance.next() < 0.5 ? Number.POSITIVE_INFINITY : world.now + 2 * DAY_MS;
      platform.gone.set(chance.pick(['chen', 'wu', 'yun', 'education-deputy', 'finance-reviewer']), until);
    });
  if (world.happens(faults.shutOut))
    during(DAY_MS, () => {
      const platform = chance.pick(platforms);
      platform.shutOutUntil = world.now + chance.between(1, 24 * 60) * 60_000;
      world.note(`${platform.name} shuts the app out`);
    });
}

/**
 * New tokens stand in the environment, the processes are started again one after the other, and the old tokens are revoked: when all
 * have the new one, as the README says, or already before, as after a leak.
 */
function rotate(shared: Shared, replicas: readonly Replica[]): void {
  const { world, platforms } = shared;
  const { chance } = world;
  const at = chance.between(3, 6) * DAY_MS + chance.between(45, 85) * 60_000;
  const starts = replicas.map((_, index) => at + index * 180_000 + chance.between(1_000, 120_000));
  const revokedAt = chance.next() < 0.5 ? at : Math.max(...starts) + 60_000;
  world.at(at, () => {
    shared.token += 1;
    world.note('new token');
  });
  for (const [index, replica] of replicas.entries()) world.at(starts[index] as number, () => replica.powerOff());
  world.at(revokedAt, () => {
    world.note('old token revoked');
    for (const platform of platforms) platform.validToken = shared.token;
  });
}

/** Milliseconds beyond what was put off on purpose by which a message may be late once nothing goes wrong. */
const DRAIN_GRACE_MS = 60_000;
/** What one message takes at most of the way to one address. */
const PER_MESSAGE_MS = 10_000;
/** A message that breaks its sender goes on doing so: eight tries, each when the lease of the one before has ended. */
const POISONED_MS = 8 * 25_000;

/** Plays on until nothing that was owed when the faults stopped is under way any more (I11). */
async function drain(shared: Shared): Promise<Pick<Outcome, 'drainMs' | 'backlog'> & { faults: readonly string[] }> {
  const { world, stores, officeNow, platforms } = shared;
  const began = world.now;
  const dueBefore = officeNow();
  const owed = async () =>
    (await stores.deliveries({ state: ['queued', 'sending', 'unknown'], dueBefore })).filter(
      (one) => one.channel !== 'offline',
    );
  const first = await owed();
  // A try that was under way when the faults stopped may still be answered by one, and is put off then.
  const tries = new Map(first.flatMap(({ id, state, attempt }) => (state === 'sending' ? [[id, attempt]] : [])));
  const isUnderWay = async () =>
    (await owed()).some((one) => one.state === 'sending' && tries.get(one.id) === one.attempt);
  while ((await isUnderWay()) && world.now - began < DRAIN_GRACE_MS) await world.run(world.now + 1_000);
  const known = new Set(first.map((one) => one.id));
  const putOff = (await owed()).filter((one) => known.has(one.id));
  const waits = Math.max(0, ...[...first, ...putOff].map((one) => (one.leaseUntil?.getTime() ?? began) - began));
  while ((await owed()).length > 0 && world.now - began < 3_600_000) await world.run(world.now + 1_000);
  const drainMs = world.now - began;
  const isPoisoned = first.some(({ key }) => platforms.some((platform) => platform.poisoned.has(key)));
  const allowed = waits + first.length * PER_MESSAGE_MS + (isPoisoned ? POISONED_MS : 0) + DRAIN_GRACE_MS;
  const faults = drainMs > allowed ? [`I11: ${first.length} owed took ${drainMs} ms, not ${allowed}`] : [];
  return { drainMs, backlog: first.length, faults };
}

const silent = { info() {}, warn() {}, error() {} };

async function openOffice(shared: Shared, document: SourceDocument, scenario: Scenario): Promise<void> {
  const { stores, officeNow, ids } = shared;
  const unit = anOfficeUnit();
  // So small an office is never held by the default: a leap would be taken for an outage.
  const policy = scenario === 'clock-leap' ? { ...defaultPolicy, holdEscalationsFromTasks: 4 } : defaultPolicy;
  const office = {
    id: officeId,
    name: unit.name,
    shortName: unit.shortName,
    policy,
    dayAdditions: {},
    eventDays: {},
    sweepHeldUntil: null,
    sweptUntil: null,
    rooms: { office: null, bulletin: null },
  };
  const times = officeTimeKinds.map((kind) => ({
    kind,
    nextAt: nextOfficeTime(kind, officeNow(), policy, makeCalendar()),
  }));
  await stores.commit({ office, directory: directory(), officeTimes: times });
  const deps = {
    stores,
    clock: { now: officeNow },
    ids,
    texts: zh,
    log: silent,
    reader: { read: async () => document, plan: async () => ({ document, reading: readWorkPlan(document) }) },
  };
  const clerk = { by: 'clerk' as PersonId, via: 'local' } as const;
  const imported = await importPlan(deps, { ...clerk, bytes: new TextEncoder().encode(thePlan), fileName: '要点.txt' });
  if (!imported.ok) throw new Error(imported.text);
  const adopted = await adoptPlan(deps, { ...clerk, planId: imported.plan.id });
  if (!adopted.ok) throw new Error(adopted.refusal);
}
