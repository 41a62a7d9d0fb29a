import { compareCodes } from './bulletin.ts';
import { type Calendar, type Day, dayAt } from './calendar.ts';
import type { DeliveryId, NoticeId, UnitId } from './ids.ts';
import type { Notice, NoticeKind } from './notice.ts';
import type { Rung } from './policy.ts';
import type { Petition, SupervisionNotice } from './report.ts';
import { dayInForce, isOverdue, lateFrom, submitBy, type Task } from './task.ts';
import type { Person, Role, Unit } from './unit.ts';

/** Sections of the morning card about tasks, in the order in which they stand. */
export const taskSections = [
  'overdue',
  'soon',
  'supplement',
  'to-confirm',
  'waiting',
  'warned',
  'all',
  'to-review',
  'undecided',
  'year-end',
] as const;
export type TaskSection = (typeof taskSections)[number];

/** One task's line on a card. */
export interface CardEntry {
  readonly task: Task;
  readonly unit: Unit;
  /** The rung that was climbed today and takes the place of the day's line, or null. */
  readonly rung: 'chase' | 'chase-deputy-head' | null;
  /** Fair warning: the rung that comes next unless something is heard, and its day. */
  readonly warning: { readonly rung: Rung; readonly on: Day } | null;
  /** The person's unit only supports; another one reports. */
  readonly supporting: boolean;
}

/** Something for the clerk to phone or to deliver by hand, because nobody there can be written to. */
export interface OfflineDelivery {
  readonly deliveryId: DeliveryId;
  readonly unit: Unit;
  readonly person: Person | null;
  readonly since: Day;
  readonly tasks: readonly Task[];
}

export type CardSection =
  | { readonly kind: TaskSection; readonly entries: readonly CardEntry[] }
  | {
      readonly kind: 'to-decide';
      readonly petitions: readonly { readonly petition: Petition; readonly task: Task; readonly unit: Unit }[];
    }
  | {
      readonly kind: 'to-sign';
      readonly drafts: readonly { readonly notice: SupervisionNotice; readonly task: Task; readonly unit: Unit }[];
    }
  | { readonly kind: 'to-phone'; readonly deliveries: readonly OfflineDelivery[] };

/** What the office itself has to do, as loaded for a card. */
export interface OfficeDuties {
  readonly waitingReview: readonly Task[];
  readonly petitions: readonly { readonly petition: Petition; readonly task: Task }[];
  readonly toSign: readonly { readonly notice: SupervisionNotice; readonly task: Task }[];
  readonly toPhone: readonly OfflineDelivery[];
  /** Tasks without a day in force: nobody is reminded until the office decides. */
  readonly undecided: readonly Task[];
  /** Everything due by 31 December, from the day at which the weekly list of the year's end begins. */
  readonly yearEnd?: readonly Task[];
  /** All open tasks of all units, for the one line of figures on the weekly card. */
  readonly open?: readonly Task[];
}

/** Figures of all units on the office's weekly card. */
export interface CardSummary {
  readonly open: number;
  readonly overdue: number;
  readonly soon: number;
  readonly waiting: number;
}

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
  readonly units: readonly Unit[];
  /** Tasks that are not over and that the person may see; those of other units are passed over unless a notice is about them. */
  readonly tasks: readonly Task[];
  /** Due card notices for this person; those no longer true are passed over. */
  readonly notices: readonly Notice[];
  readonly today: Day;
  readonly calendar: Calendar;
  readonly weekly: boolean;
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
  const own = taskSectionsOf(entries, weekly);
  const office = found.flatMap((section) => withoutTasks(section, tasksIn(own)));
  const isDue = weekly || notices.length > 0 || office.length > 0 || entries.some((entry) => entry.makesCard);
  const sections = [...own, ...office];
  if (!isDue || sections.length === 0) return null;

  const unitIds = new Set(input.roles.map((role) => role.unitId));
  return {
    recipient: person,
    units: input.units.filter((unit) => unitIds.has(unit.id)),
    day: today,
    weekly,
    sections,
    summary: weekly && input.office?.open ? summaryOf(input.office, input) : null,
    noticeIds: notices.map((notice) => notice.id),
  };
}

