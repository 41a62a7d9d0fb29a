import { describe, expect, it } from 'vitest';
import type { UnitId } from '../../src/core/ids.ts';
import { type Act, actOfCommand, acts, may } from '../../src/core/permission.ts';
import type { RoleName, Unit } from '../../src/core/unit.ts';
import { court, education, office, personNamed, roleOf } from '../support/message-facts.ts';

const roles = [
  'office-staff',
  'office-director',
  'signer',
  'liaison',
  'unit-reviewer',
  'unit-deputy-head',
  'unit-head',
  'leader-in-charge',
] as const satisfies readonly RoleName[];

/** Who may do what, as the office would write it: A any task, o the own unit's, p also one it supports, - not at all. */
const expected: Readonly<Record<Act, string>> = {
  //                    staff director signer liaison reviewer deputy head leader
  'see-task': 'A A A p p p p A',
  'see-discreet-text': 'A A - - - - - -',
  'export-sheet': 'A A A p p p p A',
  'list-all': 'A A A - - - - A',
  report: 'o o - o - o o -',
  contribute: 'o o - p - p p -',
  confirm: '- - - - o o o -',
  petition: 'o o - o - o o -',
  'acknowledge-notice': '- - - o - o o -',
  'record-offline': 'A A - - - - - -',
  'record-delivered': 'A A - - - - - -',
  review: 'A A - - - - - -',
  grant: 'A A - - - - - -',
  assign: 'A A - - - - - -',
  cancel: 'A A - - - - - -',
  'decide-deadline': 'A A - - - - - -',
  'judge-hard': 'A A - - - - - -',
  hold: 'A A - - - - - -',
  'release-sweep': 'A A - - - - - -',
  'remind-unreported': 'A A - - - - - -',
  'sign-notice': '- A A - - - - -',
  'withdraw-notice': '- A A - - - - -',
  'import-plan': 'A A - - - - - -',
  'adopt-plan': 'A A - - - - - -',
  directory: 'A A - - - - - -',
  'draft-bulletin': 'A A - - - - - -',
  'edit-bulletin': 'A A A - - - - -',
  'sign-bulletin': '- A A - - - - -',
  'publish-bulletin': 'A A A - - - - -',
  'see-bulletin': 'A A A A A A A A',
  'verify-ledger': 'A A A - - - - A',
  'advance-clock': 'A A A A A A A A',
};

const chen = personNamed('陈明');
const inRole = (role: RoleName, unit: Unit) => ({ personId: chen.id, roles: [roleOf(chen, unit, role)] });
const unitOfRole = (role: RoleName): Unit =>
  ['office-staff', 'office-director', 'signer', 'leader-in-charge'].includes(role) ? office : education;

const taskOf = (unitId: UnitId, supportingUnitIds: readonly UnitId[] = []) => ({
  unitId,
  supportingUnitIds,
  officeUnitId: office.id,
});

describe('who may do what', () => {
  it('covers every act', () => {
    expect([...acts].sort()).toEqual(Object.keys(expected).sort());
  });

  const cells = acts.flatMap((act) => roles.map((role, i) => [act, role, expected[act].split(' ')[i] ?? ''] as const));
  it.each(cells)('%s by %s reaches %s', (act, role, reach) => {
    const unit = unitOfRole(role);
    const actor = inRole(role, unit);

    expect({
      own: may(actor, act, taskOf(unit.id)),
      supported: may(actor, act, taskOf(court.id, [unit.id])),
      foreign: may(actor, act, taskOf(court.id)),
      noObject: may(actor, act),
    }).toEqual({
      own: reach !== '-',
      supported: reach === 'A' || reach === 'p',
      foreign: reach === 'A',
      noObject: reach === 'A',
    });
  });

  it('is nothing for a person without a role', () => {
    expect(acts.filter((act) => may({ personId: chen.id, roles: [] }, act, taskOf(education.id)))).toEqual([]);
  });

  it('adds up over several roles', () => {
    const both = { personId: chen.id, roles: [roleOf(chen, office, 'office-staff'), roleOf(chen, office, 'liaison')] };

    expect(may(both, 'review', taskOf(education.id))).toBe(true);
    expect(may(both, 'report', taskOf(office.id))).toBe(true);
    expect(may(both, 'report', taskOf(education.id))).toBe(false);
  });

  it('counts an office role in the office’s own unit only', () => {
    expect(acts.filter((act) => may(inRole('office-director', education), act, taskOf(court.id)))).toEqual([]);
  });

  it('lets a liaison see its own and supported tasks and no others', () => {
    const liaison = inRole('liaison', education);

    expect(may(liaison, 'see-task', taskOf(education.id))).toBe(true);
    expect(may(liaison, 'see-task', taskOf(court.id, [education.id]))).toBe(true);
    expect(may(liaison, 'see-task', taskOf(court.id))).toBe(false);
    expect(may(liaison, 'list-all')).toBe(false);
  });

  it('shows what a discreet item is about to the office’s clerks alone', () => {
    const seeing = roles.filter((role) =>
      may(inRole(role, unitOfRole(role)), 'see-discreet-text', taskOf(unitOfRole(role).id)),
    );

    expect(seeing).toEqual(['office-staff', 'office-director']);
  });
});

describe('what a button asks for', () => {
  it('is an act of the table, or changes and shows nothing of others', () => {
    const free = Object.entries(actOfCommand).filter(([, act]) => act === null);

    expect(free.map(([name]) => name).sort()).toEqual([
      'copy-text',
      'dismiss',
      'end-absence',
      'help',
      'leave-alone',
      'list-tasks',
      'open-absence',
      'open-deputy',
      'open-quiet',
      'set-absence',
      'set-deputy',
      'set-quiet',
      'show-settings',
      'write-again',
    ]);
    expect(Object.values(actOfCommand).every((act) => act === null || acts.includes(act))).toBe(true);
  });

  it('asks for the same act by the button that opens a form and by the form', () => {
    const pairs = [
      ['open-report', 'report-progress'],
      ['open-extension', 'ask-extension'],
      ['open-dispute', 'dispute'],
      ['open-explain', 'explain'],
      ['open-return', 'return-task'],
      ['open-reopen', 'reopen-task'],
      ['open-grant', 'grant-petition'],
      ['open-refuse', 'refuse-petition'],
      ['open-withdraw', 'withdraw-notice'],
      ['open-record', 'record-offline'],
      ['open-hold', 'hold-ladder'],
      ['open-set-day', 'set-day'],
      ['open-assign', 'assign-task'],
      ['open-cancel', 'cancel-task'],
    ] as const;

    for (const [open, submit] of pairs) expect(actOfCommand[open]).toBe(actOfCommand[submit]);
  });
});
