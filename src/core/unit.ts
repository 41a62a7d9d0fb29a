import type { Day } from './calendar.ts';
import type { PersonId, UnitId } from './ids.ts';

/** How a unit stands to the office: it decides the ladder. Courts, procurators and vertically managed bodies are never 督办. */
export type Relation = 'office' | 'subordinate' | 'peer' | 'judicial' | 'vertical';

/** A responsible unit (责任单位): a bureau, a district, a company, or the office itself (relation `office`). */
export interface Unit {
  readonly id: UnitId;
  /** Full name, for documents. */
  readonly name: string;
  /** Short name, for chat. */
  readonly shortName: string;
  readonly aliases: readonly string[];
  readonly relation: Relation;
  /** Groups that expand to their members, as printed in plans: 各区. */
  readonly groups: readonly string[];
  /** The unit wants its own reviewer (本单位审核人) to confirm a report of completion first. */
  readonly ownReview: boolean;
  /** Former names with the last day they held (机构改革). */
  readonly formerNames: readonly { readonly name: string; readonly until: Day }[];
}

export type Platform = 'local' | 'slack' | 'wecom';

/** Where a person can be written to on one platform. */
export interface Account {
  readonly platform: Platform;
  readonly address: string;
}

/** A human; possibly without any account, then the clerk phones or delivers. */
export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly accounts: readonly Account[];
}

export type RoleName =
  | 'office-staff'
  | 'office-director'
  | 'signer'
  | 'liaison'
  | 'unit-reviewer'
  | 'unit-deputy-head'
  | 'unit-head'
  | 'leader-in-charge';

/** A role of a person in a unit, from day to day. `rank` tells the primary liaison (A岗) from the deputy (B岗). */
export interface Role {
  readonly personId: PersonId;
  readonly unitId: UnitId;
  readonly role: RoleName;
  readonly rank: 'A' | 'B';
  readonly from: Day;
  /** Last day, or null while it lasts. */
  readonly to: Day | null;
}

/** Days on which a person is away; the deputy stands in. */
export interface Absence {
  readonly personId: PersonId;
  readonly from: Day;
  readonly to: Day;
}

/** The whole directory (通讯录) of one office. */
export interface Directory {
  readonly units: readonly Unit[];
  readonly persons: readonly Person[];
  readonly roles: readonly Role[];
  readonly absences: readonly Absence[];
}

/** Who holds a role in a unit on a day: present before absent, A岗 before B岗, latest first. Empty when nobody does. */
export function holdersOf(directory: Directory, unitId: UnitId, role: RoleName, on: Day): readonly Person[] {
  const away = new Set(directory.absences.filter((a) => a.from <= on && on <= a.to).map((a) => a.personId));
  const order = (r: Role) => (away.has(r.personId) ? 2 : 0) + (r.rank === 'A' ? 0 : 1);
  const { roles, persons } = indexOf(directory);
  return (roles.get(`${unitId} ${role}`) ?? [])
    .filter((r) => r.from <= on && (r.to === null || on <= r.to))
    .sort((a, b) => order(a) - order(b) || (a.from < b.from ? 1 : -1))
    .flatMap((r) => persons.get(r.personId) ?? []);
}

interface DirectoryIndex {
  /** By unit and role. */
  readonly roles: ReadonlyMap<string, readonly Role[]>;
  readonly persons: ReadonlyMap<PersonId, Person>;
  readonly units: ReadonlyMap<UnitId, Unit>;
}

// Asked many times of one directory, which never changes: a changed one is another.
const indexes = new WeakMap<Directory, DirectoryIndex>();

function indexOf(directory: Directory): DirectoryIndex {
  const known = indexes.get(directory);
  if (known) return known;
  const index = {
    roles: Map.groupBy(directory.roles, (r) => `${r.unitId} ${r.role}`),
    persons: new Map(directory.persons.map((person) => [person.id, person])),
    units: new Map(directory.units.map((unit) => [unit.id, unit])),
  };
  indexes.set(directory, index);
  return index;
}

/** The roles a person holds on a day. */
export function rolesOf(directory: Directory, personId: PersonId, on: Day): readonly Role[] {
  return directory.roles.filter((r) => r.personId === personId && r.from <= on && (r.to === null || on <= r.to));
}

/** The office's own unit. Throws when the directory has none, which no import allows. */
export function officeUnit(directory: Directory): Unit {
  const unit = directory.units.find((u) => u.relation === 'office');
  if (!unit) throw new Error('The directory has no office unit');
  return unit;
}

/** The unit with this id. Throws when there is none: ids come from our own rows. */
export function unitOf(directory: Directory, id: UnitId): Unit {
  const unit = indexOf(directory).units.get(id);
  if (!unit) throw new Error(`No unit ${id}`);
  return unit;
}
