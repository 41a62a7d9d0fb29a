import { FILLER, oneOf, SELF } from './reply-classes.ts';
import { DAY_MARK, PAPER_MARK, TASK_MARK } from './reply-clauses.ts';

/**
 * Whether a clause claims, as a whole, that the task is done. The clause is eaten from both ends: a verb of finishing with its
 * adverbs at the end, the sender or the task before it. If anything is left over, it is no claim:
 * 已完成80%, 已完成初稿, 市公安局已完成, 没有完成 all leave something.
 */

const ADVERB =
  '(?:按|在|于)(?:规定|要求|既定|约定)的?(?:时[限间]|期限)(?:节点)?(?:内|要求)?|业已|现已|确实|的确|确已|早[已就都]?|都早已?|[也仍亦]?已经?|终于|总算|最终|也|均|都|全部?|全面|完全|圆满|顺利|提前|超额|胜利|按期|按时|如期|将(?:该|此|本|这)?(?:项|个)?(?:任务|工作|事项)|按(?:照)?(?:督办|交办|整改|目标|任务书|责任书|规定|时间节点|时间|工作|通知|方案|文件|上级|办公室|贵办|领导)?时?限?(?:要求|规定|计划|节点|序时|标准|时间节点)|按质按量|按时保质(?:保量)?|按时按质|保质保量|高质量|高标准|高效|有效|切实|逐一|严格|依[法规]|及时|于?(?:上午|下午|晚上|中午|早上)|刚才|刚刚?|加班(?:加点)?|连夜|突击|抓紧|第一时间|立即|马上|一并|逐[项条一]|100%|百分百|百分之百|经';
/** These alone may be a promise: 按时完成 wants 已 or 了 beside it. */
const PROMISE = /抓紧|突击|第一时间|立即|马上|按|如期|保质保量|高质量|高标准|及时|提前(?!完成$|办结$)|超额/;
const PAST = /已|了|均|都|啦|喽|咯|全部|圆满|顺利/;

const FINISH =
  '(?:整改|落实)(?:均|都)?已(?:经|全部)?到位|完成(?:办理|整改|销号|落实|任务|到位|闭环)?|办结(?:归档|销号)?|办完|办妥[帖当]?|办好|做完|做好|搞定|办成|办毕|交卷|搞掂|大功告成|齐活|交差|清零(?=了)|改完|搞完|搞好|弄完|弄好|弄妥|弄利索|弄巴适|弄停当|干完|忙完|完结|结(?=了)|完工|完事|结案|了结|收官|(?:落实|整改|执行|处理|办理|实施|开展|推进|处置|排查|清理|工作)(?:到位|完毕|完成|完|好|结束|办结)|落实到位|圆满结束|顺利结束|finished|done|completed';
/** Verbs that finish something only with 已 or a word like it: 已落实, 已结束, 已销号. */
const SETTLED =
  '(?:已经?|全部|均|都){1,4}(?:落实|结束|结|销号|办理?|处理|闭环|办理完|整改|审结|执结|清零|清结|兑现|解决|完毕|妥当|收尾|[画划]上(?:圆满)?句号|落幕)';
const EACH =
  '(?:全部|所有|各项|该项?|此项?|本项?|这项?|本次|上述|以上|年度|全年|目标|既定|规定|交办|督办|我局|我单位|本单位|所?承担|所?负责)';
/** 任务, 该项工作, 全部整改, 全部信访化解任务: what stands between 全部 and the noun is looked at for a part. */
const OBJECT = `(?:(?:${EACH}的?)*(?:任务|工作任务|工作|事项|目标任务|整改任务|项目|整改|整治|任务目标|目标|指标|任务指标|(?:工作|任务)(?:内容|要求|量))|${EACH}(?:的?)(?<kind>[\\u4e00-\\u9fff]{1,8})(?:任务|工作任务|整改任务|事项|整改))`;
/** What follows a finished task: 并报送材料, 并经市局验收合格. */
const THEN =
  '(?:且|并且?)(?:(?![未没待将拟正仍还半余需不差除等才只据初但估]|部分)[^,\\d%])*?(?:报|报送|上报|呈报|提交|验收|通过|合格|归档|存档|备案|销号|办结|闭环|结案|上传|录入|反馈|公[示布开]|印发|移交|交付|使用|运行|复核)(?:(?![未没待将拟正仍还半余需不差除等才只据初但估])[^,\\d%]){0,10}';
