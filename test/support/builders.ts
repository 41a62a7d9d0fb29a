import { tasksOfItem } from '../../src/core/adoption.ts';
import { applyEvent } from '../../src/core/apply-event.ts';
import { type Day, day, instantAt, makeCalendar } from '../../src/core/calendar.ts';
import type { Decision, TaskFact } from '../../src/core/event.ts';
import type { ItemId, OfficeId, PersonId, PlanId, TaskId, UnitId } from '../../src/core/ids.ts';
import type { NoticeDraft } from '../../src/core/notice.ts';
import type { PlanItem } from '../../src/core/plan.ts';
import { defaultPolicy } from '../../src/core/policy.ts';
import type { Actor } from '../../src/core/report.ts';
import { freshAttention, type Task } from '../../src/core/task.ts';
import type { Directory, Person, Role, RoleName, Unit } from '../../src/core/unit.ts';

export { day } from '../../src/core/calendar.ts';

/** An instant in Beijing: at('2026-03-31 23:59'). */
export function at(text: string): Date {
  const [on, time] = text.split(' ');
  return instantAt(day(on ?? ''), time ?? '');
}

/** The shipped calendar without additions. */
export const calendar = makeCalendar();

export const officeId = 'office-1' as OfficeId;
export const officeUnitId = 'unit-office' as UnitId;
export const unitId = 'unit-education' as UnitId;

/** An ordinary bureau. */
export function aUnit(over: Partial<Unit> = {}): Unit {
  return {
    id: unitId,
    name: '江州市教育局',
    shortName: '市教育局',
    aliases: [],
    relation: 'subordinate',
    groups: [],
    ownReview: false,
    formerNames: [],
    ...over,
  };
}

/** The office itself. */
export function anOfficeUnit(over: Partial<Unit> = {}): Unit {
  return aUnit({
    id: officeUnitId,
    name: '江州市处非工作领导小组办公室',
    shortName: '市处非办',
    relation: 'office',
    ...over,
  });
}

/** An open task of the ordinary bureau, adopted on 2 March 2026 and due on 31 March 2026, a Tuesday. */
export function aTask(over: Partial<Task> = {}): Task {
  const dueOn = over.dueOn === undefined ? day('2026-03-31') : over.dueOn;
  return {
    id: 'task-1' as TaskId,
    officeId,
    planId: 'plan-1' as PlanId,
    itemId: 'item-1' as ItemId,
    code: '26-12-1',
    label: '十二',
    title: '开展专项排查',
    discreet: false,
    unitId,
    supportingUnitIds: [],
    dueOn,
    originalDueOn: dueOn,
    extensions: 0,
    startedOn: day('2026-03-02'),
    state: { status: 'open' },
    petition: null,
    supervisionNoticeId: null,
    progress: null,
    judgedHard: null,
    policy: defaultPolicy,
    attention: freshAttention(1),
    version: 0,
    nextActionAt: null,
    ...over,
  };
}

/** An item of the plan, due on 31 March 2026, of the ordinary bureau. */
export function anItem(over: Partial<PlanItem> = {}): PlanItem {
  return {
    id: 'item-1' as ItemId,
    planId: 'plan-1' as PlanId,
    position: 1,
    label: '十二',
    section: null,
    text: '开展专项排查。对全市校外培训机构开展排查。',
    deadlineText: '3月底',
    dueDays: [day('2026-03-31')],
    rrule: null,
    ongoing: false,
    relative: null,
    printedUnits: { lead: [], supporting: [], responsible: ['市教育局'] },
    targets: [],
    place: null,
    doubts: [],
    discreet: false,
    accountableUnitIds: [unitId],
    supportingUnitIds: [],
    unitsProposed: false,
    ...over,
  };
}

/** A person with one account in the local chat. */
export function aPerson(id: string, over: Partial<Person> = {}): Person {
  return {
    id: id as PersonId,
    name: id,
    phone: null,
    email: null,
    accounts: [{ platform: 'local', address: id }],
    ...over,
  };
}

/** A role from the beginning of 2026 on. */
export function aRole(person: string, unit: UnitId, role: RoleName, over: Partial<Role> = {}): Role {
  return { personId: person as PersonId, unitId: unit, role, rank: 'A', from: day('2026-01-01'), to: null, ...over };
}

/** The office with a clerk and a signer, and the ordinary bureau with a liaison, a deputy head and a head. */
export function aDirectory(over: Partial<Directory> = {}): Directory {
  const roles = [
    aRole('clerk', officeUnitId, 'office-staff'),
    aRole('signer', officeUnitId, 'signer'),
    aRole('liaison', unitId, 'liaison'),
    aRole('deputy-head', unitId, 'unit-deputy-head'),
    aRole('head', unitId, 'unit-head'),
  ];
  return {
    units: [anOfficeUnit(), aUnit()],
    persons: roles.map((role) => aPerson(role.personId)),
    roles,
    absences: [],
    ...over,
  };
}

const clock: Actor = { personId: null, via: 'clock' };

/** The task after these facts, at this instant. A person closes, the clock does the rest. */
export function taskAfter(task: Task, now: Date, facts: readonly TaskFact[], actor: Actor = clock): Task {
  return facts.reduce((state, fact) => applyEvent(state, { ...fact, at: now, actor }), task);
}

/** Tasks of an item as adoption makes them, with ids in order. */
export function tasksFor(item: PlanItem, days: readonly (Day | null)[], siblings: readonly PlanItem[] = [item]) {
  let made = 0;
  return tasksOfItem({
    item,
    siblings,
    days,
    planYear: 2026,
    startedOn: day('2026-03-02'),
    officeId,
    policy: defaultPolicy,
    newId: () => {
      made += 1;
      return `task-${made}` as TaskId;
    },
  });
}

/** The facts of a decision that says yes. Throws with the refusal of one that says no. */
export function factsOf(decision: Decision): readonly TaskFact[] {
  if (!decision.ok) throw new Error(`Refused: ${decision.refusal}`);
  return decision.events;
}

/** Notices as kind and receiver, without ids and rounds: `returned → unit-education liaison`. */
export function saidBy(notices: readonly NoticeDraft[]): readonly string[] {
  return notices.map(({ kind, recipient }) =>
    'unitId' in recipient ? `${kind} → ${recipient.unitId} ${recipient.role}` : `${kind} → ${recipient.personId}`,
  );
}
