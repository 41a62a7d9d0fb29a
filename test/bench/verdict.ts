import type { Row } from './row.ts';

/** A ratio as an earlier run found it: all that a later run is compared with. */
export interface Recorded {
  readonly ratio: number;
  readonly better: Row['better'];
}

/** Ratios by the id of their row. Never milliseconds: those are about the machine. */
export type Ratios = Readonly<Record<string, Recorded>>;

/** Rounds below which a ratio says more about the moment than about the program. */
const LEAST_ROUNDS = 5;

/** What is kept of a run to judge later ones by: ratios that are the median of rounds in turn. */
export function recordOf(rows: readonly Row[]): Ratios {
  return Object.fromEntries(
    rows.flatMap(({ id, ratio, better, samples }) =>
      ratio === null || samples.filter(Array.isArray).length < LEAST_ROUNDS ? [] : [[id, { ratio, better }] as const],
    ),
  );
}

/** A ratio that is more than twice as bad as it was. */
export interface Worse extends Recorded {
  readonly id: string;
  readonly was: number;
}

const TIMES_WORSE = 2;

/** The ratios that became twice as bad. What one run has and the other has not is left alone. */
export function worseThan(record: Ratios, rows: readonly Row[]): readonly Worse[] {
  return Object.entries(recordOf(rows)).flatMap(([id, { ratio, better }]) => {
    const was = record[id]?.ratio;
    if (was === undefined) return [];
    const times = better === 'lower' ? ratio / was : was / ratio;
    return times > TIMES_WORSE ? [{ id, ratio, was, better }] : [];
  });
}
