import { dueDaysOf, lastSequence, shortTitle, taskCode, tasksOfItem } from '../core/adoption.ts';
import type { Day } from '../core/calendar.ts';
import type { DubanEvent, Refusal } from '../core/event.ts';
import type { ItemId, PersonId, PlanId, UnitId } from '../core/ids.ts';
import { startTask } from '../core/lifecycle.ts';
import type { Catalogue, RevisedLine, RevisionCounts } from '../core/message/catalogue.ts';
import { may } from '../core/permission.ts';
import type { PlanItem, WorkPlan } from '../core/plan.ts';
import type { ItemChange } from '../core/plan-difference.ts';
import { withPlanGroups } from '../core/plan-groups.ts';
import { eventDayOf } from '../core/plan-questions.ts';
import { reviseTask, reviseWords, revisionOf, type TaskRevision } from '../core/plan-revision.ts';
import { dayAfterEvent } from '../core/relative-day.ts';
import type { Actor, Via } from '../core/report.ts';
import type { Task } from '../core/task.ts';
import { unitOf } from '../core/unit.ts';
import { ConflictError } from '../errors.ts';
import { expandRecurrence } from '../reading/recurrence.ts';
import { fold, withAnswer } from './act-on-task.ts';
import { address } from './address.ts';
import { decidedItem, learnedBy, type PlanAnswers, withNames } from './plan-answers.ts';
import { type Revision, revisionBy } from './plan-in-force.ts';
import { actingAs, type Deps, loadScene, type Scene, textsOfOffice } from './scene.ts';

export interface ReviseInput extends PlanAnswers {
  readonly by: PersonId;
  readonly via: Via;
  /** The revised document as imported. */
  readonly documentId: PlanId;
  readonly key?: { readonly platform: string; readonly key: string };
}

export type ReviseOutcome =
  | { readonly ok: true; readonly plan: WorkPlan; readonly counts: RevisionCounts }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * When the office applies a revised document to the plan in force: limits, units and words of open tasks follow it, dropped items are
 * cancelled with the reason, new ones start; ids, codes, reports and history stay. All in one commit, and each unit is told once.
 */
export async function revisePlan(deps: Deps, input: ReviseInput): Promise<ReviseOutcome> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await revise(deps, input);
    } catch (error) {
      if (!(error instanceof ConflictError) || tries === 3) throw error;
    }
  }
}

async function revise(deps: Deps, input: ReviseInput): Promise<ReviseOutcome> {
  const loaded = await loadScene(deps);
  const scene = { ...loaded, directory: withNames(loaded.directory, input.names ?? new Map()) };
  const document = (await deps.stores.plans()).find((one) => one.id === input.documentId);
  if (!document || !may(actingAs(scene, input.by), 'adopt-plan', { officeUnitId: scene.officeUnit.id }))
    return { ok: false, refusal: 'not-there' };
  if (document.adoptedOn !== null) return { ok: false, refusal: 'already-adopted' };
  const proposed = await revisionBy(deps, document, await deps.stores.items(document.id));
  if (!proposed) return { ok: false, refusal: 'not-there' };
  const known = new Set(scene.directory.units.map((unit) => unit.id));
  if ([...(input.names ?? new Map()).values()].some((id) => !known.has(id)))
    return { ok: false, refusal: 'unknown-unit' };
  const items = await deps.stores.items(document.id);
  const meant = { ...scene, directory: withPlanGroups(scene.directory, items, scene.today) };
  const revision = { ...proposed, changes: proposed.changes.map((change) => answered(meant, change, input)) };

  const actor: Actor = { personId: input.by, via: input.via };
  const codes = (await deps.stores.tasks({})).map((task) => task.code);
  const work = new RevisionWork(deps, scene, actor, revision, codes, input.events ?? new Map());
  for (const change of revision.changes) work.take(change);

  const { plan } = revision;
  const { counts } = work;
  const event: DubanEvent = {
    taskId: null,
    at: scene.now,
    actor,
    type: 'plan-revised',
    planId: plan.id,
    documentId: document.id,
    started: counts.started,
    changed: counts.changed,
    cancelled: counts.cancelled,
  };
  const learned = learnedBy(scene, actor, input);
  const told = address(deps, scene, work.notices(document.id));
  await deps.stores.commit(
    withAnswer(
      deps,
      scene,
      {
        ...learned,
        plans: [{ ...document, adoptedOn: scene.today }],
        items: work.items,
        tasks: [...work.tasks.values()],
        events: [event, ...work.events, ...(learned.events ?? [])],
        ...told,
      },
      input,
      deps.texts.revision.applied(plan.title, counts, scene.setting),
    ),
  );
  return { ok: true, plan, counts };
}

