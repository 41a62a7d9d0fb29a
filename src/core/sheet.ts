import { type Day, dayAt, instantAt } from './calendar.ts';
import { ladderOf } from './escalation.ts';
import type { Catalogue } from './message/catalogue.ts';
import type { Setting } from './message/setting.ts';
import type { PlanItem, WorkPlan } from './plan.ts';
import type { Report, SupervisionNotice } from './report.ts';
import { cellText, partsOf } from './sheet-text.ts';
import { dayInForce, isOverdue, light, overdueWorkdays, type Task, verdict } from './task.ts';
import type { Unit } from './unit.ts';

/** Columns of a sheet of tasks (督办台账表), in their order. */
export type SheetColumn = (typeof layout)[number][0];

/** Where a task stands, in one word to filter by; how far beyond the limit has a column of its own. */
export type SheetState =
  | 'open'
  | 'undecided'
  | 'returned'
  | 'to-confirm'
  | 'overdue'
  | 'reported-done'
  | 'closed'
  | 'cancelled';

export type SheetLight = ReturnType<typeof light>;

/** What a cell holds. Types are kept: a text is never a formula, a day is a day. `at` is minutes after midnight of the office's zone. */
export type Cell =
  | { readonly kind: 'text'; readonly text: string; readonly light?: SheetLight }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'day'; readonly on: Day }
  | { readonly kind: 'moment'; readonly on: Day; readonly at: number }
  | { readonly kind: 'empty' };

/** A column as it is set: its heading, its width in half-width places, whether its cells stand in the middle. */
export interface SheetHeading {
  readonly heading: string;
  readonly width: number;
  readonly centred: boolean;
}

