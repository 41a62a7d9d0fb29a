/** Days off and make-up workdays (调休) of one year. Weekends that are plain weekends stand in neither list. */
export interface YearTable {
  readonly off: readonly string[];
  readonly work: readonly string[];
}

/**
 * Holidays and make-up workdays as the State Council's yearly notices (国务院办公厅关于…年部分节假日安排的通知) set them, amendments
 * included: May Day 2019 (国办发明电〔2019〕3号) and the longer Spring Festival of 2020 (国办发明电〔2020〕1号). A year that is not
 * here is an alarm, never "no holidays".
 */
export const holidayTable: Readonly<Record<number, YearTable>> = {
  2016: yearTable(
    2016,
    '01-01 02-07..02-13 04-04 05-01..05-02 06-09..06-11 09-15..09-17 10-01..10-07',
    '02-06 02-14 06-12 09-18 10-08..10-09',
  ),
  2017: yearTable(
    2017,
    '01-01..01-02 01-27..02-02 04-02..04-04 05-01 05-28..05-30 10-01..10-08',
    '01-22 02-04 04-01 05-27 09-30',
  ),
  2018: yearTable(
    2018,
    '01-01 02-15..02-21 04-05..04-07 04-29..05-01 06-18 09-24 10-01..10-07 12-30..12-31',
    '02-11 02-24 04-08 04-28 09-29..09-30 12-29',
  ),
  2019: yearTable(
    2019,
    '01-01 02-04..02-10 04-05..04-07 05-01..05-04 06-07..06-09 09-13..09-15 10-01..10-07',
    '02-02..02-03 04-28 05-05 09-29 10-12',
  ),
  2020: yearTable(
    2020,
    '01-01 01-24..02-02 04-04..04-06 05-01..05-05 06-25..06-27 10-01..10-08',
    '01-19 04-26 05-09 06-28 09-27 10-10',
  ),
  2021: yearTable(
    2021,
    '01-01..01-03 02-11..02-17 04-03..04-05 05-01..05-05 06-12..06-14 09-19..09-21 10-01..10-07',
    '02-07 02-20 04-25 05-08 09-18 09-26 10-09',
  ),
  2022: yearTable(
    2022,
    '01-01..01-03 01-31..02-06 04-03..04-05 04-30..05-04 06-03..06-05 09-10..09-12 10-01..10-07 12-31',
    '01-29..01-30 04-02 04-24 05-07 10-08..10-09',
  ),
  2023: yearTable(
    2023,
    '01-01..01-02 01-21..01-27 04-05 04-29..05-03 06-22..06-24 09-29..10-06',
    '01-28..01-29 04-23 05-06 06-25 10-07..10-08',
  ),
  2024: yearTable(
    2024,
    '01-01 02-10..02-17 04-04..04-06 05-01..05-05 06-10 09-15..09-17 10-01..10-07',
    '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12',
  ),
  2025: yearTable(
    2025,
    '01-01 01-28..02-04 04-04..04-06 05-01..05-05 05-31..06-02 10-01..10-08',
    '01-26 02-08 04-27 09-28 10-11',
  ),
  2026: yearTable(
    2026,
    '01-01..01-03 02-15..02-23 04-04..04-06 05-01..05-05 06-19..06-21 09-25..09-27 10-01..10-07',
    '01-04 02-14 02-28 05-09 09-20 10-10',
  ),
};

/** Spells out a year's days; `04-30..05-04` is a range. */
function yearTable(year: number, off: string, work: string): YearTable {
  return { off: spellOut(year, off), work: spellOut(year, work) };
}

function spellOut(year: number, ranges: string): readonly string[] {
  return ranges.split(' ').flatMap((range) => {
    const [first, last = first] = range.split('..');
    const days: string[] = [];
    const end = Date.parse(`${year}-${last}`);
    for (let at = Date.parse(`${year}-${first}`); at <= end; at += 86_400_000) {
      days.push(new Date(at).toISOString().slice(0, 10));
    }
    return days;
  });
}
