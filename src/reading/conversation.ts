import type { Day } from '../core/calendar.ts';
import type { ReplyReading } from './reading.ts';
import { readReply } from './reply.ts';
import { daysNamed } from './reply-days.ts';

/** One message of a pasted group conversation. `at` is YYYY-MM-DD HH:MM, or HH:MM without a day, as far as printed. */
export interface ConversationMessage {
  /** Empty for what nobody said: notices of the chat, days alone, words before the first name. */
  readonly sender: string;
  readonly at: string | null;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Why a message of a conversation is no draft of a report. */
export type ChatterReason =
  | 'system'
  | 'request'
  | 'question'
  | 'acknowledgement'
  | 'greeting'
  | 'nothing-reported'
  | 'placeholder';

/** A message sorted: a report to confirm, or chatter that is left out and shown as left out. */
export type ConversationDraft =
  | { readonly kind: 'report'; readonly message: ConversationMessage; readonly reading: ReplyReading }
  | { readonly kind: 'chatter'; readonly message: ConversationMessage; readonly why: ChatterReason };

interface Line {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

interface Head {
  readonly sender: string;
  readonly at: string | null;
  /** Where in the line the words begin; the line's end if they begin on the next. */
  readonly rest: number;
}

/** Splits a pasted group conversation into messages, each with its sender and printed time, in order. */
export function readConversation(text: string, context: { readonly today: Day }): readonly ConversationMessage[] {
  const lines = linesOf(text);
  const form = headForm(lines);
  const messages: Draft[] = [];
  let current: Draft | null = null;
  let onDay: string | null = null;
  for (const [index, line] of lines.entries()) {
    if (form === NAME_ABOVE_TIME && TIME_ALONE.test(line.text) && lines[index - 1] === current?.head) continue;
    const dayAlone = DAY_ALONE.exec(line.text);
    if (dayAlone || SYSTEM.test(line.text)) {
      onDay = dayAlone ? dayPrinted(dayAlone.groups ?? {}, context.today) : onDay;
      messages.push({ sender: '', at: null, lines: [line] });
      current = null;
      continue;
    }
    const below = form === NAME_ABOVE_TIME ? (lines[index + 1]?.text ?? '') : '';
    const head = headOf(
      below === '' ? line.text : `${line.text}\n${below}`,
      form,
      onDay,
      context.today,
      line.text.length,
    );
    if (head) {
      current = {
        sender: head.sender,
        at: head.at,
        lines: [{ ...line, text: line.text.slice(head.rest) }],
        head: line,
      };
      messages.push(current);
    } else if (current) {
      current.lines.push(line);
    } else if (line.text.trim() !== '') {
      messages.push({ sender: '', at: null, lines: [line] });
    }
  }
  return messages.map(finish).filter((message) => message.sender !== '' || message.text !== '');
}

/** Marks each message as the draft of a report, with what it says, or as chatter, with why. */
export function sortConversation(
  messages: readonly ConversationMessage[],
  context: {
    readonly today: Day;
    /** The names of the sender's own unit, so that its name in its own report is no other unit's. */
    readonly ownUnitsOf?: (sender: string) => readonly string[];
  },
): readonly ConversationDraft[] {
  return messages.map((message) => {
    if (message.sender === '') return { kind: 'chatter', message, why: 'system' };
    const written = message.at?.slice(0, 10) ?? '';
    const today = /^\d{4}-\d{2}-\d{2}$/.test(written) ? (written as Day) : context.today;
    const reading = readReply(message.text, { today, ownUnits: context.ownUnitsOf?.(message.sender) ?? [] });
    const why = chatterReason(message.text, reading);
    return why === null ? { kind: 'report', message, reading } : { kind: 'chatter', message, why };
  });
}

const REPORTED: readonly ReplyReading['intent'][] = ['done', 'progress', 'extension', 'blocked', 'dispute'];

/** 大家注意，下周一前全部报完 tells others what to do. */
const TO_ALL =
  /^(?:[@＠]所有人[\s,，:：]*)?(?:各位[^,，:：\s]{0,6}[,，:：\s]*|大家|请(?:各|大家|相关|有关|尚?未|还没))(?!好)[^。\n]{0,12}(?:注意|请|务必|抓紧|记得|别忘|尽快|通知|提醒|报[完齐]|报送|反馈)/;

function chatterReason(text: string, reading: ReplyReading): ChatterReason | null {
  if (reading.intent !== 'done' && TO_ALL.test(text)) return 'request';
  if (REPORTED.includes(reading.intent)) return null;
  if (reading.intent === 'acknowledge') return 'acknowledgement';
  if (reading.summary === '') return 'placeholder';
  if (/各位|请(?:各|大家|相关|有关|尚?未|还没)|@?所有人/.test(text)) return 'request';
  // A message that names a task and says something we do not understand is for the clerk to see, not to lose.
  if (reading.tasks.length > 0 && !/[?？吗]/.test(text)) return null;
  if (/[?？]|[吗呢么]\s*$/.test(text) || reading.intent === 'list' || reading.intent === 'help') return 'question';
  if (
    /^(?:各位|大家)?(?:领导|老师|同事|主任|科长|局长)?们?(?:您|你|大家|早上|上午|下午|晚上|中午)?好|^早[上安]?|^(?:hi|hello)/i.test(
      text,
    )
  ) {
    return 'greeting';
  }
  return 'nothing-reported';
}

interface Draft {
  readonly sender: string;
  readonly at: string | null;
  readonly lines: Line[];
  readonly head?: Line;
}

function finish(draft: Draft): ConversationMessage {
  const first = draft.head ?? draft.lines[0];
  const last = draft.lines.findLast((line) => line.text.trim() !== '') ?? first;
  return {
    sender: draft.sender,
    at: draft.at,
    text: draft.lines
      .map((line) => line.text)
      .join('\n')
      .trim(),
    from: first?.from ?? 0,
    to: last?.to ?? 0,
  };
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let from = 0;
  for (const raw of text.split('\n')) {
    lines.push({ text: raw.replace(/\r$/, ''), from, to: from + raw.replace(/\r$/, '').length });
    from += raw.length + 1;
  }
  return lines;
}

const DATE = '(?:(?<year>\\d{4}) ?[-/.年] ?)?(?<month>\\d{1,2}) ?[-/.月] ?(?<day>\\d{1,2})日?';
const WORD = '(?<word>今天|昨天|前天|星期[一二三四五六日天]|周[一二三四五六日])';
const TIME =
  '(?<part>凌晨|早上|上午|中午|下午|晚上|AM|PM)? ?(?<hour>[01]?\\d|2[0-3])[:：](?<minute>[0-5]\\d)(?:[:：][0-5]\\d)?(?: ?(?<half>[AaPp][Mm]))?';
const WHEN = `(?:(?:${DATE}|${WORD})[ T，,]{0,3}(?:(?:星期|周)[一二三四五六日天] ?)?)?${TIME}`;
const NAME = '(?<sender>[^\\s:：\\[\\]【】()（）「」,，。;；!！?？#@<>][^:：\\n「」。;；!！?？]{0,29}?)';
const PERSON = '(?<sender>[\\u4e00-\\u9fff·A-Za-z][\\u4e00-\\u9fff·A-Za-z0-9_\\-（）() ]{0,23})';

/** The heads of messages as chats copy and export them. */
const HEADS: readonly RegExp[] = [
  new RegExp(`^\\s*[\\[【(（]${WHEN}[\\]】)）]\\s*${NAME}\\s*[:：]\\s*`),
  new RegExp(`^\\s*${NAME}\\s*[\\[【(（]${WHEN}[\\]】)）]\\s*[:：]?\\s*`),
  new RegExp(`^\\s*${WHEN}\\s+[-–—]?\\s*${NAME}\\s*(?:[:：]\\s*|$)`),
  new RegExp(`^\\s*${NAME}\\s+${WHEN}\\s*(?:$|[:：]\\s*)`),
];
/** Telephones copy the name and the time on lines of their own. */
const NAME_ABOVE_TIME = new RegExp(
  `^\\s*${NAME}[ \\t]*(?<unit>[(（][^()（）\\n]{1,20}[)）])?[ \\t]*\\n\\s*${WHEN}\\s*$`,
);
const TIME_ALONE = new RegExp(`^\\s*${WHEN}\\s*$`);
const NAME_COLON = new RegExp(`^\\s*${PERSON}\\s*[:：]\\s*`);
/** What stands before a colon in a report and is nobody's name. */
const LABEL =
  /情况|进展|进度|任务|事项|第.{1,6}[项条]|[（(]|完成|问题|困难|原因|理由|措施|下一步|计划|时间|地点|备注|附件|通知|提醒|注意|要求|目标|数据|时限|联系|电话|结果|如下|包括|其中|一是|二是|建议|说明|阶段|状态|成效|做法|内容|主题|标题|链接|https?$|^\d|^[a-z]{1,2}$/i;

/** A head stands at the start of its line; no name and time are longer. */
const LONGEST_HEAD_LINE = 200;

const DAY_ALONE = new RegExp(
  `^\\s*[-—–=*─ ]{0,20}(?:${DATE}|${WORD})(?:[ ，,]*(?:星期|周)[一二三四五六日天])?(?:\\s+${TIME})?\\s*[-—–=*─ ]{0,20}$`,
);
const SYSTEM =
  /^\s*(?:[-—–=*─]{3,}.{0,20}|以[下上](?:为|是)(?:新|历史|最新)?消息|.{0,40}撤回了一条(?:消息|成员消息)|.{0,40}(?:邀请|移出|加入了?|退出了?)[^。]{0,40}群聊?.{0,10}|.{0,40}修改群名为.{0,60}|.{0,30}拍了拍.{0,30}|.{0,30}(?:创建|解散)了?群聊?|.{0,30}开启了.{0,20}|.{0,20}领取了.{0,20}红包|.{0,60}(?:has joined|joined|left) (?:the |#).{0,40}|\d{1,3} ?条新消息|查看更多消息|聊天记录.{0,30}|群公告.{0,4})\s*$/;

/** A conversation has one form of head: the first that occurs; names with a colon only where no head carries a time. */
function headForm(lines: readonly Line[]): RegExp {
  for (const line of lines) {
    if (line.text.length > LONGEST_HEAD_LINE || DAY_ALONE.test(line.text)) continue;
    const form = HEADS.find((pattern) => pattern.test(line.text));
    if (form) return form;
  }
  const isTwoLines = lines.some((line, index) => {
    const above = lines[index - 1]?.text ?? '';
    return above.length + line.text.length <= LONGEST_HEAD_LINE && NAME_ABOVE_TIME.test(`${above}\n${line.text}`);
  });
  if (isTwoLines) return NAME_ABOVE_TIME;
  return NAME_COLON;
}

function headOf(line: string, form: RegExp, onDay: string | null, today: Day, length: number): Head | null {
  const match = form.exec(line.slice(0, LONGEST_HEAD_LINE));
  const sender = match?.groups?.sender && `${match.groups.sender.trim()}${match.groups.unit ?? ''}`;
  if (!match || !sender || /^\d+$/.test(sender) || (form === NAME_COLON && LABEL.test(sender))) return null;
  const at = form === NAME_COLON ? null : timePrinted(match.groups ?? {}, onDay, today);
  return { sender, at, rest: Math.min(match[0].length, length) };
}

function timePrinted(groups: Readonly<Record<string, string | undefined>>, onDay: string | null, today: Day): string {
  const half = groups.half?.toLowerCase() ?? '';
  const late = /下午|晚上|PM/.test(groups.part ?? '') || half === 'pm';
  const hour = Number(groups.hour);
  const inDay = late && hour < 12 ? hour + 12 : half === 'am' && hour === 12 ? 0 : hour;
  const time = `${String(inDay).padStart(2, '0')}:${groups.minute}`;
  const date = groups.month || groups.word ? dayPrinted(groups, today) : onDay;
  return date === null ? time : `${date} ${time}`;
}

function dayPrinted(groups: Readonly<Record<string, string | undefined>>, today: Day): Day | null {
  const { year, month, day: dayOfMonth, word } = groups;
  const printed = word ?? `${year ? `${year}年` : ''}${month}月${dayOfMonth}日`;
  return daysNamed(printed.replace('星期', '周'), today)[0]?.back ?? null;
}
