import { isOn, type Numbering } from './docx-numbering.ts';
import type { ParagraphStyle } from './docx-styles.ts';
import { tableOf } from './docx-table.ts';
import { CellBudget, type FlowBlock, tidy } from './flow.ts';
import { childOf, childrenOf, type MarkupElement, type MarkupNode, textOf, wordValue } from './markup.ts';

/** What was deleted, moved away or is no text: nothing inside counts. Changes are taken as accepted. */
const LEFT_OUT = new Set([
  'del',
  'moveFrom',
  'delText',
  'delInstrText',
  'instrText',
  'fldData',
  'pPr',
  'rPr',
  'tblPr',
  'sectPr',
  'sdtPr',
  'sdtEndPr',
  'rt',
  'Fallback',
  'docPr',
  'positionH',
  'positionV',
  'footnoteReference',
  'endnoteReference',
  'annotationRef',
  'footnoteRef',
]);

/** Walks a Word body in reading order and gives its lines and tables. Text boxes follow the paragraph that holds them. */
export class WordWalk {
  private readonly styles: ReadonlyMap<string, ParagraphStyle>;
  private readonly numbering: Numbering;
  private readonly budget = new CellBudget();
  /** Text of paragraphs whose mark was deleted: they run on into the next one. */
  private carried = '';

  constructor(styles: ReadonlyMap<string, ParagraphStyle>, numbering: Numbering) {
    this.styles = styles;
    this.numbering = numbering;
  }

  /** The blocks inside a body, a cell or a text box. */
  blocksOf(container: MarkupElement): FlowBlock[] {
    const blocks: FlowBlock[] = [];
    this.gather(container, blocks);
    return blocks;
  }

  private gather(container: MarkupElement, blocks: FlowBlock[]): void {
    for (const child of container.children) {
      if (typeof child === 'string' || LEFT_OUT.has(child.name) || isContents(child)) continue;
      if (child.name === 'p') this.paragraph(child, blocks);
      else if (child.name === 'tbl') blocks.push(...tableOf(child, (cell) => this.blocksOf(cell), this.budget));
      else this.gather(child, blocks);
    }
  }

  private paragraph(paragraph: MarkupElement, blocks: FlowBlock[]): void {
    const properties = childOf(paragraph, 'pPr');
    const styleId = wordValue(properties, 'pStyle') ?? '';
    const style = this.styles.get(styleId);
    if (style !== undefined && /^toc \d/i.test(style.name)) return;

    const boxes: MarkupElement[] = [];
    const text = this.carried + runText(paragraph, boxes);
    this.carried = '';
    const mark = childOf(properties, 'rPr');
    if (childOf(mark, 'del') !== undefined || childOf(mark, 'moveFrom') !== undefined) {
      this.carried = text;
    } else {
      const label = this.labelOf(properties, styleId, style);
      const level = Number(wordValue(properties, 'outlineLvl') ?? style?.outlineLevel ?? 9);
      pushLines(`${label}${text.replace(/^\s+/, (blanks) => (label === '' ? blanks : ''))}`, level, blocks);
    }
    for (const box of boxes) this.gather(box, blocks);
  }

  private labelOf(properties: MarkupElement | undefined, styleId: string, style: ParagraphStyle | undefined): string {
    const direct = childOf(properties, 'numPr');
    const numberId = wordValue(direct, 'numId') ?? style?.numberId;
    if (numberId === undefined || numberId === '0') return '';
    const level = wordValue(direct, 'ilvl') ?? style?.numberLevel ?? this.numbering.levelOfStyle(numberId, styleId);
    return this.numbering.next(numberId, Number(level));
  }
}

/**
 * One line for each soft break of the paragraph; only the last is known to end a paragraph. A break inside 《》 or （） only lays
 * out a title, so the words on both sides belong together.
 */
function pushLines(text: string, outlineLevel: number, blocks: FlowBlock[]): void {
  const heading = outlineLevel < 6 ? { heading: outlineLevel + 1 } : {};
  const lines = joinInsideBrackets(text.split('\n'))
    .map(tidy)
    .filter((line) => line !== '');
  for (const [index, line] of lines.entries()) {
    blocks.push({ kind: 'line', text: line, ...heading, ...(index < lines.length - 1 ? { runsOn: true } : {}) });
  }
}

function joinInsideBrackets(lines: readonly string[]): string[] {
  const joined: string[] = [];
  let open = 0;
  for (const line of lines) {
    if (open > 0) joined.push(`${joined.pop() ?? ''}${line.trimStart()}`);
    else joined.push(line.trimEnd());
    for (const character of line) {
      if ('《（〔'.includes(character)) open += 1;
      if ('》）〕'.includes(character)) open = Math.max(0, open - 1);
    }
  }
  return joined;
}

/** The words of a paragraph or run as printed, and the text boxes found on the way. */
function runText(element: MarkupElement, boxes: MarkupElement[]): string {
  let text = '';
  for (const child of element.children) {
    if (typeof child !== 'string') text += wordOf(child, boxes);
  }
  return text;
}

function wordOf(element: MarkupElement, boxes: MarkupElement[]): string {
  if (LEFT_OUT.has(element.name)) return '';
  switch (element.name) {
    case 't':
      return textOf(element);
    case 'tab':
    case 'ptab':
      return '\t';
    case 'br':
    case 'cr':
      return '\n';
    case 'noBreakHyphen':
      return '-';
    case 'sym':
      return symbolOf(element);
    case 'txbxContent':
      boxes.push(element);
      return '';
    case 'AlternateContent':
      return alternativeOf(element)
        .map((child) => wordOf(child, boxes))
        .join('');
    case 'r':
      return isOn(childOf(childOf(element, 'rPr'), 'vanish')) ? '' : runText(element, boxes);
    default:
      return runText(element, boxes);
  }
}

/** The same content may stand once for new programs and once for old ones: only one of them counts. */
function alternativeOf(element: MarkupElement): readonly MarkupElement[] {
  const choice = childOf(element, 'Choice') ?? childOf(element, 'Fallback');
  return choice?.children.filter((child: MarkupNode): child is MarkupElement => typeof child !== 'string') ?? [];
}

/** A character of a symbol font. Those fonts put their signs into a private area, where nothing can be read but the ticks. */
function symbolOf(element: MarkupElement): string {
  const code = Number.parseInt(element.attributes.char ?? '', 16) & 0xff_ff;
  if (Number.isNaN(code) || code === 0) return '';
  if (code < 0xe000 || code > 0xf8ff) return String.fromCodePoint(code);
  const sign = code & 0xff;
  if (/wingdings 2/i.test(element.attributes.font ?? '')) return sign === 0x50 || sign === 0x52 ? '√' : '□';
  return sign === 0xfc || sign === 0xfe ? '√' : sign === 0xa8 || sign === 0x6f ? '□' : '';
}

/** A table of contents would give every heading twice. */
function isContents(element: MarkupElement): boolean {
  if (element.name !== 'sdt') return false;
  const part = childOf(childOf(element, 'sdtPr'), 'docPartObj');
  return childrenOf(part, 'docPartGallery').some(({ attributes }) => /table of contents/i.test(attributes.val ?? ''));
}
