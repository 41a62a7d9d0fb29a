import type { Day } from '../core/calendar.ts';
import { type Clause, plain, TASK_MARK } from './reply-clauses.ts';
import {
  EFFORT,
  FORM_QUESTION,
  HARMLESS_CLAUSE,
  HISTORY,
  isClosing,
  OPEN_LABEL,
  PREAMBLE,
  UPKEEP,
  YES,
} from './reply-closings.ts';
import { GREETING, RECEIVED, STICKER } from './reply-courtesies.ts';
import { isPast } from './reply-days.ts';
import { claimsDone, claimsDoneInEnglish, isWholeSubject } from './reply-done.ts';
import { hasPartShare } from './reply-figures.ts';
import { isAnsweredNothing, isTrouble } from './reply-trouble.ts';
import { CONDITION, HEARSAY, ONGOING, TROUBLE, UNSETTLED } from './reply-words.ts';

/** What a claim of done turned out to be, and the clauses that decided it. */
interface Weighed {
  readonly intent: 'done' | 'blocked' | 'progress' | 'unknown';
  readonly grounds: readonly Clause[];
}

interface Beside {
  readonly before: Clause | undefined;
  readonly after: Clause | undefined;
  /** Before the claim: what is named there is what the claim is about. */
  readonly isFirst: boolean;
}

/** Done needs a clause that says so as a whole, and nothing beside it that takes it back or leaves something open. */
export function findDone(
  clauses: readonly Clause[],
  told: readonly Clause[],
  questions: readonly Clause[],
  today: Day,
): Weighed | null {
  const claims = [
    ...runs(told).filter((group) => isClaim(group, today)),
    ...formAnswers(clauses),
    ...wholeShares(told),
  ];
  if (claims.length === 0) return null;
  if (told.some((clause) => HEARSAY.test(clause.text) || CONDITION.test(clause.text)))
    return { intent: 'unknown', grounds: [] };
  if (
    questions.some(
      (clause) =>
        !FORM_QUESTION.test(plain(clause)) &&
        !COMPLAINT.test(plain(clause)) &&
        !isClosing(plain(clause)) &&
        !/(?:还|是否|要不要|需不需要?|哪|怎么|如何|什么).{0,10}(?:报|交|传|补|材料|盖章|附|填|发|送)/.test(clause.text),
    )
  ) {
    return { intent: 'unknown', grounds: [] };
  }

  if (clauses.some((clause) => DOUBTING_SIGN.test(clause.text))) return { intent: 'unknown', grounds: [] };
  if (told.some((clause) => /[:：]/.test(clause.stop) && (isSomebody(plain(clause)) || OTHERS_SAY.test(plain(clause)))))
    return { intent: 'unknown', grounds: [] };
  const grounds = claims.flat();
  const claimed = new Set(grounds);
  // What stood in the way before the claim is over with it: 之前说要延期，现在已经完成了.
  const first = told.findIndex((clause) => claimed.has(clause));
  const rest = told.filter((clause, index) => !claimed.has(clause) && !(index < first && isPrelude(clause)));
  const places = new Map(clauses.map((clause, index) => [clause, index]));
  const claimAt = grounds[0] ? (places.get(grounds[0]) ?? 0) : 0;
  const beside = (clause: Clause): Beside => {
    const at = places.get(clause) ?? 0;
    return { before: clauses[at - 1], after: clauses[at + 1], isFirst: at < claimAt };
  };
  const settled = rest.every((clause) => leavesNothingOpen(clause, beside(clause), today)) && !hasPartShare(clauses);
  if (settled) return { intent: 'done', grounds };
  const troubles = rest.filter((clause) => isTrouble(clause, true));
  if (troubles.length > 0) return { intent: 'blocked', grounds: troubles };
  const open = hasPartShare(clauses) || rest.some((clause) => UNSETTLED.test(clause.text) || ONGOING.test(clause.text));
  return { intent: open ? 'progress' : 'unknown', grounds: rest };
}

