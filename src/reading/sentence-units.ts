import { governedAhead, isGroupName, isUnitName, splitUnits } from './units.ts';

/** The units that begin a piece of a sentence: `end` stands behind the last, `openEnded` says that 等 closed the list. */
export interface UnitsAhead {
  readonly names: readonly string[];
  readonly end: number;
  readonly openEnded: boolean;
}

const list = (words: string): string => words.trim().split(/\s+/u).join('|');

// What units do in plans. Where a name may go on with the same characters (组织部, 协调办, 建设局) the verb must not.
const VERBS = list(`
  组织(?!部|委|局|办|科|股|领导|关系|人事) 协调(?!办|局|小组|中心|委|机制|指挥) 指导(?!委|中心|办|站) 督促 统筹(?!办|科) 汇总 梳理 排查(?!组|办) 摸排
  核查(?!组|办|中心) 收到 接到 接报 报送 上报 拨付 筹措 落实 支持 跟踪 推动 推进(?!办|中心|小组|会|组|委) 实施(?!办|小组) 执行(?!局|法) 履行 发挥
  强化 优化 深化 细化 审核(?!科|处) 公布 公示 通报 发布 会同 联合(?!会|社|党委|执法|工会|体) 联系 对接 明确 确定 指定 选派 抽调 进一步 尽快 立即 抓紧 迅速
  限期 力争 确保 依法 依据 依托 根据 结合 围绕 针对 对照 按 利用 通过 采取 使用 定期 及时 全面 共同 分别 具体 逐 加强 加快
  加大 深入 持续 继续 切实 严格 认真 积极 承担 主办 承办 抓好 做好 搞好 开展 制定 制订 修订 编制(?!委|办|管理) 印发 出台 起草 拟定
  提出 提请 提供 完成 建立 健全 完善 构建 搭建 建设(?!局|委|厅|中心|集团|公司|管理|指挥部|单位|办|科|股|处|发展|投资) 组建 成立 召开 举办 安排 研究(?!院|所|室|中心|会) 监督(?!管理|局|所|站|科|中心|检测|检验)
  检查(?!站|组|办) 督查(?!室|局|组|办|科) 督办 调度(?!中心|室) 牵头 负责 负总责 配合 协助 协同 协办 参与 参加 总牵头 为主 安装 采购 申报 争取 引导 培育 整治(?!办|专班|组|中心) 清理
  查处 打击 受理 办理 解决 处置(?!办|组|中心) 化解 拟订 聘请 委托 运营 新建 改造 建成 扩大 提升 压实 兜底 主动 自行 统一 每 于 在 从 自(?!然|治|贸|建) 到 向 将 对(?!外|台|口) 为 应(?!急|用|届) 要(?!素)
  组成 跟进 研判 推送 指派 会商 巡查 抽查 暗访 走访 打造 创建(?!办|专班|工作) 承建 开放 审定 核定 核实 核对 认定 评定 遴选 公开 招聘 招录 征集 采集 归集 整合 拓展 增加
  减少 压减 缩短 严守 严控 严查 防止 杜绝 遏制 守住 谋划 部署 动员 宣传(?!部|科|股) 培训(?!中心|学校|科|机构) 演练 值守 配备 配齐 购置 储备(?!局|中心|公司) 维护 维修 更换 评估(?!中心) 总结
  反馈 填报 填写 录入 上传 提交 答复 回复 交办 转办 移交 移送 约谈 表彰 奖励 兑现 发放 支付 盘活 出资 引进 招引 签约 调研 考察 学习 传达 贯彻 带头 包保 挂牌 接受 保证 规范 清查
  取缔 关停 拆除 搬迁 修复 清淤 兜住 选择 开通 试点 探索 摸清 选树 丰富 扩大 深挖 常态化 专人 全程 全力 足额 优先 重点 主要 原则上  同步 保障(?!局|中心|科|股|部|服务) 安排 落细 联动 参照 充分 专题 专项(?!办|组|工作|行动|小组|债) 统一 先后 率先 会商 协同
  推行 推广 实行 推出 试行 施行 启用 上线 开发(?!区) 设立 设置 增设 建好 用好 管好 守好 办好 兑付 破解 畅通 打通 聚焦 紧盯 坚持 突出 着力 大力 扎实 稳步 有序 有效 高质量
  高标准 高效 精准 创新 升级 更新 改进 改善 保持 夯实 筑牢 压降 压缩 简化 精简 取消 下放 报请 报市 报县 报区 报省 函告 邀请 登记 建档 立案 侦办 查办 审理 驻点 蹲点 包联 帮扶
  结对 资助 救助(?!站|中心) 慰问 关爱 发动 号召 倡导 普及 评选 授予 考评 排名 曝光 回应 解读 宣讲
  倒排 挂图 压茬 实地 上门 提前 适时 择优 抢抓 赶制 现场(?!会|指挥|管理) 限时 分类(?!办) 分批 分片 分步 分阶段 分期
  须 需 必须 务必 以(?!及) 由 \\d+月 \\d{4}年 上半年 下半年 年底 年内 第?[一二三四]季度 今年 本月 共 先行 并 可 可以 不得 承接
`);
const BOUNDARY = new RegExp(`^(?:$|[。；;！：:]|等|、|，|,|和|及|与|以及|${VERBS})`, 'u');
const SEPARATOR = /^(?:、|，|,|和|及|以及|与)/u;
const ETC = /^等(?:\d+个)?(?:有关|相关|各|成员|责任|市直|县直|区直)?(?:单位|部门)?/u;
const LONGEST = 34;
const PLACES =
  /^(?:村|社区|村居|乡镇|镇街|区县|县区)(?:[（(][^（）()]{1,24}[）)])?$|^(?:各|全[市县区]各|有关|相关|涉及)\p{Script=Han}{0,4}?(?:区|县|市|州|镇|乡|乡镇|镇街|街镇|街道|园区|开发区|地|县区|区县|村|村社|学校)(?:[（(][^（）()]{1,24}[）)])?$/u;

