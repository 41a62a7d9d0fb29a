/** Any of these words, anywhere in a clause. */
export const anyOf = (words: readonly string[]): RegExp => new RegExp(words.join('|'));
/** One of these and nothing else, but for the given ending. */
export const wholly = (words: readonly string[], ending: string): RegExp =>
  new RegExp(`^(?:${words.join('|')})${ending}`);
