import { readFile, stat } from 'node:fs/promises';
import type { SourceDocument } from '../../reading/source-document.ts';
import { openArchive } from './archive.ts';
import { detectContainer, detectOffice } from './detect.ts';
import { FILE_BYTES_LIMIT } from './limits.ts';
import { readText } from './read-format.ts';
import { readInWorker } from './reading-worker.ts';
import { refusalOf, Unreadable } from './refusals.ts';

/**
 * A file as lines and tables. What it is follows from its content; `name` only stands in messages. Rejects with `DocumentRefused`,
 * and with nothing else, whatever the bytes are.
 */
export async function readDocument(bytes: Uint8Array, name: string): Promise<SourceDocument> {
  try {
    return await read(bytes);
  } catch (error) {
    throw refusalOf(error instanceof Unreadable ? error : new Unreadable('damaged', '', { cause: error }), name);
  }
}

/** Reads the file at a path, or standard input for `-`. Rejects with `DocumentRefused`. */
export async function readDocumentFile(path: string): Promise<SourceDocument> {
  return readDocument(await bytesOf(path), path);
}

async function read(bytes: Uint8Array): Promise<SourceDocument> {
  if (bytes.byteLength === 0) throw new Unreadable('empty');
  if (bytes.byteLength > FILE_BYTES_LIMIT) throw new Unreadable('file-too-large');
  switch (detectContainer(bytes)) {
    case 'text':
      // Texts are short and read in linear time: no thread is needed.
      return readText(bytes);
    case 'page':
      return await readInWorker({ bytes, container: 'page' });
    case 'archive':
      // The directory is looked at here, so that a bomb is refused before a thread is started for it.
      detectOffice((await openArchive(bytes)).names);
      return await readInWorker({ bytes, container: 'archive' });
    case 'pdf':
      return await readInWorker({ bytes, container: 'pdf' });
  }
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
