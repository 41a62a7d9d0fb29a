import type { Day } from '../core/calendar.ts';
import type { Limit } from './limit-scan.ts';
import { doneIn, duties, limitAfter, notAfter, notBefore, pastBehind, serviceEvents } from './limit-words.ts';
import type { Moment } from './moment-model.ts';
import type { Frame } from './resolve-moment.ts';

type TimeLimit = Limit & { readonly is: 'days' };

const CLAUSE_SIGNS = ',。;:!?()（）、';
const CLAUSE_ENDS = ',。;:!?(';
const LONGEST_CLAUSE = 24;
/** How far a word reaches that tells a limit from a decoy. */
const REACH = 8;

/** 原则上6月底前: the 上 belongs to the word before it. */
const ON_THE_WHOLE = /(?:原则|总体|基本)上$/;
/** 县委依法治县办9月组织督察: behind the name of a unit a month tells when it acts. */
const BEHIND_UNIT = /(?:局|委|办|部|院|厅|处|室|队|中心|公司|政府|单位|部门|小组|街道|指挥部|专班|科|股)$/;

// 三是5月底前… opens a clause.
const ENUMERATOR = /[一二三四五六七八九十]是$/;

/** True when a limit in running text obliges somebody; decoys are false. */
export function isRealLimit(limit: Limit, text: string, frame: Frame): boolean {
  const before = text.slice(Math.max(0, limit.from - REACH), limit.from).replace(ENUMERATOR, '');
  const after = text.slice(limit.to, limit.to + REACH);
  switch (limit.is) {
    case 'days':
      return isRealTime(limit, text, before, after, frame);
    case 'start':
      return startsRecurrence(text, limit.to);
    case 'periodic':
      return isRealRecurrence(limit, text, before, after);
    case 'relative': {
      const { event, amount } = limit.relative.relative;
      return limit.relative.hasEvent && amount !== 0 && !isServiceStandard(event, after);
    }
    case 'ongoing':
      // 持续清理… is a verb of the task; only a clause of its own is a limit.
      return !limit.isVague && limit.word.length >= 4 && isWholeClause(text, limit.from, limit.to);
    case 'vague':
      return false;
    default:
      return limit satisfies never;
  }
}

/**
 * True when a limit of a whole phrase is surely none, whatever else the phrase says: the end of a count (截至2023年底，全市共有…), a
 * comparison (较2018年下降), the time of something earlier (2018年底前立案的陈案), the name of a plan or paper (“十四五”专项规划,
 * 2016年版), or how fast an office serves (14个工作日内办结承诺).
 */
export function isDecoy(limit: Limit, text: string, frame: Frame): boolean {
  const before = text.slice(Math.max(0, limit.from - REACH), limit.from);
  if (limit.is === 'relative') {
    return !limit.relative.hasEvent && isPromiseOfService(before, clauseBehind(text, limit.to));
  }
  if (limit.is !== 'days') return false;
  const behind = text.slice(limit.to, limit.to + LONGEST_CLAUSE);
  if (COUNTED_TO.test(before) && COUNTS.test(behind)) return true;
  if (COMPARED_WITH.test(before) || /^(?:以来|至今)/.test(behind)) return true;
  if (isName(limit.group.moments, behind) || isOrigin(limit, behind, frame)) return true;
  // 到2025年形成的规模 is still to come.
  if (before.endsWith('到')) return false;
  return startsWithAny(behind, pastBehind) && EARLIER.test(clauseBehind(text, limit.to));
}

