import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { day } from '../../src/core/calendar.ts';
import { readReply } from '../../src/reading/reply.ts';
import { cpuMs } from '../support/cpu-time.ts';
import { scoreReplies } from './score-replies.ts';

const shared = new URL('../../../shared/reading/replies.json', import.meta.url);
const corpus = (name: string) => new URL(`./corpus/${name}.json`, import.meta.url);
const read = (url: URL) => JSON.parse(readFileSync(url, 'utf8'));
const today = day('2026-06-15');

describe('the corpora of replies', () => {
  it.skipIf(!existsSync(shared))('the samples are read with no false claim of done', () => {
    const score = scoreReplies(read(shared));

    expect(score.falseDone).toEqual([]);
    expect(score.rate, score.misses.join('\n')).toBeGreaterThanOrEqual(0.98);
  });

  it.each([
    ['replies', 0.98],
    ['replies-held-out', 0.95],
    ['replies-nasty', 0.95],
    ['replies-fresh', 0.95],
    ['replies-fresh-2', 0.95],
    ['replies-fresh-3', 0.95],
    ['replies-fresh-4', 0.95],
    ['replies-fresh-5', 0.98],
    ['replies-fresh-6', 0.98],
    ['replies-fresh-7', 0.98],
    ['replies-fresh-8', 0.98],
    ['replies-fresh-9', 0.98],
    ['replies-fresh-10', 0.98],
    ['replies-fresh-11', 0.98],
    ['replies-fresh-12', 0.98],
    ['replies-clerks', 0.97],
    ['replies-clerks-2', 0.97],
    ['replies-clerks-3', 0.97],
    ['replies-neighbours', 0.98],
    ['replies-varied', 0.98],
    ['replies-weighed', 0.98],
    ['replies-spoken', 0.98],
    ['replies-realistic', 0.98],
    ['replies-realistic-2', 0.98],
    ['replies-long', 0.98],
    ['replies-neighbours-2', 0.98],
    ['replies-neighbours-3', 0.98],
    ['replies-realistic-3', 0.98],
    ['replies-realistic-4', 0.98],
    ['replies-realistic-5', 0.98],
    ['replies-kinds', 0.98],
  ])('%s is read at %d or better, with no false claim of done and no false extension', (name, bar) => {
    const score = scoreReplies(read(corpus(name)));

    expect(score.falseDone).toEqual([]);
    expect(score.falseExtension).toEqual([]);
    expect(score.rate, score.misses.join('\n')).toBeGreaterThanOrEqual(bar);
  });
});

