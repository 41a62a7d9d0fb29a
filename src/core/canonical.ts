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
  let text = '';
  for (const { key, asFirst, asNext } of inOrder(Object.keys(fields))) {
    const field = fields[key];
    if (field === undefined) continue;
    text += text === '' ? asFirst : asNext;
    text += typeof field === 'string' ? quoted(field) : canonical(field);
  }
  return text === '' ? '{}' : `${text}}`;
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

interface Key {
  readonly key: string;
  /** What stands before the value of the first key, and of any other. */
  readonly asFirst: string;
  readonly asNext: string;
}

/** Keys in the order in which they came, and from there one key further. */
interface Seen {
  sorted: readonly Key[] | null;
  readonly further: Map<string, Seen>;
}

// A ledger has a few dozen shapes, each by the hundred thousand: the keys of each are sorted once.
const shapes: Seen = { sorted: null, further: new Map() };
let shapesLeft = 1_000;

/** The keys in sorted order, whatever order they come in. */
function inOrder(keys: readonly string[]): readonly Key[] {
  let seen = shapes;
  for (const key of keys) {
    let next = seen.further.get(key);
    if (!next) {
      if (shapesLeft === 0) return sorted(keys);
      shapesLeft -= 1;
      next = { sorted: null, further: new Map() };
      seen.further.set(key, next);
    }
    seen = next;
  }
  seen.sorted ??= sorted(keys);
  return seen.sorted;
}

function sorted(keys: readonly string[]): readonly Key[] {
  return keys.toSorted().map((key) => {
    const text = `${quoted(key)}:`;
    return { key, asFirst: `{${text}`, asNext: `,${text}` };
  });
}

const DAY_MS = 86_400_000;
let spelledNumber = Number.NaN;
let spelledDay = '';
let spelledTime = Number.NaN;
let spelled = '';

/**
 * An instant as Date.toISOString writes it. What was done at one instant is entered in a row, and the day is spelled out once for all
 * instants of it that follow each other.
 */
export function instantText(instant: Date): string {
  const time = instant.getTime();
  if (time === spelledTime) return spelled;
  const number = Math.floor(time / DAY_MS);
  if (number !== spelledNumber) {
    spelledDay = instant.toISOString().slice(0, -13);
    spelledNumber = number;
  }
  const ms = time - number * DAY_MS;
  const seconds = Math.floor(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  spelled = `${spelledDay}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(seconds % 60)}.${three(ms % 1000)}Z`;
  spelledTime = time;
  return spelled;
}

const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`);
const three = (value: number): string => (value < 100 ? `0${two(value)}` : `${value}`);
