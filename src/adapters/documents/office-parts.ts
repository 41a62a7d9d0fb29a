import type { Archive } from './archive.ts';
import { childrenOf, type MarkupElement, parseXml } from './markup.ts';

/** A part of an office file as a tree; undefined when the file has no such part. */
export async function readPart(archive: Archive, name: string | undefined): Promise<MarkupElement | undefined> {
  const text = name === undefined ? undefined : await archive.text(name);
  return text === undefined ? undefined : parseXml(text);
}

/** A pointer from one part of an office file to another. `type` is the last word of its type's address. */
export interface Relationship {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

/** The parts that a part (or, for '', the whole file) points to. */
export async function readRelationships(archive: Archive, name: string): Promise<readonly Relationship[]> {
  const folder = name.slice(0, name.lastIndexOf('/') + 1);
  const list = await readPart(archive, `${folder}_rels/${name.slice(folder.length)}.rels`);
  return childrenOf(list, 'Relationship').map(({ attributes }) => {
    const target = attributes.Target ?? '';
    return {
      id: attributes.Id ?? '',
      type: attributes.Type?.split('/').at(-1) ?? '',
      target: target.startsWith('/') ? target.slice(1) : `${folder}${target}`,
    };
  });
}

/** The part of that type that a part points to. */
export function targetOf(relationships: readonly Relationship[], type: string): string | undefined {
  return relationships.find((relationship) => relationship.type === type)?.target;
}
