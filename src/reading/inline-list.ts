import { takeAnnotations } from './annotation.ts';
import { hanOrdinal } from './characters.ts';
import { readLabel } from './labels.ts';
import { placeSpan } from './raw-item.ts';
import type { SourcePlace } from './source-document.ts';
import type { Paragraph } from './unwrap.ts';

// A number in the middle of a paragraph stands behind a stop, a closing bracket or a blank.
const NUMBER =
  /(?<=^|[。；;：:！\s）)】\]〕])(?:(\d{1,2})[.．、]|[（(]([一二三四五六七八九十]{1,3})[）)]|[（(](\d{1,2})[）)]|([①-⑳])|([一二三四五六七八九十]{1,3})、)(?=\s?[\p{Script=Han}“《\dA-Za-z])/gu;
/** Longer paragraphs are looked at no further: no printed item is as long. */
const LONGEST = 6000;

interface Mark {
  readonly at: number;
  readonly style: number;
  readonly ordinal: number;
  /** 6.65岁 may be a figure: it is a number only where 5. stands before. */
  readonly mayBeFigure: boolean;
}

function marksOf(text: string): Mark[] {
  return [...text.slice(0, LONGEST).matchAll(NUMBER)].flatMap((match) => {
    const style = match.slice(1).findIndex((group) => group !== undefined);
    const printed = match[style + 1] ?? '';
    const ordinal = style === 3 ? (printed.codePointAt(0) ?? 0) - 0x245f : (hanOrdinal(printed) ?? Number(printed));
    const mayBeFigure = style === 0 && /^\d/u.test(text.slice(match.index + match[0].length));
    return [{ at: match.index, style, ordinal, mayBeFigure }];
  });
}

/** The longest run of numbers of one shape that count on by one. */
function longestRun(marks: readonly Mark[]): Mark[] {
  let best: Mark[] = [];
  for (const style of new Set(marks.map((mark) => mark.style))) {
    let run: Mark[] = [];
    for (const mark of marks) {
      if (mark.style !== style) continue;
      const goesOn = run.length > 0 && mark.ordinal === (run.at(-1)?.ordinal ?? 0) + 1;
      if (mark.mayBeFigure && !goesOn) continue;
      run = goesOn ? [...run, mark] : [mark];
      if (run.length > best.length) best = run;
    }
  }
  return best;
}

// （1） and ① number the parts of an item.
const PART_STYLES: readonly number[] = [2, 3];

/** Cuts a text at the numbers that count on inside it: 1.…；2.…；3.…. One piece when there is no such list. */
export function piecesOfList(text: string, withParts = true): string[] {
  const run = longestRun(marksOf(text).filter((mark) => withParts || !PART_STYLES.includes(mark.style)));
  if (run.length < 2) return [text];
  const cuts = [0, ...run.map((mark) => mark.at).filter((at) => at > 0), text.length];
  return cuts.slice(1).map((to, index) => text.slice(cuts[index], to).trim());
}

/**
 * A paragraph in which whole items follow one another, since the breaks between them were lost: it is cut at their
 * numbers if at least two of the pieces print units or a limit of their own.
 */
export function splitItems(paragraph: Paragraph): Paragraph[] {
  const pieces = piecesOfList(paragraph.text, readLabel(paragraph.text) === null);
  if (pieces.length < 2) return [paragraph];
  // Numbers of the paragraph's own shape count items; any others only where the pieces print units or limits of their own.
  const areSiblings = readLabel(pieces[0] ?? '')?.style === readLabel(pieces[1] ?? '')?.style;
  const annotated = pieces.filter((piece) => takeAnnotations(piece).fields.length > 0).length;
  if (!areSiblings && (annotated < 2 || annotated * 2 < pieces.length - 1)) return [paragraph];
  let from = 0;
  return pieces.map((text, index): Paragraph => {
    const at = paragraph.text.indexOf(text, from);
    from = at + text.length;
    const [first, last] = placesOf(paragraph, at, from);
    const { heading, ...rest } = paragraph;
    return { ...rest, text, first, last, ...(heading !== undefined && index === 0 ? { heading } : {}) };
  });
}

// A paragraph of one line tells the place of each of its characters.
function placesOf(paragraph: Paragraph, from: number, to: number): [SourcePlace, SourcePlace] {
  const { first, last, text } = paragraph;
  if (first === last && 'from' in first && 'to' in first && first.to - first.from === text.length) {
    const place = { from: first.from + from, to: first.from + to };
    return [place, place];
  }
  return [first, placeSpan(first, last)];
}
