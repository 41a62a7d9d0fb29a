import { foldText } from './fold-text.ts';
import { isInsideNumeral, type Numeral, readNumeral } from './numerals.ts';
import type { Target } from './reading.ts';
import { wordTable } from './word-table.ts';

type Op = Target['op'];

const beforeAt: readonly (readonly [word: string, op: Op])[] = [
  ...[
    '不低于',
    '不少于',
    '不得低于',
    '不得少于',
    '至少',
    '超过',
    '高于',
    '大于',
    '多于',
    '最少',
    '突破',
    '≥',
    '>=',
    '>',
    '达到或超过',
    '不小于',
    '不少',
    '力争超过',
  ].map((word) => [word, '>='] as const),
  ...[
    '不超过',
    '不高于',
    '不多于',
    '不大于',
    '控制在',
    '控制到',
    '不得超过',
    '不得高于',
    '低于',
    '少于',
    '小于',
    '最多',
    '≤',
    '<=',
    '<',
    '压减至',
    '压缩至',
    '压缩到',
    '压减到',
    '缩短至',
    '缩短到',
    '降至',
    '降到',
    '下降至',
    '减少至',
    '减至',
  ].map((word) => [word, '<='] as const),
  ...['约', '大约', '左右'].map((word) => [word, '~'] as const),
];

const afterAt = wordTable<Op>([
  ['以上 及以上 或以上 之上 以上的', '>='],
  ['以内 以下 之内 内 及以下 以内的', '<='],
  ['左右 上下', '~'],
]);

const MULTIPLIERS = ['万亿', '百万', '千万', '亿', '万', '千', '百'];

/** Units that a target is counted in. */
const unitAt = wordTable<'count' | 'share' | 'time'>([
  ['% 个百分点 个点 ‰', 'share'],
  [
    '次 家 个 项 件 篇 场 场次 期 处 座 所 部 台 台套 套 辆 条 人 名 户 人次 家次 户次 公里 千米 米 平方米 平方公里 平方千米 平米 立方米 方 亩 公顷 吨 吨标准煤 元 宗 起 例 笔 组 对 班 班次 期次 车次 件次 点位 份 幅 支 只 头 尾 株 棵 间 栋 幢 盏 块 片 册 本 门 节 堂 课时 学时 学分 倍 兆瓦 千瓦 千瓦时 度 公斤 千克 克 升 毫克 微克 床 张 床位 泊位 车位 套次 轮 遍 批 批次 类 种 款 类别 村 镇 街道 社区 小区 企业 项目 学校 岗位 案例 条目 条次 项次 人天 单 枚 艘 架 根 口 眼 级 分 页 字 集 首 幕 队 团 群 天次 微克/立方米 羽 匹 人份 剂次 针次 例次 标箱 标准箱 学位 托位 门店 网点 站点 皮长公里 芯公里 单公里 车道公里 基 面 道 顶 段 孔 井 列 具 副 桶 袋 箱 瓶 剂 站 库 园 馆 院 校',
    'count',
  ],
  ['个工作日 工作日 分钟 小时 个小时 天 日 个月', 'time'],
]);

/** Words in which a unit's character begins something else: 10个工作日, 3月底. */
const NOT_UNITS = [
  '日',
  '号',
  '月',
  '年',
  '时',
  '点',
  '季度',
  '周',
  '小时',
  '分钟',
  '个月',
  '个工作日',
  '工作日',
  '个小时',
  '天',
  '周岁',
  '岁',
  '度',
];

/** Words that count things only where the amount ends there: 31基。, 120面; 1-2列入 and 800段等 go on. */
const COUNTS_AT_END = '基面道顶段孔井列具副桶袋箱瓶剂站库园馆院校';

/** Words that make a number the scope of the work, no aim: 对全市14家企业. */
const SCOPE_HEADS = [
  '对',
  '截至',
  '现有',
  '已有',
  '原有',
  '涉及',
  '首批',
  '前期',
  '第',
  '目前',
  '剩余',
  '上年',
  '去年',
  '同比',
  '每',
  '超期',
  '逾',
  '列入',
  '已',
];

const ENDS_AMOUNT = /^$|[、,;。:()（）和及与以左]/u;
const CLAUSE_ENDS = ',;。!?:';
const WHOLE_AIMS = ['清零', '全覆盖'] as const;
/** After these a whole aim is a manner, no aim: 全覆盖监管. */
const NOT_AFTER_WHOLE = ['监管', '、', '式', '领域'];

