import { describe, expect, it } from 'vitest';
import { day } from '../../src/core/calendar.ts';
import { readReply, splitReply } from '../../src/reading/reply.ts';

const today = day('2026-06-15');
const split = (text: string) =>
  splitReply(text, { today }).map(({ tasks, intent, percent }) => [tasks[0], intent, percent]);

describe('splitting a reply about several tasks', () => {
  it.each([
    [
      '（八）已完成，（九）进行中',
      [
        ['8', 'done', null],
        ['9', 'progress', null],
      ],
    ],
    [
      '第3项、第5项都办结了',
      [
        ['3', 'done', null],
        ['5', 'done', null],
      ],
    ],
    [
      '（八）已完成45%；（九）已办结；（十）申请延期至7月底',
      [
        ['8', 'progress', 45],
        ['9', 'done', null],
        ['10', 'extension', null],
      ],
    ],
    [
      '26-8-1已完成\n26-9-1正在会签',
      [
        ['26-8-1', 'done', null],
        ['26-9-1', 'progress', null],
      ],
    ],
    [
      '3、5、8项已完成',
      [
        ['3', 'done', null],
        ['5', 'done', null],
        ['8', 'done', null],
      ],
    ],
    [
      '第3项没完成，第5项完成了',
      [
        ['3', 'progress', null],
        ['5', 'done', null],
      ],
    ],
    ['第3项已完成，其他的还在推进', [['3', 'done', null]]],
    [
      '第3项，已完成。第5项，不是我局牵头。',
      [
        ['3', 'done', null],
        ['5', 'dispute', null],
      ],
    ],
    [
      '1、已完成；\n2、正在推进；',
      [
        ['1', 'done', null],
        ['2', 'progress', null],
      ],
    ],
    ['第8项完成率82%，剩余部分月底前完成', [['8', 'progress', 82]]],
    ['已完成', [[undefined, 'done', null]]],
    ['除第3项外都完成了', [['3', 'progress', null]]],
  ])('%s', (text, expected) => {
    expect(split(text)).toEqual(expected);
  });

  it.each([
    ['（八）已完成，（九）进行中', 'progress'],
    ['第3项已完成，第5项申请延期到7月底', 'unknown'],
    ['第3项已完成，第7项不是我们牵头', 'unknown'],
    ['第3项已完成，其他的还在推进', 'progress'],
    ['第3项、第5项已完成', 'done'],
  ])('the whole of %s is %s', (text, intent) => {
    expect(readReply(text, { today }).intent).toBe(intent);
  });
});

describe('the sender’s own unit', () => {
  const text = '市文旅局第19项任务已完成';

  it('claims for itself by its own name', () => {
    expect(readReply(text, { today, ownUnits: ['市文旅局', '市文化和旅游局'] })).toMatchObject({
      intent: 'done',
      tasks: ['19'],
    });
  });

  it('is not taken for another unit', () => {
    expect(readReply(text, { today, ownUnits: ['市公安局'] }).intent).toBe('progress');
    expect(readReply(text, { today }).intent).toBe('progress');
  });

  it('is believed by the name before a colon only while the sender is not known', () => {
    const signed = '市法院：我院承担的第二十项已执行完毕，全部办结';

    expect(readReply(signed, { today }).intent).toBe('done');
    expect(readReply(signed, { today, ownUnits: ['市公安局'] }).intent).not.toBe('done');
    expect(readReply(signed, { today, ownUnits: ['市法院'] }).intent).toBe('done');
  });
});
