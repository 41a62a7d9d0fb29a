import type { Rung } from '../core/policy.ts';
import type { PolicyFault, SettingName, ValueForm } from '../core/policy-change.ts';

/** A setting in words: what it is called, what its number counts, and what it does. */
interface SettingWords {
  readonly name: string;
  readonly unit: string;
  readonly about: string;
}

/** What `policy show` and `policy set` say, in one language. */
export interface PolicyWords {
  readonly settings: Readonly<Record<SettingName, SettingWords>>;
  readonly default: (value: string) => string;
  readonly relation: (relation: string) => string;
  readonly rung: (rung: Rung) => string;
  readonly form: (form: ValueForm) => string;
  readonly where: (path: readonly (string | number)[]) => string;
  readonly wrong: (name: SettingName, form: string, given: string, where: string) => string;
  readonly order: (fault: Extract<PolicyFault, { why: 'order' }>, values: readonly [string, string]) => string;
  readonly more: (name: SettingName) => string;
  readonly example: (name: SettingName, value: string) => string;
  readonly changed: (name: SettingName, value: string) => string;
  readonly unknown: (name: string, near: readonly string[]) => string;
  readonly notPermitted: string;
}

const zhSettings: PolicyWords['settings'] = {
  remindLongBeforeDays: { name: '提前提醒', unit: '天', about: '工期较长的任务，时限前这么多天（自然日）先提醒一次' },
  longTaskDays: { name: '工期较长', unit: '天', about: '从开始到时限不少于这么多天的任务，才有上面的提前提醒' },
  remindBeforeWorkdays: { name: '时限前提醒', unit: '个工作日', about: '时限前这么多个工作日各提醒一次；0 为时限当天' },
  decideAt: { name: '每日处理时刻', unit: '', about: '工作日到这个时刻，清点当天到期的提醒和督办' },
  sendFrom: { name: '发送起', unit: '', about: '晨间提醒从这个时刻起分散发出' },
  sendTo: { name: '发送止', unit: '', about: '晨间提醒到这个时刻发完' },
  soonWorkdays: {
    name: '近期到期',
    unit: '个工作日',
    about: '距时限不超过这么多个工作日的任务，每天列入晨间提醒，亮黄灯',
  },
  showOverdueEveryWorkdays: {
    name: '超时限重复列示',
    unit: '个工作日',
    about: '已超时限的任务没有变化时，每隔这么多个工作日再列一次',
  },
  ladders: {
    name: '督办阶梯',
    unit: '',
    about: '按单位关系，已超时限第几个工作日由谁收到什么；auto 自动发出，sign 拟稿后由签发人签发',
  },
  repeatRungEveryWorkdays: { name: '催办重复间隔', unit: '个工作日', about: '同一级催办每隔这么多个工作日重复一次' },
  rungRepeats: { name: '催办重复次数', unit: '次', about: '同一级最多重复这么多次，之后转办公室电话联系' },
  warnBeforeRungWorkdays: {
    name: '升级预告',
    unit: '个工作日',
    about: '升级前这么多个工作日，先告知联络员下一步是什么',
  },
  reviewRemindWorkdays: { name: '审核提醒', unit: '个工作日', about: '报送后这么多个工作日仍未审核，提醒办公室' },
  reviewListWorkdays: { name: '审核积压', unit: '个工作日', about: '报送后这么多个工作日仍未审核，列入办公室清单' },
  signRemindWorkdays: { name: '待签发提醒', unit: '个工作日', about: '文稿拟好这么多个工作日仍未签发，提醒办公室' },
  acknowledgeWorkdays: {
    name: '签收期限',
    unit: '个工作日',
    about: '通知单发出这么多个工作日仍未签收，转办公室电话联系',
  },
  supplementWorkdays: { name: '补充期限', unit: '个工作日', about: '退回补充时默认给这么多个工作日，审核人可改' },
  windowOpensOn: { name: '月度报送开始日', unit: '日', about: '每月从这一天起可报送文字进展' },
  windowClosesOn: { name: '月度报送截止日', unit: '日', about: '每月到这一天截止报送文字进展' },
  statisticsCloseOn: { name: '统计截止日', unit: '日', about: '统计数据在次月的这一天截止' },
  windowRemindShare: { name: '催报起点', unit: '（比例）', about: '报送期过去这个比例后，只提醒未报单位；0.8 即 80%' },
  remindUnreportedEveryWorkdays: {
    name: '未报提醒间隔',
    unit: '个工作日',
    about: '办公室点“提醒未报单位”后，这么多个工作日内不重复提醒同一单位',
  },
  proRataFrom: { name: '按序时折算起点', unit: '', about: '目标数不小于这个数的，才按时间进度折算' },
  proRataGreen: { name: '折算绿灯', unit: '（比例）', about: '折算完成率不低于这个比例为绿灯；0.95 即 95%' },
  proRataAmber: {
    name: '折算黄灯',
    unit: '（比例）',
    about: '折算完成率不低于这个比例为黄灯，低于为红灯、通报列未达序时',
  },
  aheadPoints: { name: '超序时', unit: '个百分点', about: '进度比时间进度快这么多个百分点，通报列超序时' },
  bulletinDraftAfterDay: { name: '通报拟稿', unit: '日', about: '期末次月这一天之后的首个工作日，自动拟通报稿' },
  holdEscalationsAboveShare: {
    name: '升级暂停',
    unit: '（比例）',
    about: '时钟跳变后，一次要升级的任务超过在办的这个比例，先停下来问办公室',
  },
  holdEscalationsFromTasks: { name: '升级暂停起点', unit: '项', about: '在办任务少于这么多项时不暂停' },
  retentionDays: { name: '保存期限', unit: '天', about: '办结后，文字、佐证材料和离任人员姓名保存这么多天' },
  yearEndListFrom: { name: '年终收口', unit: '', about: '从这个月日起，每周列出年底前到期的任务' },
};

