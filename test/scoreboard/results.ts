import { existsSync, readFileSync } from 'node:fs';

/** One line of the results: what a test counted. */
export type Line = Readonly<Record<string, number | string>> & { readonly fault: number | string };

/** A test as the runner reported it. */
export interface Test {
  readonly file: string;
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'skipped';
}

/** Everything that the runs left behind. */
export interface Results {
  readonly lines: readonly Line[];
  readonly tests: readonly Test[];
}

/** Reads what tests counted. */
export function linesOf(files: readonly string[]): readonly Line[] {
  return files
    .filter((file) => existsSync(file))
    .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

/** Reads the runner's own report; without one no test is counted. */
export function testsOf(file: string, root: string): readonly Test[] {
  if (!existsSync(file)) return [];
  const report = JSON.parse(readFileSync(file, 'utf8')) as {
    testResults: { name: string; assertionResults: { fullName: string; status: string }[] }[];
  };
  return report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map((one) => ({
      file: name.replace(`${root}/`, ''),
      name: one.fullName,
      status: one.status === 'passed' ? 'passed' : one.status === 'failed' ? 'failed' : 'skipped',
    })),
  );
}

/** Lines about a fault or a word, optionally with some values. */
export const about = (results: Results, fault: number | string, having: Partial<Line> = {}): readonly Line[] =>
  results.lines.filter(
    (line) => line.fault === fault && Object.entries(having).every(([name, value]) => line[name] === value),
  );

/** A figure added up over lines. */
export const sum = (lines: readonly Line[], name: string): number =>
  lines.reduce((all, line) => all + Number(line[name] ?? 0), 0);

/** The largest of a figure. */
export const most = (lines: readonly Line[], name: string): number =>
  lines.reduce((largest, line) => Math.max(largest, Number(line[name] ?? 0)), 0);

/** 12,345. */
export const spelled = (figure: number): string => Math.round(figure).toLocaleString('en-US');
