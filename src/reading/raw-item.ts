import type { Field } from './annotation.ts';
import type { SourcePlace } from './source-document.ts';

/** An item found in a document, before its fields are read. */
export interface RawItem {
  readonly label: string | null;
  readonly ordinal: number | null;
  readonly section: string | null;
  readonly text: string;
  readonly fields: readonly Field[];
  /** What a heading says for all items under it that say nothing themselves. */
  readonly inherited: readonly Field[];
  readonly source: SourcePlace;
  readonly unclosed: string | null;
  /** A duty of the covering text or of a note: reporting, not a task of the plan. */
  readonly isDuty: boolean;
  /** The document states for this item that the first listed unit leads. */
  readonly firstLeads: boolean;
}

/** The place from one place to another; lines of pages and rows keep the first. */
export function placeSpan(first: SourcePlace, last: SourcePlace): SourcePlace {
  return 'from' in first && 'to' in last ? { from: first.from, to: Math.max(first.to, last.to) } : first;
}
