import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Received } from './office.ts';

/**
 * A story as it was told, message by message: `03-31 09:05 chen` and the words below. With STORIES set it is also written to the
 * system's temp folder, to be read by a person.
 */
export function told(name: string, messages: readonly Received[]): string {
  const text = messages
    .map(({ at, to, text: words, message }) => {
      const local = new Date(at.getTime() + 8 * 3_600_000).toISOString();
      const labels = (message.actions ?? []).map((action) => `［${action.label}］`).join('');
      return `── ${local.slice(5, 10)} ${local.slice(11, 16)} ${to}\n${[words, labels].filter(Boolean).join('\n')}`;
    })
    .join('\n\n');
  if (process.env.STORIES) {
    const folder = join(tmpdir(), 'duban-stories');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${name}.txt`), `${text}\n`);
  }
  return text;
}
