import { describe, expect, it } from 'vitest';
import { day } from '../../src/core/calendar.ts';
import { findDeadlines, readDeadline } from '../../src/reading/deadline.ts';
import type { DeadlineReading } from '../../src/reading/reading.ts';
import { readTargets } from '../../src/reading/target.ts';

const read = (phrase: string, today = '2020-01-02', planYear?: number): DeadlineReading =>
  readDeadline(phrase, planYear === undefined ? { today: day(today) } : { today: day(today), planYear });

describe('reading a deadline phrase', () => {
  it('gives the whole reading of a plain limit', () => {
    expect(read('6月底前')).toEqual({
      kind: 'date',
      due: ['2020-06-30'],
      start: null,
      rrule: null,
      relative: null,
      doubts: [],
    });
  });

  it.each([
    ['2月', '2020-02-29', 'the last day of a leap February'],
    ['9月中旬前', '2020-09-20', 'the last day of the ten days, whatever 前 says'],
    ['第三季度前', '2020-06-30', 'the day before the quarter'],
    ['第三季度末前', '2020-09-30', 'the end of the quarter'],
    ['一季度前', '2020-03-31', 'the quarter itself where the day before would leave the year'],
    ['明年一季度前', '2020-12-31', 'the day before a quarter of a named year'],
    ['次年1月', '2021-01-31', 'a month of the year behind the plan year'],
    ['5月15日、25日', '2020-05-15,2020-05-25', 'the month before holds for the day behind'],
    ['3、6、9月底', '2020-03-31,2020-06-30,2020-09-30', 'the unit behind holds for the numbers before'],
    ['2021年3月底前完成设计、9月底前开工', '2021-03-31,2021-09-30', 'a printed year holds for what follows'],
    ['2月30日前', '2020-02-29', 'a day that does not exist is the last of its month'],
  ])('%s is %s: %s', (phrase, due) => {
    expect(read(phrase).due.join()).toBe(due);
  });

  it('belongs to the plan year, not to the year of the day it is read', () => {
    expect(read('6月底前', '2019-12-20', 2020).due).toEqual(['2020-06-30']);
  });

  it.each([
    ['2019-12-20', 2020, '2020-01-24'],
    ['2020-01-02', 2020, '2020-01-24'],
    ['2020-02-10', 2020, '2021-02-11'],
  ])('issued on %s, 春节前 is the eve of the next Spring Festival', (today, planYear, due) => {
    expect(read('春节前', today, planYear).due).toEqual([due]);
  });

  it('does not guess a lunar day beyond its table', () => {
    const reading = read('2040年春节前');

    expect(reading.due).toEqual([]);
    expect(reading.doubts).toEqual([{ code: 'table-missing', text: '2040年春节前' }]);
  });

  it.each([
    ['10月第一个工作日', '2020-10-09'],
    ['5月最后一个工作日前', '2020-05-29'],
    ['国庆节前3个工作日', '2020-09-28'],
    ['国庆期间', '2020-10-08'],
    ['春节期间', '2020-02-02'],
  ])('counts %s by the holidays of the year', (phrase, due) => {
    expect(read(phrase).due).toEqual([due]);
  });

  it('does not guess a working day in a year without a table', () => {
    expect(read('2040年10月第一个工作日')).toMatchObject({ due: [], doubts: [{ code: 'table-missing' }] });
  });

  it('names the event it does not know', () => {
    expect(read('市“两会”前')).toMatchObject({ due: [], doubts: [{ code: 'event-unknown' }] });
  });

  it('offers both days where 前 before a month may mean either', () => {
    expect(read('6月前').doubts).toEqual([
      { code: 'deadline-unclear', text: '6月前', choices: ['2020-05-31', '2020-06-30'] },
    ]);
  });

  it.each([
    '待定',
    '尽快',
    '按上级要求',
    '视情',
    '6620158',
    '鄂政发〔2020〕6号',
    '2次/年',
    '100%',
    '《2020年工作要点》',
    '',
  ])('"%s" gives no day and a doubt', (phrase) => {
    expect(read(phrase).due).toEqual([]);
    expect(read(phrase).doubts.map(({ code }) => code)).toEqual(['deadline-unclear']);
  });

  it('keeps a date beside a recurrence', () => {
    expect(read('每月28日前；12月10日前')).toMatchObject({
      kind: 'recurrence',
      rrule: 'FREQ=MONTHLY;BYMONTHDAY=28',
      due: ['2020-12-10'],
    });
  });

  it('keeps the first day of a recurrence', () => {
    expect(read('自2020年4月起，于每月25日前')).toMatchObject({
      rrule: 'FREQ=MONTHLY;BYMONTHDAY=25',
      start: '2020-04-01',
    });
  });

  it.each([
    ['收到通知后10个工作日内', '收到通知', 10, 'workday'],
    ['并于收到本通知后5个工作日内', '收到本通知', 5, 'workday'],
    ['会议结束后一周内', '会议结束', 1, 'week'],
    ['自印发之日起30日内', '印发', 30, 'day'],
    ['接到任务单后48小时内', '接到任务单', 2, 'day'],
    ['发布前5天', '发布', -5, 'day'],
    ['立行立改', '立即', 0, 'day'],
  ])('%s counts from an event', (phrase, event, amount, unit) => {
    expect(read(phrase)).toMatchObject({ kind: 'relative', due: [], relative: { event, amount, unit } });
  });

  it.each([
    ['by end of June', '2020-06-30'],
    ['June 15, 2020', '2020-06-15'],
    ['30 September', '2020-09-30'],
    ['before 2020-11-05', '2020-11-05'],
    ['by year end', '2020-12-31'],
    ['end of Q2', '2020-06-30'],
    ['tomorrow', '2020-01-03'],
  ])('reads English: %s', (phrase, due) => {
    expect(read(phrase).due).toEqual([due]);
  });

  it.each([
    ['weekly', 'FREQ=WEEKLY'],
    ['every Friday', 'FREQ=WEEKLY;BYDAY=FR'],
    ['monthly', 'FREQ=MONTHLY;BYMONTHDAY=-1'],
    ['quarterly', 'FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1'],
  ])('reads an English recurrence: %s', (phrase, rrule) => {
    expect(read(phrase).rrule).toBe(rrule);
  });

  it('reads any text without throwing, and gives real days only', () => {
    const signs =
      '每月第一季度底前内年日号旬上下中至到、-.,12345二十〇起后收到通知个工作日《》〔〕(（春节国庆农历腊半双隔Q末初周五';
    let seed = 7;
    const next = (): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed;
    };
    for (let round = 0; round < 4_000; round += 1) {
      const phrase = Array.from({ length: 1 + (next() % 14) }, () => signs[next() % signs.length]).join('');
      findDeadlines(phrase, { today: day('2020-01-02') });
      readTargets(phrase);
      const { due, start } = read(phrase);
      for (const date of start === null ? due : [...due, start])
        expect(() => day(date), `${phrase} ${date}`).not.toThrow();
    }
  });
});
