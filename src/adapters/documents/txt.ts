import type { SourceBlock, SourceDocument, SourceLine } from '../../reading/source-document.ts';
import { pastedTable } from './pasted-table.ts';
import { Unreadable } from './refusals.ts';

/** Every break that ends a printed line: a form feed ends a page, the Unicode separators come from copied web pages. */
const LINE = /[^\n\r\f\v\u0085\u2028\u2029]+/g;

/** A line of a plain text with its offsets; blank lines are left out, the gap between two places shows them. */
export interface TextLine {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** The printed lines of a text. A line keeps the blanks before it, which may centre or indent it, and loses those behind it. */
export function linesOf(text: string): TextLine[] {
  const lines: TextLine[] = [];
  for (const match of text.matchAll(LINE)) {
    const kept = match[0].trimEnd();
    if (kept !== '') lines.push({ text: kept, from: match.index, to: match.index + kept.length });
  }
  return lines;
}

/** A plain text: each printed line with its offsets, and each table that was pasted from a spreadsheet. */
export function readTxt(text: string): SourceDocument {
  const lines = linesOf(text);
  if (lines.length === 0) throw new Unreadable('no-text');
  const blocks: SourceBlock[] = [];
  for (let index = 0; index < lines.length; ) {
    const table = pastedTable(lines, index, text);
    if (table !== undefined) {
      blocks.push(table.block);
      index = table.next;
      continue;
    }
    const line = lines[index];
    if (line !== undefined) blocks.push(lineBlock(line));
    index += 1;
  }
  return { format: 'txt', text, blocks, flowing: false };
}

function lineBlock(line: TextLine): SourceLine {
  return { kind: 'line', text: line.text, place: { from: line.from, to: line.to } };
}
