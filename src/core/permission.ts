import type { PersonId, UnitId } from './ids.ts';
import type { CommandName } from './message/message.ts';
import type { Role, RoleName } from './unit.ts';

/**
 * How far a right reaches: `any` task or the office as a whole; `own` tasks, those of the unit in which the role is held;
 * `part`, own tasks and those the unit supports; `no`.
 */
type Reach = 'any' | 'own' | 'part' | 'no';

/** The columns of the table, in this order. */
const columns = [
  'office-staff',
  'office-director',
  'signer',
  'liaison',
  'unit-reviewer',
  'unit-deputy-head',
  'unit-head',
  'leader-in-charge',
] as const satisfies readonly RoleName[];

type Row = readonly [Reach, Reach, Reach, Reach, Reach, Reach, Reach, Reach];

/** Who may do what. One row an act, one column a role; a person with several roles may do what any of them may. */
const table = {
  //                     staff  director signer  liaison reviewer deputy  head   leader
  'see-task': ['any', 'any', 'any', 'part', 'part', 'part', 'part', 'any'],
  'see-discreet-text': ['any', 'any', 'no', 'no', 'no', 'no', 'no', 'no'],
  'export-sheet': ['any', 'any', 'any', 'part', 'part', 'part', 'part', 'any'],
  'list-all': ['any', 'any', 'any', 'no', 'no', 'no', 'no', 'any'],
  report: ['own', 'own', 'no', 'own', 'no', 'own', 'own', 'no'],
  contribute: ['own', 'own', 'no', 'part', 'no', 'part', 'part', 'no'],
  confirm: ['no', 'no', 'no', 'no', 'own', 'own', 'own', 'no'],
  petition: ['own', 'own', 'no', 'own', 'no', 'own', 'own', 'no'],
  'acknowledge-notice': ['no', 'no', 'no', 'own', 'no', 'own', 'own', 'no'],
  'record-offline': ['any', 'any', 'no', 'no', 'no', 'no', 'no', 'no'],
  'record-delivered': ['any', 'any', 'no', 'no', 'no', 'no', 'no', 'no'],
  review: ['any', 'any', 'no', 'no', 'no', 'no', 'no', 'no'],
  grant: ['any', 'any', 'no', 'no', 'no', 'no', 'no', 'no'],
  assign: ['any', 'any', 'no', 'no', 'no', 'no', 'no', 'no'],
  cancel: ['any', 'any', 'no', 'no', 'no', 'no', 'no', 'no'],
  'decide-deadline': ['any', 'any', 'no', 'no', 'no', 'no', 'no', 'no'],
  'judge-hard': ['any', 'any', 'no', 'no', 'no', 'no', 'no', 'no'],
  hold: ['any', 'any', 'no', 'no', 'no', 'no', 'no', 'no'],
  'release-sweep': ['any', 'any', 'no', 'no', 'no', 'no', 'no', 'no'],
  'remind-unreported': ['any', 'any', 'no', 'no', 'no', 'no', 'no', 'no'],
  'sign-notice': ['no', 'any', 'any', 'no', 'no', 'no', 'no', 'no'],
  'withdraw-notice': ['no', 'any', 'any', 'no', 'no', 'no', 'no', 'no'],
  'import-plan': ['any', 'any', 'no', 'no', 'no', 'no', 'no', 'no'],
  'adopt-plan': ['any', 'any', 'no', 'no', 'no', 'no', 'no', 'no'],
  directory: ['any', 'any', 'no', 'no', 'no', 'no', 'no', 'no'],
  'draft-bulletin': ['any', 'any', 'no', 'no', 'no', 'no', 'no', 'no'],
  'edit-bulletin': ['any', 'any', 'any', 'no', 'no', 'no', 'no', 'no'],
  'sign-bulletin': ['no', 'any', 'any', 'no', 'no', 'no', 'no', 'no'],
  'publish-bulletin': ['any', 'any', 'any', 'no', 'no', 'no', 'no', 'no'],
  'see-bulletin': ['any', 'any', 'any', 'any', 'any', 'any', 'any', 'any'],
  'verify-ledger': ['any', 'any', 'any', 'no', 'no', 'no', 'no', 'any'],
  // The clock can be moved in the demo only; there every persona may.
  'advance-clock': ['any', 'any', 'any', 'any', 'any', 'any', 'any', 'any'],
} as const satisfies Record<string, Row>;