/** 编制“十四五”专项规划, 2016年版, 1号文件: the time is part of a name. */
function isName(moments: readonly Moment[], behind: string): boolean {
  const last = moments.at(-1);
  if (last === undefined || last.edge !== 'none' || last.atEnd) return false;
  if (last.named.is === 'five-year-plan') return PLAN_NAME.test(behind);
  if (last.named.is === 'bare-day') return /^文件/.test(behind);
  return last.named.is === 'year' && last.year !== null && /^(?:版|(?:中央|省委|市委)?[一1]号文件)/.test(behind);
}
const PLAN_NAME = /^["”』」]?[^,;。“”]{0,10}?(?:规划(?!期)|纲要|计划|方案|项目|工程|重点|目标|任务)/;

/** 自2016年成立以来, 2017年7月原国土局移交的案卷: a year that is over tells where something comes from. */
function isOrigin(limit: TimeLimit, behind: string, frame: Frame): boolean {
  const last = limit.group.moments.at(-1);
  if (last === undefined || last.edge !== 'none' || !isPast(limit.group.moments, limit.days.due, frame)) return false;
  return SINCE.test(behind) || BROUGHT.test(behind);
}
const SINCE = /^[^,;。]{0,12}?(?:以来|至今)/;
const BROUGHT =
  /^[^,;。]{0,14}?(?:移交|遗留|批准|批复|立项|签订|签署|成立|设立|组建|建成|投用|形成|印发|出台|下达|发生|认定|查处|受理|立案|审结|确定|发现|排查出|交办|反馈|征收|出让|竣工|开工|结转|拨付|颁布|修订|注册|登记|申报|入库|备案)的/;

const COUNTED_TO = /(?:截[至止]到?|截止至)$/;
const COUNTS = /^,?[^,;。]{0,14}(?:累计|共|已|达|有|为|仍|尚|未|拥有|注册|登记)/;
const COMPARED_WITH = /(?:较|同比|相比|对比|比照|(?<![占对评])比|与)$/;
/** 形成的违法建设, 尚未完成整改的37处隐患: something that the phrase is about, with its 的. */
const EARLIER = /^.{0,12}的./;

/** 落实14个工作日内办结承诺, 推行3日内办结制. */
const isPromiseOfService = (before: string, clause: string): boolean =>
  /^(?:办结|办理|办复|答复|回复|审批|响应|处置|送达|出证|反馈)[^,]{0,4}(?:承诺|制度?|标准|机制|服务|要求)/.test(
    clause,
  ) ||
  (/(?:落实|推行|实行|执行|兑现|践行)[^,]{0,4}$/.test(before) && /^[^,]{0,6}(?:承诺|制度?$|标准|机制)/.test(clause));

const endsWithAny = (text: string, words: readonly string[]): boolean => words.some((word) => text.endsWith(word));
const startsWithAny = (text: string, words: readonly string[]): boolean => words.some((word) => text.startsWith(word));
const opensClause = (text: string, from: number): boolean => from === 0 || CLAUSE_SIGNS.includes(text[from - 1] ?? '');
const closesClause = (after: string): boolean => after === '' || CLAUSE_SIGNS.includes(after[0] ?? '');

const isWholeClause = (text: string, from: number, to: number): boolean =>
  opensClause(text, from) && closesClause(text.slice(to, to + 1));

/** The words behind a place up to the end of the clause. */
function clauseBehind(text: string, at: number): string {
  let to = at;
  while (to < text.length && to < at + LONGEST_CLAUSE && !CLAUSE_ENDS.includes(text[to] as string)) to += 1;
  return text.slice(at, to);
}

/** 受理后5个工作日内办结 is how fast an office serves; 收到通知后 and 会议结束后 oblige the units. */
function isServiceStandard(event: string, after: string): boolean {
  if (['通知', '会', '函', '文件', '纪要', '交办'].some((word) => event.includes(word))) return false;
  return (
    serviceEvents.some((word) => event.includes(word)) || startsWithAny(after, ['办结', '答复', '回复', '审批', '的'])
  );
}

/** 自4月起 counts only before a duty that recurs in the same sentence. */
function startsRecurrence(text: string, to: number): boolean {
  const rest = text.slice(to, to + 40);
  const end = rest.indexOf('。');
  return (end < 0 ? rest : rest.slice(0, end)).includes('每');
}

function isRealRecurrence(
  limit: Limit & { readonly is: 'periodic' },
  text: string,
  before: string,
  after: string,
): boolean {
  const clause = clauseBehind(text, limit.to);
  if (endsWithAny(before, ['平均', '户均', '人均', '约', '比', '较'])) return false;
  if (limit.periodic.isExact) return after[0] !== '的' || clause.includes('报');
  const { period } = limit.periodic;
  if (period === 'day' || period === 'workday' || period === 'year') {
    // 每年补助500元 and 每天巡查2次 are measures; 每年组织一次 is a duty.
    return (
      ['一次', '1次', '一报', '1报'].some((word) => clause.includes(word)) && !/[2-9二三四五六七八九十]次/.test(clause)
    );
  }
  // 每月调度机制 is the name of a mechanism.
  if (clause.includes('机制') || clause.includes('制度')) return false;
  return duties.some((word) => clause.includes(word)) && !/^[的\d]/.test(clause);
}

function isRealTime(limit: TimeLimit, text: string, before: string, after: string, frame: Frame): boolean {
  const { moments } = limit.group;
  const first = moments[0];
  const last = moments.at(-1);
  if (first === undefined || last === undefined) return isStretchLimit(limit, text, before, after);
  if (isPast(moments, limit.days.due, frame) || last.edge === 'after') return false;
  if (last.edge === 'during' && (!limit.days.isRange || isActivity(limit))) return false;
  const saysLimit = last.edge === 'before' || last.edge === 'within' || last.edge === 'until';
  if (!saysLimit && !before.endsWith('到') && after.startsWith(',') && tellsFigures(clauseBehind(text, limit.to + 1)))
    return false;
  if (endsWithAny(before, notAfter) && !(before.endsWith('的') && saysLimit) && !ON_THE_WHOLE.test(before)) {
    return limit.days.isRange && (before.endsWith('从') || before.endsWith('自'));
  }
  if (last.named.is === 'occasion' || last.named.is === 'lunar') {
    return last.edge === 'before' && !startsWithAny(after, ['的', '后']);
  }
  if (saysLimit) return !startsWithAny(after, pastBehind);
  if (moments.some(({ named }) => named.is === 'bare-day' || named.is === 'bare-part')) return false;
  if (REPORTS.test(after) && (before.endsWith('于') || !/^报告/.test(after))) return true;
  if (isYearLike(first) || isYearLike(last)) {
    if (!last.atEnd) return before.endsWith('到') && last.year !== null && closesClause(after);
    return closesClause(after) || saysDone(after);
  }
  return isRealBareTime(limit, text, before, after, last);
}

/** 评价报告于第四季度报市政府: whatever the time, a report to somebody is due in it. */
const REPORTS = /^(?:报(?:送|请|批|告(?!显示|期)|[市县区省州][委政人督])|上报|提交(?!的)|提请)/;

/** 10月，举办… and 7—9月组织… are limits, 10月数据 and 6月以来 are not. */
function isRealBareTime(limit: TimeLimit, text: string, before: string, after: string, last: Moment): boolean {
  if (startsWithAny(after, ['报送', '上报', '首次报', '首报'])) return true;
  // 考核结果12月下旬通报。 is told to be done then; 12月通报会 names a paper or a meeting.
  if (/^(?:通报|公布|验收)[,。;]/.test(after)) return true;
  if (startsWithAny(after, notBefore)) return false;
  const leads = endsWithAny(before, limitAfter) || opensClause(text, limit.from);
  if (!leads && BEHIND_UNIT.test(before) && startsWithAny(after, doneIn)) return true;
  if (limit.days.isRange || limit.group.moments.length > 1) return leads || startsWithAny(after, doneIn);
  if (leads)
    return closesClause(after) || startsWithAny(after, doneIn) || (last.atEnd && reachesFigure(text, limit.to));
  // 结转项目一季度全部开工: in the middle of a clause only words of completion tell.
  return last.atEnd ? startsWithAny(after, doneIn) : COMES_ABOUT.test(after);
}

/** 景区9月1日开园: what comes about on a day is due on it. */
const COMES_ABOUT =
  /^(?:前?全部|全面|完成|建成|开工|完工|竣工|投用|开园|开馆|开业|开街|开诊|开校|通车|通水|通电|通气|开通|启用|投产|投运|交付|试?运营|对外开放|正式)(?!的|仪式|以来)/;

/** 6月底支出进度达到50% sets what must be reached by then. */
const reachesFigure = (text: string, at: number): boolean =>
  /^[^已]{2,14}(?:达到|达|不低于|控制在|超过|突破|完成)[约\d]/.test(clauseBehind(text, at));

const saysDone = (after: string): boolean => startsWithAny(after, doneIn) && !startsWithAny(after, notBefore);

const isYearLike = ({ named }: Moment): boolean =>
  named.is === 'year' || named.is === 'five-year-plan' || named.is === 'year-start';

/** 9月份大学开学季 is an occasion, 6月至9月期间 a range. */
const isActivity = (limit: TimeLimit): boolean => limit.group.moments.length === 1 && limit.to - limit.from > 4;

/** 1—5月，全市累计完成 gives figures. */
const tellsFigures = (clause: string): boolean =>
  ['累计', '同比', '环比', '已完成', '共计'].some((word) => clause.includes(word));

/** A printed year before the plan year tells of what was. */
const isPast = (moments: readonly Moment[], due: readonly Day[], frame: Frame): boolean =>
  moments.some(({ year, yearShift }) => (year !== null && year < frame.planYear) || (yearShift ?? 0) < 0) &&
  due.every((date) => Number(date.slice(0, 4)) < frame.planYear);

/** 三年内建成 obliges at the head of a clause; 三年内无违规 is a condition. */
const isStretchLimit = (limit: Limit, text: string, before: string, after: string): boolean =>
  (opensClause(text, limit.from) || endsWithAny(before, limitAfter)) && !/^(?:无|未|没|不|有)/.test(after);
