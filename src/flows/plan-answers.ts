import { assignUnits } from '../core/adoption.ts';
import type { Day } from '../core/calendar.ts';
import type { ItemId, UnitId } from '../core/ids.ts';
import type { PlanItem } from '../core/plan.ts';
import { eventDayOf, isUndated } from '../core/plan-questions.ts';
import { dayAfterEvent } from '../core/relative-day.ts';
import type { Actor } from '../core/report.ts';
import type { Directory } from '../core/unit.ts';
import type { Change } from '../ports.ts';
import type { Scene } from './scene.ts';

/** What the office decided about one item before adoption; what is left out stays as proposed. */
export interface ItemDecision {
  readonly itemId: ItemId;
  readonly accountableUnitIds?: readonly UnitId[];
  readonly supportingUnitIds?: readonly UnitId[];
  readonly discreet?: boolean;
  readonly dueDays?: readonly Day[];
}

/** What the office answered to the questions of an import card; what is left out stays as proposed. */
export interface PlanAnswers {
  /** 各单位分别报送: where no lead is printed, each responsible unit answers for itself. */
  readonly each?: boolean;
  readonly decisions?: readonly ItemDecision[];
  /** Printed names that the directory does not know, with the unit each means: from now on they are aliases. */
  readonly names?: ReadonlyMap<string, UnitId>;
  /** Days of events that limits wait for, by their key. */
  readonly events?: ReadonlyMap<string, Day>;
  /** One day for every item that prints no limit. */
  readonly dayForUndated?: Day | null;
}

/** The item as the office decided it: by itself, by the name of a unit, by the day of an event, or as it was proposed. */
export function decidedItem(scene: Scene, item: PlanItem, input: PlanAnswers): PlanItem {
  const own = input.decisions?.find((decision) => decision.itemId === item.id);
  const { lead, responsible, supporting } = item.printedUnits;
  const isNamed = [...lead, ...responsible, ...supporting].some((name) => input.names?.has(name));
  const assigned =
    (input.each || isNamed) && !item.unitsProposed
      ? assignUnits(item.printedUnits, scene.directory, { each: input.each === true, on: scene.today })
      : null;
  return {
    ...item,
    accountableUnitIds: own?.accountableUnitIds ?? assigned?.accountable ?? item.accountableUnitIds,
    supportingUnitIds: own?.supportingUnitIds ?? assigned?.supporting ?? item.supportingUnitIds,
    discreet: own?.discreet ?? item.discreet,
    dueDays: own?.dueDays ?? daysKnown(scene, item, input),
    unitsProposed: false,
  };
}

/** The printed days; without any, what follows from an event that has come, or the one day for all that print none. */
function daysKnown(scene: Scene, item: PlanItem, input: PlanAnswers): readonly Day[] {
  if (item.dueDays.length > 0) return item.dueDays;
  const eventDay = eventDayOf(item, input.events ?? new Map(), scene.office.eventDays);
  if (item.relative && eventDay) return [dayAfterEvent(item.relative, eventDay, scene.calendar)];
  return input.dayForUndated && isUndated(item) ? [input.dayForUndated] : [];
}

/** The directory in which the names told now are aliases. */
export function withNames(directory: Directory, names: ReadonlyMap<string, UnitId>): Directory {
  if (names.size === 0) return directory;
  const namesOf = (id: UnitId) => [...names].filter(([, unitId]) => unitId === id).map(([name]) => name);
  return {
    ...directory,
    units: directory.units.map((unit) => ({ ...unit, aliases: [...new Set([...unit.aliases, ...namesOf(unit.id)])] })),
  };
}

/** What the office decided is remembered for its next plan: names of units, days of events. */
export function learnedBy(
  scene: Scene,
  actor: Actor,
  input: PlanAnswers,
): Pick<Change, 'office' | 'directory' | 'events'> {
  const [names, days] = [input.names ?? new Map<string, UnitId>(), input.events ?? new Map<string, Day>()];
  const of = { taskId: null, at: scene.now, actor } as const;
  return {
    ...(names.size > 0 ? { directory: scene.directory } : {}),
    ...(days.size > 0
      ? { office: { ...scene.office, eventDays: { ...scene.office.eventDays, ...Object.fromEntries(days) } } }
      : {}),
    events: [
      ...[...names].map(([name, unitId]) => ({ ...of, type: 'unit-name-learned' as const, unitId, name })),
      ...[...days].map(([event, day]) => ({ ...of, type: 'event-day-recorded' as const, event, day })),
      ...(input.decisions ?? []).flatMap(({ itemId, accountableUnitIds: unitIds }) =>
        unitIds ? [{ ...of, type: 'item-units-decided' as const, itemId, unitIds }] : [],
      ),
    ],
  };
}
