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
  /** Of the values, over all rounds. */
  readonly p99: number | null;
  readonly max: number | null;
  /** Which way of the ratio is better: what a later run is judged by. */
  readonly better: 'lower' | 'higher';
  /** Every round: the value, or the value and what it was measured against. */
  readonly samples: readonly Sample[];
}

type Sample = number | readonly [value: number, against: number];

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

const worst = (values: readonly number[]) => ({
  p99: short(quantile(values, 0.99)),
  max: short(values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)),
});

interface Named {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
}

/** A row of rounds in which two things were done in turn: the target is a bound of the median of their ratios. */
export function ratioRow(
  facts: Named & { readonly against: string; readonly atMost: number | null; readonly atLeast?: number },
  rounds: readonly (readonly [value: number, against: number])[],
): Row {
  const { id, name, unit, against, atMost, atLeast } = facts;
  const ratios = rounds.map(([value, other]) => value / other);
  const ratio = median(ratios);
  const target = atLeast !== undefined ? `ratio ≥ ${atLeast}` : atMost === null ? null : `ratio ≤ ${atMost}`;
  const isMet = ratio <= (atMost ?? Number.POSITIVE_INFINITY) && ratio >= (atLeast ?? 0);
  const values = rounds.map(([value]) => value);
  return {
    id,
    name,
    value: short(median(values)),
    unit,
    against: `${against}: ${short(median(rounds.map(([, other]) => other)))} ${unit}`,
    ratio: short(ratio),
    target,
    ok: target === null ? null : isMet,
    spread: spreadOf(ratios),
    ...worst(values),
    better: atLeast === undefined ? 'lower' : 'higher',
    samples: rounds,
  };
}

/** A row of a value that stands alone: the target is a bound of the value itself, by its median or another share of its values. */
export function valueRow(
  facts: Named & {
    readonly against?: string;
    readonly atMost?: number;
    readonly atLeast?: number;
    /** Which of the values is the figure: 0.5 is the median. */
    readonly share?: number;
  },
  values: readonly number[],
): Row {
  const { id, name, unit, against, atMost, atLeast, share = 0.5 } = facts;
  const value = quantile(values, share);
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
    ...worst(values),
    better: atLeast === undefined ? 'lower' : 'higher',
    samples: values,
  };
}

/** Milliseconds that this takes. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Milliseconds for which a thing runs before it counts. */
const WARM_UP_MS = 2_000;

/** Runs it again and again before anything is counted: what is measured has been compiled, as in a process that is at work. */
export async function warmUp(work: () => Promise<unknown>): Promise<void> {
  for (let worked = 0; worked < WARM_UP_MS; worked += await timed(work));
}

/**
 * So many rounds of all the things to be measured, each once a round and in an order of chance: what drifts while they run falls on
 * all of them alike. Each says what it took; what has to be made ready goes before, uncounted.
 */
export async function inTurns<Name extends string>(
  rounds: number,
  takes: Readonly<Record<Name, () => Promise<number>>>,
): Promise<readonly Readonly<Record<Name, number>>[]> {
  const names = Object.keys(takes) as Name[];
  const all: Record<Name, number>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const taken = {} as Record<Name, number>;
    for (const name of shuffled(names)) taken[name] = await takes[name]();
    all.push(taken);
  }
  return all;
}

function shuffled<Value>(values: readonly Value[]): readonly Value[] {
  return values
    .map((value) => ({ value, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value);
}
