import { describe, expect, it } from 'vitest';
import { day } from '../../src/core/calendar.ts';
import { findDeadlines, readDeadline } from '../../src/reading/deadline.ts';
import { readTargets } from '../../src/reading/target.ts';
import { cpuMs } from '../support/cpu-time.ts';

/** Pieces that, repeated, lead a careless reader to look at the same characters again and again. */
const PUMPS = [
  '1',
  '1、',
  '一',
  '十四五',
  '3月、',
  '3月至',
  '每',
  '每月',
  '每周一、',
  '每年3月、',
  '2026年',
  '2026年3月',
  '《',
  '〔2016〕',
  '收到通知后',
  '10个工作日内',
  '提前',
  '的当日',
  '春、',
  '国庆、',
  '农历',
  '6月(',
  '12时',
  '一月一',
  '第1、',
  ' ',
  '1 ',
  '“',
  '-',
  '前',
  '至少3次以上',
  '百分之',
  '1,000',
  '全覆盖',
];

const today = day('2026-03-16');
const READERS: readonly (readonly [string, (text: string) => unknown])[] = [
  ['readDeadline', (text) => readDeadline(text, { today })],
  ['findDeadlines', (text) => findDeadlines(text, { today })],
  ['readTargets', (text) => readTargets(text)],
];

/** The shortest of a few runs: what the work itself takes, without the pauses of the machine. */
async function shortest(read: (text: string) => unknown, text: string): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 4; round += 1) {
    best = Math.min(best, await cpuMs(() => read(text)));
  }
  return best;
}

const pump = (piece: string, length: number): string => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

describe.each(READERS)('%s on pumped text', (_name, read) => {
  it.each(PUMPS)('takes time in proportion to the length of %j repeated', async (piece) => {
    const short = await shortest(read, pump(piece, 4_000));
    const long = await shortest(read, pump(piece, 64_000));

    // Sixteen times the text; a quadratic reader takes 256 times as long.
    expect(long / Math.max(short, 0.5)).toBeLessThan(64);
  });
});
