import { numberOf } from './reply-numerals.ts';

const CODE = /^\d{2}-\d{1,3}-\d{1,2}$/u;
const NUMBER = /^第?(\d{1,3}|[一二三四五六七八九十百]{1,5})(?:[项条号]|项任务)?$/u;
/** Nobody's plan has more items. */
const MOST_ITEMS = 300;

/** The item that a message names when it says nothing else: （三）, 第3项, 26-3-1, 查看（三）. Null for anything more. */
export function itemNamed(text: string): string | null {
  const name = text
    .normalize('NFKC')
    .replace(/\s/gu, '')
    .replace(/^(?:查看|看看?|打开|查询)(?:任务|事项)?/u, '')
    .replace(/(?:任务|事项)$/u, '')
    .replace(/[?。.!]+$/u, '')
    .replace(/^\((.+)\)$/u, '$1');
  if (CODE.test(name)) return name;
  const number = NUMBER.exec(name)?.[1];
  const value = number === undefined ? null : numberOf(number);
  return value !== null && value > 0 && value <= MOST_ITEMS ? String(value) : null;
}
