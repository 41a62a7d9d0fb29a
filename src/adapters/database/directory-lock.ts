import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DatabaseProblem } from './problems.ts';

/** A directory that this process alone holds. */
export interface DirectoryLock {
  release(): void;
}

/**
 * Takes the directory for this process, or throws `locked` with who has it. SQLite's exclusive lock belongs to the process: the
 * system frees it however the process ends, so that it is never stale. On local disks only.
 */
export function lockDirectory(directory: string): DirectoryLock {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const owner = join(directory, 'owner.txt');
  const lock = new DatabaseSync(join(directory, 'lock.sqlite'), { timeout: 0 });
  try {
    lock.exec('PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw new DatabaseProblem('locked', `${directory}, ${whoHas(owner)}`, error);
  }
  writeFileSync(owner, `pid ${process.pid} @ ${hostname()}`, { mode: 0o600 });
  return {
    release() {
      rmSync(owner, { force: true });
      lock.close();
    },
  };
}

function whoHas(owner: string): string {
  try {
    return readFileSync(owner, 'utf8');
  } catch {
    return 'pid ?';
  }
}
