import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../src/core/ids.ts';
import { colleaguesOf, withAbsence, withDeputy, withoutAbsence, withQuietHours } from '../../src/core/own-settings.ts';
import { type Absence, type Directory, holdersOf, type Person, rolesOf } from '../../src/core/unit.ts';
import { aPerson, day } from '../support/builders.ts';
import { education, finance, theDirectory } from '../support/office.ts';

const today = day('2026-03-10');
const id = (text: string) => text as PersonId;
const away = (from: string, to: string, deputy?: string): Absence => ({
  personId: id('chen'),
  from: day(from),
  to: day(to),
  ...(deputy ? { deputyId: id(deputy) } : {}),
});
const directoryWith = (absences: readonly Absence[], change: (person: Person) => Person = (one) => one): Directory => {
  const directory = theDirectory();
  return { ...directory, absences, persons: directory.persons.map(change) };
};
const liaisons = (directory: Directory, on: string) =>
  holdersOf(directory, education, 'liaison', day(on)).map((person) => person.id);

describe('who holds a role', () => {
  const fault = (person: Person): Person =>
    person.id === 'chen' ? { ...person, accounts: [{ platform: 'local', address: 'chen', fault: 'gone' }] } : person;
  const alone = (person: Person): Person =>
    person.id === 'chen' ? { ...person, profile: { leftAlone: true } } : person;
  const deputy =
    (name: string) =>
    (person: Person): Person =>
      person.id === 'chen' ? { ...fault(person), profile: { deputyId: id(name) } } : person;

  it.each([
    ['A岗 before B岗', directoryWith([]), ['chen', 'deng']],
    ['B岗 while A岗 is away', directoryWith([away('2026-03-10', '2026-03-10')]), ['deng', 'chen']],
    ['A岗 again the day after', directoryWith([away('2026-03-08', '2026-03-09')]), ['chen', 'deng']],
    [
      'whoever was named for the absence, before B岗',
      directoryWith([away('2026-03-09', '2026-03-11', 'education-deputy')]),
      ['education-deputy', 'deng', 'chen'],
    ],
    ['nobody of another unit, though named', directoryWith([away('2026-03-09', '2026-03-11', 'wu')]), ['deng', 'chen']],
    ['B岗 when the account of A岗 is gone', directoryWith([], fault), ['deng', 'chen']],
    ['B岗 when A岗 is to be left alone', directoryWith([], alone), ['deng', 'chen']],
    [
      'the own deputy when the account is gone',
      directoryWith([], deputy('education-deputy')),
      ['education-deputy', 'deng', 'chen'],
    ],
    ['B岗 once, though named as deputy too', directoryWith([], deputy('deng')), ['deng', 'chen']],
  ])('%s', (_who, directory, expected) => {
    expect(liaisons(directory, '2026-03-10')).toEqual(expected);
  });

  it('is no head by standing in: only speaking for the unit is passed on', () => {
    const directory = directoryWith([{ personId: id('education-head'), from: today, to: today, deputyId: id('chen') }]);

    expect(holdersOf(directory, education, 'unit-head', today).map((one) => one.id)).toEqual(['education-head']);
    expect(rolesOf(directory, id('chen'), today).map((role) => role.role)).toEqual(['liaison']);
  });

  it('gives who stands in the role on those days and no others', () => {
    const directory = directoryWith([away('2026-03-09', '2026-03-11', 'education-deputy')]);
    const roles = (on: string) => rolesOf(directory, id('education-deputy'), day(on)).map((role) => role.role);

    expect([roles('2026-03-08'), roles('2026-03-09'), roles('2026-03-11'), roles('2026-03-12')]).toEqual([
      ['unit-deputy-head'],
      ['unit-deputy-head', 'liaison'],
      ['unit-deputy-head', 'liaison'],
      ['unit-deputy-head'],
    ]);
  });
});

describe('an absence', () => {
  it.each([
    ['alone on no day', [away('2026-03-10', '2026-03-12')], []],
    [
      'with B岗 away on one of the days',
      [away('2026-03-10', '2026-03-12')],
      [{ personId: id('deng'), from: day('2026-03-12'), to: day('2026-03-20') }],
    ],
  ])('leaves units %s', (_when, [absence], others) => {
    const decided = withAbsence(directoryWith(others), absence as Absence, today);

    expect(decided.ok && decided.alone.map((unit) => unit.shortName)).toEqual(others.length > 0 ? ['市教育局'] : []);
  });

  it('takes the place of what was said of the same days before', () => {
    const directory = directoryWith([away('2026-03-05', '2026-03-20', 'deng')]);

    const decided = withAbsence(directory, away('2026-03-12', '2026-03-14', 'education-deputy'), today);

    expect(decided.ok && decided.days).toEqual([
      away('2026-03-05', '2026-03-11', 'deng'),
      away('2026-03-15', '2026-03-20', 'deng'),
      away('2026-03-12', '2026-03-14', 'education-deputy'),
    ]);
  });

  it.each([
    ['that ends before it begins', away('2026-03-12', '2026-03-11'), 'ends-before-it-begins'],
    ['that is over', away('2026-03-01', '2026-03-09'), 'day-in-the-past'],
    ['of years', away('2026-03-12', '2028-03-11'), 'absence-too-long'],
    ['with a deputy of another unit', away('2026-03-12', '2026-03-13', 'wu'), 'deputy-not-of-unit'],
    ['with oneself as deputy', away('2026-03-12', '2026-03-13', 'chen'), 'deputy-not-of-unit'],
  ])('%s is refused', (_what, absence, refusal) => {
    expect(withAbsence(directoryWith([]), absence, today)).toEqual({ ok: false, refusal });
  });

  it('ends today: what has passed stays on record, what lies ahead is gone', () => {
    const directory = directoryWith([
      away('2026-02-01', '2026-02-03'),
      away('2026-03-08', '2026-03-12'),
      away('2026-05-01', '2026-05-03'),
    ]);

    expect(withoutAbsence(directory, id('chen'), today)).toEqual([
      away('2026-02-01', '2026-02-03'),
      away('2026-03-08', '2026-03-09'),
    ]);
    expect(withoutAbsence(directory, id('deng'), today)).toBeNull();
  });
});

describe('a deputy and quiet hours', () => {
  it('a deputy is someone with a role in a unit that one speaks for', () => {
    const names = (person: string) => colleaguesOf(theDirectory(), id(person), today).map((one) => one.id);

    expect(names('chen')).toEqual(['deng', 'education-deputy', 'education-head']);
    expect(names('education-head')).toEqual([]);
    expect(withDeputy(theDirectory(), aPerson('wu'), id('finance-head'), today)).toMatchObject({ ok: true });
    expect(withDeputy(theDirectory(), aPerson('wu'), id('chen'), today)).toMatchObject({ ok: false });
    expect(holdersOf(theDirectory(), finance, 'liaison', today)[0]?.id).toBe('wu');
  });

  it('what is taken back leaves nothing behind', () => {
    const set = withQuietHours(aPerson('wu'), { from: '12:00', to: '14:00' });
    const back = set.ok ? withQuietHours(set.person, null) : set;

    expect(back).toEqual({ ok: true, person: aPerson('wu') });
  });
});
