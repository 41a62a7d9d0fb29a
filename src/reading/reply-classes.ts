/**
 * The word classes that the clause rules are made of. A rule names classes, so that a new word of a class is known to every
 * rule at once.
 */

/** The sender's own side: 我局, 本单位, 咱们这边. */
export const SELF =
  '(?:我们?|咱们?|俺们?|本)(?:单位|局|委|办|院|区|县|市|州|行|厅|部门|公司|集团|镇|乡|街道|社区|村|中心|科|科室|处|所|队|支队|大队|分局|学校|校|医院|园区|管委会|分公司|项目部|协会|商会|党委|总队|基地|馆|站|社|厂|庭|组|台|署|场|园|库|矿|方)?(?:这边|这里|这一?块|这儿|那边|这头|里面?|上|内部)?';

/** The last word of a unit's name. */
export const UNIT_END =
  '(?:局|委|委员会|办|办公室|院|行|厅|处室|部门|政府|公司|单位|中心|街道|乡镇|支队|大队|银行|集团|学校|医院|管委会|公安|法院|检察院|政法委|财政|住建|城管|教育|卫健|民政|交通|环保|税务|海关|属地|区县|县区|各区|各县|各镇|省厅|市里|省里|区里|县里|上级|业主|项目方|甲方|主管方)';
/** A unit that is not the sender's: at most twelve characters that end as units do. */
export const OTHER_UNIT = `(?!我|本|咱|俺|贵|你|您|谁|哪|什么)[^,;。限期]{0,12}?${UNIT_END}`;

/** The part a unit has in a task. */
export const ROLE =
  '(?:牵头|责任|主责|主办|承办|负责|主管|成员|实施|落实|包保|包抓|配合|协办|主体)(?:单位|部门|主体|方|人|科室|机构|名单)';
/** What a unit is charged with. */
export const DUTY = '(?:职[责能权]|权责|事权|业务(?:范围|领域)|管辖(?:权|范围)?|管理权限|执法权|审批权|三定|主业)';
/** What the plan gives a unit to do. */
export const TASK_WORD = '(?:任务|事项|工作|项目|指标|活儿?|差事|事儿?|内容|清单|条目|[该此这本][项条])';
/** Charged with: 牵头, 负责, 来办. */
export const CHARGE = '(?:牵头|负责|承办|承接|承担|主办|主管|主责|接手|办理|实施|管|来[管办做抓弄搞]|去[管办做抓])';

/** Things that prove, without what describes them: 材料, 照片, 整改报告. */
export const PROOF =
  '材料 资料 附件 照片 图片 图像 影像 视频 录像 台账 截图 扫描件 复印件 总结 报告 说明 报表 文件 凭证 文书 票据 记录 邮件 链接 清单 通报 简报 佐证 数据 回执 函 表格? 手续 回单 发票 单据 签收单 验收单 花名册 名册 明细 结果 成果 纪要 合同 协议 卷宗';
/** What describes them: 佐证, 现场, 整改. */
export const PROOF_KIND =
  '佐证 证明 支撑 印证 相关 有关 整改 办理 工作 完成 情况 文字 书面 纸质 电子版? 现场 前后 对比 最终 正式 全套 全部 所有 详细 具体 各类 附的? 验收 结项 结题 活动 任务 的 该项 本项 及其? 等 和 与 以及';
/** Whom a request for closing goes to; no other unit. */
export const OFFICE =
  '您 你们? 贵办 贵局 贵委 贵处 办公室 督[查办](?:室|办|科|处)? 专班 指挥部 领导小组(?:办公室)? 各?位?领导 [王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董程曹袁邓许沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺龚文]?(?:主任|科长|处长|局长|老师|科|处) 同志 平台 后台 管理员 系统';
/** Asks for something, politely. */
export const PLEASE =
  '建议 申请 请求? 恳请 恳求 提请 烦请 敬请 谨请 商请 望 盼 希望 麻烦 烦劳 劳驾 辛苦 拜托 可以? 能否 能不能 可否 可不可以 是否可以? 看看 看一下 [您你]看[看着]? [您你]看一下 [您你]看下 帮忙? 帮我们? 供 予以? 给予';
/** Speech that fills: 嗯, 那个, 嘛, 的话. */
export const FILLER = '嗯 呃 额 哎 诶 唉 啊 哦 噢 呀 嘛 呢 哈 哇 那个? 这个? 就是 的话 其实';

/** The words of a class as the choices of a pattern. */
export const oneOf = (words: string): string => `(?:${words.split(' ').join('|')})`;

/** Proposes or asks, as a pattern. */
export const ASK =
  '(?:建议|申请|请求?|恳请|恳求|提请|烦请|敬请|商请|希望|盼|望|求|麻烦|劳驾|能否|能不能|可否|可不可以|应当?|应该|该|宜|需要?|最好)';
