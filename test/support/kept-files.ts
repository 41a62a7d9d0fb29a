import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileStore } from '../../src/adapters/files/file-store.ts';
import { seededIds } from '../../src/adapters/ids.ts';

/** The store of files over a folder of its own, gone with `remove`. */
export function keptFiles() {
  const folder = mkdtempSync(join(tmpdir(), 'duban-files-'));
  return {
    files: fileStore(folder, seededIds('files')),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
