import { describe, expect, it } from 'vitest';
import { day } from '../../src/core/calendar.ts';
import { issueDayOf, planSeasonOf, planYearOf } from '../../src/reading/plan-year.ts';

const sources = (given: Partial<Parameters<typeof planYearOf>[0]>) => ({
  titles: [],
  openings: [],
  marks: [],
  limits: [],
  ...given,
});

describe('the year bare months belong to', () => {
  it.each([
    ['the title', { titles: ['鄂州市2020年工作要点'], marks: ['2019年12月3日'] }, 2020],
    ['a title in Chinese numerals', { titles: ['县总工会二〇二五年工作计划'] }, 2025],
    ['the last year of a title with two', { titles: ['2019年工作总结和2020年工作要点'] }, 2020],
    [
      'the text when the title has none',
      { titles: ['重点任务分工'], openings: ['现将2024年重点任务印发给你们。'], marks: ['2023年12月1日'] },
      2024,
    ],
    [
      'the document number, not the cited one',
      { titles: ['关于贯彻落实国发〔2015〕59号文件精神的通知'], marks: ['商政〔2016〕6号'] },
      2016,
    ],
    ['the signature', { titles: ['任务清单'], marks: ['2021年3月15日'] }, 2021],
    [
      'the first limit that prints one',
      { titles: ['工作方案'], limits: ['2026年1月5日—1月31日', '8月'], marks: ['2025年12月29日'] },
      2026,
    ],
    [
      'the next year for a plan signed in December',
      { titles: ['工作方案'], limits: ['3月底'], marks: ['2025年12月29日'] },
      2026,
    ],
    ['the second year for the second term', { titles: ['某学院2024—2025学年第二学期工作要点'] }, 2025],
    ['the first year for the first term', { titles: ['某中学2024—2025学年度第一学期工作安排'] }, 2024],
    ['the year after a school year named by one', { titles: ['2024学年第二学期德育计划'] }, 2025],
    ['nothing', { titles: ['重点任务清单'], limits: ['4月底'] }, null],
  ])('comes from %s', (_, given, year) => {
    expect(planYearOf(sources(given))).toBe(year);
  });

  it('reads the day of issue in figures and in Chinese numerals', () => {
    expect(issueDayOf(['云政办发〔2024〕8号', '2024年3月18日'])).toBe('2024-03-18');
    expect(issueDayOf(['二〇二一年二月二十日'])).toBe('2021-02-20');
    expect(issueDayOf(['云政办发〔2024〕8号'])).toBeNull();
  });
});

describe('a plan over the turn of the year', () => {
  it.each([
    ['2024—2025学年第一学期工作安排', null, { year: 2024, turnsAt: 8 }],
    ['2026年元旦春节期间重点工作安排表', '2025-11-18', { year: 2025, turnsAt: 8 }],
    ['2025—2026年度采暖季保供方案', null, { year: 2025, turnsAt: 8 }],
  ])('is %s', (title, issued, season) => {
    expect(planSeasonOf([title], issued === null ? null : day(issued))).toEqual(season);
  });

  it.each([
    ['2024—2025学年第二学期工作要点', null],
    ['2026年元旦春节期间重点工作安排表', '2026-01-04'],
    ['2026年工作要点', '2025-12-29'],
  ])('is not %s', (title, issued) => {
    expect(planSeasonOf([title], issued === null ? null : day(issued))).toBeNull();
  });
});
