import type { LedgerEntry } from '../../src/core/ledger.ts';
import type { Delivery, Notice } from '../../src/core/notice.ts';
import type { Task } from '../../src/core/task.ts';
import { checkInvariants, type InvariantCounts, wholeLedger } from '../../src/flows/check-invariants.ts';
import type { Deps } from '../../src/flows/scene.ts';
import { look } from './eyes.ts';
import type { People } from './people.ts';
import type { Shared } from './replica.ts';
import type { Staleness } from './staleness.ts';

/** What was found at the end; everything broken is a line. */
export interface Verdict {
  readonly invariants: InvariantCounts;
  readonly faults: readonly string[];
  readonly deliveries: number;
  readonly taken: number;
  /** Of the findings: what never reached anybody, reached them twice, or before its time. */
  readonly lost: number;
  readonly doubled: number;
  readonly early: number;
  /** Verdicts worked out anew that differ, and ladders that were climbed wrongly. */
  readonly verdictsWrong: number;
  readonly laddersWrong: number;
  readonly handed: number;
  readonly inputs: number;
  readonly asked: number;
  /** Every kind of entry in the ledger. */
  readonly acts: readonly string[];
  readonly tasks: number;
  readonly escalations: number;
  /** Times the sweep was held because the clock seemed to have leapt. */
  readonly held: number;
  readonly poisoned: number;
  /** Messages read for leaks, and codes and secret words compared with who may see them. */
  readonly read: number;
  readonly compared: number;
  /** Messages about a day in force, and deadlines that moved. */
  readonly watched: number;
  readonly moved: number;
}

/** What was done between a backup and its being put back (milliseconds of the run): the rows know nothing of it. */
export interface LostTime {
  readonly from: number;
  readonly until: number;
}

/** What the judge must know of the run beside what is stored. */
export interface Circumstances {
  readonly staleness: Staleness;
  readonly lost: LostTime | null;
  /** The power was cut for longer than a platform tries to hand an input over. */
  readonly isCut: boolean;
}

/** Milliseconds by which a message may be late once nothing goes wrong any more. */
const GRACE_MS = 60_000;

