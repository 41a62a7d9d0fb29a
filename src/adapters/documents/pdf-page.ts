import type { PDFDocumentProxy, PDFPageProxy } from 'unpdf/pdfjs';
import { withoutRadicals } from './radicals.ts';

/** A run of text where it is printed. y grows downwards from the top of the page; all in points of the page as shown. */
export interface Piece {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly size: number;
}

/** A printed line between or around cells: along the page (`along` from…to) at one height, or down it at one place. */
export interface Rule {
  readonly direction: 'across' | 'down';
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface PdfPage {
  readonly width: number;
  readonly height: number;
  readonly pieces: readonly Piece[];
  /** Asked for only where text stands in columns: drawing operations take longer to read than text. */
  rules(): Promise<readonly Rule[]>;
  /** Lets go of what pdf.js keeps for the page. */
  close(): void;
}

type Matrix = readonly [number, number, number, number, number, number];

/** Opens a page as shown to a reader: turned pages are turned back; slanted text, as of watermarks, is left out. */
export async function openPage(pdf: PDFDocumentProxy, number: number): Promise<PdfPage> {
  const page = await pdf.getPage(number);
  const view = page.getViewport({ scale: 1 });
  const toView = matrixOf(view.transform);
  const { items } = await page.getTextContent();
  const pieces: Piece[] = [];
  for (const item of items) {
    if (!('str' in item) || item.str === '') continue;
    const matrix = multiply(toView, matrixOf(item.transform));
    const size = Math.hypot(matrix[2], matrix[3]) || 1;
    if (Math.abs(matrix[1]) > Math.abs(matrix[0]) * 0.05) continue;
    pieces.push({
      text: withoutRadicals(item.str),
      left: matrix[4],
      right: matrix[4] + item.width,
      baseline: matrix[5],
      size,
    });
  }
  return {
    width: view.width,
    height: view.height,
    pieces,
    rules: () => rulesOf(page, toView),
    close: () => page.cleanup(),
  };
}

/** A path this thin (points) is a line, whether it was stroked or filled. */
const THIN = 3;
/** Shorter lines than this are strokes of drawn characters, ticks and boxes. */
const SHORTEST = 8;

async function rulesOf(page: PDFPageProxy, toView: Matrix): Promise<Rule[]> {
  const { OPS } = await import('unpdf/pdfjs');
  const { fnArray, argsArray } = await page.getOperatorList();
  const rules: Rule[] = [];
  const saved: Matrix[] = [];
  let current = toView;
  for (const [index, operation] of fnArray.entries()) {
    const given: unknown = argsArray[index];
    switch (operation) {
      case OPS.save:
        saved.push(current);
        break;
      case OPS.restore:
      case OPS.paintFormXObjectEnd:
        current = saved.pop() ?? toView;
        break;
      case OPS.transform:
        current = multiply(current, matrixOf(given));
        break;
      case OPS.paintFormXObjectBegin:
        saved.push(current);
        if (Array.isArray(given) && Array.isArray(given[0])) current = multiply(current, matrixOf(given[0]));
        break;
      case OPS.constructPath:
        // A path that is not painted only clips.
        if (Array.isArray(given) && given[0] !== OPS.endPath) collect(given, current, rules);
        break;
    }
  }
  return rules;
}

function collect(path: readonly unknown[], matrix: Matrix, rules: Rule[]): void {
  const bounds = path[2];
  if (ArrayBuffer.isView(bounds)) {
    const [left = 0, top = 0, right = 0, bottom = 0] = bounds as Float32Array;
    const from = apply(matrix, left, top);
    const to = apply(matrix, right, bottom);
    if (Math.abs(from.x - to.x) <= THIN || Math.abs(from.y - to.y) <= THIN) {
      add(from, to, rules);
      return;
    }
  }
  const list: unknown = Array.isArray(path[1]) ? path[1][0] : undefined;
  if (!ArrayBuffer.isView(list)) return;
  const numbers = list as Float32Array;
  let start = { x: 0, y: 0 };
  let at = start;
  // The path's own code: 0 move, 1 line, 2 curve of three points, 3 of two, 4 close.
  for (let index = 0; index < numbers.length; ) {
    const code = numbers[index] ?? 4;
    const end = index + ([3, 3, 7, 5, 1][code] ?? 1);
    if (code < 4) {
      const next = apply(matrix, numbers[end - 2] ?? 0, numbers[end - 1] ?? 0);
      if (code === 1) add(at, next, rules);
      if (code === 0) start = next;
      at = next;
    } else {
      add(at, start, rules);
      at = start;
    }
    index = end;
  }
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function add(from: Point, to: Point, rules: Rule[]): void {
  const across = Math.abs(from.x - to.x);
  const down = Math.abs(from.y - to.y);
  if (down <= THIN && across >= SHORTEST) {
    rules.push({
      direction: 'across',
      at: (from.y + to.y) / 2,
      from: Math.min(from.x, to.x),
      to: Math.max(from.x, to.x),
    });
  } else if (across <= THIN && down >= SHORTEST) {
    rules.push({
      direction: 'down',
      at: (from.x + to.x) / 2,
      from: Math.min(from.y, to.y),
      to: Math.max(from.y, to.y),
    });
  }
}

function matrixOf(values: unknown): Matrix {
  const at = (index: number) =>
    Array.isArray(values) || ArrayBuffer.isView(values) ? Number((values as number[])[index] ?? 0) : 0;
  return [at(0), at(1), at(2), at(3), at(4), at(5)];
}

function multiply(left: Matrix, right: Matrix): Matrix {
  return [
    left[0] * right[0] + left[2] * right[1],
    left[1] * right[0] + left[3] * right[1],
    left[0] * right[2] + left[2] * right[3],
    left[1] * right[2] + left[3] * right[3],
    left[0] * right[4] + left[2] * right[5] + left[4],
    left[1] * right[4] + left[3] * right[5] + left[5],
  ];
}

function apply(matrix: Matrix, x: number, y: number): Point {
  return { x: matrix[0] * x + matrix[2] * y + matrix[4], y: matrix[1] * x + matrix[3] * y + matrix[5] };
}
