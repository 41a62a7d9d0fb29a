import type { Day } from '../core/calendar.ts';
import { SELF, UNIT_END } from './reply-classes.ts';
import { type Clause, plain, TASK_MARK } from './reply-clauses.ts';
import { HARMLESS_CLAUSE, isClosing, OPEN_LABEL, PREAMBLE, UPKEEP } from './reply-closings.ts';
import { GREETING, RECEIVED, STICKER } from './reply-courtesies.ts';
import { isPast } from './reply-days.ts';
import { isWholeSubject } from './reply-done.ts';
import { isAnsweredNothing } from './reply-trouble.ts';
import { TROUBLE, UNSETTLED } from './reply-words.ts';

/** Where a clause stands that is not part of the claim. */
export interface Beside {
  readonly before: Clause | undefined;
  readonly after: Clause | undefined;
  /** Before the claim: what is named there is what the claim is about. */
  readonly isFirst: boolean;
}

/** Says nothing of its own: a courtesy, a request to close, what is enclosed. */
export const isPolite = (text: string): boolean =>
  text.length <= LONGEST_COURTESY &&
  (text === '' ||
    RECEIVED.test(text.replaceAll(TASK_MARK, '')) ||
    STICKER.test(text) ||
    GREETING.test(text) ||
    isClosing(text) ||
    HARMLESS_CLAUSE.test(text));

/** Courtesies and labels are short; longer clauses say something of their own. */
const LONGEST_COURTESY = 60;

/** 没有困难不过有一处还在改: spoken without a sign, a courtesy runs on into what is open. */
const RUNS_ON =
  /[^,]{3}(?:还[差有没剩在]|但[还是有]|不过|就[差等]|除了|只是|先[不别]|其他的|目前还|后面还|才怪$|不是$|没[完弄办做]|等.{0,4}[签批验审])/;

/** True for a clause beside a claim of done that takes nothing of it back. */
export function leavesNothingOpen(clause: Clause, { before, after, isFirst }: Beside, today: Day): boolean {
  const text = plain(clause);
  if (/^(?:但是?|不过|可是)$/.test(text) || RUNS_ON.test(text)) return false;
  // 下周验收 is still to come; 材料明天报送 only follows.
  if (clause.days.some((named) => !isPast(named, today)) && !isClosing(text) && !GREETING.test(text)) return false;
  if (
    isPolite(text) ||
    (LABEL.test(text) && (/[:：]/.test(clause.stop) || clause.tasks.length > 0)) ||
    (isFirst && isWholeSubject(text))
  )
    return true;
  if (
    ORDINAL.test(text) ||
    CHARGED.test(text) ||
    PREAMBLE.test(text.replaceAll(TASK_MARK, '')) ||
    UPKEEP.test(text) ||
    NOT_OPEN.test(text) ||
    COMPLAINT.test(text) ||
    isAnsweredNothing(clause, before, after) ||
    (OPEN_LABEL.test(text) && /[:：]/.test(clause.stop) && after !== undefined && UPKEEP.test(plain(after)))
  )
    return true;
  if (FIELD.test(text) || NAMES_PAPER.test(text)) return true;
  if (before !== undefined && FIELD.test(plain(before)) && /[:：]/.test(before.stop) && (isFirst || A_UNIT.test(text)))
    return true;
  if (CONTACT.test(text) || (before !== undefined && CONTACT.test(plain(before)) && WHO.test(text))) return true;
  if (/[:：]/.test(clause.stop))
    return /情况|活动|工作|任务|事项/.test(text) && !UNSETTLED.test(text) && (before ?? after) !== undefined;
  if (REST_DONE.test(text)) return true;
  return (
    (DETAIL.test(text) || SETTLED_TOO.test(text) || isStatement(text)) && !UNSETTLED.test(text) && !TROUBLE.test(text)
  );
}