/** What stood before or was done on the way; a day still to come or a part is no prelude. */
function isPrelude(clause: Clause): boolean {
  const text = plain(clause).replaceAll(TASK_MARK, '');
  if (hasPartShare([clause])) return false;
  if (HISTORY.test(text)) return true;
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

/** 进度100%，请予销号: all of it, and the office is asked to close it. */
function wholeShares(told: readonly Clause[]): readonly (readonly Clause[])[] {
  const asks = told.some((clause) => isClosing(plain(clause)) && /销|办结|结案|关/.test(plain(clause)));
  return asks
    ? told.filter((clause) => WHOLE_SHARE.test(plain(clause).replaceAll(TASK_MARK, ''))).map((one) => [one])
    : [];
}
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

/** 怎么还在催: asks nothing. */
const COMPLAINT =
  /^(?:怎么|咋|为[什何]么?|干嘛)[^,]{0,4}(?:还|又|老|总|一直)[^,]{0,4}(?:催|提醒|通知|发|问|要)[^,]{0,4}$/;
/** 不是进行中, 并非未办结: denies that it is open. */
const NOT_OPEN =
  /^(?:状态)?(?:不是|并非|不再是|没有)(?:进行中|在办|办理中|推进中|未完成|没完成|未办结|逾期|超期|超时限?)(?:状态)?$/;

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

/** 5月20日全部整改完成: a day itself, and all of it; 5月20日前 may be the limit. */
const WHOLLY_ON = /\uE001(?![前之以底末内止]|上旬|中旬|下旬)[^,]{0,6}(?:全部|均|都|圆满|顺利)/;

/** A day still to come makes a plan of it (本周内完成); a past day alone may be the limit (4月底完成): that wants 已, 于 or 了. */
function claimsAll(claim: readonly Clause[], today: Day): boolean {
  const text = claim.map(plain).join('');
  if (!claimsDone(text) && !claimsDoneInEnglish(claim.map(plain).join(' ').trim())) return false;
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

function leavesNothingOpen(clause: Clause, { before, after, isFirst }: Beside, today: Day): boolean {
  const text = plain(clause);
  if (/^(?:但是?|不过|可是)$/.test(text)) return false;
  // 下周验收 is still to come; 材料明天报送 only follows.
  if (clause.days.some((named) => !isPast(named, today)) && !isClosing(text)) return false;
  if (
    isPolite(text) ||
    (LABEL.test(text) && (/[:：]/.test(clause.stop) || clause.tasks.length > 0)) ||
    (isFirst && isWholeSubject(text))
  )
    return true;
  if (
    ORDINAL.test(text) ||
    PREAMBLE.test(text.replaceAll(TASK_MARK, '')) ||
    UPKEEP.test(text) ||
    NOT_OPEN.test(text) ||
    COMPLAINT.test(text) ||
    isAnsweredNothing(clause, before, after)
  )
    return true;
  if (CONTACT.test(text) || (before !== undefined && CONTACT.test(plain(before)))) return true;
  if (/[:：]/.test(clause.stop))
    return /情况|活动|工作|任务|事项/.test(text) && !UNSETTLED.test(text) && (before ?? after) !== undefined;
  return (DETAIL.test(text) || SETTLED_TOO.test(text)) && !UNSETTLED.test(text) && !TROUBLE.test(text);
}

/** What a report of finished work tells besides: figures, days, what was held, sent or printed, how it went. */
const DETAIL =
  /^(?!这是|那是|这个?|那个?|指|请|我(?![局委办院行区县市单])).*(?:\d|[一二两三四五六七八九十]{1,3}(?:次|家|户|篇|件|起|个|场|份|条|项|期|处|人)|\uE001|开展|召开|成立|举[办行]|组织|印[发制]|发[放布送]|排查|参[加与]|报送|上报|报[备到]|覆盖|建立|宣传|培训|启动|整改|处置|化解|兑付|检查|走访|制[定作]|出台|落实|形成|签订|移[交送]|归档|备案|验收|通过|纳入|上线|刊[载发]|提交|录入|公[布示开]|下发|转发|部署|解决|清零|效果|良好|顺利|圆满|成功|满意|放心|属实|正常|到位|结束|反馈|回复|held|sent|submitted|uploaded|filed)/;

/** What else has been done: 结果已告知信访人, 领导已签字. */
const SETTLED_TOO =
  /^(?![这那指])[^,]{0,10}[均都也业]?已经?(?:全部|一并|同步|书面|当面|逐一|按要求|按程序|在[^,]{1,6})?(?:告知|签|审|确认|验收|通过|同意|批准|认可|归档|存档|入库|公示|公布|公开|通报|报|备案|知[晓悉]|阅|回访|答复|回复|反馈|出具|盖章|支付|付清|结清|移交|交付|投入|投用|运行|开通|上线|开业|开放|息诉|撤诉|送|发|传|整改|销号|满意|恢复|清零|拆除|清理|清运|复核|核实|更新|录入|上传|补齐|完善|落实|到位|张贴|刊[登发载]|播出|填|录|登记|提交|办)(?!中)[^,]{0,10}$/;

/** Whom to call. */
const CONTACT = /^(?:联系|经办|填报|审核|报送|负责)(?:人|电话|方式)[^,]{0,16}$|^(?:电话|手机|联系电话)[^,]{0,16}$/;

/** 一、… 二、… */
const ORDINAL = /^(?:[一二三四五六七八九十]|其[一二三四])$/;

const LABEL =
  /^\uE000*(?:我们?(?:局|单位|委|区|县)?|本单位)?(?:[\u4e00-\u9fff]{0,8}(?:情况|进展|进度|结果|状态|反馈|回复|答复|报告|汇报|报送|编号|序号)|备注|附件?|(?:完成|办结|上报|报送|办理)(?:时间|日期|时限)|成效|呈?现?报(?:[市区县省][\u4e00-\u9fff]{1,6})?|答|status|update|re|task|item)?\uE000*$/;