/** The change with what the office answered about what is printed anew. */
function answered(scene: Scene, change: ItemChange, input: PlanAnswers): ItemChange {
  if (change.kind === 'added') return { ...change, after: decidedItem(scene, change.after, input) };
  if (change.kind !== 'changed') return change;
  const { unitsProposed } = change.after;
  return { ...change, after: { ...decidedItem(scene, change.after, input), unitsProposed } };
}

/** The revision as it is worked out, change by change; nothing is written here. */
class RevisionWork {
  readonly items: PlanItem[] = [];
  readonly tasks = new Map<string, Task>();
  readonly events: DubanEvent[] = [];
  private readonly lines: { unitId: UnitId; line: RevisedLine }[] = [];
  private readonly left: Task[] = [];
  private readonly refused: Task[] = [];
  private readonly changed = new Set<string>();
  private started = 0;
  private cancelled = 0;
  private readonly deps: Deps;
  private readonly scene: Scene;
  private readonly actor: Actor;
  private readonly revision: Revision;
  /** Every code given in the office, and by this revision. */
  private readonly codes: Set<string>;

  /** Days of events told with the revision. */
  private readonly eventDays: ReadonlyMap<string, Day>;

  constructor(
    deps: Deps,
    scene: Scene,
    actor: Actor,
    revision: Revision,
    codes: readonly string[],
    eventDays: ReadonlyMap<string, Day>,
  ) {
    this.deps = deps;
    this.scene = scene;
    this.actor = actor;
    this.revision = revision;
    this.codes = new Set(codes);
    this.eventDays = eventDays;
  }

  get counts(): RevisionCounts {
    const { started, cancelled, left, refused } = this;
    return { started, changed: this.changed.size, cancelled, left, refused };
  }

  take(change: ItemChange): void {
    const own = change.kind === 'added' ? [] : this.revision.tasks.filter((task) => task.itemId === change.before.id);
    const item = this.itemAfter(change);
    if (change.kind !== 'removed') this.items.push(item);
    const due = this.daysOf(item);
    const days: (Day | null)[] = [...due.days, ...(due.undecided ? [null] : [])];
    const revised = { accountableUnitIds: item.accountableUnitIds, days, past: due.past };
    // A new item all of whose days have passed waits for the office, as at adoption.
    const forAdded = change.kind === 'added' && days.length === 0 ? { ...revised, days: [null] } : revised;
    const acts = revisionOf(change, own, forAdded);
    for (const act of acts) this.act(item, own, act);
    if (change.kind === 'changed' || change.kind === 'same') for (const task of own) this.reword(item, task);
  }

  /** One notice a unit with all that changes for it. */
  notices(documentId: PlanId) {
    const byUnit = Map.groupBy(this.lines, ({ unitId }) => unitId);
    return [...byUnit].map(([unitId, lines]) => ({
      taskId: null,
      dueOn: null,
      kind: 'assigned' as const,
      round: `revised:${documentId}`,
      recipient: { unitId, role: 'liaison' as const },
      manner: 'now' as const,
      say: (texts: Catalogue) =>
        texts.revision.told(
          this.revision.plan.title,
          unitOf(this.scene.directory, unitId),
          lines.map(({ line }) => ({ ...line, task: this.tasks.get(line.task.id) ?? line.task })),
          this.scene.setting,
        ),
    }));
  }

  /** The item as it stands from now on: printed anew, with its own id and what the office decided about it. */
  private itemAfter(change: ItemChange): PlanItem {
    const { plan } = this.revision;
    if (change.kind === 'removed') return change.before;
    if (change.kind === 'added') return { ...change.after, id: this.deps.ids.next<ItemId>(), planId: plan.id };
    const { before, after } = change;
    const keepsUnits = change.kind === 'same' || !change.units || after.unitsProposed;
    const keepsLimit = change.kind === 'same' || !change.limit;
    return {
      ...after,
      id: before.id,
      planId: plan.id,
      discreet: before.discreet,
      unitsProposed: false,
      ...(keepsUnits
        ? { accountableUnitIds: before.accountableUnitIds, supportingUnitIds: before.supportingUnitIds }
        : {}),
      ...(keepsLimit ? { dueDays: before.dueDays } : {}),
    };
  }