describe('what a reply reading holds', () => {
  it('repeats the sender’s words without the task’s number', () => {
    expect(readReply('（十七）已完成，6月12日启动', { today })).toEqual({
      intent: 'done',
      percent: null,
      date: '2026-06-12',
      tasks: ['17'],
      values: [],
      summary: '已完成，6月12日启动',
    });
  });

  it.each([
    ['风险提示已开展2次', [{ value: 2, unit: '次', what: '风险提示' }]],
    ['已排查企业120家', [{ value: 120, unit: '家', what: '企业' }]],
    ['已排查120家企业', [{ value: 120, unit: '家', what: '企业' }]],
    [
      '累计开展宣讲3场，发放传单2000余份',
      [
        { value: 3, unit: '场', what: '宣讲' },
        { value: 2000, unit: '份', what: '传单' },
      ],
    ],
    ['覆盖群众1.2万人次', [{ value: 12000, unit: '人次', what: '群众' }]],
    ['已在省处非简报刊载工作做法2篇', [{ value: 2, unit: '篇', what: '工作做法' }]],
    ['第3项已完成', []],
    ['6月12日已启动', []],
  ])('finds the numbers that may belong to a target: %s', (text, values) => {
    expect(readReply(text, { today }).values).toEqual(values);
  });

  it.each([
    ['基本完成', null],
    ['完成六成', 60],
    ['八成五', 85],
    ['六成半', 65],
    ['进度过半', 50],
    ['完成三分之二', 67],
    ['完成百分之四十', 40],
    ['进度９０％', 90],
    ['已完成95%以上', 95],
    ['完成不到八成', null],
    ['还差20%没完成', null],
    ['月底预计达到80%', null],
    ['目前60%，月底预计达到80%', 60],
    ['陈案处置下降50%', null],
    ['完成120%', null],
    ['八成是完不成了', null],
  ])('says how far only if it was said: %s', (text, percent) => {
    expect(readReply(text, { today }).percent).toBe(percent);
  });

  it.each([
    ['下周五前报送', '2026-06-26'],
    ['本周五完成', '2026-06-19'],
    ['周三前完成', '2026-06-17'],
    ['本周内完成', '2026-06-21'],
    ['明天完成', '2026-06-16'],
    ['25号前完成', '2026-06-25'],
    ['10号前完成', '2026-07-10'],
    ['月底前完成', '2026-06-30'],
    ['下月中旬完成', '2026-07-20'],
    ['预计3月底完成', '2027-03-31'],
    ['三季度末完成', '2026-09-30'],
    ['年底前完成', '2026-12-31'],
    ['国庆节前完成', '2026-09-30'],
    ['预计2月30日完成', null],
    ['三天内完成', '2026-06-18'],
    ['5个工作日内完成', '2026-06-23'],
    ['6月12日已启动，正在推进', null],
  ])('reads the day expected as chat means it: %s', (text, date) => {
    expect(readReply(text, { today })).toMatchObject({ intent: 'progress', date });
  });

  it('keeps the summary within sixty characters and never halves one', () => {
    const { summary } = readReply(`正在推进${'😀'.repeat(200)}`, { today });

    expect(Array.from(summary)).toHaveLength(60);
    expect(summary.isWellFormed()).toBe(true);
  });
});

describe('replies that nobody should type', () => {
  it.each(['', ' ', '\u0000', '\ud800', '。。。', '[图片]', '「张三：已完成」', '> 已完成', '“已完成”是什么意思'])(
    '%j is asked about',
    (text) => {
      expect(readReply(text, { today }).intent).toBe('unknown');
    },
  );

  it('reads through control characters and halves of characters', () => {
    expect(readReply('\u0000已\ud800完成\udc00', { today })).toMatchObject({ intent: 'done' });
    expect(readReply('\u200b已完成\u0000', { today })).toMatchObject({ intent: 'done', summary: '已完成' });
  });

  it('reads ten thousand characters', () => {
    expect(readReply(`${'已排查企业120家，'.repeat(1000)}尚未完成`, { today }).intent).toBe('progress');
  });
});

describe('the time a reply takes', () => {
  const PUMPS = [
    '已完成，',
    '（八）已完成，',
    '第3、5、8项',
    '月底',
    '#1、',
    '26-12-2 ',
    '不应该',
    '情况',
    '均已',
    '申请',
    '80%，',
    '1',
    ' ',
    '「',
    '> 已完成\n',
    '@张三 ',
    '材料报送',
    '存在问题：无，',
    '请您查收，',
    '不是责任单位',
    '相关材料、',
    '马上安排',
  ];
  /** The thread's own time in milliseconds, so that other work on the machine does not count; the best of three. */
  const timeOf = async (text: string, times: number): Promise<number> => {
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 2; round += 1) {
      const spent = await cpuMs(() => {
        for (let count = 0; count < times; count += 1) readReply(text, { today });
      });
      best = Math.min(best, spent);
    }
    return best;
  };
  const pumped = (pump: string, length: number): string =>
    pump.repeat(Math.ceil(length / pump.length)).slice(0, length);

  it.each(PUMPS)('grows with the length only: %j', async (pump) => {
    await timeOf(pumped(pump, 2_000), 1);
    const short = await timeOf(pumped(pump, 2_000), 8);
    const long = await timeOf(pumped(pump, 16_000), 1);

    // The same number of characters in all (what they take is measured by the bench); a quadratic reader takes eight times as long for the long text.
    expect(long).toBeLessThan(Math.max(short, 5) * 3);
  });
});
