import { addDays, instantAt } from '../core/calendar.ts';
import type { TaskEvent } from '../core/event.ts';
import type { PersonId, TaskId } from '../core/ids.ts';
import { ownCardNow } from '../core/message/own-card.ts';
import type { Delivery } from '../core/notice.ts';
import type { Task } from '../core/task.ts';
import { holdersOf, type Person } from '../core/unit.ts';
import { DeliveryError } from '../errors.ts';
import type { Rewriters } from './refresh-cards.ts';
import { type Deps, loadScene, type Scene, textsFor } from './scene.ts';

/** How far the ledger had come when the cards of the units were looked at, and what was written since. */
export interface OwnSeen {
  readonly seq: number;
  /** Platform's id of a message → its words as last written. */
  readonly written: ReadonlyMap<string, string>;
}

/** Entries of the ledger looked at in one go; after an outage of the looking older cards stay as they are. */
const ENTRIES = 500;
/** People whose cards are looked at in one go: this is a courtesy, and comes after everything that is due. */
const PERSONS = 20;
/** Days for which a message about one task follows it. A morning card does on its own day. */
const FOLLOWS_DAYS = 14;
/** Messages whose last words are remembered. */
const REMEMBERED = 2_000;

/** Facts that change what a unit has to do. */
const CHANGES: ReadonlySet<TaskEvent['type']> = new Set<TaskEvent['type']>([
  'task-reported-done',
  'report-confirmed',
  'report-corrected',
  'task-returned',
  'task-closed',
  'task-reopened',
  'task-cancelled',
  'petition-made',
  'extension-granted',
  'petition-refused',
  'petition-withdrawn',
  'explanation-accepted',
]);

/**
 * After anything happened to a task: today's morning card of its unit's liaisons, and earlier messages to them about that task, are
 * written anew in place: where it stands, and no button that would be refused. What cannot be written stays as it was.
 */
export async function refreshOwnCards(deps: Deps & { rewriters: Rewriters }, seen: OwnSeen | null): Promise<OwnSeen> {
  const head = (await deps.stores.ledgerHead())?.seq ?? 0;
  const written = new Map(seen?.written ?? []);
  if (seen === null || seen.seq === head) return { seq: head, written };
  const entries = await deps.stores.ledger({ afterSeq: seen.seq, limit: ENTRIES });
  const touched = new Map(
    entries.flatMap(({ taskId, type, at }) =>
      taskId !== null && CHANGES.has(type as TaskEvent['type']) ? [[taskId, at] as const] : [],
    ),
  );
  if (touched.size > 0) {
    const scene = await loadScene(deps);
    for (const [person, tasks] of await peopleOf(deps, scene, touched)) {
      for (const delivery of await cardsOf(deps, scene, person, tasks, touched)) {
        await refresh(deps, scene, person, delivery, written);
      }
    }
  }
  for (const id of written.keys()) {
    if (written.size <= REMEMBERED) break;
    written.delete(id);
  }
  return { seq: entries.at(-1)?.seq ?? head, written };
}

/** The liaisons of the units whose tasks changed, with those tasks; the office has cards of its own. */
async function peopleOf(
  deps: Deps,
  scene: Scene,
  touched: ReadonlyMap<TaskId, Date>,
): Promise<readonly (readonly [Person, readonly Task[]])[]> {
  const found = new Map<PersonId, { person: Person; tasks: Task[] }>();
  for (const id of touched.keys()) {
    const task = await deps.stores.task(id);
    if (!task || task.unitId === scene.officeUnit.id) continue;
    for (const person of holdersOf(scene.directory, task.unitId, 'liaison', scene.today)) {
      const known = found.get(person.id);
      if (known) known.tasks.push(task);
      else if (found.size < PERSONS) found.set(person.id, { person, tasks: [task] });
    }
  }
  return [...found.values()].map(({ person, tasks }) => [person, tasks] as const);
}

/** Messages that follow what happens: the card of the day, and what stands in the threads of these tasks. */
async function cardsOf(
  deps: Deps,
  scene: Scene,
  person: Person,
  tasks: readonly Task[],
  touched: ReadonlyMap<TaskId, Date>,
): Promise<readonly Delivery[]> {
  const changedAt = new Map(tasks.map((task) => [task.code, touched.get(task.id)]));
  const dueAfter = instantAt(addDays(scene.today, -FOLLOWS_DAYS), '00:00');
  const sent = await deps.stores.deliveries({ personId: person.id, state: ['sent'], dueAfter });
  return sent.filter(({ kind, day, sent: message, sentAt }) => {
    if (kind === 'card') return day === scene.today;
    const at = message && hasActs(message) ? changedAt.get(message.thread ?? '') : undefined;
    // What was said after it, or tells of it, is true as it is.
    return at !== undefined && sentAt !== null && sentAt < at;
  });
}

const hasActs = (message: NonNullable<Delivery['sent']>): boolean => (message.actions ?? []).length > 0;

async function refresh(
  deps: Deps & { rewriters: Rewriters },
  scene: Scene,
  person: Person,
  { channel, platformId, sent }: Delivery,
  written: Map<string, string>,
): Promise<void> {
  const rewriter = channel === 'offline' ? undefined : deps.rewriters[channel];
  if (!rewriter || !sent || platformId === null) return;
  const codes = new Set([sent.thread, ...sent.lines.map((line) => line.code)].filter((code) => code !== undefined));
  const tasks = await Promise.all([...codes].map((code) => deps.stores.taskByCode(code)));
  const known = tasks.filter((task) => task !== null);
  // Back to how it was sent, when what had changed was taken back.
  const now = ownCardNow(sent, known, textsFor(deps, person), scene.setting) ?? sent;
  const words = JSON.stringify(now);
  if (words === (written.get(platformId) ?? JSON.stringify(sent))) return;
  try {
    const { saidAbove } = textsFor(deps, person).room;
    // Words that outgrew their place stay as they were; the buttons that would be refused go.
    if ((await rewriter.rewrite(platformId, now, saidAbove)) === 'too-long')
      await rewriter.rewrite(platformId, { ...sent, ...(now.actions ? { actions: now.actions } : {}) }, saidAbove);
    written.delete(platformId);
    written.set(platformId, words);
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    deps.log.warn({ code: error.code }, 'A card of a unit could not be written anew');
  }
}
