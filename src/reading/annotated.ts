import type { ItemReading, PlanReading } from './reading.ts';
import type { SourceCell, SourceDocument, SourcePlace } from './source-document.ts';

/** What a highlighted piece of the source was read as. */
export type FactKind = 'label' | 'limit' | 'lead' | 'supporting' | 'responsible' | 'leader' | 'target';

/** A run of the source's own characters: plain, or a fact of an item; `doubt` says that a person should look at it. */
export interface MarkedRun {
  readonly text: string;
  readonly kind: FactKind | null;
  readonly doubt: boolean;
  /** Position of the item in the reading, from 0; null outside every item. */
  readonly item: number | null;
}

/** A printed line or a row of a table with its marks, in the order of the document. */
export type AnnotatedBlock =
  | {
      readonly kind: 'line';
      readonly place: SourcePlace;
      readonly heading: number | null;
      readonly runs: readonly MarkedRun[];
      readonly starts: readonly number[];
    }
  | {
      readonly kind: 'table';
      readonly title: string | null;
      readonly rows: readonly {
        readonly place: SourcePlace;
        readonly starts: readonly number[];
        readonly cells: readonly (Pick<SourceCell, 'column' | 'rowSpan' | 'columnSpan'> & {
          readonly runs: readonly MarkedRun[];
        })[];
      }[];
    };

/** A piece of the source that is printed as one: a line, or a cell. */
interface Segment {
  readonly text: string;
  readonly place: SourcePlace;
  readonly marks: { kind: FactKind | null; doubt: boolean; item: number | null }[];
}

/**
 * The document with every fact of its reading where it is printed. A fact that stands above its item (a merged cell, a heading) is
 * marked there; a fact that is nowhere in print is marked nowhere.
 */
export function annotate(document: SourceDocument, reading: PlanReading): readonly AnnotatedBlock[] {
  const segments = segmentsOf(document);
  const starts = reading.items.map((item) => firstOf(segments, item.source));
  const order = starts.filter((at) => at >= 0).toSorted((a, b) => a - b);
  const page = new MarkedText(segments);
  reading.items.forEach((item, index) => {
    const from = starts[index] ?? -1;
    if (from < 0) return;
    const to = Math.max(
      from + 1,
      lastOf(segments, item.source, from, order.find((at) => at > from) ?? segments.length),
    );
    markItem(page, item, index, from, to);
  });
  return blocksOf(document, segments, starts);
}

function segmentsOf(document: SourceDocument): Segment[] {
  return document.blocks.flatMap((block) =>
    block.kind === 'line'
      ? [segmentOf(block.text, block.place)]
      : block.rows.flatMap((row) => row.cells.map((cell) => segmentOf(cell.text, row.place))),
  );
}

function segmentOf(text: string, place: SourcePlace): Segment {
  return { text, place, marks: Array.from({ length: text.length }, () => ({ kind: null, doubt: false, item: null })) };
}

function firstOf(segments: readonly Segment[], place: SourcePlace): number {
  return segments.findIndex((segment) =>
    'from' in place ? 'from' in segment.place && segment.place.to > place.from : isSameSpot(segment.place, place),
  );
}

/** A place with an end says where the item ends; a row is its own; lines of pages go on to the next item. */
function lastOf(segments: readonly Segment[], place: SourcePlace, from: number, next: number): number {
  const ends = (segment: Segment): boolean => {
    if ('from' in place) return !('from' in segment.place) || segment.place.from >= place.to;
    return 'sheet' in place && !isSameSpot(segment.place, place);
  };
  const end = segments.findIndex((segment, index) => index > from && ends(segment));
  const own = end < 0 ? segments.length : end;
  return 'page' in place ? Math.min(own, next) : own;
}

function isSameSpot(a: SourcePlace, b: SourcePlace): boolean {
  if ('sheet' in a && 'sheet' in b) return a.sheet === b.sheet && a.row === b.row;
  return 'page' in a && 'page' in b && a.page === b.page && a.line === b.line;
}

/** Characters of all segments as one text without blanks and with one width, so that a fact broken over lines is found. */
class MarkedText {
  private readonly segments: readonly Segment[];
  private readonly key: string;
  /** For each character of `key`: its segment, and where in it. */
  private readonly at: { segment: number; index: number }[] = [];
  private readonly keyFrom: number[] = [];

  constructor(segments: readonly Segment[]) {
    this.segments = segments;
    let key = '';
    segments.forEach((segment, number) => {
      this.keyFrom.push(key.length);
      for (let index = 0; index < segment.text.length; index += 1) {
        const folded = foldCharacter(segment.text[index] ?? '');
        for (const character of folded) {
          key += character;
          this.at.push({ segment: number, index });
        }
      }
    });
    this.keyFrom.push(key.length);
    this.key = key;
  }

  claim(item: number, from: number, to: number): void {
    for (const segment of this.segments.slice(from, to)) for (const mark of segment.marks) mark.item ??= item;
  }

  /** Marks the words where they last stand inside the segments, else where they last stand before them. */
  mark(words: string, kind: FactKind, item: number, from: number, to: number): boolean {
    return this.find(words, from, to, (mark) => {
      if (mark.kind !== null && mark.kind !== kind) return;
      mark.kind = kind;
      mark.item ??= item;
    });
  }

  doubt(words: string, from: number, to: number): boolean {
    return this.find(words, from, to, (mark) => {
      mark.doubt = true;
    });
  }

