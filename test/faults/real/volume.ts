import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk in memory that can be filled to the last byte and freed again. Only root may mount one. */
export interface Volume {
  readonly path: string;
  fill(): void;
  free(): void;
  remove(): void;
}

/** Mounts one of so many megabytes. */
export function smallVolume(megabytes: number): Volume {
  const path = mkdtempSync(join(tmpdir(), 'duban-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0777`, 'duban-test', path], { stdio: 'ignore' });
  const filler = join(path, 'filler');
  return {
    path,
    fill() {
      for (const bytes of [1_048_576, 4_096, 1]) {
        const chunk = Buffer.alloc(bytes);
        try {
          while (existsSync(path)) writeFileSync(filler, chunk, { flag: 'a' });
        } catch {
          // Full, to the last page in the end.
        }
      }
    },
    free: () => rmSync(filler, { force: true }),
    remove() {
      execFileSync('umount', ['-l', path], { stdio: 'ignore' });
      rmSync(path, { recursive: true, force: true });
    },
  };
}
