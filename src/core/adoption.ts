import { type Day, dayOf } from './calendar.ts';
import type { OfficeId, TaskId, UnitId } from './ids.ts';
import type { PlanItem } from './plan.ts';
import type { Policy } from './policy.ts';
import { freshAttention, type Task } from './task.ts';
import { type Directory, officeUnit } from './unit.ts';
import { matchUnitName } from './unit-name.ts';

/** Who answers for an item: a task each for the accountable, the others support. */
export interface AssignedUnits {
  readonly accountable: readonly UnitId[];
  readonly supporting: readonly UnitId[];
  /** Printed names that the directory does not know. While one of them would lead, the office stands in. */
  readonly unknown: readonly string[];
  /** No lead was printed and the first of several units was taken: one doubt a plan. */
  readonly leadAssumed: boolean;
}

/**
 * Printed units → accountable and supporting ones. Each printed lead is accountable; without one the first concrete responsible
 * unit, the others support, or every unit with `each` (各单位分别报送). A group standing alone or as lead: each member; after a lead:
 * supporting. Nobody printed: the office until it assigns.
 */
export function assignUnits(
  printed: PlanItem['printedUnits'],
  directory: Directory,
  options: { readonly each?: boolean; readonly on?: Day } = {},
): AssignedUnits {
  const named = (names: readonly string[]) =>
    names.map((name) => ({ name, units: matchUnitName(directory, name, options.on ?? null) }));
  const lead = named(printed.lead);
  const responsible = named(printed.responsible);
  const supporting = named(printed.supporting);
  const all = [...lead, ...responsible, ...supporting];

  // An unknown name may be a unit, so it keeps its place: nobody behind it is promoted in its stead.
  const concrete = responsible.filter(({ units }) => !units?.isGroup);
  const isAssumed = lead.length === 0 && options.each !== true && concrete.length > 0 && responsible.length > 1;
  const leading =
    lead.length > 0 ? lead : options.each === true || concrete.length === 0 ? responsible : concrete.slice(0, 1);

  const leads = leading.flatMap(({ units }) => units?.unitIds ?? []);
  const accountable = unique(leads.length > 0 ? leads : [officeUnit(directory).id]);
  return {
    accountable,
    supporting: unique(all.flatMap(({ units }) => units?.unitIds ?? [])).filter((id) => !accountable.includes(id)),
    unknown: unique(all.filter(({ units }) => units === null).map(({ name }) => name)),
    leadAssumed: isAssumed,
  };
}

/** The days an item is due on, as far as adoption can say. */
export interface DueDays {
  readonly days: readonly Day[];
  /** One task without a day: no limit printed, or it waits for an event. */
  readonly undecided: boolean;
  /** Days before adoption: the office is asked what became of them (已完成 / 仍需报送 / 不跟踪); nothing counts as late. */
  readonly past: readonly Day[];
}

/**
 * Due days from adoption to the end of the plan year: printed days, occurrences of a recurrence, 30 June and 31 December for what
 * goes on (长期坚持). A recurrence leaves no question about what went by, unless nothing of it is to come.
 */
export function dueDaysOf(
  item: Pick<PlanItem, 'dueDays' | 'rrule' | 'ongoing' | 'relative'>,
  adoptedOn: Day,
  planYear: number,
  expand: (rrule: string, from: Day, to: Day) => readonly Day[],
): DueDays {
  const recurring = item.rrule ? expand(item.rrule, dayOf(planYear, 1, 1), dayOf(planYear, 12, 31)) : [];
  const printed = [...item.dueDays];
  if (printed.length === 0 && recurring.length === 0 && item.ongoing) {
    printed.push(dayOf(planYear, 6, 30), dayOf(planYear, 12, 31));
  }
  const isComing = (on: Day) => on >= adoptedOn;
  const days = unique([...printed, ...recurring].filter(isComing)).toSorted();
  const gone = item.ongoing || item.rrule ? (days.length > 0 ? [] : [...recurring, ...printed].slice(-1)) : printed;
  const past = unique(gone.filter((on) => !isComing(on))).toSorted();
  return { days, undecided: days.length === 0 && past.length === 0, past };
}

/** The item's number in codes: the printed number (十二 → 12) where every printed number of the plan is its own, else the position. */
export function itemNumber(
  item: Pick<PlanItem, 'label' | 'position'>,
  siblings: readonly Pick<PlanItem, 'label'>[],
): number {
  const own = arabic(item.label);
  return own !== null && isNumbered(siblings) ? own : item.position;
}

// Asked for each item of a plan, about the same items every time.
const numbered = new WeakMap<readonly Pick<PlanItem, 'label'>[], boolean>();

