/**
 * Text that Slack parses (the top-level `text`, `mrkdwn`): without these three characters nothing in it can mention or link.
 * https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** What a person typed, from the form in which Slack hands it over: mentions and links become the words that were seen. */
export function unescaped(text: string): string {
  return text
    .replace(/<([^<>|]*)(?:\|([^<>]*))?>/g, (_whole, target: string, words: string | undefined) => seen(target, words))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function seen(target: string, words: string | undefined): string {
  const named = words ?? target.slice(1);
  if (target.startsWith('@')) return `@${named.replace(/^@/, '')}`;
  if (target.startsWith('#')) return `#${named}`;
  if (target.startsWith('!')) return words ?? `@${named}`;
  const address = target.replace(/^(?:mailto|tel):/, '');
  // A link whose words are part of its address was typed as it is.
  return words === undefined || address.includes(words) ? address : `${words} ${address}`;
}

const GROWTH: Readonly<Record<string, number>> = { '&': 5, '<': 4, '>': 4 };

/** The length of a text as Slack counts it. */
export function counted(text: string): number {
  let count = 0;
  for (const character of text) count += GROWTH[character] ?? 1;
  return count;
}

/** A text cut into pieces of at most `limit` as Slack counts; the pieces joined are the text. Never between two halves of a character. */
export function pieces(text: string, limit: number): readonly string[] {
  const cut: string[] = [];
  let piece = '';
  let count = 0;
  for (const character of text) {
    const size = GROWTH[character] ?? 1;
    if (count + size > limit) {
      cut.push(piece);
      piece = '';
      count = 0;
    }
    piece += character;
    count += size;
  }
  return piece === '' && cut.length > 0 ? cut : [...cut, piece];
}

const WIDE: Readonly<Record<string, string>> = { '&': '＆', '<': '＜', '>': '＞' };

/**
 * A short label (button, option, title of a modal). Slack's pages do not say whether such text is unescaped, so the three
 * characters stand in their full-width form; what is too long ends in an ellipsis, as the whole words stand in the message.
 */
export function label(
  text: string,
  limit: number,
): { readonly type: 'plain_text'; readonly text: string; readonly emoji: false } {
  const line = text
    .replace(/[&<>]/g, (character) => WIDE[character] ?? character)
    .replace(/\s+/g, ' ')
    .trim();
  const characters = Array.from(line);
  const short = characters.length <= limit ? line : `${characters.slice(0, limit - 1).join('')}…`;
  // An empty label is refused by Slack.
  return { type: 'plain_text', text: short === '' ? '…' : short, emoji: false };
}
