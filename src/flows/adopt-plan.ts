import { dueDaysOf, itemNumber, lastSequence, tasksOfItem } from '../core/adoption.ts';
import type { Day } from '../core/calendar.ts';
import type { DubanEvent, Refusal } from '../core/event.ts';
import type { PersonId, PlanId } from '../core/ids.ts';
import { startTask } from '../core/lifecycle.ts';
import type { Catalogue } from '../core/message/catalogue.ts';
import { may } from '../core/permission.ts';
import type { PlanItem } from '../core/plan.ts';
import { withPlanGroups } from '../core/plan-groups.ts';
import { eventKey } from '../core/relative-day.ts';
import type { Actor, Via } from '../core/report.ts';
import type { Task } from '../core/task.ts';
import { unitOf } from '../core/unit.ts';
import { expandRecurrence } from '../reading/recurrence.ts';
import { fold, withAnswer } from './act-on-task.ts';
import { address, type Said } from './address.ts';
import { decidedItem, learnedBy, type PlanAnswers, withNames } from './plan-answers.ts';
import { actingAs, type Deps, loadScene, type Scene } from './scene.ts';

export interface AdoptInput extends PlanAnswers {
  readonly by: PersonId;
  readonly via: Via;
  readonly planId: PlanId;
  readonly key?: { readonly platform: string; readonly key: string };
}

export type AdoptOutcome =
  | { readonly ok: true; readonly tasks: readonly Task[]; readonly undecided: number }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * When the office puts a plan into force: items become tasks, each unit is told once what is its own, and what has no day waits
 * for the office. Days already past are not late: they wait for the office too (办结、另定时限或不跟踪).
 */
export async function adoptPlan(deps: Deps, input: AdoptInput): Promise<AdoptOutcome> {
  const loaded = await loadScene(deps);
  const scene = { ...loaded, directory: withNames(loaded.directory, input.names ?? new Map()) };
  const plan = (await deps.stores.plans()).find((one) => one.id === input.planId);
  if (!plan || !may(actingAs(scene, input.by), 'adopt-plan', { officeUnitId: scene.officeUnit.id }))
    return { ok: false, refusal: 'not-there' };
  if (plan.adoptedOn !== null) return { ok: false, refusal: 'already-adopted' };

  const known = new Set(scene.directory.units.map((unit) => unit.id));
  if ([...(input.names ?? new Map()).values()].some((id) => !known.has(id)))
    return { ok: false, refusal: 'unknown-unit' };

  const asked = await deps.stores.items(plan.id);
  const meant = { ...scene, directory: withPlanGroups(scene.directory, asked, scene.today) };
  const items = asked.map((item) => decidedItem(meant, item, input));
  const actor: Actor = { personId: input.by, via: input.via };
  const tasks: Task[] = [];
  // Another plan of the same year may have an item of the same number: its sequence goes on.
  const codes = (await deps.stores.tasks({})).map((task) => task.code);
  const events: DubanEvent[] = [
    { taskId: null, at: scene.now, actor, type: 'plan-adopted', planId: plan.id, tasks: 0 },
  ];
  for (const item of items) {
    const due = dueDaysOf(item, scene.today, plan.year, expandRecurrence);
    const days: (Day | null)[] = [...due.past.map(() => null), ...due.days, ...(due.undecided ? [null] : [])];
    const made = tasksOfItem({
      item,
      siblings: items,
      days,
      planYear: plan.year,
      startedOn: scene.today,
      officeId: scene.office.id,
      policy: scene.office.policy,
      given: lastSequence(codes, plan.year, itemNumber(item, items)),
      newId: () => deps.ids.next(),
    });
    for (const task of made) {
      const started = startTask(task);
      if (!started.ok) throw new Error(`A new task cannot be refused: ${started.refusal}`);
      const { after, events: facts } = fold(scene, task, actor, started.events);
      tasks.push(after);
      events.push(...facts);
    }
  }
  const learned = learnedBy(scene, actor, input);
  events.push(...(learned.events ?? []));
  events[0] = { taskId: null, at: scene.now, actor, type: 'plan-adopted', planId: plan.id, tasks: tasks.length };

  const undecided = tasks.filter((task) => task.dueOn === null).length;
  const told = address(deps, scene, assignments(scene, plan, tasks));
  const answer = deps.texts.plan.adopted(
    plan.title,
    tasks.length,
    new Set(tasks.map((task) => task.unitId)).size,
    undecided,
    scene.setting,
    { planId: plan.id, events: waitingFor(items, tasks) },
  );
  await deps.stores.commit(
    withAnswer(
      deps,
      scene,
      { ...learned, plans: [{ ...plan, adoptedOn: scene.today }], items, tasks, events, ...told },
      input,
      answer,
    ),
  );
  return { ok: true, tasks, undecided };
}

/** One notice a unit, with all its tasks: ten pings for ten tasks would be nine too many. */
function assignments(scene: Scene, plan: { id: PlanId; title: string }, tasks: readonly Task[]): readonly Said[] {
  const unitIds = [...new Set(tasks.map((task) => task.unitId))];
  return unitIds.map((unitId) => ({
    taskId: null,
    dueOn: null,
    kind: 'assigned' as const,
    round: `adopted:${plan.id}`,
    recipient: { unitId, role: 'liaison' as const },
    manner: 'now' as const,
    say: (texts: Catalogue) =>
      texts.plan.assigned(
        plan.title,
        unitOf(scene.directory, unitId),
        tasks.filter((task) => task.unitId === unitId),
        scene.setting,
      ),
  }));
}

/** Events that undecided tasks wait for, each once. */
function waitingFor(items: readonly PlanItem[], tasks: readonly Task[]): readonly string[] {
  const undecided = new Set(tasks.filter((task) => task.dueOn === null).map((task) => task.itemId));
  const events = items.flatMap((item) =>
    item.relative && item.relative.amount > 0 && undecided.has(item.id) ? [eventKey(item.relative.event)] : [],
  );
  return [...new Set(events)].filter((event) => event !== '');
}
