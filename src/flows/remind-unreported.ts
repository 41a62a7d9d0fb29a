import { addDays, type Day, isDay } from '../core/calendar.ts';
import type { PersonId, UnitId } from '../core/ids.ts';
import type { Message } from '../core/message/message.ts';
import { type NoticeDraft, noticeKey } from '../core/notice.ts';
import { may } from '../core/permission.ts';
import { dayInForce, type Task } from '../core/task.ts';
import { type Unit, unitOf } from '../core/unit.ts';
import type { Change } from '../ports.ts';
import { type ActInput, withAnswer } from './act-on-task.ts';
import { address, type Said } from './address.ts';
import { actingAs, type Deps, loadScene, type Scene } from './scene.ts';

/** A unit with what it has not reported. */
export interface Unreported {
  readonly unit: Unit;
  readonly tasks: readonly Task[];
}

/** Units with open tasks due by a day, each with those tasks, the earliest first. */
export async function unreportedBy(deps: Deps, scene: Scene, until: Day): Promise<readonly Unreported[]> {
  const due = await deps.stores.tasks({ status: ['open'], dueBefore: until });
  const ordered = due.toSorted((a, b) => ((dayInForce(a) ?? '9999') < (dayInForce(b) ?? '9999') ? -1 : 1));
  return [...Map.groupBy(ordered, (task) => task.unitId)].map(([unitId, tasks]) => ({
    unit: unitOf(scene.directory, unitId),
    tasks,
  }));
}

/**
 * When the office has the units reminded that have not reported (提醒未报单位): those and no others, each at most once within the
 * policy's working days. When all of them were reminded lately, nothing is sent and the office is told from when on it can be.
 */
export async function remindUnreported(
  deps: Deps,
  input: Omit<ActInput, 'taskId'> & { readonly until: string },
): Promise<Message | 'not-there' | null> {
  const scene = await loadScene(deps);
  if (!mayRemind(scene, input.by) || !isDay(input.until)) return 'not-there';
  const until = input.until as Day;
  // The office does not remind itself: its own tasks stand on its card.
  const groups = (await unreportedBy(deps, scene, until)).filter(({ unit }) => unit.id !== scene.officeUnit.id);
  const lately = await remindedLately(
    deps,
    scene,
    groups.map(({ unit }) => unit.id),
  );
  const told = groups.filter(({ unit }) => !lately.has(unit.id));
  const left = groups.filter(({ unit }) => lately.has(unit.id)).map(({ unit }) => unit);
  const { room } = deps.texts;
  if (told.length === 0) return room.remindedLately(left, againOn(scene, lately), scene.setting);
  const drafts = told.map(
    ({ unit, tasks }): Said => ({
      ...reminderOf(unit.id, scene.today),
      say: (texts) => texts.room.askedToReport(unit, tasks, scene.setting),
    }),
  );
  const change: Change = {
    ...address(deps, scene, drafts),
    events: [
      {
        taskId: null,
        at: scene.now,
        actor: { personId: input.by, via: input.via },
        type: 'unreported-reminded',
        until,
        unitIds: told.map(({ unit }) => unit.id),
      },
    ],
  };
  const answer = room.reminded(
    told.map(({ unit }) => unit),
    left,
    scene.setting,
  );
  await deps.stores.commit(withAnswer(deps, scene, change, input, answer));
  return input.partly ? answer : null;
}

/** Whether a person may have units reminded. */
export const mayRemind = (scene: Scene, by: PersonId): boolean =>
  may(actingAs(scene, by), 'remind-unreported', { officeUnitId: scene.officeUnit.id });

function reminderOf(unitId: UnitId, on: Day): NoticeDraft {
  return {
    taskId: null,
    dueOn: null,
    kind: 'unreported',
    round: `unreported:${on}`,
    recipient: { unitId, role: 'liaison' },
    manner: 'now',
  };
}

/** Units that were reminded within the gap, with the day. */
async function remindedLately(deps: Deps, scene: Scene, unitIds: readonly UnitId[]): Promise<ReadonlyMap<UnitId, Day>> {
  const days: Day[] = [];
  for (let on = scene.today; againFrom(scene, on) > scene.today; on = addDays(on, -1)) days.push(on);
  const keys = new Map(
    unitIds.flatMap((unitId) => days.map((on) => [noticeKey(reminderOf(unitId, on)), { unitId, on }] as const)),
  );
  const found = await deps.stores.noticesByKey([...keys.keys()]);
  const lately = new Map<UnitId, Day>();
  for (const { key } of found) {
    const known = keys.get(key);
    if (known && known.on > (lately.get(known.unitId) ?? '')) lately.set(known.unitId, known.on);
  }
  return lately;
}

/** The first day on which one of them can be reminded again. */
function againOn(scene: Scene, lately: ReadonlyMap<UnitId, Day>): Day {
  return againFrom(scene, [...lately.values()].toSorted()[0] ?? scene.today);
}

const againFrom = (scene: Scene, on: Day): Day =>
  scene.calendar.addWorkdays(on, scene.office.policy.remindUnreportedEveryWorkdays);
