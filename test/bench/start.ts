import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { progress, type Row, ratioRow, valueRow } from './row.ts';

const program = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const bareLayer = fileURLToPath(new URL('./bare-layer.ts', import.meta.url));
/** Milliseconds until a started program has come to rest, and over which its processor time is taken then. */
interface Waits {
  readonly restMs: number;
  readonly watchMs: number;
}

/** B7: the demo's first and second start and its memory, on the embedded database, against that database with Prisma and Express alone. */
export async function startRows(rounds: number, waits: Waits): Promise<readonly Row[]> {
  progress(`start: ${rounds} rounds`);
  const measured: { own: Started; bare: Started }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const bare = await startTwice(bareLayer, waits);
    measured.push({ own: await startTwice(program, waits), bare });
  }
  const against = 'PGlite with fsync, Prisma and Express alone';
  const pairs = (what: keyof Started) => measured.map(({ own, bare }) => [own[what], bare[what]] as const);
  const own = (what: keyof Started) => measured.map((one) => one.own[what]);
  return [
    valueRow({ id: 'B7.cold.limit', name: 'first start, empty folder → its line', unit: 's', atMost: 10 }, own('cold')),
    ratioRow(
      { id: 'B7.cold', name: 'first start, with the sample played', unit: 's', against, atMost: null },
      pairs('cold'),
    ),
    ratioRow({ id: 'B7.warm', name: 'second start → its line', unit: 's', against, atMost: 1.25 }, pairs('warm')),
    ratioRow({ id: 'B7.memory', name: 'memory at rest (RSS)', unit: 'MB', against, atMost: 1.3 }, pairs('memory')),
    valueRow({ id: 'B7.idle', name: 'processor at rest', unit: '% of a core' }, own('idle')),
  ];
}

/** Seconds, megabytes, per cent. */
interface Started {
  readonly cold: number;
  readonly warm: number;
  readonly memory: number;
  readonly idle: number;
}

async function startTwice(script: string, { restMs, watchMs }: Waits): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), 'duban-bench-'));
  try {
    const first = await start(script, folder);
    await stop(first.child);
    const second = await start(script, folder);
    await pause(restMs);
    const memory = residentMegabytes(second.child);
    const before = processorSeconds(second.child);
    await pause(watchMs);
    const idle = ((processorSeconds(second.child) - before) / (watchMs / 1000)) * 100;
    await stop(second.child);
    return { cold: first.seconds, warm: second.seconds, memory, idle };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Seconds until the program prints the address at which it is served. */
async function start(script: string, folder: string): Promise<{ child: ChildProcess; seconds: number }> {
  const begun = performance.now();
  const child = spawn(process.execPath, [script], {
    env: { PATH: process.env.PATH, PORT: '0', DUBAN_DATA_DIR: folder, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.toString('utf8').includes('http://127.0.0.1:')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
  });
  return { child, seconds: (performance.now() - begun) / 1000 };
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

// Linux only: elsewhere the figure is unknown, and said to be.
function residentMegabytes({ pid }: ChildProcess): number {
  const found = /VmRSS:\s+(\d+) kB/.exec(read(`/proc/${pid}/status`));
  return found ? Number(found[1]) / 1024 : Number.NaN;
}

/** User and system time in hundredths of a second are fields 14 and 15 (proc_pid_stat(5)). */
function processorSeconds({ pid }: ChildProcess): number {
  const fields = read(`/proc/${pid}/stat`).split(' ');
  return fields.length < 15 ? Number.NaN : (Number(fields[13]) + Number(fields[14])) / 100;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