/** Judges a run from outside: what the platforms took against what the bot wrote down, and that nothing owed lies anywhere. */
export async function judge(deps: Deps, shared: Shared, people: People, given: Circumstances): Promise<Verdict> {
  const { stores, clock } = deps;
  const now = clock.now().getTime();
  const invariants = await checkInvariants(deps);
  const deliveries = await stores.deliveries({});
  const faults: string[] = Object.entries(invariants)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name}: ${count}`);
  const byKey = new Map(deliveries.map((delivery) => [delivery.key, delivery]));

  let taken = 0;
  for (const platform of shared.platforms) {
    for (const delivery of deliveries) {
      if (delivery.channel === platform.name && delivery.state === 'sent' && !platform.taken.has(delivery.key))
        faults.push(`false receipt: ${delivery.key}`);
    }
    for (const [key, message] of platform.taken) {
      taken += 1;
      const delivery = byKey.get(key);
      // What cannot be asked about is sent when a person does the act of the lost time once more.
      const isDoneAgain = platform.name === 'wecom' && isLost(message.at, given.lost);
      if (message.times > (isDoneAgain ? 2 : 1))
        faults.push(`doubled: ${platform.name} took ${key} ${message.times} times`);
      // What was sent in the lost time and is not due again is known to the platform alone.
      if (!delivery && isLost(message.at, given.lost)) continue;
      if (!delivery) faults.push(`unknown to the bot: ${key}`);
      else if (delivery.state === 'sent' && delivery.platformId !== message.platformId)
        faults.push(`wrong id: ${key} has ${delivery.platformId}, not ${message.platformId}`);
      // A card of the lost time on a platform that cannot be asked: its lines are said once more.
      else if (delivery.state === 'superseded' && platform.name === 'wecom' && isLost(message.at, given.lost)) continue;
      else if (!['sent', 'failed'].includes(delivery.state)) faults.push(`taken but ${delivery.state}: ${key}`);
    }
  }

  const carriers = new Map<string, Delivery[]>();
  for (const delivery of deliveries)
    for (const id of delivery.noticeIds) carriers.set(id, [...(carriers.get(id) ?? []), delivery]);
  for (const delivery of deliveries) {
    const isPast = delivery.dueAt.getTime() <= now - GRACE_MS;
    if (delivery.channel !== 'offline' && ['queued', 'sending', 'unknown'].includes(delivery.state) && isPast)
      faults.push(`never left: ${delivery.key} is ${delivery.state} since ${delivery.dueAt.toISOString()}`);
    // What was for an account that is gone is passed on notice by notice: below.
    const isPassedOn = delivery.failure === 'user_deactivated';
    if (delivery.state === 'failed' && !isPassedOn && !byKey.has(`offline|${delivery.key}`))
      faults.push(`failed and on nobody's list: ${delivery.key}`);
  }
  for (const notice of await stores.notices([...carriers.keys()] as Notice['id'][])) {
    if (notice.status !== 'due') continue;
    const all = carriers.get(notice.id) ?? [];
    const isWaiting = all.some((one) => one.state === 'queued' && one.dueAt.getTime() > now - GRACE_MS);
    if (!isWaiting && !all.some((one) => one.channel === 'offline'))
      faults.push(
        `lost: ${notice.key}: ${all.map((one) => `${one.key} ${one.state} ${one.failure ?? ''}`).join(', ')}`,
      );
  }
  for (const { key, createdAt } of invariants.I1 > 0 ? await stores.noticesWithoutDelivery(new Date(now), 10) : [])
    faults.push(`lost: no delivery carries ${key}, made ${createdAt.toISOString()}`);
  for (const event of await stores.unhandled(1_000)) faults.push(`not answered: ${event.key}`);
  for (const event of people.made) {
    if ((await stores.inbound(event.platform, event.key)) !== null) continue;
    if (isLost(people.broughtAt.get(event.key) ?? 0, given.lost)) continue;
    if (people.acknowledged.has(event.key)) faults.push(`acknowledged and not stored: ${event.key}`);
    else if (!given.isCut) faults.push(`never heard: ${event.key}`);
  }
  const ledger = await wholeLedger(deps);
  const tasks = await stores.tasks({});
  const seen = look(shared.platforms, await stores.directory(), tasks, everUnits(ledger));
  faults.push(...seen.faults, ...(await given.staleness.faults()), ...climbedWhileHeld(ledger));
  for (const [bug, times] of shared.tally.bugs) faults.push(`broke ${times} times: ${bug}`);
  return {
    invariants,
    faults,
    deliveries: deliveries.length,
    taken,
    lost: faults.filter((fault) =>
      /^(?:lost|never left|failed and on nobody|false receipt|not answered|I1)/.test(fault),
    ).length,
    doubled: faults.filter((fault) => /^(?:doubled|I2)/.test(fault)).length,
    early: faults.filter((fault) => fault.startsWith('I3')).length,
    verdictsWrong: invariants.I4,
    laddersWrong: invariants.I6,
    handed: deliveries.filter((delivery) => delivery.channel === 'offline').length,
    inputs: people.made.length,
    acts: [...new Set(ledger.map((entry) => entry.type as string))],
    tasks: tasks.length,
    escalations: ledger.filter((entry) => entry.type === 'rung-climbed').length,
    held: ledger.filter((entry) => entry.type === 'sweep-held').length,
    poisoned: shared.platforms.reduce((sum, platform) => sum + platform.poisoned.size, 0),
    read: seen.read,
    compared: seen.compared,
    watched: given.staleness.watched,
    moved: given.staleness.moved,
    asked: shared.platforms.reduce((sum, platform) => sum + platform.asked, 0),
  };
}

const isLost = (at: number, lost: LostTime | null): boolean =>
  lost !== null && at >= lost.from - BRINGING_MS && at <= lost.until + BRINGING_MS;
/** An input or a message is under way for so long at most. */
const BRINGING_MS = 60_000;

/** Every unit that ever answered for a task. */
function everUnits(ledger: readonly LedgerEntry[]): ReadonlyMap<Task['id'], ReadonlySet<string>> {
  const units = new Map<Task['id'], Set<string>>();
  for (const { taskId, facts } of ledger) {
    if (taskId === null) continue;
    const known = units.get(taskId) ?? new Set<string>();
    units.set(taskId, known);
    for (const name of ['unitId', 'to', 'from']) if (typeof facts[name] === 'string') known.add(facts[name]);
  }
  return units;
}

/** Rungs climbed while the office was asked whether the clock is right. */
function climbedWhileHeld(ledger: readonly LedgerEntry[]): readonly string[] {
  const faults: string[] = [];
  let heldAt: Date | null = null;
  for (const entry of ledger) {
    if (entry.type === 'sweep-held') heldAt = entry.at;
    else if (entry.type === 'sweep-released') heldAt = null;
    // The clock was set back: nothing is held any more.
    else if (heldAt && entry.at < heldAt) heldAt = null;
    else if (heldAt && entry.type === 'rung-climbed' && entry.actor.personId === null)
      faults.push(`climbed while held: entry ${entry.seq}`);
  }
  return faults;
}
