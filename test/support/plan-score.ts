import type { ItemReading, PlanReading } from '../../src/reading/reading.ts';

/** What a truth file says of an item; fields that are not compared here are left out. */
interface TruthItem {
  readonly text_start: string;
  readonly due: readonly string[] | null;
  readonly start: string | null;
  readonly recurrence: string | null;
  readonly units: {
    readonly lead: readonly string[];
    readonly support: readonly string[];
    readonly responsible: readonly string[];
  };
  readonly anchors?: readonly string[];
  readonly optional?: boolean;
  readonly kind?: string;
  readonly subitems?: readonly { readonly text_start: string }[];
  readonly ambiguous?: readonly Partial<TruthItem>[];
}

/** A document with what a competent clerk would record of it. */
export interface Truth {
  readonly file: string;
  readonly year: number;
  readonly items: readonly TruthItem[];
}

/** How many of a kind were right. */
export interface Share {
  right: number;
  of: number;
}

/** The figures of a reading against the truth. */
export interface PlanScore {
  readonly items: Share;
  readonly due: Share;
  readonly units: Share;
  readonly falseDays: number;
  readonly extra: number;
}

const key = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\p{P}\p{S}]/gu, '')
    .toLowerCase();
const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((value, at) => value === b[at]);
const sameNames = (a: readonly string[], b: readonly string[]): boolean =>
  sameList(a.map(key).sort(), b.map(key).sort());

function isItem(truth: { text_start: string; anchors?: readonly string[] }, item: ItemReading): boolean {
  const text = key(item.text);
  const at = text.indexOf(key(truth.text_start));
  return (at >= 0 && at <= 60) || (truth.anchors ?? []).some((anchor) => text.includes(key(anchor)));
}

/** Compares a reading with the truth: items found, days exact, units exact for each role, days that nobody printed. */
export function scorePlan(truth: Truth, plan: PlanReading): PlanScore {
  const score: PlanScore & { falseDays: number; extra: number } = {
    items: { right: 0, of: 0 },
    due: { right: 0, of: 0 },
    units: { right: 0, of: 0 },
    falseDays: 0,
    extra: 0,
  };
  const left = [...plan.items];
  for (const expected of truth.items) {
    const found = takeMatching(left, expected);
    for (const part of expected.subitems ?? []) found.push(...takeMatching(left, part));
    if (expected.optional) continue;
    score.items.of++;
    if (found.length === 0) continue;
    score.items.right++;
    compare(expected, found, score);
  }
  score.extra = left.length;
  return score;
}

function takeMatching(left: ItemReading[], truth: { text_start: string; anchors?: readonly string[] }): ItemReading[] {
  const at = left.findIndex((item) => isItem(truth, item));
  return at === -1 ? [] : left.splice(at, 1);
}

function compare(expected: TruthItem, found: readonly ItemReading[], score: PlanScore & { falseDays: number }): void {
  const accepted = [expected, ...(expected.ambiguous ?? []).map((other) => ({ ...expected, ...other }))];
  const due = [...new Set(found.flatMap((item) => item.deadlines))].sort();
  const isDueRight = accepted.some((truth) => sameList(truth.due ?? [], due));
  score.due.of++;
  if (isDueRight) score.due.right++;
  else if (due.some((day) => !(expected.due ?? []).includes(day))) score.falseDays++;
  if (expected.kind === 'procedural') return;
  const [first] = found;
  score.units.of++;
  const isRight = accepted.some(
    ({ units }) =>
      sameNames(units.lead, first?.units.lead ?? []) &&
      sameNames(units.support, first?.units.supporting ?? []) &&
      sameNames(units.responsible, first?.units.responsible ?? []),
  );
  if (isRight) score.units.right++;
}

/** The sum over several documents. */
export function totalOf(scores: readonly PlanScore[]): PlanScore {
  const sum = (pick: (score: PlanScore) => Share): Share => ({
    right: scores.reduce((total, score) => total + pick(score).right, 0),
    of: scores.reduce((total, score) => total + pick(score).of, 0),
  });
  return {
    items: sum((score) => score.items),
    due: sum((score) => score.due),
    units: sum((score) => score.units),
    falseDays: scores.reduce((total, score) => total + score.falseDays, 0),
    extra: scores.reduce((total, score) => total + score.extra, 0),
  };
}