/**
 * Whether a stored notice still holds when it is about to be said: not after the task is over, extended to another day, in another
 * round, or another unit's, and not when what it speaks of has passed. What tells of an act that happened stays true.
 */
export function stillTrue(notice: Notice, task: Task | null, today: Day, calendar: Calendar): boolean {
  if (notice.status !== 'due') return false;
  if (ABOUT_ACTS.has(notice.kind) || notice.taskId === null) return true;
  if (!task || task.state.status === 'closed' || task.state.status === 'cancelled') return false;
  if (notice.dueOn !== null && notice.dueOn !== task.dueOn && notice.dueOn !== dayInForce(task)) return false;
  const round = /^(\d+):/.exec(notice.round)?.[1];
  if (round !== undefined && Number(round) !== task.attention.round) return false;
  if (TO_THE_UNIT.has(notice.kind) && 'unitId' in notice.recipient && notice.recipient.unitId !== task.unitId) {
    return false;
  }
  return isStateOf(notice.kind, task, today, calendar);
}

/** Kinds that tell of an act: said whatever came after. */
const ABOUT_ACTS: ReadonlySet<NoticeKind> = new Set<NoticeKind>([
  'answer',
  'returned',
  'closed',
  'reopened',
  'cancelled',
  'petition-decided',
  'reassigned',
  'handed-over',
  'bulletin',
  'import',
  'correction',
  'alarm',
]);

/** Kinds that go to the accountable unit: void for a unit that is accountable no more. */
const TO_THE_UNIT: ReadonlySet<NoticeKind> = new Set<NoticeKind>([
  'assigned',
  'remind',
  'supplement',
  'warn',
  'overdue',
  'chase',
  'chase-deputy-head',
  'window',
  'for-confirmation',
  'supervise',
]);

function isStateOf(kind: NoticeKind, task: Task, today: Day, calendar: Calendar): boolean {
  const isOpen = task.state.status === 'open';
  switch (kind) {
    case 'remind':
      return isOpen && !isOverdue(task, today, calendar);
    case 'supplement':
      return task.state.status === 'open' && task.state.supplementDueOn !== undefined;
    case 'overdue':
      return isOverdue(task, today, calendar);
    case 'chase':
    case 'chase-deputy-head':
      return isOverdue(task, today, calendar) && !isHeld(task, today);
    case 'warn':
      return isOpen && !isHeld(task, today);
    case 'for-confirmation':
      return task.state.status === 'open' && task.state.awaitingConfirmation !== undefined;
    case 'review-wait':
    case 'for-review':
      return task.state.status === 'reported-done';
    case 'sign-wait':
    case 'for-signature':
      return isOpen && task.supervisionNoticeId !== null;
    case 'petition':
      return task.petition !== null;
    default:
      return true;
  }
}

