import { DAY_MARK, TASK_MARK } from './reply-clauses.ts';
import { anyOf } from './reply-pattern.ts';

const SPAN = '[一二三四五六七八九十两半几\\d]{1,3}个?(?:天|日|周|星期|礼拜|月|工作日|半月)';
const TIME = '(?:时间|时限|期限|日期|截止)';
/** Moves a limit to a later day: 延期, 推到, 往后放, 再给几天. */
const EXTEND = [
  '延[个一下]{0,2}期|展期|延后|延长|推迟|推后|缓期|缓办|缓交|缓报|迟交|迟报|宽限|宽容|宽松|通融|顺延|延缓|延迟|暂缓|放宽(?=一[点些下]|几[天日]|$)|松一?松|再?缓(?=[到至]|一缓|几天|一段|[一两三]天|[一两三]周|缓$)|延(?=[至到]|\\uE001|一延|一下|几天|个?[一两三]天|[一两三]周)',
  `${TIME}[^,]{0,8}(?:推|延|移|放|挪|宽|松|拖|拉)(?:迟|后|长)?(?:[到至]|一[点些下放]|$)`,
  '(?:推|拖|挪|移|放|靠|退|放宽|宽)(?:迟|后)?[到至](?=.{0,3}\\uE001)|(?:往|向|朝)后(?:推|延|放|拖|挪|移|靠|顺|退)',
  '晚(?:点|些|几天|[一两三]天|一周|几日|一些|一点|\\d+天)(?:再)?(?:[报交完反提办送给]|$|行|可以)',
  '再给[^,]{0,4}(?:宽裕|宽松|充裕|松快)|宽裕[一点些]',
  `(?:再|多)(?:宽限|给|延|要|容|等|缓)[^,]{0,6}(?:天|日|周|星期|月|时间|时日|日子)|给(?:我们?|咱们?|我局)?多(?:[一两三几]|\\d)个?(?:天|周|星期|礼拜|月)|(?:再)?(?:容|宽|缓|等)(?:我们?|咱们?|我局)?(?:一|几|两|三|\\d)+(?:天|日|周|段)`,
  '改[到至为成]\\uE001|调整?[到至为成]\\uE001|变更?[到至为成]\\uE001',
  `(?:调整|变更|修改|放宽|更改|重新确定)[^,]{0,4}${TIME}|${TIME}[^,]{0,6}(?:放宽|宽限|调整|改|变更|推)`,
].join('|');
const ASKING =
  '申请|拟(?=[^,]{0,8}(?:延|调整|改|推|顺|展|变更))|请求|恳请|恳求|请示|拟请|希望|能否|能不能|可否|可不可以|可以|是否可以?|能|想|请|望|盼|求|麻烦|建议|需要|需|要求|必须|只[能好]|不得不|予以|准予|批准|给予|行不行|行吗|好吗|可以吗|行么|看能|劳烦|拜托';
/** Asks whether the other side agrees. */
const AGREED =
  '(?:行不行|行不|行吗|行么|行嘛|可以吗|可以么|可以不|可不可以|可以嘛|好吗|好不好|(?<!完)成(?:吗|不成|不)|中不|可否|妥否|当否|可行否|是否可行|能行吗|能不能行|没问题吧|行吧|可以吧|ok吗|如何|怎么样)';
