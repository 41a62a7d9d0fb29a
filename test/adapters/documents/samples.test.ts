import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDocumentFile } from '../../../src/adapters/documents/read-document.ts';
import type { SourceDocument } from '../../../src/reading/source-document.ts';

/** Documents with their truth, where the project stands beside them. */
const SAMPLES = join(import.meta.dirname, '../../../../shared/reading');
const TRUTHS = [
  'plans/d1',
  'plans/d2',
  'plans/d3',
  'plans/d4',
  'plans/d5',
  'plans/d6',
  'seeds/001',
  'seeds/002',
  'seeds/004',
];

interface Truth {
  readonly file: string;
  readonly items: readonly { readonly text: string; readonly units: Readonly<Record<string, readonly string[]>> }[];
}

function wordsOf(document: SourceDocument): string {
  const texts = document.blocks.map((block) =>
    block.kind === 'line' ? block.text : block.rows.map((row) => row.cells.map((cell) => cell.text).join('')).join(''),
  );
  return texts.join('').replace(/\s/g, '');
}

describe('the sample documents', () => {
  it.skipIf(!existsSync(SAMPLES)).each(TRUTHS)(
    '%s: the words of every item and unit come out in one piece',
    async (name) => {
      const path = join(SAMPLES, `${name}.truth.json`);
      const truth: Truth = JSON.parse(readFileSync(path, 'utf8'));
      const words = wordsOf(await readDocumentFile(join(dirname(path), truth.file)));

      const wanted = truth.items.flatMap((item) => [item.text, ...Object.values(item.units).flat()]);
      expect(wanted.filter((text) => !words.includes(text.replace(/\s/g, '')))).toEqual([]);
    },
  );
});
