import type { SourceDocument } from '../../reading/source-document.ts';
import { CellBudget, type FlowBlock, flowDocument, type LooseCell, layOut, printedTitle, tidy } from './flow.ts';
import { isHidden, mainContent } from './html-content.ts';
import { childOf, type MarkupElement, type MarkupNode, parseHtml, textOf } from './markup.ts';

const BLOCKS = new Set(
  'address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);

/** Tools that pages put beside a text. A short line with one of these is no line of the document. */
const PAGE_TOOLS =
  /浏览次数|浏览量|阅读次数|阅读量|访问次数|访问量|点击数|点击量|点击次数|打印本页|【打印】|关闭窗口|【关闭】|字体[：:]|字号[：:]|【大 ?中 ?小】|分享到|扫一扫|当前位置[：:]|您的位置|您现在的位置|上一篇[：:]|下一篇[：:]/;

/** A web page: the document among navigation, tools and lists of links, with its tables. */
export function readHtml(page: string): SourceDocument {
  const root = parseHtml(page);
  const { content, heading } = mainContent(root);
  const walk = new PageWalk();
  if (heading !== undefined) walk.line(textOf(heading), 1);
  walk.node(content);
  const blocks = walk.finish();
  return flowDocument('html', blocks, metaTitle(root, blocks));
}

/** Walks a page's tree and gathers its lines: a block element or a line break begins a new one. */
class PageWalk {
  private readonly blocks: FlowBlock[] = [];
  private readonly budget: CellBudget;
  private pending = '';
  private heading: number | undefined;

  constructor(budget = new CellBudget()) {
    this.budget = budget;
  }

  finish(): readonly FlowBlock[] {
    this.flush();
    return this.blocks;
  }

  line(text: string, heading?: number): void {
    const shown = tidy(text);
    if (shown === '' || (shown.length <= 80 && PAGE_TOOLS.test(shown))) return;
    this.blocks.push({ kind: 'line', text: shown, ...(heading === undefined ? {} : { heading }) });
  }

  node(node: MarkupNode): void {
    if (typeof node === 'string') {
      this.pending += node;
      return;
    }
    if (isHidden(node)) return;
    if (node.name === 'br') this.flush();
    else if (node.name === 'table') this.table(node);
    else if (BLOCKS.has(node.name)) this.block(node);
    else this.children(node);
  }

  private block(node: MarkupElement): void {
    this.flush();
    const outer = this.heading;
    this.heading = /^h[1-6]$/.test(node.name) ? Number(node.name[1]) : outer;
    this.children(node);
    this.flush();
    this.heading = outer;
  }

  private children(element: MarkupElement): void {
    for (const child of element.children) this.node(child);
  }

  private flush(): void {
    this.line(this.pending, this.heading);
    this.pending = '';
  }

  private table(table: MarkupElement): void {
    this.flush();
    const rows = rowsOf(table);
    // A table that holds another, or one cell a row, only lays out the page.
    const isLayout = rows.every((row) => row.length <= 1) || rows.flat().some((cell) => holds(cell, 'table'));
    if (isLayout) {
      for (const cell of rows.flat()) {
        this.children(cell);
        this.flush();
      }
      return;
    }
    const loose = rows.map((row) =>
      row.map((cell): LooseCell => {
        const rowSpan = spanOf(cell, 'rowspan');
        // rowspan="0" means: to the end of the table.
        return {
          text: cellText(cell),
          rowSpan: rowSpan === 0 ? rows.length : rowSpan,
          columnSpan: spanOf(cell, 'colspan') || 1,
        };
      }),
    );
    if (isPageMetadata(loose)) return;
    const caption = childOf(table, 'caption');
    const title = caption === undefined ? '' : tidy(textOf(caption));
    this.blocks.push({ kind: 'table', rows: layOut(loose, this.budget), ...(title === '' ? {} : { title }) });
  }
}

function rowsOf(table: MarkupElement): (readonly MarkupElement[])[] {
  const rows: (readonly MarkupElement[])[] = [];
  for (const child of table.children) {
    if (typeof child === 'string' || isHidden(child)) continue;
    if (child.name === 'tr') rows.push(cellsOf(child));
    else if (/^(?:tbody|thead|tfoot)$/.test(child.name)) rows.push(...rowsOf(child));
  }
  return rows.filter((row) => row.length > 0);
}

function cellsOf(row: MarkupElement): readonly MarkupElement[] {
  return row.children.filter(
    (child): child is MarkupElement => typeof child !== 'string' && (child.name === 'td' || child.name === 'th'),
  );
}

function cellText(cell: MarkupElement): string {
  const walk = new PageWalk();
  for (const child of cell.children) walk.node(child);
  return walk
    .finish()
    .map((block) => (block.kind === 'line' ? block.text : ''))
    .join('\n');
}

function spanOf(cell: MarkupElement, name: 'rowspan' | 'colspan'): number {
  const span = Number.parseInt(cell.attributes[name] ?? '1', 10);
  return Number.isNaN(span) || span < 0 ? 1 : span;
}

function holds(element: MarkupElement, name: string): boolean {
  return element.children.some((child) => typeof child !== 'string' && (child.name === name || holds(child, name)));
}

/** Labels of the table of document data that government sites print above a text; its words are no part of the document. */
const METADATA_LABELS = [
  '索引号',
  '主题分类',
  '发布机构',
  '发文机关',
  '成文日期',
  '发布日期',
  '有效性',
  '公开时限',
  '公开方式',
  '信息分类',
];

function isPageMetadata(rows: readonly (readonly LooseCell[])[]): boolean {
  const labels = rows.flat().map((cell) => cell.text.replace(/[\s\u3000：:【】[\]]/g, ''));
  return labels.length <= 40 && METADATA_LABELS.filter((label) => labels.includes(label)).length >= 3;
}

/** The title that the site's own data give, or the part of the window's title that the document itself prints. */
function metaTitle(root: MarkupElement, blocks: readonly FlowBlock[]): string | undefined {
  const article = find(
    root,
    (element) => element.name === 'meta' && /^articletitle$/i.test(element.attributes.name ?? ''),
  );
  const given = tidy(article?.attributes.content ?? '');
  if (given !== '') return given;

  const window = find(root, (element) => element.name === 'title');
  return printedTitle(tidy(window === undefined ? '' : textOf(window)).split(/[-_|—]/), blocks);
}

function find(element: MarkupElement, matches: (element: MarkupElement) => boolean): MarkupElement | undefined {
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    const found = matches(child) ? child : find(child, matches);
    if (found !== undefined) return found;
  }
  return undefined;
}
