import { FILLER, OFFICE, oneOf } from './reply-classes.ts';
import { inARow, madeOf, wholly } from './reply-pattern.ts';

/** Acknowledges and says no more. */
export const RECEIVED = inARow(
  [
    '好+的?|马上(?:办|去办)?|立刻|这就办?|(?:我们?|我局|我单位)?(?:会|一定|将)?(?:抓紧|尽快|落实|注意|(?:高度|十分|非常)?重视)(?:时间)?的?|好的?呢|嗯[呐呢哪]|好[嘞勒咧滴哒吧哩呐]|妥了?|得嘞|好说|收到了?|已收|已?收悉|收到通知|已收到|明白了?|知道了?|了解了?|清楚了?|晓得了?|(?:我|我们)?(?:会)?(?:记住|记下(?:来)?|记得|记着|留意|注意)(?:了|到)?',
    '知悉|已?知[悉晓]|已?悉|\\+1|已?阅|已?读|嗯+|恩+|哦+|噢+|嗯呢|行+|可以|(?<![\\u4e00-\\u9fff])中|得令|遵命|照办|遵照(?:执行|办理)|没问题',
    '没毛病|ok+|okay|okey|k|yes|yep|sure|got it|noted|roger(?: that)?|copy(?: that)?|understood|will do|received',
    'acknowledged|acked?|谢谢?您?|多谢|感谢|辛苦了?|辛苦您?了?|(?:谢谢|感谢|多谢)[^,]{1,8}',
    '辛苦[^,]{1,4}|thanks?|thank you|thx|ty|many thanks|thanks a lot|ok收到|收到ok|是的?|抱拳|强|赞|合十',
    '来了|👌|对|(?:已|均)?(?:收到|收悉|接到)了?(?:[您你]们?|贵[办局委处]|办公室)?的?(?:通知|文件|提醒|消息|信息|短信|来[函文电]|函件|留言|回复|催办|催办单|督办单|督办通知|任务单?|提示)|(?:来函|来文|函件?|通知|文件|提醒|消息|督办单)(?:已|均)?(?:经)?(?:收到|收悉)',
    '(?:我|我们|本单位|[\\u4e00-\\u9fff]{0,10}(?:局|委|办|院|行|厅|公司|镇|街道|支队|政府|中心))(?:已|均)?(?:收到|收悉|知悉|知道|明白)|(?:已|均)?阅知|收到[\\u4e00-\\u9fff]{0,2}(?:主任|科长|局长|处长|老师|书记)|请?(?:您|领导|组织|办公室)?放心',
    '(?:well |duly |kindly )?(?:received|noted)(?: and (?:noted|received|understood))?(?: with (?:many )?thanks)?|(?:with )?(?:many )?thanks|will (?:follow up|check|revert|see to it|take care of it|comply)|thank you (?:very|so) much|many thanks|(?:thanks|thank you) for [^,]{1,24}',
  ],
  '(?:[了的啦哈呀啊哦呢咯嘞呗滴哟噢1]|领导|主任|谢谢|收到|👌|👍)*$',
);
/** Opens a message and says no more. */
export const GREETING = wholly(
  [
    '[市县区省州]?(?:委|政府)?(?:(?:委|政府)?督[查办](?:室|办|科)|办公室|指挥部|专班|领导小组(?:办公室)?|贵办)',
    '您好|你好|大家好|各位(?:好|领导|老师|同事)?|领导们?好?|(?:上午|下午|早上|晚上|中午)好|早|早上好',
    String.raw`(?![市省县区本我该各])[\u4e00-\u9fff](?:科|处|总|工|局)(?:您好|你好|好)?`,
    String.raw`[\u4e00-\u9fff]{0,3}(?:主任|科长|局长|处长|老师|书记|秘书长|哥|姐|总)(?:好|您好)?|hi|hello|hey|good (?:morning|afternoon|evening|day)`,
    `dear .{0,20}|(?:向|给|跟)?${oneOf(OFFICE)}{0,2}(?:报告|汇报|回复|答复|反馈|呈报|敬呈|致|说明|回禀|禀报)(?:一下|如下|下|个情况|了)?(?:给)?${oneOf(OFFICE)}{0,2}|` +
      '现(?:将)?[^,]{0,14}(?:汇报|报告|反馈|回复)如下|回复',
    '(?:根据|按照?|依据|对照)[^,]{0,30}(?:要求|通知|部署|安排|精神|规定|分工|职责|方案|意见|计划|批示|清单|任务书|责任书|约定|标准)》?|.{0,24}如下|补充|好消息|报喜|回[您你]?的?话|(?:跟|向|给)?(?:您|领导|大家|各位)?(?:说|汇报|报告|告诉|通报)(?:一?声|一下|个|您|大家)+(?:情况|好消息|事儿?|喜讯)?|打扰了|麻烦了?|不好意思|抱歉|sorry',
  ],
  '$',
);
/** Will be seen to, without a day. */
export const PROMISE = wholly(
  ['我们?(?:单位|局|委|办|院|区|县|市|公司|这边)?|本单位|这边|i|we'],
  "? ?(?:一定|会|将|保证|确保|这就|马上|立即|立刻|尽快|抓紧|及时|按要求|认真|按时|按期|如期|(?:高度|十分|非常)重视|全力|争取|稍后|尽早|严格|继续|坚决|积极|加快|按通知|会后|今天就|即刻|'ll|will)+[^,]{0,16}(?:落实|办理|安排|报送|反馈|推进|处理|完成|回复|核实|跟进|执行|组织|研究|上报|报|办|查|传达|对接|转达|去办|对待|贯彻|提交|整改|改|do|get|follow up|look into it|arrange|handle|check|report|deal with|see to|work on)(?![^,]*中$)",
);
/** Pictures in words; beside other words they say nothing, alone they are asked about. */
export const STICKER =
  /^(?:微笑|玫瑰|握手|拥抱|呲牙|憨笑|愉快|可爱|咖啡|鲜花|爱心|太阳|啤酒|加油|鼓掌|胜利|嘿哈|奋斗|庆祝|蛋糕|礼物|笑脸|(?:🌹|😊|☺|😄|😁|🤝)+)+$/u;

