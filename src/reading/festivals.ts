import { addDays, type Day, day, dayOf, lastDayOfMonth, makeCalendar, weekdayOf, yearOf } from '../core/calendar.ts';
import { lunarDay, solarTermDay, solarTerms } from './lunar-years.ts';
import { type WordTable, wordTable } from './word-table.ts';

/** Something in the year that limits refer to by name: 国庆节, 高考, 汛期. */
export type Occasion =
  | {
      readonly on: 'solar';
      readonly month: number;
      readonly day: number;
      readonly holiday?: true;
      readonly winter?: true;
      /** The one year it is meant in: that of 建党100周年 is 2021. */
      readonly inYear?: number;
    }
  | {
      readonly on: 'lunar';
      readonly month: number;
      readonly day: number;
      readonly holiday?: true;
      readonly winter?: true;
    }
  | { readonly on: 'term'; readonly term: string; readonly holiday?: true }
  | { readonly on: 'college-entrance' }
  /** The nth of a day of the week in a month; Monday is 1. */
  | { readonly on: 'weekday'; readonly month: number; readonly weekday: number; readonly nth: number }
  /** A season whose ends are custom, not law: it is read, with a doubt. */
  | { readonly on: 'season'; readonly from: string; readonly to: string; readonly choicesBefore?: readonly string[] }
  /** Known by name only; its day differs by place and year. */
  | { readonly on: 'unknown' };

const solar = (month: number, dayOfMonth: number): Occasion => ({ on: 'solar', month, day: dayOfMonth });
const holiday = (month: number, dayOfMonth: number): Occasion => ({
  on: 'solar',
  month,
  day: dayOfMonth,
  holiday: true,
});
const lunar = (month: number, dayOfMonth: number): Occasion => ({ on: 'lunar', month, day: dayOfMonth });
const lunarHoliday = (month: number, dayOfMonth: number): Occasion => ({
  on: 'lunar',
  month,
  day: dayOfMonth,
  holiday: true,
});
/** Days at the turn of the year: the next one after the issue day is meant. */
const winter = (occasion: Occasion): Occasion => ({ ...occasion, winter: true }) as Occasion;
const unknown: Occasion = { on: 'unknown' };

