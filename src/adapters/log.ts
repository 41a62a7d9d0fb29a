import pino from 'pino';
import type { Log } from '../ports.ts';

/** Where lines go: standard error, or a test's own list. */
export interface LogTarget {
  write(line: string): void;
}

const REMOVED = '[removed]';
/** Shorter values would take ordinary words out of every line. */
const SHORTEST_SECRET = 6;

/** What looks like a secret wherever it comes from: Slack's tokens, bearer tokens, the password of an address. */
const SECRET_SHAPES: readonly (readonly [RegExp, string])[] = [
  [/\bx(?:ox[a-z]|app)(?:-[A-Za-z0-9]+)+/g, REMOVED],
  [/\b(Bearer|Basic) [A-Za-z0-9._~+/=-]{8,}/g, `$1 ${REMOVED}`],
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@"]+):[^\s/@"]+@/gi, `$1:${REMOVED}@`],
  [/\bhttps:\/\/hooks\.slack(?:-gov)?\.com\/[^\s"]+/g, REMOVED],
];

/**
 * A log of constant texts with their context, one JSON object a line. Secrets are taken out of every line, by value and by shape;
 * of an error only what is not a person's words is kept: kind, code, message without what it quotes, and where it happened.
 */
export function openLog(
  level: 'debug' | 'info' | 'warn' | 'error' | 'silent',
  secrets: readonly string[],
  target?: LogTarget,
): Log {
  const values = secrets.filter((secret) => secret.length >= SHORTEST_SECRET).map(asInJson);
  return pino(
    {
      level,
      base: null,
      serializers: { err: errorFacts },
      hooks: { streamWrite: (line) => withoutSecrets(line, values) },
    },
    target ?? standardError(),
  );
}

/** What is kept of lines that cannot be written now: later ones are dropped. */
const KEPT_BYTES = 1_048_576;

/** A log whose disk is full stops no work: lines wait until there is room again. */
function standardError(): pino.DestinationStream {
  const stream = pino.destination({ fd: 2, sync: true, maxLength: KEPT_BYTES });
  stream.on('error', () => {});
  return stream;
}

/** A value as it stands inside a JSON text. */
const asInJson = (secret: string): string => JSON.stringify(secret).slice(1, -1);

function withoutSecrets(line: string, values: readonly string[]): string {
  const unnamed = values.reduce((rest, value) => rest.replaceAll(value, REMOVED), line);
  return SECRET_SHAPES.reduce((rest, [shape, instead]) => rest.replace(shape, instead), unnamed);
}

/** Fields that name a rule or an object of the program; what a statement or a call was given is on no list. */
const NAMES = [
  'code',
  'constraint',
  'table',
  'column',
  'routine',
  'severity',
  'status',
  'statusCode',
  'retry',
] as const;

/** An error without words of people: messages of the database and of parsers quote what they were given. */
function errorFacts(error: unknown, depth = 0): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const named = NAMES.flatMap((name): [string, unknown][] => {
    const value = (error as unknown as Record<string, unknown>)[name];
    return typeof value === 'string' || typeof value === 'number' ? [[name, value]] : [];
  });
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    message: withoutQuoted(error.message),
    ...Object.fromEntries(named),
    stack: frames.join('\n'),
    ...(error.cause !== undefined && depth < 3 ? { cause: errorFacts(error.cause, depth + 1) } : {}),
  };
}

/** The first line of a message without what stands in quotes or after a colon that introduces a value. */
function withoutQuoted(message: string): string {
  const [first = ''] = message.split('\n').filter((line) => line.trim() !== '');
  return first
    .replace(/"[^"]*"?|“[^”]*”?|'[^']*'|`[^`]*`?|「[^」]*」?/g, '…')
    .replace(/[\p{Script=Han}].*$/u, '…')
    .slice(0, 300);
}
