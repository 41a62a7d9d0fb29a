import { assignUnits } from './adoption.ts';
import type { Day } from './calendar.ts';
import type { UnitId } from './ids.ts';
import type { PlanItem } from './plan.ts';
import { type Directory, officeUnit } from './unit.ts';
import { matchUnitName } from './unit-name.ts';

type Printed = Pick<PlanItem, 'printedUnits'>;

/** 各牵头单位, 各有关责任单位, 各主办（牵头）单位: who has that role in this plan. */
const BY_ROLE =
  /^各?(?:有关|相关)?(?:(牵头|主办)|(责任|承办)|(配合|协办))(?:[（(、/]?(?:牵头|主办|责任|承办|配合|协办)[）)]?)?(?:单位|部门)$/u;

/**
 * The directory as one plan speaks of it: what stands for the units of that role (各牵头单位每月报送进展) is the group of those that the
 * plan's items print. A group of that name in the directory stands; what names no role (有关部门) stays nobody's.
 */
export function withPlanGroups(directory: Directory, items: readonly Printed[], on: Day): Directory {
  const names = items.flatMap(({ printedUnits: { lead, responsible, supporting } }) => [
    ...lead,
    ...responsible,
    ...supporting,
  ]);
  const asked = [...new Set(names)].filter((name) => BY_ROLE.test(name) && matchUnitName(directory, name, on) === null);
  if (asked.length === 0) return directory;

  const office = officeUnit(directory).id;
  const assigned = items.map(({ printedUnits }) => assignUnits(printedUnits, directory, { on }));
  const leading = new Set(assigned.flatMap(({ accountable }) => accountable));
  const helping = new Set(assigned.flatMap(({ supporting }) => supporting));
  const groupsOf = (id: UnitId): readonly string[] =>
    id === office ? [] : asked.filter((name) => hasRole(BY_ROLE.exec(name), leading.has(id), helping.has(id)));
  return {
    ...directory,
    units: directory.units.map((unit) => ({ ...unit, groups: [...unit.groups, ...groupsOf(unit.id)] })),
  };
}

/** Who is responsible has anything to do at all, as lead or beside one. */
function hasRole(found: RegExpExecArray | null, leads: boolean, helps: boolean): boolean {
  const [, lead, responsible] = found ?? [];
  if (lead !== undefined) return leads;
  return responsible === undefined ? helps : leads || helps;
}
