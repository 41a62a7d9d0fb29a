import { appendFileSync } from 'node:fs';

/** What a run came to: names with numbers or short words. */
export type Figures = Readonly<Record<string, number | string>>;

/**
 * Notes what a test counted, as a line of the file that DUBAN_RESULTS names; without it nothing is noted. The scoreboard is written
 * from these lines and from nothing else. `fault` is the number in the table of faults, or a word for what is not a fault.
 */
export function note(fault: number | string, figures: Figures): void {
  const file = process.env.DUBAN_RESULTS;
  if (file) appendFileSync(file, `${JSON.stringify({ fault, ...figures })}\n`);
}
