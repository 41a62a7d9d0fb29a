import { FILLER, OFFICE, oneOf, PLEASE, PROOF, PROOF_KIND } from './reply-classes.ts';
import { DAY_MARK } from './reply-clauses.ts';
import { anyOf, madeOf, wholly } from './reply-pattern.ts';
import { UNSETTLED } from './reply-words.ts';

/**
 * What people write beside a claim without taking anything of it back: they ask the office to close, say what is attached, end
 * formally, tell how it was done, or what stood in the way before.
 */

/** What the office does with a finished task. */
const CLOSE =
  '审[核阅定查批]? 查[收阅看验核] 核[实验查销减对准] 验收 复[核查审检验] 抽查 检查 检验 把关 指教 斧正 阅示? 批示 指示 指正 知悉 知晓 销(?:号|账|案|掉|了)? 办结 结(?:案|束|掉|了|项)? 确认 备案 备查 存档 归档 登记 过目 打[勾钩√] [画划]个?勾 打个[勾钩] 关(?:闭|掉|了|单)? 标(?:记|注|识|完成)? 更新 点 勾(?:选|掉)? 转[告达呈报] 收(?:一下|下|悉)? 参[阅考] 掌握 批准 通过 签收 划掉 消[号除] 解除 更[正改]';
const REQUEST =
  '组织 安排 派[人员] 前来 来 现场 还 也 并 现 特 烦 谨 在 从 于 到 向 及时 尽快 抽空 方便时 把 将 对 按 为 给 再 我们 我局 该项 此项 本项 这项 这个 任务 状态 台账 网上 里面? 中 上 内 一下 下 个 一 号 吧 哈 了 为盼 为荷 谢谢 无误 掉 完成 是否合格 有空 看着 那边 这边 帮我 给我们 里面 打 记 进行 办理 就 吗 么 能不能 能否 可以';
const startsWithRequest = new RegExp(
  `^(?:${oneOf(FILLER)}|[这该此本]项|\uE000|还|也|现|特|敬|谨|烦)*(?:${oneOf(PLEASE)}|[您你](?:们|那边|这边|看着?|抽空|有空|方便时)?(?=[给帮点审销可]))`,
);
const hasClose = new RegExp(oneOf(CLOSE));
const isRequest = madeOf(PLEASE, OFFICE, CLOSE, REQUEST, PROOF, PROOF_KIND, FILLER, DAY_MARK);
const PAPERS =
  '(?:docs?|evidence|reports?|files?|photos?|pictures|materials?|documents?|documentation|proof|records|results|paperwork|papers|minutes|summary)';
const PAPERS_WHERE =
  '(?:to (?:you|your (?:office|inbox|email))|in(?:to)? the (?:system|group|folder)|by (?:e-?mail|post)|on ||this (?:morning|afternoon)|earlier|already|as well|too|for (?:your )?review|via [a-z]{2,10})';
