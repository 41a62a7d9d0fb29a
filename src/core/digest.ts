import type { Calendar, Day } from './calendar.ts';
import {
  byDayThenCode,
  type CardEntry,
  type CardSection,
  type CardSummary,
  isSoon,
  type OfficeDuties,
  type TaskSection,
  taskSections,
} from './card-section.ts';
import { isHeld, ladderOf, warningDays } from './escalation.ts';
import type { NoticeId, TaskId, UnitId } from './ids.ts';
import type { Notice, NoticeKind } from './notice.ts';
import { officeSections, summaryOf } from './office-duties.ts';
import { dayInForce, isOverdue, type Task } from './task.ts';
import type { Person, Role, Unit } from './unit.ts';

/** One message a person each morning instead of ten pings: what stands, section by section, without a task twice. */
export interface MorningCard {
  readonly recipient: Person;
  /** The units the person stands for, as far as the card is about them. */
  readonly units: readonly Unit[];
  readonly day: Day;
  /** The first working day of the week: the whole list. */
  readonly weekly: boolean;
  readonly sections: readonly CardSection[];
  readonly summary: CardSummary | null;
  /** The notices that this card says. */
  readonly noticeIds: readonly NoticeId[];
}

export interface CardInput {
  readonly person: Person;
  /** The roles held on the day. */
  readonly roles: readonly Role[];
  /** All units of the directory. */
  readonly units: readonly Unit[];
  /** Tasks that are not over and that the person may see; those of other units are passed over unless a notice is about them. */
  readonly tasks: readonly Task[];
  /** Due card notices for this person; those no longer true are passed over. */
  readonly notices: readonly Notice[];
  readonly today: Day;
  readonly calendar: Calendar;
  readonly weekly: boolean;
  /** What is missing in the reports that were sent back, by task. */
  readonly missing?: ReadonlyMap<TaskId, string>;
  readonly office?: OfficeDuties;
}

/**
 * The person's card of the day, or null when there is nothing to say. The weekly card shows the whole list. On other days a card is
 * made by a notice due today, a task within the policy's days of its limit, or something the office has to do; what else stands
 * (beyond the limit, 待补充, waiting for review) is shown with it but makes no card by itself.
 */
export function morningCard(input: CardInput): MorningCard | null {
  const { person, today, calendar, weekly } = input;
  const notices = input.notices.filter((notice) => {
    const task = input.tasks.find((candidate) => candidate.id === notice.taskId) ?? null;
    return stillTrue(notice, task, today, calendar);
  });
  const found = input.office ? officeSections(input.office, input) : [];
  const reviewed = tasksIn(found.filter((section) => section.kind === 'to-review'));
  // The office is a unit too: what its own clerk reports is reviewed, not waited for.
  const entries = ownEntries(input, notices).filter((entry) => !reviewed.has(entry.task.id));
  const own = [...taskSectionsOf(entries, weekly), ...windowSection(input, notices)];
  const office = found.flatMap((section) => withoutTasks(section, tasksIn(own)));
  const isDue = weekly || notices.length > 0 || office.length > 0 || entries.some((entry) => entry.makesCard);
  const sections = [...own, ...office];
  const summary = weekly && input.office ? summaryOf(input.office, input) : null;
  if (!isDue || (sections.length === 0 && !summary?.open)) return null;

  const unitIds = new Set(input.roles.map((role) => role.unitId));
  return {
    recipient: person,
    units: input.units.filter((unit) => unitIds.has(unit.id)),
    day: today,
    weekly,
    sections,
    summary,
    noticeIds: notices.map((notice) => notice.id),
  };
}

/**
 * Whether a stored notice still holds when it is about to be said: not after the task is over, moved to another day or round, or
 * given to another unit, and not when what it speaks of has passed. What tells of an act that happened stays true.
 */
export function stillTrue(notice: Notice, task: Task | null, today: Day, calendar: Calendar): boolean {
  if (notice.status !== 'due') return false;
  if (isAboutAct(notice.kind)) return true;
  // What is about no task may have a last day: that on which a report window closes.
  if (notice.taskId === null) return notice.dueOn === null || today <= notice.dueOn;
  if (!task || task.state.status === 'closed' || task.state.status === 'cancelled') return false;
  if (goesToUnit(notice.kind) && 'unitId' in notice.recipient && notice.recipient.unitId !== task.unitId) return false;
  if (isBoundToDay(notice.kind) && !isOfRound(notice, task)) return false;
  return isStateOf(notice.kind, task, today, calendar);
}

