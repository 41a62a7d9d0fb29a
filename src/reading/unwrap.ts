import { isAnnotation } from './annotation.ts';
import { startsWithKey } from './annotation-keys.ts';
import { bracketsOf, compact, isClosing, isOpening, meantDigits } from './characters.ts';
import { furnitureOf, isPageNumber, looksLikeAddressee, looksLikeTitle } from './furniture.ts';
import { type Label, readLabel } from './labels.ts';
import { isLimitInBracket } from './limit-shape.ts';
import { isIndented, layoutOf, type PrintLayout } from './print-layout.ts';
import type { SourceLine, SourcePlace, SourceTable } from './source-document.ts';

/** A paragraph put together from printed lines. Blanks inside are kept as one, since some separate two names. */
export interface Paragraph {
  readonly kind: 'paragraph';
  readonly text: string;
  readonly first: SourcePlace;
  readonly last: SourcePlace;
  readonly heading?: number;
}

interface Growing {
  /** What was put together so far, line by line: joined only once, since a paragraph may grow by thousands of lines. */
  readonly parts: string[];
  length: number;
  /** The end of it, as far back as anybody looks. */
  text: string;
  first: SourcePlace;
  last: SourcePlace;
  heading: number | undefined;
  lastLine: string;
  depth: number;
  openFrom: number;
}

const LOOKED_BACK = 400;
const STOP = /[。！？!?；;：:”》]$/u;
const MUST_GO_ON = /[，、,（(〔“《—]$/u;
/** No paragraph begins with a closing sign: the line before it goes on. */
const CANNOT_BEGIN = /^[）)〕\]］】。，、；：！？”》%％]/u;
/** Behind a stop these words begin what is asked of all. */
const ADDRESSES = /^(?:请(?:各|有关|相关)|以上|上述)/u;
const ENDS_IN_BRACKET = /[）)〕\]］】}｝〉][。；;，,]?\s*$/u;

/**
 * Puts hard-wrapped lines together again. A line goes on if the one before it is full or cannot end there; a number,
 * an annotation of its own, a signature and an annex mark always begin anew. Page numbers in the middle are dropped.
 */
export function unwrap(blocks: readonly (SourceLine | SourceTable)[], flowing: boolean): (Paragraph | SourceTable)[] {
  const layout = layoutOf(flowing ? [] : blocks);
  const result: (Paragraph | SourceTable)[] = [];
  const expected = new Map<string, number>();
  const heads = runningHeads(blocks);
  let growing: Growing | null = null;
  let pageBetween = false;

  const finish = (): void => {
    if (growing) result.push(paragraphOf(growing));
    growing = null;
  };

  for (const block of withWholeDates(blocks)) {
    if (block.kind === 'table') {
      finish();
      result.push(block);
      continue;
    }
    for (const piece of block.text.split('\n')) {
      const text = meantDigits(piece.replace(/[\s\u3000\u200b\ufeff]+/gu, ' ').trim());
      if (text === '') continue;
      if (heads.has(compact(text)) || isPageNumber(text)) {
        pageBetween = true;
        continue;
      }
      const label = readLabel(text);
      if (
        growing &&
        !block.heading &&
        !beginsParagraph(growing, piece, block.place, layout, pageBetween) &&
        goesOn(growing, text, label, layout, flowing || block.paragraph === true, expected)
      ) {
        extend(growing, text, piece, block.place);
        pageBetween = false;
        continue;
      }
      finish();
      pageBetween = false;
      if (isStrayClose(text)) continue;
      if (label?.ordinal) expected.set(label.style, label.ordinal + 1);
      growing = {
        parts: [text],
        length: text.length,
        text: text.slice(-LOOKED_BACK),
        first: block.place,
        last: block.place,
        heading: block.heading,
        lastLine: piece,
        depth: 0,
        openFrom: 0,
      };
      trackBrackets(growing, text, 0);
    }
  }
  finish();
  return result;
}

