import type { Day } from './calendar.ts';
import type {
  BulletinId,
  ItemId,
  PersonId,
  PetitionId,
  PlanId,
  ReportId,
  SupervisionNoticeId,
  TaskId,
  UnitId,
} from './ids.ts';
import type { NoticeDraft, NoticeKind } from './notice.ts';
import type { Actor } from './report.ts';

/**
 * What happened to a task, in the past tense. Each change of state is exactly one of these and one ledger entry. Ids, days and
 * hashes only: texts stand in their own rows, so that retention can erase them and the chain stays whole.
 */
export type TaskEvent = { readonly taskId: TaskId; readonly at: Date; readonly actor: Actor } & TaskFact;

export type TaskFact =
  | { readonly type: 'task-started'; readonly code: string; readonly unitId: UnitId; readonly dueOn: Day | null }
  | {
      readonly type: 'task-progress-reported';
      readonly reportId: ReportId;
      readonly textHash: string;
      readonly percent: number | null;
      readonly summary: string;
      readonly madeAt: Date;
      /** Set when a supporting unit said it: it is kept, but it is not the task's progress. */
      readonly supportingUnitId?: UnitId;
    }
  | {
      readonly type: 'task-reported-done';
      readonly reportId: ReportId;
      readonly textHash: string;
      readonly summary: string;
      /** The instant that counts: a supplement within its day keeps the instant of the report that was returned. */
      readonly madeAt: Date;
      readonly needsConfirmation: boolean;
    }
  | { readonly type: 'report-confirmed'; readonly reportId: ReportId; readonly madeAt: Date }
  | {
      readonly type: 'report-corrected';
      readonly reportId: ReportId;
      readonly correctsReportId: ReportId;
      readonly claimsDone: boolean;
      readonly textHash: string;
      readonly percent: number | null;
      readonly summary: string;
      readonly madeAt: Date;
    }
  | {
      readonly type: 'task-returned';
      readonly reportId: ReportId;
      readonly supplementDueOn: Day;
      readonly reasonHash: string;
    }
  | { readonly type: 'task-closed'; readonly closedOn: Day; readonly reportMadeAt: Date }
  | { readonly type: 'task-reopened'; readonly supplementDueOn: Day; readonly reasonHash: string }
  | { readonly type: 'task-cancelled'; readonly reason: string }
  | {
      readonly type: 'petition-made';
      readonly petitionId: PetitionId;
      readonly kind: 'extension' | 'dispute' | 'explain';
      readonly requestedDay: Day | null;
      readonly afterDue: boolean;
      readonly textHash: string;
    }
  | {
      readonly type: 'extension-granted';
      readonly petitionId: PetitionId | null;
      readonly from: Day | null;
      readonly to: Day;
    }
  | { readonly type: 'petition-refused'; readonly petitionId: PetitionId; readonly reasonHash: string }
  | { readonly type: 'petition-withdrawn'; readonly petitionId: PetitionId }
  | { readonly type: 'explanation-accepted'; readonly petitionId: PetitionId; readonly heldUntil: Day }
  | { readonly type: 'dispute-upheld'; readonly petitionId: PetitionId; readonly from: UnitId; readonly to: UnitId }
  | { readonly type: 'task-reassigned'; readonly from: UnitId; readonly to: UnitId }
  | { readonly type: 'deadline-decided'; readonly dueOn: Day }
  /** The plan was revised: number, words or supporting units of the item are others; code, reports and history stay. */
  | {
      readonly type: 'task-revised';
      readonly label: string | null;
      readonly title: string;
      readonly supportingUnitIds: readonly UnitId[];
    }
  | { readonly type: 'task-acknowledged' }
  | { readonly type: 'task-judged-hard'; readonly noteHash: string | null; readonly note: string | null }
  | { readonly type: 'ladder-held'; readonly until: Day; readonly reasonHash: string }
  | { readonly type: 'rung-skipped'; readonly rung: number; readonly reasonHash: string }
  | { readonly type: 'task-reminded'; readonly point: string; readonly missed: readonly string[] }
  | { readonly type: 'supplement-reminded' }
  | { readonly type: 'rung-warned'; readonly rung: number; readonly on: Day }
  | { readonly type: 'overdue-shown'; readonly on: Day; readonly overdueWorkdays: number }
  | {
      readonly type: 'rung-climbed';
      readonly rung: number;
      readonly on: Day;
      readonly kind: NoticeKind | 'letter' | 'propose-coordination';
      readonly overdueWorkdays: number;
      readonly repeat: number;
    }
  | { readonly type: 'rung-exhausted'; readonly rung: number; readonly on: Day }
  | { readonly type: 'review-reminded'; readonly nth: number }
  | {
      readonly type: 'supervision-notice-drafted';
      readonly noticeId: SupervisionNoticeId;
      readonly rung: number;
      readonly on: Day;
      readonly overdueWorkdays: number;
    }
  | { readonly type: 'supervision-notice-signed'; readonly noticeId: SupervisionNoticeId; readonly number: string }
  /** The office was reminded that a draft waits for its signature. */
  | { readonly type: 'signature-reminded'; readonly noticeId: SupervisionNoticeId; readonly nth: number }
  /** The clerk was told to phone: a signed notice was not acknowledged. */
  | { readonly type: 'acknowledgement-chased'; readonly noticeId: SupervisionNoticeId }
  | {
      readonly type: 'supervision-notice-withdrawn';
      readonly noticeId: SupervisionNoticeId;
      readonly reasonHash: string;
    }
  | { readonly type: 'supervision-notice-delivered'; readonly noticeId: SupervisionNoticeId }
  | { readonly type: 'supervision-notice-acknowledged'; readonly noticeId: SupervisionNoticeId }
  | { readonly type: 'escalation-corrected'; readonly annulledRounds: readonly string[] };

