import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  calendarAlarm,
  type Day,
  day,
  dayAt,
  daysBetween,
  instantAt,
  lastDayPast,
  makeCalendar,
  weekdayOf,
} from '../../src/core/calendar.ts';
import { holidayTable } from '../../src/core/holidays.ts';
import { at } from '../support/builders.ts';

const calendar = makeCalendar();

describe('the shipped table of holidays', () => {
  // Working days of each year as the notices leave them, weekends and make-up days counted.
  it.each([
    [2016, 250],
    [2017, 249],
    [2018, 250],
    [2019, 250],
    [2020, 249],
    [2021, 250],
    [2022, 249],
    [2023, 249],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has %i working days', (year, count) => {
    expect(calendar.workdaysBetween(day(`${year - 1}-12-31`), day(`${year}-12-31`))).toBe(count);
  });

  it.each([
    ['2026-01-04', true, 'Sunday, make-up day for New Year'],
    ['2026-02-14', true, 'Saturday, make-up day for Spring Festival'],
    ['2026-02-23', false, 'Monday, last day of Spring Festival'],
    ['2026-02-28', true, 'Saturday, make-up day'],
    ['2026-05-05', false, 'Tuesday, May Day'],
    ['2026-05-09', true, 'Saturday, make-up day'],
    ['2026-09-20', true, 'Sunday, make-up day'],
    ['2026-10-07', false, 'Wednesday, National Day'],
    ['2026-10-10', true, 'Saturday, make-up day'],
    ['2026-06-27', false, 'plain Saturday'],
    ['2020-01-31', false, 'Spring Festival 2020 was extended to 2 February'],
    ['2020-02-01', false, 'its make-up Saturday was cancelled with the extension'],
    ['2020-02-03', true, 'work began on this Monday'],
    ['2019-05-02', false, 'May Day 2019 was made four days by a later notice'],
    ['2024-02-09', true, 'New Year’s Eve 2024 was no statutory day off'],
  ])('%s works: %s (%s)', (on, works) => {
    expect(calendar.isWorkday(day(on))).toBe(works);
  });

  it.each(Object.entries(holidayTable))(
    'in %s make-up days are weekends and no day stands in both lists',
    (_, table) => {
      expect(table.work.filter((on) => weekdayOf(day(on)) < 6)).toEqual([]);
      expect(table.work.filter((on) => table.off.includes(on))).toEqual([]);
    },
  );

  it.each(Object.entries(holidayTable))('in %s National Day lasts a week', (year, table) => {
    const week = Array.from({ length: 7 }, (_, index) => `${year}-10-0${index + 1}`);

    expect(week.filter((on) => !table.off.includes(on) && !(on === '2023-10-07'))).toEqual([]);
  });
});