/** An item is never longer; the rest of a text without an end is left out. */
const LONGEST_TEXT = 8_000;

/** A label is no longer than this. */
const LONGEST_LABEL = 24;

/** Reads the numeric aims of an item: 不少于2次, 98%以上, 1.2万个, 清零, 全覆盖. Scope, order, time and document numbers are left out. */
export function readTargets(text: string): readonly Target[] {
  const { text: folded } = foldText(text.slice(0, LONGEST_TEXT));
  const targets: Target[] = [];
  let clauseFrom = 0;
  let sentenceFrom = 0;
  let titleEnd = -1;
  let at = 0;
  while (at < folded.length) {
    const sign = folded[at] as string;
    if (sign === '《') {
      if (titleEnd < at) titleEnd = folded.indexOf('》', at);
      if (titleEnd < 0) titleEnd = folded.length;
      at = titleEnd < folded.length ? titleEnd + 1 : at + 1;
      continue;
    }
    if (CLAUSE_ENDS.includes(sign) && !isThousandsComma(folded, at)) {
      clauseFrom = at + 1;
      if (sign !== ',') sentenceFrom = at + 1;
    }
    const whole = WHOLE_AIMS.find((word) => folded.startsWith(word, at));
    if (whole !== undefined) {
      const after = folded.slice(at + whole.length, at + whole.length + 2);
      if (!NOT_AFTER_WHOLE.some((word) => after.startsWith(word))) {
        targets.push({ value: null, op: '=', unit: whole, what: labelBefore(folded, clauseFrom, at) });
      }
      at += whole.length;
      continue;
    }
    const share = folded.startsWith('百分之', at) ? readNumeral(folded, at + 3) : null;
    if (share !== null) {
      const { op, to, labelTo } = comparison(folded, at, share.to, clauseFrom);
      targets.push({ value: share.value, op, unit: '%', what: labelBefore(folded, clauseFrom, labelTo) });
      at = to;
      continue;
    }
    const numeral = isInsideNumeral(folded, at) ? null : readNumeral(folded, at);
    if (numeral === null) {
      at += 1;
      continue;
    }
    const target = readTarget(folded, at, numeral, clauseFrom, sentenceFrom);
    if (target !== null) targets.push(target.target);
    at = Math.max(numeral.to, target?.to ?? 0, at + 1);
  }
  return targets;
}

const isThousandsComma = (text: string, at: number): boolean =>
  text[at] === ',' &&
  readNumeral(text, at - 1) !== null &&
  (text[at - 1] ?? '') >= '0' &&
  (text[at - 1] ?? '') <= '9' &&
  (text[at + 1] ?? '') >= '0' &&
  (text[at + 1] ?? '') <= '9';

function readTarget(
  text: string,
  at: number,
  numeral: Numeral,
  clauseFrom: number,
  sentenceFrom: number,
): { target: Target; to: number } | null {
  if (isInsideWord(text, at)) return null;
  let to = numeral.to;
  if (text[to] === '-' || text[to] === '至') {
    // 3-5个: the lower bound is the aim.
    const upper = readNumeral(text, to + 1);
    if (upper !== null) to = upper.to;
  }
  if (text[to] === '余' || text[to] === '多') to += 1;
  const multiplier = MULTIPLIERS.find(
    (word) => text.startsWith(word, to) && !/^(?:年|分之)/.test(text.slice(to + word.length, to + word.length + 2)),
  );
  if (multiplier !== undefined) to += multiplier.length;
  const outer = to;
  const early = afterAt(text, to);
  if (early !== null && early.word !== '内') to = early.to;
  const unit = unitAt(text, to);
  if (unit === null) return null;
  if (COUNTS_AT_END.includes(unit.word) && !ENDS_AMOUNT.test(text.slice(unit.to, unit.to + 1))) return null;
  const compared = comparison(text, at, unit.to, clauseFrom);
  const op = early !== null ? early.value : compared.op;
  const hasOp = op !== '=' || early !== null;

  // 压缩至5个工作日内 is an aim; 5个工作日内 alone is how fast something is served.
  // 免费开放不少于330天 is one too.
  if (unit.value === 'time' && ((op !== '>=' && op !== '<=') || compared.labelTo === at)) return null;
  // 每次不少于2小时 is how long each takes.
  if (unit.value === 'time' && op === '>=' && labelBefore(text, clauseFrom, compared.labelTo).startsWith('每'))
    return null;
  if (unit.value !== 'time' && unit.word.length === 1 && NOT_UNITS.includes(unit.word) && !hasOp) return null;
  if (text[outer] === '年' || text[unit.to] === '月' || (unit.word === '个' && text.startsWith('月', unit.to)))
    return null;
  if (unit.word === '分' && (text[unit.to] === '之' || text[unit.to] === '钟')) return null;
  // 二级以上医院 are a kind of hospital.
  if (unit.word === '级' && afterAt(text, unit.to) !== null) return null;
  if (unit.word === '级' || unit.word === '类' || unit.word === '期') {
    if (!hasOp && !numeral.arabic) return null;
  }
  // 一次, 两张, 五类 in Chinese numerals tell of the manner of the work unless they are compared or large.
  if (!numeral.arabic && !hasOp && unit.value === 'count' && multiplier === undefined) return null;
  if (unit.value === 'count' && isScope(text, at, clauseFrom, sentenceFrom)) return null;
  if (isNaming(text, at, outer)) return null;
  let end = compared.to;
  let name = `${multiplier ?? ''}${unit.word}`;
  if (text[unit.to] === '/' || text.startsWith('每年', unit.to)) {
    const per = text[unit.to] === '/' ? text[unit.to + 1] : undefined;
    if (per !== undefined && '年月周日人户季天'.includes(per)) {
      name += `/${per}`;
      end = Math.max(end, unit.to + 2);
    }
  }
  const what = labelBefore(text, clauseFrom, compared.labelTo) || labelAfter(text, end);
  return { target: { value: numeral.value, op, unit: name, what }, to: end };
}

