import type { Day } from './calendar.ts';
import type { PersonId, PetitionId, ReportId, SupervisionNoticeId, TaskId, UnitId } from './ids.ts';

/** Through what something reached us. `clock` is the bot itself. */
export type Via = 'local' | 'slack' | 'wecom' | 'web' | 'cli' | 'phone' | 'paper' | 'clock';

/** Who acts: a person through something, or the bot by the clock. */
export interface Actor {
  readonly personId: PersonId | null;
  readonly via: Via;
}

/** Evidence (佐证材料): a file kept under our own id. */
export interface Evidence {
  readonly fileId: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What a unit said about a task. Append-only. `text` is empty for a discreet item. */
export interface Report {
  readonly id: ReportId;
  readonly taskId: TaskId;
  readonly unitId: UnitId;
  /** Who said it; null when only the unit is known (by phone). */
  readonly by: PersonId | null;
  /** Who wrote it down for them (代录), or null. */
  readonly recordedBy: PersonId | null;
  readonly via: Via;
  /** When it was made: the platform's event time, bounded by arrival. This instant decides the verdict. */
  readonly madeAt: Date;
  readonly recordedAt: Date;
  readonly text: string;
  readonly percent: number | null;
  readonly values: readonly { readonly value: number; readonly unit: string; readonly what: string }[];
  readonly expectedOn: Day | null;
  readonly claimsDone: boolean;
  readonly evidence: readonly Evidence[];
  /** The unit's own reviewer, where the unit wants one. */
  readonly confirmedBy: PersonId | null;
  /** The report this one corrects or supplements, or null. */
  readonly follows: ReportId | null;
  /** What the office found missing when it sent the report back (待补充), or null. */
  readonly returnedFor: string | null;
}

/** An extension, a dispute of responsibility, or an explanation, waiting for the office. */
export interface Petition {
  readonly id: PetitionId;
  readonly taskId: TaskId;
  readonly kind: 'extension' | 'dispute' | 'explain';
  readonly by: PersonId | null;
  readonly recordedBy: PersonId | null;
  readonly unitId: UnitId;
  readonly askedAt: Date;
  readonly reason: string;
  readonly requestedDay: Day | null;
  /** Asked after the due day: allowed, marked late. */
  readonly afterDue: boolean;
  readonly status: 'open' | 'granted' | 'refused' | 'withdrawn';
  readonly decidedBy: PersonId | null;
  readonly decidedAt: Date | null;
  readonly grantedDay: Day | null;
  readonly note: string | null;
}

/** A formal notice (督办通知单 · 商请函 · 提请协调): drafted by the ladder, signed by a named person, numbered only then. */
export interface SupervisionNotice {
  readonly id: SupervisionNoticeId;
  readonly taskId: TaskId;
  readonly unitId: UnitId;
  readonly kind: 'supervise' | 'letter' | 'propose-coordination';
  readonly draftedAt: Date;
  /** Due day of the task when drafted, and the working days beyond it then. */
  readonly dueOn: Day;
  readonly overdueWorkdays: number;
  /** Day by which an answer is asked. */
  readonly answerBy: Day;
  readonly status: 'drafted' | 'signed' | 'withdrawn';
  readonly signedBy: PersonId | null;
  readonly signedAt: Date | null;
  /** Drawn at the signature: 督办〔2026〕3号 has year 2026, number 3. */
  readonly number: { readonly year: number; readonly serial: number } | null;
  /** Handed over in chat, or by hand or phone as the clerk recorded. */
  readonly deliveredAt: Date | null;
  readonly deliveredVia: Via | null;
  readonly acknowledgedAt: Date | null;
  readonly acknowledgedBy: PersonId | null;
  readonly withdrawnReason: string | null;
}
