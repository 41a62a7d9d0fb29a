import type { Day } from '../../core/calendar.ts';
import type { PersonId, UnitId } from '../../core/ids.ts';
import type { Directory, Person, Relation, Role, RoleName, Unit } from '../../core/unit.ts';
import { matchUnitName } from '../../core/unit-name.ts';
import type { Ids } from '../../ports.ts';
import type { PlanReading } from '../../reading/reading.ts';
import { isGroupName } from '../../reading/units.ts';
import type { Chance } from './chance.ts';

/** How a unit behaves all year, drawn once from the seed. */
export type Habit = 'punctual' | 'late' | 'silent' | 'asks-extensions' | 'claims-early' | 'phone-only';

/** Everybody who plays: the directory, how each unit behaves, and who acts for the office. */
export interface Cast {
  readonly directory: Directory;
  readonly habits: ReadonlyMap<UnitId, Habit>;
  readonly clerk: PersonId;
  readonly signer: PersonId;
}

/** Units that plans of this genre speak of without printing them as responsible: known, so that they can be proposed. */
const usual: readonly { name: string; aliases: readonly string[]; relation?: Relation; groups?: readonly string[] }[] =
  [
    { name: '市法院', aliases: ['法院', '市中级人民法院', '市中院'], relation: 'judicial' },
    { name: '市检察院', aliases: ['检察院', '市人民检察院'], relation: 'judicial' },
    { name: '市公安局', aliases: ['公安局', '公安'] },
    { name: '人行', aliases: ['人民银行', '市人行'], relation: 'vertical' },
    { name: '银保监分局', aliases: ['银保监', '银保监局', '市银保监分局', '金融监管分局'], relation: 'vertical' },
    { name: '市经信局', aliases: ['经信', '经信局', '工信', '市工信局'] },
    { name: '市教育局', aliases: ['教育', '教育局'] },
    { name: '市民政局', aliases: ['民政', '民政局'] },
    { name: '市住建局', aliases: ['住建', '住建局', '市住房城乡建设局'] },
    { name: '市农业农村局', aliases: ['农业农村', '农业农村局'] },
    { name: '市商务局', aliases: ['商务', '商务局'] },
    { name: '市卫生健康委', aliases: ['卫生健康', '卫健', '市卫健委'] },
    { name: '市市场监管局', aliases: ['市场监管', '市场监管局'] },
    { name: '东区', aliases: [], groups: ['各区', '各县', '各县区', '各地', '各区县'] },
    { name: '西区', aliases: [], groups: ['各区', '各县', '各县区', '各地', '各区县'] },
    { name: '开发区', aliases: [], groups: ['各区', '各县', '各县区', '各地', '各区县'] },
  ];

const habits: readonly Habit[] = [
  'punctual',
  'punctual',
  'punctual',
  'late',
  'silent',
  'asks-extensions',
  'claims-early',
  'phone-only',
];

/** The people of a simulated office: its own staff, and for each unit that the plan names a liaison, a deputy head and a head. */
export function castOf(plan: PlanReading, from: Day, ids: Ids, chance: Chance): Cast {
  const units: Unit[] = [unitNamed(ids, '领导小组办公室', { aliases: ['办公室', '本办'], relation: 'office' })];
  for (const one of usual) units.push(unitNamed(ids, one.name, one));
  const scratch: Directory = { units, persons: [], roles: [], absences: [] };
  for (const name of printedNames(plan)) {
    if (matchUnitName(scratch, name, null)) continue;
    if (isGroupName(name)) {
      // 各牵头单位 and 有关部门 are no places: whom the first means, the plan says; whom the second means, the office.
      if (!PLACES.test(name)) continue;
      for (const unit of units.filter((one) => one.groups.includes('各区')))
        replace(units, { ...unit, groups: [...unit.groups, name] });
    } else {
      units.push(unitNamed(ids, name, { aliases: [], relation: relationOf(name) }));
    }
  }

  const persons: Person[] = [];
  const roles: Role[] = [];
  const behaviour = new Map<UnitId, Habit>();
  const hire = (unit: Unit, role: RoleName, reachable: boolean): PersonId => {
    const id = ids.next<PersonId>();
    persons.push({
      id,
      name: nameFrom(chance),
      phone: '0000-0000000',
      email: null,
      accounts: reachable ? [{ platform: 'local', address: id }] : [],
    });
    roles.push({ personId: id, unitId: unit.id, role, rank: 'A', from, to: null });
    return id;
  };
  const office = units[0] as Unit;
  const clerk = hire(office, 'office-staff', true);
  const signer = hire(office, 'signer', true);
  roles.push({ personId: signer, unitId: office.id, role: 'office-director', rank: 'A', from, to: null });
  for (const unit of units) {
    const habit = unit === office ? 'punctual' : chance.pick(habits);
    behaviour.set(unit.id, habit);
    const reachable = habit !== 'phone-only';
    hire(unit, 'liaison', reachable);
    if (unit === office) continue;
    hire(unit, 'unit-deputy-head', reachable);
    hire(unit, 'unit-head', reachable);
  }
  return { directory: { units, persons, roles, absences: [] }, habits: behaviour, clerk, signer };
}

const PLACES = /[县市区旗州乡镇街地]/u;

const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧'];
const givenNames = [...'敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英伟芳娜洁'];

const nameFrom = (chance: Chance): string => chance.pick(surnames) + chance.pick(givenNames);

function printedNames(plan: PlanReading): readonly string[] {
  return [
    ...new Set(plan.items.flatMap((item) => [...item.units.lead, ...item.units.responsible, ...item.units.supporting])),
  ];
}

function relationOf(name: string): Relation {
  if (/法院|检察院/.test(name)) return 'judicial';
  if (/人行|人民银行|银保监|监管分局|税务局|海关|气象局|证监/.test(name)) return 'vertical';
  return 'subordinate';
}

function unitNamed(
  ids: Ids,
  name: string,
  more: { aliases: readonly string[]; relation?: Relation; groups?: readonly string[] },
): Unit {
  return {
    id: ids.next<UnitId>(),
    name,
    shortName: name,
    aliases: more.aliases,
    relation: more.relation ?? 'subordinate',
    groups: more.groups ?? [],
    ownReview: false,
    formerNames: [],
  };
}

function replace(units: Unit[], unit: Unit): void {
  const at = units.findIndex((one) => one.id === unit.id);
  if (at >= 0) units[at] = unit;
}