/** What happened to the office as a whole. */
export type OfficeEvent = { readonly taskId: null; readonly at: Date; readonly actor: Actor } & OfficeFact;

export type OfficeFact =
  | { readonly type: 'plan-imported'; readonly planId: PlanId; readonly textHash: string; readonly items: number }
  | { readonly type: 'plan-adopted'; readonly planId: PlanId; readonly tasks: number }
  /** The plan in force was brought up to a revised document; `documentId` is that document as imported. */
  | {
      readonly type: 'plan-revised';
      readonly planId: PlanId;
      readonly documentId: PlanId;
      readonly started: number;
      readonly changed: number;
      readonly cancelled: number;
    }
  /** A printed name was found to mean this unit; from now on it does. */
  | { readonly type: 'unit-name-learned'; readonly unitId: UnitId; readonly name: string }
  | { readonly type: 'item-units-decided'; readonly itemId: ItemId; readonly unitIds: readonly UnitId[] }
  | { readonly type: 'event-day-recorded'; readonly event: string; readonly day: Day }
  | { readonly type: 'directory-imported'; readonly units: number; readonly persons: number }
  | {
      readonly type: 'role-handed-over';
      readonly unitId: UnitId;
      readonly from: PersonId;
      readonly to: PersonId;
      readonly role: string;
      readonly on: Day;
    }
  | {
      readonly type: 'absence-recorded';
      readonly personId: PersonId;
      readonly from: Day;
      readonly to: Day;
      readonly deputyId?: PersonId;
    }
  /** The person is back: absences that lasted on `on` or lay ahead are over. */
  | { readonly type: 'absence-ended'; readonly personId: PersonId; readonly on: Day }
  /** The office made a one-time code by which an account can show that it is this person's. */
  | { readonly type: 'person-invited'; readonly personId: PersonId; readonly expiresAt: Date }
  /** An account is this person's: shown by the e-mail address that the office registered, or by a one-time code. */
  | {
      readonly type: 'account-linked';
      readonly personId: PersonId;
      readonly platform: string;
      readonly shownBy?: 'code';
    }
  /** A platform said that nothing can be written to an account; what it would get goes to `passedTo`, or to the clerk. */
  | {
      readonly type: 'account-lost';
      readonly personId: PersonId;
      readonly platform: string;
      readonly code: string;
      readonly passedTo: PersonId | null;
    }
  | { readonly type: 'account-regained'; readonly personId: PersonId; readonly platform: string }
  /** The office's channel takes nothing any more: what is for the office goes to its people. */
  | { readonly type: 'room-lost'; readonly platform: string; readonly code: string }
  /** A platform shut the bot out: nothing leaves there until it is back. */
  | { readonly type: 'platform-shut-out'; readonly platform: string; readonly code: string }
  | { readonly type: 'platform-back'; readonly platform: string }
  | {
      readonly type: 'own-setting-changed';
      readonly personId: PersonId;
      readonly what: 'quiet-hours' | 'deputy' | 'left-alone' | 'written-again' | 'profile';
    }
  | { readonly type: 'delivered-offline'; readonly deliveryKey: string }
  /** A message that its platform did not take was sent again; `didNotArrive` is a person's word that it had not arrived. */
  | { readonly type: 'delivery-retried'; readonly deliveryKey: string; readonly didNotArrive: boolean }
  /** Words of what was over before an instant were erased, with evidence: how many of each. */
  | {
      readonly type: 'words-erased';
      readonly before: Date;
      readonly tasks: number;
      readonly reports: number;
      readonly petitions: number;
      readonly messages: number;
      readonly inputs: number;
      readonly files: number;
    }
  /** A person's name and ways to reach them were erased; the id is one drawn by chance. */
  | { readonly type: 'person-erased'; readonly personId: PersonId }
  | { readonly type: 'sweep-held'; readonly share: number; readonly until: Date }
  | { readonly type: 'sweep-released' }
  | {
      readonly type: 'bulletin-drafted';
      readonly bulletinId: BulletinId;
      readonly period: string;
      readonly figuresHash: string;
    }
  | { readonly type: 'bulletin-edited'; readonly bulletinId: BulletinId; readonly textHash: string }
  | { readonly type: 'bulletin-signed'; readonly bulletinId: BulletinId; readonly number: string }
  | {
      readonly type: 'bulletin-published';
      readonly bulletinId: BulletinId;
      readonly ledgerHead: string;
      readonly place?: string;
    }
  /** The office had units reminded that have not reported what is due by that day. */
  | { readonly type: 'unreported-reminded'; readonly until: Day; readonly unitIds: readonly UnitId[] }
  | { readonly type: 'ledger-head-posted'; readonly head: string }
  | { readonly type: 'audit-alarmed'; readonly finding: string; readonly subject: string }
  | { readonly type: 'settings-changed'; readonly what: string; readonly valueHash: string }
  | { readonly type: 'clock-advanced'; readonly from: Date; readonly to: Date };