function isNumbered(siblings: readonly Pick<PlanItem, 'label'>[]): boolean {
  const known = numbered.get(siblings);
  if (known !== undefined) return known;
  const numbers = siblings.map((one) => arabic(one.label));
  const isOwn = numbers.every((number) => number !== null) && new Set(numbers).size === numbers.length;
  numbered.set(siblings, isOwn);
  return isOwn;
}

/** The code printed in every message: plan year, item, sequence: 26-12-2. */
export function taskCode(planYear: number, number: number, sequence: number): string {
  return `${String(planYear % 100).padStart(2, '0')}-${number}-${sequence}`;
}

/** The last sequence given under an item's number in a year, whichever plan it is of: codes are unique in the office. 0 when none. */
export function lastSequence(codes: Iterable<string>, planYear: number, number: number): number {
  const start = taskCode(planYear, number, 0).slice(0, -1);
  let last = 0;
  for (const code of codes) if (code.startsWith(start)) last = Math.max(last, Number(code.slice(start.length)));
  return last;
}

const DIGITS = '零一二三四五六七八九';

/** 十二 → 12, 二十三 → 23, 7 → 7; null for anything else. Labels of items stay below a hundred. */
export function arabic(label: string | null): number | null {
  if (label === null) return null;
  const text = label.normalize('NFKC').trim();
  if (/^\d{1,4}$/.test(text)) return Number(text);
  const tens = /^([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)$/u.exec(text);
  if (!tens || text === '') return null;
  const [, before = '', ten = '', after = ''] = tens;
  if (ten === '') return before !== '' && after === '' ? DIGITS.indexOf(before) : null;
  return (before === '' ? 1 : DIGITS.indexOf(before)) * 10 + (after === '' ? 0 : DIGITS.indexOf(after));
}

/** What the tasks of one item are made from. */
export interface TasksOfItem {
  readonly item: PlanItem;
  /** All items of the plan: they decide whether printed numbers can stand in codes. */
  readonly siblings: readonly PlanItem[];
  /** Due days to follow; null is one undecided day. */
  readonly days: readonly (Day | null)[];
  readonly planYear: number;
  readonly startedOn: Day;
  readonly officeId: OfficeId;
  readonly policy: Policy;
  /** Sequence numbers already given to this item: later tasks (an event has come) go on from there. */
  readonly given?: number;
  readonly newId: () => TaskId;
}

/** Tasks = due days × accountable units, numbered day by day. They are not started yet: `startTask` says so. */
export function tasksOfItem(what: TasksOfItem): readonly Task[] {
  const { item, siblings, days, planYear, startedOn, officeId, policy, given = 0, newId } = what;
  const number = itemNumber(item, siblings);
  const pairs = days.flatMap((dueOn) => item.accountableUnitIds.map((unitId) => ({ dueOn, unitId })));
  return pairs.map(({ dueOn, unitId }, index) => ({
    id: newId(),
    officeId,
    planId: item.planId,
    itemId: item.id,
    code: taskCode(planYear, number, given + index + 1),
    label: item.label,
    title: item.discreet ? '' : shortTitle(item.text),
    discreet: item.discreet,
    unitId,
    supportingUnitIds: item.supportingUnitIds.filter((id) => id !== unitId),
    dueOn,
    originalDueOn: dueOn,
    extensions: 0,
    startedOn,
    state: { status: 'open' },
    petition: null,
    supervisionNoticeId: null,
    progress: null,
    judgedHard: null,
    policy,
    attention: freshAttention(1),
    version: 0,
    nextActionAt: null,
  }));
}

const TITLE_LENGTH = 24;

/** A few words of an item for lists, at most 24 characters: its first clauses that fit whole, else cut with an ellipsis. */
export function shortTitle(text: string): string {
  const clean = text
    .replace(/\s+/gu, '')
    .replace(/^(?:[（(]?[一二三四五六七八九十\d]{1,4}[）)、.．]|第[一二三四五六七八九十\d]{1,4}[条项])+/u, '');
  const sentence = clean.split(/[。；;！!]/u, 1)[0] ?? '';
  const characters = Array.from(sentence);
  if (characters.length <= TITLE_LENGTH) return sentence;
  const clauses = sentence.split(/(?=[，,：:])/u);
  let title = '';
  for (const clause of clauses) {
    if (Array.from(title + clause).length > TITLE_LENGTH) break;
    title += clause;
  }
  return title !== '' ? title : `${characters.slice(0, TITLE_LENGTH - 1).join('')}…`;
}

function unique<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)];
}