/** An open request for an extension, or the office itself, holds the ladder. */
function isHeld(task: Task, today: Day): boolean {
  return (
    task.petition?.kind === 'extension' || (task.attention.heldUntil !== null && today <= task.attention.heldUntil)
  );
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
    const warning = about.includes('warn') ? nextRung(task, unit, input.calendar) : null;
    return [
      { task, unit, rung, warning, supporting: !liaisonOf.has(task.unitId) && isSupported(task, liaisonOf), ...place },
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
  const told = who.about.some((kind) => TO_THE_UNIT.has(kind));
  const isMine = who.liaisonOf.has(task.unitId);
  const { state } = task;
  if (state.status === 'open' && state.awaitingConfirmation && who.reviewerOf.has(task.unitId)) {
    return { section: 'to-confirm', makesCard: true };
  }
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
  return { section: who.about.includes('warn') ? 'warned' : 'all', makesCard: false };
}

const isRunning = (task: Task): boolean => task.state.status === 'open' || task.state.status === 'reported-done';

const isSupported = (task: Task, units: ReadonlySet<UnitId>): boolean =>
  task.supportingUnitIds.some((unitId) => units.has(unitId));

/** Within the policy's working days of the last day on which a report is asked. */
function isSoon(task: Task, today: Day, calendar: Calendar): boolean {
  const limit = dayInForce(task);
  return limit !== null && calendar.workdaysBetween(today, submitBy(limit, calendar)) <= task.policy.soonWorkdays;
}

/** The next rung of the ladder that is not skipped, and the day on which it comes. */
export function nextRung(task: Task, unit: Unit, calendar: Calendar): CardEntry['warning'] {
  const limit = dayInForce(task);
  const ladder = task.policy.ladders[unit.relation];
  const rung = ladder.find((_, i) => i + 1 > task.attention.rung && !task.attention.skippedRungs.includes(i + 1));
  if (limit === null || !rung) return null;
  return { rung, on: calendar.addWorkdays(lateFrom(limit, calendar), rung.onOverdueWorkday - 1) };
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

/** What the office has to do: on the weekly card all of it, on other days what has waited as long as the policy allows. */
function officeSections(duties: OfficeDuties, input: CardInput): readonly CardSection[] {
  const { calendar, today, weekly } = input;
  const unitOfTask = (task: Task) => input.units.filter((unit) => unit.id === task.unitId);
  const entriesOf = (tasks: readonly Task[]): readonly CardEntry[] =>
    tasks
      .toSorted(byDayThenCode)
      .flatMap((task) =>
        unitOfTask(task).map((unit) => ({ task, unit, rung: null, warning: null, supporting: false })),
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
      petitions: duties.petitions
        .filter(({ petition }) => waited(petition.askedAt, 1))
        .flatMap((one) => unitOfTask(one.task).map((unit) => ({ ...one, unit }))),
    },
    {
      kind: 'to-sign',
      drafts: duties.toSign
        .filter(({ notice, task }) => waited(notice.draftedAt, task.policy.signRemindWorkdays))
        .flatMap((one) => unitOfTask(one.task).map((unit) => ({ ...one, unit }))),
    },
    { kind: 'to-phone', deliveries: duties.toPhone },
    { kind: 'undecided', entries: weekly ? entriesOf(duties.undecided) : [] },
    { kind: 'year-end', entries: weekly ? entriesOf(duties.yearEnd ?? []) : [] },
  ];
  return sections.filter((section) => !isEmpty(section));
}

const tasksIn = (sections: readonly CardSection[]): ReadonlySet<string> =>
  new Set(sections.flatMap((section) => ('entries' in section ? section.entries.map(({ task }) => task.id) : [])));

/** The office's lists leave out tasks that stand on the card already; none is left of an empty list. */
function withoutTasks(section: CardSection, shown: ReadonlySet<string>): readonly CardSection[] {
  if (!('entries' in section) || section.kind === 'to-review') return [section];
  const entries = section.entries.filter(({ task }) => !shown.has(task.id));
  return entries.length > 0 ? [{ ...section, entries }] : [];
}

function isEmpty(section: CardSection): boolean {
  switch (section.kind) {
    case 'to-decide':
      return section.petitions.length === 0;
    case 'to-sign':
      return section.drafts.length === 0;
    case 'to-phone':
      return section.deliveries.length === 0;
    default:
      return section.entries.length === 0;
  }
}

function summaryOf(duties: OfficeDuties, { today, calendar }: CardInput): CardSummary {
  const open = (duties.open ?? []).filter((task) => task.state.status === 'open');
  const overdue = open.filter((task) => isOverdue(task, today, calendar));
  const soon = open.filter((task) => !isOverdue(task, today, calendar) && isSoon(task, today, calendar));
  return { open: open.length, overdue: overdue.length, soon: soon.length, waiting: duties.waitingReview.length };
}

function byDayThenCode(a: Task, b: Task): number {
  const [dayA, dayB] = [dayInForce(a) ?? '9999', dayInForce(b) ?? '9999'];
  return dayA === dayB ? compareCodes(a.code, b.code) : dayA < dayB ? -1 : 1;
}
