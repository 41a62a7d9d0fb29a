import type { Day } from '../core/calendar.ts';
import type { ReplyIntent, ReplyReading } from './reading.ts';
import {
  type Clause,
  clausesOf,
  DAY_MARK,
  FILL,
  mask,
  namesAsSelf,
  PAPER_MARK,
  papersNamed,
  TASK_MARK,
} from './reply-clauses.ts';
import { opensCorrection } from './reply-corrections.ts';
import { GREETING, RECEIVED } from './reply-courtesies.ts';
import { dayOfReply } from './reply-day.ts';
import { daysNamed } from './reply-days.ts';
import { isWholeSubject } from './reply-done.ts';
import { percentSaid, valuesSaid } from './reply-figures.ts';
import { findIntent } from './reply-intent.ts';
import { isQuestion } from './reply-questions.ts';
import { type TaskMention, tasksDenied, tasksNamed } from './reply-tasks.ts';
import { fold, ownWords, type Span } from './reply-text.ts';

const SUMMARY_LENGTH = 60;

/** What a reply is read against. */
export interface ReplyContext {
  /** The day the reply was written. */
  readonly today: Day;
  /** The sender's own unit by its names: 市文旅局已完成 from 市文旅局 is its own claim, from anybody else it is not. */
  readonly ownUnits?: readonly string[];
}

const NOTHING_SAID: ReplyReading = { intent: 'unknown', percent: null, date: null, tasks: [], values: [], summary: '' };

/** What a liaison's message says (CONTRACT.md, `reply read`). About several tasks it is as much as holds for all of them. */
export function readReply(text: string, context: ReplyContext): ReplyReading {
  const message = prepare(text, context);
  const found = partsOf(message);
  const telling = found.filter((part) => !part.clauses.every(onlyPoints));
  const parts = (telling.length > 0 ? telling : found).map((part) => readPart(message, part));
  const [first] = parts;
  if (!first && /^[?？]{1,9}$/.test(message.own)) return { ...NOTHING_SAID, intent: 'help' };
  if (!first) return NOTHING_SAID;
  if (found.length === 1) return first;

  const same = <T>(readings: readonly ReplyReading[], pick: (part: ReplyReading) => T): T | null => {
    const values = new Set(readings.map(pick));
    return values.size === 1 ? ([...values][0] ?? null) : null;
  };
  const intent = sharedIntent(parts.map((part) => part.intent));
  // （一）已完成；（二）预计7月5日完成: the day expected is that of what is still open.
  const open = parts.filter((part) => part.intent === intent);
  return {
    intent,
    percent: same(parts, (part) => part.percent),
    date: same(open.length > 0 ? open : parts, (part) => part.date),
    tasks: [...new Set(found.flatMap(({ mentions }) => mentions.flatMap((mention) => mention.tasks)))],
    values: parts.flatMap((part) => part.values),
    summary: summaryOf(message, message.clauses, message.mentions),
  };
}

/**
 * One reading for each task named, in order; one reading without a task if none is named. A task that is called done in one
 * place and something else in another is not done.
 */
export function splitReply(text: string, context: ReplyContext): readonly ReplyReading[] {
  const message = prepare(text, context);
  if (message.mentions.length === 0) return [readReply(text, context)];
  const readings = new Map<string, ReplyReading>();
  for (const reading of partsOf(message).map((part) => readPart(message, part))) {
    for (const task of reading.tasks) {
      const earlier = readings.get(task);
      readings.set(task, { ...laterOf(earlier, reading), tasks: [task] });
    }
  }
  return [...readings.values()];
}

/** The sender's own words, cut where another task begins: each record keeps what was said of its task, and nothing else. */
export function wordsOfTasks(
  text: string,
  context: ReplyContext,
): readonly { readonly tasks: readonly string[]; readonly words: string }[] {
  const message = prepare(text, context);
  return partsOf(message).map(({ mentions, clauses }) => ({
    tasks: [...new Set(mentions.flatMap((mention) => mention.tasks))],
    words: message.own.slice(clauses[0]?.from ?? 0, clauses.at(-1)?.to ?? 0).trim(),
  }));
}

function laterOf(earlier: ReplyReading | undefined, later: ReplyReading): ReplyReading {
  if (!earlier || earlier.intent === later.intent || earlier.intent === 'unknown') return later;
  if (later.intent === 'unknown') return earlier;
  return later.intent === 'done' ? earlier : later;
}

/** 发错了，…，刚才说的是第2项 says which task an earlier message was about, and nothing of it. */
const onlyPoints = (clause: Clause): boolean => POINTS.test(clause.text) || opensCorrection(clause);
const POINTS = new RegExp(
  `^(?:我|我们)?(?:刚才|刚刚|上面|前面|之前|方才|上一?条|刚)(?:我|我们)?(?:说|报|发|写|讲|填|提|指)?的?(?:那条|那个)?(?:应该?)?(?:是|为|指)${TASK_MARK}$`,
);

