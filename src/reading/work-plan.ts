import { type Day, yearOf } from '../core/calendar.ts';
import { compact } from './characters.ts';
import { looksLikeTitle } from './furniture.ts';
import { readItem } from './item-reading.ts';
import { selectItems } from './item-select.ts';
import type { LimitContext } from './limit.ts';
import { hasSwallowed, looseItems } from './loose-reading.ts';
import { outlineOf, piecesOf } from './outline.ts';
import { issueDayOf, planSeasonOf, planYearOf } from './plan-year.ts';
import type { RawItem } from './raw-item.ts';
import type { Doubt, ItemReading, PlanReading } from './reading.ts';
import type { SourceDocument } from './source-document.ts';

/** Formats that have no merged cells: there an empty cell may stand for the value above it. */
const SPANLESS: readonly SourceDocument['format'][] = ['txt', 'md', 'pdf'];

/**
 * Reads a work plan: its title, the year that bare months belong to, and every task, row, phase and reporting duty with
 * units, limits, leaders and targets as printed. A document without a single item gives the problem `not-a-plan`.
 */
export function readWorkPlan(document: SourceDocument, options: { year?: number } = {}): PlanReading {
  const pieces = piecesOf(document);
  const outline = outlineOf(pieces);
  const titles = [...outline.parts.map((part) => part.title), document.metaTitle ?? null].filter(
    (title) => title !== null,
  );
  const openings = outline.parts.flatMap((part) => part.opening.map((paragraph) => paragraph.text));
  const marks = [...outline.marks, ...outline.captions];
  const printedYear = options.year ?? planYearOf({ titles, openings, marks, limits: [] });
  const built = selectItems(outline.parts, SPANLESS.includes(document.format), printedYear);
  const loose = looseItems(pieces);
  const isLoose = hasSwallowed(built, loose);
  const raw = isLoose ? loose : built;
  const limits = raw.flatMap((item) =>
    [...item.fields, ...item.inherited].flatMap((field) => (field.kind === 'limit' ? [field.value] : [])),
  );
  const year = options.year ?? planYearOf({ titles, openings, marks, limits });
  const title = titles[0] ?? null;
  const issuedOn = issueDayOf(outline.marks) ?? passedBefore(outline.captions, year);
  const season = options.year === undefined ? planSeasonOf(titles, issuedOn, year) : null;
  const items = readItems(raw, { planYear: year, issuedOn, season });
  if (!isPlan(raw, items, titles)) {
    return {
      title,
      year,
      items: [],
      problems: [{ code: 'not-a-plan', text: compact(document.text).slice(0, 40), at: '' }],
    };
  }
  const problems = [
    ...(year === null ? [{ code: 'year-unknown', text: title ?? '', at: '' }] : []),
    ...(isLoose ? [{ code: 'structure-unclear', text: title ?? '', at: '' }] : []),
  ];
  return { title, year, items, problems };
}

// Numbered prose is no plan: somebody must be named or a limit set, or the title must say that it is one.
function isPlan(raw: readonly RawItem[], items: readonly ItemReading[], titles: readonly string[]): boolean {
  if (raw.some((item) => item.fields.length > 0)) return true;
  const limited = items.filter((item) => item.deadlines.length > 0 || item.recurrence || item.relative).length;
  return items.length > 0 && (titles.some(looksLikeTitle) || limited * 3 >= items.length);
}

// A plan is dated by its signature; a caption under the title counts where it was passed before its year began.
function passedBefore(captions: readonly string[], year: number | null): Day | null {
  const passedOn = issueDayOf(captions);
  return passedOn !== null && year !== null && yearOf(passedOn) < year ? passedOn : null;
}

function readItems(raw: readonly RawItem[], context: LimitContext): ItemReading[] {
  const items: ItemReading[] = [];
  let firstLeads = false;
  raw.forEach((one, at) => {
    const read = readItem(one, { ...context, firstLeads });
    firstLeads ||= read.firstLeadsFromHere;
    const order = orderDoubts(one, raw[at - 1]);
    items.push(order.length > 0 ? { ...read.item, doubts: [...read.item.doubts, ...order] } : read.item);
  });
  return items;
}

// Numbers restart under each section; within one a jump back or a gap is worth a look.
function orderDoubts(item: RawItem, before: RawItem | undefined): Doubt[] {
  if (!before || before.section !== item.section || before.ordinal === null || item.isDuty) return [];
  if (item.ordinal === null)
    return item.label === null ? [{ code: 'number-missing', text: item.text.slice(0, 20) }] : [];
  if (item.ordinal === before.ordinal + 1 || item.ordinal === 1) return [];
  return [{ code: 'number-out-of-order', text: item.label ?? '' }];
}
