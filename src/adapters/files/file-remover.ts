import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { EvidenceRemover } from '../../ports-upkeep.ts';

/** Our own ids: nothing else leads into the folder. */
const OWN_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Removes evidence that is past its time. What is gone already is no fault. */
export function fileRemover(directory: string): EvidenceRemover {
  return {
    async remove(fileIds) {
      for (const id of fileIds) if (OWN_ID.test(id)) await rm(join(directory, id), { force: true });
    },
  };
}