const OURSELVES =
  '我 我们 我局 我单位 我委 我办 我院 我区 我县 我镇 我公司 我街道 我中心 本单位 本局 咱 咱们 咱们?局 这边 这里 本人 i we';
const WILL =
  '一定 肯定 必须 会 将 要 这就 马上 立即 立刻 即刻 即时 尽快 尽早 赶紧 赶快 抓紧(?:时间)? 及时 认真 按时 按期 如期 高度 十分 非常 全力(?:以赴)? 争取 稍后 随后 待会儿? 一会儿? 回头 严格 继续 坚决 积极 加快 先 再 去 来 好好 今天 今晚 会后 按要求 按通知 按照? 依照 遵照 要求 通知 精神 规定 部署 和 跟 与 向 给 把 就 也 都 并 的 地';
const CONDUCT =
  '落实 办理? 安排 报送? 上报 反馈 推进 处理 回复 核[实对查] 跟进 跟踪 执行 组织 研究 学习 查[看询找]? 传达 对接 转[达办告发交] 办好 做好 落实好 对待 贯彻 提交 整改 改 改正 问问? 了解 看看? 记(?:录|一下|下|住|着)? 配合 支持 服从 汇报 请示 通知 布置 部署 准备 盯[紧着]? 商量 商议 联系 沟通 照办 遵守 关注 留意 改进 督促 提醒 协调 调度 催办?催? 抓好? 弄 搞 做 去办 想办法 重视 完成 分派 分解 交办 行动 动手 着手 着手办';
const WHOM =
  '人 专人 人员 人手 同志 同事 科室 处室 相关 有关 业务 具体 经办 承办 责任 分管 主要 局 各 部门 单位 各?村 各?镇 站所 领导 主任 局长 书记 处长 科长 老板 负责人? 班子 党组 大家 下去 情况 工作 此事 这事 这件事 事情 任务 材料 文件 一下 下 了 好 哈 啊 吧 呀 呢 哦 起来 到位 上去 过去 它 进度 消息 您 你';
const promises = madeOf(OURSELVES, WILL, CONDUCT, WHOM, FILLER);
const conduct = new RegExp(oneOf(CONDUCT));
/** Says what one is going to do, in any words of an office: 我们安排人去办, 我去问问, 全力配合. */
export const isIntention = (text: string): boolean =>
  conduct.test(text) && promises(text) && !/[进理改实行织施]中$/.test(text);

const PASSED =
  '已 已经 均已? 都已? 正在 经 正 报 呈 呈报 呈送 上报 送 报送 转 转发 转给 转交 转达 转办 转告 传达 下发 通知 告知 汇报 请示 报告 安排 布置 部署 明确 指定 分派 交办 交[给由]? 落实到?';
const PASSED_TO = '给 至 到 向 跟 和 阅示 批示 阅处 审阅 审示 阅批 知悉 阅 办理 落实 处理 跟进 对接 负责 牵头 承办';
const passes = madeOf(OURSELVES, WILL, PASSED, PASSED_TO, WHOM, FILLER);
const inside =
  /科室|处室|领导|主任|局长|书记|处长|科长|同事|同志|人|专班|部门|单位|班子|村|镇|站所|下去|转[达告办交发]|传达/;
/** Passed on inside the unit: 已转相关科室, 我向领导汇报一下, 已呈主要领导阅示. */
export const isPassedOn = (text: string): boolean =>
  inside.test(text) && new RegExp(oneOf(PASSED.replace(/\?/g, ''))).test(text) && passes(text);