/**
 * What a kind hangs on: an `act` that happened; the `unit` that is accountable; the `day` in force and its round as well; or, for
 * the office's own duties, only where the task stands.
 */
const hangsOn: Readonly<Record<NoticeKind, 'act' | 'unit' | 'day' | 'office-day' | 'state'>> = {
  remind: 'day',
  supplement: 'day',
  warn: 'day',
  overdue: 'day',
  chase: 'day',
  'chase-deputy-head': 'day',
  window: 'day',
  supervise: 'day',
  'supervise-copy': 'day',
  assigned: 'unit',
  'supporting-reported': 'act',
  'for-confirmation': 'unit',
  'sign-wait': 'office-day',
  'for-signature': 'office-day',
  phone: 'office-day',
  'review-wait': 'state',
  'for-review': 'state',
  petition: 'state',
  weekly: 'state',
  'year-end': 'state',
  answer: 'act',
  returned: 'act',
  closed: 'act',
  reopened: 'act',
  cancelled: 'act',
  'petition-decided': 'act',
  reassigned: 'act',
  'handed-over': 'act',
  bulletin: 'act',
  import: 'act',
  correction: 'act',
  alarm: 'act',
  'rungs-coming': 'act',
  calls: 'act',
  'ledger-head': 'act',
  unreported: 'act',
};
const isAboutAct = (kind: NoticeKind): boolean => hangsOn[kind] === 'act';
const goesToUnit = (kind: NoticeKind): boolean => hangsOn[kind] === 'unit' || hangsOn[kind] === 'day';
const isBoundToDay = (kind: NoticeKind): boolean => hangsOn[kind] === 'day' || hangsOn[kind] === 'office-day';

/** Of the day in force and of the round that the task is in; the round is the number that the notice's own round begins with. */
function isOfRound(notice: Notice, task: Task): boolean {
  const round = /^(\d+):/.exec(notice.round)?.[1];
  return notice.dueOn === dayInForce(task) && (round === undefined || Number(round) === task.attention.round);
}

function isStateOf(kind: NoticeKind, task: Task, today: Day, calendar: Calendar): boolean {
  const { state } = task;
  switch (kind) {
    case 'remind':
      return state.status === 'open' && !isOverdue(task, today, calendar);
    case 'supplement':
      return state.status === 'open' && state.supplementDueOn !== undefined;
    case 'overdue':
      return isOverdue(task, today, calendar);
    case 'chase':
    case 'chase-deputy-head':
      return isOverdue(task, today, calendar) && !isHeld(task, today);
    case 'warn':
      return state.status === 'open' && !isHeld(task, today);
    case 'window':
    case 'supervise':
    case 'supervise-copy':
      return state.status === 'open';
    case 'for-confirmation':
      return state.status === 'open' && state.awaitingConfirmation !== undefined;
    case 'review-wait':
    case 'for-review':
      return state.status === 'reported-done';
    case 'sign-wait':
    case 'for-signature':
      return state.status === 'open' && task.attention.supervision?.signedOn === null;
    case 'petition':
      return task.petition !== null;
    default:
      return true;
  }
}

/** A task that has a place on the card, and whether it alone would make one. */
interface Placed extends CardEntry {
  readonly section: TaskSection;
  readonly makesCard: boolean;
}

function ownEntries(input: CardInput, notices: readonly Notice[]): readonly Placed[] {
  const inRole = (role: Role['role']) => new Set(input.roles.filter((r) => r.role === role).map((r) => r.unitId));
  const liaisonOf = inRole('liaison');
  const reviewerOf = inRole('unit-reviewer');

  return input.tasks.toSorted(byDayThenCode).flatMap((task) => {
    const unit = input.units.find((candidate) => candidate.id === task.unitId);
    const about = notices.filter((notice) => notice.taskId === task.id).map((notice) => notice.kind);
    const place = placeOf(task, input, { about, liaisonOf, reviewerOf });
    if (!unit || !place) return [];
    const rung = about.includes('chase-deputy-head') ? 'chase-deputy-head' : about.includes('chase') ? 'chase' : null;
    const warning = about.includes('warn') ? comingRung(task, unit, input.calendar) : null;
    return [
      {
        task,
        unit,
        rung,
        warning,
        supporting: !liaisonOf.has(task.unitId) && isSupported(task, liaisonOf),
        missing: input.missing?.get(task.id) ?? null,
        ...place,
      },
    ];
  });
}

