import type { Refusal } from './event.ts';

/** Code points of one text that are accepted and kept whole; more is refused with a word on how to send it. */
export const textLimit = 10_000;

/** What no keyboard types and no database keeps: C0 and C1 controls but tab and the line breaks turned into LF below. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this rule is about.
const CONTROL = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]/;

/** Every way of breaking a line that word processors and chats paste. */
const LINE_BREAK = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;

/** Marks that turn the direction of writing, and the byte order mark: invisible, they make a text read otherwise than it is. */
const INVISIBLE = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

export type CleanText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly refusal: Extract<Refusal, 'control-characters' | 'text-too-long'> };

/**
 * A person's words as they may be stored. Line breaks become LF, invisible marks of direction go, half a surrogate pair becomes the
 * replacement character; control characters and more than `textLimit` code points are refused, never cut.
 */
export function cleanText(text: string): CleanText {
  if (CONTROL.test(text)) return { ok: false, refusal: 'control-characters' };

  const clean = text.replace(LINE_BREAK, '\n').replace(INVISIBLE, '').toWellFormed().trim();
  return codePointsOf(clean) > textLimit ? { ok: false, refusal: 'text-too-long' } : { ok: true, text: clean };
}

/** How many code points a text has: what a person would count, nearly. */
export function codePointsOf(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/**
 * A text on one line with at most `codePoints` code points of it, then an ellipsis. A text that fits is given back as it is; a
 * character is never cut in two.
 */
export function shorten(text: string, codePoints: number): string {
  const line = text.replace(/\s*\n\s*/g, ' ').trim();
  // Twice as many UTF-16 units as code points at most: a long text is not spread whole.
  const characters = Array.from(line.slice(0, codePoints * 2 + 2));
  return characters.length <= codePoints ? line : `${characters.slice(0, codePoints).join('')}…`;
}
