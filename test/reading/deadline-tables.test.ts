import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/core/calendar.ts';
import { lunarDay, lunarYears, solarTermDay, solarTerms } from '../../src/reading/lunar-years.ts';

const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' });

/** Month and day of the lunar calendar as the runtime counts them: "1-1" is Spring Festival; a leap month ends in "bis". */
function runtimeLunar(date: string): string {
  const parts = chinese.formatToParts(new Date(`${date}T00:00:00Z`));
  return `${parts.find(({ type }) => type === 'month')?.value}-${parts.find(({ type }) => type === 'day')?.value}`;
}

/** Spring Festival as the observatories publish it. */
const SPRING_FESTIVALS = [
  '2015-02-19',
  '2016-02-08',
  '2017-01-28',
  '2018-02-16',
  '2019-02-05',
  '2020-01-25',
  '2021-02-12',
  '2022-02-01',
  '2023-01-22',
  '2024-02-10',
  '2025-01-29',
  '2026-02-17',
  '2027-02-06',
  '2028-01-26',
  '2029-02-13',
  '2030-02-03',
  '2031-01-23',
  '2032-02-11',
  '2033-01-31',
  '2034-02-19',
  '2035-02-08',
];

describe('the table of lunar years', () => {
  it('has every Spring Festival from 2015 to 2035', () => {
    expect(SPRING_FESTIVALS.map((date) => lunarDay(Number(date.slice(0, 4)), 1, 1))).toEqual(SPRING_FESTIVALS);
  });

  it('fits together: each year ends on the eve of the next', () => {
    for (const year of lunarYears.slice(0, -1)) {
      const eve = lunarDay(year, 12, -1);
      expect(eve === null ? null : addDays(eve, 1), String(year)).toBe(lunarDay(year + 1, 1, 1));
    }
  });

  it.each([
    [1, 15],
    [5, 5],
    [7, 7],
    [8, 15],
    [9, 9],
  ])('agrees with the runtime on month %i day %i', (month, dayOfMonth) => {
    // The runtime's own astronomy takes two new moons near midnight for the wrong day: the first days of 2027 and 2030.
    const years = lunarYears.filter((year) => year >= 2015 && !(month === 1 && (year === 2027 || year === 2030)));
    const dates = years.map((year) => lunarDay(year, month, dayOfMonth) as string);

    expect(dates.map(runtimeLunar)).toEqual(years.map(() => `${month}-${dayOfMonth}`));
  });

  it.each([
    [2020, 5, 5, '2020-06-25'],
    [2020, 8, 15, '2020-10-01'],
    [2020, 9, 9, '2020-10-25'],
    [2023, 5, 5, '2023-06-22'],
    [2025, 8, 15, '2025-10-06'],
    [2026, 5, 5, '2026-06-19'],
    [2026, 8, 15, '2026-09-25'],
    [2019, 12, 23, '2020-01-17'],
  ])('%i month %i day %i is %s', (year, month, dayOfMonth, date) => {
    expect(lunarDay(year, month, dayOfMonth)).toBe(date);
  });

  it('knows no year beyond its rows', () => {
    expect(lunarDay(2036, 1, 1)).toBeNull();
  });
});

describe('the table of solar terms', () => {
  it.each([
    [2020, '清明', '2020-04-04'],
    [2022, '清明', '2022-04-05'],
    [2025, '清明', '2025-04-04'],
    [2016, '小暑', '2016-07-07'],
    [2021, '冬至', '2021-12-21'],
    [2026, '立冬', '2026-11-07'],
  ])('in %i %s is %s', (year, term, date) => {
    expect(solarTermDay(year, term)).toBe(date);
  });

  it('has its terms fourteen to seventeen days apart from 2015 to 2035', () => {
    const days = Array.from({ length: 21 }, (_, index) => 2015 + index).flatMap((year) =>
      solarTerms.map((term) => solarTermDay(year, term)),
    );
    const gaps = days.slice(1).map((date, index) => {
      const before = days[index];
      return date && before ? (Date.parse(date) - Date.parse(before)) / 86_400_000 : Number.NaN;
    });

    expect(gaps).toHaveLength(503);
    expect(gaps.filter((gap) => !(gap >= 14 && gap <= 17))).toEqual([]);
  });

  it('knows no year beyond its rows', () => {
    expect(solarTermDay(2036, '清明')).toBeNull();
  });
});
