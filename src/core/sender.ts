import type { Day } from './calendar.ts';
import { type Directory, type Person, rolesOf, type Unit, unitOf } from './unit.ts';
import { matchUnitName } from './unit-name.ts';

/** Who a name in a group stands for: a unit, and the person if the directory knows one of that name in it. */
export interface Sender {
  readonly unit: Unit;
  readonly person: Person | null;
}

/**
 * Who speaks under a group name (群昵称) like 市公安局-李明, 李明（市公安局）, 李明. A person's name that two units have says nothing
 * without the unit; a name that fits nobody is null, and asked about by nobody: it is listed.
 */
export function senderOf(directory: Directory, name: string, on: Day): Sender | null {
  const printed = name.normalize('NFKC').replace(/[@\s]/gu, '');
  const persons = directory.persons.filter((person) => person.name.length >= 2 && printed.includes(person.name));
  const unit = unitIn(directory, printed, persons);
  const unitsOf = (person: Person) => rolesOf(directory, person.id, on).map((role) => role.unitId);
  if (unit) return { unit, person: only(persons.filter((person) => unitsOf(person).includes(unit.id))) };
  const person = only(persons);
  const [first] = person ? unitsOf(person) : [];
  return person && first ? { unit: unitOf(directory, first), person } : null;
}

/** The unit that a part of the name means, or that stands in it by its longest name. */
function unitIn(directory: Directory, printed: string, persons: readonly Person[]): Unit | null {
  const withoutPersons = persons.reduce((text, person) => text.replace(person.name, '|'), printed);
  for (const part of withoutPersons.split(/[-—_·|/\\()[\]【】:.]+/u).filter((one) => one.length >= 2)) {
    const named = matchUnitName(directory, part.replace(/(?:联络员|办公室|主任|科长|局长|同志)$/u, ''));
    const [id] = named?.unitIds ?? [];
    if (id && !named?.isGroup) return unitOf(directory, id);
  }
  const contained = directory.units.flatMap((unit) =>
    [unit.name, unit.shortName, ...unit.aliases]
      .filter((own) => own.length >= 3 && printed.includes(own))
      .map((own) => ({ unit, length: own.length })),
  );
  return contained.toSorted((a, b) => b.length - a.length)[0]?.unit ?? null;
}

function only(persons: readonly Person[]): Person | null {
  return persons.length === 1 ? (persons[0] ?? null) : null;
}
