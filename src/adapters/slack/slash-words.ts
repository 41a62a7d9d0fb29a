import type { Command } from '../../core/message/message.ts';

/** What is asked for with a slash command. */
export type Asked =
  | { readonly kind: 'show'; readonly command: Command }
  /** A task's card, or with `record` the form to record what was told by phone. */
  | { readonly kind: 'task'; readonly code: string; readonly record: boolean }
  /** The own tasks still to be reported on. */
  | { readonly kind: 'owed' }
  /** Units that have not reported what is due by the end of a month (YYYY-MM; null: the present one). */
  | { readonly kind: 'unreported'; readonly month: string | null }
  | { readonly kind: 'import' }
  /** Done on the desk, not here. */
  | { readonly kind: 'desk' }
  /** Anything else is said to the bot. */
  | { readonly kind: 'say' };

const HELP = /^(?:help|帮助|使用说明|用法|\?|？)?$/i;
const LIST = /^(?:我的任务|任务|全部任务|my tasks|tasks|list)$/i;
const OWED = /^(?:待报|待报送|due|owed|to report)$/i;
const UNREPORTED = /^(?:未报|未报送|unreported)(?:\s+(.+))?$/i;
const TASK = /^(?:(?:任务|task|查看|show)\s+)?(\d{2}-\d+-\d+)$/i;
const RECORD = /^(?:代录|record)\s+(\d{2}-\d+-\d+)$/i;
const IMPORT = /^(?:导入|import)$/i;
const DESK = /^(?:通报|bulletin|移交|交接|handover|设置|settings)$/i;

/** Reads the words after `/duban`, Chinese or English. */
export function askedFor(text: string): Asked {
  const words = text.trim().replace(/\s+/g, ' ');
  if (HELP.test(words)) return { kind: 'show', command: { name: 'help' } };
  if (LIST.test(words)) return { kind: 'show', command: { name: 'list-tasks' } };
  if (OWED.test(words)) return { kind: 'owed' };
  const unreported = UNREPORTED.exec(words);
  if (unreported) {
    const month = unreported[1] === undefined ? null : monthIn(unreported[1]);
    return month === undefined ? { kind: 'say' } : { kind: 'unreported', month };
  }
  const task = TASK.exec(words)?.[1];
  if (task) return { kind: 'task', code: task, record: false };
  const record = RECORD.exec(words)?.[1];
  if (record) return { kind: 'task', code: record, record: true };
  if (IMPORT.test(words)) return { kind: 'import' };
  if (DESK.test(words)) return { kind: 'desk' };
  return { kind: 'say' };
}

/** 2026-06, 2026年6月; undefined when it is no month. */
function monthIn(text: string): string | undefined {
  const [, year = '', month = ''] = /^(20\d{2})(?:-|年)(\d{1,2})月?$/.exec(text) ?? [];
  const number = Number(month);
  return number >= 1 && number <= 12 ? `${year}-${String(number).padStart(2, '0')}` : undefined;
}
