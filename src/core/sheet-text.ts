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

/** Half-width places that a character takes in a column: two for Chinese, kana, full-width forms and pictures. */
const placesOf = (character: string): number =>
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(character) ||
  character.length > 1
    ? 2
    : 1;

/** Places at the end of a line that stay free when a mark of punctuation may not begin the next. */
const SPARE = 2;

/** The characters of a text with whether each begins a new line in a column `width` half-width places wide. */
function* setIn(text: string, width: number): Generator<readonly [character: string, begins: boolean]> {
  let places = 0;
  for (const character of text) {
    const wide = character === '\n' ? 0 : placesOf(character);
    const begins = character === '\n' || places + wide > width - SPARE;
    places = begins ? wide : places + wide;
    yield [character, begins];
  }
}

/** How many lines a text takes in a column. */
export function linesOf(text: string, width: number): number {
  let lines = 1;
  for (const [, begins] of setIn(text, width)) lines += begins ? 1 : 0;
  return lines;
}

/**
 * A text in parts of at most `lines` lines of a column, two or more. Together they are the text, no character is cut in two; a text
 * that fits is one part.
 */
export function partsOf(text: string, width: number, lines: number): readonly string[] {
  const parts: string[] = [];
  let part = '';
  let line = 1;
  for (const [character, begins] of setIn(text, width)) {
    line += begins ? 1 : 0;
    if (line > lines) {
      parts.push(part);
      part = '';
      line = character === '\n' ? 2 : 1;
    }
    part += character;
  }
  return [...parts, part];
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
