import { type Day, daysBetween } from '../core/calendar.ts';
import {
  dayNumber,
  dayWord,
  english,
  englishEnd,
  englishSpan,
  englishWeek,
  englishWeekday,
  festival,
  fullDate,
  type Groups,
  monthDay,
  monthPart,
  monthWord,
  type NamedDay,
  quarter,
  span,
  week,
  weekday,
  yearPart,
} from './reply-day-words.ts';
import type { Span } from './reply-text.ts';

/** A day somebody named in chat, and where. */
export interface DayMention extends Span, NamedDay {}

interface Form {
  readonly pattern: RegExp;
  readonly read: (groups: Groups, today: Day) => NamedDay | null;
}

const N = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})';
const YEAR =
  '(?:(?<year>(?:19|20)\\d{2}|二[〇○零][一二三四五六七八九〇○零]{2})年?度?|(?<yearWord>今年|本年度?|明年|来年|后年|去年|上年))';
/** 原则上月底: the 上 belongs to the word before it. */
const BACK = '(?<!原则|总体|大体|整体|基本)上个?';
const PART = '(?<part>上旬|上半月|中旬|下旬|下半月|月?底|月?末|月?初|中|份?内|份)?';

const EN_MONTH =
  '(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';

const FESTIVAL = '国庆|春节|元旦|端午|中秋|清明|劳动节|五一|十一|元宵|除夕|小年|两会|高考|中考|教师节|重阳';