/** Will have to be later: 要延到10月20号, 需推迟至, 恐怕要拖到. */
const FORCED = `(?:要|需要?|须|得|只[能好]|不得不|恐怕?|估计|必须|拟|想|打算|准备|计划|应)(?:再|要|会|得|将|能|往后)*(?:延期?|推迟?|拖|顺延|展期|缓|延后|延长|延迟|推后|挪|改)[到至为](?=.{0,3}${DAY_MARK})`;
/** Hands in later than that: 后天报行吗, 下周五给您可以不. */
const LATER = `${DAY_MARK}(?:之前|以前|前|左右|那天|再|才|能|给|一起|统一|,)*[^,不未没已了]{0,8}?(?:交|报|给(?!(?:您|你|贵办)?(?:送|发|补))|提交|反馈|上报|报送|完成|办结|弄完|做完|做好|办完)[^,]{0,6}?${AGREED}|(?:能否|能不能|可否|可不可以)[^,]{0,6}${DAY_MARK}[^,]{0,3}?(?:再|才)?(?:报|交|给|办|弄|提交|反馈|上报|完成)|可以[^,]{0,4}${DAY_MARK}[^,]{0,3}(?:再|才)(?:报|交|给|办|弄|提交|反馈|上报|完成)|(?:可以|能)[^,]{0,3}${DAY_MARK}(?:之前|以前|前|再)*(?:报|交|给|提交|反馈|上报|完成)[^,]{0,4}[吗么]$|(?:节后|节日后|假后|会后|年后|过完节|晚[点些]|迟[点些]|过(?:几|两)天|缓缓)再(?:报|交|给|提交|反馈|上报)[^,]{0,6}${AGREED}`;

/** Asks for a later day (申请延期, 能否宽限几天), or is no more than that (延期到7月底). */
export const EXTENSION = new RegExp(
  `(?:${ASKING})[^,]{0,24}(?:${EXTEND})|(?:${EXTEND})[^,]{0,24}(?:${AGREED}|吧|能否|为盼|请批准|请批复|请予|申请)|${FORCED}|${LATER}|^(?:${TASK_MARK})*拟?(?:${EXTEND})(?:[至到][^,]{0,3}\uE001.{0,3}|[一二三两四五六七八九十半\\d]{1,3}(?:天|日|周|个?月|个?星期|个工作日).{0,2}|\uE001.{0,2}|申请|一下)?$`,
);
/** The same in English. */
export const EXTENSION_ENGLISH =
  /(?:(?:can|could|may|shall|please|need|request|want|like|ask|apply|possible)[^.]{0,40}(?:push|extend|extension|postpone|delay|more time|(?:few|one|two|three|\d+) more (?:days?|weeks?|months?)|(?:a few|another|an extra) (?:few |two |three )?(?:days?|weeks?|months?)|another \d+ (?:days|weeks)|move (?:this|it|the (?:deadline|date)))|give (?:us|me) (?:un)?til|give (?:us|me) (?:some |a (?:bit|little) )?(?:more|another|\d+|one|two|three|a few) |^(?:can|could|may) (?:we|i) (?:submit|report|send|deliver|hand in|finish|do|turn in)(?: it| this| that| them)? (?:by|on|before|until|till|after) \uE001|^(?:can|could|may) (?:we|i) (?:have|get|take|do it|submit|report)(?: it| this)? (?:un)?till? |^(?:extension|postpone|delay|extend)(?: (?:please|it|this|to|until|till|by).*)?$|(?:please|kindly|pls) (?:extend|postpone|delay|allow|give|grant)|(?:extend|postpone|push)(?: (?:it|this|the [a-z]{4,8}|back))* (?:to|until|till|by) \uE001|(?:allow|grant) (?:us|me)(?: [a-z]+){0,3} (?:until|till|more|to|extra)|(?:one|two|three|a few|few|\d{1,2}) (?:more|extra|additional) (?:days?|weeks?|months?)|(?:requesting|seeking|applying for|asking for)[^.]{0,12}(?:extension|more time|extra|another)|more time (?:please|is needed|needed)|need (?:a (?:bit|little) )?more time|until \uE001,? please|^(?:we |i )?need (?:it )?until \uE001)/;
