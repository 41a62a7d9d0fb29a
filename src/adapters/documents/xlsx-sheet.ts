import type { CellBudget } from './flow.ts';
import { COLUMN_LIMIT } from './limits.ts';
import { type MarkupEvents, readXml } from './markup.ts';
import { Unreadable } from './refusals.ts';
import { shownIsoDate, shownNumber } from './xlsx-format.ts';

/** What the cells of all sheets refer to. */
export interface Workbook {
  readonly strings: readonly string[];
  /** Format codes by the style number of a cell. */
  readonly formats: readonly string[];
  readonly from1904: boolean;
}

/** An area of merged cells: rows from 1, columns from 0, ends included. */
export interface MergedArea {
  readonly fromRow: number;
  readonly toRow: number;
  readonly fromColumn: number;
  readonly toColumn: number;
}

/** A sheet's words by row (from 1) and column (from 0), as shown. Cells without words are absent. */
export interface Sheet {
  readonly rows: ReadonlyMap<number, ReadonlyMap<number, string>>;
  readonly usedColumns: ReadonlySet<number>;
  readonly merges: readonly MergedArea[];
  readonly hiddenRows: readonly number[];
  readonly hiddenColumns: readonly number[];
  /** Words of hidden rows, by "row,column": a merged cell may begin in one. */
  readonly hiddenTexts: ReadonlyMap<string, string>;
}

/** Reads a sheet's XML in one pass, so that a million formatted but empty cells cost nothing to keep. */
export function readSheet(xml: string, workbook: Workbook, budget: CellBudget): Sheet {
  const reader = new SheetReader(workbook, budget);
  readXml(xml, reader);
  return reader;
}

class SheetReader implements MarkupEvents, Sheet {
  readonly rows = new Map<number, Map<number, string>>();
  readonly usedColumns = new Set<number>();
  readonly merges: MergedArea[] = [];
  readonly hiddenRows: number[] = [];
  readonly hiddenColumns: number[] = [];
  readonly hiddenTexts = new Map<string, string>();

  private readonly workbook: Workbook;
  private readonly budget: CellBudget;
  private row = 0;
  private rowHidden = false;
  private column = -1;
  private type = 'n';
  private style = 0;
  private value = '';
  private inValue = false;
  private phonetic = 0;

  constructor(workbook: Workbook, budget: CellBudget) {
    this.workbook = workbook;
    this.budget = budget;
  }

  begin(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'row':
        this.row = attributes.r === undefined ? this.row + 1 : Number(attributes.r);
        this.rowHidden = /^(?:1|true)$/.test(attributes.hidden ?? '');
        this.column = -1;
        break;
      case 'c':
        this.column = attributes.r === undefined ? this.column + 1 : columnOf(attributes.r);
        this.type = attributes.t ?? 'n';
        this.style = Number(attributes.s ?? 0);
        this.value = '';
        break;
      case 'v':
        this.inValue = true;
        break;
      case 't':
        this.inValue = this.phonetic === 0;
        break;
      case 'rPh':
        this.phonetic += 1;
        break;
      case 'col':
        if (/^(?:1|true)$/.test(attributes.hidden ?? ''))
          this.hideColumns(Number(attributes.min), Number(attributes.max));
        break;
      case 'mergeCell':
        this.merges.push(areaOf(attributes.ref ?? ''));
        break;
    }
  }

  text(chunk: string): void {
    if (this.inValue) this.value += chunk;
  }

  end(name: string): void {
    if (name === 'v' || name === 't') this.inValue = false;
    else if (name === 'rPh') this.phonetic -= 1;
    else if (name === 'c') this.keep();
  }

  private keep(): void {
    const text = this.shown()
      .replace(/[\t\u00a0]/g, ' ')
      .trim();
    if (text === '') return;
    this.budget.take(0, 1);
    if (this.rowHidden) {
      if (this.hiddenRows.at(-1) !== this.row) this.hiddenRows.push(this.row);
      this.hiddenTexts.set(`${this.row},${this.column}`, text);
      return;
    }
    this.usedColumns.add(this.column);
    if (this.usedColumns.size > COLUMN_LIMIT) throw new Unreadable('too-many-columns');
    const cells = this.rows.get(this.row) ?? new Map<number, string>();
    this.rows.set(this.row, cells.set(this.column, text));
  }

  private shown(): string {
    switch (this.type) {
      case 's':
        return unescaped(this.workbook.strings[Number(this.value)] ?? '');
      case 'b':
        return this.value === '' ? '' : this.value === '1' ? 'TRUE' : 'FALSE';
      case 'd':
        return shownIsoDate(this.value);
      case 'n': {
        const number = Number(this.value);
        if (this.value.trim() === '' || Number.isNaN(number)) return this.value;
        return shownNumber(number, this.workbook.formats[this.style] ?? 'General', this.workbook.from1904);
      }
      default:
        return unescaped(this.value);
    }
  }

  private hideColumns(from: number, to: number): void {
    // A hidden rest of the sheet reaches to column 16,384: beyond the limit nothing can be shown anyway.
    for (let column = from - 1; column < Math.min(to, from + COLUMN_LIMIT); column += 1)
      this.hiddenColumns.push(column);
  }
}

/** Characters that XML cannot hold are written _x000D_ in a workbook. */
function unescaped(text: string): string {
  return text
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\r\n?/g, '\n');
}

/** B12 → 1. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^\$?([A-Za-z]{1,3})/.exec(reference)?.[1]?.toUpperCase() ?? 'A') {
    column = column * 26 + letter.charCodeAt(0) - 64;
  }
  return column - 1;
}

function areaOf(reference: string): MergedArea {
  const [from = '', to = from] = reference.split(':');
  const rowOf = (corner: string) => Number(/\d+/.exec(corner)?.[0] ?? 0);
  return { fromRow: rowOf(from), toRow: rowOf(to), fromColumn: columnOf(from), toColumn: columnOf(to) };
}
