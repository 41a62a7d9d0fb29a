import { type Annotated, type Field, takeAnnotations } from './annotation.ts';
import { startsWithKey } from './annotation-keys.ts';
import { compact } from './characters.ts';
import { inheritedBy } from './covering-text.ts';
import { furnitureOf, looksLikeAddressee, looksLikeTitle } from './furniture.ts';
import { piecesOfList, splitItems } from './inline-list.ts';
import { LABEL_RANK, type Label, type LabelStyle, readLabel } from './labels.ts';
import {
  boxedHeading,
  continuesItem,
  isAddressedDuty,
  isBareHeading,
  isCaption,
  isMarkedHeading,
  isNote,
  isOwnerOfNextDate,
  isUnitsHeading,
  NUMBERED_NOTE,
} from './paragraph-kind.ts';
import type { SourceDocument, SourcePlace, SourceTable } from './source-document.ts';
import { captionsOf, detailsIn } from './table-plan.ts';
import { findPrintedTables } from './text-table.ts';
import { type Paragraph, unwrap } from './unwrap.ts';

/** A numbered or headed piece of a document, with what stands under it. `text` has neither number nor annotation. */
export interface OutlineNode {
  readonly kind: 'node';
  readonly label: Label | null;
  /** The first paragraph as printed, blanks removed, without its annotation: the name of a section. */
  readonly printed: string;
  readonly isHeading: boolean;
  /** The fields stand in the first paragraph itself: 一、推进普惠（牵头股室：基础教育股）. */
  readonly namesInHead: boolean;
  readonly rank: number;
  text: string;
  readonly fields: Field[];
  unclosed: string | null;
  readonly first: SourcePlace;
  last: SourcePlace;
  readonly children: OutlineChild[];
}

export type OutlineChild = OutlineNode | SourceTable;

/** A notice, or one annex: what stands under one title. `opening` is the text before the first number. */
export interface Part {
  title: string | null;
  readonly opening: Paragraph[];
  readonly children: OutlineChild[];
}

/** A document as parts. `marks` are lines about the document itself: its number, its signature and date. */
export interface Outline {
  readonly parts: readonly Part[];
  readonly marks: readonly string[];
  /** Lines in brackets under the title that tell when a plan was passed: （2025年3月5日第2次调度会审定）. */
  readonly captions: readonly string[];
}

/** What a meeting says behind its decisions is none of them. */
const SPOKEN = /^会议(?:还)?(?:要求|强调|指出|认为|决定|明确|号召)/u;

const LOOSE_RANK = 8;
const BARE_HEADING_RANK = 1.5;
// ◆ names a section below 一、 and above （一）.
const MARKED_HEADING_RANK = 2.5;

/** Reads how a document is built: its parts, its sections and what is numbered under them. */
export function readOutline(document: SourceDocument): Outline {
  return outlineOf(piecesOf(document));
}

/** The paragraphs and tables of a document, put together from its lines. */
export function piecesOf(document: SourceDocument): (Paragraph | SourceTable)[] {
  const blocks = findPrintedTables(document.blocks);
  return unwrap(blocks, document.flowing).flatMap((piece): (Paragraph | SourceTable)[] =>
    piece.kind === 'table' ? [piece] : splitItems(piece),
  );
}

/** Reads how paragraphs and tables are built into parts, sections and items. */
export function outlineOf(pieces: readonly (Paragraph | SourceTable)[]): Outline {
  const builder = new OutlineBuilder(unitsHeadLists(pieces));
  pieces.forEach((piece, index) => {
    if (piece.kind === 'table') builder.addTable(piece);
    else builder.addParagraph(piece, pieces[index + 1], contentAfter(pieces, index));
  });
  return { parts: builder.parts, marks: builder.marks, captions: builder.captions };
}

/** What follows a line that may be a heading, behind a line that only says who leads or by when. */
function contentAfter(
  pieces: readonly (Paragraph | SourceTable)[],
  index: number,
): Paragraph | SourceTable | undefined {
  const next = pieces[index + 1];
  return next?.kind === 'paragraph' && next.text.length <= 60 && startsWithKey(next.text) ? pieces[index + 2] : next;
}