const TAIL = `(?:了|啦|喽|咯|勒|的|${THEN}|闭环|完毕|销号|到位|哦|呢?哈|哈|啊|呀|嘞|哒|喇|办结|${OBJECT}|100%|百分之百|百分百|${TASK_MARK})`;

const PREDICATE = new RegExp(
  `(?<adverbs>(?:${ADVERB}|于${DAY_MARK}|在${DAY_MARK}|${DAY_MARK}(?:前|之前|以前|上午|下午|晚上?|就)*){0,6})(?<verb>${SETTLED}|${FINISH}|(?<soft>落实|结束|销号|闭环|整改|审结|执结|清零|兑现|解决|收尾))(?<tail>${TAIL}{0,4})$`,
);

const SENDER = `${SELF}|这边|这里|本人`;
const WHOLE =
  '贵[室办局委处](?=[交转督]办)|(?:今年|本年|当年)度?的?(?=目标|任务|工作)|转办|整项|整个(?=任务|项目|工作|事)|(?:该|此|本|这个?)案[件子]?|的话|项目|工程|课题|该|此|本|这|上述|以上|前述|所有|全部|各(?![县区市乡镇村街部单科])|这些|项|个|件|条|些|块|所|交办|督办|年度|全年|目标|工作任务|工作|任务|事项|要点|事情|事儿?|活儿?|整改|(?:排查|检查|自查|督查|巡察|审计)?(?:出|发现|存在|反馈|整改|交办|有关|相关|指出|涉及)?的?(?:全部|所有)?(?:\\d{1,4}|[一二三四五六七八九十]{1,3})?[个处项条件起类]?(?:突出)?(?:问题|隐患)|内容|要求|涉及|承担|负责|牵头|的|情况';
const TITLE = '主任|科长|处长|局长|书记|老师|组长|姐|哥|总|工|科|处';
const LEAD =
  `(?:上次|上回|之前|昨天)?(?:您|你们?|办公室|领导)?(?:们)?(?:说|催|问|交办|布置|安排|交代|要求)过?的(?=[那这]个|事|任务|工作|${TASK_MARK})|就(?=上次|上回|这|那|您|你)|我[会联](?=承担|负责的|牵头的|所)|(?:截[至止]|到)(?=${DAY_MARK}|$)|ok|yes|(?:喂|哎|诶)?(?:[小老][\\u4e00-\\u9fff]|[\\u4e00-\\u9fff]?(?:${TITLE}))(?:您好|你好|好|啊|呀|(?=[那这]个[^,]{1,16}(?:我们|我局|咱)|我们|我局|咱|${TASK_MARK}))|喂|(?:我)?[跟和向给](?:您|你|领导|大家)(?:说|汇?报|报告|讲|反馈)(?:一下|一声|下|个事)?(?:啊|哈)?|(?:麻烦|请)?(?:您|你)?(?:帮忙?|给)(?:我们?|咱们?)?(?:记|登记|备注|标|更新)(?:一?下|个)?(?=${TASK_MARK}|[我本该这])|(?:我)?再?(?:说|讲|报|汇报)(?:一[遍下声句]|下)(?:啊|哈|吧)?|是这样的?|这[次回]|是?真的|实际上?|` +
  `(?:之前|此前|先前|上次|上期|上一?次|前期|原来|原先|当初|一直|前面|前段时间|${DAY_MARK}|那[个项])?(?:还|尚|一直|仍|迟迟|逾期|超期|超时限)*(?:没有?|未)(?:能|得)?(?:及时|按期|按时|如期)?(?:完成|办结|办完|做完|弄完|搞定|整改(?:到位|完|完成)?|销号|落实|上报|报|交)的(?=${TASK_MARK}|那|这|任务|事项)|(?:逾期|超期|超时限|滞后)的(?=${TASK_MARK})|(?:按照?|根据)?[\\u4e00-\\u9fff]{0,6}?${PAPER_MARK}(?:文件?|督办(?:通知)?单|通知|交办单|任务书)?(?:要求|交办|明确|部署|确定)?的?(?=${TASK_MARK}|那|这|任务|事项|工作|$)|` +
  '您好|你好|领导(?:好|您好|(?=[那这第\uE000我该此]))|(?:现?(?:向[您领导]{0,2})?(?:报告|汇报)(?:领导|主任|您)?(?=[我本该此\uE000任]))|(?:此|之|先)前|前(?:些|几|两)天|经(?:过)?(?:努力|核实|沟通|自查|确认)|目前|现在?|如今|眼下|截至目前|到目前为止|至此|今日|关于|对于|但|不过|对|是的?|我|和|及|与|以及|跟|、|于';