// 2024 at the end of one line and 年4月18日 on the next are one day, no page number.
function withWholeDates(blocks: readonly (SourceLine | SourceTable)[]): readonly (SourceLine | SourceTable)[] {
  const goesOn = (block: SourceLine | SourceTable | undefined): boolean =>
    block?.kind === 'line' && /^\s*年\s?\d{1,2}\s?月/u.test(block.text);
  const isYear = (block: SourceLine | SourceTable | undefined): boolean =>
    block?.kind === 'line' && /^\s*(?:19|20)\d{2}\s*$/u.test(block.text);
  if (!blocks.some((block, at) => isYear(block) && goesOn(blocks[at + 1]))) return blocks;
  return blocks.flatMap((block, at): readonly (SourceLine | SourceTable)[] => {
    const before = blocks[at - 1];
    if (isYear(block) && goesOn(blocks[at + 1])) return [];
    if (block.kind === 'table' || before?.kind !== 'line' || !isYear(before) || !goesOn(block)) return [block];
    return [{ ...block, text: before.text.trim() + block.text.trim() }];
  });
}

function paragraphOf(growing: Growing): Paragraph {
  const { parts, first, last, heading } = growing;
  return { kind: 'paragraph', text: parts.join(''), first, last, ...(heading === undefined ? {} : { heading }) };
}

function extend(growing: Growing, text: string, line: string, place: SourcePlace): void {
  const isParted = /\u3000\s*$/u.test(growing.lastLine) || startsWithKey(text);
  const gap = isParted || (/[A-Za-z]$/.test(growing.text) && /^[A-Za-z]/.test(text)) ? ' ' : '';
  const from = growing.length;
  const added = gap + text;
  growing.parts.push(added);
  growing.length += added.length;
  growing.text = (growing.text + added).slice(-LOOKED_BACK);
  growing.last = place;
  growing.lastLine = line;
  trackBrackets(growing, added, from);
}

// Only the new part is looked at.
function trackBrackets(growing: Growing, added: string, from: number): void {
  for (let at = 0; at < added.length; at++) {
    if (isOpening(added[at])) {
      if (growing.depth === 0) growing.openFrom = from + at;
      growing.depth++;
    } else if (isClosing(added[at]) && growing.depth > 0) growing.depth--;
  }
}

function goesOn(
  before: Growing,
  text: string,
  label: Label | null,
  layout: PrintLayout,
  flowing: boolean,
  expected: ReadonlyMap<string, number>,
): boolean {
  if (before.heading) return false;
  if (!flowing && CANNOT_BEGIN.test(text)) return before.depth > 0 || !isStrayClose(text);
  if (isStrayClose(text)) return false;
  if (label && !isMidSentence(before, label, layout, expected)) return false;
  if (waitsForClose(before)) return label === null || label.style === 'bullet';
  if (flowing) return false;
  if (breaksInsideKey(before.text, text)) return true;
  if (startsWithKey(text) || /^[【〖◆■●★▲◇]/u.test(text) || furnitureOf(text)) return false;
  if (endsWithAnnotation(before.text, layout.isFull(before.lastLine))) return false;
  const isShort = before.length <= 200;
  if (isShort && (furnitureOf(before.text) || looksLikeAddressee(before.text))) return false;
  if (MUST_GO_ON.test(before.text.slice(-1))) return true;
  if (isShort && looksLikeTitle(before.text)) return false;
  if (!layout.isFull(before.lastLine)) return breaksSentence(before.text, text, layout);
  if (STOP.test(before.text.slice(-1)) && ADDRESSES.test(text)) return false;
  // A stop at the very end of a full line may end a sentence or the paragraph; where nothing is wrapped it ends the paragraph.
  return layout.isWrapped || !STOP.test(before.text.slice(-1));
}

