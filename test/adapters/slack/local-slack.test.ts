import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The binary of local-slack-linux-x64 0.1.8, kept outside the project; no other one is run. */
const binary = process.env.DUBAN_LOCAL_SLACK;
const HASH = '3332007b797969d835f694b463ac526f7ef1fc66afac93f950f585105fe4815f';

/** It listens on every address, so it runs in a network of its own. */
const inOwnNetwork = ['-rn', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];
const isIsolated = binary !== undefined && spawnSync('unshare', [...inOwnNetwork, 'true']).status === 0;

describe.skipIf(!isIsolated)('local-slack (needs DUBAN_LOCAL_SLACK and unshare)', () => {
  it.each(['socket', 'http'])(
    'over %s: a plan dropped and adopted, a reply, its thread, a form with errors, /duban',
    (mode) => {
      expect(
        createHash('sha256')
          .update(readFileSync(binary ?? ''))
          .digest('hex'),
      ).toBe(HASH);
      const folder = mkdtempSync(join(tmpdir(), 'duban-slack-'));
      try {
        const story = [process.execPath, 'test/support/local-slack-story.ts', binary ?? '', mode, folder];
        const told = spawnSync('unshare', [...inOwnNetwork, ...story], { encoding: 'utf8', timeout: 80_000 });

        expect(told.stderr).toBe('');
        expect(JSON.parse(told.stdout)).toEqual({
          threads: [true, true, true],
          errors: { text: '请填写' },
          owed: '待报（2 项）',
          answers: 3,
        });
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    90_000,
  );
});
