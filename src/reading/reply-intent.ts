import type { Day } from '../core/calendar.ts';
import type { ReplyIntent } from './reading.ts';
import { type Clause, DAY_MARK, TASK_MARK } from './reply-clauses.ts';
import {
  FORM_QUESTION,
  HARMLESS_CLAUSE,
  HISTORY,
  isClosing,
  NOTHING,
  OPEN_LABEL,
  PREAMBLE,
  tellsEnclosed,
  UPKEEP,
  YES,
} from './reply-closings.ts';
import { GREETING, isIntention, isPassedOn, PROMISE, RECEIVED, STICKER } from './reply-courtesies.ts';
import { isPast } from './reply-days.ts';
import { DISPUTE } from './reply-dispute.ts';
import { claimsDone, claimsDoneInEnglish, isWholeSubject } from './reply-done.ts';
import { extensionAsked } from './reply-extension.ts';
import { hasPartShare, mentionsShare, tellsCount } from './reply-figures.ts';
import { isQuestion, LONGEST_TAG, TAG } from './reply-questions.ts';
import { ASKS_LIST, HELP, LIST, NOISE } from './reply-requests.ts';
import {
  ACTIVITY,
  CONDITION,
  HEARSAY,
  NEED,
  NEED_NOT,
  NO_TROUBLE,
  ONGOING,
  ORDER,
  TROUBLE,
  UNSETTLED,
} from './reply-words.ts';

export interface IntentFound {
  readonly intent: ReplyIntent;
  /** The clauses that say so: the day and the figure are looked for there first. */
  readonly grounds: readonly Clause[];
}

const bare = (text: string): string =>
  text.replace(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|\u200d/gu, '').trim();
