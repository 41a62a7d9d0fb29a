import type { Day } from './calendar.ts';
import type { UnitId } from './ids.ts';
import type { Directory, Unit } from './unit.ts';

/** What a printed name stands for: one unit, or the members of a group. */
export interface NamedUnits {
  readonly unitIds: readonly UnitId[];
  readonly isGroup: boolean;
}

/**
 * The unit or group that a printed name means: full name, short name, alias or a name it held on that day first, then the same
 * name without its place (市教育局, 教育局, 江州市教育局). Null when nothing or more than one unit fits: that is asked, never guessed.
 */
export function matchUnitName(
  directory: Pick<Directory, 'units'>,
  printed: string,
  on: Day | null = null,
): NamedUnits | null {
  const known = answersOf(directory.units);
  const asked = `${on ?? ''} ${printed}`;
  const answer = known.get(asked);
  if (answer !== undefined) return answer;
  const found = matched(directory, printed, on);
  known.set(asked, found);
  return found;
}

/** A plan prints the same names in hundreds of items: each is looked for once in a directory. */
const answers = new WeakMap<readonly Unit[], Map<string, NamedUnits | null>>();

function answersOf(units: readonly Unit[]): Map<string, NamedUnits | null> {
  const known = answers.get(units) ?? new Map<string, NamedUnits | null>();
  answers.set(units, known);
  return known;
}

function matched(directory: Pick<Directory, 'units'>, printed: string, on: Day | null): NamedUnits | null {
  const members = groupMembers(directory, printed);
  if (members.length > 0) return { unitIds: members, isGroup: true };
  const name = nameKey(printed);
  if (name === '') return null;
  const unit =
    only(directory.units.filter((one) => namesOf(one, on).some((known) => nameKey(known) === name))) ??
    // A name that was given up still means the unit when nobody bears it now: old plans are read too.
    only(directory.units.filter((one) => namesOf(one, null).some((known) => nameKey(known) === name))) ??
    only(directory.units.filter((one) => namesOf(one, null).some((known) => isSameButPlace(known, printed))));
  return unit ? { unitIds: [unit.id], isGroup: false } : null;
}

/** The names a unit goes by; former ones that held on the day, all of them without a day. */
function namesOf(unit: Unit, on: Day | null): readonly string[] {
  const former = unit.formerNames.filter(({ until }) => on === null || on <= until).map(({ name }) => name);
  return [unit.name, unit.shortName, ...unit.aliases, ...former];
}

/** Members of a group as printed. 各县（市、区）政府 covers the groups of each kind of place that it names. */
function groupMembers(directory: Pick<Directory, 'units'>, printed: string): readonly UnitId[] {
  const key = groupKey(printed);
  const exact = membersOf(directory, (group) => groupKey(group) === key);
  if (exact.length > 0) return exact;
  const withoutAside = groupKey(printed.replace(/[（(][^（）()]*[）)]/gu, ''));
  const kinds = PLACES.exec(key)?.[1];
  return membersOf(directory, (group) => {
    const own = PLACES.exec(groupKey(group))?.[1];
    if (kinds && own) return [...own].every((kind) => kinds.includes(kind));
    // 各区（开发区、临空经济区）: the brackets say who is meant as well.
    return withoutAside.startsWith('各') && groupKey(group) === withoutAside;
  });
}

function membersOf(directory: Pick<Directory, 'units'>, isMeant: (group: string) => boolean): readonly UnitId[] {
  return directory.units.filter((unit) => unit.groups.some(isMeant)).map((unit) => unit.id);
}

/** 各县, 各县市区 … : every place of the kinds named. */
const PLACES = /^各([县市区旗州]+)$/u;

function groupKey(name: string): string {
  return nameKey(name)
    .replace(/[（）、，,]/gu, '')
    .replace(/(?:人民政府|政府|管委会|管理委员会)+$/u, '')
    .replace(/^(各[县市区旗州]+)(?:人民政府|政府|管委会|管理委员会)+$/u, '$1');
}

/** Texts whose keys are remembered; a directory has some thousands of names. */
const REMEMBERED = 10_000;

/** The same answer for the same text, worked out once. */
function remembering<Value>(work: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const answer = known.get(text);
    if (answer !== undefined) return answer;
    if (known.size >= REMEMBERED) known.clear();
    const found = work(text);
    known.set(text, found);
    return found;
  };
}

const nameKey = remembering((name: string): string =>
  name
    .normalize('NFKC')
    .replace(/\s/gu, '')
    .replace(/[([〔［【]/gu, '（')
    .replace(/[)\]〕］】]/gu, '）')
    .replace(/等$/u, ''),
);

/** True when two names differ at most by the place in front: 市教育局, 江州市教育局, 教育局. */
function isSameButPlace(one: string, other: string): boolean {
  const forms = withoutPlace(other);
  return withoutPlace(one).some((form) => forms.includes(form));
}

/** The name, and what is left of it without 市 or without 江州市. Both are tried: 市场监管局 and 城市管理局 only look like places. */
const withoutPlace = remembering((name: string): readonly string[] => {
  const key = nameKey(name);
  return [key, key.replace(/^[省市县区州旗]/u, ''), key.replace(/^\p{Script=Han}{1,6}?[省市县区州旗]/u, '')].filter(
    (form) => Array.from(form).length >= 2,
  );
});

function only(units: readonly Unit[]): Unit | null {
  return units.length === 1 ? (units[0] ?? null) : null;
}
