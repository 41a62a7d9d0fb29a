import { applyEvent } from '../core/apply-event.ts';
import { type Calendar, dayAt, instantAt } from '../core/calendar.ts';
import { canonical } from '../core/canonical.ts';
import type { TaskEvent } from '../core/event.ts';
import type { TaskId } from '../core/ids.ts';
import { type LedgerEntry, verifyChain } from '../core/ledger.ts';
import type { Delivery } from '../core/notice.ts';
import { freshAttention, lateFrom, type Task, verdict } from '../core/task.ts';
import type { Deps, Scene } from './scene.ts';
import { loadScene } from './scene.ts';

/** Violations of each promise (RELIABILITY §1), 0 everywhere or something is broken. */
export interface InvariantCounts {
  readonly I1: number;
  readonly I2: number;
  readonly I3: number;
  readonly I4: number;
  readonly I5: number;
  readonly I6: number;
  readonly I7: number;
}

/** Milliseconds by which a delivery may be late while its platform answers. */
const GRACE_MS = 60_000;

/** Checks every promise over all that is stored. For tests, simulation and `duban doctor`; reads everything. */
export async function checkInvariants(deps: Deps): Promise<InvariantCounts> {
  const scene = await loadScene(deps);
  const [tasks, deliveries, entries] = await Promise.all([
    deps.stores.tasks({}),
    deps.stores.deliveries({}),
    wholeLedger(deps),
  ]);
  const uncarried = await deps.stores.noticesWithoutDelivery(new Date(scene.now.getTime() - GRACE_MS), 1_000);
  const events = eventsByTask(entries);
  const refolded = new Map(tasks.map((task) => [task.id, refold(task, events.get(task.id) ?? [])]));
  return {
    I1: uncarried.length + deliveries.filter((delivery) => isLost(delivery, scene)).length,
    I2: doubled(deliveries),
    I3: deliveries.filter((delivery) => isEarly(delivery, scene)).length,
    I4: tasks.filter(
      (task) =>
        verdict(refolded.get(task.id) ?? task, scene.today, scene.calendar) !==
        verdict(task, scene.today, scene.calendar),
    ).length,
    I5: tasks.filter((task) => isUnfair(task, events.get(task.id) ?? [], scene)).length,
    I6: tasks.filter((task) => !climbsByOne(events.get(task.id) ?? [])).length,
    I7:
      (await ledgerFaults(deps, scene, entries)) +
      tasks.filter((task) => !isSameState(refolded.get(task.id), task)).length,
  };
}

/** The whole ledger, in order. */
export async function wholeLedger(deps: {
  readonly stores: Pick<Deps['stores'], 'ledger'>;
}): Promise<readonly LedgerEntry[]> {
  const all: LedgerEntry[] = [];
  for (
    let page = await deps.stores.ledger({ limit: 5_000 });
    page.length > 0;
    page = await deps.stores.ledger({ afterSeq: all.at(-1)?.seq ?? 0, limit: 5_000 })
  ) {
    all.push(...page);
    if (page.length < 5_000) break;
  }
  return all;
}

async function ledgerFaults(deps: Deps, _scene: Scene, entries: readonly LedgerEntry[]): Promise<number> {
  if (entries.length === 0) return 0;
  const checked = verifyChain(entries);
  const head = await deps.stores.ledgerHead();
  return checked.ok && head?.hash === entries.at(-1)?.hash ? 0 : 1;
}

/** A ledger entry as the event it was. Instants cross storage as texts. */
export function eventOf(entry: LedgerEntry): TaskEvent | null {
  if (entry.taskId === null) return null;
  const facts = Object.fromEntries(
    Object.entries(entry.facts).map(([name, value]) => [
      name,
      name.endsWith('At') && typeof value === 'string' ? new Date(value) : value,
    ]),
  );
  return { ...facts, type: entry.type, taskId: entry.taskId, at: entry.at, actor: entry.actor } as TaskEvent;
}

function eventsByTask(entries: readonly LedgerEntry[]): ReadonlyMap<TaskId, readonly TaskEvent[]> {
  const byTask = new Map<TaskId, TaskEvent[]>();
  for (const entry of entries) {
    const event = eventOf(entry);
    if (!event) continue;
    const known = byTask.get(event.taskId);
    if (known) known.push(event);
    else byTask.set(event.taskId, [event]);
  }
  return byTask;
}

