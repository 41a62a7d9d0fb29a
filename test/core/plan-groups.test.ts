import { describe, expect, it } from 'vitest';
import type { UnitId } from '../../src/core/ids.ts';
import { withPlanGroups } from '../../src/core/plan-groups.ts';
import { matchUnitName } from '../../src/core/unit-name.ts';
import { aDirectory, anOfficeUnit, aUnit, day } from '../support/builders.ts';

const today = day('2026-03-02');
const unit = (id: string, shortName: string, groups: string[] = []) =>
  aUnit({ id: id as UnitId, name: `江州${shortName}`, shortName, groups });
const directory = aDirectory({
  units: [
    anOfficeUnit(),
    unit('education', '市教育局'),
    unit('police', '市公安局'),
    unit('court', '市法院'),
    unit('east', '东区', ['各区']),
    unit('west', '西区', ['各区']),
    unit('idle', '市档案馆'),
  ],
});
const item = (lead: string[], responsible: string[] = [], supporting: string[] = []) => ({
  printedUnits: { lead, responsible, supporting },
});
const plan = [item(['市教育局'], [], ['市法院']), item([], ['各区']), item(['市公安局'])];
const meant = (name: string, items = plan, known = directory) =>
  matchUnitName(withPlanGroups(known, [...items, item([], [name])], today), name, today)?.unitIds ?? null;

describe('words for the units of a plan by their role', () => {
  it.each([
    ['各牵头单位', ['education', 'police', 'east', 'west']],
    ['各主办（牵头）单位', ['education', 'police', 'east', 'west']],
    ['各责任单位', ['education', 'police', 'court', 'east', 'west']],
    ['各有关责任单位', ['education', 'police', 'court', 'east', 'west']],
    ['各配合单位', ['court']],
  ])('%s are those that the plan’s items print in it', (name, units) => {
    expect(meant(name)).toEqual(units);
  });

  it.each(['有关部门', '各相关单位', '各部门', '各成员单位', '市牵头单位'])(
    '%s names no role: nobody is guessed',
    (name) => {
      expect(meant(name)).toBeNull();
    },
  );

  it('are the directory’s own group where it has one', () => {
    const units = directory.units.map((one) => (one.id === 'idle' ? { ...one, groups: ['各牵头单位'] } : one));

    expect(meant('各牵头单位', plan, { ...directory, units })).toEqual(['idle']);
  });

  it('are nobody where the plan prints nobody, and never the office', () => {
    expect(meant('各牵头单位', [])).toBeNull();
    expect(withPlanGroups(directory, plan, today)).toBe(directory);
  });
});
