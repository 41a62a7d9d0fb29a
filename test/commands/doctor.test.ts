import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { diskFinding, waitingFindings } from '../../src/commands/doctor-machine.ts';
import type { Figures } from '../../src/ports-upkeep.ts';
import { at } from '../support/builders.ts';

const folder = mkdtempSync(join(tmpdir(), 'duban-doctor-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const now = at('2026-03-24 09:10');
const quiet: Figures = {
  queued: 0,
  planned: 3,
  sending: 0,
  unknown: 0,
  putOff: 0,
  lateDeliveries: 0,
  deliveryLateMs: 0,
  dutyLateMs: 0,
  held: false,
  inbound: 0,
  inboundSince: null,
  ledgerEntries: 9,
  ledgerAt: now,
};
const notWell = (figures: Partial<Figures>, dead = 0): readonly string[] =>
  waitingFindings({ ...quiet, ...figures }, now, dead).flatMap(({ ok, text }) => (ok ? [] : [text]));

describe('the doctor', () => {
  it('has nothing to say of an office in which everything left', () => {
    expect(notWell({})).toEqual([]);
  });

  it.each<[string, Partial<Figures>, number, string]>([
    ['a message that nobody takes', { deliveryLateMs: 180_000, lateDeliveries: 1 }, 0, '最久 3 分钟'],
    ['a task whose sweep does not come', { dutyLateMs: 600_000 }, 0, '最久 10 分钟'],
    ['an answer that was never given', { inbound: 1, inboundSince: at('2026-03-24 08:10') }, 0, 'inbound-late'],
    ['a message that may have arrived', { unknown: 2 }, 0, '2 条消息不能确定是否送达'],
    ['a message that was given up', {}, 1, '1 条已停止重试'],
    ['a sweep that waits for a person', { held: true }, 0, '等办公室确认'],
  ])('says what to do about %s', (_, figures, dead, words) => {
    const [text = '', ...more] = notWell(figures, dead);

    expect(text).toContain(words);
    expect(more).toEqual([]);
  });

  it('says how much room evidence has, and warns before there is none', async () => {
    expect(await diskFinding(folder, 0)).toMatchObject({ ok: true, text: expect.stringMatching(/可用 [\d,]+ MB/) });
    expect(await diskFinding(folder, Number.MAX_SAFE_INTEGER)).toMatchObject({
      ok: false,
      text: expect.stringContaining('请清理或扩容'),
    });
  });

  it('says when evidence cannot be written at all', async () => {
    const file = join(folder, 'no-folder');
    writeFileSync(file, '');

    expect(await diskFinding(file)).toMatchObject({ ok: false, text: expect.stringContaining('不能写入') });
  });
});
