import type { Day } from './calendar.ts';
import type { PlanItem } from './plan.ts';
import type { ItemChange } from './plan-difference.ts';
import { eventKey, isOwnEvent } from './relative-day.ts';
import type { Unit } from './unit.ts';
import { matchUnitName } from './unit-name.ts';

/** What the office is asked about a plan before it is adopted; left alone, what is proposed stands. */
export type PlanQuestion =
  /** No lead is printed: does the first listed unit lead, or does each report for itself? One question a plan. */
  | { readonly kind: 'lead' }
  /** A printed name that the directory does not know. */
  | { readonly kind: 'name'; readonly name: string }
  /** The day of an event that limits wait for; `remembered` is what was recorded of it before. */
  | { readonly kind: 'event'; readonly event: string; readonly remembered: Day | null }
  | { readonly kind: 'discreet'; readonly item: PlanItem }
  /** Nobody is printed: are the proposed units right? */
  | { readonly kind: 'units'; readonly item: PlanItem }
  | { readonly kind: 'day'; readonly item: PlanItem }
  /** Many items without a limit: one day for all of them, or none yet. */
  | { readonly kind: 'days'; readonly items: readonly PlanItem[] };

/** More fields than this are no card any more; what is not asked can be decided on each task. */
const MOST_QUESTIONS = 36;
/** As many items without a limit are asked about one by one. */
const MOST_DAYS = 6;
/** A field's name may be no longer. */
const LONGEST_NAME = 56;

/** The questions of a plan in the order of their reach, and how many did not fit on the card. */
export function questionsOf(
  items: readonly PlanItem[],
  directory: { readonly units: readonly Unit[] },
  eventDays: Readonly<Record<string, Day>>,
): { readonly questions: readonly PlanQuestion[]; readonly more: number } {
  const undated = items.filter(isUndated);
  const all: PlanQuestion[] = [
    ...(items.some((item) => item.doubts.some((doubt) => doubt.code === 'lead-assumed'))
      ? [{ kind: 'lead' as const }]
      : []),
    ...unknownNames(items, directory).map((name) => ({ kind: 'name' as const, name })),
    ...eventsOf(items).map((event) => ({ kind: 'event' as const, event, remembered: eventDays[event] ?? null })),
    ...items.filter((item) => item.discreet).map((item) => ({ kind: 'discreet' as const, item })),
    ...items.filter((item) => item.unitsProposed).map((item) => ({ kind: 'units' as const, item })),
    ...(undated.length > MOST_DAYS
      ? [{ kind: 'days' as const, items: undated }]
      : undated.map((item) => ({ kind: 'day' as const, item }))),
  ];
  return { questions: all.slice(0, MOST_QUESTIONS), more: Math.max(0, all.length - MOST_QUESTIONS) };
}

/**
 * The questions of a revision: only about items that are new, and about units and limits that are printed anew. What was decided
 * about the rest stands.
 */
export function questionsOfRevision(
  changes: readonly ItemChange[],
  directory: { readonly units: readonly Unit[] },
  eventDays: Readonly<Record<string, Day>>,
): ReturnType<typeof questionsOf> {
  const anew = changes.flatMap((change): PlanItem[] => {
    if (change.kind === 'added') return [change.after];
    if (change.kind !== 'changed') return [];
    const { before, after } = change;
    const units = change.units && !after.unitsProposed ? after.printedUnits : NOBODY;
    const limit = change.limit ? after : before;
    const { dueDays, rrule, ongoing, relative } = limit;
    const isAsked = change.limit && isUndated(after);
    // A limit that stands is not asked about again.
    const settled = isAsked ? {} : { ongoing: ongoing || isUndated(limit) };
    return [
      {
        ...after,
        printedUnits: units,
        dueDays,
        rrule,
        ongoing,
        relative,
        ...settled,
        discreet: false,
        unitsProposed: false,
      },
    ].map((item) =>
      change.units ? item : { ...item, doubts: item.doubts.filter(({ code }) => code !== 'lead-assumed') },
    );
  });
  return questionsOf(anew, directory, eventDays);
}

const NOBODY: PlanItem['printedUnits'] = { lead: [], supporting: [], responsible: [] };

/** The name of a question's field on a form; the answer comes back under it. */
export function fieldOf(question: PlanQuestion): string {
  switch (question.kind) {
    case 'lead':
      return 'each';
    case 'name':
      return `name:${question.name}`;
    case 'event':
      return `event:${question.event}`;
    case 'days':
      return 'days';
    default:
      return `${question.kind}:${question.item.position}`;
  }
}

/** True for an item that prints no limit of any kind. */
export function isUndated(item: PlanItem): boolean {
  return item.dueDays.length === 0 && item.rrule === null && !item.ongoing && item.relative === null;
}

/** The day that is known for an item's event: told now, or recorded before unless each document has that event anew. */
export function eventDayOf(
  item: PlanItem,
  told: ReadonlyMap<string, Day>,
  recorded: Readonly<Record<string, Day>>,
): Day | null {
  if (item.relative === null) return null;
  const event = eventKey(item.relative.event);
  return told.get(event) ?? (isOwnEvent(event) ? null : (recorded[event] ?? null));
}

/** Groups (各牵头单位) and what every document says (有关部门) are no unit's name. */
function unknownNames(items: readonly PlanItem[], directory: { readonly units: readonly Unit[] }): readonly string[] {
  const names = items.flatMap(({ printedUnits: { lead, responsible, supporting } }) => [
    ...lead,
    ...responsible,
    ...supporting,
  ]);
  return [...new Set(names)].filter(
    (name) =>
      !/^各|成员单位|有关|相关/u.test(name) && name.length <= LONGEST_NAME && matchUnitName(directory, name) === null,
  );
}

function eventsOf(items: readonly PlanItem[]): readonly string[] {
  const waiting = items.filter(
    (item) => item.dueDays.length === 0 && item.relative !== null && item.relative.amount > 0,
  );
  return [...new Set(waiting.map((item) => eventKey(item.relative?.event ?? '')))].filter(
    (event) => event !== '' && event.length <= LONGEST_NAME,
  );
}
