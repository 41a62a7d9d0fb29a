import type { SourceCell } from '../../reading/source-document.ts';
import type { CellBudget, FlowBlock } from './flow.ts';
import { childOf, type MarkupElement, wordValue } from './markup.ts';

type WordCell = { -readonly [Key in keyof SourceCell]: SourceCell[Key] };

/**
 * A Word table with its merged cells. A table of one cell is a frame around text: its content stands as lines. `blocksOf` reads
 * what is inside a cell.
 */
export function tableOf(
  table: MarkupElement,
  blocksOf: (cell: MarkupElement) => readonly FlowBlock[],
  budget: CellBudget,
): readonly FlowBlock[] {
  const rows = elementsOf(table, 'tr').filter((row) => childOf(childOf(row, 'trPr'), 'del') === undefined);
  const cells = rows.flatMap((row) => elementsOf(row, 'tc'));
  if (cells.length === 1 && cells[0] !== undefined) return blocksOf(cells[0]);

  const grid: WordCell[][] = [];
  /** The cell that reaches down through each column. */
  const above = new Map<number, WordCell>();
  for (const row of rows) grid.push(rowOf(row, above, blocksOf, budget));
  return [{ kind: 'table', rows: withoutUnusedColumns(grid) }];
}

function rowOf(
  row: MarkupElement,
  above: Map<number, WordCell>,
  blocksOf: (cell: MarkupElement) => readonly FlowBlock[],
  budget: CellBudget,
): WordCell[] {
  const cells: WordCell[] = [];
  let column = Number(wordValue(childOf(row, 'trPr'), 'gridBefore') ?? 0);
  for (const element of elementsOf(row, 'tc')) {
    const properties = childOf(element, 'tcPr');
    if (childOf(properties, 'cellDel') !== undefined) continue;
    const columnSpan = Math.max(1, Number(wordValue(properties, 'gridSpan') ?? 1) || 1);
    budget.take(column + columnSpan, columnSpan);
    const last = cells.at(-1);
    const reaching = above.get(column);
    if (continues(properties, 'hMerge') && last !== undefined) {
      last.columnSpan += columnSpan;
    } else if (continues(properties, 'vMerge') && reaching !== undefined) {
      // What stands inside a cell that is covered is not printed; its list numbers still count.
      blocksOf(element);
      reaching.rowSpan += 1;
    } else {
      const cell = { text: cellText(blocksOf(element)), column, rowSpan: 1, columnSpan };
      cells.push(cell);
      if (wordValue(properties, 'vMerge') === 'restart') above.set(column, cell);
      else above.delete(column);
    }
    column += columnSpan;
  }
  return cells;
}

/** A merge mark without a value continues the cell above or to the left. */
function continues(properties: MarkupElement | undefined, name: 'vMerge' | 'hMerge'): boolean {
  const merge = childOf(properties, name);
  return merge !== undefined && merge.attributes.val !== 'restart';
}

function cellText(blocks: readonly FlowBlock[]): string {
  return blocks
    .map((block) =>
      block.kind === 'line' ? block.text : block.rows.map((row) => row.map((cell) => cell.text).join('\t')).join('\n'),
    )
    .join('\n');
}

/** Rows or cells, whatever content controls or accepted insertions stand around them. */
function elementsOf(element: MarkupElement, name: 'tr' | 'tc'): MarkupElement[] {
  const found: MarkupElement[] = [];
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    if (child.name === name) found.push(child);
    else if (/^(?:sdt|sdtContent|customXml|ins|moveTo)$/.test(child.name)) found.push(...elementsOf(child, name));
  }
  return found;
}

/** Borders that were dragged by hair's breadths leave grid columns where no cell begins: they are taken out. */
function withoutUnusedColumns(grid: readonly (readonly WordCell[])[]): SourceCell[][] {
  const begins = new Set(grid.flatMap((row) => row.map((cell) => cell.column)));
  const columns = [...begins].sort((left, right) => left - right);
  const indexOf = new Map(columns.map((column, index) => [column, index]));
  return grid.map((row) =>
    row.map((cell) => {
      const column = indexOf.get(cell.column) ?? 0;
      const end = columns.findIndex((begin) => begin >= cell.column + cell.columnSpan);
      return { ...cell, column, columnSpan: (end === -1 ? columns.length : end) - column };
    }),
  );
}