const enSettings: PolicyWords['settings'] = {
  remindLongBeforeDays: {
    name: 'early reminder',
    unit: 'days',
    about: 'long tasks are reminded once, so many calendar days before the due day',
  },
  longTaskDays: { name: 'long task', unit: 'days', about: 'a task of at least so many days has the early reminder' },
  remindBeforeWorkdays: {
    name: 'reminders',
    unit: 'working days',
    about: 'a reminder so many working days before the due day; 0 is the day itself',
  },
  decideAt: { name: 'daily work', unit: '', about: 'at this time of a working day, what is due is decided' },
  sendFrom: { name: 'sending from', unit: '', about: 'morning cards leave from this time on' },
  sendTo: { name: 'sending to', unit: '', about: 'morning cards have left by this time' },
  soonWorkdays: {
    name: 'due soon',
    unit: 'working days',
    about: 'a task this near to its due day stands on every morning card, amber',
  },
  showOverdueEveryWorkdays: {
    name: 'overdue shown',
    unit: 'working days',
    about: 'an overdue task without news is shown again every so many working days',
  },
  ladders: {
    name: 'ladder',
    unit: '',
    about: 'by relation: on which overdue working day who gets what; auto is sent, sign is drafted for a signature',
  },
  repeatRungEveryWorkdays: {
    name: 'rung repeated',
    unit: 'working days',
    about: 'a rung is repeated every so many working days',
  },
  rungRepeats: { name: 'repeats of a rung', unit: 'times', about: 'at most so often; then the office phones' },
  warnBeforeRungWorkdays: {
    name: 'fair warning',
    unit: 'working days',
    about: 'so long before a rung the liaison is told what comes',
  },
  reviewRemindWorkdays: {
    name: 'review reminder',
    unit: 'working days',
    about: 'the office is reminded of a report that waited so long',
  },
  reviewListWorkdays: {
    name: 'review overdue',
    unit: 'working days',
    about: 'a report that waited so long stands on the office’s own list',
  },
  signRemindWorkdays: {
    name: 'signature reminder',
    unit: 'working days',
    about: 'the office is reminded of a draft unsigned for so long',
  },
  acknowledgeWorkdays: {
    name: 'acknowledgement',
    unit: 'working days',
    about: 'a signed notice not acknowledged for so long is phoned',
  },
  supplementWorkdays: { name: 'supplement', unit: 'working days', about: 'days proposed when a report is sent back' },
  windowOpensOn: {
    name: 'monthly window opens',
    unit: '(day of the month)',
    about: 'progress may be reported from this day on',
  },
  windowClosesOn: { name: 'monthly window closes', unit: '(day of the month)', about: 'progress is due by this day' },
  statisticsCloseOn: {
    name: 'statistics close',
    unit: '(day of the month)',
    about: 'figures are due by this day of the next month',
  },
  windowRemindShare: {
    name: 'reminding the missing',
    unit: '(share)',
    about: 'after this share of the window only the missing are reminded; 0.8 is 80 %',
  },
  remindUnreportedEveryWorkdays: {
    name: 'pause between reminders',
    unit: 'working days',
    about: 'a unit reminded by hand is not reminded again within so many working days',
  },
  proRataFrom: { name: 'pro rata from', unit: '', about: 'targets of at least this number are judged pro rata' },
  proRataGreen: { name: 'pro rata green', unit: '(share)', about: 'at or above this share of the time gone: green' },
  proRataAmber: {
    name: 'pro rata amber',
    unit: '(share)',
    about: 'at or above this share: amber; below: red, and behind schedule in the bulletin',
  },
  aheadPoints: {
    name: 'ahead of schedule',
    unit: 'points',
    about: 'so many points ahead of the time gone count as ahead in the bulletin',
  },
  bulletinDraftAfterDay: {
    name: 'bulletin drafted',
    unit: '(day of the month)',
    about: 'on the first working day after this day of the month that follows the period',
  },
  holdEscalationsAboveShare: {
    name: 'held escalations',
    unit: '(share)',
    about: 'after a jump of the clock, more escalations at once than this share of open tasks wait for a person',
  },
  holdEscalationsFromTasks: { name: 'never held below', unit: 'tasks', about: 'with fewer open tasks nothing is held' },
  retentionDays: {
    name: 'retention',
    unit: 'days',
    about: 'words, evidence and names of those who left are kept so long after the end',
  },
  yearEndListFrom: {
    name: 'year-end list',
    unit: '',
    about: 'from this month and day on, a weekly list of what is due by 31 December',
  },
};

