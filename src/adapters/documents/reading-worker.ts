import { type ChildProcess, fork } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { PlanReading } from '../../reading/reading.ts';
import type { SourceDocument } from '../../reading/source-document.ts';
import { READING_AT_ONCE, READING_HEAP_MB_LIMIT, READING_MEMORY_LIMIT, READING_MS_LIMIT } from './limits.ts';
import { type ReadingProblem, Unreadable } from './refusals.ts';

/** What the worker is given: a file, or the document that was read of one; and whether it is read as a plan. */
export interface WorkerTask {
  readonly from: File | SourceDocument;
  readonly plan?: { readonly year?: number };
}

interface File {
  readonly bytes: Uint8Array;
  readonly container: 'page' | 'archive' | 'pdf';
}

/** What the worker gives back: `reading` where a plan was asked for. `why` is for the log. */
export type WorkerAnswer =
  | { readonly document: SourceDocument; readonly reading: PlanReading | null }
  | { readonly problem: ReadingProblem; readonly detail: string; readonly why: string };

/** How often the worker's memory is looked at: the heap's own limit does not count buffers. */
const WATCH_MS = 50;
const PAGE_BYTES = 4_096;
/** How a process ends whose heap is full, as a signal or as a code of a shell. */
const FULL_HEAP: readonly (string | number | null)[] = ['SIGABRT', 'SIGTRAP', 'SIGILL', 133, 134];

const program = fileURLToPath(new URL('./document-worker.ts', import.meta.url));
/** Its own code is all that it may read (no settings, no data); it may write nothing and start nothing. */
const code = ['../..', '../../../node_modules', '../../../package.json'];
const places = code.map((path) => fileURLToPath(new URL(path, import.meta.url)));
// Packages may lie elsewhere, behind a link.
const rights = [...new Set(places.flatMap((place) => [place, realPathOf(place)]))].map(
  (place) => `--allow-fs-read=${place}`,
);

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Reads in a process of its own, cut off when it takes too long or too much memory. Others go on being answered, and a file that
 * fills the memory takes only that process down: of a thread, the engine would end the whole bot.
 */
export async function readInWorker(task: WorkerTask): Promise<Extract<WorkerAnswer, { document: SourceDocument }>> {
  if (running >= READING_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    const answer = await run(task);
    if ('document' in answer) return answer;
    throw new Unreadable(answer.problem, answer.detail, { cause: answer.why });
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

async function run(task: WorkerTask): Promise<WorkerAnswer> {
  const worker = fork(program, [], {
    env: {},
    execArgv: [`--max-old-space-size=${READING_HEAP_MB_LIMIT}`, '--permission', ...rights],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  let timer: NodeJS.Timeout | undefined;
  let watch: NodeJS.Timeout | undefined;
  try {
    return await new Promise<WorkerAnswer>((resolve, reject) => {
      timer = setTimeout(() => reject(new Unreadable('timed-out')), READING_MS_LIMIT);
      watch = setInterval(async () => {
        if ((await memoryOf(worker)) > READING_MEMORY_LIMIT) reject(new Unreadable('out-of-memory'));
      }, WATCH_MS);
      worker.once('message', (answer) => resolve(answer as WorkerAnswer));
      worker.once('error', (error) => reject(new Unreadable('damaged', '', { cause: error })));
      worker.once('exit', (code, signal) => {
        const isFull = FULL_HEAP.includes(signal ?? code);
        reject(new Unreadable(isFull ? 'out-of-memory' : 'damaged', '', { cause: `it ended with ${signal ?? code}` }));
      });
      worker.send(task);
    });
  } finally {
    clearTimeout(timer);
    clearInterval(watch);
    worker.kill('SIGKILL');
  }
}

/** Bytes that the process has in memory; 0 where the system does not tell. */
async function memoryOf({ pid }: ChildProcess): Promise<number> {
  const statm = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '');
  return Number(statm.split(' ')[1] ?? 0) * PAGE_BYTES;
}

/** Where a path leads; the path itself where nothing is there. */
function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
