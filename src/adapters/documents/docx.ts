import type { SourceDocument } from '../../reading/source-document.ts';
import type { Archive } from './archive.ts';
import { Numbering } from './docx-numbering.ts';
import { readStyles } from './docx-styles.ts';
import { WordWalk } from './docx-walk.ts';
import { flowDocument, printedTitle } from './flow.ts';
import { childOf, childrenOf, type MarkupElement, parseXml, textOf } from './markup.ts';
import { Unreadable } from './refusals.ts';

/** A Word file: its paragraphs with the numbers that Word makes, its tables with merged cells, its text boxes. */
export async function readDocx(archive: Archive): Promise<SourceDocument> {
  const main = (await relationships(archive, '')).get('officeDocument') ?? 'word/document.xml';
  const document = await part(archive, main);
  if (document === undefined) throw new Unreadable('damaged');
  const related = await relationships(archive, main);
  const styles = readStyles(await part(archive, related.get('styles')));
  const numbering = new Numbering(await part(archive, related.get('numbering')), styles);

  const walk = new WordWalk(styles, numbering);
  const body = childOf(document, 'body');
  if (body === undefined) throw new Unreadable('damaged');
  const blocks = walk.blocksOf(body);
  const properties = childOf(await part(archive, 'docProps/core.xml'), 'title');
  const title = properties === undefined ? '' : textOf(properties);
  return flowDocument('docx', blocks, printedTitle([title], blocks));
}

async function part(archive: Archive, name: string | undefined): Promise<MarkupElement | undefined> {
  const text = name === undefined ? undefined : await archive.text(name);
  return text === undefined ? undefined : parseXml(text);
}

/** The parts that a part (or, for '', the whole file) points to, by the last word of their type. */
async function relationships(archive: Archive, name: string): Promise<ReadonlyMap<string, string>> {
  const folder = name.slice(0, name.lastIndexOf('/') + 1);
  const list = await part(archive, `${folder}_rels/${name.slice(folder.length)}.rels`);
  const targets = new Map<string, string>();
  for (const { attributes } of childrenOf(list, 'Relationship')) {
    const type = attributes.Type?.split('/').at(-1) ?? '';
    const target = attributes.Target ?? '';
    targets.set(type, target.startsWith('/') ? target.slice(1) : `${folder}${target}`);
  }
  return targets;
}
