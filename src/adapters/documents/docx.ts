import type { SourceDocument } from '../../reading/source-document.ts';
import type { Archive } from './archive.ts';
import { Numbering } from './docx-numbering.ts';
import { readStyles } from './docx-styles.ts';
import { WordWalk } from './docx-walk.ts';
import { flowDocument, printedTitle } from './flow.ts';
import { childOf, textOf } from './markup.ts';
import { readPart, readRelationships, targetOf } from './office-parts.ts';
import { Unreadable } from './refusals.ts';

/** A Word file: its paragraphs with the numbers that Word makes, its tables with merged cells, its text boxes. */
export async function readDocx(archive: Archive): Promise<SourceDocument> {
  const main = targetOf(await readRelationships(archive, ''), 'officeDocument') ?? 'word/document.xml';
  const body = childOf(await readPart(archive, main), 'body');
  if (body === undefined) throw new Unreadable('damaged');
  const related = await readRelationships(archive, main);
  const styles = readStyles(await readPart(archive, targetOf(related, 'styles')));
  const numbering = new Numbering(await readPart(archive, targetOf(related, 'numbering')), styles);

  const blocks = new WordWalk(styles, numbering).blocksOf(body);
  const title = childOf(await readPart(archive, 'docProps/core.xml'), 'title');
  return flowDocument('docx', blocks, printedTitle([title === undefined ? '' : textOf(title)], blocks));
}
