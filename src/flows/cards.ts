import { addDays, dayOf, yearOf } from '../core/calendar.ts';
import type { OfficeDuties } from '../core/card-section.ts';
import { type MorningCard, morningCard } from '../core/digest.ts';
import type { UnitId } from '../core/ids.ts';
import type { Delivery, Notice } from '../core/notice.ts';
import { isFirstWorkdayOfWeek } from '../core/schedule.ts';
import { holdersOf, type Person, rolesOf } from '../core/unit.ts';
import type { TaskFilter } from '../ports.ts';
import { cardDay, cardDelivery } from './address.ts';
import type { Deps, Scene } from './scene.ts';

/** Units whose liaison's card goes to this person today: A岗, or B岗 while A is away. */
function unitsOfLiaison(scene: Scene, person: Person): readonly UnitId[] {
  return scene.directory.units
    .filter((unit) => holdersOf(scene.directory, unit.id, 'liaison', scene.today)[0]?.id === person.id)
    .map((unit) => unit.id);
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
  const weekly = isFirstWorkdayOfWeek(scene.today, scene.calendar);
  const unitIds = unitsOfLiaison(scene, person);
  const noticed = await Promise.all(notices.flatMap((notice) => (notice.taskId ? [stores.task(notice.taskId)] : [])));
  // Anything that can stand on a card of an ordinary day is due within a fortnight, holidays included.
  const soon: TaskFilter = weekly ? {} : { dueBefore: addDays(scene.today, 14) };
  const own = unitIds.length > 0 ? await stores.tasks({ unitIds, status: ['open', 'reported-done'], ...soon }) : [];
  const tasks = new Map([...own, ...noticed.flatMap((task) => (task ? [task] : []))].map((task) => [task.id, task]));
  return morningCard({
    person,
    roles: rolesOf(scene.directory, person.id, scene.today),
    units: scene.directory.units,
    tasks: [...tasks.values()],
    notices,
    today: scene.today,
    calendar: scene.calendar,
    weekly,
    ...(isOfficeInbox(scene, person) ? { office: await officeDuties(deps, scene) } : {}),
  });
}

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
    toPhone: await stores.deliveries({ channel: 'offline', state: ['queued'], dueBefore: scene.now }),
    undecided: tasks.filter((task) => task.dueOn === null),
    ...(yearEnds ? { yearEnd: tasks.filter((task) => task.dueOn !== null && task.dueOn <= lastDay) } : {}),
    persons: scene.directory.persons,
  };
}

/**
 * Every working morning: one card for each person with something to say; nothing to say, no card. The card is written when it
 * leaves, so that it is true then.
 */
export async function morningCards(deps: Deps, scene: Scene): Promise<readonly Delivery[]> {
  if (cardDay(scene) !== scene.today) return [];
  const deliveries: Delivery[] = [];
  for (const person of scene.directory.persons) {
    if (person.accounts.length === 0) continue;
    if (unitsOfLiaison(scene, person).length === 0 && !isOfficeInbox(scene, person)) continue;
    if (await cardFor(deps, scene, person, [])) deliveries.push(cardDelivery(deps, scene, person, null));
  }
  return deliveries;
}