/** Earlier forms win where two would read the same words. */
const FORMS: readonly Form[] = [
  {
    pattern: /(?<![\d-])(?<year>(?:19|20)\d{2}) ?[-/.年] ?(?<month>\d{1,2}) ?[-/.月] ?(?<day>\d{1,2})(?!\d)[日号]?/g,
    read: fullDate,
  },
  { pattern: new RegExp(`${YEAR} ?(?<month>${N}) ?月(?:份)? ?(?<day>${N}) ?[日号]`, 'g'), read: fullDate },
  { pattern: new RegExp(`${YEAR} ?(?<month>${N}) ?月${PART}`, 'g'), read: monthPart },
  {
    pattern: new RegExp(
      `${YEAR} ?(?:年)?(?:第?(?<quarter>[一二三四1-4])季度|(?<half>上半年|下半年)|(?<end>底|末|内|年底|年末|初))(?:[末底内])?`,
      'g',
    ),
    read: yearPart,
  },
  { pattern: new RegExp(`(?<![\\d个])(?<month>${N}) ?月(?:份)? ?(?<day>${N}) ?[日号]`, 'g'), read: monthDay },
  {
    pattern: new RegExp(
      `(?<![\\d个])(?<month>${N}) ?月(?<day>\\d{1,2})(?= ?(?:[前止吗]|之前|以前|完成|办结|报|交|可以|行|$|[,，。;；?？!！\\n)]))`,
      'g',
    ),
    read: monthDay,
  },
  { pattern: new RegExp(`(?<![\\d个第])(?<month>${N}) ?月(?!\\d)${PART}`, 'g'), read: monthPart },
  {
    pattern:
      /(?<![\d.\-/月])(?<!(?:完成|进度|办结|做)(?:了|度|约|为|已|至|到)?)(?<month>1[0-2]|0?[1-9])[./-](?<day>3[01]|[12]\d|0?[1-9])(?= ?(?:[日号前止]|之前|以前|完成|办结|报|交|已|启动|召开|可以?|能|行吗|行不行|吗|$|[,，。;；?？!！\n)]))(?![./\-\d%])(?!(?<=\/\d{1,2}) ?(?:已|完成|办结))/g,
    read: monthDay,
  },
  {
    pattern:
      /(?<=(?:[至到于延在]|预计|力争|计划|争取|最迟|确保) ?)(?<month>1[0-2]|0?[1-9])[./-](?<day>3[01]|[12]\d|0?[1-9])(?![./\-\d%万亿家次户个人件份])/g,
    read: monthDay,
  },
  {
    pattern:
      /(?<word>大前天|大后天|今[天日早晚晨]|明[天日早晚晨]|后天|昨[天日晚]|前天|当天|本日|today|tonight|tomorrow|yesterday)/g,
    read: dayWord,
  },
  {
    pattern: new RegExp(
      `(?<which>下下个?|上上个?|下个?|${BACK}|本|这个?|当)?(?:周|星期|礼拜)(?<weekday>[一二三四五六日天末])`,
      'g',
    ),
    read: weekday,
  },
  {
    pattern: new RegExp(
      `(?<which>下下个?|上上个?|下个?|${BACK}|本|这个?|当)(?:周|星期|礼拜)(?![年期岁边围])(?<within>之?内|以内|末|底)?`,
      'g',
    ),
    read: week,
  },
  {
    pattern: new RegExp(`(?<which>下下个?|下个?|次|本|这个?|当|${BACK})月(?:份)?(?:的)? ?(?<day>${N}) ?[日号]`, 'g'),
    read: monthWord,
  },
  {
    pattern: new RegExp(
      `(?<which>下下个?|下个?|次|本|这个?|当|${BACK})月(?:份)?(?<part>上旬|中旬|下旬|底|末|初|中|内)?`,
      'g',
    ),
    read: monthWord,
  },
  { pattern: /(?<![\d个每一二三四五六七八九十])月(?<part>底|末|中旬|中|初)/g, read: monthWord },
  {
    pattern:
      /(?:(?<which>本|下|这)?个?季度?[末底内]|(?<which2>本|下|这个?)季度|第?(?<quarter>[一二三四])季度[末底内]?)/g,
    read: quarter,
  },
  { pattern: new RegExp(`(?<phrase>(?:${FESTIVAL})(?:节|假期)?(?:之前|以前|前))`, 'g'), read: festival },
  { pattern: /(?<half>上半年|下半年)(?:[末底内])?|(?<end>年底|年末|年内|年度内)/g, read: yearPart },
  {
    pattern:
      /(?<![\d.月第年-])(?<day>3[01]|[12]\d|[1-9]|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]) ?[日号](?![楼门院文线任事码召])/g,
    read: dayNumber,
  },
  {
    pattern: new RegExp(
      `(?<![\\d第.])(?<count>${N}|两) ?(?<unit>个?工作日|天|日|个?周|个?星期|个?礼拜|个月)(?<after>之?内|以内|之?后|以后)`,
      'g',
    ),
    read: span,
  },
  {
    pattern: new RegExp(
      `(?<![a-z])(?:the )?end of (?:(?<which>this|next|the)? ?month|(?<yearEnd>(?:the |this )?year)|(?<weekEnd>(?:the |this )?week)|${EN_MONTH})(?![a-z])`,
      'g',
    ),
    read: englishEnd,
  },
  {
    pattern: new RegExp(
      `(?<![a-z])${EN_MONTH}\\.? (?<day>\\d{1,2})(?:st|nd|rd|th)?(?:,? (?<year>20\\d{2}))?(?!\\d)`,
      'g',
    ),
    read: english,
  },
  {
    pattern: new RegExp(
      `(?<!\\d)(?<day>\\d{1,2})(?:st|nd|rd|th)? (?:of )?${EN_MONTH}(?:,? (?<year>20\\d{2}))?(?![a-z])`,
      'g',
    ),
    read: english,
  },
  {
    pattern:
      /(?<![a-z])(?<which>next|this|last|coming)? ?(?<weekday>mon|tues?|wednes|thurs?|fri|satur|sun)day(?![a-z])/g,
    read: englishWeekday,
  },
  {
    pattern:
      /(?<![a-z])(?:in|within) (?<count>\d{1,2}|a|one|two|three|four|five|six) (?<unit>day|week|month)s?(?![a-z])/g,
    read: englishSpan,
  },
  { pattern: /(?<![a-z])(?<which>next|this|last) (?<unit>week|month)(?![a-z])/g, read: englishWeek },
];

/** Every day named in a folded text, in order, none overlapping. */
export function daysNamed(folded: string, today: Day): readonly DayMention[] {
  const found: DayMention[] = [];
  const taken = new Set<number>();
  for (const form of FORMS) {
    const known = new Map<string, NamedDay | null>();
    for (const match of folded.matchAll(form.pattern)) {
      const to = match.index + match[0].length;
      if (match[0] === '' || taken.has(match.index) || taken.has(to - 1)) continue;
      const named = known.has(match[0]) ? known.get(match[0]) : readSafely(form, match.groups ?? {}, today);
      known.set(match[0], named ?? null);
      if (!named) continue;
      for (let at = match.index; at < to; at += 1) taken.add(at);
      found.push({ from: match.index, to, ...named });
    }
  }
  return found.sort((left, right) => left.from - right.from);
}

/** A date no calendar has (2月30日) is no mention. */
function readSafely(form: Form, groups: Groups, today: Day): NamedDay | null {
  try {
    return form.read(groups, today);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** How long ago a bare day (已于6月12日) may lie; what is older is a day still to come that contradicts 已. */
const LONGEST_AGO_DAYS = 200;

/** True for a day that may lie behind: 6月12日 said in June, not 7月10日. */
export const isPast = ({ back }: NamedDay, today: Day): boolean =>
  back <= today && daysBetween(back, today) <= LONGEST_AGO_DAYS;