/** What several readings have in common: done and progress make progress, other mixtures are asked about. */
function sharedIntent(intents: readonly ReplyIntent[]): ReplyIntent {
  const [first = 'unknown'] = intents;
  if (intents.every((intent) => intent === first)) return first;
  const reports: readonly ReplyIntent[] = ['done', 'progress', 'blocked'];
  return intents.every((intent) => reports.includes(intent)) ? 'progress' : 'unknown';
}

interface Prepared {
  readonly own: string;
  readonly today: Day;
  readonly knowsSender: boolean;
  readonly corrects: boolean;
  readonly mentions: readonly TaskMention[];
  readonly clauses: readonly Clause[];
}

interface Part {
  readonly mentions: readonly TaskMention[];
  readonly clauses: readonly Clause[];
}

function prepare(text: string, { today, ownUnits = [] }: ReplyContext): Prepared {
  const own = ownWords(text);
  const folded = namesAsSelf(fold(own), ownUnits);
  const withPapers = mask(folded, papersNamed(folded), PAPER_MARK);
  const named = tasksNamed(withPapers);
  const denied = named.length > 1 ? tasksDenied(withPapers, named) : [];
  const mentions = named.filter(({ to }) => !denied.some((span) => span.to === to));
  const withTasks = mask(mask(withPapers, denied, FILL), mentions, TASK_MARK);
  const days = daysNamed(withTasks, today);
  const clauses = clausesOf(mask(withTasks, days, DAY_MARK), { tasks: mentions, days });
  return { own, today, knowsSender: ownUnits.length > 0, corrects: denied.length > 0, mentions, clauses };
}

/** Cuts a message where another task begins. Tasks named one after the other (（八）、（九）均…) share what follows. */
function partsOf(message: Prepared): readonly Part[] {
  const parts: { mentions: TaskMention[]; clauses: Clause[]; saysSomething: boolean }[] = [];
  let stop = '';
  for (const clause of message.clauses) {
    const current = parts.at(-1);
    const says = saysSomething(clause);
    const listed = stop === '、' && !says;
    const begins = clause.tasks.length > 0 ? !listed : message.mentions.length > 0 && OTHERS.test(clause.text);
    stop = clause.stop;
    if (!current || (begins && current.mentions.length > 0 && current.saysSomething)) {
      parts.push({ mentions: [...clause.tasks], clauses: [clause], saysSomething: says });
      continue;
    }
    current.mentions.push(...clause.tasks);
    current.clauses.push(clause);
    current.saysSomething ||= says;
  }
  return parts;
}

/** 其他的还在推进 is about other tasks; 剩余部分月底完成 is about the rest of this one, 其余项无我单位任务 about none. */
const OTHERS =
  /^(?!.{2,8}(?:无|没有?|不涉及)(?:我|本).{0,10}$)(?:(?:其[他它]|别的|剩下的|其余的)(?!部分|点位|问题|隐患|环节|内容|指标|\d|[一二三四五六七八九十]+[家户处个])|(?:其余|剩余|余下)的?(?:[各几\d二三四五六七八九]*项|任务|事项))/;

/** Names of tasks alone, greetings, and what only announces (进展如下：), say nothing yet. */
const saysSomething = (clause: Clause): boolean =>
  !/^[^,]{0,12}(?:情况|进展|如下)+$/.test(clause.text) &&
  !(
    clause.tasks.length === 0 &&
    clause.text.length <= 20 &&
    (GREETING.test(clause.text) || RECEIVED.test(clause.text))
  ) &&
  clause.text.replace(/[\uE000和与及跟、项]|以及|关于|其中|and/g, '').trim() !== '' &&
  !(clause.tasks.length > 0 && isWholeSubject(clause.text));

function readPart(message: Prepared, part: Part): ReplyReading {
  const { intent, grounds } = findIntent(part.clauses, message);
  const reported = part.clauses.filter((clause) => !isQuestion(clause));
  const report = intent === 'progress' || intent === 'done' || intent === 'blocked' || intent === 'extension';
  return {
    intent,
    percent: report ? percentSaid(reported, message.today) : null,
    date: dayOfReply(intent, grounds, part.clauses, message.today),
    tasks: [...new Set(part.mentions.flatMap((mention) => mention.tasks))],
    values: report ? valuesSaid(reported) : [],
    summary: summaryOf(message, part.clauses, part.mentions),
  };
}

/** One line of the sender's own words, the task's number left out, cut between whole characters. */
function summaryOf(message: Prepared, spans: readonly Span[], mentions: readonly TaskMention[]): string {
  const to = Math.min(spans.at(-1)?.to ?? 0, (spans[0]?.from ?? 0) + SUMMARY_LENGTH * 8);
  let words = '';
  let at = spans[0]?.from ?? 0;
  for (const mention of mentions) {
    if (mention.to > to) break;
    words += message.own.slice(at, mention.from);
    at = mention.to;
  }
  const line = (words + message.own.slice(at, to))
    .toWellFormed()
    .replace(/\s+/g, ' ')
    .replace(/^[\s、,，和及与:：.。;；]+|[\s、,，:：;；。]+$/g, '');
  const characters = Array.from(line);
  return characters.length <= SUMMARY_LENGTH ? line : `${characters.slice(0, SUMMARY_LENGTH - 1).join('')}…`;
}
