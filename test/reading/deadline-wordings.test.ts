import { describe, expect, it } from 'vitest';
import { day } from '../../src/core/calendar.ts';
import { readDeadline } from '../../src/reading/deadline.ts';

/** A reading in one line: a rule, an amount of time, or the days, with the first one of a range. */
function inOneLine(phrase: string): string {
  const { kind, rrule, relative, start, due } = readDeadline(phrase, { today: day('2026-03-09') });
  if (kind === 'ongoing') return kind;
  if (rrule !== null) return rrule;
  if (relative !== null && due.length === 0) return `${relative.amount} ${relative.unit}`;
  return start === null ? due.join() : `${start} to ${due.join()}`;
}

describe('limits in other words', () => {
  it.each([
    ['6月上半月前完成', '2026-06-15'],
    ['9月下半月', '2026-09-30'],
    ['6月前半月内', '2026-06-15'],
    ['本月上半月', '2026-03-15'],
    ['下月下半月', '2026-04-30'],
    ['每月上半月', 'FREQ=MONTHLY;BYMONTHDAY=15'],
    ['每月下半月', 'FREQ=MONTHLY;BYMONTHDAY=-1'],
    ['4月上半月、10月上半月', '2026-04-15,2026-10-15'],
    ['9月下半月至10月上半月', '2026-09-16 to 2026-10-15'],
    ['5月上半月启动、6月底完成', '2026-05-15,2026-06-30'],
    ['11月至次年1月', '2026-11-01 to 2027-01-31'],
    ['12月—次年3月15日', '2026-12-01 to 2027-03-15'],
    ['次年2月上旬', '2027-02-10'],
    ['次年1月上半月', '2027-01-15'],
    ['2026年11月—2027年2月', '2026-11-01 to 2027-02-28'],
    ['立即', '0 day'],
    ['立即整改，4月底前完成', '2026-04-30'],
    ['即日起至4月15日', '2026-03-09 to 2026-04-15'],
    ['收到通知后7个工作日内', '7 workday'],
    ['收到整改通知书之日起15日内', '15 day'],
    ['会后3个工作日内', '3 workday'],
    ['竣工验收合格后15日内', '15 day'],
    ['每季度末月20日前', 'FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20'],
    ['每季度首月15日前', 'FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=15'],
    ['每月28日前', 'FREQ=MONTHLY;BYMONTHDAY=28'],
    ['自4月起每月25日前', 'FREQ=MONTHLY;BYMONTHDAY=25'],
    ['每旬', 'FREQ=MONTHLY;BYMONTHDAY=10,20,-1'],
    ['每周一', 'FREQ=WEEKLY;BYDAY=MO'],
    ['每周一、周四', 'FREQ=WEEKLY;BYDAY=MO,TH'],
    ['每半年', 'FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1'],
    ['每年6月、11月', 'FREQ=YEARLY;BYMONTH=6,11;BYMONTHDAY=-1'],
    ['6月、11月', '2026-06-30,2026-11-30'],
    ['4月15日前组建完成，年底前完成体检', '2026-04-15,2026-12-31'],
    ['3月底前公布首批', '2026-03-31'],
    ['第三季度末', '2026-09-30'],
    ['一季度、三季度末', '2026-03-31,2026-09-30'],
    ['上半年', '2026-06-30'],
    ['10月20日前', '2026-10-20'],
    ['国庆节前推出', '2026-09-30'],
    ['劳动节前', '2026-04-30'],
    ['清明节前', '2026-04-04'],
    ['元旦前', '2026-12-31'],
    ['春节前部署到位', '2027-02-05'],
    ['全年', 'ongoing'],
    ['常态化', 'ongoing'],
    ['持续开展', 'ongoing'],
    ['长期坚持', 'ongoing'],
    ['7—12月', '2026-07-01 to 2026-12-31'],
    ['7至9月', '2026-07-01 to 2026-09-30'],
    ['4月上旬至5月中旬', '2026-04-01 to 2026-05-20'],
    ['5月中旬前', '2026-05-20'],
    ['8月10日、20日、30日', '2026-08-10,2026-08-20,2026-08-30'],
    ['年底前', '2026-12-31'],
    ['年内', '2026-12-31'],
    ['2026年底', '2026-12-31'],
    ['6月末', '2026-06-30'],
    ['下周五前', '2026-03-20'],
    ['本周内', '2026-03-15'],
    ['4月的第一个工作日', '2026-04-01'],
    ['5月最后一个工作日前', '2026-05-29'],
  ])('%s is %s', (phrase, expected) => {
    expect(inOneLine(phrase)).toBe(expected);
  });
});