  /** Marks a pattern where it first stands inside the segments. */
  markPattern(pattern: RegExp, kind: FactKind, item: number, from: number, to: number): void {
    const start = this.keyFrom[from] ?? 0;
    const match = pattern.exec(this.key.slice(start, this.keyFrom[to]));
    if (!match) return;
    this.touch(start + match.index, match[0].length, (mark) => {
      mark.kind ??= kind;
      mark.item ??= item;
    });
  }

  private find(words: string, from: number, to: number, touch: (mark: Segment['marks'][number]) => void): boolean {
    const wanted = [...words].map(foldCharacter).join('');
    if (wanted === '') return false;
    const start = this.keyFrom[from] ?? 0;
    const end = this.keyFrom[to] ?? this.key.length;
    const inside = this.key.slice(start, end).lastIndexOf(wanted);
    const found = inside >= 0 ? start + inside : this.key.lastIndexOf(wanted, start - 1);
    if (found < 0 || (inside < 0 && start === 0)) return false;
    this.touch(found, wanted.length, touch);
    return true;
  }

  private touch(from: number, length: number, touch: (mark: Segment['marks'][number]) => void): void {
    let last: { segment: number; index: number } | null = null;
    for (const { segment, index } of this.at.slice(from, from + length)) {
      // Blanks inside a fact belong to it.
      const first: number = last?.segment === segment ? last.index + 1 : index;
      for (let character = first; character <= index; character += 1) {
        const mark = this.segments[segment]?.marks[character];
        if (mark) touch(mark);
      }
      last = { segment, index };
    }
  }
}

const BRACKETS: Readonly<Record<string, string>> = { '[': '(', ']': ')', '【': '(', '】': ')', '〔': '(', '〕': ')' };

function foldCharacter(character: string): string {
  if (/\s|\u200b|\ufeff/u.test(character)) return '';
  const folded = character.normalize('NFKC');
  return BRACKETS[folded] ?? folded;
}

function markItem(page: MarkedText, item: ItemReading, index: number, from: number, to: number): void {
  page.claim(index, from, to);
  if (item.label !== null) page.markPattern(labelPattern(item.label), 'label', index, from, Math.min(to, from + 3));
  for (const words of wordsOfLimit(item)) page.mark(words, 'limit', index, from, to);
  for (const name of item.units.lead) page.mark(name, 'lead', index, from, to);
  for (const name of item.units.supporting) page.mark(name, 'supporting', index, from, to);
  for (const name of item.units.responsible) page.mark(name, 'responsible', index, from, to);
  for (const name of item.leaders) page.mark(name, 'leader', index, from, to);
  for (const target of item.targets) {
    page.markPattern(targetPattern(target.value, target.unit), 'target', index, from, to);
  }
  for (const doubt of item.doubts) {
    if (!page.doubt(doubt.text, from, to)) for (const words of doubt.text.split(/[；、]/u)) page.doubt(words, from, to);
  }
}

/** The whole phrase first; several that were joined are looked for one by one. */
function wordsOfLimit(item: ItemReading): readonly string[] {
  return item.deadlineText === null ? [] : item.deadlineText.split('；').filter((words) => words.trim() !== '');
}

const escaped = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function labelPattern(label: string): RegExp {
  return new RegExp(`^\\(?第?${escaped([...label].map(foldCharacter).join(''))}(?:\\)|[、.]|[条项])?`, 'u');
}

const HAN = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

function targetPattern(value: number | null, unit: string): RegExp {
  const name = escaped([...unit].map(foldCharacter).join(''));
  if (value === null) return new RegExp(name, 'u');
  const forms = [
    String(value),
    ...(HAN[value] ? [HAN[value]] : []),
    ...(value >= 10_000 ? [`${value / 10_000}万`] : []),
  ];
  return new RegExp(`(?<![\\d.])(?:${forms.map(escaped).join('|')})(?:余|多)?${name}(?:以上|以内|以下|左右)?`, 'u');
}

function blocksOf(document: SourceDocument, segments: readonly Segment[], starts: readonly number[]): AnnotatedBlock[] {
  const startsAt = Map.groupBy(starts.keys(), (item) => starts[item] ?? -1);
  let next = 0;
  return document.blocks.map((block): AnnotatedBlock => {
    if (block.kind === 'line') {
      const at = next++;
      return {
        kind: 'line',
        place: block.place,
        heading: block.heading ?? null,
        runs: runsOf(segments[at]),
        starts: startsAt.get(at) ?? [],
      };
    }
    return {
      kind: 'table',
      title: block.title ?? null,
      rows: block.rows.map((row) => {
        const first = next;
        next += row.cells.length;
        return {
          place: row.place,
          starts: row.cells.flatMap((_, cell) => startsAt.get(first + cell) ?? []),
          cells: row.cells.map(({ column, rowSpan, columnSpan }, cell) => ({
            column,
            rowSpan,
            columnSpan,
            runs: runsOf(segments[first + cell]),
          })),
        };
      }),
    };
  });
}

function runsOf(segment: Segment | undefined): MarkedRun[] {
  if (!segment) return [];
  const runs: MarkedRun[] = [];
  let from = 0;
  for (let index = 1; index <= segment.text.length; index += 1) {
    const [before, here] = [segment.marks[index - 1], segment.marks[index]];
    const goesOn =
      before && here && before.kind === here.kind && before.doubt === here.doubt && before.item === here.item;
    if (goesOn || !before) continue;
    runs.push({ text: segment.text.slice(from, index), ...before });
    from = index;
  }
  return runs;
}
