import { childOf, childrenOf, type MarkupElement, wordValue } from './markup.ts';

/** What a paragraph style says that matters here; what it leaves unsaid comes from the style it is based on. */
export interface ParagraphStyle {
  readonly name: string;
  readonly outlineLevel?: number;
  readonly numberId?: string;
  readonly numberLevel?: number;
}

/** The styles of a Word file by their ids, each with what it takes over from those it is based on. */
export function readStyles(part: MarkupElement | undefined): ReadonlyMap<string, ParagraphStyle> {
  const elements = new Map<string, MarkupElement>();
  for (const style of childrenOf(part, 'style')) {
    const id = style.attributes.styleId;
    if (id !== undefined) elements.set(id, style);
  }

  const styles = new Map<string, ParagraphStyle>();
  const resolve = (id: string, seen: ReadonlySet<string>): ParagraphStyle => {
    const known = styles.get(id);
    const element = elements.get(id);
    if (known !== undefined) return known;
    // A damaged file may base styles on each other in a ring.
    if (element === undefined || seen.has(id)) return { name: '' };
    const base = wordValue(element, 'basedOn');
    const inherited = base === undefined ? { name: '' } : resolve(base, new Set([...seen, id]));
    const style: ParagraphStyle = { ...inherited, ...ownProperties(element) };
    styles.set(id, style);
    return style;
  };
  for (const id of elements.keys()) resolve(id, new Set());
  return styles;
}

function ownProperties(style: MarkupElement): ParagraphStyle {
  const properties = childOf(style, 'pPr');
  const numbering = childOf(properties, 'numPr');
  const outline = wordValue(properties, 'outlineLvl');
  const numberId = wordValue(numbering, 'numId');
  const level = wordValue(numbering, 'ilvl');
  return {
    name: wordValue(style, 'name') ?? '',
    ...(outline === undefined ? {} : { outlineLevel: Number(outline) }),
    ...(numberId === undefined ? {} : { numberId }),
    ...(level === undefined ? {} : { numberLevel: Number(level) }),
  };
}
