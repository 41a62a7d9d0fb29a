/** Where a piece of a document stands: an offset range of a text, a row of a sheet (1-based), or a line of a page (1-based). */
export type SourcePlace =
  | { readonly from: number; readonly to: number }
  | { readonly sheet: string; readonly row: number }
  | { readonly page: number; readonly line: number };

/** One printed line, as the file has it. `style` is what the file itself says of it, if it says anything. */
export interface SourceLine {
  readonly kind: 'line';
  readonly text: string;
  readonly place: SourcePlace;
  /**
   * Heading level 1–6 that the file marks; a paragraph of a flowing format never needs un-wrapping. A Word paragraph with soft
   * breaks gives several lines, of which only the last is marked; Markdown marks the paragraphs that it sets apart itself.
   */
  readonly heading?: number;
  readonly paragraph?: true;
}

/**
 * A cell of a table. A merged cell stands once, at its top left, with its spans; the cells it covers are absent from the row and
 * are found through `coveredBy` of the grid that `gridOf` makes.
 */
export interface SourceCell {
  readonly text: string;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

/** A row of a table with its place in the file. */
export interface SourceRow {
  readonly cells: readonly SourceCell[];
  readonly place: SourcePlace;
}

/** A table. `title` is a sheet's name or a caption that belongs to the table itself. */
export interface SourceTable {
  readonly kind: 'table';
  readonly rows: readonly SourceRow[];
  readonly title?: string;
}

export type SourceBlock = SourceLine | SourceTable;

/**
 * A file as lines and tables in reading order, before anything is understood. `text` is the plain text that offset places point
 * into (for formats without offsets, the blocks' lines joined). `flowing` says that each line is a whole paragraph (docx, html,
 * xlsx), so that lines need no un-wrapping.
 */
export interface SourceDocument {
  readonly format: 'txt' | 'md' | 'html' | 'docx' | 'xlsx' | 'pdf';
  readonly text: string;
  readonly blocks: readonly SourceBlock[];
  readonly flowing: boolean;
  /** What the file's own metadata gives as a title, if anything. */
  readonly metaTitle?: string;
  /** What was not read, since the file does not show it or shows it as a picture: a person should know of it. */
  readonly leftOut?: readonly LeftOut[];
}

/** A part of a file that was not read. `where` names it: a sheet, its rows or columns (清单!4、7), or pages (3、4). */
export interface LeftOut {
  readonly kind: 'hidden-sheet' | 'hidden-rows' | 'hidden-columns' | 'pages-without-text';
  readonly where: string;
}

/** Why a file could not be read. The code is for the program, the text (Chinese, one line, with the mend) for the person. */
export class DocumentRefused extends Error {
  readonly code: DocumentRefusal;
  constructor(code: DocumentRefusal, message: string) {
    super(message);
    this.name = 'DocumentRefused';
    this.code = code;
  }
}

export type DocumentRefusal =
  | 'empty'
  | 'not-found'
  | 'unknown-type'
  | 'wrong-encoding'
  | 'encrypted'
  | 'scanned'
  | 'damaged'
  | 'too-large'
  | 'too-deep'
  | 'timed-out';
