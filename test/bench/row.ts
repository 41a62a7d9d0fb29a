/** One figure of the bench (RELIABILITY §7). */
export interface Row {
  readonly id: string;
  readonly name: string;
  readonly value: number | null;
  readonly unit: string;
  /** What the value is measured against, in the same run; null where it stands alone. */
  readonly against: string | null;
  /** Value ÷ what it is measured against; the median of interleaved rounds. */
  readonly ratio: number | null;
  readonly target: string | null;
  /** Whether the target is met; null without a target. */
  readonly ok: boolean | null;
  /** Lowest and highest round of what the target is about. */
  readonly spread: readonly [number, number] | null;
}

/** Writes on standard error how far the bench is: standard output is for the rows. */
export const progress = (text: string): void => void process.stderr.write(`${text}\n`);

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Three significant digits: more would only say how busy the machine was. */
export const short = (value: number): number => Number(value.toPrecision(3));

const spreadOf = (values: readonly number[]): Row['spread'] => [short(Math.min(...values)), short(Math.max(...values))];

/** A row of rounds in which two things were done in turn: the target is an upper bound of their ratio. */
export function ratioRow(
  facts: Pick<Row, 'id' | 'name' | 'unit'> & { readonly against: string; readonly atMost: number | null },
  rounds: readonly (readonly [value: number, against: number])[],
): Row {
  const { id, name, unit, against, atMost } = facts;
  const ratios = rounds.map(([value, other]) => value / other);
  const ratio = median(ratios);
  return {
    id,
    name,
    value: short(median(rounds.map(([value]) => value))),
    unit,
    against: `${against}: ${short(median(rounds.map(([, other]) => other)))} ${unit}`,
    ratio: short(ratio),
    target: atMost === null ? null : `ratio ≤ ${atMost}`,
    ok: atMost === null ? null : ratio <= atMost,
    spread: spreadOf(ratios),
  };
}

/** A row of a value that stands alone: the target is a bound of the value itself. */
export function valueRow(
  facts: Pick<Row, 'id' | 'name' | 'unit'> & {
    readonly against?: string;
    readonly atMost?: number;
    readonly atLeast?: number;
  },
  values: readonly number[],
): Row {
  const { id, name, unit, against, atMost, atLeast } = facts;
  const value = median(values);
  const bound = atMost === undefined ? (atLeast === undefined ? null : `≥ ${atLeast}`) : `≤ ${atMost}`;
  const isMet = value <= (atMost ?? Number.POSITIVE_INFINITY) && value >= (atLeast ?? Number.NEGATIVE_INFINITY);
  return {
    id,
    name,
    value: short(value),
    unit,
    against: against ?? null,
    ratio: null,
    target: bound && `${bound} ${unit}`,
    ok: bound === null ? null : isMet,
    spread: values.length > 1 ? spreadOf(values) : null,
  };
}

/** Milliseconds that this takes. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
