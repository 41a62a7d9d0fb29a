/** Any of these words, anywhere in a clause. */
export const anyOf = (words: readonly string[]): RegExp => new RegExp(words.join('|'));
/** One of these and nothing else, but for the given ending. */
export const wholly = (words: readonly string[], ending: string): RegExp =>
  new RegExp(`^(?:${words.join('|')})${ending}`);
/** Up to three of these, blanks between them, and nothing else but the given ending. */
export const inARow = (words: readonly string[], ending: string): RegExp =>
  new RegExp(`^(?:(?:${words.join('|')}) ?){1,3}${ending}`);

/**
 * A test that a text is made of these words and nothing else. The words are parted by blanks; 办[结完] and 验收(?:一下)? stand for
 * each of their forms. The longest word is taken at each place and never given back, so the time grows with the length only.
 */
export function madeOf(...words: readonly string[]): (text: string) => boolean {
  const all = [...new Set(words.join(' ').split(/\s+/).filter(Boolean).flatMap(formsOf))];
  const token = new RegExp(all.toSorted((left, right) => right.length - left.length).join('|'), 'y');
  return (text) => {
    token.lastIndex = 0;
    while (token.lastIndex < text.length) if (!token.test(text)) return false;
    return text !== '';
  };
}

/** Every word that 办[结完] or 销(?:号|账)? stands for. */
function formsOf(word: string): readonly string[] {
  let forms: readonly string[] = [''];
  for (const [part, group, set] of word.matchAll(/(?:\(\?:([^()]*)\)|\[([^[\]]*)\]|[^?])\??/g)) {
    const choices = group?.split('|') ?? (set === undefined ? [part.replace('?', '')] : Array.from(set));
    const all = part.endsWith('?') ? ['', ...choices] : choices;
    forms = forms.flatMap((form) => all.map((choice) => form + choice));
  }
  return forms.filter((form) => form !== '');
}
