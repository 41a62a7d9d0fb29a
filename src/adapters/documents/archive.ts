import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { ARCHIVE_ENTRY_LIMIT, UNPACKED_BYTES_LIMIT } from './limits.ts';
import { Unreadable } from './refusals.ts';

const STORED = 0;
const DEFLATED = 8;

/** An office file's parts, by name. Nothing is unpacked before it is asked for. */
export interface Archive {
  readonly names: ReadonlySet<string>;
  /** The part's text, or undefined when there is no such part. Refuses a part whose size or checksum lies. */
  text(name: string): Promise<string | undefined>;
}

/**
 * Opens an archive by its directory alone: too many parts, too much to unpack, parts that are encrypted or packed in unknown ways
 * are refused before one byte is unpacked.
 */
export async function openArchive(bytes: Uint8Array): Promise<Archive> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const zip = await fromBufferPromise(buffer, { lazyEntries: true, validateEntrySizes: true }).catch(asDamaged);
  if (zip.entryCount > ARCHIVE_ENTRY_LIMIT) throw new Unreadable('too-many-entries');

  const entries = await readDirectory(zip).catch(asDamaged);
  return {
    names: new Set(entries.keys()),
    async text(name) {
      const entry = entries.get(name);
      if (entry === undefined) return undefined;
      return decodePart(await unpack(zip, entry).catch(asDamaged));
    },
  };
}

async function readDirectory(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) throw new Unreadable('encrypted');
    if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) throw new Unreadable('damaged');
    unpacked += entry.uncompressedSize;
    if (unpacked > UNPACKED_BYTES_LIMIT) throw new Unreadable('unpacked-too-large');
    entries.set(entry.fileName, entry);
  }
  return entries;
}

async function unpack(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const chunks: Buffer[] = [];
  // yauzl ends the stream with an error as soon as it gives more bytes than the directory says.
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk);
  const unpacked = Buffer.concat(chunks);
  if (crc32(unpacked) !== entry.crc32) throw new Unreadable('damaged');
  return unpacked;
}

function decodePart(part: Buffer): string {
  if (part[0] === 0xff && part[1] === 0xfe) return new TextDecoder('utf-16le').decode(part);
  if (part[0] === 0xfe && part[1] === 0xff) return new TextDecoder('utf-16be').decode(part);
  return new TextDecoder('utf-8').decode(part);
}

function asDamaged(error: unknown): never {
  if (error instanceof Unreadable) throw error;
  throw new Unreadable('damaged', '', { cause: error });
}
