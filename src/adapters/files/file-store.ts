import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Evidence } from '../../core/report.ts';
import type { EvidenceStore, Ids } from '../../ports.ts';

/** No photograph or scan of a few pages is larger. */
const LARGEST_BYTES = 20 * 1024 * 1024;

const OWN_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Keeps evidence in a folder under our own ids: the sender's name never becomes a path. What a file is follows from its content. */
export function fileStore(directory: string, ids: Ids): EvidenceStore {
  return {
    async keep(bytes, name) {
      if (bytes.byteLength > LARGEST_BYTES) return { ok: false, why: 'too-large' };
      if (!isDocumentOrPicture(bytes)) return { ok: false, why: 'unknown-type' };
      const fileId = ids.next<string>();
      await mkdir(directory, { recursive: true, mode: 0o700 });
      // Whole or not at all, also when the machine stops meanwhile.
      const path = join(directory, fileId);
      try {
        await writeFile(`${path}.part`, bytes, { mode: 0o600, flush: true });
        await rename(`${path}.part`, path);
      } catch (error) {
        // Half a file would take the room that is missing.
        await rm(`${path}.part`, { force: true });
        throw error;
      }
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const evidence: Evidence = { fileId, name, bytes: bytes.byteLength, sha256 };
      return { ok: true, evidence };
    },
    async open(fileId) {
      // Only our own ids lead into the folder.
      if (!OWN_ID.test(fileId)) return null;
      try {
        return await readFile(join(directory, fileId));
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
        throw error;
      }
    },
  };
}

/** First bytes of what offices send: PDF, office files (zip, the older ones), pictures. */
const SIGNATURES: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46],
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x42, 0x4d],
  [0x52, 0x49, 0x46, 0x46],
];

function isDocumentOrPicture(bytes: Uint8Array): boolean {
  if (bytes.byteLength === 0) return false;
  return SIGNATURES.some((signature) => signature.every((byte, at) => bytes[at] === byte)) || isText(bytes);
}

/** A text has no zero bytes and is UTF-8 or GB18030. */
function isText(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, 64 * 1024);
  if (start.includes(0) || (start[0] === 0x7f && start[1] === 0x45) || (start[0] === 0x4d && start[1] === 0x5a))
    return false;
  return ['utf-8', 'gb18030'].some((encoding) => {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return true;
    } catch {
      return false;
    }
  });
}