/** The task worked out anew from its start and its facts. */
function refold(task: Task, events: readonly TaskEvent[]): Task {
  const start = events.find((event) => event.type === 'task-started');
  if (start?.type !== 'task-started') return task;
  const fresh: Task = {
    ...task,
    unitId: start.unitId,
    dueOn: start.dueOn,
    originalDueOn: start.dueOn,
    extensions: 0,
    state: { status: 'open' },
    petition: null,
    supervisionNoticeId: null,
    progress: null,
    judgedHard: null,
    attention: freshAttention(1),
  };
  return events.reduce(applyEvent, fresh);
}

function isSameState(refolded: Task | undefined, task: Task): boolean {
  if (!refolded) return false;
  // A reason is a person's words: the ledger has only its hash.
  const said = (one: Task) =>
    canonical([
      { ...one.state, reason: undefined },
      one.dueOn,
      one.unitId,
      one.extensions,
      one.petition,
      one.supervisionNoticeId,
    ]);
  return said(refolded) === said(task);
}

function isLost(delivery: Delivery, scene: Scene): boolean {
  if (delivery.channel === 'offline') return false;
  return ['queued', 'sending'].includes(delivery.state) && delivery.dueAt.getTime() <= scene.now.getTime() - GRACE_MS;
}

/** Notices that stand in more than one sent message to the same person on the same platform. */
function doubled(deliveries: readonly Delivery[]): number {
  const seen = new Set<string>();
  let twice = 0;
  for (const delivery of deliveries) {
    if (delivery.state !== 'sent' || delivery.channel === 'offline') continue;
    for (const id of [delivery.key, ...delivery.noticeIds]) {
      const once = `${id}|${delivery.personId}|${delivery.channel}`;
      if (seen.has(once)) twice += 1;
      seen.add(once);
    }
  }
  return twice;
}

/**
 * A card before its instant, on a day off or before the sending hours. What goes at once is due when it is made: a clock that is set
 * back afterwards does not make it early.
 */
function isEarly(delivery: Delivery, scene: Scene): boolean {
  if (delivery.sentAt === null || delivery.channel === 'offline' || delivery.kind !== 'card') return false;
  const on = dayAt(delivery.sentAt);
  return (
    delivery.sentAt < delivery.dueAt ||
    !scene.calendar.isWorkday(on) ||
    delivery.sentAt < instantAt(on, scene.office.policy.sendFrom)
  );
}

/** Reported in time by the unit that answers for it, never sent back, accepted, and yet called late. */
function isUnfair(task: Task, all: readonly TaskEvent[], scene: Scene): boolean {
  // What another unit reported before the task was given away speaks for nobody.
  const moved = all.findLastIndex((event) => event.type === 'dispute-upheld' || event.type === 'task-reassigned');
  const events = all.slice(moved + 1);
  if (
    task.state.status !== 'closed' ||
    task.dueOn === null ||
    events.some((event) => event.type === 'task-returned' || event.type === 'report-corrected')
  )
    return false;
  const limit = limitOf(task, scene.calendar);
  const inTime = events.some((event) => event.type === 'task-reported-done' && event.madeAt < limit);
  return inTime && verdict(task, scene.today, scene.calendar) === 'late';
}

const limitOf = (task: Task, calendar: Calendar): Date =>
  instantAt(lateFrom(task.dueOn ?? task.startedOn, calendar), '00:00');

/** Within a round each rung once, rising by one (skipped ones aside), and none after the report was accepted. */
function climbsByOne(events: readonly TaskEvent[]): boolean {
  let rung = 0;
  let closed = false;
  for (const event of events) {
    switch (event.type) {
      case 'extension-granted':
      case 'dispute-upheld':
      case 'task-reassigned':
      case 'task-returned':
      case 'task-reopened':
      case 'deadline-decided':
        rung = 0;
        closed = false;
        break;
      case 'task-closed':
        closed = true;
        break;
      case 'rung-skipped':
        rung = Math.max(rung, event.rung);
        break;
      case 'rung-climbed':
        if (event.repeat === 0) {
          if (closed || event.rung !== rung + 1) return false;
          rung = event.rung;
        }
        break;
      default:
        break;
    }
  }
  return true;
}
