import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import type { Cell, Sheet } from '../../core/sheet.ts';
import { linesOf } from '../../core/sheet-text.ts';
import { sheetStyles, styleOf, styles } from './xlsx-styles.ts';

/**
 * Sheets as a workbook for Excel and WPS, a page each: A4 landscape, as wide as the page, headings on every page and standing still
 * on the screen, with a filter. Texts are typed as texts (inline strings): no cell is a formula, whatever it begins with.
 * https://ecma-international.org/publications-and-standards/standards/ecma-376/ (part 1, 18.3)
 */
export async function writeXlsx(sheets: readonly Sheet[], writtenAt: Date): Promise<Uint8Array> {
  const zip = new ZipFile();
  const add = (name: string, xml: string) => zip.addBuffer(Buffer.from(HEAD + xml), name, { mtime: writtenAt });
  const numbers = sheets.map((_, index) => index + 1);
  add('[Content_Types].xml', contentTypes(numbers));
  add('_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']]));
  add('xl/workbook.xml', workbook(sheets));
  const parts = numbers.map((n): Relation => ['worksheet', `worksheets/sheet${n}.xml`]);
  add('xl/_rels/workbook.xml.rels', relations([...parts, ['styles', 'styles.xml']]));
  add('xl/styles.xml', sheetStyles);
  for (const [index, sheet] of sheets.entries()) add(`xl/worksheets/sheet${index + 1}.xml`, worksheet(sheet, index));
  zip.end();
  return buffer(zip.outputStream);
}

type Relation = readonly [type: string, target: string];

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const contentTypes = (numbers: readonly number[]): string =>
  [
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">',
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>`,
    `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>`,
    ...numbers.map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPE}.worksheet+xml"/>`),
    '</Types>',
  ].join('');

const relations = (targets: readonly Relation[]): string =>
  [
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">',
    ...targets.map(
      ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
    ),
    '</Relationships>',
  ].join('');

/** A plan's title may hold what a page's name may not, so pages are numbered. */
const nameOf = (index: number): string => `台账${index + 1}`;

function workbook(sheets: readonly Sheet[]): string {
  const pages = sheets.map((_, i) => `<sheet name="${nameOf(i)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`);
  const names = [
    ...sheets.map((sheet, i) => definedName('Print_Titles', i, `$${headingRow(sheet)}:$${headingRow(sheet)}`)),
    ...sheets.map((sheet, i) => definedName('_FilterDatabase', i, filterArea(sheet).replace(/[A-Z]+|\d+/g, '$$$&'))),
  ];
  return `<workbook ${MAIN} xmlns:r="${OFFICE}"><bookViews><workbookView/></bookViews><sheets>${pages.join('')}</sheets><definedNames>${names.join('')}</definedNames></workbook>`;
}

const definedName = (name: string, index: number, area: string): string =>
  `<definedName name="_xlnm.${name}" localSheetId="${index}"${name === '_FilterDatabase' ? ' hidden="1"' : ''}>'${nameOf(index)}'!${area}</definedName>`;

const headingRow = ({ notes }: Sheet): number => 2 + notes.length;

const filterArea = (sheet: Sheet): string =>
  `A${headingRow(sheet)}:${columnName(sheet.columns.length - 1)}${headingRow(sheet) + sheet.rows.length}`;

function worksheet(sheet: Sheet, index: number): string {
  const { title, notes, columns, rows } = sheet;
  const last = columnName(columns.length - 1);
  const top = headingRow(sheet);
  const heads = [title, ...notes];
  const wide = columns.reduce((sum, { width }) => sum + width, 0);
  const headings = columns.map(({ heading }): Cell => ({ kind: 'text', text: heading }));
  return [
    `<worksheet ${MAIN}>`,
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<sheetViews><sheetView workbookViewId="0"${index === 0 ? ' tabSelected="1"' : ''}>`,
    `<pane xSplit="2" ySplit="${top}" topLeftCell="C${top + 1}" activePane="bottomRight" state="frozen"/></sheetView></sheetViews>`,
    `<cols>${columns.map(({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width + 0.71}" customWidth="1"/>`).join('')}</cols>`,
    '<sheetData>',
    ...heads.map((text, i) => {
      const height = i === 0 ? TITLE_POINTS : linesOf(text, wide) * LINE_POINTS;
      return row(i + 1, height, [{ kind: 'text', text }], () => (i === 0 ? styles.title : styles.note));
    }),
    row(top, heightOf(headings, columns), headings, () => styles.heading),
    ...rows.map((cells, i) =>
      row(top + 1 + i, heightOf(cells, columns), cells, (cell, at) => styleOf(cell, columns[at]?.centred ?? false)),
    ),
    '</sheetData>',
    `<autoFilter ref="${filterArea(sheet)}"/>`,
    `<mergeCells count="${heads.length}">${heads.map((_, i) => `<mergeCell ref="A${i + 1}:${last}${i + 1}"/>`).join('')}</mergeCells>`,
    '<printOptions horizontalCentered="1"/>',
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>',
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
    '<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter>',
    '</worksheet>',
  ].join('');
}

/** Points of a line of 10-point type, and of the title. Programs do not agree on making rows as high as their texts by themselves. */
const LINE_POINTS = 14;
const TITLE_POINTS = 30;

const heightOf = (cells: readonly Cell[], columns: Sheet['columns']): number =>
  LINE_POINTS *
  Math.max(...cells.map((cell, at) => (cell.kind === 'text' ? linesOf(cell.text, columns[at]?.width ?? 1) : 1)));

const row = (
  number: number,
  points: number,
  cells: readonly Cell[],
  style: (cell: Cell, at: number) => number,
): string =>
  `<row r="${number}" ht="${points + 4}" customHeight="1">${cells.map((cell, at) => cellXml(cell, `r="${columnName(at)}${number}" s="${style(cell, at)}"`)).join('')}</row>`;

function cellXml(cell: Cell, attributes: string): string {
  switch (cell.kind) {
    case 'text':
      return `<c ${attributes} t="inlineStr"><is><t xml:space="preserve">${escaped(cell.text)}</t></is></c>`;
    case 'number':
      return `<c ${attributes}><v>${cell.value}</v></c>`;
    case 'day':
      return `<c ${attributes}><v>${serialOf(cell.on)}</v></c>`;
    case 'moment':
      return `<c ${attributes}><v>${serialOf(cell.on) + cell.at / 1_440}</v></c>`;
    case 'empty':
      return `<c ${attributes}/>`;
    default:
      return cell satisfies never;
  }
}

/** Days since 30 December 1899, as workbooks count from March 1900 on. */
const serialOf = (on: string): number => (Date.parse(`${on}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000;

/** 0 → A, 26 → AA. */
const columnName = (index: number): string =>
  (index < 26 ? '' : columnName(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

/** What XML forbids, as a workbook writes it (ECMA-376, 22.9.2.19): _x0001_. The same letters in a text have their line escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this rule is about.
const FORBIDDEN = /_(?=x[0-9A-Fa-f]{4}_)|[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g;

const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(FORBIDDEN, (found) => `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
