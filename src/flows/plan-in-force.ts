import type { ItemId } from '../core/ids.ts';
import type { PlanItem, WorkPlan } from '../core/plan.ts';
import { type ItemChange, isSamePlan, planDifference } from '../core/plan-difference.ts';
import type { Task } from '../core/task.ts';
import type { Deps } from './scene.ts';

/** A document that revises a plan in force, compared with it. */
export interface Revision {
  readonly plan: WorkPlan;
  readonly tasks: readonly Task[];
  readonly changes: readonly ItemChange[];
}

/** The plan in force that a document revises, with the difference by item; null for a plan of its own. */
export async function revisionBy(
  deps: Pick<Deps, 'stores'>,
  document: WorkPlan,
  items: readonly PlanItem[],
): Promise<Revision | null> {
  const alike = (await deps.stores.plans()).filter(
    (plan) => plan.id !== document.id && plan.adoptedOn !== null && isSamePlan(plan, document),
  );
  for (const plan of alike) {
    const tasks = await deps.stores.tasks({ planId: plan.id });
    // A document whose revision was applied stands as adopted too; the tasks are the plan's own.
    if (tasks.length === 0) continue;
    // An item that an earlier revision dropped has nothing but cancelled tasks: it is no part of the plan any more.
    const dropped = (item: PlanItem) => {
      const own = tasks.filter((task) => task.itemId === item.id);
      return own.length > 0 && own.every((task) => task.state.status === 'cancelled');
    };
    const before = (await deps.stores.items(plan.id)).filter((item) => !dropped(item));
    const changes = planDifference(inOrder(before), inOrder(items));
    if (changes.some((change) => change.kind === 'same' || change.kind === 'changed')) return { plan, tasks, changes };
  }
  return null;
}

/** Codes of each item's tasks that are not over: what a change of the item is about. */
export function codesOf(tasks: readonly Task[]): ReadonlyMap<ItemId, readonly string[]> {
  const codes = new Map<ItemId, readonly string[]>();
  for (const task of tasks) {
    if (task.state.status === 'closed' || task.state.status === 'cancelled') continue;
    codes.set(task.itemId, [...(codes.get(task.itemId) ?? []), task.code].sort());
  }
  return codes;
}

const inOrder = (items: readonly PlanItem[]): readonly PlanItem[] => items.toSorted((a, b) => a.position - b.position);
