import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Appends a line to the file in which the ledger's heads are kept, and makes sure that it has reached the disk. */
export async function appendHead(path: string, line: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'a', 0o640);
  try {
    await file.appendFile(`${line}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}
