import { describe, expect, it, vi } from 'vitest';
import { answering, crowdOf } from '../../../src/adapters/slack/answering.ts';
import type { InboundEvent } from '../../../src/ports.ts';

const event = (key: string): InboundEvent => ({
  platform: 'slack',
  key,
  receivedAt: new Date('2026-06-01T01:00:00Z'),
  personId: null,
  body: '',
});

describe('answering what came in', () => {
  it('goes on three at a time, in the order of their coming', async () => {
    let running = 0;
    let most = 0;
    const begun: string[] = [];
    const answers = answering(async ({ key }) => {
      running += 1;
      most = Math.max(most, running);
      begun.push(key);
      await new Promise((resolve) => setTimeout(resolve, 2));
      running -= 1;
    });
    const keys = Array.from({ length: 20 }, (_, number) => String(number));

    await Promise.all(keys.map((key) => answers.answer(event(key))));

    expect(most).toBe(3);
    expect(begun).toEqual(keys);
  });

  it('gives first what somebody waits for in place', async () => {
    const begun: string[] = [];
    const answers = answering(async ({ key }) => void begun.push(key));
    const keys = Array.from({ length: 10 }, (_, number) => String(number));

    await Promise.all([...keys.map((key) => answers.answer(event(key))), answers.answer(event('pressed'), true)]);

    expect(begun.indexOf('pressed')).toBeLessThanOrEqual(3);
  });

  it('steps back while inputs crowd in: one answer a second, the others when they do no more', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'setImmediate', 'performance'] });
    try {
      let crowded = true;
      const begun: string[] = [];
      const answers = answering(
        async ({ key }) => void begun.push(key),
        () => crowded,
      );
      const all = Promise.all(['1', '2', '3', '4'].map((key) => answers.answer(event(key))));

      await vi.advanceTimersByTimeAsync(900);
      expect(begun).toEqual(['1']);
      await vi.advanceTimersByTimeAsync(1_000);
      expect(begun).toEqual(['1', '2']);
      crowded = false;
      await vi.advanceTimersByTimeAsync(200);
      await all;
      expect(begun).toEqual(['1', '2', '3', '4']);
    } finally {
      vi.useRealTimers();
    }
  });

  it('goes on after one that breaks off, and knows what still waits', async () => {
    const answers = answering(async ({ key }) => {
      if (key === 'bad') throw new Error('bad');
    });
    const bad = answers.answer(event('bad'));
    const good = answers.answer(event('good'));

    expect([answers.has('bad'), answers.has('good'), answers.has('other')]).toEqual([true, true, false]);
    await expect(bad).rejects.toThrow('bad');
    await good;
    expect([answers.has('bad'), answers.has('good')]).toEqual([false, false]);
  });
});

describe('a crowd', () => {
  const cameAt = (...times: number[]) => {
    const crowd = crowdOf(3, 100);
    for (const time of times) crowd.came(time);
    return crowd;
  };

  it.each([
    ['so many within the time', [0, 40, 80], 99, true],
    ['the time is over', [0, 40, 80], 100, false],
    ['one too few', [40, 80], 81, false],
    ['the latest count, not the first', [0, 500, 510, 520], 530, true],
    ['nobody', [], 0, false],
  ] as const)('%s', (_, times, at, expected) => {
    expect(cameAt(...times).isOn(at)).toBe(expected);
  });
});
