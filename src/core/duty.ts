import type { Calendar, Day } from './calendar.ts';
import type { TaskFact } from './event.ts';
import type { SupervisionNoticeId, UnitId } from './ids.ts';
import type { NoticeDraft } from './notice.ts';
import type { SupervisionNotice } from './report.ts';
import type { Unit } from './unit.ts';

/** A supervision notice to be drafted, as the row of its own needs it. */
export interface SupervisionDraft {
  readonly noticeId: SupervisionNoticeId;
  readonly kind: SupervisionNotice['kind'];
  readonly rung: number;
  readonly dueOn: Day;
  readonly overdueWorkdays: number;
  readonly answerBy: Day;
}

/** What is owed: facts to append, notices to say, drafts to make. */
export interface Duties {
  readonly events: readonly TaskFact[];
  readonly notices: readonly NoticeDraft[];
  readonly drafts: readonly SupervisionDraft[];
}

/** Where duties are worked out: a working morning, for the accountable unit, with the office that is told. */
export interface Morning {
  readonly on: Day;
  readonly calendar: Calendar;
  readonly unit: Unit;
  readonly officeUnitId: UnitId;
  readonly newNoticeId: () => SupervisionNoticeId;
}

export const nothing: Duties = { events: [], notices: [], drafts: [] };
