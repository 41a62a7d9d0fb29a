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
  const byFirst = new Map<string, { word: string; value: V }[]>();
  for (const [words, value] of rows) {
    for (const word of words.split(' ')) {
      const list = byFirst.get(word[0] as string) ?? [];
      list.push({ word, value });
      byFirst.set(word[0] as string, list);
    }
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.word.length - a.word.length);

  return (text, from) => {
    const list = byFirst.get(text[from] ?? '');
    if (list === undefined) return null;
    for (const { word, value } of list) {
      if (text.startsWith(word, from)) return { word, value, to: from + word.length };
    }
    return null;
  };
}
