/** Any of these words, anywhere in a clause. */
export const anyOf = (words: readonly string[]): RegExp => new RegExp(words.join('|'));
/** One of these and nothing else, but for the given ending. */
export const wholly = (words: readonly string[], ending: string): RegExp =>
  new RegExp(`^(?:${words.join('|')})${ending}`);
/** Up to three of these, blanks between them, and nothing else but the given ending. */
export const inARow = (words: readonly string[], ending: string): RegExp =>
  new RegExp(`^(?:(?:${words.join('|')}) ?){1,3}${ending}`);
