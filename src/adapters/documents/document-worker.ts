import { parentPort, workerData } from 'node:worker_threads';
import { readPdf } from './pdf.ts';
import { readOffice, readPage } from './read-format.ts';
import type { WorkerAnswer, WorkerTask } from './reading-worker.ts';
import { Unreadable } from './refusals.ts';

/** The thread in which files are read that could take long or much memory. Answers once, and ends. */
parentPort?.postMessage(await answer(workerData));

async function answer({ bytes, container }: WorkerTask): Promise<WorkerAnswer> {
  try {
    switch (container) {
      case 'page':
        return { document: readPage(bytes) };
      case 'archive':
        return { document: await readOffice(bytes) };
      case 'pdf':
        return { document: await readPdf(bytes) };
    }
  } catch (error) {
    if (error instanceof Unreadable) return { problem: error.problem, detail: error.detail, why: '' };
    return {
      problem: 'damaged',
      detail: '',
      why: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}
