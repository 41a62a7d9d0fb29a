import type { Day } from '../core/calendar.ts';
import {
  type Beside,
  COMPLAINT,
  CONTACT,
  isPolite,
  isStatement,
  LABEL,
  leavesNothingOpen,
  REST_DONE,
} from './reply-beside.ts';
import { SELF } from './reply-classes.ts';
import { type Clause, plain, TASK_MARK } from './reply-clauses.ts';
import {
  asksToClose,
  EFFORT,
  FORM_QUESTION,
  HISTORY,
  isClosing,
  OPEN_LABEL,
  tellsEnclosed,
  YES,
} from './reply-closings.ts';
import { opensCorrection, takesOpenBack } from './reply-corrections.ts';
import { isPast } from './reply-days.ts';
import { claimsDeed, claimsDone, claimsDoneInEnglish, isWholeSubject, namesWhatIsDone } from './reply-done.ts';
import { hasPartShare } from './reply-figures.ts';
import { tallyOf } from './reply-tally.ts';
import { isTrouble } from './reply-trouble.ts';
import { CONDITION, HEARSAY, ONGOING, UNSETTLED } from './reply-words.ts';

/** Who wrote, as far as the reading needs it, and when. */
export interface Writer {
  readonly today: Day;
  /** True when the sender's own names are known: a name left standing is somebody else's. */
  readonly knowsSender: boolean;
  /** One task is named and another denied: 办结的是第12项不是第2项. */
  readonly corrects: boolean;
}

/** What a claim of done turned out to be, and the clauses that decided it. */
interface Weighed {
  readonly intent: 'done' | 'blocked' | 'progress' | 'unknown';
  readonly grounds: readonly Clause[];
}

const UNKNOWN: Weighed = { intent: 'unknown', grounds: [] };

/** What the whole message lends to a claim in it. */
interface Support {
  /** The office is asked to close, or all that was to be done is counted: the deed may have any name. */
  readonly anyDeed: boolean;
  /** An earlier report is mended: 应该是已完成 states, and does not guess. */
  readonly corrects: boolean;
}

