import { DocumentRefused } from '../reading/source-document.ts';

/** Bad input: one clear line on standard error that says what is wrong and the mend; exit 2. */
export class BadInput extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BadInput';
  }
}

/** Where a command writes: the terminal, or the answer to a command that came through the running server. */
export interface Output {
  line(text: string): void;
  error(text: string): void;
}

/** What is wrong with a command line and the mend, in one line, from what the parser says of it in English. */
export function usageError(said: string): string {
  const [first = '', hint = ''] = said.replace(/^error: /u, '').split('\n');
  const named = /'([^']*)'/u.exec(first)?.[1] ?? '';
  const near = /Did you mean (?:one of )?(.+)\?/u.exec(hint)?.[1];
  const wrong = USAGE.find(([words]) => first.includes(words))?.[1];
  return `${wrong ? `${wrong}${named}` : first}${near ? `（是否为 ${near}）` : ''}。加 --help 查看用法。`;
}

const USAGE = [
  ['missing required argument', '缺少参数：'],
  ['argument missing', '选项缺少取值：'],
  ['required option', '缺少选项：'],
  ['unknown command', '没有这个命令：'],
  ['unknown option', '没有这个选项：'],
  ['too many arguments', '参数过多，含空格的请加引号：'],
] as const;

export const terminal: Output = {
  line: (text) => process.stdout.write(`${text}\n`),
  error: (text) => process.stderr.write(`${text}\n`),
};

/** Exit code of an error, after its one line on standard error. A bug shows its stack. */
export function explain(error: unknown, out: Output = terminal): number {
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('commander.')) {
    return 'exitCode' in error && error.exitCode === 0 ? 0 : 2;
  }
  if (error instanceof BadInput || error instanceof DocumentRefused) {
    out.error(error.message);
    return 2;
  }
  if (error instanceof Error && (error.name === 'DatabaseProblem' || error.name === 'ConfigProblem')) {
    out.error(error.message);
    return 1;
  }
  out.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
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