/** Ends a letter: 特此报告, 专此函复, 盼复, 为盼. */
const ENDING = wholly(
  [
    '(?:特|专|谨|现|为)此?(?:予以)?(?:报告|汇报|反馈|回复|说明|函[告复达]|呈报|报送|奉告|致函|通报|报上|报请.{0,6})',
    '(?:现|特)?(?:将|就)[^,]{0,12}(?:予以|一并)?(?:报告|汇报|反馈|回复|呈报|报送|报上|上报|呈上)(?:如[上下]|给?您|贵办|办公室)*',
    '(?:pls |please |kindly |you (?:can|may) |so )*(?:close|close out|close off|sign off|tick off|mark) \uE000(?: as (?:done|closed|complete))?(?: now)?',
    '(?:pls|please|kindly)? ?(?:review|check|see attached|see attachment|find attached|close it|close|confirm|verify|advise|approve|mark (?:it|this)(?: as)? (?:closed|done|complete))(?: it| this| the attachment| the task)?',
    `(?:(?:the|all|final|full|completion|supporting|summary|written|signed) )*${PAPERS}(?:(?: and|,) (?:the )?${PAPERS})? ?(?:(?:is|are|was|were|has been|have been|already|just) )*(?:sent|attached|uploaded|submitted|enclosed|emailed|filed|in the (?:[a-z]{3,8} )?(?:system|folder|group|drive|annex)|on the (?:platform|drive|system))(?: ${PAPERS_WHERE})*`,
    `(?:i |we )?(?:have )?(?:just |already )?(?:sent|emailed|uploaded|attached|submitted)(?: to)?(?: you)?(?: (?:the|all|final|our|supporting))* ${PAPERS}(?: ${PAPERS_WHERE})*`,
    'attached|(?:see|as) attached',
    `待${oneOf(OFFICE)}?(?:审[核阅定查])|待${oneOf(OFFICE)}(?:验收|核[实验]|复[核审])`,
    '(?:请|麻烦|辛苦|劳驾|烦请)(?:帮忙|再|先|给)?看+(?:一下|下|看)|(?:请|麻烦)?[您你](?:帮忙|再|先|给)?(?:看|查|收|核对|核实|核|过目|审|审核)+(?:一下|下|看|吧|收)?(?:行不行|行吗|可以吗|可以不|对不对|是否可以|有没有问题|合不合格|合格不)?|看一?下',
    '(?:详?见|如)(?:下|上|附)?(?:图|表)(?:所示)?|如图|图见[下上]',
    '盼复|为[盼荷要]|妥否|此复|以上|如上|如下|完毕|(?:报告|汇报)完毕|over|以上(?:情况|内容|报告|汇报|为[^,]{0,8})?(?:属实|无误)?|情况属实|请放心|放心|敬礼|此致|顺祝[^,]{0,8}|祝好|祝[^,]{1,10}(?:愉快|顺利|安康)|(?:有|如有)(?:问题|疑问|不妥)(?:之处)?(?:请|再|随时|欢迎)*(?:联系|沟通|指正|批评指正|反馈|告知).{0,4}',
  ],
  '$',
);
const SENT =
  'send(?:ed)? sent 附[后上录]? 上[报传交] 报[送了上给]? 提交 发送? 传 送[达交]? 寄 递交 呈[报送上] 补[齐充交发送报传寄] 交 见 给 备[好齐查] 存档 归档 归卷 入库 录入 导入 齐[全备] 到位 放 随文 整理好 准备好 装订成册 抄送 奉上';
const ALONG =
  '桌上 桌面 办公桌 喽 咯 早 早就 早已 并且? 且 现 另 还 同时 一并 都 也 均 已经? 另行 随后? 稍后 马上 会 将 同步 按要求 经 到 至 给 向 在 往 通过 用 以 从 我局 我们 各 邮箱 内网 外网 政务网 微信 钉钉 oa 群里? 网盘 [一二三四五六七八九十两0123456789] [份张页个] 里面? 中 上 过去 上去 进去 去 了 啦 过 来 请查收 请收 请查看 查收 好 吧 哈 处 一下 详 详见 后补 是 为';
const proof = new RegExp(oneOf(PROOF));
const sentTo =
  /^(?:也|都|已|均|全部?|一并|材料)*(?:发|传|报|送|交|寄)[^,]*(?:您|你|贵|办公室|群|系统|平台|邮箱|微信|钉钉|oa)/;
/** 佐证材料已上报, 照片稍后发您邮箱, 相关图片、文件都传系统了. */
const isEnclosed = madeOf(PROOF, PROOF_KIND, OFFICE, SENT, ALONG, FILLER, DAY_MARK);

/** Asks the office to close or to look, ends the letter, or names what is enclosed. */
export const isClosing = (text: string): boolean =>
  (startsWithRequest.test(text) && hasClose.test(text) && isRequest(text)) || ENDING.test(text) || tellsEnclosed(text);

/** Asks the office to close it: 申请销号, 可以打勾了. Who asks for that says that it is done, where a deed stands beside. */
export const asksToClose = (text: string): boolean =>
  /销|办结|结案|结项|关|[勾钩]|划掉|点.{0,2}完成|标.{0,3}完成/.test(text) && isRequestToClose(text);

const isRequestToClose = (text: string): boolean =>
  (startsWithRequest.test(text) && hasClose.test(text) && isRequest(text)) || CLOSE_IT.test(text);
/** 请予销号, 可以销号了. */
const CLOSE_IT = /^(?:可以?|能|请|建议|申请|特?申请|现?申请)?(?:予以)?(?:销号|办结|关闭|结案|结项|打[勾钩])(?:了)?$/;

