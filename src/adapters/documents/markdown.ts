import type { SourceBlock, SourceDocument } from '../../reading/source-document.ts';
import { pastedTable } from './pasted-table.ts';
import { Unreadable } from './refusals.ts';
import { linesOf, type TextLine } from './txt.ts';

const FRONT_MATTER = /^---\r?\n([\s\S]{0,10000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;
const FENCE = /^\s{0,3}(?:```|~~~)/;
const HEADING = /^\s{0,3}(#{1,6})(?:\s|$)/;
const RULE_LINE = /^\s{0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|=+)$/;

/**
 * A Markdown text: headings with their levels, list marks and emphasis taken off, numbers as written. Places are offsets of the
 * source text. A line that blank lines, a break or a list mark set apart is a paragraph of its own.
 */
export function readMarkdown(text: string): SourceDocument {
  const front = FRONT_MATTER.exec(text);
  const lines = linesOf(text).filter((line) => front === null || line.from >= front[0].length);
  const blocks: SourceBlock[] = [];
  for (let index = 0; index < lines.length; ) {
    const table = pastedTable(lines, index, text);
    if (table === undefined) {
      const block = lineBlock(lines, index, text);
      if (block !== undefined) blocks.push(block);
      index += 1;
      continue;
    }
    const rows = table.block.rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell) => ({ ...cell, text: plain(cell.text) })),
    }));
    blocks.push({ ...table.block, rows });
    index = table.next;
  }
  if (blocks.length === 0) throw new Unreadable('no-text');
  const title = /^title:\s*["']?(.+?)["']?\s*$/m.exec(front?.[1] ?? '')?.[1];
  return { format: 'md', text, blocks, flowing: false, ...(title ? { metaTitle: title } : {}) };
}

function lineBlock(lines: readonly TextLine[], index: number, text: string): SourceBlock | undefined {
  const line = lines[index];
  if (line === undefined || RULE_LINE.test(line.text) || FENCE.test(line.text)) return undefined;
  const place = { from: line.from, to: line.to };
  const heading = HEADING.exec(line.text);
  if (heading !== null) {
    const shown = plain(withoutClosingMarks(line.text.slice(heading[0].length)));
    return shown === '' ? undefined : { kind: 'line', text: shown, place, heading: heading[1]?.length ?? 1 };
  }
  const shown = plain(line.text.replace(/^[\s>]+/, '').replace(/^[-*+]\s+(?:\[[ xX]\]\s+)?/, ''));
  if (shown === '') return undefined;
  const isParagraph = standsApart(lines[index - 1], line, text) && standsApart(line, lines[index + 1], text);
  return { kind: 'line', text: shown, place, ...(isParagraph ? { paragraph: true } : {}) };
}

/** A heading may be closed by as many marks as opened it. */
function withoutClosingMarks(text: string): string {
  let end = text.length;
  while (text[end - 1] === '#') end -= 1;
  return end < text.length && /\s/.test(text[end - 1] ?? ' ') ? text.slice(0, end) : text;
}

/** Whether Markdown itself shows two neighbours as two paragraphs or lines. */
function standsApart(above: TextLine | undefined, below: TextLine | undefined, text: string): boolean {
  if (above === undefined || below === undefined) return true;
  const between = text.slice(above.to, below.from);
  return (
    /\n\s*?\n/.test(between) ||
    / {2,}\r?\n/.test(between) ||
    above.text.endsWith('\\') ||
    HEADING.test(above.text) ||
    RULE_LINE.test(above.text) ||
    HEADING.test(below.text) ||
    RULE_LINE.test(below.text) ||
    /^\s*(?:[-*+]|\d{1,3}[.)])\s/.test(below.text)
  );
}

/** The words without the marks around them: emphasis, code, links, images, tags, escapes. */
function plain(text: string): string {
  return text
    .replace(/!\[[^\]]{0,500}\]\([^)]{0,2000}\)/g, '')
    .replace(/\[([^\]]{0,500})\]\([^)]{0,2000}\)/g, '$1')
    .replace(/<\/?[a-z][^>]{0,500}>/gi, (tag) => (/^<br/i.test(tag) ? ' ' : ''))
    .replace(/(\*\*\*|\*\*|___|__|~~)(?=\S)([^\n]{0,2000}?\S)\1/g, '$2')
    .replace(/(?<![\w*])\*(?=[^\s*])([^*\n]{0,2000}?[^\s*])\*(?!\*)/g, '$1')
    .replace(/(?<!\w)_(?=[^\s_])([^_\n]{0,2000}?[^\s_])_(?!\w)/g, '$1')
    .replace(/`([^`\n]{1,2000})`/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+\-.!|>~])/g, '$1')
    .replace(/&(amp|lt|gt|nbsp|emsp|ensp);/g, (_, name: string) => ENTITIES[name] ?? ' ')
    .replace(/\\$/, '')
    .trim();
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };
