import { type Day, daysBetween } from '../core/calendar.ts';
import type { ReplyIntent } from './reading.ts';
import { type Clause, DAY_MARK, TASK_MARK } from './reply-clauses.ts';
import { claimsDone, claimsDoneInEnglish, isWholeSubject } from './reply-done.ts';
import { hasPartShare, mentionsShare } from './reply-figures.ts';
import { isQuestion, TAG } from './reply-questions.ts';

const EXTEND =
  '延期|展期|延后|延长|推迟|缓期|缓办|宽限|顺延|延缓|延迟|延(?=[至到]|\\uE001)|往后(?:推|延|放|拖|挪)|晚(?:点|些|几天|两天|一周|几日)|(?:再|多)(?:宽限|给|延|要)[^,]{0,6}(?:天|日|周|星期|月|时间)|改[到至为]\\uE001|调整?[到至为]\\uE001|(?:调整|变更|修改|放宽)[^,]{0,4}(?:时限|期限|时间|截止)|(?:时限|期限|截止)[^,]{0,6}(?:调整|改|变更|放宽|推)';
const ASKING =
  '申请|请求|恳请|恳求|请示|拟请|希望|能否|能不能|可否|可不可以|可以|是否可以?|能|想|请|望|盼|求|麻烦|建议|需要|需|要求|必须|只[能好]|不得不|予以|准予|批准|给予|行不行|行吗|好吗|可以吗|行么';
const EXTENSION = new RegExp(
  `(?:${ASKING})[^,]{0,24}(?:${EXTEND})|(?:${EXTEND})[^,]{0,24}(?:行不行|行吗|行么|可以吗|可以么|好吗|可否|吧|能否|为盼|请批准|请批复|请予|申请)|^(?:${TASK_MARK})*(?:${EXTEND})(?:[至到][^,]{0,3}\uE001.{0,3}|[一二三两四五六七八九十半\\d]{1,3}(?:天|日|周|个?月|个?星期|个工作日).{0,2}|\uE001.{0,2}|申请|一下)?$`,
);
const EXTENSION_ENGLISH =
  /(?:(?:can|could|may|shall|please|need|request|want|like|ask|apply|possible)[^.]{0,40}(?:push|extend|extension|postpone|delay|more time|(?:few|two|three|\d+) more (?:days|weeks)|move (?:this|it|the (?:deadline|date)))|^(?:extension|postpone|delay)(?: (?:please|to|until|till).*)?$)/;
/** Words about an extension that ask for none: refused, told, conditional, asked about, of a meeting, of somebody else. */
const NO_EXTENSION =
  /(?<![能可会要行是])(?:不|无需|无须|没|没有|未|别|勿|不用|不必|不需要?|不再|无|取消|撤回|撤销|放弃|避免|不想|不会|不得|不能|防止)(?:再|要|用|想|打算|准备|需要?)?(?:申请|请求)?(?:延|展期|推迟|宽限|缓)|延期(?:申请)?(?:表|流程|手续|模板|格式|规定|条件|怎|如何|在哪|批|已|是|有|通过|的)|(?:怎么|如何|怎样|哪里|在哪|谁|什么|是不是|是否要|要不要|最多|最长|可能|也许|如|若|如果|万一|上次|之前|上回|刚才|撤|不同意|为什么|为何)[^,]{0,14}(?:延期|展期|延长|推迟|宽限)|已(?:经)?(?:申请|批准|同意|提交)?(?:过)?(?:延期|推迟|延后|延至|延到|展期|顺延)|(?:会议|仪式|活动|培训|比赛|论坛|开会)[^,]{0,4}(?:将|会|要|已)?(?:延期|推迟|延后|改[到至])|不(?:知道?|清楚|确定)[^,]{0,10}延|(?:有|其他|别的|哪些|多少)(?:单位|部门|人|家)[^,]{0,6}延期|no (?:need|extension)|n't (?:need|want)|(?:not|without) (?:need|ask|extend|delay|postpon)|how (?:do|to|can)/;
const OTHER_ASKS =
  /^(?:市|省|县|区)?[\u4e00-\u9fff]{1,8}(?:局|委|办|院|行|厅|公司|街道|政府)(?:已|也|要|想|拟)?(?:申请|请求|希望|要求)/;

