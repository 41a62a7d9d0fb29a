import type { Day } from '../core/calendar.ts';
import type { Limit } from './limit-scan.ts';
import type { Moment } from './moment.ts';
import type { Frame } from './resolve-moment.ts';

/** Words right before a time that make it a comparison, a cut-off, a past or the start of something else. */
const NOT_AFTER = [
  '截至',
  '截止',
  '截止到',
  '截至到',
  '截止至',
  '比',
  '较',
  '同比',
  '相比',
  '对比',
  '与',
  '以',
  '自',
  '从',
  '谋划',
  '编制',
  '制定',
  '提出',
  '部署',
  '通报',
  '总结',
  '考核',
  '分析',
  '近',
  '过去',
  '连续',
  '超过',
  '满',
  '不足',
  '未满',
  '每',
  '上',
  '历年',
  '截',
  '依据',
  '根据',
  '按照',
  '按',
  '修订',
  '印发',
  '超期',
  '逾期',
  '晚于',
  '早于',
  '参照',
  '列入',
  '纳入',
  '第',
  '原定',
  '原计划',
  '是',
  '的',
] as const;

/** Words right before a time that make it a limit whatever follows. */
const LIMIT_AFTER = [
  '于',
  '在',
  '力争',
  '争取',
  '确保',
  '必须',
  '应',
  '须',
  '请',
  '到',
  '至',
  '截止时间',
  '截止时间为',
  '截止日期',
  '截止日期为',
  '时限',
  '完成时限',
  '最迟',
  '不迟于',
  '计划',
  '拟',
  '拟于',
  '预计',
  '原则上',
  '务必',
  '限',
  '并',
  '各单位',
  '前',
  '要',
] as const;

/** What follows the time of an earlier event or of figures: 形成的, 以来, 数据. */
const NOT_BEFORE = [
  '以来',
  '至今',
  '形成',
  '发生',
  '印发',
  '发布的',
  '下发',
  '出台',
  '颁布',
  '实施的',
  '施行',
  '施行的',
  '修订',
  '召开的',
  '审结',
  '建成的',
  '通过的',
  '立案',
  '注册',
  '登记的',
  '签订',
  '入库',
  '上报的',
  '所有',
  '的',
  '度',
  '份的',
  '数据',
  '情况',
  '工作',
  '报表',
  '考核',
  '绩效',
  '预算',
  '决算',
  '形势',
  '任务',
  '重点',
  '目标',
  '计划',
  '规划',
  '方案',
  '经费',
  '改进',
  '版',
  '水平',
  '同期',
  '相比',
  '已',
  '未',
  '之前的',
  '前的',
  '左右的',
  '版本',
  '期',
  '届',
  '级',
  '型',
  '龄',
  '起数',
  '总结',
  '通报',
  '协调会',
  '例会',
  '以上',
  '生',
  '毕业',
  '新增',
  '来',
  '间',
  '累计',
  '全市',
  '全县',
  '全区',
  '全省',
  '存量',
  '遗留',
  '期末',
  '盈余',
  '奖',
  '评',
  '部督',
] as const;

/** What may follow the bare name of a stretch (上半年, 6月, 年底) so that it says when something is done. */
const DONE_IN = [
  '前',
  '完成',
  '实现',
  '达到',
  '基本',
  '全部',
  '全面',
  '建成',
  '启动',
  '开展',
  '组织',
  '举办',
  '召开',
  '报送',
  '上报',
  '提交',
  '制定',
  '出台',
  '印发',
  '形成',
  '建立',
  '集中',
  '分',
  '各',
  '对',
  '在',
  '由',
  '再',
  '进行',
  '实施',
  '投入',
  '投用',
  '试',
  '上线',
  '开工',
  '完工',
  '竣工',
  '通过',
  '落实',
  '公布',
  '发布',
  '向',
  '至少',
  '不少于',
  '力争',
  '确保',
  '争取',
  '将',
  '要',
  '须',
  '应',
  '统一',
  '抽查',
  '检查',
  '验收',
  '交付',
  '搬迁',
  '整治',
  '排查',
  '摸排',
  '清零',
  '销号',
  '总',
  '举行',
  '汇总',
  '推出',
  '新',
  '改造',
  '编制',
  '初',
  '起草',
  '拿出',
  '到位',
  '取得',
  '正式',
  '率先',
  '一次',
] as const;

