import { describe, expect, it } from 'vitest';
import { day } from '../../src/core/calendar.ts';
import { expandRecurrence } from '../../src/reading/recurrence.ts';

const days = (rrule: string, from: string, to: string): readonly string[] =>
  expandRecurrence(rrule, day(from), day(to));

describe('giving the days of a recurrence', () => {
  it.each([
    [
      'FREQ=MONTHLY;BYMONTHDAY=25',
      '2020-01-25',
      '2020-03-25',
      '2020-01-25,2020-02-25,2020-03-25',
      'both ends are included',
    ],
    ['FREQ=MONTHLY;BYMONTHDAY=25', '2020-01-26', '2020-03-24', '2020-02-25', 'nothing outside the ends'],
    [
      'FREQ=MONTHLY;BYMONTHDAY=-1',
      '2020-01-01',
      '2020-03-31',
      '2020-01-31,2020-02-29,2020-03-31',
      'month ends, 29 February too',
    ],
    [
      'FREQ=MONTHLY;BYMONTHDAY=31',
      '2021-01-01',
      '2021-02-28',
      '2021-01-31,2021-02-28',
      'a day the month lacks is its last',
    ],
    ['FREQ=MONTHLY;BYMONTHDAY=5,20', '2020-04-01', '2020-04-30', '2020-04-05,2020-04-20', 'two days a month'],
    [
      'FREQ=MONTHLY;BYMONTHDAY=10,20,-1',
      '2020-04-01',
      '2020-04-30',
      '2020-04-10,2020-04-20,2020-04-30',
      'every ten days',
    ],
    [
      'FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10',
      '2020-01-11',
      '2020-12-31',
      '2020-04-10,2020-07-10,2020-10-10',
      'first months of quarters',
    ],
    [
      'FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1',
      '2020-01-01',
      '2020-12-31',
      '2020-03-31,2020-06-30,2020-09-30,2020-12-31',
      'quarter ends',
    ],
    ['FREQ=YEARLY', '2020-01-01', '2021-12-31', '2020-12-31,2021-12-31', 'a bare year ends in December'],
    [
      'FREQ=YEARLY;INTERVAL=2;BYMONTH=6;BYMONTHDAY=30',
      '2020-01-01',
      '2023-12-31',
      '2020-06-30,2022-06-30',
      'every other year',
    ],
    [
      'FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1',
      '2020-01-01',
      '2020-06-30',
      '2020-02-29,2020-04-30,2020-06-30',
      'every two months: the even ones',
    ],
    [
      'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1',
      '2020-02-01',
      '2020-09-30',
      '2020-03-31,2020-06-30,2020-09-30',
      'every three months: the quarters',
    ],
    [
      'FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=1',
      '2020-01-01',
      '2020-12-31',
      '2020-01-01,2020-06-01,2020-11-01',
      'other intervals count from the start',
    ],
    [
      'FREQ=MONTHLY;BYMONTH=3,4;BYMONTHDAY=-1',
      '2020-01-01',
      '2020-12-31',
      '2020-03-31,2020-04-30',
      'named months only',
    ],
    ['FREQ=WEEKLY;BYDAY=FR', '2020-01-01', '2020-01-17', '2020-01-03,2020-01-10,2020-01-17', 'Fridays'],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE',
      '2020-01-01',
      '2020-01-31',
      '2020-01-01,2020-01-15,2020-01-29',
      'every other Wednesday',
    ],
    ['FREQ=WEEKLY', '2020-01-01', '2020-01-14', '2020-01-05,2020-01-12', 'a bare week ends on Sunday'],
    [
      'FREQ=DAILY;BYHOUR=17;BYMINUTE=0;BYSECOND=0',
      '2020-02-28',
      '2020-03-01',
      '2020-02-28,2020-02-29,2020-03-01',
      'every day; the hour is left out',
    ],
    [
      'FREQ=DAILY;INTERVAL=10',
      '2020-01-01',
      '2020-01-31',
      '2020-01-01,2020-01-11,2020-01-21,2020-01-31',
      'every ten days from the start',
    ],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1',
      '2020-02-01',
      '2020-03-31',
      '2020-02-03,2020-03-02',
      'the first weekday',
    ],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '2020-02-01', '2020-02-29', '2020-02-28', 'the last weekday'],
    ['FREQ=MONTHLY;BYDAY=2WE', '2020-01-01', '2020-02-29', '2020-01-08,2020-02-12', 'the second Wednesday'],
    ['FREQ=MONTHLY;BYDAY=-1FR', '2020-01-01', '2020-02-29', '2020-01-31,2020-02-28', 'the last Friday'],
  ])('%s from %s to %s', (rrule, from, to, expected) => {
    expect(days(rrule, from, to).join()).toBe(expected);
  });

  it('is empty when the end lies before the start', () => {
    expect(days('FREQ=DAILY', '2020-01-02', '2020-01-01')).toEqual([]);
  });

  it.each(['FREQ=HOURLY', 'FREQ=MONTHLY;BYWEEKNO=3', 'monthly', ''])(
    'refuses "%s", a rule it does not know',
    (rrule) => {
      expect(() => days(rrule, '2020-01-01', '2020-12-31')).toThrow(RangeError);
    },
  );
});