// Lines that name only units: the first stands over 1., and there are more of them.
function unitsHeadLists(pieces: readonly (Paragraph | SourceTable)[]): boolean {
  const heads = pieces.flatMap((piece, index) => {
    const next = pieces[index + 1];
    return piece.kind === 'paragraph' && isUnitsHeading(piece.text, next) && next?.kind === 'paragraph' ? [next] : [];
  });
  return heads.length >= 2 && heads[0] !== undefined && readLabel(heads[0].text)?.ordinal === 1;
}

class OutlineBuilder {
  readonly parts: Part[] = [];
  readonly marks: string[] = [];
  readonly captions: string[] = [];
  private part: Part = this.openPart();
  private stack: OutlineNode[] = [];
  private titleLines: string[] | null = [];
  /** Lines that name only units stand over lists in this document, not under items. */
  private unitsHead: boolean;
  private notes: OutlineNode | null = null;
  private lastNote: Label | null = null;
  /** Shapes of numbers whose items had an annotation line of their own before. */
  private readonly annotatedStyles = new Set<LabelStyle>();

  constructor(unitsHead: boolean) {
    this.unitsHead = unitsHead;
  }

  addTable(table: SourceTable): void {
    this.closeTitle();
    const details = detailsIn(table);
    if (details.title !== null && looksLikeTitle(details.title) && !looksLikeTitle(this.part.title ?? ''))
      this.part.title = details.title;
    this.marks.push(...details.marks);
    for (const caption of captionsOf(table)) {
      if (!this.part.title && looksLikeTitle(caption)) this.part.title = caption;
      else this.marks.push(caption);
    }
    (this.stack.at(-1)?.children ?? this.part.children).push(table);
  }

  addParagraph(
    paragraph: Paragraph,
    next: Paragraph | SourceTable | undefined,
    below: Paragraph | SourceTable | undefined = next,
  ): void {
    const note = NUMBERED_NOTE.exec(paragraph.text);
    if (note) {
      this.addNotes(paragraph, note[0].length);
      return;
    }
    this.leaveNotes(paragraph, below);
    const furniture = furnitureOf(paragraph.text);
    // 联系人：张工，6612345。各牵头单位请于9月25日前报送总结: behind whom to call stands what to send.
    const behindContact = furniture === 'contact' ? paragraph.text.replace(/^[^。]*。\s*/u, '') : '';
    if (behindContact !== '' && isAddressedDuty(behindContact)) {
      this.closeTitle();
      this.addUnlabelled({ ...paragraph, text: behindContact }, below);
      return;
    }
    if (furniture && !(furniture === 'annex-list' && paragraph.heading)) {
      this.addFurniture(furniture, paragraph.text);
      return;
    }
    if (this.repeatsTitle(paragraph.text)) return;
    if (isOwnerOfNextDate(paragraph, next)) {
      this.marks.push(paragraph.text);
      return;
    }
    if (paragraph.heading === 1 && !readLabel(paragraph.text) && this.hasContent()) this.startPart();
    const headsList = this.unitsHead && this.titleLines?.length !== 0 && isUnitsHeading(paragraph.text, below);
    if (this.titleLines && !headsList && this.isTitleLine(paragraph)) {
      this.titleLines.push(compact(paragraph.text));
      return;
    }
    this.closeTitle();
    if (looksLikeAddressee(paragraph.text) && this.stack.length === 0) return;

    const label = readLabel(paragraph.text);
    if (label?.style === 'bullet' && isMarkedHeading(label.rest, below))
      this.push(null, MARKED_HEADING_RANK, paragraph, label.rest, true);
    else if (label) this.push(label, LABEL_RANK[label.style], paragraph, label.rest, paragraph.heading !== undefined);
    else if (paragraph.heading) this.push(null, paragraph.heading / 10, paragraph, paragraph.text, true);
    else this.addUnlabelled(paragraph, below);
  }

