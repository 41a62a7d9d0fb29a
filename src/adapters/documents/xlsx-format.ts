/** Formats that a workbook names by number alone (ECMA-376, 18.8.30, with those of the Chinese edition). */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  14: 'yyyy/m/d',
  15: 'yyyy/m/d',
  16: 'm/d',
  17: 'yyyy/m',
  18: 'h:mm',
  19: 'h:mm:ss',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm',
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm/d/yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"',
  37: '#,##0',
  38: '#,##0',
  39: '#,##0.00',
  40: '#,##0.00',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
};

/** The format code behind a format number: the workbook's own, a built-in one, or General. */
export function formatCode(id: number, own: ReadonlyMap<number, string>): string {
  return own.get(id) ?? BUILT_IN[id] ?? 'General';
}

/** Days from 1 January 1900 to 1904, where a workbook made on an old Mac begins to count. */
const DAYS_TO_1904 = 1462;

/**
 * A number as the sheet shows it. A date is written as documents write dates, with those parts of it that the format shows:
 * 2022年5月20日, 2022年5月, 5月20日.
 */
export function shownNumber(value: number, code: string, from1904: boolean): string {
  // Spreadsheets themselves take no longer ones.
  if (code.length > 255) return plainNumber(value);
  const sections = code.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/);
  const section = (value < 0 && sections.length > 1 ? sections[1] : sections[0]) ?? 'General';
  // Colours, conditions and locales stand in square brackets; * and _ only fill or pad.
  const bare = section.replace(/\[[^\]]*\]/g, '').replace(/[*_]./g, '');
  const parts = dateParts(bare);
  if (parts !== undefined) return shownDate(from1904 ? value + DAYS_TO_1904 : value, parts);
  return withLiterals(value, bare, sections.length > 1 && value < 0);
}

interface DateParts {
  readonly year: boolean;
  readonly month: boolean;
  readonly day: boolean;
  readonly time: boolean;
}

/** What a date format shows; undefined for a format of plain numbers. An m beside hours or seconds means minutes. */
function dateParts(section: string): DateParts | undefined {
  const letters = section
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/AM\/PM|A\/P|上午\/下午/gi, '')
    .toLowerCase();
  if (/general|[#0?@]/.test(letters) || !/[ymdhs]/.test(letters)) return undefined;
  const calendar = letters.replace(/h+[^a-z]*m{1,2}/g, 'h').replace(/m{1,2}[^a-z]*s/g, 's');
  return {
    year: /[ye]/.test(calendar),
    month: calendar.includes('m'),
    day: /(?<!d)d{1,2}(?!d)/.test(calendar),
    time: calendar.includes('h'),
  };
}

function shownDate(serial: number, parts: DateParts): string {
  const minutes = Math.round((serial - Math.floor(serial)) * 1440);
  // Spreadsheets believe that 1900 was a leap year, so earlier serials stand one day off.
  const days = Math.floor(serial) + (serial < 60 ? 1 : 0);
  const date = new Date(Date.UTC(1899, 11, 30) + days * 86_400_000);
  if (Number.isNaN(date.getTime())) return String(serial);
  let text = '';
  if (parts.year) text += `${date.getUTCFullYear()}年`;
  if (parts.month) text += `${date.getUTCMonth() + 1}月`;
  if (parts.day) text += `${date.getUTCDate()}日`;
  if (parts.time)
    text += `${text === '' ? '' : ' '}${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
  return text;
}

/** An ISO date cell (t="d"), written as other dates. */
export function shownIsoDate(text: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
  return match === null ? text : `${match[1]}年${Number(match[2])}月${Number(match[3])}日`;
}

/** A plain number with the words a format puts around it: 85%, 第3项, 012. */
function withLiterals(value: number, section: string, negativeSection: boolean): string {
  const match = /^((?:"[^"]*"|\\.|[^#0?"\\])*)([#0?][#0?,]*)(?:\.([0#?]+))?((?:"[^"]*"|\\.|[^#0?"\\])*)$/.exec(section);
  if (match === null) return plainNumber(value);
  const [, before = '', whole = '', decimals = '', after = ''] = match;
  const isPercent = after.includes('%');
  const least = decimals.match(/0/g)?.length ?? 0;
  const scaled = (negativeSection ? Math.abs(value) : value) * (isPercent ? 100 : 1);
  const rounded = Number(scaled.toFixed(Math.min(20, decimals.length)));
  const shown = least > 0 ? rounded.toFixed(Math.max(least, decimalsOf(rounded))) : plainNumber(rounded);
  const padded = /^\d+$/.test(shown) ? shown.padStart(whole.match(/0/g)?.length ?? 0, '0') : shown;
  return `${literal(before)}${padded}${literal(after)}`.trim();
}

function decimalsOf(value: number): number {
  return String(value).split('.')[1]?.length ?? 0;
}

function literal(text: string): string {
  return text.replace(/"([^"]*)"/g, '$1').replace(/\\(.)/g, '$1');
}

/** Fifteen digits, as spreadsheets show: 0.1 + 0.2 is 0.3. */
function plainNumber(value: number): string {
  return String(Number(value.toPrecision(15)));
}