/** Requests of citizens and firms: how fast they are answered is a service standard, no limit of the plan. */
const SERVICE_EVENTS = [
  '申请',
  '受理',
  '投诉',
  '举报',
  '咨询',
  '诉求',
  '工单',
  '报案',
  '报警',
  '接警',
  '齐全',
  '来电',
  '来信',
  '信访',
  '案件',
  '线索',
  '报修',
  '求助',
  '接件',
  '收件',
  '办件',
  '承诺',
  '登记',
  '转办',
  '上线',
  '发现',
  '故障',
  '事故',
  '就诊',
  '入院',
  '缴费',
  '审批',
  '审查',
  '提出',
] as const;

/** Words that make a bare 每月 a duty to do something by its end. */
const DUTIES = [
  '报送',
  '上报',
  '报告',
  '报',
  '通报',
  '调度',
  '召开',
  '开展',
  '组织',
  '发布',
  '公布',
  '公示',
  '汇总',
  '更新',
  '分析',
  '研判',
  '检查',
  '巡查',
  '督查',
  '督导',
  '会商',
  '总结',
  '评估',
  '考核',
  '抽查',
  '排查',
  '清查',
  '培训',
  '演练',
  '比武',
  '推送',
  '提交',
  '梳理',
  '一次',
  '1次',
  '至少',
  '不少于',
  '不低于',
  '定期',
  '进行',
  '听取',
  '研究',
  '走访',
  '例会',
  '简报',
  '编发',
  '印发',
  '晾晒',
  '排名',
  '点评',
  '复盘',
  '自查',
  '回访',
  '宣讲',
  '轮训',
  '学习',
  '联合',
  '安排',
  '统计',
] as const;

const CLAUSE_SIGNS = ',。;:!?()（）、';

/** True when a limit in running text obliges somebody; decoys are false. */
export function isRealLimit(limit: Limit, text: string, frame: Frame): boolean {
  const before = text.slice(Math.max(0, limit.from - 8), limit.from);
  const after = text.slice(limit.to, limit.to + 8);
  switch (limit.is) {
    case 'days':
      return isRealTime(limit, text, before, after, frame);
    case 'start':
      return startsDuty(text, limit.to);
    case 'periodic':
      return isRealPeriodic(limit.periodic.isExact, limit.periodic.period, text, limit.from, limit.to);
    case 'relative':
      return (
        limit.relative.hasEvent &&
        limit.relative.relative.amount !== 0 &&
        !isService(limit.relative.relative.event, before, after)
      );
    case 'ongoing':
      return !limit.isVague && isWholeClause(text, limit.from, limit.to) && limit.word.length >= 4;
    case 'vague':
      return false;
    default:
      return limit satisfies never;
  }
}

const endsWithAny = (text: string, words: readonly string[]): boolean => words.some((word) => text.endsWith(word));
const startsWithAny = (text: string, words: readonly string[]): boolean => words.some((word) => text.startsWith(word));

const isService = (event: string, before: string, after: string): boolean =>
  SERVICE_EVENTS.some((word) => event.includes(word) && !event.includes('通知')) ||
  (startsWithAny(after, ['办结', '答复', '回复', '反馈诉求', '审批', '的']) &&
    !event.includes('通知') &&
    !event.includes('会') &&
    !before.includes('报'));

function isWholeClause(text: string, from: number, to: number): boolean {
  const before = text[from - 1];
  const after = text[to];
  return (
    (before === undefined || CLAUSE_SIGNS.includes(before)) && (after === undefined || CLAUSE_SIGNS.includes(after))
  );
}

/** A start counts only before a duty that recurs in the same sentence. */
function startsDuty(text: string, to: number): boolean {
  const rest = text.slice(to, to + 40);
  const end = rest.indexOf('。');
  return (end < 0 ? rest : rest.slice(0, end)).includes('每');
}

function isRealPeriodic(isExact: boolean, period: string, text: string, from: number, to: number): boolean {
  const clause = clauseBehind(text, to);
  const before = text.slice(Math.max(0, from - 2), from);
  if (endsWithAny(before, ['平均', '户均', '人均', '约', '比', '较'])) return false;
  if (isExact) return text[to] !== '的' || clause.includes('报');
  if (period === 'day' || period === 'workday' || period === 'year') {
    return (
      ['一次', '1次', '一报', '1报'].some((word) => clause.includes(word)) && !/[2-9二三四五六七八九十]次/.test(clause)
    );
  }
  return DUTIES.some((word) => clause.includes(word)) && !/^[的\d]/.test(clause);
}

/** The words behind a place up to the end of the clause, 24 characters at most. */
function clauseBehind(text: string, at: number): string {
  const rest = text.slice(at, at + 24);
  const end = [...rest].findIndex((sign) => ',。;:!?('.includes(sign));
  return end < 0 ? rest : rest.slice(0, end);
}