const HEAD = new RegExp(
  `^(?:我(?:这[边里])?是[\\u4e00-\\u9fff]{2,12}?(?=我[们局委办院镇区县]|本单位|咱)|${SENDER}|${LEAD}|${WHOLE}|${oneOf(FILLER)}|${ADVERB}|${TASK_MARK}|${DAY_MARK}(?:前|之前|以前|上午|下午)?(?![的任工事整活]|前)|(?:两|三|四|五|六|七|八|九|十|\\d{1,2})(?:项|个|件|条))`,
);

/** A part of the work, a product on the way or somebody else: the task is not done with it. */
const PART =
  /稿|方案|核心|关键|部分|阶段|前期|初|基[本础]|大体|大致|主[体要]|框架|准备|筹备|摸底|动员|部署|招标|采购|立项|调研|征求|起草|编制|会签|报批|审批|程序|流程|审核|台账|材料|资料|报告|清单|名单|数据|统计|问卷|汇总|总结|表|册|计划|预算|经费|资金|人员|责任|设备|场地|线[上下]|自查|对接|沟通|协调|配合|半|多|少|余|剩|其[他它]|别|另|个别|某|有[的些]|一些|一期|二期|第|期|[一二三四初下逐]步|步骤|环节|层面|方面|季度|月|周|日|年|今|昨|明|天|后续|下|前|中|收集|登记|印发|汇报|安排|移交|布置|专班|起步|首|轮(?!播)|新|旧|小|子|重点|[一二两三四五六七八九十][场次个批]/;
const OTHERS =
  /市|省|局|委|政府|公安|法院|检察|银行|人行|银保监|[^举承主]办(?![公])|厅|院|[县镇乡村]|街道|公司|集团|单位|部门|区|科|股|队|站|中心|处(?![置理罚])|所|部(?!署)|各|他|她|它|你|您|谁|哪|大家|对方|上级|下级|兄弟|同事|领导|主任|局长|科长/;
/** （四）乡镇卫生院改造任务 is a task's title: its places are what it is about. Bodies that act are others still. */
const DEED =
  /(?:改造|建设|整治|治理|化解|提升|改革|创建|攻坚|处置|保护|修复|修缮|安装|更新|升级|拆除|清理|培育|保障|试点|推广|规范|监管|防控|防治|普查|安置|搬迁|供应|收储|绿化|养护|救助|兑付)(?:任务|工作|事项|项目|行动)?$/;
const BODIES =
  /局|委|政府|公安|法院|检察|银行|[^举承主]办(?![公])|厅|公司|单位|部门|科|支队|他|她|它|你|您|谁|哪|大家|对方|上级|下级|各|同事|领导|主任/;
const CLAUSE_WORD =
  /[我说讲听据请让要想会能可应需必有无不没未非勿为把被将待等如若即才还仅只快差几近约但而就是吗呢吧么则凡已]|认为|以为|觉得|希望|争取|确保|保证|力争|预计|估计|大概|好像|据|的|\d/;
/** Words of this genre that only look like a part, another unit or a verb. */
const HARMLESS =
  /所有|签约|节约|旧(?=改|城|村|区|厂|房|楼|桥|小区|管网|住宅)|约谈|预约|非法集资|宣讲|讲座|[打处]非|集中|(?:宣传|教育|活动|安全)+月|会议|会商|社会|处[置理]|举办|承办|要点|有关|培训会|老旧|更新|创新|高新|新型|新能源|新建|陈旧|小区|小学|小微|中小|电子|种子|子女|水表|电表|天然气|航天|中医|集中供|年货|老年|少年|青少|多元|多层|中小学|中学|中心/g;
/** An event is the task as people name it; 排查工作 may be a part of it, unless the task's number stands beside. */
const EVENT =
  /(?:宣传月|教育月|启动|专项|月)?(?:活动|仪式|评选|演练|比赛|竞赛)$|专项(?:排查|整治|行动|检查)(?:工作|行动)?$|[\u4e00-\u9fff]{2,10}任务$/;
