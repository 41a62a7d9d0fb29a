import { plainDigits, printedWidth } from './characters.ts';
import { isLimitPhrase } from './limit-shape.ts';
import type { ColumnKind } from './table-columns.ts';
import { isGroupName, isUnitName, splitUnits } from './units.ts';

/** A piece of a printed line that may be a cell, and the column of print where it begins. */
export interface Token {
  readonly text: string;
  readonly at: number;
}

/** The pieces of a line that wide gaps part; one blank only spaces the print. */
export function widelyParted(line: string): Token[] {
  return [...plainDigits(line).matchAll(/\S+(?:[ \u3000]\S+)*/gu)].map((match) => ({
    text: match[0],
    at: printedWidth(line.slice(0, match.index)),
  }));
}

/** What a piece may be by itself. */
export type TokenType = 'number' | 'limit' | 'units' | 'words';

// 县住建局（牵头）、县民政局 and 市教育局、市民政局分别牵头 are units, whatever role is printed with them.
const withoutRoles = (token: string): string =>
  token
    .replace(/[（(](?:牵头|主办|配合|协办|参与|负责|牵头单位|配合单位)[）)]/gu, '')
    .replace(/(?:分别|共同|联合|按职责分工)*(?:牵头|主办|配合|协办|参与|负责)$/u, '');

/** What a piece looks like by itself. */
export function typeOf(token: string): TokenType {
  if (/^\d{1,3}[.、．]?$/u.test(token)) return 'number';
  if (isLimitPhrase(token)) return 'limit';
  if (/(?:领导|负责人|责任人|同志)$/u.test(token)) return 'words';
  const { names } = splitUnits(withoutRoles(token));
  return names.length > 0 && names.every((name) => isUnitName(name) || isGroupName(name)) ? 'units' : 'words';
}

const FITS: Readonly<Record<TokenType, readonly ColumnKind[]>> = {
  number: ['number', 'target'],
  limit: ['limit', 'start'],
  units: ['lead', 'supporting', 'responsible'],
  words: ['task', 'category', 'remark', 'leaders', 'period', 'target', 'measure'],
};

const NOTHING = /^(?:[/／—–-]+|无)$/u;
const PERSONS = /^\p{Script=Han}{2,4}(?:[、，\s]\p{Script=Han}{2,4})*$/u;

/** True when a piece may stand in a column. A long text names nobody, and a name of two or three characters is no task. */
export function fits(text: string, type: TokenType, kind: ColumnKind | undefined): boolean {
  if (NOTHING.test(text)) return kind !== 'task' && kind !== 'number';
  if (type !== 'words' || kind === undefined || !FITS.words.includes(kind))
    return kind !== undefined && FITS[type].includes(kind);
  if (kind === 'leaders') return text.length <= 24;
  return kind !== 'task' || text.length > 4 || !PERSONS.test(text);
}

/**
 * Gives each piece its column, left to right, so that what it looks like fits what the column holds; where the print
 * keeps its columns, `starts` says where each begins, and that counts more.
 */
export function columnsOf(
  tokens: readonly Token[],
  kinds: readonly ColumnKind[],
  starts: readonly number[] | null,
): number[] {
  const types = tokens.map((token) => typeOf(token.text));
  const cost = (at: number, column: number, before: number): number => {
    const fit = fits(tokens[at]?.text ?? '', types[at] as TokenType, kinds[column]) ? 0 : starts ? 1 : 4;
    const again = column === before ? 0.3 : 0;
    if (starts) return fit + again + Math.abs((tokens[at]?.at ?? 0) - (starts[column] ?? 0)) / 4;
    const skippedTask = kinds.slice(before + 1, column).includes('task') ? 3 : 0;
    return fit + again + skippedTask + Math.max(0, column - before - 1) * 0.5;
  };
  let reached = kinds.map((_, column) => ({ cost: cost(0, column, -1), path: [column] }));
  for (let at = 1; at < tokens.length; at++) {
    reached = kinds.map((_, column) =>
      reached
        .slice(0, column + 1)
        .map((step, before) => ({ cost: step.cost + cost(at, column, before), path: [...step.path, column] }))
        .reduce((best, step) => (step.cost < best.cost ? step : best)),
    );
  }
  return reached.reduce((best, step) => (step.cost < best.cost ? step : best)).path;
}

/** The cells of a row that takes several lines, each line with its own pieces in the columns of the header. */
export function cellsOfLines(
  lines: readonly string[],
  kinds: readonly ColumnKind[],
  starts: readonly number[],
): string[] {
  const cells = kinds.map(() => '');
  for (const line of lines) {
    const tokens = widelyParted(line);
    if (tokens.length === 0) continue;
    columnsOf(tokens, kinds, starts).forEach((column, at) => {
      const before = cells[column] ?? '';
      const text = tokens[at]?.text ?? '';
      const apart = isUnitName(before) && isUnitName(text) ? ' ' : '';
      cells[column] = before + apart + text;
    });
  }
  return cells;
}
