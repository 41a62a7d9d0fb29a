import { readTxt } from '../../src/adapters/documents/txt.ts';
import { readWorkPlan } from '../../src/reading/work-plan.ts';

/** A work plan of these lines of plain text. */
export const read = (...lines: readonly string[]) => readWorkPlan(readTxt(lines.join('\n')));

/** The items of these lines: their labels and their words. */
export const labelled = (...lines: readonly string[]) => read(...lines).items.map((item) => [item.label, item.text]);
