import { readDocument } from '../../src/adapters/documents/read-document.ts';
import type { SourceDocument, SourceLine, SourceTable } from '../../src/reading/source-document.ts';
import { officeFile } from './zip.ts';

const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const RELATIONSHIP = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RELATIONSHIPS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';

/** A Word file from the XML of its body, and of its numbering and styles where a test is about them. */
export function wordFile(
  body: string,
  parts: { readonly numbering?: string; readonly styles?: string } = {},
): Uint8Array {
  return officeFile({
    '_rels/.rels': `<Relationships ${RELATIONSHIPS}><Relationship Id="r1" Type="${RELATIONSHIP}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `<Relationships ${RELATIONSHIPS}><Relationship Id="r1" Type="${RELATIONSHIP}/numbering" Target="numbering.xml"/><Relationship Id="r2" Type="${RELATIONSHIP}/styles" Target="/word/styles.xml"/></Relationships>`,
    'word/document.xml': `<w:document ${WORD}><w:body>${body}<w:sectPr/></w:body></w:document>`,
    'word/numbering.xml': `<w:numbering ${WORD}>${parts.numbering ?? ''}</w:numbering>`,
    'word/styles.xml': `<w:styles ${WORD}>${parts.styles ?? ''}</w:styles>`,
  });
}

/** A Word paragraph: its text, and its properties as XML. */
export function wordParagraph(text: string, properties = ''): string {
  return `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

/** One sheet of a workbook to be made: the XML inside <sheetData>, and what follows it. */
export interface SheetXml {
  readonly name: string;
  readonly rows: string;
  readonly before?: string;
  readonly after?: string;
  readonly state?: string;
}

/** A workbook from the XML of its sheets, with shared strings and cell formats. */
export function workbookFile(sheets: readonly SheetXml[], strings = '', styles = ''): Uint8Array {
  const workbook = sheets
    .map(
      ({ name, state }, index) =>
        `<sheet name="${name}" sheetId="${index + 1}" r:id="s${index}"${state ? ` state="${state}"` : ''}/>`,
    )
    .join('');
  const related = sheets
    .map(
      (_, index) =>
        `<Relationship Id="s${index}" Type="${RELATIONSHIP}/worksheet" Target="worksheets/sheet${index}.xml"/>`,
    )
    .join('');
  return officeFile({
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${workbook}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${related}<Relationship Id="x" Type="${RELATIONSHIP}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="y" Type="${RELATIONSHIP}/styles" Target="styles.xml"/></Relationships>`,
    'xl/sharedStrings.xml': `<sst>${strings}</sst>`,
    'xl/styles.xml': `<styleSheet>${styles}</styleSheet>`,
    ...Object.fromEntries(
      sheets.map(({ before = '', rows, after = '' }, index) => [
        `xl/worksheets/sheet${index}.xml`,
        `<worksheet>${before}<sheetData>${rows}</sheetData>${after}</worksheet>`,
      ]),
    ),
  });
}

/** The lines of a document, as text. */
export function textsOf(document: SourceDocument): string[] {
  return document.blocks.filter((block): block is SourceLine => block.kind === 'line').map((line) => line.text);
}

/** The tables of a document: each cell as its text, with →n for the columns and ↓n for the rows it spans. */
export function tablesOf(document: SourceDocument): string[][][] {
  return document.blocks
    .filter((block): block is SourceTable => block.kind === 'table')
    .map((table) =>
      table.rows.map(({ cells }) =>
        cells.map(
          ({ text, column, rowSpan, columnSpan }) =>
            `${column}:${text}${columnSpan > 1 ? `→${columnSpan}` : ''}${rowSpan > 1 ? `↓${rowSpan}` : ''}`,
        ),
      ),
    );
}

/** Reads text, as a file of that name. */
export function readString(text: string, name = '要点.txt'): Promise<SourceDocument> {
  return readDocument(Buffer.from(text), name);
}