// Words that tell of doing something: a piece of a sentence that holds one is no name, whatever it ends with.
const TELLS =
  /(?:^关于|责成|责令|公开|招聘|(?<!所)在|通过|参加|积极|同意|原则|应立|应当|预警应|遇|提请|各地\p{Script=Han}|被(?!督)|使|给|让|把|及时|进一步|加快|纳入|实现|提高|[会主协督承]办$|牵头(?!单位|部门|科|处|股)|配合(?!单位|部门)|是|为(?!民)|对(?!外|台|口)|向|将)/u;
const HAS_LEVEL =
  /^(?:\p{Script=Han}{0,4}各|有关|相关|所在|属地|辖区|被督|全[省市县区]|[省市县区镇乡州旗](?!级以上)|\p{Script=Han}{2,4}(?:省|市|县|区|镇|乡|街道))/u;

// 人事股, 公司党委办公室: the offices of one body are named without a level.
const BARE_OFFICE =
  /^\p{Script=Han}{1,10}(?:局|办|委|科|股|处|室|部|队|中心|政府|公司|集团|银行|支行|分行|专班|小组|指挥部)$/u;

// 实验室 is a place of work, 实验室与设备管理处 the unit.
const A_PLACE = /(?:实验室|教室|会议室|档案室|阅览室|宿舍)$/u;

// 各主办（牵头）单位 is a group by its role, whatever role words stand in it.
const BY_ROLE =
  /^(?:各|有关|相关)(?:主办|牵头|责任|承办|配合|协办|成员|参与)(?:[（(](?:主办|牵头|责任|承办|配合|协办)[）)]|、(?:主办|牵头|责任|承办|配合|协办))?(?:单位|部门)$/u;

/** True for a name or a group that a sentence may have as its subject. */
export function isSubjectName(words: string): boolean {
  if (BY_ROLE.test(words)) return true;
  if (!(isUnitName(words) || PLACES.test(words)) || TELLS.test(words) || A_PLACE.test(words)) return false;
  return PLACES.test(words) || HAS_LEVEL.test(words) || BARE_OFFICE.test(words);
}