/** Everything that a person may be allowed to do. */
export type Act = keyof typeof table;

/** Every act, in the order of the table. */
export const acts = Object.keys(table) as readonly Act[];

/** The act that a button or form asks for; null where anybody may press it, because it changes and shows nothing of others. */
export const actOfCommand: Readonly<Record<CommandName, Act | null>> = {
  'open-report': 'report',
  'report-done': 'report',
  'report-progress': 'report',
  'correct-report': 'report',
  'open-extension': 'petition',
  'ask-extension': 'petition',
  'open-dispute': 'petition',
  dispute: 'petition',
  'open-explain': 'petition',
  explain: 'petition',
  'choose-task': 'contribute',
  'confirm-report': 'confirm',
  'close-task': 'review',
  'open-return': 'review',
  'return-task': 'review',
  'open-reopen': 'review',
  'reopen-task': 'review',
  'open-grant': 'grant',
  'grant-petition': 'grant',
  'open-refuse': 'grant',
  'refuse-petition': 'grant',
  'sign-notice': 'sign-notice',
  'open-withdraw': 'withdraw-notice',
  'withdraw-notice': 'withdraw-notice',
  'acknowledge-notice': 'acknowledge-notice',
  'open-record': 'record-offline',
  'record-offline': 'record-offline',
  'record-delivered': 'record-delivered',
  'retry-delivery': 'record-delivered',
  'hold-ladder': 'hold',
  'open-hold': 'hold',
  'skip-rung': 'hold',
  'open-skip': 'hold',
  'open-set-day': 'decide-deadline',
  'set-day': 'decide-deadline',
  'open-assign': 'assign',
  'assign-task': 'assign',
  'open-cancel': 'cancel',
  'cancel-task': 'cancel',
  'confirm-units': 'assign',
  'adopt-plan': 'adopt-plan',
  'apply-revision': 'adopt-plan',
  'record-event': 'decide-deadline',
  'record-drafts': 'record-offline',
  'show-task': 'see-task',
  'list-tasks': null,
  'edit-bulletin': 'edit-bulletin',
  'sign-bulletin': 'sign-bulletin',
  'publish-bulletin': 'publish-bulletin',
  'open-publish': 'publish-bulletin',
  'remind-unreported': 'remind-unreported',
  'open-handover': 'directory',
  'hand-over': 'directory',
  'open-rooms': 'directory',
  'set-rooms': 'directory',
  'release-sweep': 'release-sweep',
  'attach-file': 'contribute',
  'send-evidence': 'see-task',
  // One's own settings: everybody has them, and nobody else's can be named.
  'show-settings': null,
  'open-quiet': null,
  'set-quiet': null,
  'open-absence': null,
  'set-absence': null,
  'end-absence': null,
  'open-deputy': null,
  'set-deputy': null,
  'leave-alone': null,
  'write-again': null,
  'copy-text': null,
  help: null,
  dismiss: null,
};

/** Who acts, with the roles held on the day. */
export interface ActingPerson {
  readonly personId: PersonId;
  readonly roles: readonly Role[];
}

/** What is acted on: the unit of the task and those that support it, and the office's own unit. */
export interface ActObject {
  readonly unitId?: UnitId;
  readonly supportingUnitIds?: readonly UnitId[];
  readonly officeUnitId: UnitId;
}

/**
 * Whether a person may do something to an object. Callers answer a `no` with 'not-there': what is not yours and what does not exist
 * look the same.
 */
export function may(actor: ActingPerson, act: Act, object?: ActObject): boolean {
  return actor.roles.some((role) => reaches(role, table[act][columns.indexOf(role.role)] ?? 'no', object));
}

function reaches(role: Role, reach: Reach, object: ActObject | undefined): boolean {
  // An office role counts in the office's own unit only, should a directory ever give it elsewhere.
  if (object && OFFICE_ROLES.has(role.role) && role.unitId !== object.officeUnitId) return false;
  switch (reach) {
    case 'any':
      return true;
    case 'own':
      return object?.unitId === role.unitId;
    case 'part':
      return object?.unitId === role.unitId || (object?.supportingUnitIds ?? []).includes(role.unitId);
    case 'no':
      return false;
    default:
      return reach satisfies never;
  }
}

const OFFICE_ROLES: ReadonlySet<RoleName> = new Set(['office-staff', 'office-director', 'signer']);
