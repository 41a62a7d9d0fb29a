import { takeAnnotations } from './annotation.ts';
import { startsWithKey } from './annotation-keys.ts';
import { compact } from './characters.ts';
import { furnitureOf } from './furniture.ts';
import { readLabel } from './labels.ts';
import { unitsOfHeading } from './sentence-units.ts';
import type { SourceTable } from './source-document.ts';
import { isUnitName } from './units.ts';
import type { Paragraph } from './unwrap.ts';

const BARE_HEADING = /^[【〖◎●■]?[\p{Script=Han}“”、，《》（）()A-Za-z\d]{3,24}[】〗]?$/u;

// 九月 over a list is the heading of what is done then.
const MONTH = /^(?:次年|明年|翌年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?[:：]?$/u;

// A list that a heading without a number may stand over; 一、 and 第一章 are headings beside it.
function isListBelow(next: Paragraph | SourceTable): boolean {
  if (next.kind === 'table') return true;
  const style = readLabel(next.text)?.style;
  return style !== undefined && style !== 'bullet' && style !== 'han' && style !== 'chapter';
}

const BOXED = /^[【〖［[]([^】〗］\][【]{2,24})[】〗］\]]$/u;

/**
 * The words of a heading in a box of its own line: 【十月份】, 【县教育局】. Over the beginning of a list such a box is a heading;
 * behind an item that has no annotation yet it is one.
 */
export function boxedHeading(line: string, isFree: boolean, next: Paragraph | SourceTable | undefined): string | null {
  const words = BOXED.exec(compact(line))?.[1];
  if (!words || !next || startsWithKey(words) || /[，。；：:]/u.test(words)) return null;
  const says = takeAnnotations(`（${words}）`).fields.length > 0;
  const begins = isListBelow(next) && (next.kind === 'table' || readLabel(next.text)?.ordinal === 1);
  if (says) return begins || (isFree && isListBelow(next)) ? words : null;
  return words;
}

/** A line that is a list of units and no more, over a list: it heads what these units do. */
export function isUnitsHeading(line: string, next: Paragraph | SourceTable | undefined): boolean {
  return next !== undefined && isListBelow(next) && unitsOfHeading(compact(line)).length > 0;
}

/** A short line without a stop and without a number, with something under it, names a section. */
export function isBareHeading(paragraph: Paragraph, next: Paragraph | SourceTable | undefined): boolean {
  if (next && MONTH.test(compact(paragraph.text)) && isListBelow(next)) return true;
  const annotated = takeAnnotations(paragraph.text);
  const text = compact(annotated.text);
  if (!BARE_HEADING.test(text) || !next || isUnitName(text)) return false;
  if (next.kind === 'table') return true;
  // What prints units or a limit of its own is a heading only over a numbered list.
  if (annotated.fields.length > 0) {
    return isListBelow(next);
  }
  if (isListBelow(next)) return true;
  return furnitureOf(next.text) === null && compact(next.text).length > 12;
}

/** A short line with a colon in it between a heading and its list tells how to read the list, as 口径：含直属单位 does. */
export function isCaption(line: string, next: Paragraph | SourceTable | undefined): boolean {
  const text = compact(line);
  if (text.length > 24 || !/[:：]\S/u.test(text) || /[。；]/u.test(text)) return false;
  return next?.kind === 'paragraph' && readLabel(next.text) !== null && takeAnnotations(text).fields.length === 0;
}

/** ◆政治建设, ★综合交通专班（牵头领导：骆明辉）: a marked short line without a stop, with something numbered or longer under it. */
export function isMarkedHeading(words: string, next: Paragraph | SourceTable | undefined): boolean {
  const text = compact(words);
  if (text.length < 2 || /[。；;！]/u.test(text) || compact(takeAnnotations(text).text).length > 24) return false;
  if (!next || next.kind === 'table') return next !== undefined;
  if (startsWithKey(next.text) || furnitureOf(next.text) !== null) return false;
  const label = readLabel(next.text);
  if (label) return label.style !== 'bullet';
  const own = compact(takeAnnotations(text).text);
  return own.length <= 16 && compact(next.text).length > own.length + 6;
}

/** True for an unnumbered sentence that tells the units what to return by when. */
export function isAddressedDuty(text: string): boolean {
  const words = compact(text).replace(/^[（(]/u, '');
  if (
    /^(?:请)?(?:责任|牵头|承办|主办|成员)单位[^，。；：]{0,40}(?:[前内底末]|每[月季周半年])[^。]{0,60}(?:报|送|反馈|备案|提交)/u.test(
      words,
    )
  )
    return true;
  if (
    /^(?:以上|上述)(?:事项|任务|工作|问题|要求|情况|整改)?[^，。；]{0,10}?(?:请|须|应|要|务必)?(?:各单位)?于?[^，。；]{2,14}[前内][^。]{0,30}(?:报|反馈|备案|提交)/u.test(
      words,
    )
  )
    return true;
  return /^(?:请|望)?(?:以上|上述|所有|各|有关|相关)[^，。；]{0,24}(?:单位|部门|政府|街道|地|区|县|市|镇)[^。]{0,60}(?:[前内底末]|每[月季周半年])[^。]{0,60}(?:报|送|反馈|备案|提交|上报)/u.test(
    words,
  );
}

/** True for a line that says more of the item above under a key of its own: 整改措施：立即缴库… */
export function continuesItem(text: string): boolean {
  return /^(?:整改|工作|主要|具体|推进|下一步|落实|改革|预期|目标)?(?:措施|举措|内容|目标|标准|成效|进展|做法|问题|成果)(?:情况|表现|形式)?[:：]\S/u.test(
    compact(text),
  );
}

/** 说明：1.主办单位… begins a list of notes. */
export const NUMBERED_NOTE =
  /^(?:备注|注|附注|说明|填表说明)\s*[:：]\s*(?=(?:1|一|①|（1|\(1|（一)\s*[.．、）)]?\s*\S)/u;

/** True for a line of notes under a list or a table. */
export function isNote(text: string): boolean {
  return /^(?:备注|注|附注|说明)[:：\s]/u.test(text);
}

/** True for the name of the office that stands right above the date. */
export function isOwnerOfNextDate(paragraph: Paragraph, next: Paragraph | SourceTable | undefined): boolean {
  if (next?.kind !== 'paragraph' || furnitureOf(next.text) !== 'signature') return false;
  const text = compact(paragraph.text);
  return text.length <= 40 && !/[。；，：]/u.test(text) && isUnitName(text);
}
