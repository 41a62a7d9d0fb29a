import { closeSync, cpSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Makes sure that a file or a folder's list of names has reached the disk. */
function syncPath(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Makes sure that all files of a folder and all names in it have reached the disk, the innermost first. */
export function syncTree(folder: string, sync: (path: string) => void = syncPath): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) syncTree(path, sync);
    else if (entry.isFile()) sync(path);
  }
  // Windows does not open folders; there the rename is as durable as it gets.
  if (process.platform !== 'win32') sync(folder);
}

/**
 * Gives a finished folder its name: everything in it has reached the disk before, the name itself afterwards. After a power cut there
 * is either the whole folder or none.
 */
export function renameWhole(from: string, to: string, sync: (path: string) => void = syncPath): void {
  syncTree(from, sync);
  renameSync(from, to);
  if (process.platform !== 'win32') sync(dirname(to));
}

/** Copies a folder so that its name appears only when all of it is there and on the disk. */
export function copyWhole(from: string, to: string): void {
  const part = `${to}.part`;
  rmSync(part, { recursive: true, force: true });
  cpSync(from, part, { recursive: true });
  renameWhole(part, to);
}
