import { numberOf } from './reply-numerals.ts';
import type { Span } from './reply-text.ts';

/** Tasks named together, as "3" or "26-12-2", and where: 第3、5项 is one mention of two. */
export interface TaskMention extends Span {
  readonly tasks: readonly string[];
}

const NUMBER = '(?:\\d{1,3}|[一二三四五六七八九十百]{1,5})';
const JOIN = ' ?(?:[、,，和及与跟/&]|以及|and) ?';
const RANGE = ' ?(?:至|到|-|—|~|～) ?';
const LIST = `${NUMBER}(?:(?:${JOIN}|${RANGE})(?:第 ?)?${NUMBER}){0,19}`;
/** 8、9两项 counts what it lists. */
const NOUN = '[两三四五六]?(?:项任务|项工作|项|条任务|条|号任务|号事项|号|款|个任务|件)';

/** How a reply names items, the most certain first. A bare count (3项) names nothing. */
const FORMS: readonly RegExp[] = [
  /(?<![\d-])[1-9]\d-[1-9]\d{0,2}-[1-9]\d?(?![\d-])/g,
  new RegExp(`(?<list>\\( ?${NUMBER} ?\\)${RANGE}\\( ?${NUMBER} ?\\))(?: ?项(?!目))?`, 'g'),
  new RegExp(`第 ?(?<list>${NUMBER}[项条]${RANGE}第 ?${NUMBER}) ?${NOUN}`, 'g'),
  new RegExp(`第 ?(?<list>${LIST}) ?${NOUN}`, 'g'),
  new RegExp(`(?<![第\\d.])(?<list>${NUMBER}(?:(?:${JOIN})${NUMBER}){1,19}) ?${NOUN}(?!工作日)`, 'g'),
  new RegExp(`\\( ?(?<list>${NUMBER}(?:${RANGE}${NUMBER})?) ?\\)(?: ?项(?!目))?`, 'g'),
  /(?<![a-z])(?:task|item|no\.?|number)s? ?#?(?<list>\d{1,3}(?:(?:, ?and |, ?| and | & )\d{1,3}){0,9})(?![\d-])/g,
  new RegExp(`(?<![第\\d.])(?<list>${NUMBER}${RANGE}${NUMBER}) ?项(?=均|都|全部|已)`, 'g'),
  // 二十三项已完成: a number written as a label is the item's; 23项 and 三项 count.
  /(?<=^|\n)(?<list>[二三四五六七八九]?十[一二三四五六七八九])项(?= ?[:：]?(?:[都均也]|全部)?(?:已|未|正在|还|没|办结|完成))/g,
  /(?<=^|\n)(?<list>[①-⑳])(?= ?[:：]?(?:已|均|都|完成|办结|未|没|正在|尚|还|进行|申请|推进))/g,
  new RegExp(`[#＃] ?(?<list>${LIST})(?![\\d-])`, 'g'),
  /(?<![\d.])(?<list>\d{1,3}) ?#/g,
  new RegExp(
    `(?:任务|事项|编号|序号)(?:编号|序号|为|是)? ?[:：]? ?(?<list>${LIST})(?![\\d%.项成分月年日天家户次个人件起份条场处亩套台公吨期篇间所宗辆块座栋米例批名万百千览样些切直般定])`,
    'g',
  ),
  new RegExp(`(?<![\\d.])(?<list>${NUMBER})号(?:工作)?任务`, 'g'),
  new RegExp(
    `(?<=^|\\n|[;；] ?)(?<list>${NUMBER})(?=[、.．:：] ?(?:已|均|都|完成|办结|未|没|正在|尚|还|进行|申请|推进|进展(?!情况)|进度(?!情况)|done|in progress))`,
    'g',
  ),
  new RegExp(
    `(?<=^|\\n|[,，;；。])(?<list>${NUMBER}(?: ?(?:[、,，和及与跟&]|以及|and) ?${NUMBER}){0,9})(?= ?(?:[都均也]|全部)?(?:已|完成(?![率度\\d])|办结|搞定|办完|做完|弄完|没(?:完成|办|做|弄)|未|正在|还[在没未]|在(?:推进|办|做)|done|finished|completed?(?![a-z])|not|in progress))`,
    'g',
  ),
];

/** Every mention of tasks in a folded text, in order, none overlapping. Numbers above 300 name no item. */
export function tasksNamed(folded: string): readonly TaskMention[] {
  const found: TaskMention[] = [];
  const taken = new Set<number>();
  for (const form of FORMS) {
    for (const match of folded.matchAll(form)) {
      const list = match.groups?.list;
      const tasks = list === undefined ? [match[0]] : numbersOf(list);
      const to = match.index + match[0].length;
      if (tasks.length === 0 || taken.has(match.index) || taken.has(to - 1)) continue;
      for (let at = match.index; at < to; at += 1) taken.add(at);
      found.push({ from: match.index, to, tasks });
    }
  }
  return found.sort((left, right) => left.from - right.from);
}

/** 办结的是第12项不是第2项: the words that deny one of the tasks, with its number. */
export function tasksDenied(folded: string, mentions: readonly TaskMention[]): readonly Span[] {
  return mentions.flatMap(({ from, to }) => {
    const not = DENIED.exec(folded.slice(Math.max(0, from - 4), from))?.[0];
    return not !== undefined && NOTHING_MORE.test(folded.slice(to, to + 2)) ? [{ from: from - not.length, to }] : [];
  });
}
const DENIED = /(?:并?不是|而不是|而?非|并非)$/;
const NOTHING_MORE = /^(?:$|[\s,，.。;；!！、)]|[啊哈哦呀]|而?是)/;

/** 3、5和8 → 3, 5, 8; 3-5 → 3, 4, 5. Nothing for a number no plan has. */
function numbersOf(list: string): readonly string[] {
  const numbers: number[] = Array.from(list.matchAll(/[①-⑳]/g), ([sign]) => sign.charCodeAt(0) - 0x245f);
  let range = false;
  for (const match of list.matchAll(/\d{1,3}|[一二三四五六七八九十百]{1,5}|至|到|[-—~～]/g)) {
    const value = numberOf(match[0]);
    if (value === null) {
      range = true;
      continue;
    }
    if (value < 1 || value > 300) return [];
    const last = numbers.at(-1);
    if (range && last !== undefined && value > last && value - last <= 50) {
      for (let between = last + 1; between < value; between += 1) numbers.push(between);
    }
    numbers.push(value);
    range = false;
  }
  return [...new Set(numbers)].map(String);
}
