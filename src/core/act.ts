import type { Calendar, Day } from './calendar.ts';
import type { PetitionId, ReportId, SupervisionNoticeId, UnitId } from './ids.ts';
import type { Unit } from './unit.ts';

// What each change of a task needs to be told. A hash stands for a text that is kept in its own row; '' means that no text was given.

/** The moment in which a change is decided. `now` is the office clock: when it reached us, never when it was made. */
export interface Context {
  readonly now: Date;
  readonly calendar: Calendar;
  /** The accountable unit. Left out, it is taken to want no reviewer of its own, and the ladder of a subordinate unit. */
  readonly unit?: Unit;
  readonly officeUnitId: UnitId;
}

/** A unit says how far it is. `unitId` is the unit that speaks, also when the office wrote it down for it (代录). */
export interface ProgressAct {
  readonly reportId: ReportId;
  readonly unitId: UnitId;
  readonly textHash: string;
  readonly summary: string;
  readonly percent: number | null;
  /** When it was made (the platform's event time, bounded by arrival). */
  readonly madeAt: Date;
}

/** A unit says that the task is done. */
export interface DoneAct {
  readonly reportId: ReportId;
  readonly unitId: UnitId;
  readonly textHash: string;
  readonly summary: string;
  readonly madeAt: Date;
}

/** The unit's own reviewer (本单位审核人) confirms the claim. */
export interface ConfirmAct {
  readonly reportId: ReportId;
}

/** A unit corrects what we understood (理解有误，修改). `claimsDone` false takes the claim back. */
export interface CorrectAct extends ProgressAct {
  readonly correctsReportId: ReportId;
  readonly claimsDone: boolean;
}

/** The office sends a report back (待补充) with what is missing and a day. */
export interface ReturnAct {
  readonly supplementDueOn: Day | null;
  readonly reasonHash: string;
}

/** The office opens a closed task again, with a reason and a day. */
export type ReopenAct = ReturnAct;

/** The office no longer follows the task. */
export interface CancelAct {
  readonly reason: string;
}

/** A unit asks for a later day (申请延期). `askedAt` decides whether it was asked in time. */
export interface ExtensionAct {
  readonly petitionId: PetitionId;
  readonly unitId: UnitId;
  readonly requestedDay: Day | null;
  readonly textHash: string;
  readonly askedAt: Date;
}

/** A unit questions its responsibility (提出职责意见), or explains why it is not done (说明情况). */
export interface PetitionAct {
  readonly petitionId: PetitionId;
  readonly unitId: UnitId;
  readonly textHash: string;
  readonly askedAt: Date;
}

/** The office grants a later day; without a petition when nobody asked. */
export interface GrantAct {
  readonly petitionId: PetitionId | null;
  readonly to: Day;
}

export interface RefusePetitionAct {
  readonly petitionId: PetitionId;
  readonly reasonHash: string;
}

export interface WithdrawPetitionAct {
  readonly petitionId: PetitionId;
}

/** The office accepts an explanation: the ladder is held through that day, the record is not. */
export interface AcceptExplanationAct {
  readonly petitionId: PetitionId;
  readonly heldUntil: Day;
}

/** The unit was right: the task goes to another. `dueOn` sets its day; left out and past, the policy's supplement days are given. */
export interface UpholdAct {
  readonly petitionId: PetitionId;
  readonly to: UnitId;
  readonly dueOn?: Day | null;
}

/** The office gives the task to another unit (改派). */
export interface ReassignAct {
  readonly to: UnitId;
  readonly dueOn?: Day | null;
}

/** The office sets the day of a task without one (核定时限), or records that the event has come. */
export interface DecideDeadlineAct {
  readonly dueOn: Day;
}

/** A person judges the task hard to finish, with a note; null takes it back. */
export interface JudgeHardAct {
  readonly note: string | null;
  readonly noteHash: string | null;
}

/** The office holds the ladder through a day, with a reason. */
export interface HoldAct {
  readonly until: Day;
  readonly reasonHash: string;
}

/** The office leaves out one rung, counted from 1. */
export interface SkipAct {
  readonly rung: number;
  readonly reasonHash: string;
}

/** A named person signs a drafted notice (签发); `number` is the one just drawn, as printed. */
export interface SignAct {
  readonly noticeId: SupervisionNoticeId;
  readonly number: string;
}

export interface WithdrawNoticeAct {
  readonly noticeId: SupervisionNoticeId;
  readonly reasonHash: string;
}

/** A signed notice was handed over, or acknowledged (签收). */
export interface NoticeAct {
  readonly noticeId: SupervisionNoticeId;
}