/** Reads the list of units at the start of words that go on with a verb, a stop or nothing; null when none begins them. */
export function unitsAhead(words: string): UnitsAhead | null {
  const names: string[] = [];
  let end = 0;
  let openEnded = false;
  while (end < words.length) {
    const name = nameAhead(words.slice(end, end + LONGEST));
    if (name === null) break;
    names.push(name);
    end += name.length;
    const rest = words.slice(end);
    const etc = ETC.exec(rest)?.[0];
    if (etc) {
      openEnded = true;
      end += etc.length;
      break;
    }
    const separator = SEPARATOR.exec(rest)?.[0];
    if (!separator || nameAhead(rest.slice(separator.length, separator.length + LONGEST)) === null) break;
    end += separator.length;
  }
  return names.length > 0 ? { names, end, openEnded } : null;
}

// What a name can end with at all: looked at first, since most places in a sentence end none.
const LAST_SIGNS = new Set(
  '局委办部院厅处科股室馆商队心司团行社府会联协位门组挥班学校道镇乡园区场台站所厂关构业人员指村县市州旗地居）)',
);

// The shortest name behind which the sentence goes on: 市政府办公室 in 市政府办公室和…, not 市政府.
function nameAhead(words: string): string | null {
  const governed = governedAhead(words);
  if (governed !== null && BOUNDARY.test(words.slice(governed.length))) return governed;
  let depth = 0;
  for (let end = 1; end <= words.length; end++) {
    const last = words[end - 1] ?? '';
    if (/[（(]/u.test(last)) depth++;
    else if (/[）)]/u.test(last) && depth > 0) depth--;
    if (depth > 0) continue;
    if (/[，。；;：、！]/u.test(last)) return null;
    if (last === '由') return null;
    if (end < 2 || !LAST_SIGNS.has(last)) continue;
    const name = words.slice(0, end);
    if (isSubjectName(name) && BOUNDARY.test(words.slice(end))) return name;
  }
  return null;
}

// 石桥村 beside a unit is one too; 美丽乡村 is none.
const VILLAGE = /^\p{Script=Han}{2,4}(?:(?<![乡农新山渔美])村|社区|居委会|村委会)$/u;

/** True when the words name only units and groups. */
export function areAllSubjects(names: readonly string[]): boolean {
  const isName = (name: string) =>
    isUnitName(name) || (isGroupName(name) && !/\d|[要应须]|于/u.test(name)) || isSubjectName(name);
  return names.some(isName) && names.every((name) => isName(name) || VILLAGE.test(name));
}

const STRONG_END =
  /(?:局|委|办|部|厅|政府|办公室|委员会|管委会|公司|支队|大队|[^学]科|股|处|中心|街道|办事处|法院|检察院|总工会|妇联|残联|联社|支行|分行)$/u;

// 七、各县（区）人民政府 heads what they do; 各部门 heads anything.
const GOVERNMENTS =
  /^各(?:县|市|区|旗|乡|镇|乡镇|街道|园区|县区|区县|镇街)(?:[（(][^（）()]{1,24}[）)])?(?:人民政府|政府|管委会|街道办事处|办事处)(?:[（(][^（）()]{1,24}[）)])?$/u;

/** The units that a heading consists of: 三、市农业农村局、市林业局. Empty when it says anything else. */
export function unitsOfHeading(title: string): readonly string[] {
  const { names } = splitUnits(title.replace(/[：:。]$/u, '').replace(/[（(]\d{1,2}项[）)]$/u, ''));
  const areUnits = names.every(
    (name) =>
      GOVERNMENTS.test(name) ||
      (STRONG_END.test(name) &&
        (isUnitName(name) || isSubjectName(name)) &&
        !/^(?:其他|其它|有关|相关|各)/u.test(name)),
  );
  return areUnits ? names : [];
}

/** The units in front of a colon: 市财政局、市审计局等部门：加强经费保障. Null when no list of units stands there. */
export function unitsBeforeColon(text: string): { readonly value: string; readonly rest: string } | null {
  const match = /^([^，。；：:“”]{2,60}?)[：:]\s*(?=\S{4})/u.exec(text);
  if (!match?.[1]) return null;
  const { names } = splitUnits(match[1]);
  const isName = (name: string): boolean =>
    !/\d|[（(][^）)]*$/u.test(name) &&
    ((isUnitName(name) && !TELLS.test(name)) || (isGroupName(name) && name.length <= 14) || isSubjectName(name));
  const areUnits = names.every(isName);
  return names.length > 0 && areUnits ? { value: match[1], rest: text.slice(match[0].length) } : null;
}
