/** A word found in a text, with what it means and the place after it. */
export interface FoundWord<V> {
  readonly word: string;
  readonly value: V;
  readonly to: number;
}

/** Finds the longest word of a table that stands at a place of a text. */
export type WordTable<V> = (text: string, from: number) => FoundWord<V> | null;

/** Makes a table of words; several words of one meaning are written with blanks between. */
export function wordTable<V>(rows: readonly (readonly [words: string, value: V])[]): WordTable<V> {
  const byFirst = new Map<number, { word: string; value: V }[]>();
  // Most places of a text begin no word of a table: one look at the low byte of the sign tells so.
  const mayBegin = new Uint8Array(256);
  for (const [words, value] of rows) {
    for (const word of words.split(' ')) {
      const code = word.charCodeAt(0);
      mayBegin[code & 0xff] = 1;
      const list = byFirst.get(code) ?? [];
      list.push({ word, value });
      byFirst.set(code, list);
    }
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.word.length - a.word.length);

  return (text, from) => {
    if (from < 0 || from >= text.length) return null;
    const code = text.charCodeAt(from);
    if (mayBegin[code & 0xff] === 0) return null;
    const list = byFirst.get(code);
    if (list === undefined) return null;
    for (const { word, value } of list) {
      if (text.startsWith(word, from)) return { word, value, to: from + word.length };
    }
    return null;
  };
}