/** What a report of finished work tells besides: figures, days, what was held, sent or printed, how it went. */
const DETAIL =
  /^(?!这是|那是|这个?|那个?|指|请|我(?![局委办院行区县市单])).*(?:\d|[一二两三四五六七八九十]{1,3}(?:次|家|户|篇|件|起|个|场|份|条|项|期|处|人)|\uE001|开展|召开|成立|举[办行]|组织|印[发制]|发[放布送]|排查|参[加与]|报送|上报|报[备到]|覆盖|建立|宣传|培训|启动|整改|处置|化解|兑付|检查|走访|制[定作]|出台|落实|形成|签订|移[交送]|归档|备案|验收|通过|纳入|上线|刊[载发]|提交|录入|公[布示开]|下发|转发|部署|解决|清零|效果|良好|顺利|圆满|成功|满意|放心|属实|正常|到位|结束|反馈|回复|held|sent|submitted|uploaded|filed)/;

/** What has come about, told as a whole: 320盏全亮了, 复查也过了, 台账都交了, 18座都投用了. */
export const isStatement = (text: string): boolean =>
  text.length <= LONGEST_STATEMENT && STATEMENT.test(text) && !UNSETTLED.test(text) && !SPOILT.test(text);
const LONGEST_STATEMENT = 24;
const ACHIEVED =
  '(?:[装换修建查检测验办弄做改补交报签发拆清运种贴挂盖领传填录播讲走访审核配接拨付结调撤搬干写处整移收缴划铺摆架连](?:完|好|齐|妥|毕|成|掉|光|过|清|到位)|安装|更换|修复|修缮|建成|竣工|完工|完成|办结|缴|拆除|清运|清理|通过|到位|到户|到账|到手|结束|完毕|投用|投产|使用|启用|运行|运营|上线|挂牌|交付|取证|生效|签约|签订|签署|签|交|报|送|传|发|付|印发|公示|公布|发布|公开|公告|验收|批复|批准|解决|化解|处理|处置|整改|销号|归档|备案|兑现|兑付|清零|合格|达标|恢复|亮灯|开通|开业|通车|通水|通电|通气|亮|用上|过|通|查|办|装|修|改|拆)';
const STATEMENT = new RegExp(
  `^(?!这是|那是|[这那]个?[就要得应]|指|请)[^,]{0,16}?(?:已经?|全都|全部|均已?|都已?|也|全|统统|悉数){1,3}(?:都|已经?|按要求|顺利|圆满)*${ACHIEVED}(?:并|使用|运行|合格|完毕|到位|备案|给您|给你|上去|过去){0,2}了?$|^[^,]{2,12}(?:齐全|齐备|生效|合格|达标|完备|无误|完好)了?$|^(?!这是|那是|[这那]个?[就要得应]|指|请)[^,]{1,16}?${ACHIEVED}(?:完毕|使用|运行|备案|过去|上去)?了$`,
);
/** What has come about and is no success. */
const SPOILT = /黄了|砸了|泡汤|反悔|拒|停[了工产]|[坏塌废]|过期|退[出货回]|查封|被/;

/** The rest that was left has been done: 剩下的一成也做完了. */
export const REST_DONE = new RegExp(
  `^(?:剩下?|剩余|余下|其余|最后|差)的?(?![^,]*(?:快|将|要|在|能|可|会|未|没|不|待|拟|预计|争取|计划|方案|招标))[^,]{0,12}?(?:也|都|均|已|全){0,3}${ACHIEVED}了?$`,
);

/** What else has been done: 结果已告知信访人, 领导已签字. */
const SETTLED_TOO =
  /^(?![这那指])[^,]{0,10}[均都也业]?已经?(?:全部|一并|同步|书面|当面|逐一|按要求|按程序|在[^,]{1,6})?(?:告知|签|审|确认|验收|通过|同意|批准|认可|归档|存档|入库|公示|公布|公开|通报|报|备案|知[晓悉]|阅|回访|答复|回复|反馈|出具|盖章|支付|付清|结清|移交|交付|投入|投用|运行|开通|上线|开业|开放|息诉|撤诉|送|发|传|整改|销号|满意|恢复|清零|拆除|清理|清运|复核|核实|更新|录入|上传|补齐|完善|落实|到位|张贴|刊[登发载]|播出|填|录|登记|提交|办)(?!中)[^,]{0,10}$/;

