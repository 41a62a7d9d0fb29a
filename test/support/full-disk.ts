// A process whose log goes to a full disk and whose files may not grow beyond a limit: what it can still do, as one JSON line.
import { readdir } from 'node:fs/promises';
import { fileStore } from '../../src/adapters/files/file-store.ts';
import { randomIds } from '../../src/adapters/ids.ts';
import { openLog } from '../../src/adapters/log.ts';
import { systemClock } from '../../src/adapters/system-clock.ts';

const [folder = ''] = process.argv.slice(2);
const log = openLog('info', []);
const files = fileStore(folder, randomIds(systemClock));
log.error({ err: new Error('anything') }, 'A line that cannot be written');

const large = await files.keep(new TextEncoder().encode('字'.repeat(200_000)), '大.txt').then(
  () => 'kept',
  (error: { code?: string }) => error.code ?? 'no code',
);
const left = await readdir(folder);
const small = await files.keep(new TextEncoder().encode('小'), '小.txt');
log.info({}, 'Another one');
await new Promise((resolve) => setTimeout(resolve, 20));
process.stdout.write(JSON.stringify({ large, left, small: small.ok, files: (await readdir(folder)).length }));