/** 还需要一点时间: a request once it is asked whether that is all right. */
export const NEEDS_TIME = new RegExp(
  `(?:还|再|得|尚)?(?:需要?|要|得|差)[^,]{0,4}(?:一点儿?|一些|一段|点儿?|些|几天|${SPAN})(?:的)?(?:时间|工夫|功夫)?[^,]{0,4}$`,
);
/** Only asks for leave: 可以吗, 请批准. */
export const ASKS_LEAVE = new RegExp(
  `^(?:您看|看看?|不知|请问)?(?:这样)?(?:${AGREED}|(?:请|望|恳请|盼)(?:予以?)?(?:批准|同意|批复|批示|准许|理解|谅解|支持))(?:一下)?$`,
);
/** 下周一行吗, with nothing but the day: asks for it where the sender says that he cannot keep the limit. */
export const OFFERS_DAY = new RegExp(`^(?:那|改|到|等|放|就)*${DAY_MARK}(?:前|之前|再说)?(?:${AGREED})$`);
export const CANNOT =
  /(?:完成|做|办|弄|赶|搞|报|交|干|写|整|忙|来)不(?:了|完|出来?|及|上|成|齐)|完不成|赶不|来不及|没法|无法|难以?(?:按|如|完)|够呛|悬/;
/** Words about an extension that ask for none: refused, told, conditional, asked about, of a meeting, of somebody else. */
export const NO_EXTENSION = anyOf([
  '^(?:再|还要|还得|还需)?等[^,]{1,6}(?:天|周|月|星期)(?:吧|就好|左右|就行)?$',
  '(?:会议|(?:评审|启动|动员|推进|协调|座谈|现场|调度|听证|论证)会|仪式|活动|培训|比赛|论坛)[^,]{0,8}(?:延期|推迟|延后|[改推延移挪][到至])|[推延移挪改][^,]{0,4}\uE001[^,]{0,2}(?:召开|举行|举办|开会|开幕)|^工期[^,]{0,4}(?:延|推|拖)|(?:不需要?|不用|无需|不必)[^,]{0,4}(?:再|多)(?:给|要|延)',
  '(?<![能可会要行是])(?:不|无需|无须|没|没有|未|别|勿|不用|不必|不需要?|不再|无|取消|撤回|撤销|放弃|避免|不想|不会|不得|不能|防止)(?:再|要|用|想|报|提|打算|准备|需要?)?(?:申请|请求)?(?:延|展期|推迟|宽限|缓)',
  '延[期长]?的?(?:申请|请求)?(?:我们?|我局|就|先|那|现在|可以|请|麻烦|帮忙?|帮我|给)*(?:撤[回销了]|取消|作废|不用了|算了|不要了|收回|不作数|不算数)',
  '延期(?:申请)?(?:表|流程|手续|模板|格式|规定|条件|怎|如何|在哪|批|已|是|有|通过|的)',
  '(?:怎么|如何|怎样|哪里|在哪|谁|什么|是不是|是否要|要不要|最多|最长|可能|也许|如|若|如果|万一|上次|之前|上回|刚才|撤|不同意|为什么|为何)[^,]{0,14}(?:延期|展期|延长|推迟|宽限)',
  '已(?:经)?(?:申请|批准|同意|提交)?(?:过)?(?:延期|推迟|延后|延至|延到|展期|顺延)',
  '(?:会议|仪式|活动|培训|比赛|论坛|开会)[^,]{0,4}(?:将|会|要|已)?(?:延期|推迟|延后|改[到至])',
  '不(?:知道?|清楚|确定)[^,]{0,10}延|不(?:能|可以?)不延|延[期长][^,]{0,6}(?:几次|多少次|多少天|谁|什么|哪|怎|如何|多久)|必要时|^晚[点些](?:再)?[报交反提办送给]?$',
  '延期[^,]{0,8}(?:退回|驳回|被拒|找谁|谁批)|(?:会议|开会|会商|吃饭|见面)',
  "(?:有|其他|别的|哪些|多少)(?:单位|部门|人|家)[^,]{0,6}延期|no (?:need|extension)|n't (?:need|want)",
  '(?:not|without) (?:need|ask|extend|delay|postpon)|how (?:do|to|can|long|many|often|far)',
]);
/** 市公安局申请延期: somebody else asks. */
export const OTHER_ASKS =
  /^(?![我本咱])(?:市|省|县|区)?[\u4e00-\u9fff]{1,8}(?:局|委|办|院|行|厅|公司|街道|政府)(?:已|也|要|想|拟)?(?:申请|请求|希望|要求)/;