const TASK_NOUN =
  /(?:工作|任务|事项|活动|仪式|整改|整治|行动|项目|排查|培训|会议|评选|检查|督查|清理|考核|演练|宣传|课题|会商|交流|轮播|宣讲|讲座|走访|约谈|比赛|竞赛|改造|建设|治理|化解|创建|执法|巡查|巡检|巡逻|审计|核查|普查|体检|征集|评审|调度|慰问|招聘|招生|演习|抽检|监测|消杀|接种|回访|展演|展览|论坛|年会|推介会?|招商|验收|宣讲会|座谈会|现场会|推进会|协调会|动员会|讲座|课堂|启动式|督导|暗访|抽查|复查|巡察|走访慰问|采样|采集|摸排|清查|排险|除险|加固|亮化|美化|硬化|净化|绿化|疏浚|清淤|清运|清洗|维修|维护|检修|抢修|翻修|拆迁|拆违|安置|迁改|换届|选举|申报|创城|创卫|复审|达标|结对|帮扶|助学|慰问活动|义诊|体检)$/;

/** What a clause claims: nothing, or that all is done, with the day marks it holds counted. */
export const claimsDone = (clause: string): boolean => claims(clause, isWholeSubject) || isMarked(clause);

/** 系统里已点完成: what was done is marked as done. */
const MARKED = new RegExp(
  `^(?:${SELF}|在)*(?:系统|平台|台账|网上|后台)(?:里面?|上面?|中|内)?(?:也|都|已经?|全部|均)*(?:点|标|勾|标记|标注|勾选)(?:了|为|成)*已?(?:完成|办结|销号)了?$`,
);
const isMarked = (clause: string): boolean => MARKED.test(clause) && /已|了/.test(clause);

/** The same of a deed by any name (食堂检查全部完成), for where the rest of the message says that it is the whole task. */
export const claimsDeed = (clause: string): boolean => claims(clause, isDeed) || isPerfect(clause);

function claims(said: string, isSubject: (head: string) => boolean): boolean {
  if (said.length > 60) return false;
  // 完成了完成了 says it twice.
  const clause = said.replace(/^([\u4e00-\u9fff]{2,8})\1$/, '$1');
  const match = PREDICATE.exec(clause);
  if (!match?.groups) return false;

  const { adverbs = '', verb = '', tail = '' } = match.groups;
  if (match.groups.soft && !/已|(?:全部|均|都|圆满|顺利)$/.test(adverbs)) return false;
  const predicate = adverbs + verb + tail;
  const isPromise = PROMISE.test(predicate) && !/已|了|均|都|啦/.test(predicate);
  if (isPromise && !(isSubject === isDeed && /^(?:超额|提前)/.test(predicate))) return false;
  if (/的$/.test(tail) && !clause.includes(DAY_MARK)) return false;
  const head = clause.slice(0, match.index);
  if (PART.test((match.groups.kind ?? '').replace(HARMLESS, ''))) return false;
  // A building that stands (项目已竣工) is not yet a task that is done.
  if (/完工|收官/.test(verb) && /项目|工程/.test(head) && isSubject === isWholeSubject) return false;
  if (/问题|隐患/.test(head) && /排查|摸排|登记|清理/.test(verb)) return false;
  if (/问题|隐患/.test(head) && !/全部|均|都|所有|悉数/.test(clause) && !THIS_ONE.test(head)) return false;
  // 35家全部完成整改: every one that is counted, and what ends it.
  const isAll = /全部|均|都/.test(adverbs);
  if (isAll && isAllCounted(head) && ENDS_IT.test(verb)) return true;
  if (isAll && OWN_PLACES.test(head) && (ENDS_IT.test(verb) || verb === '完成任务')) return true;
  if (isCount(head) && !PAST.test(adverbs.replace(/^已经?$/, ''))) return false;
  return (
    isSubject(head) &&
    (!/(?:做好|办好|搞好|弄好|开展好|推进好|处理好|办理好)/.test(verb) || /已|了|都|均/.test(predicate))
  );
}

/** A clause that only names the sender or the task, before the clause that says something: 我局，第3项：, （十七）宣传月活动：. */
export function isWholeSubject(head: string): boolean {
  const rest = eatHead(head);
  if (rest === '') return true;
  if (!isNoun(rest)) return false;
  const named = head.includes(TASK_MARK) || /^(?:该|此|本)[项个]/.test(head);
  if (!named && !EVENT.test(rest)) return false;
  return (TASK_NOUN.test(rest) || (named && DEED.test(rest))) && isWhole(rest, named ? BODIES : OTHERS);
}

/** The same, but a deed by any name that is no part of the work and nobody else's. */
function isDeed(head: string): boolean {
  const rest = eatHead(head.replace(COUNTED, ''));
  return rest === '' || (isNoun(rest) && isWhole(rest, BODIES));
}
/** 4个镇均已完成, after 涉及4个镇. */
const COUNTED = /^\d{1,5}[个家户处件条项台块套名人]?[\u4e00-\u9fff]{0,4}$/;