// 力争突破3000万 and 元。 on the next line: what stands before a lone sign or two goes on in it.
function breaksSentence(before: string, text: string, layout: PrintLayout): boolean {
  return layout.isWrapped && before.length > 12 && !STOP.test(before.slice(-1)) && /^.{0,3}[。；，]/u.test(text);
}

// An indent begins a paragraph where paragraphs are indented, even inside a bracket whose end was lost; a blank line does so behind a stop.
function beginsParagraph(
  before: Growing,
  line: string,
  place: SourcePlace,
  layout: PrintLayout,
  pageBetween: boolean,
): boolean {
  if (layout.indents && isIndented(line)) return true;
  // （…；完成时限： waits for its value.
  if (before.depth > 0 && /[：:]$/u.test(before.text)) return false;
  return !pageBetween && STOP.test(before.text.slice(-1)) && layout.isApart(before.last, place);
}

// …，完成 and 时限：10月15日前 on the next line are one key, broken by the print.
function breaksInsideKey(before: string, text: string): boolean {
  const head = /[。；;，,、\s]((?:完成|办结|整改|办理|责任|牵头|配合|协办|参与|承办))$/u.exec(before.slice(-4))?.[1];
  return head !== undefined && startsWithKey(head + text);
}

// In the middle of a sentence a line may begin with 三、四季度; there only the number that is due next counts.
function isMidSentence(
  before: Growing,
  label: Label,
  layout: PrintLayout,
  expected: ReadonlyMap<string, number>,
): boolean {
  if (label.style === 'bullet' || label.style === 'han-bracket' || label.style === 'chapter') return false;
  if (STOP.test(before.text.slice(-1)) || endsWithAnnotation(before.text)) return false;
  if (!layout.isFull(before.lastLine) && !MUST_GO_ON.test(before.text.slice(-1))) return false;
  return label.ordinal !== 1 && label.ordinal !== expected.get(label.style);
}

function isStrayClose(text: string): boolean {
  return /^[）)〕\]］】。\s]+$/u.test(text);
}

function endsWithAnnotation(text: string, isFull = false): boolean {
  // Looked at once a line: most lines end in no bracket, and only then is the paragraph searched for its beginning.
  if (!ENDS_IN_BRACKET.test(text.slice(-8))) return false;
  const tail = text.slice(-LOOKED_BACK);
  const last = bracketsOf(tail).at(-1);
  if (last?.closed !== true || !/^[。；;，,]?\s*$/u.test(tail.slice(last.to)) || !isAnnotation(last.content))
    return false;
  // 主汛期（6月—8月） at the end of a line explains a word in mid-sentence.
  // Behind the name of a phase it heads what follows, on the same line where that one is full.
  if (!isLimitInBracket(last.content)) return true;
  return (isFull ? /[。；;！]\s*$/u : /(?:[。；;！]|阶段)\s*$/u).test(tail.slice(0, last.from));
}

// Only a bracket that may hold an annotation is worth waiting for: a lost closing mark must not swallow what follows.
function waitsForClose({ text, length, depth, openFrom }: Growing): boolean {
  if (depth === 0) return false;
  const open = length - openFrom;
  return open < 30 || (open < LOOKED_BACK && startsWithKey(text.slice(text.length - open).slice(0, 40)));
}

/** A running head stands beside a page number, and more than once. */
function runningHeads(blocks: readonly (SourceLine | SourceTable)[]): Set<string> {
  const texts = blocks.map((block) => (block.kind === 'line' ? compact(block.text) : ''));
  const beside = new Map<string, number>();
  texts.forEach((text, at) => {
    if (text === '' || !isPageNumber(text)) return;
    for (const near of [texts[at - 1], texts[at + 1]]) {
      if (near && near.length <= 40 && !/[。；：，]/u.test(near)) beside.set(near, (beside.get(near) ?? 0) + 1);
    }
  });
  return new Set([...beside].filter(([, times]) => times > 1).map(([text]) => text));
}