describe('counting working days', () => {
  it.each([
    ['2026-03-31', 1, '2026-04-01'],
    ['2026-04-03', 1, '2026-04-07'], // Qingming: Saturday to Monday
    ['2026-04-05', 1, '2026-04-07'], // from a day off
    ['2026-04-07', -1, '2026-04-03'],
    ['2026-04-05', -1, '2026-04-03'],
    ['2026-04-05', 0, '2026-04-05'],
    ['2026-02-13', 1, '2026-02-14'], // the make-up Saturday
    ['2026-02-14', 1, '2026-02-24'],
    ['2026-02-14', 5, '2026-02-28'], // over the holiday to the next make-up Saturday
    ['2024-02-28', 1, '2024-02-29'], // leap day
    ['2024-02-29', 1, '2024-03-01'],
    ['2025-12-31', 1, '2026-01-04'], // year's end, New Year, make-up Sunday
    ['2026-01-04', -1, '2025-12-31'],
  ])('%s and %i working days is %s', (from, count, to) => {
    expect(calendar.addWorkdays(day(from), count)).toBe(to);
  });

  it('counts in (from, to], negative backwards', () => {
    expect(calendar.workdaysBetween(day('2026-04-03'), day('2026-04-08'))).toBe(2);
    expect(calendar.workdaysBetween(day('2026-04-08'), day('2026-04-03'))).toBe(-2);
    expect(calendar.workdaysBetween(day('2026-04-04'), day('2026-04-06'))).toBe(0);
  });

  it('finds the working day on or beside a day', () => {
    expect(calendar.workdayOnOrBefore(day('2026-05-31'))).toBe('2026-05-29');
    expect(calendar.workdayOnOrAfter(day('2026-05-31'))).toBe('2026-06-01');
    expect(calendar.workdayOnOrAfter(day('2026-06-01'))).toBe('2026-06-01');
  });

  it('agrees with a walk day by day, additions included', () => {
    const days = fc.integer({ min: 0, max: 4400 }).map((count) => addDays(day('2015-06-01'), count));
    const additions = fc.dictionary(days, fc.boolean(), { maxKeys: 8, noNullPrototype: true });

    fc.assert(
      fc.property(days, fc.integer({ min: -90, max: 90 }), additions, (from, count, added) => {
        const office = makeCalendar(added);
        let on: Day = from;
        for (let left = Math.abs(count); left > 0; ) {
          on = addDays(on, Math.sign(count));
          if (office.isWorkday(on)) left -= 1;
        }

        expect(office.addWorkdays(from, count)).toBe(on);
        if (count > 0) expect(office.workdaysBetween(from, on)).toBe(count);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('additions of the office', () => {
  it('win over the shipped table, either way', () => {
    const office = makeCalendar({ '2026-07-01': false, '2026-10-05': true });

    expect(office.isWorkday(day('2026-07-01'))).toBe(false);
    expect(office.isWorkday(day('2026-10-05'))).toBe(true);
    expect(office.addWorkdays(day('2026-06-30'), 1)).toBe('2026-07-02');
  });
});

describe('a year without a table', () => {
  it('is named as an alarm, each once and in order', () => {
    expect(
      calendarAlarm([day('2028-01-01'), day('2026-06-30'), day('2027-12-31'), day('2027-01-01')], calendar),
    ).toEqual([2027, 2028]);
  });

  it('still has its weekends off', () => {
    expect(calendar.isWorkday(day('2027-03-06'))).toBe(false);
    expect(calendar.isWorkday(day('2027-03-08'))).toBe(true);
    expect(calendar.hasTable(2027)).toBe(false);
  });
});

describe('a day in Beijing', () => {
  it.each([
    ['2026-03-31 23:59', '2026-03-31'],
    ['2026-04-01 00:00', '2026-04-01'],
    ['2024-02-29 07:59', '2024-02-29'],
    ['2026-01-01 00:00', '2026-01-01'],
  ])('at %s is %s', (text, on) => {
    expect(dayAt(at(text))).toBe(on);
  });

  it('begins eight hours before the day in Greenwich', () => {
    expect(instantAt(day('2026-04-01'), '00:00').toISOString()).toBe('2026-03-31T16:00:00.000Z');
  });

  it.each([
    ['2026-03-31 08:59', '2026-03-30'],
    ['2026-03-31 09:00', '2026-03-31'],
    ['2026-04-01 00:00', '2026-03-31'],
  ])('at %s the last nine o’clock was on %s', (text, on) => {
    expect(lastDayPast('09:00', at(text))).toBe(on);
  });

  it('counts as the calendar of the world does, 1900 to 2100', () => {
    const instants = fc.integer({ min: -25_567, max: 47_846 });

    fc.assert(
      fc.property(instants, fc.integer({ min: -800, max: 800 }), (number, count) => {
        const from = new Date(number * 86_400_000).toISOString().slice(0, 10) as Day;
        const to = new Date((number + count) * 86_400_000);

        expect(addDays(from, count)).toBe(to.toISOString().slice(0, 10));
        expect(daysBetween(from, addDays(from, count))).toBe(count);
        expect(weekdayOf(addDays(from, count))).toBe(to.getUTCDay() || 7);
      }),
      { numRuns: 3000 },
    );
  });

  it('a month later is held to the last day of a shorter month', () => {
    expect(addMonths(day('2026-01-31'), 1)).toBe('2026-02-28');
    expect(addMonths(day('2024-01-31'), 1)).toBe('2024-02-29');
  });

  it.each(['2026-02-29', '2026-2-3', '2026-13-01', '', '20260331'])('"%s" is no day', (text) => {
    expect(() => day(text)).toThrow(RangeError);
  });
});
