import { DocumentRefused } from '../reading/source-document.ts';

/** Bad input: one clear line on standard error that says what is wrong and the mend; exit 2. */
export class BadInput extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BadInput';
  }
}

/** Writes one JSON value as a line of standard output. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** Writes a line for a person on standard output. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Exit code of an error, after its one line on standard error. */
export function explain(error: unknown): number {
  if (error instanceof BadInput || error instanceof DocumentRefused) {
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 1;
}

/** Lines of standard input, in order, without their line ends; the last empty one is no line. */
export async function* linesOfInput(): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  for await (const chunk of process.stdin) {
    rest += decoder.decode(chunk as Uint8Array, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield line.replace(/\r$/, '');
  }
  rest += decoder.decode();
  if (rest !== '') yield rest.replace(/\r$/, '');
}