  // 说明：1.…；2.… on one line are notes; the list goes on below only with the number that is due next.
  private addNotes(paragraph: Paragraph, from: number): void {
    this.closeTitle();
    this.push(null, LABEL_RANK.han, { ...paragraph, text: '说明' }, '说明', true);
    this.notes = this.stack.at(-1) ?? null;
    for (const text of piecesOfList(paragraph.text.slice(from))) {
      const label = readLabel(text);
      if (label) this.push(label, LABEL_RANK[label.style], { ...paragraph, text }, label.rest, false);
      this.lastNote = label ?? this.lastNote;
    }
  }

  private leaveNotes(paragraph: Paragraph, next: Paragraph | SourceTable | undefined): void {
    if (!this.notes) return;
    const label = readLabel(paragraph.text);
    const goesOn = label
      ? label.style === this.lastNote?.style && label.ordinal === (this.lastNote.ordinal ?? 0) + 1
      : !paragraph.heading && !isBareHeading(paragraph, next);
    if (goesOn) {
      this.lastNote = label ?? this.lastNote;
      return;
    }
    const at = this.stack.indexOf(this.notes);
    if (at !== -1) this.stack.length = at;
    this.notes = null;
  }

  private addUnlabelled(paragraph: Paragraph, next: Paragraph | SourceTable | undefined): void {
    const annotated = takeAnnotations(paragraph.text);
    const top = this.stack.at(-1);
    if (this.addHeadingOfItsOwn(paragraph, next, top)) return;
    const isAnnotationOnly = compact(annotated.text).length <= 1 && annotated.fields.length > 0;
    if (top && isAnnotationOnly) {
      const owner = this.ownerOfAnnotation(top);
      if (owner === top && top.label) this.annotatedStyles.add(top.label.style);
      owner.fields.push(...annotated.fields);
      owner.last = paragraph.last;
      return;
    }
    const speaksOfAll = top?.isHeading && top.children.length === 0 && inheritedBy(paragraph.text).length > 0;
    if (top && (speaksOfAll || continuesItem(paragraph.text))) {
      top.text += `\n${annotated.text}`;
      top.fields.push(...annotated.fields);
      top.last = paragraph.last;
      return;
    }
    if (isCaption(paragraph.text, next) && top?.isHeading) {
      this.marks.push(paragraph.text);
      return;
    }
    if (isBareHeading(paragraph, next)) {
      this.push(null, BARE_HEADING_RANK, paragraph, paragraph.text, true);
      return;
    }
    const startsAnew =
      annotated.fields.length > 0 ||
      isAddressedDuty(paragraph.text) ||
      SPOKEN.test(paragraph.text) ||
      isNote(paragraph.text) ||
      (top?.children.length ?? 0) > 0;
    if (!top) {
      if (annotated.fields.length > 0 && hasKeys(annotated))
        this.push(null, LOOSE_RANK, paragraph, paragraph.text, false);
      else this.part.opening.push(paragraph);
      return;
    }
    if (top.fields.length > 0 || startsAnew) {
      // Beside a finished item it is one more item; under a heading the first one.
      const rank = (top.isHeading && top.fields.length === 0) || top.children.length > 0 ? LOOSE_RANK : top.rank;
      this.push(null, rank, paragraph, paragraph.text, false);
      return;
    }
    top.text += `\n${annotated.text}`;
    top.last = paragraph.last;
  }

  // 【十月份】 and a line that names only units are headings where a list begins under them.
  private addHeadingOfItsOwn(
    paragraph: Paragraph,
    next: Paragraph | SourceTable | undefined,
    top: OutlineNode | undefined,
  ): boolean {
    const isFirst = !top || (top.isHeading && top.children.length === 0);
    const boxed = boxedHeading(paragraph.text, isFirst || this.unitsHead || (top?.fields.length ?? 0) > 0, next);
    const areUnits = boxed === null && this.unitsHead && isUnitsHeading(paragraph.text, next);
    if (boxed === null && !areUnits) return false;
    this.unitsHead = true;
    this.push(null, BARE_HEADING_RANK, paragraph, boxed ?? paragraph.text, true);
    return true;
  }

