import type { Day } from './calendar.ts';
import type { PersonId, UnitId } from './ids.ts';
import type { Profile } from './profile.ts';

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
  /** Why nothing can be written there any more, as the platform said (its code); left out while it can. */
  readonly fault?: string;
}

/** A human; possibly without any account, then the clerk phones or delivers. */
export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly accounts: readonly Account[];
  /** What they set for themselves; left out when they set nothing. */
  readonly profile?: Profile;
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

/** Days on which a person is away; the deputy stands in: the one named here, else the person's own, else the unit's B岗. */
export interface Absence {
  readonly personId: PersonId;
  readonly from: Day;
  readonly to: Day;
  readonly deputyId?: PersonId;
}

/** The whole directory (通讯录) of one office. */
export interface Directory {
  readonly units: readonly Unit[];
  readonly persons: readonly Person[];
  readonly roles: readonly Role[];
  readonly absences: readonly Absence[];
}

/**
 * Who holds a role in a unit on a day: whoever can be written to and is there before the others, A岗 (or who stands in for it) before
 * B岗, latest first. Empty when nobody does.
 */
export function holdersOf(directory: Directory, unitId: UnitId, role: RoleName, on: Day): readonly Person[] {
  const index = indexOf(directory);
  // A morning asks the same of each line of each card, all of one day.
  if (index.held.on !== on) index.held = { on, byRole: new Map() };
  const { byRole } = index.held;
  const name = `${unitId} ${role}`;
  const found = byRole.get(name) ?? holdersIn(directory, index, name, on);
  byRole.set(name, found);
  return found;
}

function holdersIn(directory: Directory, index: DirectoryIndex, name: string, on: Day): readonly Person[] {
  const away = new Set(directory.absences.filter((a) => a.from <= on && on <= a.to).map((a) => a.personId));
  const { roles, persons } = index;
  const order = (r: Role): number => {
    const person = persons.get(r.personId);
    return (away.has(r.personId) || (person && isOutOfReach(person)) ? 2 : 0) + (r.rank === 'A' ? 0 : 1);
  };
  const held = (roles.get(name) ?? [])
    .filter((r) => isOn(r, on))
    .sort((a, b) => order(a) - order(b) || (a.from < b.from ? 1 : -1))
    .flatMap((r) => persons.get(r.personId) ?? []);
  return [...new Set(held)];
}

/** The account to which a person is written: the first that the platform takes; null for who has none, or wants none. */
export function accountOf(person: Person): Account | null {
  return person.profile?.leftAlone ? null : (person.accounts.find((account) => account.fault === undefined) ?? null);
}

/** Written to until now, and no longer: every account is gone, or the person asked to be left alone. */
export function isOutOfReach(person: Person): boolean {
  return person.accounts.length > 0 && accountOf(person) === null;
}

/** Roles that a deputy takes over of itself: speaking for the unit. Signing and heading are never passed on by a setting. */
const PASSED_ON: ReadonlySet<RoleName> = new Set(['liaison', 'unit-reviewer']);

const FIRST_DAY = '0000-01-01' as Day;

/** The roles in which someone of the same unit stands in for who is away or out of reach. */
function standIns({ persons, roles, absences }: Directory): readonly Role[] {
  const deputies = [
    ...absences.map((absence) => {
      const own = persons.find((person) => person.id === absence.personId)?.profile?.deputyId;
      return { ...absence, deputyId: absence.deputyId ?? own };
    }),
    ...persons.filter(isOutOfReach).map(({ id, profile }) => ({
      personId: id,
      from: FIRST_DAY,
      to: null,
      deputyId: profile?.deputyId,
    })),
  ];
  return deputies.flatMap(({ personId, deputyId, from, to }) =>
    roles
      .filter((role) => role.personId === personId && PASSED_ON.has(role.role))
      .flatMap((role): Role[] => {
        const belongs = roles.some(
          (own) => own.personId === deputyId && own.unitId === role.unitId && (own.to === null || own.to >= from),
        );
        if (deputyId === undefined || !belongs) return [];
        const last = [role.to, to].filter((day) => day !== null).sort()[0] ?? null;
        return [{ ...role, personId: deputyId, from: role.from > from ? role.from : from, to: last }];
      }),
  );
}

const isOn = (role: Role, on: Day): boolean => role.from <= on && (role.to === null || on <= role.to);

interface DirectoryIndex {
  readonly standIns: readonly Role[];
  /** By unit and role, with those in which someone stands in. */
  readonly roles: ReadonlyMap<string, readonly Role[]>;
  readonly persons: ReadonlyMap<PersonId, Person>;
  readonly units: ReadonlyMap<UnitId, Unit>;
  /** Who holds a role of a unit on the day that was asked about last. */
  held: { readonly on: Day | null; readonly byRole: Map<string, readonly Person[]> };
}

// Asked many times of one directory, which never changes: a changed one is another.
const indexes = new WeakMap<Directory, DirectoryIndex>();

function indexOf(directory: Directory): DirectoryIndex {
  const known = indexes.get(directory);
  if (known) return known;
  const taken = standIns(directory);
  const index: DirectoryIndex = {
    standIns: taken,
    roles: Map.groupBy([...directory.roles, ...taken], (r) => `${r.unitId} ${r.role}`),
    persons: new Map(directory.persons.map((person) => [person.id, person])),
    units: new Map(directory.units.map((unit) => [unit.id, unit])),
    held: { on: null, byRole: new Map() },
  };
  indexes.set(directory, index);
  return index;
}

/** The roles a person holds on a day, with those in which they stand in for someone. */
export function rolesOf(directory: Directory, personId: PersonId, on: Day): readonly Role[] {
  const held = directory.roles.filter((role) => role.personId === personId && isOn(role, on));
  const taken = indexOf(directory).standIns.filter((role) => role.personId === personId && isOn(role, on));
  return taken.length === 0 ? held : [...held, ...taken];
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