const DISPUTE =
  /(?:不|并?非)(?:应|该|应该|属于?|归|由|是|在)*(?:由)?(?:我|本|咱)(?:们|单位|局|委|办|院|行|厅|区|县|市|镇|公司|部门|科|处|方|街道|中心)*(?:这边|这里)?的?(?:单位|部门)?(?:来)?(?:牵头|负责|职责|职能|职权|任务|承办|主办|主管|管辖|管理|管|的?事|的?活|范围|业务|辖区|承担|做|办|报|$)|不(?:归|属|由|该|应由?)(?:于)?(?:我|本|咱)|职[责能权](?:划分)?(?:不清|不明|不符|有争议|不在|已划|已转|已调|划转)|(?:不在|不属于?|超出|非)[^,]{0,6}(?:职责|职能|职权|管辖|业务|工作)范围|(?:建议|应当?|应该|请|宜|需)[^,]{0,4}(?:改|转|移交?|划|交)(?:给|由|至|到|办)?[^,]{0,6}(?:局|委|办|院|行|厅|部门|政府|公司|单位|中心|街道|支队|公安|法院|政法委|$)|(?:应|建议|应当|应该|该)(?:是|由|为|归|属于?)[^,我本]{1,12}(?:牵头|负责|承办|主办|主管|管|来做|来办)|(?:牵头|责任|主办|承办)(?:单位|部门)(?:有误|错|不对|不是我|应[为是该]|建议)|与(?:我|本)(?:单位|局|委|办|院|行|区|县|们)?无关|(?:派|分|转|找|填|列)错(?:了|单位|部门|人)|发错(?:单位|部门|人|对象)|^发错了|(?:只|仅)(?:是|负责|为)?配合|(?:我|本)(?:局|单位|委|办|院|行|区|们)?(?:只|仅)?(?:是|为)(?:配合|协办|参与)单位|(?:职能|职责|业务|事权|工作|这块)[^,]{0,8}(?:划转|划给|划到|划归|划入|转隶|移交(?:至|到|给)|调整(?:至|到|给))|(?:主责|牵头|主办|承办)(?:单位|部门)?(?:应该?|应当)?(?:是|为)(?!我|本|咱|谁|哪|什么)|(?:没有|无)(?:此|该|这)项?(?:职[责能]|业务)|不是(?:牵头|责任|主责|主办|承办)(?:单位|部门|人)|(?:我|本|咱)(?:们|单位|局|委|办|院|行|区|县|公司|部门|这边)*(?:并|又|也)?不(?:负责|牵头|管|承担|主管|具备|具有)|责任有异议|有异议|职责意见|(?:not|isn't|aren't) (?:our|ours|us|my|we)(?![a-z])|(?:not|n't) (?:be )?(?:responsible|in charge|within our)|wrong (?:unit|department|bureau|team)|belongs to (?!us)|should (?:be handled by|go to)/;

const NO_TROUBLE =
  /(?:没有?|无|暂无|未遇到?|不存在|未发现|未出现|无任何)(?:任何|什么|其他|其它|大的?|明显|突出|遗留)?(?:困难|问题|障碍|异常|风险|阻力|瓶颈|影响)|(?:困难|问题|经费|瓶颈|障碍)(?:均|都|全部)?(?:已|得到)(?:经|全部)?(?:解决|克服|化解|落实|到位|协调|整改)|(?:困难|问题)(?:是|为)?无|克服|排除(?:了)?困难|没问题|no (?:problem|issue|blocker)/;
const TROUBLE =
  /困难|难度(?:较?大|很大)|难题|难以(?!说|讲|算|认定)|瓶颈|问题(?=$|是|为|较|突出|需|有|待|未|还|无法|太|很|比较|如下)|(?:有|存在|遇到|出现|碰到)[^,]{0,8}问题|(?:经费|资金|预算|编制|人员|人手|场地|设备|手续|数据|系统|权限|审批|批文|材料|平台|领导|对方|部门)[^,]{0,6}(?:未|没有?|不)(?:落实|到位|足|够|下达|拨付|批|给|配合|支持|提供|齐|全|开放|同意|下来|通过)|(?:缺|缺少|缺乏|差)(?:人|经费|资金|钱|设备|场地|人手|专业|数据|依据|支持|专项)|人手(?:紧张|不足|不够|短缺)|(?:推|干|办|做|进行|开展|推进|完成|落实|报|搞|查|协调)不(?:了|动|下去|完|成|开)|无法(?!无天)|没法|没办法|卡(?:住|壳|在|着)|受阻|受制|受限|受疫情|受天气|阻力|停滞|搁置|停工|僵局|不具备条件|来不及|赶不上|卡脖子|(?:钱|款项?|批文|批复)[^,]{0,3}(?:没|未|不)|没(?:钱|人(?:手|干|管|做|配合|愿))|抽走|(?:故障|报错|登不上|打不开|崩溃)|stuck|blocked|blocker|cannot|can't|unable|need(?:s)? (?:help|support|assistance|coordination|your help)|no (?:budget|money|funds|staff)|waiting (?:for|on) (?:budget|fund|approval)/;
const NEED =
  /(?:需要?|请求?|希望|建议|恳请|盼|望|求|麻烦|亟[需待]|有待|提请|请示|能否|能不能|可否|可以请)(?!.{0,12}(?:审核|查收|审阅))[^,]{0,14}(?:协调|支持|配合|协助|帮助|帮忙|支援|出面|解决|牵头推动|推动|介入)|need.{0,30}(?:help|support)/;
const NEED_NOT =
  /(?:不|无)需?要?(?:市|县|区|领导|办公室|贵办)?(?:再)?(?:协调|支持|配合|帮助)|(?:已|正在?)(?:经|请|商请|积极|主动|与|和|联系|同|向)[^,]{0,12}(?:协调|对接|沟通|支持|配合)|下一步|谢谢[^,]{0,6}(?:支持|配合|协助)|感谢/;

const RECEIVED =
  /^(?:好+的?|好嘞|好滴|好哒|好吧|收到了?|已?收悉|收到通知|已收到|明白了?|知道了?|了解了?|清楚了?|晓得了?|知悉|已?知悉|悉|已?阅|已?读|嗯+|恩+|哦+|噢+|行+|可以|中|得令|遵命|照办|遵照(?:执行|办理)|没问题|没毛病|ok+|okay|okey|k|yes|yep|sure|got it|noted|roger|copy(?: that)?|understood|will do|received|acknowledged|acked?|谢谢?您?|多谢|感谢|辛苦了?|辛苦您?了?|谢谢(?:领导|主任|提醒|老师)|感谢(?:提醒|支持|领导)|thanks?|thank you|thx|ty|many thanks|thanks a lot|ok收到|收到ok|是的?|抱拳|强|赞|玫瑰|握手|微笑|拥抱|合十|来了|👌){1,3}(?:[了的啦哈呀啊哦呢]|领导|主任|谢谢|收到|👌|👍)*$/;
const GREETING =
  /^(?:您好|你好|大家好|各位(?:好|领导|老师|同事)?|领导们?好?|(?:上午|下午|早上|晚上|中午)好|早|早上好|[\u4e00-\u9fff]{1,3}(?:主任|科长|局长|处长|老师|书记|秘书长|哥|姐|总)(?:好|您好)?|hi|hello|hey|dear .{0,20}|报告(?:领导)?|汇报(?:如下)?|现(?:将)?[^,]{0,14}(?:汇报|报告|反馈|回复)如下|回复(?:如下)?|反馈如下|如下|补充|打扰了|麻烦了?|不好意思|抱歉|sorry)$/;
const PROMISE =
  /^(?:我们?(?:单位|局|委|办|院|区|县|市|公司|这边)?|本单位|这边|i|we)?(?:一定|会|将|这就|马上|立即|立刻|尽快|抓紧|及时|按要求|认真|按时|全力|争取|稍后|尽早|严格|继续|坚决|积极|加快|按通知|会后|今天就|即刻|'ll|will)+[^,]{0,16}(?:落实|办理|安排|报送|反馈|推进|处理|完成|回复|核实|跟进|执行|组织|研究|上报|报|办|查|传达|对接|转达|去办|贯彻|提交|整改|改|do|get)/;
const EVIDENCE =
  /^(?:(?:有关|相关|佐证|印证|书面|纸质|电子|详细|具体|总结|证明|工作|情况|版|现场|全部|完整|另|活动|扫描件|及)*(?:材料|资料|附件|台账|照片|图片|报告|文件|总结|说明|佐证|邮件|截图|清单|情况|通报|简报|信息|图文|链接|表格?|扫描件|ppt|视频)?(?:也|均|都)?(?:已|见|详见|另|随|稍?后|一并|同步|请见|如|已经|将|会)*(?:上报|报送|提交|发送|上传|发|附后|附上|附|见附件|寄|送达|报|交|补|传|邮箱|至邮箱|给您|给办公室|到群里|在群里|后续|发了|发过|发出|送到?)*(?:了|过去|给您|至您?|到|邮箱|办公室|群里|贵办|市?处非办|领导|过|一份|出|另行|后补|请|见|附件|备查|存档|归档|如下|\uE001)*|请(?:您|领导|办公室|贵办|主任|予以|各位|老师|帮忙)*(?:审[核阅定查批]|查[收阅看验]|核[实验查]|阅示|批示|指示|指正|知悉|知晓|验收|销号|办结|确认|备案|登记|过目|关闭|结案|注意查收|予以办结)(?:一下|为盼|谢谢|销号)?|待(?:办公室|领导|贵办|您)?(?:审[核阅定查]|复[核审]|验收|核[实验])|(?:pls|please|kindly)? ?(?:review|check|see attached|see attachment|find attached|close it|close|confirm)(?: it| the attachment)?|evidence attached|attached|材料见附件|详见(?:附件|材料|邮件|附表|总结)|见附件|附后|特此(?:报告|汇报|反馈|回复|说明)|以上|报告完毕|汇报完毕|完毕|如上|此复|over)$/;
/** What unsettles a claim of done made elsewhere in the message. */
const UNSETTLED =
  /尚|未|没|无法|不(?!断|仅|少|错|留|折不扣|漏|止一|含|足之处|再(?:申请)?延)|还(?!款|开展|组织|制作|印发|举办|发放|进行|邀请|通过)|但|不过|然而|可是|只是|就是|仅|除|差|剩|余下|其余|其[他它]|别的|缺|^等|^待|正在?|在(?:推进|办|做|进行|整改|走|等|弄|搞)|中$|(?<!即)将(?=于|在|继|进|按|把|完|持|对)|即将|拟|计划|预计|准备|打算|争取|力争|下一步|后续|继续|如果?|若|假如|要是|万一|听说|据|说|可能|应该|也许|大概|估计|好像|似乎|貌似|以为|稿|部分|基本|初步|大体|大致|大半|一半|过半|多数|接近|几乎|差不多|阶段|退回|返工|反弹|重新|重做|撤回|取消|作废|有误|误|搞错|弄错|错|玩笑|骗|才|就好|了再|后再|之后|[^今此以]后$|完成后|办结后|要(?![点求素闻情])|需|应(?![急用对届当])|(?<![社大开机协工商员例书晤宴年])会(?![议商场同审签员计展务])|能(?!力|源|够?)|可(?!视|持续)|让|(?<!要|需|征|诉|请)求|催|❌|✗|✘|🤔|❓|not|n't|except|but|only|partial|almost|nearly|still|remain|pending|half|draft|first|phase|if|when|once|after|will|should|would|maybe|probably|expect|other|rest/;
const HARMLESS_CLAUSE =
  /^(?:目前)?(?:均?未|没有?|暂?无|不存在|未再|零|暂未|均无|并?未)(?:有)?(?:发现|发生|出现|收到|接到|遗留|任何|新增|其他|突出|异常|事故|问题|困难|信访|投诉)[^,]{0,14}$|^[也就现]?(?:不再?|无需|不用|不需要?|不必|不想|没有?|未)(?:要)?(?:申请)?延期了?$|^(?:效果|反响|成效|成效显著|效果良好|反响热烈|反响良好)[^,]{0,6}$|^(?:可以?|能|请|建议)?(?:予以)?(?:销号|办结|关闭|结案)(?:了)?$/;

const HEARSAY =
  /听说|据说|据(?:了解|反映|悉|称|报)|会上说|有人说|(?:他们?|她们?|对方|领导|同事|主任|局长|科长)(?:们)?(?:说|讲|反映|告诉)|传言|传闻|开玩笑|愚人节|rumou?r|i heard|they say|suppose/;
/** What would be, not what is. */
const CONDITION = /如果|假如|假设|要是|倘若|万一|一旦|只要|若(?!干)|^如(?!期|下|上|实)|if /;
/** What others are told to do: 已完成的请报送. */
const ORDER = /请(?:各|所有|大家|已|未|尚|你|您)?[^,]{0,6}(?:报送|反馈|提交|填报|上报|回复|完成)(?!延)|务必/;

const ONGOING =
  /完成|办结|办理|推进|进行|开展|进展|进度|启动|落实|整改|排查|筹备|准备|起草|征求|会签|部署|收尾|尾声|扫尾|下一步|正在|有序|稳步|序时|计划|预计|力争|争取|尚未|还没|还未|未完|没完|没做|没办|没弄|还在|基本|初步|部分|大部分|接近|快了|快好了|差不多|马上就好|即将|审批中|处理中|流程|走程序|印发|召开|制定|举办|开始|动工|建立|汇总|梳理|上报|报送|跟进|对接|沟通|协调|研究|调度|推动|不到位|没动|没启动|未启动|没开始|未开始|^没有$|^没呢$|^还没有?$|^尚无$|in progress|ongoing|working on|underway|under way|not (?:yet|done|finished|complete|started)|almost|nearly|haven't|hasn't|started|partially|pending|on track|\d ?% ?(?:done|complete|finished)?|progress|draft|finish|complete|done/;
/** A clause of one's own activity: 已排查…, 发放传单2000份. */
const ACTIVITY =
  /^(?:\uE000|\uE001|我们?|我局|目前|现|今天|昨天|上午|下午|本周|,)*(?:已经?|正在?|在|刚|正着手)[\u4e00-\u9fff]{2}/;

const LIST =
  /^(?:(?:请|帮我|麻烦|给我|我要|我想)?(?:查看?|看看?|看一下|查一下|列出?|列一下|发一?下?|显示|查询)?(?:一下)?(?:我们?|我局|本单位|我单位)?(?:的|目前|现在|手上|名下|本周|本月|这周|今天|近期|全部|所有|未完成|没完成|待报|待办|未办结|逾期|超期|到期)*(?:的)?(?:任务|事项)(?:清单|列表|台账|明细)?|待办(?:事项|任务|清单|列表)?|(?:任务)?(?:清单|列表)|(?:show |list |get )?(?:me )?(?:my |all |open |the |pending |our )*(?:tasks?|to-?dos?|list|items|task list)|what(?:'s| is| are)? (?:left|my tasks|pending|due|open|on my list|do i have|tasks do (?:i|we) have|is due)[^,]{0,20})$/;
/** Asks for one's own tasks in any order of words: 我们还有几项没报, 本月要报哪些任务. */
const ASKS_LIST =
  /^(?!.*(?:你|贵|他|谁|各|材料|格式|意思|要求|时候|内容|怎|如何|为什么)).*(?:(?:哪些|什么|哪几项|几项|多少项?|几个).*(?:任务|事项|没报|未报|没完成|未完成|没交|没办|未办|没做|待报|待办|到期|要报|要交|要办)|(?:任务|事项|没报|未报|没完成|未完成|没交|没办|要报|要交|要办|到期)(?:的)?(?:有|还有|是)?(?:哪些|哪几项|几项|多少))/;
const HELP =
  /^(?:帮助|使用说明|使用帮助|使用手册|操作手册|操作说明|操作指南|说明书|说明|指南|教程|菜单|功能|指令|命令|帮忙|求助|\/?help(?: me)?|usage|manual|commands?|menu|how (?:do|to|can|does)[^,]{0,40}|what can you do|(?:这个|这|机器人|你|系统|督办)?(?:应该|要|该|是|请问)*(?:怎么|如何|怎样|咋)(?:使)?(?:用|操作|报送?|填报?|回复|上报|反馈|申请延期|办结|提交|填写|弄|查看?|延期|写|报进度|报进展|申请|交材料|上传)[^,]{0,10}|你(?:能|会|可以)(?:做|干|帮)[^,]{0,6}|你是谁|有什么功能|(?:有|有没有)?(?:使用|操作)?(?:说明|教程|手册|帮助)|回复什么|怎么回|什么格式|按什么格式[^,]{0,6})(?:吗|呢|啊|呀|的)?$/;

export interface IntentFound {
  readonly intent: ReplyIntent;
  /** The clauses that say so: the day and the figure are looked for there first. */
  readonly grounds: readonly Clause[];
}

const bare = (text: string): string =>
  text.replace(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|\u200d/gu, '').trim();
const plain = (clause: Clause): string => bare(clause.text).replace(/^['"“”‘’]+|['"“”‘’]+$/g, '');

/** What the sender meant, from the clauses of one message about one matter. What is not surely read is `unknown`. */
export function findIntent(clauses: readonly Clause[], today: Day): IntentFound {
  const unknown: IntentFound = { intent: 'unknown', grounds: [] };
  if (clauses.length === 0) return unknown;

  const whole = clauses.map(plain).join('').replaceAll(TASK_MARK, '');
  if (whole.length <= 40) {
    if (LIST.test(whole) || ASKS_LIST.test(whole)) return { intent: 'list', grounds: clauses };
    if (HELP.test(whole)) return { intent: 'help', grounds: clauses };
  }
  const asking = clauses.filter(asksExtension);
  if (asking.length > 0) return { intent: 'extension', grounds: asking };

  const questions = clauses.filter(isQuestion);
  const asked = new Set(questions);
  const tagged = new Set(questions.filter((clause) => TAG.test(clause.text)).map((clause) => clause.sentence));
  const told = clauses.filter((clause) => !asked.has(clause) && !tagged.has(clause.sentence));
  const disputes = told.filter((clause) => DISPUTE.test(clause.text));
  if (disputes.length > 0) return { intent: 'dispute', grounds: disputes };

  const done = findDone(clauses, told, questions, today);
  if (done) return done;

  const troubles = clauses.filter((clause) => isTrouble(clause, !asked.has(clause)));
  if (troubles.length > 0) return { intent: 'blocked', grounds: troubles };

  const acknowledged = findAcknowledgement(clauses, told, questions);
  if (acknowledged) return acknowledged;

  if (told.some((clause) => HEARSAY.test(clause.text)) && questions.length > 0) return unknown;
  const progress = told.filter(isProgress);
  if (progress.length > 0) return { intent: 'progress', grounds: progress };
  return unknown;
}

function asksExtension(clause: Clause): boolean {
  const { text } = clause;
  if (NO_EXTENSION.test(text) || OTHER_ASKS.test(text)) return false;
  return EXTENSION.test(text) || EXTENSION_ENGLISH.test(text);
}

/** Done needs a clause that says so as a whole, and nothing beside it that takes it back or leaves something open. */
function findDone(
  clauses: readonly Clause[],
  told: readonly Clause[],
  questions: readonly Clause[],
  today: Day,
): IntentFound | null {
  const claims = runs(told).filter((group) => isClaim(group, today));
  if (claims.length === 0) return null;
  if (told.some((clause) => HEARSAY.test(clause.text) || CONDITION.test(clause.text)))
    return { intent: 'unknown', grounds: [] };
  if (
    questions.some(
      (clause) =>
        !/(?:还|是否|要不要|需不需要?|哪|怎么|如何|什么).{0,10}(?:报|交|传|补|材料|盖章|附|填|发|送)/.test(clause.text),
    )
  ) {
    return { intent: 'unknown', grounds: [] };
  }

  if (told.some((clause) => /[:：]/.test(clause.stop) && isSomebody(plain(clause))))
    return { intent: 'unknown', grounds: [] };
  const grounds = claims.flat();
  const claimed = new Set(grounds);
  const rest = told.filter((clause) => !claimed.has(clause));
  const settled = rest.every((clause) => leavesNothingOpen(clause, clauses)) && !hasPartShare(clauses);
  if (settled) return { intent: 'done', grounds };
  const troubles = rest.filter((clause) => isTrouble(clause, true));
  return troubles.length > 0 ? { intent: 'blocked', grounds: troubles } : { intent: 'progress', grounds: rest };
}

/** 张三：已完成 is what 张三 said. */
const isSomebody = (text: string): boolean =>
  /^[\u4e00-\u9fff]{2,4}$/.test(text) &&
  !LABEL.test(text) &&
  !isWholeSubject(text) &&
  !/[局委办院行厅区县市单位公司动作务项]$/.test(text);

/** Clauses parted only by blanks, read together: 未 完成 is one. */
function runs(clauses: readonly Clause[]): readonly (readonly Clause[])[] {
  const groups: Clause[][] = [];
  let open = false;
  for (const clause of clauses) {
    if (open) groups.at(-1)?.push(clause);
    else groups.push([clause]);
    open = clause.stop === ' ';
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

/** How long ago a bare day (已于6月12日) may lie; what is older is a day still to come that contradicts 已. */
const LONGEST_AGO_DAYS = 200;

/** A day still to come makes a plan of it (本周内完成), and a past day alone a limit (4月底完成): that wants 已 or 了. */
function claimsAll(claim: readonly Clause[], today: Day): boolean {
  const text = claim.map(plain).join('');
  if (!claimsDone(text) && !claimsDoneInEnglish(claim.map(plain).join(' ').trim())) return false;
  const past = /[已了]|\uE001.{0,6}的|done|complete|finish|close/.test(text);
  return claim
    .flatMap((clause) => clause.days)
    .every(({ back, ahead, exact }) => {
      const ago = daysBetween(back, today);
      if (past) return ago >= 0 && ago <= LONGEST_AGO_DAYS;
      return exact && ago > 0 && (back === ahead || ago < daysBetween(today, ahead));
    });
}

const isPolite = (text: string): boolean =>
  text === '' || RECEIVED.test(text) || GREETING.test(text) || EVIDENCE.test(text) || HARMLESS_CLAUSE.test(text);

function leavesNothingOpen(clause: Clause, all: readonly Clause[]): boolean {
  const text = plain(clause);
  if (isPolite(text) || (LABEL.test(text) && /[:：]/.test(clause.stop)) || isWholeSubject(text)) return true;
  if (/[:：]/.test(clause.stop))
    return /情况|活动|工作|任务|事项/.test(text) && !UNSETTLED.test(text) && all.length > 1;
  return !UNSETTLED.test(text) && !TROUBLE.test(text);
}

const LABEL =
  /^(?:\uE000|[\u4e00-\u9fff]{0,8}(?:情况|进展|进度|结果|状态|反馈|回复|答复|报告|汇报|报送)|我们?(?:局|单位|委|区|县)?|本单位|备注|成效|status|update|re)+$/;

function isTrouble(clause: Clause, told: boolean): boolean {
  const { text } = clause;
  if (NO_TROUBLE.test(text)) return false;
  if (NEED.test(text) && !NEED_NOT.test(text)) return told || /能否|能不能|可否|可以请|can you/.test(text);
  return told && TROUBLE.test(text);
}

/** 收到 with nothing but thanks, greetings and promises beside it. A bare 尽快落实 counts, 尽快完成 is progress. */
function findAcknowledgement(
  clauses: readonly Clause[],
  told: readonly Clause[],
  questions: readonly Clause[],
): IntentFound | null {
  if (questions.length > 0) return null;
  const texts = told.map(plain);
  const acknowledged =
    texts.some((text) => RECEIVED.test(text)) ||
    clauses.some((clause) => /👌|👍|🙏|🫡/u.test(clause.text) && plain(clause) === '');
  const quiet = told.every((clause) => isQuiet(plain(clause)));
  if (quiet && acknowledged) return { intent: 'acknowledge', grounds: told };
  const promised = texts.some((text) => PROMISE.test(text) && !/完成|办结|推进|报送|\uE001/.test(text));
  return quiet && promised ? { intent: 'acknowledge', grounds: told } : null;
}

const isQuiet = (text: string): boolean =>
  text === '' ||
  RECEIVED.test(text) ||
  GREETING.test(text) ||
  isWholeSubject(text) ||
  (PROMISE.test(text) && !text.includes(DAY_MARK));

function isProgress(clause: Clause): boolean {
  const { text } = clause;
  if (HEARSAY.test(text) || ORDER.test(text) || /^well done/.test(text)) return false;
  return ONGOING.test(text) || ACTIVITY.test(text) || mentionsShare(clause);
}
