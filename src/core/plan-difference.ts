import type { PlanItem } from './plan.ts';

/** What a revised document does to one item. An item may have changed in several ways at once. */
export type ItemChange =
  | { readonly kind: 'same'; readonly before: PlanItem; readonly after: PlanItem }
  | {
      readonly kind: 'changed';
      readonly before: PlanItem;
      readonly after: PlanItem;
      readonly limit: boolean;
      readonly units: boolean;
      readonly words: boolean;
    }
  | { readonly kind: 'added'; readonly after: PlanItem }
  | { readonly kind: 'removed'; readonly before: PlanItem };

/** Words shared by two items of one plan stay well below this; a reworded item stays above. */
const SAME_ITEM = 0.5;
/** Under the same printed number less has to be alike. */
const SAME_ITEM_AND_NUMBER = 0.3;
/** An item that moved past others must be nearly word for word the same. */
const MOVED_ITEM = 0.8;

/**
 * The difference of a plan and its revision, item by item, in the order of the revision (removed items where they stood). Items are
 * the same by their words, with their number as a hint: a number alone says nothing, since numbers shift when an item is added.
 */
export function planDifference(before: readonly PlanItem[], after: readonly PlanItem[]): readonly ItemChange[] {
  const pairs = aligned(before, after);
  const partner = new Map(pairs.map(([old, fresh]) => [fresh, old]));
  const kept = new Set(pairs.map(([old]) => old));
  const changes: ItemChange[] = [];
  let told = 0;
  const tellRemoved = (upTo: number): void => {
    for (; told < upTo; told += 1) {
      const item = before[told];
      if (item && !kept.has(told)) changes.push({ kind: 'removed', before: item });
    }
  };
  after.forEach((item, index) => {
    const old = partner.get(index);
    const known = old === undefined ? undefined : before[old];
    if (old !== undefined && old >= told) tellRemoved(old);
    changes.push(known ? changeOf(known, item) : { kind: 'added', after: item });
  });
  tellRemoved(before.length);
  return changes;
}

/** True for a file that is a revision of this plan: the same title but for words like 修订稿, and the same year. */
export function isSamePlan(
  one: { readonly title: string; readonly year: number },
  other: { readonly title: string; readonly year: number },
): boolean {
  const [a, b] = [titleKey(one.title), titleKey(other.title)];
  return one.year === other.year && (a === b || alike(a, b) >= 0.85);
}