const relationsZh: Readonly<Record<string, string>> = {
  subordinate: '下级单位',
  peer: '平级部门',
  judicial: '法院、检察院',
  vertical: '垂直管理单位',
  office: '办公室自身',
};

const rungsZh: Readonly<Record<Rung['kind'], string>> = {
  chase: '催办',
  'chase-deputy-head': '催办',
  supervise: '督办通知单',
  letter: '商请函',
  'propose-coordination': '提请协调',
};

const recipientsZh: Readonly<Record<Rung['recipient'], string>> = {
  liaison: '联络员',
  'unit-deputy-head': '分管负责人',
  'unit-head': '主要负责人',
};

/** `duban policy` in Chinese and English. */
export const policyWords: Readonly<Record<'zh' | 'en', PolicyWords>> = {
  zh: {
    settings: zhSettings,
    default: (value) => `（默认 ${value}）`,
    relation: (relation) => `${relation} ${relationsZh[relation] ?? ''}`,
    rung: ({ onOverdueWorkday, kind, recipient, mode }) =>
      `第 ${onOverdueWorkday} 个工作日 ${rungsZh[kind]} → ${recipientsZh[recipient]}（${mode === 'auto' ? '自动发出' : '签发后发出'}）`,
    form: (form) => {
      switch (form.kind) {
        case 'number':
          return numberZh(form);
        case 'numbers':
          return `一组${numberZh(form)}，用逗号隔开`;
        case 'time':
          return ' 24 小时制时刻，写作 HH:MM';
        case 'month-day':
          return '月日，写作 MM-DD';
        case 'ladders':
          return ` JSON，五类单位（${Object.entries(relationsZh)
            .map(([key, name]) => `${key} ${name}`)
            .join('、')}）各一组，每级写明 ${partsOf(form, '、', '（第几个工作日）')}`;
        default:
          return form satisfies never;
      }
    },
    where: ([relation, at, part]) =>
      relation === undefined
        ? ''
        : `${relationsZh[String(relation)] ?? `第 ${Number(relation) + 1} 个`}${at === undefined ? '' : `第 ${Number(at) + 1} 级`}${part === undefined ? '' : `的 ${part}`}`,
    wrong: (name, form, given, where) =>
      `${name}（${zhSettings[name].name}）不能设为 ${given}${where === '' ? '' : `：${where}有误`}。应为${form}。`,
    order: ({ first, second }, [a, b]) =>
      `${first}（${zhSettings[first].name}，${a}）须在 ${second}（${zhSettings[second].name}，${b}）之前或不大于它，请先改另一项。`,
    more: (name) => `完整写法见 duban policy show ${name}。`,
    example: (name, value) => `例：duban policy set ${name} ${value} --as 林晓雯`,
    changed: (name, value) => `已将 ${name}（${zhSettings[name].name}）设为 ${value}，此后开始的任务按新规则执行。`,
    unknown: (name, near) =>
      `没有规则“${name}”${near.length > 0 ? `，是否为 ${near.join('、')}` : ''}。全部规则见 duban policy show。`,
    notPermitted: '规则由办公室设定，请以办公室人员的名义执行（--as）。',
  },
  en: {
    settings: enSettings,
    default: (value) => ` (default ${value})`,
    relation: (relation) => relation,
    rung: ({ onOverdueWorkday, kind, recipient, mode }) =>
      `overdue working day ${onOverdueWorkday}: ${kind} → ${recipient} (${mode})`,
    form: (form) => {
      switch (form.kind) {
        case 'number':
          return numberEn(form);
        case 'numbers':
          return `a list, with commas, each ${numberEn(form)}`;
        case 'time':
          return 'a time of day, HH:MM';
        case 'month-day':
          return 'a month and day, MM-DD';
        case 'ladders':
          return `JSON: a list for each of ${Object.keys(relationsZh).join(', ')}, each rung with ${partsOf(form, ', ', ' (overdue working day)')}`;
        default:
          return form satisfies never;
      }
    },
    where: ([relation, at, part]) =>
      relation === undefined
        ? ''
        : `${typeof relation === 'number' ? `number ${relation + 1}` : relation}${at === undefined ? '' : `, rung ${Number(at) + 1}`}${part === undefined ? '' : `, ${part}`}`,
    wrong: (name, form, given, where) =>
      `${name} (${enSettings[name].name}) cannot be ${given}${where === '' ? '' : `: ${where} is wrong`}. It must be ${form}. `,
    order: ({ first, second }, [a, b]) =>
      `${first} (${enSettings[first].name}, ${a}) must come before, or be no more than, ${second} (${enSettings[second].name}, ${b}); change the other one first.`,
    more: (name) => `See duban policy show ${name}.`,
    example: (name, value) => `Example: duban policy set ${name} ${value} --as NAME`,
    changed: (name, value) => `${name} (${enSettings[name].name}) is now ${value}, for tasks that start from now on.`,
    unknown: (name, near) =>
      `There is no setting "${name}"${near.length > 0 ? `; did you mean ${near.join(', ')}` : ''}. See duban policy show.`,
    notPermitted: 'Settings are the office’s: name one of its people (--as).',
  },
};

type Numbers = Extract<ValueForm, { kind: 'number' | 'numbers' }>;

const numberZh = ({ whole, min, max }: Numbers): string =>
  `${min !== null && max !== null ? ` ${min} 至 ${max} 的` : min !== null ? `不小于 ${min} 的` : ''}${whole ? '整数' : '数'}`;

const numberEn = ({ whole, min, max }: Numbers): string =>
  `a ${whole ? 'whole ' : ''}number${min !== null && max !== null ? ` from ${min} to ${max}` : min !== null ? ` of at least ${min}` : ''}`;

const partsOf = ({ parts }: Extract<ValueForm, { kind: 'ladders' }>, separator: string, counted: string): string =>
  Object.entries(parts)
    .map(([part, choices]) => (choices === null ? `${part}${counted}` : `${part} ${choices.join('/')}`))
    .join(separator);
