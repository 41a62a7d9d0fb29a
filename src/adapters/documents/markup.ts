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

/**
 * The root element of an XML part. A part that is cut off is refused as damaged, one with a DTD as unsafe: office files have
 * none, and a DTD is the only way to entities that expand.
 */
export function parseXml(text: string): MarkupElement {
  if (/<!DOCTYPE|<!ENTITY/i.test(text.slice(0, 4096))) throw new Unreadable('unsafe-xml');
  const document = parse(text, true);
  const root = document.children.find((child) => typeof child !== 'string');
  if (root === undefined) throw new Unreadable('damaged');
  return root;
}

/** The tree of a web page, as forgiving as a browser. Its root has the name ''. */
export function parseHtml(text: string): MarkupElement {
  return parse(text, false);
}

function parse(text: string, strict: boolean): MarkupElement {
  const root: OpenElement = { name: '', attributes: {}, children: [] };
  const open: OpenElement[] = [root];
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (open.length > NESTING_LIMIT) throw new Unreadable('too-deep');
        const element: OpenElement = strict
          ? { name: localName(name), attributes: withLocalNames(attributes), children: [] }
          : { name, attributes, children: [] };
        open.at(-1)?.children.push(element);
        open.push(element);
      },
      ontext(chunk) {
        open.at(-1)?.children.push(chunk);
      },
      onclosetag(_name, isImplied) {
        // In XML nothing closes by itself.
        if (strict && isImplied && !isSelfClosing(text, parser.endIndex)) throw new Unreadable('damaged');
        open.pop();
      },
      onprocessinginstruction(name) {
        if (strict && name.toLowerCase().startsWith('!doctype')) throw new Unreadable('unsafe-xml');
      },
    },
    { xmlMode: strict, decodeEntities: true },
  );
  parser.write(text);
  if (strict && open.length > 1) throw new Unreadable('damaged');
  parser.end();
  return root;
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