/** Done needs a clause that says so as a whole, and nothing beside it that takes it back or leaves something open. */
export function findDone(
  clauses: readonly Clause[],
  told: readonly Clause[],
  questions: readonly Clause[],
  { today, knowsSender, corrects }: Writer,
): Weighed | null {
  const tally = tallyOf(told);
  const asks = told.some((clause) => asksToClose(plain(clause)));
  const mended = new Set(told.filter((clause) => takesOpenBack(clause)));
  const support: Support = {
    anyDeed: asks || tally.covered.size > 0 || showsAll(told) || told.some((clause) => toldOfRest(clause, today)),
    corrects: corrects || mended.size > 0 || told.some(opensCorrection),
  };
  const claims = [
    ...runs(told).flatMap((group) => claimIn(group, { ...support, settled: tally.covered }, today)),
    ...formAnswers(clauses),
    ...told.filter((clause) => tally.covered.has(clause) && COUNTS_ALL.test(plain(clause))).map((clause) => [clause]),
    ...(asks && tally.covered.size > 0 && ![...tally.covered].some((clause) => FIRST_STEP.test(plain(clause)))
      ? [[...tally.covered]]
      : []),
    ...(asks || tally.covered.size > 0 ? told.filter(isWholeShare).map((clause) => [clause]) : []),
  ];
  if (claims.length === 0) return null;
  if (told.some((clause) => !mended.has(clause) && (HEARSAY.test(clause.text) || CONDITION.test(clause.text))))
    return UNKNOWN;
  if (questions.some(asksSomething) || clauses.some((clause) => DOUBTING_SIGN.test(clause.text))) return UNKNOWN;
  const heads = new Set(knowsSender ? [] : ownHeads(told));
  if (told.some((clause) => !heads.has(clause) && /[:：]/.test(clause.stop) && isSaidByOthers(clause))) return UNKNOWN;

  const grounds = claims.flat();
  const claimed = new Set(grounds);
  // What stood in the way before the claim is over with it: 之前说要延期，现在已经完成了.
  const first = told.findIndex((clause) => claimed.has(clause));
  const history = new Set(told.filter((clause, index) => index < first && isHistory(clause, today)));
  const since = told.findIndex((clause) => history.has(clause));
  const isOver = (clause: Clause, index: number): boolean =>
    claimed.has(clause) ||
    mended.has(clause) ||
    heads.has(clause) ||
    history.has(clause) ||
    tally.covered.has(clause) ||
    (index < first &&
      (isPrelude(clause) || opensCorrection(clause) || (since >= 0 && index > since && isNarrated(clause, today))));
  const rest = told.filter((clause, index) => !isOver(clause, index));
  const places = new Map(clauses.map((clause, index) => [clause, index]));
  const claimAt = grounds[0] ? (places.get(grounds[0]) ?? 0) : 0;
  const beside = (clause: Clause): Beside => {
    const at = places.get(clause) ?? 0;
    return { before: clauses[at - 1], after: clauses[at + 1], isFirst: at < claimAt };
  };
  const counted = clauses.filter(
    (clause) => !mended.has(clause) && !history.has(clause) && !REST_DONE.test(plain(clause)),
  );
  const isPart = tally.short || hasPartShare(counted);
  if (!isPart && rest.every((clause) => leavesNothingOpen(clause, beside(clause), today)))
    return { intent: 'done', grounds };
  const troubles = rest.filter((clause) => isTrouble(clause, true));
  if (troubles.length > 0) return { intent: 'blocked', grounds: troubles };
  const open = isPart || rest.some((clause) => UNSETTLED.test(clause.text) || ONGOING.test(clause.text));
  return { intent: open ? 'progress' : 'unknown', grounds: rest };
}

/** 应改造112户，已开工112户: all of them are begun. */
const FIRST_STEP = /开工|启动|签约|报名|立项|招标|设计|进场|申报|摸排|动员|受理|评审|征集/;

/** 213户全发到手，回单附后: every one is counted, and the proof is enclosed. */
const showsAll = (told: readonly Clause[]): boolean =>
  told.some((clause) => EVERY_ONE.test(plain(clause))) && told.some((clause) => tellsEnclosed(plain(clause)));
/** 共5件，已办结5件. */
const COUNTS_ALL =
  /^(?:现|目前|截至目前)?(?:均?已|实际)?(?:全部)?(?:办结|完成|办复|整改(?:完成|到位)?|销号)了?\d{1,6}[\u4e00-\u9fff]$/;
const EVERY_ONE = /^\d{1,5}[\u4e00-\u9fff]{1,8}?(?:全部?|都|均|统统)已?[^,\d未没不待]{1,8}$/;

/** A question beside a claim that is no form, no complaint, no request to close and does not ask what to hand in. */
const asksSomething = (clause: Clause): boolean =>
  !FORM_QUESTION.test(plain(clause)) &&
  !COMPLAINT.test(plain(clause)) &&
  !isClosing(plain(clause)) &&
  !/(?:还|是否|要不要|需不需要?|哪|怎么|如何|什么).{0,10}(?:报|交|传|补|材料|盖章|附|填|发|送)/.test(clause.text);

/** 上次说还差两户: once that is over, 全部签约完成 is the whole task. */
const toldOfRest = (clause: Clause, today: Day): boolean =>
  isHistory(clause, today) && /[差缺剩欠]|未|没|还有|尚有/.test(clause.text);

