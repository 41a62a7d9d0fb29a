import { type MarkupElement, type MarkupNode, textOf } from './markup.ts';

/** Elements that never show words of the document. */
const SILENT = new Set(
  'script style noscript template nav footer aside iframe object embed svg canvas button select option input textarea head map audio video'.split(
    ' ',
  ),
);

/** Class names and ids by which sites mark what stands around a document. Whole words of the name, in English or pinyin initials. */
const AROUND =
  /(?:^|[\s_-])(?:nav\w*|menu|crumbs?|breadcrumbs?|share|bdshare\w*|sharebox|social|foot(?:er)?|copyright|rel|related\w*|recommend\w*|sidebar|pager|pagination|prevnext|toolbar|tools?|search\w*|login|qrcode|ewm|fenxiang|dibu|mbx)(?:$|[\s_-])/i;

/** Containers that the content systems of government sites put a document's text into. */
const KNOWN_CONTAINER =
  /(?:^|\s)(?:zoom|zoomcon|UCAP-CONTENT|TRS_UEDITOR|TRS_Editor|trs_paper_default|vsb_content\w*|v_news_content|pages_content|article-content|article_content|art_con\w*|view_con\w*|news_content|entry-content|detail-content|wzcon|bt-content|Custom_UnionStyle)(?:$|\s)/i;

/** A container that holds this share of a page's prose holds the document. */
const SHARE_OF_DOCUMENT = 0.75;

/** Whether the element shows nothing of the document: not shown at all, or one of the things that stand around it. */
export function isHidden(element: MarkupElement): boolean {
  if (SILENT.has(element.name)) return true;
  const { style, hidden, role } = element.attributes;
  if (hidden !== undefined || (style !== undefined && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style)))
    return true;
  if (role !== undefined && /^(?:navigation|search|banner|contentinfo|complementary)$/.test(role)) return true;
  return isAround(element) && proseOf(element) < 200;
}

function isAround(element: MarkupElement): boolean {
  const { id = '', class: classes = '' } = element.attributes;
  return AROUND.test(id) || AROUND.test(classes);
}

/**
 * Where the document stands in a page: a container that content systems are known to use, or else the smallest element that
 * holds nearly all prose. `heading` is the page's h1 where it stands above that element.
 */
export function mainContent(root: MarkupElement): { content: MarkupElement; heading?: MarkupElement } {
  const prose = new Map<MarkupElement, number>();
  measure(root, false, prose);
  const total = prose.get(root) ?? 0;
  if (total === 0) return { content: root };

  let content = root;
  let heading: MarkupElement | undefined;
  for (;;) {
    const inside = content.children.filter((child): child is MarkupElement => typeof child !== 'string');
    const next = inside.find((child) => (prose.get(child) ?? 0) >= total * SHARE_OF_DOCUMENT);
    if (next === undefined || !isContainer(next)) break;
    heading = headingAbove(content, next) ?? heading;
    content = next;
    const { id = '', class: classes = '' } = content.attributes;
    if (content.name === 'article' || KNOWN_CONTAINER.test(id) || KNOWN_CONTAINER.test(classes)) break;
  }
  return heading === undefined ? { content } : { content, heading };
}

/** The walk down ends at what is a piece of a document rather than a place for one. */
function isContainer(element: MarkupElement): boolean {
  return (
    /^(?:html|body|div|main|section|article|center|font|td|tr|tbody|table|span)$/.test(element.name) &&
    !isDocumentTable(element)
  );
}

/** A table of several columns is part of the document; one that lays out a page holds other tables or blocks. */
function isDocumentTable(element: MarkupElement): boolean {
  if (element.name !== 'table') return false;
  const inner = (node: MarkupNode): boolean =>
    typeof node !== 'string' && (node.name === 'table' || node.name === 'div' || node.children.some(inner));
  return !element.children.some(inner);
}

function headingAbove(parent: MarkupElement, below: MarkupElement): MarkupElement | undefined {
  let found: MarkupElement | undefined;
  const look = (node: MarkupNode): void => {
    if (typeof node === 'string' || isHidden(node)) return;
    if (node.name === 'h1' && textOf(node).trim() !== '') found = node;
    else for (const child of node.children) look(child);
  };
  for (const child of parent.children) {
    if (child === below) return found;
    look(child);
  }
  return undefined;
}

/** Prose of each element: characters outside links, and only where sentences are written. */
function measure(element: MarkupElement, inLink: boolean, prose: Map<MarkupElement, number>): number {
  if (SILENT.has(element.name)) return 0;
  let sum = 0;
  for (const child of element.children) {
    if (typeof child === 'string') sum += inLink ? 0 : proseLength(child);
    else sum += measure(child, inLink || child.name === 'a', prose);
  }
  prose.set(element, sum);
  return sum;
}

function proseOf(element: MarkupElement): number {
  return measure(element, false, new Map());
}

/** Words count; a lone menu word or number does not make prose, a sentence or a table cell of some length does. */
function proseLength(text: string): number {
  const words = text.replace(/\s+/g, '');
  if (/[。；！？]/.test(words)) return words.length;
  return words.length >= 8 && /[，、：]/.test(words) ? words.length / 2 : words.length / 8;
}
