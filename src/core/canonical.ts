/**
 * The JSON text of a value with its keys in sorted order at every depth: what a database that reorders them gives back reads the
 * same. Instants are their ISO texts, and what JSON leaves out is left out. Long ledgers are verified row by row: the text is joined
 * by hand, several times faster than sorting a copy and having that written.
 */
export function canonical(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (value instanceof Date) return `"${instantText(value)}"`;
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;

  const fields = value as Readonly<Record<string, unknown>>;
  let text = '{';
  for (const key of sortedKeys(fields)) {
    const field = fields[key];
    if (field === undefined) continue;
    text += text.length === 1 ? keyText(key) : `,${keyText(key)}`;
    text += typeof field === 'string' ? quoted(field) : canonical(field);
  }
  return `${text}}`;
}

/** What JSON writes as it stands: no quotes, backslashes, control characters or halves of a pair. */
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;
/** Longer texts are rare, and JSON's own writing is the faster the longer they are. */
const MOST_LOOKED_AT = 80;

/** True for a text that JSON writes as it stands, between quotes. */
export const isPlain = (text: string): boolean => PLAIN.test(text);

function quoted(text: string): string {
  return text.length < MOST_LOOKED_AT && isPlain(text) ? `"${text}"` : JSON.stringify(text);
}

// A ledger has a few dozen keys, each by the hundred thousand.
const keyTexts = new Map<string, string>();
const MOST_KEYS = 1_000;

function keyText(key: string): string {
  const known = keyTexts.get(key);
  if (known !== undefined) return known;
  const text = `${quoted(key)}:`;
  if (keyTexts.size < MOST_KEYS) keyTexts.set(key, text);
  return text;
}

function sortedKeys(fields: object): readonly string[] {
  const keys = Object.keys(fields);
  for (let index = 1; index < keys.length; index += 1) {
    if ((keys[index - 1] as string) > (keys[index] as string)) return keys.sort();
  }
  return keys;
}

const DAY_MS = 86_400_000;
let spelledNumber = Number.NaN;
let spelledDay = '';

/** An instant as Date.toISOString writes it; the day is spelled out once for all instants of it that follow each other. */
export function instantText(instant: Date): string {
  const time = instant.getTime();
  const number = Math.floor(time / DAY_MS);
  if (number !== spelledNumber) {
    spelledDay = instant.toISOString().slice(0, -13);
    spelledNumber = number;
  }
  const ms = time - number * DAY_MS;
  const seconds = Math.floor(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  return `${spelledDay}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(seconds % 60)}.${three(ms % 1000)}Z`;
}

const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`);
const three = (value: number): string => (value < 100 ? `0${two(value)}` : `${value}`);