/** What stood before: 上周还差两户, 之前说要延期. */
function isHistory(clause: Clause, today: Day): boolean {
  const text = plain(clause).replaceAll(TASK_MARK, '');
  if (HISTORY.test(text)) return true;
  const [named] = clause.days;
  return named !== undefined && named.back < today && isPast(named, today) && STOOD_ON.test(text);
}
/** 上周还在施工, 5月底时完成了80%. */
const STOOD_ON =
  /^(?:截至|到|在)?\uE001(?:的?时候?|那会儿?|我们?|我局|,)*(?:还|尚|仍|说|汇?报|只|没|未|才|卡|差|曾|讲|反馈|剩|正|暂|刚|完成了?\d|达到?\d|进度)/;

/** 前期因汛情停工，汛期过后复工: goes on telling what stood before. */
const isNarrated = (clause: Clause, today: Day): boolean =>
  clause.days.every((named) => isPast(named, today)) &&
  !hasPartShare([clause]) &&
  !UNSETTLED.test(plain(clause)) &&
  !isTrouble(clause, true);

/** What was done on the way; a day still to come or a part is no prelude. */
function isPrelude(clause: Clause): boolean {
  const text = plain(clause).replaceAll(TASK_MARK, '');
  if (hasPartShare([clause])) return false;
  return (
    (EFFORT.test(text) || STEP_DONE.test(text) || STATED.test(text)) &&
    !UNSETTLED.test(text.replace(/后$/, '')) &&
    !isTrouble(clause, true)
  );
}

/** 设备已安装到位，…，任务完成: what is told as past before the claim. */
const STATED = /^[^,]{0,14}[均都也全部]*(?:已|全部)[^,\d%]{2,10}$/;
/** 已完成申报，…，任务完成: a step on the way to the claim. */
const STEP_DONE = /^[^,]{0,8}[均都]?已经?完成[^,\d%]{1,10}$/;

/** 进度100%: all of it. */
const isWholeShare = (clause: Clause): boolean => WHOLE_SHARE.test(plain(clause).replaceAll(TASK_MARK, ''));
const WHOLE_SHARE =
  /^(?:我们?|我局|目前|现在?|现已|该项?|此项|任务|工作|总体|整体|完成|办理|整改)*(?:进度|完成率|完成度|进展|完成)(?:已经?|达到?|为|是|到|:| )*(?:100 ?%|百分之百|百分百)了?$/;

/** 是否完成：是. */
function formAnswers(clauses: readonly Clause[]): readonly (readonly Clause[])[] {
  return clauses.flatMap((clause, index) => {
    const answer = clauses[index + 1];
    const asked = FORM_QUESTION.test(plain(clause)) && /[:：]/.test(clause.stop);
    return asked && answer !== undefined && YES.test(plain(answer)) ? [[clause, answer]] : [];
  });
}

const DOUBTING_SIGN = /[❌✖✗✘❎🚫⛔❓❔⁉🤔😂🤣🙃🤡😅😏🐶👎]/u;

/** 转市住建局回复： is what another unit says. */
const OTHERS_SAY =
  /^(?![我本]).{0,12}(?:局|委|院|厅|公司|街道|[镇乡区县]|部门|单位)的?(?:回复|反馈|答复|报告|汇报|说明|意见)$/;

/** 张三：已完成 is what 张三 said. */
const isSomebody = (text: string): boolean =>
  /^[\u4e00-\u9fff]{2,4}$/.test(text) &&
  !LABEL.test(text) &&
  !OPEN_LABEL.test(text) &&
  !CONTACT.test(text) &&
  !isWholeSubject(text) &&
  !/[局委办院行厅区县市单位公司动作务项]$/.test(text);

const isSaidByOthers = (clause: Clause): boolean =>
  !opensCorrection(clause) &&
  ((isSomebody(plain(clause)) && !isPolite(plain(clause))) || OTHERS_SAY.test(plain(clause)));

/**
 * 市法院：我院承担的… opens with the sender's own name, 市督查室：贵室交办的… with the office's. Only where the sender is not
 * known by name, for then his own name has been read as 我局 already.
 */
