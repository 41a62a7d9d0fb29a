import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { day } from '../../src/core/calendar.ts';
import { readReply } from '../../src/reading/reply.ts';
import { scoreReplies } from './score-replies.ts';

const shared = new URL('../../../shared/reading/replies.json', import.meta.url);
const read = (url: URL) => JSON.parse(readFileSync(url, 'utf8'));

describe('reading replies', () => {
  it.skipIf(!existsSync(shared))('reads the sample replies with no false claim of done', () => {
    const score = scoreReplies(read(shared));

    expect(score.falseDone).toEqual([]);
    expect(score.rate).toBeGreaterThanOrEqual(0.98);
  });

  it('says what was understood', () => {
    const reading = readReply('（十七）已完成，6月12日启动', { today: day('2020-06-15') });

    expect(reading).toEqual({
      intent: 'done',
      percent: null,
      date: '2020-06-12',
      tasks: ['17'],
      values: [],
      summary: '已完成，6月12日启动',
    });
  });
});
