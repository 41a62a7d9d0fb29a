import type { Command } from '../../core/message/message.ts';

/** A period by its last month; without a year it is the present one's. */
export interface AskedPeriod {
  readonly year: number | null;
  readonly month: number | 'this-quarter' | 'last-quarter' | 'last-month' | 'this-month';
}

/** What is asked for with a slash command. */
export type Asked =
  | { readonly kind: 'show'; readonly command: Command }
  /** A task's card, or with `record` the form to record what was told by phone. */
  | { readonly kind: 'task'; readonly code: string; readonly record: boolean }
  /** The own tasks still to be reported on. */
  | { readonly kind: 'owed' }
  /** Units that have not reported what is due by the end of a period; null: the present month. */
  | { readonly kind: 'unreported'; readonly period: AskedPeriod | null }
  | { readonly kind: 'import' }
  | { readonly kind: 'bulletins' }
  | { readonly kind: 'handover' }
  | { readonly kind: 'settings' }
  | { readonly kind: 'desk' }
  /** The sheet of tasks, as a file. */
  | { readonly kind: 'sheet' }
  /** A one-time code for a person, by name. */
  | { readonly kind: 'invite'; readonly name: string }
  /** One of these words with something behind it that it does not take. */
  | { readonly kind: 'unclear'; readonly words: string }
  /** Anything else is said to the bot. */
  | { readonly kind: 'say' };

const HELP = /^(?:help|帮助|使用说明|用法|\?|？)?$/i;
const LIST = /^(?:我的任务|任务|全部任务|my tasks|tasks|list)$/i;
const OWED = /^(?:待报|待报送|due|owed|to report)$/i;
const UNREPORTED = /^(?:未报|未报送|unreported)(?:\s+(.+))?$/i;
const TASK = /^(?:(?:任务|task|查看|show)\s+)?(\d{2}-\d+-\d+)$/i;
const RECORD = /^(?:代录|record)\s+(\d{2}-\d+-\d+)$/i;
const IMPORT = /^(?:导入|import)$/i;
const BULLETINS = /^(?:通报|bulletins?)$/i;
const HANDOVER = /^(?:移交|交接|工作移交|handover|hand over)$/i;
const OWN_SETTINGS = /^(?:我的设置|my settings)$/i;
const INVITE = /^(?:代码|绑定码|绑定|code|invite)\s+(\S.*)$/i;
const DESK = /^(?:工作台|看板|网页|登录|desk|board|sign in)$/i;
const SHEET = /^(?:导出|导出表格|导出台账|台账表|export|sheet)$/i;
const SETTINGS = /^(?:设置|频道设置|settings?)$/i;

/** Words that need more behind them, or something else than what stands there. A report never begins like this. */
const INCOMPLETE = /^(?:(?:代录|record)(?:\s\S+)?|代码|绑定码|绑定|code|invite)$/i;

/** Reads the words after `/duban`, Chinese or English. */
export function askedFor(text: string): Asked {
  const words = text.trim().replace(/\s+/g, ' ');
  if (HELP.test(words)) return { kind: 'show', command: { name: 'help' } };
  if (LIST.test(words)) return { kind: 'show', command: { name: 'list-tasks' } };
  if (OWED.test(words)) return { kind: 'owed' };
  const unreported = UNREPORTED.exec(words);
  if (unreported) {
    const period = unreported[1] === undefined ? null : periodIn(unreported[1]);
    return period === undefined ? { kind: 'unclear', words } : { kind: 'unreported', period };
  }
  const task = TASK.exec(words)?.[1];
  if (task) return { kind: 'task', code: task, record: false };
  const record = RECORD.exec(words)?.[1];
  if (record) return { kind: 'task', code: record, record: true };
  if (IMPORT.test(words)) return { kind: 'import' };
  if (BULLETINS.test(words)) return { kind: 'bulletins' };
  if (HANDOVER.test(words)) return { kind: 'handover' };
  if (OWN_SETTINGS.test(words)) return { kind: 'show', command: { name: 'show-settings' } };
  const invited = INVITE.exec(words)?.[1];
  if (invited) return { kind: 'invite', name: invited };
  if (DESK.test(words)) return { kind: 'desk' };
  if (SHEET.test(words)) return { kind: 'sheet' };
  if (SETTINGS.test(words)) return { kind: 'settings' };
  return INCOMPLETE.test(words) ? { kind: 'unclear', words } : { kind: 'say' };
}

const NAMED: Readonly<Record<string, AskedPeriod['month']>> = {
  本月: 'this-month',
  'this month': 'this-month',
  上月: 'last-month',
  上个月: 'last-month',
  'last month': 'last-month',
  本季度: 'this-quarter',
  本季: 'this-quarter',
  'this quarter': 'this-quarter',
  上季度: 'last-quarter',
  上一季度: 'last-quarter',
  'last quarter': 'last-quarter',
};

const QUARTERS: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, 1: 1, 2: 2, 3: 3, 4: 4 };

/** 2026-06, 2026年6月, 6月, 二季度, 2026年第二季度, Q2, 上半年, H1, 全年, 本季度; undefined when it is no period. */
function periodIn(text: string): AskedPeriod | undefined {
  const words = text.trim().toLowerCase();
  const named = NAMED[words];
  if (named !== undefined) return { year: null, month: named };
  const [, year, rest = ''] = /^(?:(20\d{2})(?:年|-|\s)?)?(.*)$/.exec(words) ?? [];
  const month = lastMonthOf(rest.trim());
  return month === null ? undefined : { year: year === undefined ? null : Number(year), month };
}

/** The last month of a named part of a year, or null. */
function lastMonthOf(words: string): number | null {
  const quarter = /^(?:第?([一二三四1-4])季度?|q([1-4]))$/.exec(words);
  if (quarter) return 3 * (QUARTERS[quarter[1] ?? quarter[2] ?? ''] ?? 0);
  if (/^(?:上半年|h1|first half)$/.test(words)) return 6;
  if (/^(?:下半年|h2|second half|全年|年度|年内|year|whole year)$/.test(words)) return 12;
  const month = Number(/^(\d{1,2})月?$/.exec(words)?.[1] ?? 0);
  return month >= 1 && month <= 12 ? month : null;
}