function ownHeads(told: readonly Clause[]): readonly Clause[] {
  const [head, next] = told;
  if (!head || !next || !/[:：]/.test(head.stop)) return [];
  const kind =
    /^(?![我本]|转|据|经)[\u4e00-\u9fff]{1,12}?(?<kind>[联会局委办院厅行县区市镇乡校村]|街道|公司|集团|中心|支队|社区|督[查办]室)(?:报告?|函复|答复)?$/.exec(
      plain(head),
    )?.groups?.kind;
  if (kind === undefined) return [];
  const answers = new RegExp(`^(?:贵[室办局委处]|(?:我|本|咱)(?:们|单位|${kind === '联' ? '会' : kind}))`).test(
    plain(next),
  );
  return answers && START_OF_SELF.test(plain(next)) ? [head] : [];
}
const START_OF_SELF = new RegExp(`^(?:${SELF}|贵)`);

/** Clauses parted only by blanks, read together: 未 完成 is one. */
function runs(clauses: readonly Clause[]): readonly (readonly Clause[])[] {
  const groups: Clause[][] = [];
  let open = false;
  for (const clause of clauses) {
    if (open) groups.at(-1)?.push(clause);
    else groups.push([clause]);
    // 第5项：老旧电梯更新已完成 names its task first.
    open = clause.stop === ' ' || (/^[:：]$/.test(clause.stop) && clause.text === TASK_MARK);
  }
  return groups;
}

/** Longer runs than a person types as one claim are not looked into. */
const LONGEST_RUN = 8;

/** The clauses of a run that claim. What stands before them must be polite or told as done, so that it cannot belong to them. */
function claimIn(
  group: readonly Clause[],
  support: Support & { readonly settled: ReadonlySet<Clause> },
  today: Day,
): readonly (readonly Clause[])[] {
  if (group.length > LONGEST_RUN || /[:：]/.test(group.at(-1)?.stop ?? '')) return [];
  for (let from = 0; from < group.length; from += 1) {
    for (let to = group.length; to > from; to -= 1) {
      const claim = group.slice(from, to);
      if (claimsAll(claim, support, today) && group.slice(to).every((clause) => standsAlone(plain(clause))))
        return [claim];
    }
    const before = group[from] as Clause;
    const text = plain(before);
    if (!support.settled.has(before) && !isPolite(text) && !(/(?:了|完毕|到位|通过)$/.test(text) && isStatement(text)))
      return [];
  }
  return [];
}

/** 培训3场 behind 已完成 is its object; 320盏全亮了 stands alone. */
const standsAlone = (text: string): boolean => isPolite(text) || /已|全|都|均|也|了$|[见在]/.test(text);

/** 5月20日全部整改完成: a day itself, and all of it; 5月20日前 may be the limit. */
const WHOLLY_ON = /\uE001(?![前之以底末内止]|上旬|中旬|下旬)[^,]{0,6}(?:全部|均|都|圆满|顺利)/;

/** A day still to come makes a plan of it (本周内完成); a past day alone may be the limit (4月底完成): that wants 已, 于 or 了. */
function claimsAll(claim: readonly Clause[], { anyDeed, corrects }: Support, today: Day): boolean {
  const said = claim.map(plain).join('');
  const text = corrects ? said.replace(/^(?:应该?(?:是|为)|实际上?(?:是|为)?|实为|其实是|改为)/, '') : said;
  if (
    !claimsDone(text) &&
    !(corrects && namesWhatIsDone(said)) &&
    !(anyDeed && !isClosing(text) && claimsDeed(text)) &&
    !claimsDoneInEnglish(claim.map(plain).join(' ').trim())
  )
    return false;
  const days = claim.flatMap((clause) => clause.days);
  const isTold = days.every((named) => named.exact) && WHOLLY_ON.test(text);
  if (
    days.length > 0 &&
    !isTold &&
    !/[已了]|于\uE001|\uE001.{0,6}的|done|complete|finish|close|wrap|resolve|settle/.test(text)
  )
    return false;
  return days.every((named) => isPast(named, today));
}