const isNoun = (text: string): boolean => text.length <= 24 && /^[\u4e00-\u9fff“”"《》]+$/.test(text);
const isWhole = (text: string, others: RegExp): boolean => {
  const noun = text.replace(HARMLESS, '');
  return !PART.test(noun) && !others.test(noun) && !CLAUSE_WORD.test(noun);
};

/** What is left of a subject once sender, task and fillers are eaten from its start; 路灯那个事 names the task as people do. */
function eatHead(head: string): string {
  let rest = head;
  let toldWhen = false;
  for (let step = 0; step < 16 && rest !== ''; step += 1) {
    let eaten = HEAD.exec(rest) ?? topicOf(rest);
    if (!eaten && !toldWhen) {
      eaten = CIRCUMSTANCE.exec(rest);
      toldWhen = true;
    }
    if (!eaten) break;
    rest = rest.slice(eaten[0].length);
  }
  return rest;
}

/** 5月资金到位后已全部完成: what had to come first came, as 已 says. */
const CIRCUMSTANCE =
  /^(?![^后]*[未没不待等若如])[\uE001\u4e00-\u9fff]{1,12}?(?:到位|通过|结束|解决|批复|批准|复工|恢复|缓解|好转|协调|整改|验收|解封|解除|下达|进场)(?:之)?后(?=$|我|现|也|均)/;

/** 公示牌那个事, 老旧小区改造的事; 老张那个事 is somebody's. */
const TOPIC =
  /^(?:(?<thing>[\u4e00-\u9fff]{2,14}?)(?:那|这)(?:一?[个件项块摊档]|些)?|(?<deed>[\u4e00-\u9fff]{2,14}?)(?:的(?:那|这)?个?|那个|这个))(?:事情|事儿|事|项目|任务|工作|活儿|活)(?=$|[^情项务作儿])/;
/** 那个消防通道整治的我们镇上…: spoken, the topic comes first and the sender behind it. */
const SPOKEN_TOPIC = new RegExp(
  `^(?<deed>[\\u4e00-\\u9fff]{2,14}?)(?:的|呢|嘛|啊|吧|这块|那块|这项|这一块|那一块)?(?=(?:${SELF})[^的])`,
);
const PERSON =
  /^(?:[小老阿][\u4e00-\u9fff]|[王李张刘陈杨赵黄周吴徐孙胡朱高何郭马罗梁宋郑谢韩唐冯于董程曹袁邓许沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺龚文][\u4e00-\u9fff]{0,2})$|姐|哥|总$|科|负责|承担|牵头|除|以外|外$/;
function topicOf(rest: string): RegExpExecArray | null {
  const topic = TOPIC.exec(rest) ?? SPOKEN_TOPIC.exec(rest);
  if (!topic?.groups) return null;
  const { thing, deed = '' } = topic.groups as { thing?: string; deed?: string };
  const words = thing ?? deed;
  if (PERSON.test(words) || !isWhole(words, BODIES)) return null;
  return thing !== undefined || /的(?:事|事情|事儿)$/.test(topic[0]) || TASK_NOUN.test(words) || DEED.test(words)
    ? topic
    : null;
}

/** A deed told as over: 公厕改造完工了, 救助金发完了, 那个桥修好了. */
const PERFECT = new RegExp(
  `^(?:${SELF}|那个|这个|${DAY_MARK}|${TASK_MARK})*(?<noun>[\\u4e00-\\u9fff]{0,12}?)(?:均|都|全部?|已经?|也|早就|刚刚?|终于|顺利){0,3}(?:完工|竣工|建成|[建修装改拆办干做弄搞发换清查]完|[建修装改换]好|全部到位|发放到位|落实到位|清零|投入使用|投用|[\\u4e00-\\u9fff]{2}完毕)了?$`,
);
function isPerfect(clause: string): boolean {
  const noun = PERFECT.exec(clause)?.groups?.noun;
  return noun !== undefined && isWhole(noun, BODIES);
}

/** 办结的是第12项, where an earlier report is mended: elsewhere it may list what else was done. */
export const namesWhatIsDone = (clause: string): boolean => ONE_DONE.test(clause);
const ONE_DONE = new RegExp(
  `^(?:${SENDER}|${ADVERB}|这次|实际上?|应该|是)*(?:完成|办结|办完|做完|弄完|搞定|整改到位|整改完成|销号)了?的(?:应该?)?(?:是|为)${TASK_MARK}(?:任务|工作|事项)?$`,
);

/** 该隐患已整改到位 is the one that the task is about. */
const THIS_ONE = /^(?:\uE000|我[局们]|目前|现|,)*(?:该|此|本|这一?)[处个项条起]?(?:问题|隐患)$/;
/** 我镇12个村已全部完成任务: all that the sender has. */
const OWN_PLACES = new RegExp(
  `^(?:${SELF})(?:的|所?辖|下辖|辖区内?)?\\d{1,4}个(?:行政|自然)?(?:镇街?|乡镇?|村居?|街道|社区|村社区|县区?|区县?|科室|站所|单位|网格)$`,
);
const ALL_COUNTED = new RegExp(
  `^(?:${SENDER}|${oneOf(FILLER)}|涉及|承担|负责|牵头|交办|督办|排查出|发现|反馈|的|共)*\\d{1,5}[个家户处件条项台块套起宗辆座栋](?!镇|乡|村|街道|社区|县|区|单位|部门|科)(?<what>[\\u4e00-\\u9fff]{0,8})$`,
);
const isAllCounted = (head: string): boolean => {
  const what = ALL_COUNTED.exec(head)?.groups?.what;
  return what !== undefined && (what === '' || isWhole(what, BODIES));
};
/** What leaves nothing to be done with what it is said of; 完成 and 排查完成 may be a step. */
const ENDS_IT =
  /^(?:(?:均|都)?已?(?:经|全部)?完成(?:整改|销号|闭环|办理)|整改(?:到位|完毕|完成|完|结束)|(?:均|都|全部)*已?(?:经)?(?:整改到位|销号|办结)|办结(?:销号|归档)?|办理(?:完毕|完|完成|结束)|结案|了结)$/;

/** 3项已完成 counts what is done; 3项均已完成 says all of them. */
function isCount(head: string): boolean {
  return /(?:两|三|四|五|六|七|八|九|十|\d{1,2})(?:项|个|件|条)(?:工作|任务|事项|项目|工程|课题|案件|问题|隐患)?$/.test(
    head,
  );
}

const OPENING = '(?:(?:ok|okay|yes|yep|hi|hello|hey|update|fyi|status|please note|all|dear [a-z]{1,12})[,:]? )*';
const ENGLISH_TASK =
  '(?:task|item|work|job|project|rectification|remediation|assignment|matter|action|case|tasks|items|jobs)';
const EVERYTHING = `(?:it|this|that|they|both|everything|all|(?:(?:this|that|the|our|my|all|each|every|both|whole|entire|above|required) ?){0,4}${ENGLISH_TASK}|this one|all of (?:it|them)|our part of it|(?:everything|all(?: the)?(?: work| tasks?)?) (?:for|on|under|in) ${TASK_MARK})`;
const TASKS = `${TASK_MARK}(?:(?: and| &|,)? ${TASK_MARK})*`;
const HOW =
  '(?:now|all|already|fully|completely|just|successfully|both|finally|100 ?%|on time|in full|in time|ahead of (?:schedule|time)|on schedule|as (?:required|requested|planned|instructed)|too|as well|thanks)';
const BESIDES =
  'and (?:it (?:is|was|has been) |has been |was )?(?:submitted|reported|uploaded|closed|filed|verified|sent|accepted|approved|archived|dusted|signed off|attached)(?: by the [a-z ]{2,24}| (?:it|the [a-z]{2,12}|to you|to the office))?';
const ENGLISH = new RegExp(
  `^${OPENING}(?:${HOW} ?)*(?:${TASKS}|${EVERYTHING}(?: ${TASKS})?|we|i)?(?:'s been|'s|'ve|'re|'m|^is|^has been| is| are| has| have| was| were| has been| have been| had been)?(?: ${HOW})* ?(?:done|completed|complete|finished|closed(?: out| off)?|resolved|settled|fulfilled|accomplished|concluded|wrapped up|all set)(?: ${HOW}| with ${EVERYTHING}| (?:with|for|on) ${TASKS}| (?:the|all the|our) (?:inspections?|rectification|renovation|campaign|works?|project)| ${EVERYTHING}| on ${DAY_MARK}| ${DAY_MARK}| ${TASKS}| ${BESIDES})*$`,
);

/** The English claim: done, #17 is done, we have completed it on June 12. */
export function claimsDoneInEnglish(clause: string): boolean {
  return clause.length <= 80 && ENGLISH.test(clause.replace(/^(?:ok|yes|all)$/, ''));
}
