/** Every way of breaking a line, as cells have one. */
const LINE_BREAK = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;

/** Controls that no file of cells can hold: all but tab and line feed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this rule is about.
const CONTROL = /[\u0000-\u0008\u000e-\u001f\u007f]/g;

/** Neither characters nor pictured controls: C1 controls and the two code points that XML forbids. */
const NO_CHARACTER = /[\u0080-\u009f\ufffe\uffff]/g;

/**
 * A text as a cell can hold it: line breaks become LF, a control character its picture (NUL is shown as ␀), half a surrogate pair
 * and what is no character the replacement character. Any other text is given back as it is; nothing is dropped.
 */
export function cellText(text: string): string {
  return text
    .replace(LINE_BREAK, '\n')
    .replace(CONTROL, (control) => (control === '\u007f' ? '␡' : String.fromCharCode(0x2400 + control.charCodeAt(0))))
    .replace(NO_CHARACTER, '\ufffd')
    .toWellFormed();
}

/** From here on (Hangul, Chinese, full-width forms, and the quotes and dashes between) a character takes two places. */
const WIDE_FROM = 0x1100;

/** Places at the end of a line that stay free when a mark of punctuation may not begin the next. */
const SPARE = 2;

/** Where new lines begin when a text is set in a column `width` half-width places wide. */
function linesBegin(text: string, width: number): readonly number[] {
  const begins: number[] = [];
  let places = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === LINE_FEED) {
      begins.push(at + 1);
      places = 0;
      continue;
    }
    // The second half of a pair stands with the first.
    if (code >= 0xdc00 && code <= 0xdfff) continue;
    const wide = code >= WIDE_FROM ? 2 : 1;
    if (places + wide > width - SPARE) {
      begins.push(at);
      places = 0;
    }
    places += wide;
  }
  return begins;
}

const LINE_FEED = 0x0a;

/** How many lines a text takes in a column; one that ends in a line break has an empty line at its end. */
export const linesOf = (text: string, width: number): number => linesBegin(text, width).length + 1;

/**
 * A text in parts of at most `lines` lines of a column, line breaks at the end of a part aside. Together they are the text, no
 * character is cut in two; a text that fits is one part.
 */
export function partsOf(text: string, width: number, lines: number): readonly string[] {
  const cuts = linesBegin(text, width).filter((at, index) => (index + 1) % lines === 0 && at < text.length);
  return [...cuts, text.length].map((to, index) => text.slice(cuts[index - 1] ?? 0, to));
}

/** What may stand before the sign of a formula and is passed over by one program or another: quotes, blanks, invisible marks. */
const PASSED_OVER = String.raw`['"“”‘’＇＂\s\p{Z}\p{Cf}\p{Cc}␀-␡]*`;
const FORMULA = new RegExp(`^${PASSED_OVER}[=+\\-@＝＋－＠﹦﹢﹣﹫−]`, 'u');

/** What a program would turn into a day or a number: the code 26-12-2 into 2 December. */
const FIGURE = /^[\s(（¥￥$]*[\d０-９][\d０-９\s.,，:：/年月日时分秒%％)）eE．／－–-]*$/u;

/** A mark of its own, or what the mark would be confused with. */
const MARKED = /^['\t\n␀-␡]/;

/**
 * A text for a file in which cells have no type (CSV): what a program would take for a formula, a day or a number gets an apostrophe
 * in front, and so does a text that begins with one, a tab or a line break. `unguarded` gives every text back.
 */
export function guarded(text: string): string {
  return FORMULA.test(text) || FIGURE.test(text) || MARKED.test(text) ? `'${text}` : text;
}

/** The text of a cell that `guarded` wrote: one apostrophe in front is the guard's. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") ? cell.slice(1) : cell;
}