/** One plan's tasks as rows of typed cells. Every row has as many cells as there are columns. */
export interface Sheet {
  readonly title: string;
  /** Lines under the title: office, day, counts, what is left out, the head of the ledger. */
  readonly notes: readonly string[];
  readonly columns: readonly SheetHeading[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A task with what its row says of it. */
export interface SheetEntry {
  readonly task: Task;
  readonly item: PlanItem | null;
  readonly unit: Unit;
  readonly supporting: readonly Unit[];
  /** The accountable unit's latest report, or null. */
  readonly report: Report | null;
  /** Notices of the task, withdrawn ones too. */
  readonly notices: readonly SupervisionNotice[];
}

/** What one sheet is made of: a plan and those of its tasks that the reader may see. */
export interface SheetFacts {
  readonly plan: Pick<WorkPlan, 'title'>;
  readonly entries: readonly SheetEntry[];
  /** The units whose tasks alone the reader sees; empty for who sees every task. */
  readonly onlyOf: readonly Unit[];
  readonly ledgerHead: string | null;
}

/** Widths make 216 half-width places in all: what A4 landscape holds at some 7 points. */
const layout = [
  ['label', 6, 'centred'],
  ['code', 9, 'centred'],
  ['item', 32, 'left'],
  ['unit', 14, 'left'],
  ['supporting', 16, 'left'],
  ['printed', 11, 'centred'],
  ['original', 11, 'centred'],
  ['inForce', 11, 'centred'],
  ['state', 9, 'centred'],
  ['light', 6, 'centred'],
  ['progress', 30, 'left'],
  ['percent', 6, 'centred'],
  ['reported', 16, 'centred'],
  ['closed', 11, 'centred'],
  ['overdue', 7, 'centred'],
  ['extension', 8, 'left'],
  ['supervision', 13, 'left'],
] as const;

/** Lines of a cell at most: a row of a spreadsheet is at most 409 points high, and what is beyond it is neither shown nor printed. */
const LINES = 27;

const empty: Cell = { kind: 'empty' };
const words = (text: string): Cell => (text === '' ? empty : { kind: 'text', text: cellText(text) });
const dayOr = (on: Day | null): Cell => (on === null ? empty : { kind: 'day', on });
const numberOr = (value: number | null): Cell => (value === null ? empty : { kind: 'number', value });

/**
 * The sheet of a plan's tasks, in the order of the plan and of each item's codes. Discreet tasks are counted and left out. A text
 * longer than a printed cell goes on in numbered rows below its own; none is cut.
 */
export function sheetOf(facts: SheetFacts, texts: Catalogue, setting: Setting): Sheet {
  const { sheet } = texts;
  const shown = facts.entries.filter((entry) => !isDiscreet(entry)).toSorted(inOrder);
  const leftOut = facts.entries.length - shown.length;
  return {
    title: cellText(sheet.title(facts.plan.title)),
    notes: [
      [
        sheet.asOf(shown.length, setting),
        ...(facts.onlyOf.length > 0 ? [sheet.onlyOf(facts.onlyOf)] : []),
        ...(leftOut > 0 ? [sheet.leftOut(leftOut)] : []),
      ].join('　'),
      ...(facts.ledgerHead === null ? [] : [texts.document.ledgerHead(facts.ledgerHead)]),
    ].map(cellText),
    columns: layout.map(([column, width, side]) => ({
      heading: sheet.columns[column],
      width,
      centred: side === 'centred',
    })),
    rows: shown.flatMap((entry) => rowsOf(entry, texts, setting)),
  };
}

/** 26-2-9 before 26-2-10. */
const byCode = new Intl.Collator('en', { numeric: true }).compare;

const isDiscreet = ({ task, item }: SheetEntry): boolean => task.discreet || item?.discreet === true;

/** By the item's place in the document, then by code; a task whose item is gone from the document comes last. */
function inOrder(a: SheetEntry, b: SheetEntry): number {
  const place = (entry: SheetEntry) => entry.item?.position ?? Number.MAX_SAFE_INTEGER;
  return place(a) - place(b) || byCode(a.task.code, b.task.code);
}

/** The row of a task; the parts of its texts that do not fit follow in numbered rows, which name the item, the unit and the state again. */
function rowsOf(entry: SheetEntry, texts: Catalogue, setting: Setting): readonly (readonly Cell[])[] {
  const cells = cellsOf(entry, texts, setting);
  const parts = layout.map(([column, width]) => {
    const cell = cells[column];
    return cell.kind === 'text' ? partsOf(cell.text, width, LINES) : [];
  });
  const count = Math.max(1, ...parts.map((part) => part.length));
  return Array.from({ length: count }, (_, index) =>
    layout.map(([column], place): Cell => {
      const cell = cells[column];
      const text = parts[place]?.[index];
      if (index === 0) return text === undefined ? cell : { ...cell, kind: 'text', text };
      if (column === 'code') return words(texts.sheet.continued(entry.task.code, index));
      if (text !== undefined) return { kind: 'text', text };
      return AGAIN.has(column) && (parts[place]?.length ?? 0) < 2 ? cell : empty;
    }),
  );
}

/** What a row that goes on says again, so that it stays with its task under a filter. */
const AGAIN: ReadonlySet<SheetColumn> = new Set<SheetColumn>(['label', 'unit', 'state', 'light']);

const labelOf = ({ task, item }: SheetEntry): string => task.label ?? (item ? String(item.position) : '');

function cellsOf(entry: SheetEntry, texts: Catalogue, setting: Setting): Readonly<Record<SheetColumn, Cell>> {
  const { task, item, unit, supporting, report } = entry;
  const { sheet } = texts;
  const label = labelOf(entry);
  const state = stateOf(task, setting);
  const isLit = task.state.status !== 'cancelled' && task.dueOn !== null;
  const lit = light(task, setting.today, setting.calendar);
  return {
    label: /^\d{1,9}$/.test(label) ? { kind: 'number', value: Number(label) } : words(label),
    code: words(task.code),
    item: words(item?.text ?? task.title),
    unit: words(unit.name),
    supporting: words(supporting.map(({ name }) => name).join(sheet.unitsBetween)),
    printed: words(item?.deadlineText ?? ''),
    original: dayOr(task.originalDueOn),
    inForce: dayOr(dayInForce(task)),
    state: words(sheet.states[state]),
    light: isLit ? { kind: 'text', text: sheet.lights[lit], light: lit } : empty,
    progress: report ? words(report.text || (report.claimsDone ? sheet.done : '')) : empty,
    percent: numberOr(report?.percent ?? null),
    reported: report ? momentOf(report.madeAt) : empty,
    closed: dayOr(task.state.status === 'closed' ? task.state.closedOn : null),
    overdue: numberOr(lateWorkdays(task, setting) || null),
    extension: words(sheet.extension(task, setting)),
    supervision: words(supervisionOf(entry, texts)),
  };
}

function stateOf(task: Task, { today, calendar }: Setting): SheetState {
  const { state } = task;
  if (state.status !== 'open') return state.status;
  if (state.supplementDueOn) return 'returned';
  if (task.dueOn === null) return 'undecided';
  if (state.awaitingConfirmation) return 'to-confirm';
  return isOverdue(task, today, calendar) ? 'overdue' : 'open';
}

/** Working days beyond the limit: up to today while the task is open, up to the report that counts once it is made. */
function lateWorkdays(task: Task, { today, calendar }: Setting): number {
  const { state, dueOn } = task;
  if (state.status === 'open') return overdueWorkdays(task, today, calendar);
  if (state.status === 'cancelled' || dueOn === null || verdict(task, today, calendar) !== 'late') return 0;
  const madeAt = state.status === 'closed' ? state.reportMadeAt : state.madeAt;
  return calendar.workdaysBetween(dueOn, dayAt(madeAt));
}

function momentOf(instant: Date): Cell {
  const on = dayAt(instant);
  return { kind: 'moment', on, at: Math.floor((instant.getTime() - instantAt(on, '00:00').getTime()) / 60_000) };
}

function supervisionOf({ task, unit, notices }: SheetEntry, { sheet }: Catalogue): string {
  const rung = ladderOf(task.policy, unit.relation)[task.attention.rung - 1]?.kind ?? null;
  const signed = notices.filter((notice) => notice.status === 'signed');
  const isDrafted = notices.some((notice) => notice.status === 'drafted');
  return sheet.supervision(rung, signed, isDrafted);
}
