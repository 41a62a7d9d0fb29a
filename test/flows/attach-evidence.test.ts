import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../src/core/ids.ts';
import { attachEvidence, keepEvidence } from '../../src/flows/attach-evidence.ts';
import { at } from '../support/builders.ts';
import { nothingBroken, type OpenOffice, openOffice } from '../support/office.ts';

const evidence = { fileId: 'file-1', name: '排查报告.pdf', bytes: 2048, sha256: 'a'.repeat(64) };
const bytes = new Uint8Array([0x25, 0x50, 0x44, 0x46]);

const of = async (office: OpenOffice, by: string, code: string) => ({
  by: by as PersonId,
  via: 'local' as const,
  taskId: (await office.task(code)).id,
  key: { platform: 'local', key: `drop-${by}-${code}` },
});

async function drop(office: OpenOffice, by: string, code: string) {
  const input = await of(office, by, code);
  const seen: string[] = [];
  const files = {
    keep: async (_bytes: Uint8Array, name: string) => {
      seen.push(name);
      return { ok: true as const, evidence };
    },
    open: async () => null,
  };
  const kept = await keepEvidence({ ...office.deps, files }, { ...input, bytes, name: evidence.name });
  if (kept) await attachEvidence(office.deps, { ...input, evidence: kept, madeAt: at('2026-03-02 09:00') });
  await office.queue.drain();
  return { seen, answer: await office.answers(by) };
}

describe('a file dropped into a task', () => {
  it('stands with the task as evidence, and the unit is told that it was received', async () => {
    const office = await openOffice();
    await office.answers('chen');

    const { answer } = await drop(office, 'chen', '26-1-1');

    const [report] = await office.stores.reportsOf((await office.task('26-1-1')).id);
    expect(report).toMatchObject({ by: 'chen', evidence: [evidence], claimsDone: false, percent: null });
    expect(answer).toContain('排查报告.pdf');
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('keeps what was said last, and takes no claim of completion back', async () => {
    const office = await openOffice();
    await office.say('chen', '已完成60%', { thread: '26-2-1' });
    await office.say('chen', '已完成', { thread: '26-1-1' });

    await drop(office, 'chen', '26-2-1');
    await drop(office, 'chen', '26-1-1');

    expect((await office.task('26-2-1')).progress?.percent).toBe(60);
    expect((await office.task('26-1-1')).state.status).toBe('reported-done');
  });

  it('of a discreet task is neither kept nor named anywhere', async () => {
    const office = await openOffice();

    const { seen } = await drop(office, 'chen', '26-4-1');

    expect(seen).toEqual([]);
    expect(await office.traces('排查报告')).toEqual([]);
  });

  it('of another unit is not kept, as if the task were not there', async () => {
    const office = await openOffice();

    const { seen } = await drop(office, 'yun', '26-1-1');

    expect(seen).toEqual([]);
    expect(await office.stores.reportsOf((await office.task('26-1-1')).id)).toEqual([]);
  });
});