/** Names of occasions, without the 节 that may follow. */
export const occasionAt: WordTable<Occasion> = wordTable<Occasion>([
  ['元旦 元旦节 新年', winter(holiday(1, 1))],
  ['春节 农历新年 农历春节 大年初一 新春佳节', winter(lunarHoliday(1, 1))],
  ['元宵 元宵节', winter(lunar(1, 15))],
  ['龙抬头', lunar(2, 2)],
  ['清明 清明节', { on: 'term', term: '清明', holiday: true }],
  ['劳动节 五一节 五一劳动节 五一国际劳动节 国际劳动节', holiday(5, 1)],
  ['端午 端午节', lunarHoliday(5, 5)],
  ['七夕 七夕节', lunar(7, 7)],
  ['中元节', lunar(7, 15)],
  ['中秋 中秋节', lunarHoliday(8, 15)],
  ['国庆 国庆节 十一国庆节', holiday(10, 1)],
  ['重阳 重阳节 老年节 敬老节', lunar(9, 9)],
  ['腊八 腊八节', winter(lunar(12, 8))],
  ['小年', winter(lunar(12, 23))],
  ['除夕 大年三十 年三十', winter(lunar(12, -1))],
  ['人民警察节 警察节 110宣传日', solar(1, 10)],
  ['妇女节 三八节 三八妇女节 三八国际妇女节 国际妇女节', solar(3, 8)],
  ['植树节', solar(3, 12)],
  ['消费者权益日 国际消费者权益日', solar(3, 15)],
  ['世界水日', solar(3, 22)],
  ['国家安全教育日 全民国家安全教育日', solar(4, 15)],
  ['世界读书日 读书日', solar(4, 23)],
  ['世界知识产权日 知识产权日', solar(4, 26)],
  ['青年节 五四青年节 五四', solar(5, 4)],
  ['防灾减灾日 全国防灾减灾日', solar(5, 12)],
  ['护士节 国际护士节', solar(5, 12)],
  // The third Sunday of May, by the law on the protection of disabled persons.
  ['助残日 全国助残日', { on: 'weekday', month: 5, weekday: 7, nth: 3 }],
  ['科技工作者日 全国科技工作者日', solar(5, 30)],
  ['儿童节 六一节 六一儿童节 六一国际儿童节 国际儿童节', solar(6, 1)],
  ['环境日 世界环境日 六五环境日', solar(6, 5)],
  ['禁毒日 国际禁毒日', solar(6, 26)],
  ['建党节 七一建党节 党的生日', solar(7, 1)],
  ['建军节 八一建军节', solar(8, 1)],
  ['全民健身日', solar(8, 8)],
  ['全国生态日', solar(8, 15)],
  ['医师节 中国医师节', solar(8, 19)],
  ['中华慈善日', solar(9, 5)],
  ['教师节', solar(9, 10)],
  ['烈士纪念日', solar(9, 30)],
  ['抗战胜利纪念日 抗日战争胜利纪念日', solar(9, 3)],
  ['国家扶贫日 扶贫日', solar(10, 17)],
  ['记者节', solar(11, 8)],
  ['消防日 全国消防日 消防宣传日 119消防日 119消防宣传日', solar(11, 9)],
  ['世界艾滋病日', solar(12, 1)],
  ['交通安全日 全国交通安全日 122交通安全日', solar(12, 2)],
  ['国家宪法日 宪法日', solar(12, 4)],
  ['国家公祭日 公祭日', solar(12, 13)],
  ['双十一 双11', solar(11, 11)],
  ['农民丰收节 中国农民丰收节', { on: 'term', term: '秋分' }],
  ['高考 普通高考 全国高考', { on: 'college-entrance' }],
  [
    '汛期 主汛期 汛 进入汛期 进入主汛期',
    { on: 'season', from: '06-01', to: '09-30', choicesBefore: ['04-14', '04-30', '05-31'] },
  ],
  ['入汛', { on: 'season', from: '06-01', to: '06-01', choicesBefore: ['04-14', '04-30', '05-31'] }],
  ['供暖季 供暖期 采暖季 采暖期 冬季供暖 集中供暖 冬季采暖 供暖', { on: 'season', from: '11-15', to: '03-15' }],
  ['暑假 暑期', { on: 'season', from: '07-01', to: '08-31' }],
  ['秋季开学 秋季学期开学 秋季学期 新学年开学', { on: 'season', from: '09-01', to: '09-01' }],
  ['春季 春天', { on: 'season', from: '03-01', to: '05-31' }],
  ['夏季 夏天', { on: 'season', from: '06-01', to: '08-31' }],
  ['秋季 秋天', { on: 'season', from: '09-01', to: '11-30' }],
  ['冬季 冬天 今冬明春 冬春 冬春季', { on: 'season', from: '12-01', to: '02-28' }],
  [
    '中考 考研 国考 两会 全国两会 省两会 市两会 县两会 区两会 开学 春季开学 春季学期开学 寒假 三夏 三秋 双抢 春耕 春播 秋收 秋播 节假日 法定节假日 重大节日 重要节日 重大节假日 重要节假日 重点节假日 两节 双节 节日 节 换届 学期 放假',
    unknown,
  ],
  ...solarTerms.map((term) => [term, { on: 'term', term } as Occasion] as const),
]);

/** Events whose anniversaries (建党100周年) are kept on a day of the year, with the year they are counted from; of the rest the day is not known. */
export const anniversaryAt: WordTable<{ readonly occasion: Occasion; readonly since: number | null }> = wordTable([
  ['建党 中国共产党成立 党的生日', { occasion: solar(7, 1), since: 1921 }],
  ['香港回归', { occasion: solar(7, 1), since: 1997 }],
  ['建国 国庆 新中国成立 中华人民共和国成立', { occasion: holiday(10, 1), since: 1949 }],
  ['建军 中国人民解放军建军', { occasion: solar(8, 1), since: 1927 }],
  ['抗战胜利 抗日战争胜利 中国人民抗日战争胜利', { occasion: solar(9, 3), since: 1945 }],
  ['五四运动', { occasion: solar(5, 4), since: 1919 }],
  ['澳门回归', { occasion: solar(12, 20), since: 1999 }],
  ['建校 建县 建市 建区 建州 建院 建厂 建局 建馆 建制 校庆 县庆 州庆 厂庆', { occasion: unknown, since: null }],
]);