  private push(label: Label | null, rank: number, paragraph: Paragraph, text: string, isHeading: boolean): void {
    const { text: own, fields, unclosed } = takeAnnotations(text);
    while (this.stack.length > 0 && (this.stack.at(-1) as OutlineNode).rank >= rank) this.stack.pop();
    const node: OutlineNode = {
      kind: 'node',
      label,
      printed: compact(paragraph.text.slice(0, paragraph.text.length - text.length) + own),
      isHeading: isHeading || isHeadingText(own),
      namesInHead: fields.length > 0,
      rank,
      text: own,
      fields: [...fields],
      unclosed,
      first: paragraph.first,
      last: paragraph.last,
      children: [],
    };
    (this.stack.at(-1)?.children ?? this.part.children).push(node);
    this.stack.push(node);
  }

  // An annotation on a line of its own behind a list whose other members have none speaks of the whole list.
  private ownerOfAnnotation(top: OutlineNode): OutlineNode {
    const parent = this.stack.at(-2);
    if (!parent || top.fields.length > 0 || (top.label && this.annotatedStyles.has(top.label.style))) return top;
    const siblings = parent.children.filter((child) => child.kind === 'node');
    const othersHaveNone = siblings.every((child) => child === top || child.fields.length === 0);
    if (siblings.length < 2 || !othersHaveNone) return top;
    while (this.stack.at(-1) !== parent) this.stack.pop();
    return parent;
  }

  private addFurniture(kind: string, text: string): void {
    this.closeTitle(kind === 'number' || kind === 'dated');
    if (kind === 'annex') this.startPart();
    else if (kind === 'signature') {
      this.marks.push(text);
      if (this.hasContent()) this.startPart();
    } else if (kind === 'number' || kind === 'dated') {
      (kind === 'dated' ? this.captions : this.marks).push(text);
      if (!this.hasContent()) this.titleLines = [];
    }
  }

  // The next page of a table prints the title again: …任务表（续）.
  private repeatsTitle(text: string): boolean {
    const title = this.part.title;
    return title !== null && this.hasContent() && compact(text).replace(/[（(]?续表?\d?[）)]?$/u, '') === title;
  }

  private hasContent(): boolean {
    return this.part.children.length > 0 || this.part.opening.length > 0;
  }

  private startPart(): void {
    this.closeTitle();
    if (this.hasContent() || this.part.title) this.part = this.openPart();
    this.stack = [];
    this.titleLines = [];
  }

  private openPart(): Part {
    const part: Part = { title: null, opening: [], children: [] };
    this.parts.push(part);
    return part;
  }

  private isTitleLine(paragraph: Paragraph): boolean {
    const text = compact(paragraph.text);
    if (paragraph.heading === 1) return true;
    if (text.length > 70 || /[。；;：:！]/u.test(text) || readLabel(text)) return false;
    // Behind a whole title a line with a comma begins the text.
    if (/[，,]/u.test(text) && looksLikeTitle(this.titleLines?.slice(0, 6).join('') ?? '')) return false;
    return !/[，,、]$|^[【〖]/u.test(text);
  }

  // Above a document number stands the name of the office, not the title.
  private closeTitle(isAboveNumber = false): void {
    if (!this.titleLines) return;
    const title = this.titleLines.join('');
    const known = this.part.title;
    if (title !== '' && !(isAboveNumber && !looksLikeTitle(title))) {
      if (known === null || (!looksLikeTitle(known) && looksLikeTitle(title))) this.part.title = title;
    }
    this.titleLines = null;
  }
}

function hasKeys(annotated: Annotated): boolean {
  return annotated.fields.some((field) => field.kind !== 'shared');
}

function isHeadingText(text: string): boolean {
  const words = compact(text);
  return words.length <= 45 && !/[。；;！]/u.test(words);
}
