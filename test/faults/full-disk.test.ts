import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('../support/full-disk.ts', import.meta.url));

describe.skipIf(!existsSync('/dev/full'))('on a full disk', () => {
  it('the log stops no work, a file is kept whole or refused without a trace, and the next one that fits is kept', () => {
    const folder = mkdtempSync(join(tmpdir(), 'duban-full-'));
    try {
      // Files of 32 KB at most, and every write to the log fails: no room.
      const script = 'ulimit -f 64; exec "$@" 2>/dev/full';
      const said = execFileSync('/bin/sh', ['-c', script, 'sh', process.execPath, program, folder], {
        encoding: 'utf8',
      });

      expect(JSON.parse(said)).toEqual({ large: 'EFBIG', left: [], small: true, files: 1 });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