export type DubanEvent = TaskEvent | OfficeEvent;

/** Why the business says no. Each has a text in core/message; a new one without a text does not compile. */
export type Refusal =
  | 'not-there'
  | 'not-permitted'
  | 'already-closed'
  | 'already-cancelled'
  | 'already-adopted'
  | 'not-lead-unit'
  | 'not-open'
  | 'not-reported-done'
  | 'not-awaiting-confirmation'
  | 'reason-required'
  | 'day-required'
  | 'day-in-the-past'
  | 'day-not-later'
  | 'no-open-petition'
  | 'petition-already-open'
  | 'discreet-takes-no-text'
  | 'already-signed'
  | 'already-withdrawn'
  | 'not-signed'
  | 'already-decided'
  | 'already-delivered'
  | 'delivery-under-way'
  | 'may-have-arrived'
  | 'not-reachable'
  | 'retention-too-short'
  | 'still-holds-roles'
  | 'deadline-undecided'
  | 'same-unit'
  | 'unknown-unit'
  | 'bulletin-not-draft'
  | 'bulletin-not-signed'
  | 'nowhere-to-post'
  | 'already-posted'
  | 'signers-only'
  | 'no-rung-left'
  | 'reminded-lately'
  | 'rooms-fixed'
  | 'successor-required'
  | 'text-required'
  | 'text-too-long'
  | 'control-characters'
  | 'quiet-hours-unclear'
  | 'quiet-hours-empty'
  | 'quiet-hours-all-day'
  | 'deputy-not-of-unit'
  | 'ends-before-it-begins'
  | 'absence-too-long';

/** What a decision says: facts to append and notices that must be said, or a refusal. */
export type Decision =
  | { readonly ok: true; readonly events: readonly TaskFact[]; readonly notices: readonly NoticeDraft[] }
  | { readonly ok: false; readonly refusal: Refusal };

export const decide = (events: readonly TaskFact[] = [], notices: readonly NoticeDraft[] = []): Decision => ({
  ok: true,
  events,
  notices,
});
export const refuse = (refusal: Refusal): Decision => ({ ok: false, refusal });
