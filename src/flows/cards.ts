import { addDays, dayOf, yearOf } from '../core/calendar.ts';
import type { OfficeDuties } from '../core/card-section.ts';
import { type MorningCard, morningCard } from '../core/digest.ts';
import type { TaskId, UnitId } from '../core/ids.ts';
import type { Delivery, Notice } from '../core/notice.ts';
import { isFirstWorkdayOfWeek } from '../core/schedule.ts';
import type { Task } from '../core/task.ts';
import { accountOf, holdersOf, type Person, rolesOf } from '../core/unit.ts';
import type { TaskFilter } from '../ports.ts';
import { addressAgain, cardDay, cardDelivery } from './address.ts';
import { callsWaiting } from './record-offline.ts';
import type { Deps, Scene } from './scene.ts';

/** Lines taken over from the day before at most; there is hardly ever one. */
const LATE_LINES = 1_000;

/** Who gets a unit's card today: its liaison's A岗, or B岗 while A is away. */
const liaisonOf = (scene: Scene, unitId: UnitId): Person | undefined =>
  holdersOf(scene.directory, unitId, 'liaison', scene.today)[0];

function unitsOfLiaison(scene: Scene, person: Person): readonly UnitId[] {
  const held = rolesOf(scene.directory, person.id, scene.today).filter((role) => role.role === 'liaison');
  return [...new Set(held.map((role) => role.unitId))].filter((id) => liaisonOf(scene, id)?.id === person.id);
}

const isOfficeInbox = (scene: Scene, person: Person): boolean =>
  holdersOf(scene.directory, scene.officeUnit.id, 'office-staff', scene.today)[0]?.id === person.id;

/** A person's morning card as of now, or null when there is nothing to say. */
export async function cardFor(
  deps: Deps,
  scene: Scene,
  person: Person,
  notices: readonly Notice[],
): Promise<MorningCard | null> {
  const { stores } = deps;
  const unitIds = unitsOfLiaison(scene, person);
  const noticed = await Promise.all(notices.flatMap((notice) => (notice.taskId ? [stores.task(notice.taskId)] : [])));
  const own = unitIds.length > 0 ? await stores.tasks({ unitIds, ...onCards(scene) }) : [];
  const tasks = new Map([...own, ...noticed.flatMap((task) => (task ? [task] : []))].map((task) => [task.id, task]));
  const office = isOfficeInbox(scene, person) ? await officeDuties(deps, scene) : undefined;
  const missing = await missingOf(deps, [...tasks.values()]);
  return cardOf(scene, person, [...tasks.values()], notices, office, missing);
}

/** What the office found missing in the reports of these tasks that it sent back. */
async function missingOf(deps: Deps, tasks: readonly Task[]): Promise<ReadonlyMap<TaskId, string>> {
  const found = new Map<TaskId, string>();
  for (const task of tasks) {
    const returned = task.state.status === 'open' ? task.state.returnedFrom : undefined;
    if (!returned) continue;
    const report = (await deps.stores.reportsOf(task.id)).find((one) => one.id === returned.reportId);
    if (report?.returnedFor) found.set(task.id, report.returnedFor);
  }
  return found;
}

/** What can stand on a card of an ordinary day is due within a fortnight, holidays included; once a week everything can. */
function onCards(scene: Scene): TaskFilter {
  const weekly = isFirstWorkdayOfWeek(scene.today, scene.calendar);
  return { status: ['open', 'reported-done'], ...(weekly ? {} : { dueBefore: addDays(scene.today, 14) }) };
}

const cardOf = (
  scene: Scene,
  person: Person,
  tasks: readonly Task[],
  notices: readonly Notice[],
  office: OfficeDuties | undefined,
  missing: ReadonlyMap<TaskId, string> = new Map(),
): MorningCard | null =>
  morningCard({
    person,
    roles: rolesOf(scene.directory, person.id, scene.today),
    units: scene.directory.units,
    tasks,
    notices,
    today: scene.today,
    calendar: scene.calendar,
    weekly: isFirstWorkdayOfWeek(scene.today, scene.calendar),
    missing,
    ...(office ? { office } : {}),
  });

/** What waits for the office: reports, petitions, drafts, calls, limits, and from December everything due by the 31st. */
async function officeDuties(deps: Deps, scene: Scene): Promise<OfficeDuties> {
  const { stores } = deps;
  const tasks = await stores.tasks({ status: ['open', 'reported-done'] });
  const yearEnds = scene.today.slice(5) >= scene.office.policy.yearEndListFrom;
  const lastDay = dayOf(yearOf(scene.today), 12, 31);
  return {
    tasks,
    waitingReview: tasks.filter((task) => task.state.status === 'reported-done'),
    petitions: tasks.filter((task) => task.petition !== null),
    toSign: await stores.supervisionNotices({ status: 'drafted' }),
    // With a channel of its own the office has the list there.
    toPhone: scene.office.rooms.office ? [] : await callsWaiting(deps, scene),
    undecided: tasks.filter((task) => task.dueOn === null),
    ...(yearEnds ? { yearEnd: tasks.filter((task) => task.dueOn !== null && task.dueOn <= lastDay) } : {}),
    persons: scene.directory.persons,
  };
}

/**
 * Every working morning: one card for each person with something to say; nothing to say, no card. The card is written when it
 * leaves, so that it is true then. A line that came while its card was already on its way stands on the next one.
 */
export async function morningCards(deps: Deps, scene: Scene): Promise<readonly Delivery[]> {
  if (cardDay(scene) !== scene.today) return [];
  const tasks = Map.groupBy(await deps.stores.tasks(onCards(scene)), (task) => task.unitId);
  const office = await officeDuties(deps, scene);
  const units = Map.groupBy(scene.directory.units, (unit) => liaisonOf(scene, unit.id)?.id ?? null);
  const hasCard = (person: Person): boolean => {
    const own = (units.get(person.id) ?? []).flatMap((unit) => tasks.get(unit.id) ?? []);
    const inbox = isOfficeInbox(scene, person) ? office : undefined;
    return (own.length > 0 || inbox !== undefined) && cardOf(scene, person, own, [], inbox) !== null;
  };
  const late = await deps.stores.noticesWithoutDelivery(scene.now, LATE_LINES);
  const again = addressAgain(
    deps,
    scene,
    late.filter((notice) => notice.manner === 'card'),
  );
  return [
    ...scene.directory.persons
      .filter((person) => accountOf(person) !== null && hasCard(person))
      .map((person) => cardDelivery(deps, scene, person, null)),
    ...again.deliveries.filter((delivery) => delivery.kind === 'card'),
  ];
}
