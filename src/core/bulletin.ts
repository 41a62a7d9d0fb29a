import type { Day } from './calendar.ts';
import type { TaskId, UnitId } from './ids.ts';

/** First match wins, in this order; the six sum to the total. */
export const bulletinClasses = ['已完成', '待审核', '其他', '未达序时', '超序时', '达序时'] as const;
export type BulletinClass = (typeof bulletinClasses)[number];

export type Edition = 'quarter' | 'half-year' | 'year';

/** A period as the bulletin names it (2026-Q2, 2026-H1, 2026) with its first and last day; the last day is the cut-off. */
export interface Period {
  readonly edition: Edition;
  readonly name: string;
  readonly from: Day;
  readonly cutOff: Day;
}

/** Figures frozen at the cut-off. Cancelled tasks stand outside; discreet ones are absent. */
export interface BulletinFigures {
  readonly classes: Readonly<Record<BulletinClass, number>>;
  readonly tasks: number;
  readonly items: number;
  readonly cancelled: number;
  readonly byUnit: readonly { readonly unitId: UnitId; readonly classes: Readonly<Record<BulletinClass, number>> }[];
  /** Tasks of the class 未达序时, for the annex that goes to whom the signer chooses. */
  readonly problems: readonly {
    readonly taskId: TaskId;
    readonly code: string;
    readonly unitId: UnitId;
    readonly dueOn: Day;
    readonly overdueWorkdays: number;
  }[];
}

/** A bulletin before it is stored: figures and the outline in order. */
export interface BulletinDraft {
  readonly period: Period;
  readonly figures: BulletinFigures;
}