function titleKey(title: string): string {
  const quoted = /《([^《》]+)》/u.exec(title)?.[1] ?? title;
  return quoted
    .normalize('NFKC')
    .replace(/[\s.,:;()[\]〔〕【】“”"'、。，：；（）]/gu, '')
    .replace(/^关于(?:印发|调整|修订|修改|完善)*/u, '')
    .replace(/(?:修订|修改|调整|更新|征求意见|送审|定|审定|试行)(?:稿|版|本)$|的?通知$/u, '')
    .replace(/(?:修订|修改|调整|更新)(?:稿|版|本)?$/u, '');
}

function changeOf(before: PlanItem, after: PlanItem): ItemChange {
  const limit = !isSameLimit(before, after) && printed(before) !== printed(after);
  const units = !isSameUnits(before, after);
  const words = plainWords(before.text) !== plainWords(after.text);
  return limit || units || words
    ? { kind: 'changed', before, after, limit, units, words }
    : { kind: 'same', before, after };
}

/** A limit printed as before is no change, whatever day the office has set for it since. */
const printed = (item: PlanItem): string => plainWords(item.deadlineText ?? '');

function isSameLimit(a: PlanItem, b: PlanItem): boolean {
  const key = (item: PlanItem) =>
    JSON.stringify([[...item.dueDays].sort(), item.rrule, item.ongoing, relativeKey(item.relative)]);
  return key(a) === key(b);
}

const relativeKey = (relative: PlanItem['relative']): string | null =>
  relative && `${relative.event} ${relative.amount} ${relative.unit}`;

/** Printed units decide: what the office assigned to an item that prints nobody is no change of the document. */
function isSameUnits(a: PlanItem, b: PlanItem): boolean {
  const key = ({ printedUnits }: PlanItem) =>
    JSON.stringify([printedUnits.lead, printedUnits.responsible, [...printedUnits.supporting].sort()]);
  return key(a) === key(b);
}

const plainWords = (text: string): string => text.normalize('NFKC').replace(/[\s\p{P}]/gu, '');

type Pair = readonly [before: number, after: number];

/** Pairs that keep the order and are alike most in sum; then items that moved, nearly word for word the same. */
function aligned(before: readonly PlanItem[], after: readonly PlanItem[]): readonly Pair[] {
  const pairs: Pair[] = [];
  // What stands unchanged at both ends needs no comparing: most revisions touch a few items.
  let from = 0;
  while (from < before.length && from < after.length && isUntouched(before[from], after[from])) {
    pairs.push([from, from]);
    from += 1;
  }
  let end = 0;
  while (
    end < Math.min(before.length, after.length) - from &&
    isUntouched(before[before.length - 1 - end], after[after.length - 1 - end])
  ) {
    end += 1;
    pairs.push([before.length - end, after.length - end]);
  }
  const inOrder = keepingOrder(before.slice(from, before.length - end), after.slice(from, after.length - end));
  pairs.push(...inOrder.map(([old, fresh]): Pair => [old + from, fresh + from]));
  return [...pairs, ...moved(before, after, pairs)];
}

const isUntouched = (a: PlanItem | undefined, b: PlanItem | undefined): boolean =>
  a !== undefined && b !== undefined && plainWords(a.text) === plainWords(b.text);

function keepingOrder(before: readonly PlanItem[], after: readonly PlanItem[]): readonly Pair[] {
  const [old, fresh] = [before.map(comparable), after.map(comparable)];
  const width = fresh.length + 1;
  const best = new Float64Array((old.length + 1) * width);
  const score = (i: number, j: number): number => {
    const [a, b] = [old[i], fresh[j]];
    return a && b ? sameness(a, b) : 0;
  };
  const scores = new Float64Array(old.length * fresh.length);
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      const here = score(i, j);
      scores[i * fresh.length + j] = here;
      best[i * width + j] = Math.max(
        best[(i + 1) * width + j] ?? 0,
        best[i * width + j + 1] ?? 0,
        here > 0 ? here + (best[(i + 1) * width + j + 1] ?? 0) : 0,
      );
    }
  }
  const pairs: Pair[] = [];
  for (let i = 0, j = 0; i < old.length && j < fresh.length; ) {
    const here = scores[i * fresh.length + j] ?? 0;
    const value = best[i * width + j] ?? 0;
    if (here > 0 && value === here + (best[(i + 1) * width + j + 1] ?? 0)) {
      pairs.push([i, j]);
      i += 1;
      j += 1;
    } else if (value === best[(i + 1) * width + j]) i += 1;
    else j += 1;
  }
  return pairs;
}

function moved(before: readonly PlanItem[], after: readonly PlanItem[], pairs: readonly Pair[]): readonly Pair[] {
  const [usedOld, usedFresh] = [new Set(pairs.map(([old]) => old)), new Set(pairs.map(([, fresh]) => fresh))];
  const found: Pair[] = [];
  before.forEach((item, old) => {
    if (usedOld.has(old)) return;
    const own = comparable(item);
    const match = after.findIndex(
      (other, fresh) => !usedFresh.has(fresh) && alikeGrams(own.grams, comparable(other).grams) >= MOVED_ITEM,
    );
    if (match < 0) return;
    usedFresh.add(match);
    found.push([old, match]);
  });
  return found;
}

interface Comparable {
  readonly label: string | null;
  readonly grams: ReadonlySet<string>;
}

const comparable = (item: PlanItem): Comparable => ({ label: item.label, grams: gramsOf(plainWords(item.text)) });

/** How far two items are the same, 0 when they are not. */
function sameness(a: Comparable, b: Comparable): number {
  const isNumberSame = a.label !== null && a.label === b.label;
  const words = alikeGrams(a.grams, b.grams);
  return words >= (isNumberSame ? SAME_ITEM_AND_NUMBER : SAME_ITEM) ? words + (isNumberSame ? 0.1 : 0) : 0;
}

const alike = (a: string, b: string): number => alikeGrams(gramsOf(a), gramsOf(b));

function gramsOf(text: string): ReadonlySet<string> {
  const characters = Array.from(text);
  return new Set(characters.map((character, at) => character + (characters[at + 1] ?? '')));
}

/** Dice's measure over pairs of characters. */
function alikeGrams(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const gram of a) if (b.has(gram)) shared += 1;
  return a.size + b.size === 0 ? 1 : (2 * shared) / (a.size + b.size);
}