/** 联系人：张伟 138… */
const WHO =
  /^(?!不是|没|未|才|还)[\u4e00-\u9fff]{2,3}(?:主任|科长|处长|局长)?[ :]?[\d -]{0,16}$|^(?:电话|手机)?[:]?[\d -]{5,20}$/;

/** A form's field: 任务名称：老旧电梯更新. */
const FIELD =
  /^(?:任务|事项|项目|工作|督办)(?:名称|内容|事项|标题)$|^(?:牵头|责任|报送|填报|承办|报告|反馈|主办|验收|审核)(?:单位|部门|科室)$/;

/** What stands in the field of a unit. */
const A_UNIT = new RegExp(`^[\\u4e00-\\u9fff]{1,14}?${UNIT_END}$`);

/** 文件号为泽政办发〔2026〕17号: the paper it was done by. */
const NAMES_PAPER =
  /^(?:详?见|附|印发|制发|下发)?(?:文件|发文|公文|印发)?(?:编?号|文号|字号|名称)?(?:分别)?(?:为|是|:)?[\u4e00-\u9fff]{0,10}\uE002(?:文件?|通知)?$/;

/** Whom to call, and who did it. */
export const CONTACT =
  /^(?:联系|经办|填报|审核|报送|负责|责任|承办|主办|经手|具体责任|具体负责)(?:人|电话|方式)[^,]{0,16}$|^(?:责任|分管|牵头|主管)领导$|^(?:电话|手机|联系电话)[^,]{0,16}$/;

/** 我局共承担2项: how many there are, before what is said of each. */
const CHARGED = new RegExp(
  `^(?:${SELF})?(?:共|一共|总共|合计|今年)*(?:承担|负责|牵头|涉及|认领|领取|主办)(?:的)?(?:督[查办])?(?:任务|事项|工作)?(?:共|有|为)*(?:\\d{1,2}|[一二两三四五六七八九十])[项个件条](?:督[查办])?(?:任务|事项|工作)?(?:中|里)?$`,
);

/** 一、… 二、… */
const ORDINAL = /^(?:[一二三四五六七八九十]|其[一二三四])$/;

export const LABEL =
  /^(?!预计|争取|估计|还没|尚未|没有|未|不能|差不多|只有|基本)\uE000*(?:我们?(?:局|单位|委|区|县)?|本单位)?(?:[\u4e00-\u9fff]{0,8}(?:名称|情况|进展|进度|结果|状态|反馈|回复|答复|报告|汇报|报送|编号|序号|文号|字号|文件号)|备注|附件?|(?:完成|办结|上报|报送|办理|填报|整改|销号|验收)(?:时间|日期|时限)|成效|呈?现?报(?:[市区县省][\u4e00-\u9fff]{1,6})?|答|status|update|re|task|item)?\uE000*$/;

/** 怎么还在催: asks nothing. */
export const COMPLAINT =
  /^(?:就|请|可以|能不能)?(?:别|不要|不用|甭|勿)再?(?:一直|老|总)?(?:催|提醒|通知)(?:我们?|我局|办|了|啦)*$|^(?:怎么|咋|为[什何]么?|干嘛)[^,]{0,4}(?:还|又|老|总|一直)[^,]{0,4}(?:催|提醒|通知|发|问|要)[^,]{0,4}$/;
/** 不是进行中, 并非未办结: denies that it is open. */
const NOT_OPEN =
  /^(?:状态)?(?:不是|并非|不再是|没有)(?:进行中|在办|办理中|推进中|未完成|没完成|未办结|逾期|超期|超时限?)(?:状态)?$/;