/** What describes the proof is open (专栏链接, 培训照片), as long as it leaves nothing open. */
export function tellsEnclosed(text: string): boolean {
  if (sentTo.test(text) && isEnclosed(text)) return true;
  const at = text.search(proof);
  if (at < 0 || at > LONGEST_DESCRIPTION) return false;
  return isEnclosed(text) || (isEnclosed(text.slice(at)) && !UNSETTLED.test(text.slice(0, at)));
}

const LONGEST_DESCRIPTION = 12;

/** How it came about: 经全局上下努力, 在各部门支持下, 通过加班加点. It says nothing of its own. */
export const PREAMBLE =
  /^(?:经过?|在|通过|依靠|得益于|多亏|感谢|谢谢|靠着?)[^,]{0,30}(?:努力|协调|攻坚|攻关|支持|帮助|指导|领导|配合|推动|推进|关心|部署|安排|下|后|沟通|对接|工作|加班加点|奋战|奋斗|协作|整改|研究|核实|复核|评估|验收|审查|查验|检查|审核|排查|动员|会战|作战|督促|督办)$/;
/** What stood before and is over: 之前说要延期, 虽然时间紧, 前期进度慢. A claim must follow. */
export const HISTORY =
  /^(?:之前|前[两几些]天|前一阵子?|上期|上一[期次]|早前|那时|当时|原(?=[未没缺差计定])|此前|先前|以前|原来|原本|原先|上次|上回|前期|前段时间|前阵子|起初|当初|一开始|开始|本来|虽然?|尽管|虽说|曾|前面|昨天还|上周还|过去)/;
/** Labels of a form that ask for what stands open; 无 behind them says that nothing does. */
export const OPEN_LABEL =
  /(?:问题|困难|意见|建议|打算|备注|措施|原因|遗留|需求|事项|计划|情况|风险|障碍|诉求|下一步[^,]{0,4}|需[^,]{0,8}(?:协调|解决|支持)[^,]{0,6}|其他|说明)$/;
export const NOTHING = /^(?:暂?无|没有|暂时没有|目前没有|无问题|未发现|不需要|无需|\/|-|—|否|none|n\/?a|nil|no)$/;
/** A form that asks whether it is done, and the answer yes. */
export const FORM_QUESTION =
  /^(?:[\uE000该此本项任务工作]*)(?:是否|有无)(?:已经?|全部|按期|如期|按时)*(?:完成|办结|落实到位|整改到位)$|^(?:完成|办结)(?:情况|与否)$/;
export const YES = /^(?:是的?|已完成|已办结|√|✔|✅|对|yes|y)$/;

/** Will be kept up from now on: 今后将长期坚持, 下一步巩固成果. The task itself is over. */
export const UPKEEP =
  /^(?:今后|下一步|下步|后续|接下来|以后|往后|之后)?(?:工作中)?(?:我们?[局委办院区县镇]?|本单位)?(?:将|会|要|继续|持续|也|还|进一步|不断)*(?:长期坚持|常态化(?:坚持|保持|开展|推进|抓|监管|管理|巡查)|巩固|保持|加强(?:日常|后续|长效)?(?:监管|巡查|管护|管理|维护|跟踪|回访)|做好(?:日常|后续|长效)[^,]{0,8}|防止反弹|抓好(?:日常|长效)[^,]{0,8}|建立长效机制)[^,未没]{0,10}$/;

/** What was done on the way, told before the claim: 高度重视, 第一时间成立专班, 倒排工期. */
export const EFFORT =
  /^(?:[^,]{0,8})(?:高度重视|第一时间|立即|立刻|迅速|积极|认真|扎实|深入|主动|全力|成立|召开|制定|倒排|压实|明确|细化|强化|加强|加大|狠抓|组织|统筹|协调|督促|推动|对照|逐项|逐一|部署|安排|动员|专题|研究|行动|出动|克服|抽调|落实责任|挂图作战|挂号|加班|联合|会同|邀请|聘请|委托)[^,]{0,24}$|^(?:接到|收到|接|得知)[^,]{1,12}后$|^(?:该项|此项|本项)?(?:任务|工作|事项)?由?我[^,]{0,4}(?:牵头|负责|承担|承办)(?:办理|落实|实施|推进)?$/;