  private daysOf(item: PlanItem) {
    const { scene } = this;
    const eventDay = eventDayOf(item, this.eventDays, scene.office.eventDays);
    const dueDays =
      item.dueDays.length === 0 && item.relative && eventDay
        ? [dayAfterEvent(item.relative, eventDay, scene.calendar)]
        : item.dueDays;
    return dueDaysOf({ ...item, dueDays }, scene.today, this.revision.plan.year, expandRecurrence);
  }

  private act(item: PlanItem, own: readonly Task[], act: TaskRevision): void {
    if (act.kind === 'left') {
      this.left.push(act.task);
      return;
    }
    if (act.kind === 'start') {
      this.start(item, own, act.unitId, act.dueOn);
      return;
    }
    const task = this.tasks.get(act.task.id) ?? act.task;
    const { scene } = this;
    const context = {
      now: scene.now,
      calendar: scene.calendar,
      unit: unitOf(scene.directory, task.unitId),
      officeUnitId: scene.officeUnit.id,
    };
    const reason = textsOfOffice(this.deps).revision.droppedReason(this.revision.plan.title);
    const decision = reviseTask(task, act, reason, context);
    if (!decision.ok) {
      this.refused.push(task);
      return;
    }
    if (decision.events.length === 0) return;
    const after = this.keep(task, decision.events);
    if (act.kind === 'cancel') this.cancelled += 1;
    else this.changed.add(task.id);
    if (act.kind === 'reassign') {
      this.lines.push({ unitId: task.unitId, line: { task: after, what: 'given' } });
      this.lines.push({ unitId: after.unitId, line: { task: after, what: 'taken' } });
    } else
      this.lines.push({
        unitId: after.unitId,
        line: { task: after, what: act.kind === 'cancel' ? 'cancelled' : 'day' },
      });
  }

  private start(item: PlanItem, own: readonly Task[], unitId: UnitId, dueOn: Day | null): void {
    const { scene, deps } = this;
    const { plan } = this.revision;
    const [made] = tasksOfItem({
      item: { ...item, accountableUnitIds: [unitId], supportingUnitIds: supporting(item, unitId) },
      siblings: [item],
      days: [dueOn],
      planYear: plan.year,
      startedOn: scene.today,
      officeId: scene.office.id,
      policy: scene.office.policy,
      newId: () => deps.ids.next(),
    });
    if (!made) return;
    const task = { ...made, code: this.nextCode(item, own, Number(made.code.split('-')[1])) };
    const decision = startTask(task);
    if (!decision.ok) throw new Error(`A new task cannot be refused: ${decision.refusal}`);
    const after = this.keep(task, decision.events);
    this.started += 1;
    this.lines.push({ unitId, line: { task: after, what: 'started' } });
  }

  /** Codes in messages stay what they are: an item goes on with its own number, a new one takes its number if nobody has it. */
  private nextCode(item: PlanItem, own: readonly Task[], wanted: number): string {
    const { plan, tasks } = this.revision;
    const numberOf = (task: Task): number => Number(task.code.split('-')[1]);
    const [known] = [...own, ...[...this.tasks.values()].filter((task) => task.itemId === item.id)];
    const taken = [...tasks, ...this.tasks.values()].map(numberOf);
    const free = taken.includes(wanted) ? Math.max(...taken) + 1 : wanted;
    const number = known ? numberOf(known) : free;
    const code = taskCode(plan.year, number, lastSequence(this.codes, plan.year, number) + 1);
    this.codes.add(code);
    return code;
  }

  private reword(item: PlanItem, before: Task): void {
    const task = this.tasks.get(before.id) ?? before;
    if (task.state.status === 'closed' || task.state.status === 'cancelled') return;
    const decision = reviseWords(task, {
      label: item.label,
      title: item.discreet ? '' : shortTitle(item.text),
      supportingUnitIds: item.supportingUnitIds,
    });
    if (!decision.ok || decision.events.length === 0) return;
    const after = this.keep(task, decision.events);
    if (this.changed.has(task.id)) return;
    this.changed.add(task.id);
    this.lines.push({ unitId: task.unitId, line: { task: after, what: 'words' } });
  }

  private keep(task: Task, facts: Parameters<typeof fold>[3]): Task {
    const { after, events } = fold(this.scene, task, this.actor, facts);
    this.tasks.set(task.id, after);
    this.events.push(...events);
    return after;
  }
}

const supporting = (item: PlanItem, unitId: UnitId): readonly UnitId[] =>
  item.supportingUnitIds.filter((id) => id !== unitId);
