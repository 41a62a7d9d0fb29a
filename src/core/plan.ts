import type { Day } from './calendar.ts';
import type { ItemId, OfficeId, PlanId, UnitId } from './ids.ts';

/** A numeric aim of an item. `value` null with 清零 or 全覆盖 stands for the word itself. */
export interface ItemTarget {
  readonly value: number | null;
  readonly op: '>=' | '<=' | '=' | '~';
  readonly unit: string;
  readonly what: string;
}

/** The document (工作要点) as imported. `adoptedOn` is set when the office puts it into force. */
export interface WorkPlan {
  readonly id: PlanId;
  readonly officeId: OfficeId;
  readonly title: string;
  readonly year: number;
  readonly fileName: string;
  /** SHA-256 of the plain text: the same file imported twice is the same plan. */
  readonly textHash: string;
  readonly text: string;
  /** Where the file itself is kept, so that its reading can be shown beside it; null when only its text is. */
  readonly sourceFileId: string | null;
  readonly importedAt: Date;
  readonly adoptedOn: Day | null;
}

/** A question the office should answer about an item before adoption, with the words in question and the choices. */
export interface ItemDoubt {
  readonly code: string;
  readonly text: string;
  readonly choices?: readonly string[];
}

/** An item of the plan as printed, with what the office decided about it on import. */
export interface PlanItem {
  readonly id: ItemId;
  readonly planId: PlanId;
  /** Position in the document, from 1; the item part of a task's code when no number is printed. */
  readonly position: number;
  /** Printed number without brackets: 十二; null if none. */
  readonly label: string | null;
  readonly section: string | null;
  readonly text: string;
  readonly deadlineText: string | null;
  readonly dueDays: readonly Day[];
  readonly rrule: string | null;
  readonly ongoing: boolean;
  readonly relative: { readonly event: string; readonly amount: number; readonly unit: string } | null;
  readonly printedUnits: {
    readonly lead: readonly string[];
    readonly supporting: readonly string[];
    readonly responsible: readonly string[];
  };
  readonly targets: readonly ItemTarget[];
  readonly place: unknown;
  readonly doubts: readonly ItemDoubt[];
  /** 仅提示，不传内容: number and day only, no text or file, absent from bulletins and exports. */
  readonly discreet: boolean;
  /** Units as decided: accountable ones (a task each), and supporting ones. */
  readonly accountableUnitIds: readonly UnitId[];
  readonly supportingUnitIds: readonly UnitId[];
  /** Nobody is printed and the units were proposed from the item's words; one card asks the office to confirm. */
  readonly unitsProposed: boolean;
}
