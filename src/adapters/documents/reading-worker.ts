import { Worker } from 'node:worker_threads';
import type { SourceDocument } from '../../reading/source-document.ts';
import { READING_AT_ONCE, READING_HEAP_MB_LIMIT, READING_MEMORY_LIMIT, READING_MS_LIMIT } from './limits.ts';
import { type ReadingProblem, Unreadable } from './refusals.ts';

/** What the worker is given. */
export interface WorkerTask {
  readonly bytes: Uint8Array;
  readonly container: 'page' | 'archive' | 'pdf';
}

/** What the worker gives back. `why` is for the log. */
export type WorkerAnswer =
  | { readonly document: SourceDocument }
  | { readonly problem: ReadingProblem; readonly detail: string; readonly why: string };

/** How often the process's memory is looked at while a file is read: the heap's own limit does not count buffers. */
const WATCH_MS = 50;

let running = 0;
const waiting: (() => void)[] = [];

/** Reads a file in a thread of its own, cut off when it takes too long or too much memory. Others go on being answered. */
export async function readInWorker(task: WorkerTask): Promise<SourceDocument> {
  if (running >= READING_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    const answer = await run(task);
    if ('document' in answer) return answer.document;
    throw new Unreadable(answer.problem, answer.detail, { cause: answer.why });
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

async function run(task: WorkerTask): Promise<WorkerAnswer> {
  const worker = new Worker(new URL('./document-worker.ts', import.meta.url), {
    workerData: task,
    env: {},
    execArgv: [],
    stdin: false,
    resourceLimits: { maxOldGenerationSizeMb: READING_HEAP_MB_LIMIT },
  });
  const before = process.memoryUsage.rss();
  let timer: NodeJS.Timeout | undefined;
  let watch: NodeJS.Timeout | undefined;
  try {
    return await new Promise<WorkerAnswer>((resolve, reject) => {
      timer = setTimeout(() => reject(new Unreadable('timed-out')), READING_MS_LIMIT);
      watch = setInterval(() => {
        if (process.memoryUsage.rss() - before > READING_MEMORY_LIMIT) reject(new Unreadable('out-of-memory'));
      }, WATCH_MS);
      worker.once('message', resolve);
      worker.once('error', (error) => reject(asProblem(error)));
      worker.once('exit', () => reject(new Unreadable('damaged')));
    });
  } finally {
    clearTimeout(timer);
    clearInterval(watch);
    await worker.terminate();
  }
}

function asProblem(error: unknown): Unreadable {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return new Unreadable(code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'out-of-memory' : 'damaged', '', { cause: error });
}
