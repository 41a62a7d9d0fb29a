import { type Calendar, type Day, dayAt } from './calendar.ts';
import {
  byDayThenCode,
  type Call,
  type CardEntry,
  type CardSection,
  type CardSummary,
  isSoon,
  type OfficeDuties,
} from './card-section.ts';
import { isOverdue, type Task } from './task.ts';
import type { Unit } from './unit.ts';

/** The moment and the units that a card is made for. */
interface Moment {
  readonly today: Day;
  readonly calendar: Calendar;
  readonly weekly: boolean;
  readonly units: readonly Unit[];
}

/** What the office has to do: on the weekly card all of it, on other days what has waited as long as the policy allows. */
export function officeSections(duties: OfficeDuties, moment: Moment): readonly CardSection[] {
  const { calendar, today, weekly } = moment;
  const unitOfTask = (task: Task) => moment.units.filter((unit) => unit.id === task.unitId);
  const entriesOf = (tasks: readonly Task[]): readonly CardEntry[] =>
    tasks
      .toSorted(byDayThenCode)
      .flatMap((task) =>
        unitOfTask(task).map((unit) => ({ task, unit, rung: null, warning: null, supporting: false, missing: null })),
      );
  const waited = (since: Date, workdays: number) => weekly || calendar.workdaysBetween(dayAt(since), today) >= workdays;

  const toReview = duties.waitingReview.filter(
    (task) =>
      task.state.status === 'reported-done' && waited(task.state.waitingSince, task.policy.reviewRemindWorkdays),
  );
  const sections: readonly CardSection[] = [
    { kind: 'to-review', entries: entriesOf(toReview) },
    {
      kind: 'to-decide',
      entries: entriesOf(duties.petitions.filter(({ petition }) => petition !== null && waited(petition.askedAt, 1))),
    },
    {
      kind: 'to-sign',
      drafts: draftsOf(duties, moment).filter(({ notice, task }) =>
        waited(notice.draftedAt, task.policy.signRemindWorkdays),
      ),
    },
    { kind: 'to-phone', calls: callsOf(duties, moment) },
    { kind: 'undecided', entries: weekly ? entriesOf(duties.undecided) : [] },
    { kind: 'year-end', entries: weekly ? entriesOf(duties.yearEnd ?? []) : [] },
  ];
  return sections.filter((section) => !isEmpty(section));
}

function draftsOf({ toSign, tasks }: OfficeDuties, { units }: Moment) {
  return toSign.flatMap((notice) => {
    const task = tasks.find((candidate) => candidate.id === notice.taskId);
    const unit = units.find((candidate) => candidate.id === notice.unitId);
    return task && unit ? [{ notice, task, unit }] : [];
  });
}

function callsOf({ toPhone, persons = [] }: OfficeDuties, { units }: Moment): readonly Call[] {
  return toPhone.map((delivery) => ({
    delivery,
    unit: units.find((unit) => unit.id === delivery.unitId) ?? null,
    person: persons.find((person) => person.id === delivery.personId) ?? null,
  }));
}

function isEmpty(section: CardSection): boolean {
  switch (section.kind) {
    case 'to-sign':
      return section.drafts.length === 0;
    case 'window':
      return section.windows.length === 0;
    case 'to-phone':
      return section.calls.length === 0;
    default:
      return section.entries.length === 0;
  }
}

/** The figures of all units, for one line. */
export function summaryOf(duties: OfficeDuties, { today, calendar }: Moment): CardSummary {
  const open = duties.tasks.filter((task) => task.state.status === 'open');
  const overdue = open.filter((task) => isOverdue(task, today, calendar));
  const soon = open.filter((task) => !isOverdue(task, today, calendar) && isSoon(task, today, calendar));
  return { open: open.length, overdue: overdue.length, soon: soon.length, waiting: duties.waitingReview.length };
}