/** The section of a task, most pressing first, so that no task stands on a card twice. */
function placeOf(
  task: Task,
  { today, calendar }: CardInput,
  who: {
    readonly about: readonly NoticeKind[];
    readonly liaisonOf: ReadonlySet<UnitId>;
    readonly reviewerOf: ReadonlySet<UnitId>;
  },
): { readonly section: TaskSection; readonly makesCard: boolean } | null {
  const told = who.about.some((kind) => goesToUnit(kind));
  const isMine = who.liaisonOf.has(task.unitId);
  const { state } = task;
  if (state.status === 'open' && state.awaitingConfirmation && who.reviewerOf.has(task.unitId)) {
    return { section: 'to-confirm', makesCard: true };
  }
  if (who.about.includes('phone')) return { section: 'to-call', makesCard: true };
  if (!isMine && !told) {
    return isSupported(task, who.liaisonOf) && isRunning(task) ? { section: 'all', makesCard: false } : null;
  }
  if (state.status === 'reported-done') return { section: 'waiting', makesCard: false };
  if (state.status !== 'open') return null;
  if (isOverdue(task, today, calendar)) return { section: 'overdue', makesCard: false };
  if (state.awaitingConfirmation) return { section: 'waiting', makesCard: false };
  const soon = isSoon(task, today, calendar);
  if (state.supplementDueOn) return { section: 'supplement', makesCard: soon };
  if (soon || who.about.includes('remind')) return { section: 'soon', makesCard: soon };
  if (who.about.includes('warn')) return { section: 'warned', makesCard: false };
  // On the day of adoption the unit has just been given the whole list.
  return task.startedOn === today && !told ? null : { section: 'all', makesCard: false };
}

const isRunning = (task: Task): boolean => task.state.status === 'open' || task.state.status === 'reported-done';

const isSupported = (task: Task, units: ReadonlySet<UnitId>): boolean =>
  task.supportingUnitIds.some((unitId) => units.has(unitId));

/** Report windows in which the person's units have said nothing yet. */
function windowSection({ units }: CardInput, notices: readonly Notice[]): readonly CardSection[] {
  const windows = notices.flatMap(({ kind, taskId, dueOn, recipient }) => {
    const unit = 'unitId' in recipient ? units.find((candidate) => candidate.id === recipient.unitId) : undefined;
    return kind === 'window' && taskId === null && dueOn !== null && unit ? [{ unit, closesOn: dueOn }] : [];
  });
  return windows.length > 0 ? [{ kind: 'window', windows }] : [];
}

/** Fair warning: the next rung of the ladder that is warned of, and the day on which it comes. */
function comingRung(task: Task, unit: Unit, calendar: Calendar): CardEntry['warning'] {
  const next = warningDays(task, unit, calendar)[0];
  const rung = next && ladderOf(task.policy, unit.relation)[next.rung - 1];
  return rung ? { rung, on: next.climbOn } : null;
}

/** The whole list only on the weekly card: on other days what has no reason to be said today is left out. */
function taskSectionsOf(entries: readonly Placed[], weekly: boolean): readonly CardSection[] {
  return taskSections
    .filter((kind) => weekly || kind !== 'all')
    .map((kind) => ({
      kind,
      entries: entries
        .filter((entry) => entry.section === kind)
        .map(({ section: _section, makesCard: _makesCard, ...entry }) => entry),
    }))
    .filter((section) => section.entries.length > 0);
}

const tasksIn = (sections: readonly CardSection[]): ReadonlySet<string> =>
  new Set(sections.flatMap((section) => ('entries' in section ? section.entries.map(({ task }) => task.id) : [])));

/** The office's lists of days leave out tasks that stand on the card already; none is left of an empty list. */
function withoutTasks(section: CardSection, shown: ReadonlySet<string>): readonly CardSection[] {
  if (section.kind !== 'undecided' && section.kind !== 'year-end') return [section];
  const entries = section.entries.filter(({ task }) => !shown.has(task.id));
  return entries.length > 0 ? [{ ...section, entries }] : [];
}