// 明确1名联络员 says who is to be named, no aim of the plan.
const NAMED =
  /^(?:名|位)(?:[以及]?\p{Script=Han}{0,6})(?:联络员|联系人|信息员|工作人员|负责人|负责同志|分管领导|班子成员|业务骨干|经办人|专人|同志|干部)/u;
const NAMING = /(?:明确|确定|指定|落实|安排|报送|推荐|指派|固定)(?:专门|至少|各)?$/u;

function isNaming(text: string, at: number, to: number): boolean {
  return NAMED.test(text.slice(to, to + 16)) && NAMING.test(text.slice(Math.max(0, at - 6), at));
}

/** A number in a word, a date or a document number is no amount: 119, 第36次, V2.0, 〔2016〕6号. */
function isInsideWord(text: string, at: number): boolean {
  const before = text[at - 1];
  return (
    before !== undefined &&
    (before === '第' || before === '〔' || before === '.' || (before >= 'A' && before <= 'z' && before !== '`'))
  );
}

function isScope(text: string, at: number, clauseFrom: number, sentenceFrom: number): boolean {
  const head = text.slice(Math.max(clauseFrom, at - 60), at);
  if (SCOPE_HEADS.some((word) => head.endsWith(word))) return true;
  const opened = text.slice(clauseFrom, clauseFrom + 4).replace(/^[一二三四五六七八九十]是/, '');
  return (opened.startsWith('对') || opened.startsWith('截至')) && clauseFrom >= sentenceFrom;
}

/** The operator around an amount that ends at `to`. */
function comparison(text: string, at: number, to: number, clauseFrom: number): { op: Op; to: number; labelTo: number } {
  const after = afterAt(text, to);
  const head = text.slice(Math.max(clauseFrom, at - 8), at);
  const found = beforeAt.filter(([word]) => head.endsWith(word)).sort(([a], [b]) => b.length - a.length)[0];
  if (after !== null) {
    return { op: after.value, to: after.to, labelTo: found === undefined ? at : at - found[0].length };
  }
  if (found !== undefined) return { op: found[1], to, labelTo: at - found[0].length };
  const reach = ['达到', '达', '为', '提高到', '提升至', '提高至', '提升到', '共'].find((word) => head.endsWith(word));
  return { op: '=', to, labelTo: at - (reach?.length ?? 0) };
}

/** The words before the amount, back to the last sign: what is counted. */
function labelBefore(text: string, clauseFrom: number, to: number): string {
  let from = Math.max(clauseFrom, to - LONGEST_LABEL);
  for (let index = to - 1; index >= from; index -= 1) {
    if ('、,;。:()（）'.includes(text[index] ?? '')) from = index + 1;
  }
  return text.slice(from, to).replace(/^(?:并|实现|力争|争取|确保|全年|完成|各|使|将)+/, '');
}

function labelAfter(text: string, from: number): string {
  let to = from;
  while (to < text.length && to < from + 12 && !'、,;。:()（）'.includes(text[to] ?? '')) to += 1;
  return text.slice(from, to);
}
