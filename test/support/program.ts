import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** The program as a newcomer starts it, on a free port and in an empty folder, until `stop` ends it and removes the folder. */
export async function startProgram(): Promise<{ url: string; stop(): Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'duban-demo-'));
  const program = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, PORT: '0', DUBAN_DATA_DIR: dataDir, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => program.once('exit', resolve));

  const url = await new Promise<string>((resolve, reject) => {
    let printed = '';
    program.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8');
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0];
      if (address) resolve(address);
    });
    void ended.then((code) => reject(new Error(`The program ended with ${code}: ${printed}`)));
  });
  return {
    url,
    async stop() {
      program.kill('SIGTERM');
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