const plain = (clause: Clause): string =>
  bare(clause.text)
    .replace(/\uE000\./g, TASK_MARK)
    .replace(/^(?:\d{1,2}\.|\d{1,2}$|[①-⑳])/, '')
    .replace(/^['"“”‘’]+|['"“”‘’]+$/g, '');

/** What the sender meant, from the clauses of one message about one matter. What is not surely read is `unknown`. */
export function findIntent(clauses: readonly Clause[], today: Day): IntentFound {
  const unknown: IntentFound = { intent: 'unknown', grounds: [] };
  if (clauses.length === 0) return unknown;

  const whole = clauses.map(plain).join('').replaceAll(TASK_MARK, '');
  if (whole.length <= 40) {
    if (LIST.test(whole) || ASKS_LIST.test(whole)) return { intent: 'list', grounds: clauses };
    if (HELP.test(whole)) return { intent: 'help', grounds: clauses };
  }
  if (whole.length <= LONGEST_NOISE && NOISE.test(clauses.map((clause) => clause.text + clause.stop).join('')))
    return unknown;
  const asking = extensionAsked(clauses);
  if (asking === 'how') return unknown;
  if (asking.length > 0) return { intent: 'extension', grounds: asking };

  const questions = clauses.filter(isQuestion);
  const asked = new Set(questions);
  const tagged = new Set(
    questions
      .filter((clause) => clause.text.length <= LONGEST_TAG && TAG.test(clause.text))
      .map((clause) => clause.sentence),
  );
  const told = clauses.filter((clause) => !asked.has(clause) && !tagged.has(clause.sentence));
  // 应该归市监局管吧 is a polite statement; 是不是发错了？ asks.
  const disputes = clauses.filter(
    (clause) =>
      DISPUTE.test(clause.text) && (!asked.has(clause) || (/吧$/.test(clause.text) && !/[?？]/.test(clause.stop))),
  );
  if (disputes.length > 0) return { intent: 'dispute', grounds: disputes };

  const done = findDone(clauses, told, questions, today);
  if (done) return done;

  const troubles = clauses.filter((clause) => isTrouble(clause, !asked.has(clause)));
  if (troubles.length > 0) return { intent: 'blocked', grounds: troubles };

  const acknowledged = findAcknowledgement(clauses, told, questions);
  if (acknowledged) return acknowledged;

  if (told.some((clause) => HEARSAY.test(clause.text)) && questions.length > 0) return unknown;
  const progress = told.filter(isProgress);
  if (progress.length > 0) return { intent: 'progress', grounds: progress };
  return unknown;
}

/** The notices of phones and chats, and titles, are short. */
const LONGEST_NOISE = 80;

/** Done needs a clause that says so as a whole, and nothing beside it that takes it back or leaves something open. */
function findDone(
  clauses: readonly Clause[],
  told: readonly Clause[],
  questions: readonly Clause[],
  today: Day,
): IntentFound | null {
  const claims = [...runs(told).filter((group) => isClaim(group, today)), ...formAnswers(clauses)];
  if (claims.length === 0) return null;
  if (told.some((clause) => HEARSAY.test(clause.text) || CONDITION.test(clause.text)))
    return { intent: 'unknown', grounds: [] };
  if (
    questions.some(
      (clause) =>
        !FORM_QUESTION.test(plain(clause)) &&
        !/(?:还|是否|要不要|需不需要?|哪|怎么|如何|什么).{0,10}(?:报|交|传|补|材料|盖章|附|填|发|送)/.test(clause.text),
    )
  ) {
    return { intent: 'unknown', grounds: [] };
  }

  if (clauses.some((clause) => DOUBTING_SIGN.test(clause.text))) return { intent: 'unknown', grounds: [] };
  if (told.some((clause) => /[:：]/.test(clause.stop) && isSomebody(plain(clause))))
    return { intent: 'unknown', grounds: [] };
  const grounds = claims.flat();
  const claimed = new Set(grounds);
  // What stood in the way before the claim is over with it: 之前说要延期，现在已经完成了.
  const first = told.findIndex((clause) => claimed.has(clause));
  const rest = told.filter(
    (clause, index) =>
      !claimed.has(clause) && !(index < first && HISTORY.test(plain(clause)) && !hasPartShare([clause])),
  );
  const settled = rest.every((clause) => leavesNothingOpen(clause, clauses, today)) && !hasPartShare(clauses);
  if (settled) return { intent: 'done', grounds };
  const troubles = rest.filter((clause) => isTrouble(clause, true));
  if (troubles.length > 0) return { intent: 'blocked', grounds: troubles };
  const open = hasPartShare(clauses) || rest.some((clause) => UNSETTLED.test(clause.text) || ONGOING.test(clause.text));
  return { intent: open ? 'progress' : 'unknown', grounds: rest };
}

/** 是否完成：是. */
function formAnswers(clauses: readonly Clause[]): readonly (readonly Clause[])[] {
  return clauses.flatMap((clause, index) => {
    const answer = clauses[index + 1];
    const asked = FORM_QUESTION.test(plain(clause)) && /[:：]/.test(clause.stop);
    return asked && answer !== undefined && YES.test(plain(answer)) ? [[clause, answer]] : [];
  });
}

const DOUBTING_SIGN = /[❌✖✗✘❎🚫⛔❓❔⁉🤔😂🤣🙃🤡😅😏🐶👎]/u;

/** 张三：已完成 is what 张三 said. */
const isSomebody = (text: string): boolean =>
  /^[\u4e00-\u9fff]{2,4}$/.test(text) &&
  !LABEL.test(text) &&
  !OPEN_LABEL.test(text) &&
  !isWholeSubject(text) &&
  !/[局委办院行厅区县市单位公司动作务项]$/.test(text);

/** Clauses parted only by blanks, read together: 未 完成 is one. */
function runs(clauses: readonly Clause[]): readonly (readonly Clause[])[] {
  const groups: Clause[][] = [];
  let open = false;
  for (const clause of clauses) {
    if (open) groups.at(-1)?.push(clause);
    else groups.push([clause]);
    open = clause.stop === ' ';
  }
  return groups;
}

/** Longer runs than a person types as one claim are not looked into. */
const LONGEST_RUN = 8;

function isClaim(group: readonly Clause[], today: Day): boolean {
  if (group.length > LONGEST_RUN || /[:：]/.test(group.at(-1)?.stop ?? '')) return false;
  for (let from = 0; from < group.length; from += 1) {
    for (let to = group.length; to > from; to -= 1) {
      const claim = group.slice(from, to);
      if (claimsAll(claim, today) && group.slice(to).every((clause) => isPolite(plain(clause)))) return true;
    }
    if (!isPolite(plain(group[from] as Clause))) return false;
  }
  return false;
}

/** A day still to come makes a plan of it (本周内完成); a past day alone may be the limit (4月底完成): that wants 已, 于 or 了. */
function claimsAll(claim: readonly Clause[], today: Day): boolean {
  const text = claim.map(plain).join('');
  if (!claimsDone(text) && !claimsDoneInEnglish(claim.map(plain).join(' ').trim())) return false;
  const days = claim.flatMap((clause) => clause.days);
  if (days.length > 0 && !/[已了]|于\uE001|\uE001.{0,6}的|done|complete|finish|close/.test(text)) return false;
  return days.every((named) => isPast(named, today));
}

const isPolite = (text: string): boolean =>
  text.length <= LONGEST_COURTESY &&
  (text === '' ||
    RECEIVED.test(text.replaceAll(TASK_MARK, '')) ||
    STICKER.test(text) ||
    GREETING.test(text) ||
    isClosing(text) ||
    HARMLESS_CLAUSE.test(text));

/** Courtesies and labels are short; longer clauses say something of their own. */
const LONGEST_COURTESY = 60;

function leavesNothingOpen(clause: Clause, all: readonly Clause[], today: Day): boolean {
  const text = plain(clause);
  if (/^(?:但是?|不过|可是)$/.test(text)) return false;
  // 下周验收 is still to come; 材料明天报送 only follows.
  if (clause.days.some((named) => !isPast(named, today)) && !isClosing(text)) return false;
  if (
    isPolite(text) ||
    (LABEL.test(text) && (/[:：]/.test(clause.stop) || clause.tasks.length > 0)) ||
    isWholeSubject(text)
  )
    return true;
  if (
    ORDINAL.test(text) ||
    PREAMBLE.test(text.replaceAll(TASK_MARK, '')) ||
    UPKEEP.test(text) ||
    isAnsweredNothing(clause, all)
  )
    return true;
  if (/[:：]/.test(clause.stop))
    return /情况|活动|工作|任务|事项/.test(text) && !UNSETTLED.test(text) && all.length > 1;
  return (DETAIL.test(text) || SETTLED_TOO.test(text)) && !UNSETTLED.test(text) && !TROUBLE.test(text);
}

/** 存在问题：无, the label and the answer. */
function isAnsweredNothing(clause: Clause, all: readonly Clause[]): boolean {
  const text = plain(clause);
  const at = all.indexOf(clause);
  const [before, after] = [all[at - 1], all[at + 1]];
  const isLabel = (label: Clause | undefined): boolean =>
    label !== undefined && /[:：]/.test(label.stop) && OPEN_LABEL.test(plain(label));
  if (NOTHING.test(text)) return isLabel(before);
  return isLabel(clause) && after !== undefined && NOTHING.test(plain(after));
}

/** What a report of finished work tells besides: figures, days, what was held, sent or printed, how it went. */
const DETAIL =
  /^(?!这是|那是|这个?|那个?|指|请|我(?![局委办院行区县市单])).*(?:\d|[一二两三四五六七八九十]{1,3}(?:次|家|户|篇|件|起|个|场|份|条|项|期|处|人)|\uE001|开展|召开|成立|举[办行]|组织|印[发制]|发[放布送]|排查|参[加与]|报送|上报|报[备到]|覆盖|建立|宣传|培训|启动|整改|处置|化解|兑付|检查|走访|制[定作]|出台|落实|形成|签订|移[交送]|归档|备案|验收|通过|纳入|上线|刊[载发]|提交|录入|公[布示开]|下发|转发|部署|解决|清零|效果|良好|顺利|圆满|成功|满意|放心|属实|正常|到位|结束|反馈|回复|held|sent|submitted|uploaded|filed)/;

/** What else has been done: 结果已告知信访人, 领导已签字. */
const SETTLED_TOO = /^(?![这那指])[^,]{0,10}[均都也业]?已经?(?![停撤退转划移作终暂取延推中过超逾]|报废)[^,]{1,12}$/;

/** 一、… 二、… */
const ORDINAL = /^(?:[一二三四五六七八九十]|其[一二三四])$/;

const LABEL =
  /^\uE000*(?:我们?(?:局|单位|委|区|县)?|本单位)?(?:[\u4e00-\u9fff]{0,8}(?:情况|进展|进度|结果|状态|反馈|回复|答复|报告|汇报|报送|编号|序号)|备注|附件?|成效|呈?现?报(?:[市区县省][\u4e00-\u9fff]{1,6})?|答|status|update|re|task|item)?\uE000*$/;

function isTrouble(clause: Clause, told: boolean): boolean {
  const { text } = clause;
  if (NO_TROUBLE.test(text)) return false;
  if (NEED.test(text) && !NEED_NOT.test(text)) return told || /能否|能不能|可否|可以请|can you/.test(text);
  return told && TROUBLE.test(text);
}

/** 收到 with nothing but thanks, greetings and promises beside it. A bare 尽快落实 counts, 尽快完成 is progress. */
function findAcknowledgement(
  clauses: readonly Clause[],
  told: readonly Clause[],
  questions: readonly Clause[],
): IntentFound | null {
  if (questions.length > 0) return null;
  const texts = told.map(plain);
  const acknowledged =
    texts.some((text) => RECEIVED.test(text)) ||
    clauses.some((clause) => /👌|👍|🙏|🫡/u.test(clause.text) && plain(clause) === '');
  const quiet = told.every((clause) => isQuiet(plain(clause)) || (acknowledged && isChat(plain(clause))));
  if (quiet && acknowledged) return { intent: 'acknowledge', grounds: told };
  const promised = texts.some(
    (text) =>
      (PROMISE.test(text) || (isIntention(text) && !/[问看查记]|核[实对]|了解|商[量议]/.test(text))) &&
      !/完成|办结|推进|报送|\uE001|done|finish|complete/.test(text),
  );
  return quiet && promised ? { intent: 'acknowledge', grounds: told } : null;
}

const isQuiet = (text: string): boolean =>
  text === '' ||
  RECEIVED.test(text) ||
  GREETING.test(text) ||
  isWholeSubject(text) ||
  STICKER.test(text) ||
  isPassedOn(text) ||
  isIntention(text) ||
  (PROMISE.test(text) && !text.includes(DAY_MARK));

/** Beside 收到, whatever reports nothing: 我心里有数了, 下午开会部署, 已打印呈阅. */
const isChat = (text: string): boolean =>
  text.length <= LONGEST_CHAT &&
  !REPORTS.test(text) &&
  (!/已|了/.test(text) || !ACTIVITY.test(text) || CIRCULATED.test(text));
const LONGEST_CHAT = 24;
const REPORTS =
  /\d|%|[一二三四五六七八九]成|\uE001[^,]{0,8}(?:报|交|完成|办结|提交|反馈|给|出|到)|完成|办结|办完|做完|弄完|正在|正[^,]{1,4}着|进行|推进|开展|排查|启动|印发|进展|进度|尚|未|没|还[在有差要需]|中$|预计|计划|力争|争取|拟|困难|问题|不|请|等|[?？吗]/;
const CIRCULATED =
  /已(?:经)?(?:打印|呈|传阅|签|登记|转|报[^,]{0,6}领导|告知|知会|学习|领会|安排|布置|部署|交|分|下发|在[^,]{1,8}传达|传达|通知|记|存|收|阅|提醒|汇报|报告)/;

/** 如已完成，请忽略. */
const SUPPOSED = /^(?:假如|如果?|若|要是|倘若)(?:已经?|都|全部)*(?:完成|办结)/;
const PERSONAL = /联络员|退群|移出群|拉[进入]群|调离|离职|退休|换人|[请休]假|出差/;
const COUNTS = /(?:累计|截[至止]|共计|总计|新增|已经?)[^,]{0,16}\d/;

function isProgress(clause: Clause): boolean {
  const { text } = clause;
  if (
    HEARSAY.test(text) ||
    ORDER.test(text) ||
    /^well done|^《[^》]*》$/.test(text) ||
    PERSONAL.test(text) ||
    SUPPOSED.test(text)
  )
    return false;
  return (
    ONGOING.test(text) ||
    ACTIVITY.test(text) ||
    mentionsShare(clause) ||
    tellsCount(text) ||
    COUNTS.test(text) ||
    (/已|了/.test(text) && tellsEnclosed(text))
  );
}