/** Numbers that are names of days when no unit follows them: “五一”前, “十一”期间. */
export const numberedOccasions = new Map<string, Occasion>([
  ['五一', holiday(5, 1)],
  ['十一', holiday(10, 1)],
  ['七一', solar(7, 1)],
  ['八一', solar(8, 1)],
  ['六一', solar(6, 1)],
  ['三八', solar(3, 8)],
  ['一二九', solar(12, 9)],
  ['九一八', solar(9, 18)],
  ['119', solar(11, 9)],
  ['122', solar(12, 2)],
]);

const calendar = makeCalendar();

/** The first and last day of the national college entrance examination; 2020 was put off by a month. */
const COLLEGE_ENTRANCE: Readonly<Record<number, readonly [first: string, last: string]>> = {
  2020: ['2020-07-07', '2020-07-08'],
};

/** First and last day of something. */
export interface DaySpan {
  readonly first: Day;
  readonly last: Day;
}

/** The day or the season an occasion has in a calendar year. Null when no table says. */
export function occasionIn(occasion: Occasion, year: number): DaySpan | null {
  switch (occasion.on) {
    case 'solar':
      return one(dayOf(year, occasion.month, occasion.day));
    case 'term':
      return one(solarTermDay(year, occasion.term));
    case 'lunar': {
      const found = [year - 1, year]
        .map((lunarYear) => lunarDay(lunarYear, occasion.month, occasion.day))
        .find((date) => date !== null && yearOf(date) === year);
      return one(found ?? null);
    }
    case 'college-entrance': {
      const [first, last] = COLLEGE_ENTRANCE[year] ?? [`${year}-06-07`, `${year}-06-08`];
      return { first: day(first), last: day(last) };
    }
    case 'weekday': {
      const first = dayOf(year, occasion.month, 1);
      const wait = (occasion.weekday - weekdayOf(first) + 7) % 7;
      return one(addDays(first, wait + 7 * (occasion.nth - 1)));
    }
    case 'season': {
      const crosses = occasion.to < occasion.from;
      const last =
        occasion.to === '02-28' ? lastDayOfMonth(year + 1, 2) : day(`${crosses ? year + 1 : year}-${occasion.to}`);
      return { first: day(`${year}-${occasion.from}`), last };
    }
    case 'unknown':
      return null;
    default:
      return occasion satisfies never;
  }
}

const one = (date: Day | null): DaySpan | null => (date === null ? null : { first: date, last: date });

/**
 * The days off round an occasion; the occasion itself when it is no holiday. Null when the State Council's order for the year
 * is not in the table.
 */
export function daysOffAround(occasion: Occasion, year: number): DaySpan | null {
  const found = occasionIn(occasion, year);
  if (found === null || !('holiday' in occasion)) return found;
  if (!calendar.hasTable(year)) return null;
  let { first, last } = found;
  while (!calendar.isWorkday(addDays(first, -1))) first = addDays(first, -1);
  while (!calendar.isWorkday(addDays(last, 1))) last = addDays(last, 1);
  return { first, last };
}

/**
 * The year whose occasion is meant when none is printed: the plan year, but for New Year, Spring Festival and the days round
 * them the first one after the issue day.
 */
export function occasionYear(occasion: Occasion, planYear: number, issued: Day): number {
  if (!('winter' in occasion)) return planYear;
  for (const year of [yearOf(issued), yearOf(issued) + 1]) {
    const found = occasionIn(occasion, year);
    if (found !== null && found.first > issued) return year;
  }
  return yearOf(issued) + 1;
}

/** The nth working day of a month, its last for -1. Null for a year whose holidays are not in the table. */
export function workdayOfMonth(first: Day, last: Day, nth: number): Day | null {
  if (!calendar.hasTable(yearOf(first))) return null;
  const found = nth < 0 ? calendar.workdayOnOrBefore(last) : calendar.addWorkdays(addDays(first, -1), nth);
  return found >= first && found <= last ? found : null;
}

/** So many working days before a day. Null for a year whose holidays are not in the table. */
export const workdaysBefore = (date: Day, count: number): Day | null => workdaysAfter(date, -count);

/** The day that lies so many working days after; null for a year without a table. */
export const workdaysAfter = (date: Day, count: number): Day | null =>
  calendar.hasTable(yearOf(date)) ? calendar.addWorkdays(date, count) : null;

/** The day before. */
export const eveOf = (date: Day): Day => addDays(date, -1);
