import { readFile, stat } from 'node:fs/promises';
import type { DocumentReader, ReadPlan } from '../../ports.ts';
import type { PlanReading } from '../../reading/reading.ts';
import type { SourceDocument } from '../../reading/source-document.ts';
import { readWorkPlan } from '../../reading/work-plan.ts';
import { openArchive } from './archive.ts';
import { detectContainer, detectOffice } from './detect.ts';
import { FILE_BYTES_LIMIT } from './limits.ts';
import { readText } from './read-format.ts';
import { readInWorker } from './reading-worker.ts';
import { refusalOf, Unreadable } from './refusals.ts';

/** Reads files and the plans in them. */
export const documentReader: DocumentReader = { read: readDocument, plan: readPlan };

/** A text of so many characters is read as a plan within some ten milliseconds; a longer one goes to the worker. */
const SHORT_TEXT = 8_000;

/**
 * A file as lines and tables. What it is follows from its content; `name` only stands in messages. Rejects with `DocumentRefused`,
 * and with nothing else, whatever the bytes are.
 */
export async function readDocument(bytes: Uint8Array, name: string): Promise<SourceDocument> {
  const { document } = await refusing(name, () => read(bytes));
  return document;
}

async function readPlan(bytes: Uint8Array, name: string, options: { readonly year?: number }): Promise<ReadPlan> {
  const { document, reading } = await refusing(name, () => read(bytes, options));
  return { document, reading: reading ?? readWorkPlan(document, options) };
}

async function refusing<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw refusalOf(error instanceof Unreadable ? error : new Unreadable('damaged', '', { cause: error }), name);
  }
}

/** Reads the file at a path, or standard input for `-`. Rejects with `DocumentRefused`. */
export async function readDocumentFile(path: string): Promise<SourceDocument> {
  return readDocument(await bytesOf(path), path);
}

/** The document, and with `plan` what the worker read of it; null: it is short and was read here. */
async function read(
  bytes: Uint8Array,
  plan?: { readonly year?: number },
): Promise<{ readonly document: SourceDocument; readonly reading: PlanReading | null }> {
  if (bytes.byteLength === 0) throw new Unreadable('empty');
  if (bytes.byteLength > FILE_BYTES_LIMIT) throw new Unreadable('file-too-large');
  const asked = plan ? { plan } : {};
  const container = detectContainer(bytes);
  if (container === 'text') {
    // Texts are read in linear time: no worker is needed.
    const document = readText(bytes);
    return plan && document.text.length > SHORT_TEXT
      ? readInWorker({ from: document, plan })
      : { document, reading: null };
  }
  // The directory is looked at here, so that a bomb is refused before a worker is started for it.
  if (container === 'archive') detectOffice((await openArchive(bytes)).names);
  return readInWorker({ from: { bytes, container }, ...asked });
}

async function bytesOf(path: string): Promise<Uint8Array> {
  if (path === '-') return standardInput();
  const found = await stat(path).catch((error: unknown) => {
    throw refusalOf(new Unreadable('not-found', '', { cause: error }), path);
  });
  if (!found.isFile()) throw refusalOf(new Unreadable('not-a-file'), path);
  if (found.size > FILE_BYTES_LIMIT) throw refusalOf(new Unreadable('file-too-large'), path);
  return readFile(path);
}

/** No more is taken in than may be read. */
async function standardInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    length += chunk.length;
    if (length > FILE_BYTES_LIMIT) throw refusalOf(new Unreadable('file-too-large'), '-');
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}
