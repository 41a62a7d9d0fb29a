import { addDays, type Day, dayOf, daysBetween, isDay, monthOf, yearOf } from '../core/calendar.ts';

/** What a person asks about their own messages, when that is all they say. */
export type Wish =
  | { readonly kind: 'settings' }
  | { readonly kind: 'leave-alone' }
  | { readonly kind: 'write-again' }
  | { readonly kind: 'quiet'; readonly from: string; readonly to: string }
  | { readonly kind: 'no-quiet' }
  | { readonly kind: 'away'; readonly from: Day; readonly to: Day; readonly deputy: string | null }
  | { readonly kind: 'back' };

const SETTINGS = /^(?:我的)?设置$|^(?:my )?settings$/iu;
const LEAVE_ALONE =
  /^(?:请)?(?:不要|别|勿|不用|无需)再?(?:给我|向我)?(?:发|发送|推送|打扰|提醒)(?:消息|信息|提醒|通知)?(?:我|给我)?了?$|^(?:退订|静音|不再接收)(?:消息|提醒|通知)?$|^(?:mute|unsubscribe|stop|leave me alone|stop messaging me)$/iu;
const WRITE_AGAIN =
  /^(?:请)?(?:恢复|继续)(?:接收|发送|提醒|通知|消息)(?:消息|提醒|通知)?$|^取消静音$|^(?:unmute|subscribe|start)$/iu;
const NO_QUIET = /^(?:取消|关闭)免打扰$|^(?:no quiet hours|quiet off)$/iu;
// Any number: whether it is a time of day is the rule's to say, so that the person hears what is wrong with it.
const HOURS = '(凌晨|早上|早晨|上午|中午|下午|晚上|晚|夜里|夜间)?\\s*(\\d{1,2})(?:[:：点时](\\d{1,2}|半)?分?)?';
const BETWEEN = '\\s*(?:-|—|－|–|~|～|至|到|to)\\s*';
const QUIET_AFTER = new RegExp(`^(?:设置)?(?:免打扰|quiet(?: hours)?)[：:\\s]*${HOURS}${BETWEEN}${HOURS}$`, 'iu');
const QUIET_BEFORE = new RegExp(`^(?:每天)?${HOURS}${BETWEEN}${HOURS}\\s*免打扰$`, 'iu');
/** Quiet hours that give no range: 免打扰 22:00, 免打扰 晚上. */
const QUIET_SOMEHOW =
  /^(?:设置)?(?:免打扰|quiet hours)[：:\s]*([\d:：点时分半凌晨早上午中下晚夜里间\s\-—－–~～至到]*)$/iu;
const AWAY_WORD = '(?:请假|休假|出差|外出|不在岗|公休|年休假)';
const DAY_WORD = '(\\d{4}-\\d{2}-\\d{2}|(?:\\d{1,2}月)?\\d{1,2}[日号]|今天|明天|后天)';
const STAND_IN =
  '(?:[，,、;；。\\s]*(?:由|请|工作由)?\\s*([\\p{Script=Han}A-Za-z·]{2,12}?)\\s*(?:代办|代理|代为办理))?';
const AWAY_BEFORE = new RegExp(`^(?:我)?${DAY_WORD}(?:${BETWEEN}${DAY_WORD})?\\s*${AWAY_WORD}${STAND_IN}$`, 'u');
const AWAY_AFTER = new RegExp(`^(?:我)?${AWAY_WORD}[：:\\s]*${DAY_WORD}(?:${BETWEEN}${DAY_WORD})?${STAND_IN}$`, 'u');
const AWAY_ENGLISH =
  /^(?:i am |i'm )?away (?:from )?(\d{4}-\d{2}-\d{2})(?: to (\d{4}-\d{2}-\d{2}))?(?:,? deputy (.{2,40}))?$/iu;
const BACK = /^(?:我)?(?:已)?(?:销假|返岗|回岗)了?$|^(?:i am |i'm )?back$/iu;

/** Longer words are a report. */
const LONGEST = 60;

/** Reads a wish; null for anything that says more or something else, as it may be a report. */
export function readWish(text: string, today: Day): Wish | null {
  const words = text.trim().replace(/[。.!！]+$/u, '');
  if (words.length > LONGEST || words.includes('\n')) return null;
  if (SETTINGS.test(words)) return { kind: 'settings' };
  if (LEAVE_ALONE.test(words)) return { kind: 'leave-alone' };
  if (WRITE_AGAIN.test(words)) return { kind: 'write-again' };
  if (NO_QUIET.test(words)) return { kind: 'no-quiet' };
  if (BACK.test(words)) return { kind: 'back' };
  const quiet = QUIET_AFTER.exec(words) ?? QUIET_BEFORE.exec(words);
  if (quiet) return { kind: 'quiet', from: timeIn(...quiet.slice(1, 4)), to: timeIn(...quiet.slice(4, 7)) };
  const somehow = QUIET_SOMEHOW.exec(words)?.[1];
  if (somehow !== undefined) return somehow === '' ? { kind: 'settings' } : { kind: 'quiet', from: somehow, to: '' };
  const away = AWAY_BEFORE.exec(words) ?? AWAY_AFTER.exec(words) ?? AWAY_ENGLISH.exec(words);
  const from = away?.[1] ? dayIn(away[1], today) : null;
  const to = away?.[2] && from ? dayIn(away[2], from) : from;
  return from && to ? { kind: 'away', from, to, deputy: away?.[3]?.trim() ?? null } : null;
}

/** 晚上10点半 is 22:30; the end of the day, 24:00, is 00:00. */
function timeIn(part?: string, hour = '', minute = '00'): string {
  const given = Number(hour);
  const isLater = /^(?:下午|晚)/u.test(part ?? '') ? given < 12 : part === '中午' && given < 3;
  const minutes = minute === '半' ? '30' : minute.padStart(2, '0');
  const hours = String(isLater ? given + 12 : given).padStart(2, '0');
  return `${hours}:${minutes}` === '24:00' ? '00:00' : `${hours}:${minutes}`;
}

/** The day that is meant, on or after `since`; a month and day long gone are next year's. Null when there is no such day. */
function dayIn(text: string, since: Day): Day | null {
  if (isDay(text)) return text;
  const soon = ['今天', '明天', '后天'].indexOf(text);
  if (soon >= 0) return addDays(since, soon);
  const [, month, date = ''] = /^(?:(\d{1,2})月)?(\d{1,2})[日号]$/u.exec(text) ?? [];
  const make = (year: number): Day | null => {
    const written = `${year}-${(month ?? String(monthOf(since))).padStart(2, '0')}-${date.padStart(2, '0')}`;
    return isDay(written) ? dayOf(year, Number(written.slice(5, 7)), Number(date)) : null;
  };
  const thisYear = make(yearOf(since));
  return thisYear && month !== undefined && daysBetween(thisYear, since) > 180 ? make(yearOf(since) + 1) : thisYear;
}
