import { Parser } from 'htmlparser2';
import { NESTING_LIMIT } from './limits.ts';
import { Unreadable } from './refusals.ts';

/** An element of an HTML page or an office file's XML. Names and attribute names stand without namespace prefix. */
export interface MarkupElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly MarkupNode[];
}

export type MarkupNode = MarkupElement | string;

interface OpenElement extends MarkupElement {
  readonly children: MarkupNode[];
}

/** What a reader of markup is told, in order. An element's end is told for each element that was begun. */
export interface MarkupEvents {
  begin(name: string, attributes: Readonly<Record<string, string>>): void;
  text(chunk: string): void;
  end(name: string): void;
}

/**
 * Reads an XML part without keeping it. A part that is cut off is refused as damaged, one with a DTD as unsafe: office files have
 * none, and a DTD is the only way to entities that expand.
 */
export function readXml(text: string, events: MarkupEvents): void {
  let depth = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1;
        if (depth > NESTING_LIMIT) throw new Unreadable('too-deep');
        events.begin(localName(name), withLocalNames(attributes));
      },
      ontext: (chunk) => events.text(chunk),
      onclosetag(name, isImplied) {
        // In XML nothing closes by itself.
        if (isImplied && !isSelfClosing(text, parser.endIndex)) throw new Unreadable('damaged');
        depth -= 1;
        events.end(localName(name));
      },
      onprocessinginstruction(name) {
        if (name.startsWith('!')) throw new Unreadable('unsafe-xml');
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.write(text);
  if (depth > 0) throw new Unreadable('damaged');
  parser.end();
}

/** The root element of an XML part; refuses what `readXml` refuses. */
export function parseXml(text: string): MarkupElement {
  const tree = new Tree();
  readXml(text, tree);
  const root = tree.root.children.find((child) => typeof child !== 'string');
  if (root === undefined) throw new Unreadable('damaged');
  return root;
}

/** The tree of a web page, as forgiving as a browser. Its root has the name ''. */
export function parseHtml(text: string): MarkupElement {
  const tree = new Tree();
  const parser = new Parser({
    onopentag: (name, attributes) => tree.begin(name, attributes),
    ontext: (chunk) => tree.text(chunk),
    onclosetag: () => tree.end(),
  });
  parser.end(text);
  return tree.root;
}

class Tree implements MarkupEvents {
  readonly root: OpenElement = { name: '', attributes: {}, children: [] };
  private readonly open: OpenElement[] = [this.root];

  begin(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.open.length > NESTING_LIMIT) throw new Unreadable('too-deep');
    const element: OpenElement = { name, attributes, children: [] };
    this.open.at(-1)?.children.push(element);
    this.open.push(element);
  }

  text(chunk: string): void {
    this.open.at(-1)?.children.push(chunk);
  }

  end(): void {
    this.open.pop();
  }
}

function isSelfClosing(text: string, tagEnd: number): boolean {
  return text[tagEnd - 1] === '/';
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function withLocalNames(attributes: Record<string, string>): Record<string, string> {
  const local: Record<string, string> = {};
  for (const name in attributes) local[localName(name)] = attributes[name] ?? '';
  return local;
}

/** The element's first child of that name. */
export function childOf(element: MarkupElement | undefined, name: string): MarkupElement | undefined {
  return element?.children.find((child): child is MarkupElement => typeof child !== 'string' && child.name === name);
}

/** The element's children of that name, in order. */
export function childrenOf(element: MarkupElement | undefined, name: string): readonly MarkupElement[] {
  if (element === undefined) return [];
  return element.children.filter((child): child is MarkupElement => typeof child !== 'string' && child.name === name);
}

/** The attribute `val` of the element's first child of that name: how Word writes most properties. */
export function wordValue(element: MarkupElement | undefined, name: string): string | undefined {
  return childOf(element, name)?.attributes.val;
}

/** All text inside the element. */
export function textOf(element: MarkupElement): string {
  let text = '';
  for (const child of element.children) text += typeof child === 'string' ? child : textOf(child);
  return text;
}