function isRealTime(limit: Limit & { is: 'days' }, text: string, before: string, after: string, frame: Frame): boolean {
  const { moments } = limit.group;
  const first = moments[0];
  const last = moments.at(-1);
  if (first === undefined || last === undefined) return isStretchLimit(text, limit, before);
  if (isPast(moments, limit.days.due, frame)) return false;
  const obliged = endsWithAny(before, LIMIT_AFTER);
  if (endsWithAny(before, NOT_AFTER) && !(before.endsWith('的') && hasLimitWord(last)))
    return isAfterFrom(before) && isRangeOfMonths(limit);
  if (last.edge === 'after' || (last.edge === 'during' && !limit.days.isRange) || isActivity(limit, text)) return false;
  if (last.named.is === 'occasion' || last.named.is === 'lunar')
    return last.edge === 'before' && !startsWithAny(after, ['的', '后']);
  if (hasLimitWord(last)) {
    return !startsWithAny(after, [
      '形成',
      '发生',
      '审结',
      '所有',
      '建成的',
      '出生',
      '参加',
      '注册',
      '登记',
      '入库',
      '印发的',
      '下发的',
      '出台的',
      '受理的',
      '立案',
      '签订',
      '存在',
      '遗留',
      '的',
      '已',
      '未',
      '全市',
      '全县',
    ]);
  }
  if (moments.some((moment) => moment.named.is === 'bare-day' || moment.named.is === 'bare-part')) return false;
  if (
    first.named.is === 'year' ||
    last.named.is === 'year' ||
    last.named.is === 'five-year-plan' ||
    last.named.is === 'year-start'
  ) {
    return last.atEnd
      ? isDoneIn(after, text, limit)
      : before.endsWith('到') && last.year !== null && (after === '' || CLAUSE_SIGNS.includes(after[0] ?? ''));
  }
  if (limit.days.isRange || moments.length > 1) {
    return (
      startsWithAny(after, ['报送', '上报']) ||
      (!startsWithAny(after, NOT_BEFORE) && (obliged || opensClause(text, limit.from) || startsWithAny(after, DONE_IN)))
    );
  }
  if (startsWithAny(after, ['报送', '上报'])) return true;
  if (startsWithAny(after, NOT_BEFORE)) return false;
  return obliged || opensClause(text, limit.from)
    ? after === '' || CLAUSE_SIGNS.includes(after[0] ?? '') || startsWithAny(after, DONE_IN)
    : last.atEnd && startsWithAny(after, DONE_IN);
}

/** 9月份大学开学季 is an occasion, 6月至9月期间 a range. */
const isActivity = (limit: Limit & { is: 'days' }, text: string): boolean =>
  limit.group.moments.length === 1 &&
  limit.group.moments[0]?.edge === 'during' &&
  text.slice(limit.from, limit.to).length > 4;

const isAfterFrom = (before: string): boolean => before.endsWith('从') || before.endsWith('自');
const isRangeOfMonths = (limit: Limit & { is: 'days' }): boolean => limit.days.isRange;

/** 前, 内, 止 behind the time: only a limit is written so. */
const hasLimitWord = (moment: Moment): boolean =>
  moment.edge === 'before' || moment.edge === 'within' || moment.edge === 'until';

const opensClause = (text: string, from: number): boolean => from === 0 || CLAUSE_SIGNS.includes(text[from - 1] ?? '');

const isDoneIn = (after: string, text: string, limit: Limit): boolean =>
  after === '' ||
  CLAUSE_SIGNS.includes(after[0] ?? '') ||
  (startsWithAny(after, DONE_IN) && !startsWithAny(after, NOT_BEFORE) && (opensClause(text, limit.from) || true));

/** A printed year before the plan year tells of what was. */
const isPast = (moments: readonly Moment[], due: readonly Day[], frame: Frame): boolean =>
  moments.some((moment) => (moment.year !== null && moment.year < frame.planYear) || (moment.yearShift ?? 0) < 0) &&
  due.every((date) => Number(date.slice(0, 4)) < frame.planYear);

/** 三年内建成 obliges at the head of a clause; 三年内无违规 is a condition. */
const isStretchLimit = (text: string, limit: Limit, before: string): boolean =>
  (opensClause(text, limit.from) || endsWithAny(before, LIMIT_AFTER)) &&
  !/^(?:无|未|没|不得|不|有)/.test(text.slice(limit.to, limit.to + 2));
