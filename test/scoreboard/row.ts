import { about, type Line, spelled as n, type Results, sum } from './results.ts';

/** One fault of the table: by what tests it is shown, and the figure that the runs counted. */
export interface Row {
  readonly fault: number;
  readonly what: string;
  readonly ring: string;
  /** Tests that show it: a piece of the file's path, and a pattern of the name. */
  readonly tests: readonly (readonly [file: string, name: RegExp])[];
  /** What was counted, or null when no run counted anything. */
  figure(results: Results): string | null;
  /** What is missing for it to be whole. */
  readonly missing?: string;
}

/** Every test of a file shows it. */
export const any = /./;

/** "0 of n" with the lost and doubled ones of real processes. */
export function real(lines: readonly Line[]): string | null {
  if (lines.length === 0) return null;
  const count = sum(lines, 'n');
  return `${sum(lines, 'lost')} lost, ${sum(lines, 'doubled')} doubled, ${sum(lines, 'falseReceipts')} false receipts of ${n(count)} messages`;
}

/** The broken of the seeds, with the lost and doubled of their deliveries. */
export function simulated(lines: readonly Line[]): string | null {
  if (lines.length === 0) return null;
  return `${sum(lines, 'broken')} of ${n(sum(lines, 'seeds'))} seeds broken, ${sum(lines, 'lost')} lost and ${sum(lines, 'doubled')} doubled of ${n(sum(lines, 'deliveries'))} deliveries`;
}

/** The figures that there are, one after the other. */
export const joined = (...parts: readonly (string | null)[]): string | null =>
  parts.filter((part) => part !== null).join('; ') || null;

/** What all simulated offices counted. */
export const all = (results: Results): readonly Line[] => about(results, 'simulated');

/** What the simulated offices of one scenario counted. */
export const scenario = (results: Results, name: string): readonly Line[] =>
  about(results, 'scenario', { scenario: name });

/** How often something struck the simulated offices. */
export const struck = (results: Results, name: string, what: string): string | null =>
  all(results).length === 0
    ? null
    : `${n(sum(all(results), name))} ${what} in ${n(sum(all(results), 'seeds'))} simulated offices`;
