import type { SourceDocument } from '../../reading/source-document.ts';
import { readPdf } from './pdf.ts';
import { readOffice, readPage } from './read-format.ts';
import type { WorkerAnswer, WorkerTask } from './reading-worker.ts';
import { Unreadable } from './refusals.ts';

/** The process in which is read what could take long or much memory. Answers once, and is ended. */
process.once('message', async (task: WorkerTask) => process.send?.(await answer(task)));

async function answer({ from, plan }: WorkerTask): Promise<WorkerAnswer> {
  try {
    const document = 'container' in from ? await documentIn(from.bytes, from.container) : from;
    if (!plan) return { document, reading: null };
    // Loaded only where it is wanted: a page that is only shown is sooner there.
    const { readWorkPlan } = await import('../../reading/work-plan.ts');
    return { document, reading: readWorkPlan(document, plan) };
  } catch (error) {
    if (error instanceof Unreadable) return { problem: error.problem, detail: error.detail, why: '' };
    return {
      problem: 'damaged',
      detail: '',
      why: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}

async function documentIn(bytes: Uint8Array, container: 'page' | 'archive' | 'pdf'): Promise<SourceDocument> {
  switch (container) {
    case 'page':
      return readPage(bytes);
    case 'archive':
      return readOffice(bytes);
    case 'pdf':
      return readPdf(bytes);
  }
}
