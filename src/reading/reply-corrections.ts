import { type Clause, plain, TASK_MARK } from './reply-clauses.ts';

/**
 * What mends an earlier report: 上次报的90%是旧数, 刚才写成进行中了, 台账上写的未完成有误. Words and figures that are taken back
 * no longer stand, and only an open state can be taken back here: 上次报的已完成有误 takes back a claim.
 */

const SHARE =
  '(?:\\d{1,3}(?:\\.\\d{1,3})? ?%|百分之[零一二三四五六七八九十百点\\d]{1,6}|[一二三四五六七八九]成[半一二三四五六七八九]?|过半|一半)';
const OPEN_STATE = `(?:未完成|没完成|没有完成|未办结|未销号|进行中|推进中|办理中|在办|在建|正在(?:推进|办理|进行|实施)|未启动|逾期|超期|滞后|${SHARE})`;
const WRONG =
  '(?:不正?确|有误|有错|错误|[填写报打录算弄搞]?错了?|不对|不准确?|不实|不属实|不是最新的?|没更新|未更新|没有更新|未及时更新|没来得及更新|(?:是|为|系)?(?:旧|老|以前的?|之前的?|原来的?|上[个次]?[月周期]的?|\uE001的?|上一期的?|前期的?|误报|误填|误写|误操作|笔误|口误|手误)的?(?:数据|数字|数|口径|情况|状态|进度)?)';
const EARLIER =
  '(?:不好意思|抱歉|对不起)?(?:上次|上回|上期|上一次|上一期|之前|此前|先前|前面|前期|刚才|刚刚|方才|原来|原先|原|当时|早上|刚|\uE001|数字|数据|进度|状态|日期|时间|期限|天数|延期|比例|百分比|编号|序号|我们?|我局|我单位|本单位|误)*';
const SOURCE =
  '(?:台账|系统|平台|通报|清单|报表|月报|周报|表格?|简报|名单|网上|后台)(?:[里中上内]面?)?(?:仍|还|仍然|一直)*';
const SAID =
  '(?:上?报|填报?|写|打|说|发|录|登记|列|标|显示|统计|反馈|汇报|弄|搞|选|点|勾)(?:的|成|为|错|把我们?局?|我们?局?|了|列为|的是|是|着|:)*';

/** Opens a correction and says no more: 更正一下, 刚才报错了. */
const ANNOUNCED = new RegExp(
  `^(?:(?:现|特|我|我们|在此)?(?:更正|纠正|订正|勘误|补正|改正|修正|更新)(?:说明|数据|进度|状态)?(?:一?下|如下|下|一个?数)?(?:刚才的?|上面的?|前面的?|昨天的?)?|${EARLIER}(?:报|说|写|填|打|发|弄|搞|录|点|选)错了?(?:字|数|数字|数据)?了?(?:啊|哈)?|(?:口误|笔误|手误|打错字)了?|(?:错了|等等|等一下|等下){1,3})$`,
);
/** An open state that was said before and is wrong: 上次报的90%是旧数, 不是80%, 刚才写成进行中了. */
const TAKEN_BACK = new RegExp(
  `^(?:${EARLIER}(?:把)?(?:${SOURCE})?(?:里|中|上)?(?:${SAID})?(?:我们?局?|该项|本项|第?\uE000)*(?:列为|写成|的|为|是)*${OPEN_STATE}(?:的|那个|状态|数据|这个数)*${WRONG}(?:的|了)?|(?:并?不是|并非|不再是|而非)${OPEN_STATE}(?:了|的)?|${EARLIER}(?:误)?(?:报|写|填|打|说|发|录|选|点|勾|显示|列)(?:错)?(?:成|为)了?${OPEN_STATE}了?|${SOURCE}(?:把)?(?:我们?局?|我单位|本单位)?(?:${SAID})(?:为|成)?${OPEN_STATE}(?:${WRONG})?)$`,
);

const words = (clause: Clause): string => plain(clause).replaceAll(TASK_MARK, '');

/** Opens a correction of what was said before. */
export const opensCorrection = (clause: Clause): boolean => ANNOUNCED.test(words(clause));
/** Takes an earlier open state back. */
export const takesOpenBack = (clause: Clause): boolean => TAKEN_BACK.test(words(clause));

/** Before a share that is not the right one: 不是80%, 误报95%, 原报50%. */
export const WRONG_BEFORE =
  /(?:不是|并非|而非|非|误报|错报|误填|错填|误写|写成|报成|填成|打成|说成|误为|原报|原填|原来报|上次报|之前报|上期报|前期报)(?:的?是|为|成|了|的)*$/;
/** Behind a share that is not the right one: 45%有误, 60%更正为66%. */
export const WRONG_AFTER = new RegExp(
  `^(?:的|那个|这个|数据|数字)*(?:${WRONG}|(?:更正|调整|修正|修改|订正|改)(?:为|成|到))`,
);
