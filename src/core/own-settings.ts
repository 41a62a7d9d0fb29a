import { addDays, type Day, daysBetween } from './calendar.ts';
import type { Refusal } from './event.ts';
import type { PersonId, UnitId } from './ids.ts';
import type { Profile, QuietHours } from './profile.ts';
import { quietRefusal } from './quiet-hours.ts';
import { type Absence, type Directory, holdersOf, isOutOfReach, type Person, rolesOf, type Unit } from './unit.ts';

type Decided<Value> = ({ readonly ok: true } & Value) | { readonly ok: false; readonly refusal: Refusal };

/** Colleagues who could stand in (代办人): whoever holds a role today in a unit that the person speaks for. */
export function colleaguesOf(directory: Directory, personId: PersonId, on: Day): readonly Person[] {
  const units = new Set(spokenFor(directory, personId, on));
  const held = directory.roles.filter(
    (role) => units.has(role.unitId) && role.from <= on && (role.to === null || on <= role.to),
  );
  const ids = new Set(held.map((role) => role.personId));
  return directory.persons.filter((person) => person.id !== personId && ids.has(person.id));
}

/** Units in which the person is a liaison or reviews: what a deputy takes over. */
const spokenFor = (directory: Directory, personId: PersonId, on: Day): readonly UnitId[] =>
  rolesOf(directory, personId, on)
    .filter((role) => role.role === 'liaison' || role.role === 'unit-reviewer')
    .map((role) => role.unitId);

/** The person with these quiet hours, or none (免打扰). Refused when they leave no working hour. */
export function withQuietHours(person: Person, quiet: QuietHours | null): Decided<{ person: Person }> {
  const refusal = quiet && quietRefusal(quiet);
  return refusal ? { ok: false, refusal } : { ok: true, person: withProfile(person, { quiet: quiet ?? undefined }) };
}

/** The person with this deputy, or none. Refused for anybody who is not a colleague of the unit. */
export function withDeputy(
  directory: Directory,
  person: Person,
  deputyId: PersonId | null,
  on: Day,
): Decided<{ person: Person }> {
  if (deputyId !== null && !isColleague(directory, person.id, deputyId, on))
    return { ok: false, refusal: 'deputy-not-of-unit' };
  return { ok: true, person: withProfile(person, { deputyId: deputyId ?? undefined }) };
}

const isColleague = (directory: Directory, personId: PersonId, deputyId: PersonId, on: Day): boolean =>
  colleaguesOf(directory, personId, on).some((one) => one.id === deputyId);

/**
 * The person's absences with these days (请假、出差), and the units for which nobody stands in on some of them. Refused for days that
 * have passed, end before they begin, or last longer than a year, and for a deputy of another unit.
 */
export function withAbsence(
  directory: Directory,
  absence: Absence,
  today: Day,
): Decided<{ days: readonly Absence[]; alone: readonly Unit[] }> {
  const { personId, from, to, deputyId } = absence;
  if (to < from) return { ok: false, refusal: 'ends-before-it-begins' };
  if (to < today) return { ok: false, refusal: 'day-in-the-past' };
  if (daysBetween(from, to) > 366) return { ok: false, refusal: 'absence-too-long' };
  if (deputyId !== undefined && !isColleague(directory, personId, deputyId, today))
    return { ok: false, refusal: 'deputy-not-of-unit' };
  // The newer word about a day counts.
  const others = directory.absences.filter((one) => one.personId === personId).flatMap((one) => outside(one, absence));
  const days = [...others, absence];
  const then = {
    ...directory,
    absences: [...directory.absences.filter((one) => one.personId !== personId), ...days],
  };
  return { ok: true, days, alone: unitsAlone(then, absence, today) };
}

/** What is left of an absence outside the days of a newer one. */
function outside(old: Absence, { from, to }: Absence): readonly Absence[] {
  const before = old.from < from ? [{ ...old, to: old.to < from ? old.to : addDays(from, -1) }] : [];
  const after = old.to > to ? [{ ...old, from: old.from > to ? old.from : addDays(to, 1) }] : [];
  return [...before, ...after];
}

/** The units for which the person is still the one to be written to while away. */
function unitsAlone(directory: Directory, { personId, from, to }: Absence, today: Day): readonly Unit[] {
  const first = from > today ? from : today;
  return directory.units.filter((unit) => {
    for (let on = first; on <= to; on = addDays(on, 1)) {
      const [holder] = holdersOf(directory, unit.id, 'liaison', on);
      if (holder?.id === personId) return true;
    }
    return false;
  });
}

/** The person's absences once they are back: days that have passed stay on record. Null when they are not away and will not be. */
export function withoutAbsence(directory: Directory, personId: PersonId, today: Day): readonly Absence[] | null {
  const own = directory.absences.filter((one) => one.personId === personId);
  if (own.every((one) => one.to < today)) return null;
  return own.flatMap((one) => (one.to < today ? [one] : one.from < today ? [{ ...one, to: addDays(today, -1) }] : []));
}

/** The person left alone, or written to again. Null when that is so already. */
export function withLeftAlone(person: Person, leftAlone: boolean): Person | null {
  if ((person.profile?.leftAlone ?? false) === leftAlone) return null;
  return withProfile(person, { leftAlone: leftAlone ? true : undefined });
}

/** The person with changed settings; what is undefined is as for everybody. */
export function withProfile(
  person: Person,
  change: { readonly [Name in keyof Profile]?: Profile[Name] | undefined },
): Person {
  const { profile: before, ...rest } = person;
  const kept = Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined);
  return kept.length === 0 ? rest : { ...rest, profile: Object.fromEntries(kept) };
}

/** What a person has set, as it is shown to them. */
export interface OwnSettings {
  readonly quiet: QuietHours | null;
  readonly deputy: Person | null;
  /** Absences that last or lie ahead, with who stands in. */
  readonly absences: readonly { readonly from: Day; readonly to: Day; readonly deputy: Person | null }[];
  readonly leftAlone: boolean;
  readonly colleagues: readonly Person[];
}

/** Reads what a person has set. */
export function settingsOf(directory: Directory, person: Person, today: Day): OwnSettings {
  const named = (id: PersonId | undefined): Person | null => directory.persons.find((one) => one.id === id) ?? null;
  const deputy = named(person.profile?.deputyId);
  return {
    quiet: person.profile?.quiet ?? null,
    deputy,
    absences: directory.absences
      .filter((one) => one.personId === person.id && one.to >= today)
      .map(({ from, to, deputyId }) => ({ from, to, deputy: named(deputyId) ?? deputy })),
    leftAlone: person.profile?.leftAlone === true || isOutOfReach(person),
    colleagues: colleaguesOf(directory, person.id, today),
  };
}
