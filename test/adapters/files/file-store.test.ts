import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileStore } from '../../../src/adapters/files/file-store.ts';
import { seededIds } from '../../../src/adapters/ids.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'duban-files-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const folder = (): string => join(directory, 'files');
const store = () => fileStore(folder(), seededIds(3));
const text = (words: string): Uint8Array => new TextEncoder().encode(words);
const starting = (...first: number[]): Uint8Array => new Uint8Array([...first, ...Array.from({ length: 64 }, () => 0)]);

describe('keeping evidence', () => {
  it('keeps the bytes under an id of our own, readable by nobody else', async () => {
    const bytes = text('排查报告');

    const kept = await store().keep(bytes, '../../报告.txt');

    const [file = ''] = await readdir(folder());
    expect(kept).toEqual({
      ok: true,
      evidence: {
        fileId: file,
        name: '../../报告.txt',
        bytes: bytes.byteLength,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      },
    });
    expect(file).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Uint8Array(await readFile(join(folder(), file)))).toEqual(bytes);
    expect((await stat(join(folder(), file))).mode & 0o077).toBe(0);
  });

  it.each([
    ['a PDF', starting(0x25, 0x50, 0x44, 0x46)],
    ['a Word file', starting(0x50, 0x4b, 0x03, 0x04)],
    ['a photograph', starting(0xff, 0xd8, 0xff, 0xe0)],
    ['a text in GB18030', new Uint8Array([0xc5, 0xc5, 0xb2, 0xe9])],
  ])('takes %s by its content', async (_name, bytes) => {
    expect((await store().keep(bytes, '材料.exe')).ok).toBe(true);
  });

  it.each([
    ['a program', starting(0x4d, 0x5a), 'unknown-type'],
    ['a program of another system', starting(0x7f, 0x45, 0x4c, 0x46), 'unknown-type'],
    ['nothing', new Uint8Array(), 'unknown-type'],
    ['more than 20 MB', new Uint8Array(20 * 1024 * 1024 + 1), 'too-large'],
  ])('refuses %s, whatever its name, and writes nothing', async (_name, bytes, why) => {
    expect(await store().keep(bytes, '报告.pdf')).toEqual({ ok: false, why });
    expect(await readdir(directory)).toEqual([]);
  });
});

describe('opening a kept file', () => {
  it('gives the bytes that were kept', async () => {
    const own = store();
    const kept = await own.keep(text('排查报告'), '报告.txt');

    expect(kept.ok && (await own.open(kept.evidence.fileId))).toEqual(Buffer.from(text('排查报告')));
  });

  it.each(['../secret', '..', '/etc/passwd', 'CON', 'a\0b', '', '0190a0a0-0000-7000-8000-000000000001'])(
    'finds nothing under %j',
    async (id) => {
      await mkdir(folder());
      await writeFile(join(directory, 'secret'), 'x');

      expect(await store().open(id)).toBeNull();
    },
  );
});
