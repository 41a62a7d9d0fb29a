import { compact, printedWidth } from './characters.ts';
import { isPageNumber } from './furniture.ts';
import type { SourceLine, SourcePlace, SourceTable } from './source-document.ts';

/** How the lines of a document were printed: what tells that a line goes on in the next, or that a paragraph begins. */
export interface PrintLayout {
  /** True for a line that reaches the margin. */
  isFull(line: string): boolean;
  /** Most full lines end in mid-sentence, so a full line may go on even behind a stop. */
  readonly isWrapped: boolean;
  /** Paragraphs begin with an indent, and only paragraphs do. */
  readonly indents: boolean;
  /** True when a blank line parts two places, and blank lines part paragraphs in this document. */
  isApart(before: SourcePlace, after: SourcePlace): boolean;
}

const STOP = /[。！？!?；;：:”》）)〕\]］】]\s*$/u;
const INDENT = 3;
const NARROWEST = 32;

/** The width of the blanks before a line; a tab counts four. */
export function indentOf(line: string): number {
  if (!/^[\s\u3000]/u.test(line)) return 0;
  return printedWidth((/^[\s\u3000]*/u.exec(line)?.[0] ?? '').replaceAll('\t', '    '));
}

/** True for an indent that begins a paragraph; wider ones centre a title or set a signature to the right. */
export function isIndented(line: string): boolean {
  return indentOf(line) >= INDENT;
}

/** Reads the habits of a document from its own lines. */
export function layoutOf(blocks: readonly (SourceLine | SourceTable)[]): PrintLayout {
  const lines = blocks.flatMap((block) => (block.kind === 'line' ? block.text.split('\n') : []));
  const texts = lines.map(printedPart);
  const long = texts.filter((text) => printedWidth(text) > 12);
  const wide = upper(long.map((text) => printedWidth(text)));
  const many = upper(long.map((text) => text.length));
  // Lines far wider than a printed page are whole paragraphs; then only a broken page wraps them.
  // No page is as narrow as the longest line of a list of short ones.
  const isNarrow = wide < NARROWEST;
  const width = wide > 120 ? 100 : isNarrow ? Number.POSITIVE_INFINITY : wide * 0.8;
  // A page that gives a digit as much room as a character is full by the count of its characters.
  const count = wide > 120 || isNarrow ? Number.POSITIVE_INFINITY : Math.max(16, many * 0.92);
  const isFull = (line: string): boolean => {
    const text = printedPart(line);
    return printedWidth(text) >= width || text.length >= count;
  };
  const full = texts.filter(isFull);
  const broken = full.filter((text) => !STOP.test(text)).length;
  return {
    isFull,
    isWrapped: full.length < 3 || broken * 4 >= full.length,
    indents: paragraphsAreIndented(lines),
    isApart: partsOf(blocks, isFull),
  };
}

// The indent of a paragraph takes room in its line; what centres a title does not.
function printedPart(line: string): string {
  const indent = indentOf(line);
  return (indent >= INDENT && indent <= 8 ? '　'.repeat(Math.round(indent / 2)) : '') + compact(line);
}

function upper(sizes: readonly number[]): number {
  return [...sizes].sort((a, b) => a - b)[Math.floor(sizes.length * 0.9)] ?? 0;
}

// Indents begin paragraphs if the line above such a one is mostly finished, and lines without one are there too.
function paragraphsAreIndented(lines: readonly string[]): boolean {
  const body = lines.filter((line) => line.trim() !== '' && !isPageNumber(line));
  let opening = 0;
  let inside = 0;
  let flush = 0;
  body.forEach((line, at) => {
    const before = body[at - 1];
    if (before === undefined) return;
    if (!isIndented(line)) flush += isIndented(before) ? 1 : 0;
    else if (STOP.test(before) || compact(before).length <= 16 || isIndented(before)) opening++;
    else inside++;
  });
  return opening >= 2 && flush >= 2 && inside * 2 <= opening;
}

// Blank lines part paragraphs unless every line has one behind it.
function partsOf(blocks: readonly (SourceLine | SourceTable)[], isFull: (line: string) => boolean) {
  const gaps = blocks.flatMap((block, at) => {
    const before = blocks[at - 1];
    const gap = block.kind === 'line' && before?.kind === 'line' ? gapOf(before.place, block.place) : null;
    return gap === null || before?.kind !== 'line' ? [] : [{ gap, afterFull: isFull(before.text) }];
  });
  const least = gaps.reduce((known, { gap }) => Math.min(known, gap), Number.POSITIVE_INFINITY);
  const parted = gaps.filter(({ gap, afterFull }) => afterFull && gap > least).length;
  const joined = gaps.filter(({ gap, afterFull }) => afterFull && gap === least).length;
  const counts = parted >= 2 && joined > parted;
  return (before: SourcePlace, after: SourcePlace): boolean => {
    const gap = gapOf(before, after);
    return counts && gap !== null && gap > least;
  };
}

function gapOf(before: SourcePlace, after: SourcePlace): number | null {
  return 'to' in before && 'from' in after ? after.from - before.to : null;
}
