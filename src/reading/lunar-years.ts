import { addDays, type Day, day } from '../core/calendar.ts';

/**
 * One lunar year: its New Year's Day, the lengths of its months (L = 30 days, s = 29) and the month after which a leap
 * month stands (0 = none). Worked out from new moons and solar terms in Beijing time by the rules of GB/T 33661-2017.
 */
type LunarYear = readonly [newYear: string, lengths: string, leapAfter: number];

const LUNAR_YEARS = new Map<number, LunarYear>([
  [2014, ['2014-01-31', 'sLsLsLsLLsLsL', 9]],
  [2015, ['2015-02-19', 'sLssLsLLLsLs', 0]],
  [2016, ['2016-02-08', 'LsLssLsLLsLL', 0]],
  [2017, ['2017-01-28', 'sLsLssLsLsLLL', 6]],
  [2018, ['2018-02-16', 'sLsLssLsLsLL', 0]],
  [2019, ['2019-02-05', 'LsLsLssLssLL', 0]],
  [2020, ['2020-01-25', 'sLLLsLssLsLsL', 4]],
  [2021, ['2021-02-12', 'sLLsLsLsLsLs', 0]],
  [2022, ['2022-02-01', 'LsLsLLsLsLsL', 0]],
  [2023, ['2023-01-22', 'sLssLLsLLsLsL', 2]],
  [2024, ['2024-02-10', 'sLssLsLLsLLs', 0]],
  [2025, ['2025-01-29', 'LsLssLsLsLLLs', 6]],
  [2026, ['2026-02-17', 'LsLssLssLLLs', 0]],
  [2027, ['2027-02-06', 'LLsLssLssLLs', 0]],
  [2028, ['2028-01-26', 'LLLsLssLssLLs', 5]],
  [2029, ['2029-02-13', 'LLsLsLsLssLL', 0]],
  [2030, ['2030-02-03', 'sLsLLsLsLsLs', 0]],
  [2031, ['2031-01-23', 'sLLsLsLLsLsLs', 3]],
  [2032, ['2032-02-11', 'LssLsLLsLLsL', 0]],
  [2033, ['2033-01-31', 'sLssLsLsLLLsL', 11]],
  [2034, ['2034-02-19', 'sLssLsLsLLsL', 0]],
  [2035, ['2035-02-08', 'LsLssLssLLsL', 0]],
]);

const MONTH_LENGTH: Record<string, number> = { L: 30, s: 29 };

/**
 * The day of a lunar date: month 1 day 1 is Spring Festival. A leap month is never meant by a bare month. `dayOfMonth` -1 is
 * the month's last day. Null when the year stands in no table or the month has no such day.
 */
export function lunarDay(year: number, month: number, dayOfMonth: number): Day | null {
  const row = LUNAR_YEARS.get(year);
  if (row === undefined) return null;
  const [newYear, lengths, leapAfter] = row;
  const index = leapAfter !== 0 && month > leapAfter ? month : month - 1;
  const length = MONTH_LENGTH[lengths[index] ?? ''];
  if (length === undefined || dayOfMonth > length) return null;

  let before = dayOfMonth === -1 ? length - 1 : dayOfMonth - 1;
  for (const sign of lengths.slice(0, index)) before += MONTH_LENGTH[sign] ?? 0;
  return addDays(day(newYear), before);
}

/** The years whose lunar dates are known. */
export const lunarYears: readonly number[] = [...LUNAR_YEARS.keys()];

/** Solar terms (节气) in their order from January; two a month. */
const SOLAR_TERMS =
  '小寒 大寒 立春 雨水 惊蛰 春分 清明 谷雨 立夏 小满 芒种 夏至 小暑 大暑 立秋 处暑 白露 秋分 寒露 霜降 立冬 小雪 大雪 冬至'.split(
    ' ',
  );

/** The days of the month of the 24 terms, Beijing time: the first and the second of January, of February … */
const SOLAR_TERM_DAYS = new Map<number, string>([
  [2015, '6 20 4 19 6 21 5 20 6 21 6 22 7 23 8 23 8 23 8 24 8 22 7 22'],
  [2016, '6 20 4 19 5 20 4 19 5 20 5 21 7 22 7 23 7 22 8 23 7 22 7 21'],
  [2017, '5 20 3 18 5 20 4 20 5 21 5 21 7 22 7 23 7 23 8 23 7 22 7 22'],
  [2018, '5 20 4 19 5 21 5 20 5 21 6 21 7 23 7 23 8 23 8 23 7 22 7 22'],
  [2019, '5 20 4 19 6 21 5 20 6 21 6 21 7 23 8 23 8 23 8 24 8 22 7 22'],
  [2020, '6 20 4 19 5 20 4 19 5 20 5 21 6 22 7 22 7 22 8 23 7 22 7 21'],
  [2021, '5 20 3 18 5 20 4 20 5 21 5 21 7 22 7 23 7 23 8 23 7 22 7 21'],
  [2022, '5 20 4 19 5 20 5 20 5 21 6 21 7 23 7 23 7 23 8 23 7 22 7 22'],
  [2023, '5 20 4 19 6 21 5 20 6 21 6 21 7 23 8 23 8 23 8 24 8 22 7 22'],
  [2024, '6 20 4 19 5 20 4 19 5 20 5 21 6 22 7 22 7 22 8 23 7 22 6 21'],
  [2025, '5 20 3 18 5 20 4 20 5 21 5 21 7 22 7 23 7 23 8 23 7 22 7 21'],
  [2026, '5 20 4 18 5 20 5 20 5 21 5 21 7 23 7 23 7 23 8 23 7 22 7 22'],
  [2027, '5 20 4 19 6 21 5 20 6 21 6 21 7 23 8 23 8 23 8 23 7 22 7 22'],
  [2028, '6 20 4 19 5 20 4 19 5 20 5 21 6 22 7 22 7 22 8 23 7 22 6 21'],
  [2029, '5 20 3 18 5 20 4 20 5 21 5 21 7 22 7 23 7 23 8 23 7 22 7 21'],
  [2030, '5 20 4 18 5 20 5 20 5 21 5 21 7 23 7 23 7 23 8 23 7 22 7 22'],
  [2031, '5 20 4 19 6 21 5 20 6 21 6 21 7 23 8 23 8 23 8 23 7 22 7 22'],
  [2032, '6 20 4 19 5 20 4 19 5 20 5 21 6 22 7 22 7 22 8 23 7 22 6 21'],
  [2033, '5 20 3 18 5 20 4 20 5 21 5 21 7 22 7 23 7 23 8 23 7 22 7 21'],
  [2034, '5 20 4 18 5 20 5 20 5 21 5 21 7 23 7 23 7 23 8 23 7 22 7 22'],
  [2035, '5 20 4 19 6 21 5 20 5 21 6 21 7 23 7 23 8 23 8 23 7 22 7 22'],
]);

/** The names of the solar terms, January's first. */
export const solarTerms: readonly string[] = SOLAR_TERMS;

/** The day of a solar term. Null when the year stands in no table. */
export function solarTermDay(year: number, term: string): Day | null {
  const index = SOLAR_TERMS.indexOf(term);
  const dayOfMonth = SOLAR_TERM_DAYS.get(year)?.split(' ')[index];
  if (dayOfMonth === undefined) return null;
  return day(`${year}-${String(Math.floor(index / 2) + 1).padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`);
}