/** Why it is reported so late: 因系统问题今天才报, 之前忘记报了, 才看到. */
const LATE_EXCUSE =
  '^[^,]{0,8}(?:没看到|没看见|没注意到?|才看到|没看)(?:消息|通知|信息|手机|微信)?$|^(?:不好意思|抱歉|对不起)?(?:之前|此前|前面|昨天|上周)?[^,]{0,12}(?:才|忘记?了?|忘了|漏|晚了?|迟了?)(?:给您|跟您)?(?:报|回复|看到|反馈|回|上报|填|说)[^,]{0,4}$|^(?:前几天|前两天|前些天|之前|此前|昨天|上周|当时|那几天)[^,]{0,20}(?:没法|没能|没顾上|没来得及|没时间|没空|没)(?:及时)?(?:报|上报|填报|回复|反馈)(?:上)?$|^(?:前几天|前两天|前些天|之前|此前|昨天|上周|当时|那几天)[^,]{0,20}报不(?:了|上)$';

/** Denials that leave nothing open: 未发现问题, 不用延期了, 困难已克服. */
export const HARMLESS_CLAUSE = anyOf([
  '^超(?:额|出)?(?:原?计划|目标|任务|预期)?(?:完成)?\\d[^,]{0,4}$|^(?:均|都)?(?:没有?|无|未)(?:任何)?(?:逾期|超期|拖延|延误)(?:情况|现象)?$',
  '^(?:已经?|都|也)?报上(?:来|去)了$',
  String.raw`^应(.)尽\1$`,
  '^(?:其[余他它]|别的|剩下的)(?:各|的|几)?(?:项|任务|事项|工作|内容)*(?:均|都|并|也)?(?:无|没有?|不涉及|未涉及|与)(?:我(?:们|局|单位|委|办|院|区|县|镇|街道|公司|方)?|本单位|本局)*的?(?:任务|事项|工作|内容|职责|无关|关系)?$',
  '^(?:一[个户处项家件条]|一点)也?(?:不[剩漏落少]|没[剩漏落少])$|^无一(?:遗漏|漏|例外|反弹|缺项)$|^(?:不|未|没)留下?任?何?(?:死角|尾巴|盲区|空白)$|^没有?(?:尾巴|死角)$',
  LATE_EXCUSE,
  '^(?:目前)?(?:没有?|无|未)(?:任何|什么)?(?:遗漏|遗留|死角|盲区|反弹|落下|漏项|缺项|其他情况|异议)[^,]{0,4}$',
  '^(?:目前)?(?:均?未|没有?|没啥|没什么|暂?无|不存在|未再|零|暂未|均无|并?未)(?:有)?(?:发现|发生|出现|收到|接到|遗留|任何|新增|其他|突出|异常|事故|问题|困难|信访|投诉)[^,]{0,14}$',
  '^[也就现]?(?:不再?|无需|不用|不需要?|不必|不想|没有?|未|无)(?:要)?(?:申请)?延期了?$',
  '^(?:我[^,]{0,4}|本单位|单位)?(?:党委|党组|主要领导|领导)?(?:高度|十分|非常)重视[^,]{0,8}$',
  '^(?:比|较)?(?:原?(?:计划|预期|时限|要求))?提前了?[^,]{0,8}$',
  '^(?:比|较)(?:原定?|规定)?(?:计划|预期|时限|要求)?(?:的?(?:时间|期限))?(?:提?早|提前|快)了?[^,]{0,8}$',
  '^(?![^,]*(?:不(?!错)|差|欠|一般|有待))(?:效果|反响|成效|成效显著|效果良好|反响热烈|反响良好)[^,]{0,6}$',
  '^(?:可以?|能|请|建议|申请|特?申请)?(?:予以)?(?:销号|办结|关闭|结案)(?:了)?$',
  '^(?:有关|相关|上述|所有|存在的?)?(?:问题|困难|难题|障碍|瓶颈|隐患|矛盾)(?:均|都|也)?(?:已经?|得到)(?:全部|基本上?|均|都|妥善|圆满)*(?:解决|克服|化解|消除|排除|整改(?:到位|完毕)?|落实)(?:了|完毕)?$',
]);
