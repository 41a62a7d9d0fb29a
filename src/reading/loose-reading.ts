import { type Field, takeAnnotations } from './annotation.ts';
import { compact } from './characters.ts';
import { furnitureOf } from './furniture.ts';
import { readLabel } from './labels.ts';
import { placeSpan, type RawItem } from './raw-item.ts';
import type { SourceTable } from './source-document.ts';
import type { Paragraph } from './unwrap.ts';

/** Fewer groups of units and limits than that say nothing about how a document is built. */
const FEWEST = 4;

/**
 * Reads a document paragraph by paragraph, whatever its numbers and headings: each paragraph that prints units or limits of
 * its own is an item, with its number if it has one, under the last line that could be a heading.
 */
export function looseItems(pieces: readonly (Paragraph | SourceTable)[]): RawItem[] {
  const items: RawItem[] = [];
  let section: string | null = null;
  let waiting: Paragraph | null = null;
  for (const piece of pieces) {
    if (piece.kind === 'table' || furnitureOf(piece.text) !== null) {
      waiting = null;
      continue;
    }
    const annotated = takeAnnotations(piece.text);
    const words = compact(annotated.text);
    if (!annotated.fields.some(({ kind }) => kind !== 'leaders')) {
      if (words.length <= 30 && !/[。；]/u.test(words)) section = words;
      waiting = piece;
      continue;
    }
    // An annotation on a line of its own belongs to the paragraph above.
    const owner = words.length <= 1 ? waiting : piece;
    const known = owner === null ? items.at(-1) : undefined;
    if (known) items[items.length - 1] = { ...known, fields: [...known.fields, ...annotated.fields] };
    else if (owner) items.push(itemOf(owner, piece, annotated.fields, section));
    waiting = null;
  }
  return items;
}

function itemOf(owner: Paragraph, last: Paragraph, fields: readonly Field[], section: string | null): RawItem {
  const label = readLabel(owner.text);
  return {
    label: label?.printed ?? null,
    ordinal: label?.ordinal ?? null,
    section: section === compact(owner.text) ? null : section,
    text: takeAnnotations(label?.rest ?? owner.text).text,
    fields,
    inherited: [],
    source: placeSpan(owner.first, last.last),
    unclosed: null,
    isDuty: false,
    firstLeads: false,
  };
}

/**
 * True when a reading by numbers and headings cannot be right: much fewer items carry units or limits than paragraphs print
 * them, as where one item has swallowed the others.
 */
export function hasSwallowed(items: readonly RawItem[], loose: readonly RawItem[]): boolean {
  const carrying = items.filter((item) => item.fields.length > 0 || item.inherited.length > 0).length;
  return loose.length >= FEWEST && carrying * 2 < loose.length;
}
