import type { ReplyIntent } from './reading.ts';
import { isStatement } from './reply-beside.ts';
import { findDone, type Writer } from './reply-claim.ts';
import { SELF } from './reply-classes.ts';
import { type Clause, plain, TASK_MARK } from './reply-clauses.ts';
import { tellsEnclosed } from './reply-closings.ts';
import { opensCorrection, takesOpenBack } from './reply-corrections.ts';
import { DISPUTE, PROTEST } from './reply-dispute.ts';
import { extensionAsked } from './reply-extension.ts';
import { mentionsShare, tellsCount } from './reply-figures.ts';
import { isQuestion, LONGEST_TAG, TAG } from './reply-questions.ts';
import { findAcknowledgement } from './reply-receipt.ts';
import { ASKS_LIST, HELP, isListRequest, LIST, NOISE } from './reply-requests.ts';
import { isEmptyLabel, isTrouble, supposes } from './reply-trouble.ts';
import { ACTIVITY, HEARSAY, ONGOING, ORDER } from './reply-words.ts';

/** What the sender meant. */
export interface IntentFound {
  readonly intent: ReplyIntent;
  /** The clauses that say so: the day and the figure are looked for there first. */
  readonly grounds: readonly Clause[];
}

/** What the sender meant, from the clauses of one message about one matter. What is not surely read is `unknown`. */
export function findIntent(clauses: readonly Clause[], writer: Writer): IntentFound {
  const unknown: IntentFound = { intent: 'unknown', grounds: [] };
  if (clauses.length === 0) return unknown;

  const whole = clauses.map(plain).join('').replaceAll(TASK_MARK, '');
  if (whole.length <= 40) {
    if (LIST.test(whole) || ASKS_LIST.test(whole) || isListRequest(whole)) return { intent: 'list', grounds: clauses };
    if (HELP.test(whole)) return { intent: 'help', grounds: clauses };
  }
  if (whole.length <= LONGEST_NOISE && NOISE.test(clauses.map((clause) => clause.text + clause.stop).join('')))
    return unknown;
  if (isBusy(clauses) || isNotice(clauses)) return unknown;
  const asking = extensionAsked(clauses);
  if (asking === 'how') return unknown;
  if (asking.length > 0) return { intent: 'extension', grounds: asking };

  const questions = clauses.filter(isQuestion);
  const asked = new Set(questions);
  const tagged = new Set(
    questions
      .filter((clause) => clause.text.length <= LONGEST_TAG && TAG.test(clause.text))
      .map((clause) => clause.sentence),
  );
  const told = clauses.filter((clause) => !asked.has(clause) && !tagged.has(clause.sentence));
  // 应该归市监局管吧 is a polite statement; 是不是发错了？ asks.
  const disputes = clauses.filter(
    (clause) =>
      PROTEST.test(clause.text) ||
      (DISPUTE.test(clause.text) &&
        !takesOpenBack(clause) &&
        !opensCorrection(clause) &&
        (!asked.has(clause) || (/吧$/.test(clause.text) && !/[?？]/.test(clause.stop)))),
  );
  if (disputes.length > 0) return { intent: 'dispute', grounds: disputes };

  const done = findDone(clauses, told, questions, writer);
  if (done) return done;

  const troubles = clauses.filter(
    (clause, index) =>
      isTrouble(clause, !asked.has(clause)) &&
      !supposes(clause, clauses[index + 1]) &&
      !isEmptyLabel(clause, clauses[index + 1]),
  );
  if (troubles.length > 0) return { intent: 'blocked', grounds: troubles };

  const acknowledged = findAcknowledgement(clauses, told, questions);
  if (acknowledged) return { intent: 'acknowledge', grounds: acknowledged };

  if (told.some((clause) => HEARSAY.test(clause.text)) && questions.length > 0) return unknown;
  const progress = told.filter(isProgress);
  if (progress.length > 0) return { intent: 'progress', grounds: progress };
  return unknown;
}

/** 请把完成率由50%改为60%. */
const MENDS_SHARE =
  /%[^,]{0,4}(?:改|更正|调整|修正|更新)(?:为|成|到|至)|(?:进度|完成率)[^,]{0,4}(?:改|更正|调整|修正|更新)(?:为|成|到|至)/;

/** 祝贺各单位, 各单位：…: said to all, and nothing of the sender's own. */
const isNotice = (clauses: readonly Clause[]): boolean =>
  clauses.some((clause) => CONGRATULATES.test(plain(clause))) ||
  (TO_ALL.test(plain(clauses[0] as Clause)) &&
    !clauses.some((clause) => OWN.test(clause.text) || clause.tasks.length > 0));
const CONGRATULATES =
  /^(?:热烈|谨|衷心|再次)?(?:祝贺|恭喜|恭贺|喜贺|贺|喜报|捷报|喜讯)|^(?:给|为|向)[^,]{2,24}(?:点赞|祝贺|致敬|表扬|贺喜)$|^[^,我]{0,12}(?:通报表扬|点名表扬)/;
const TO_ALL =
  /^(?:(?:各|所有|全体|其他)(?:位)?(?:相关|有关|责任|成员|牵头|县直|市直|区直)?(?:单位|部门|县[市区、]*|区县|县区|镇街?|乡镇|街道|同事|同仁|同志们?|联络员|负责人)(?:们|好|注意|请注意)?|大家(?:注意|请注意|辛苦了?)?|同志们|伙伴们)$|^请(?:各|所有|全体|大家)[^,]{0,20}$|^(?:各|所有)[^,我]{0,8}[已未没]完成的|^[已未没]完成的(?:单位|同志|请|回复)/;
const OWN = new RegExp(SELF);

/** 开会中，稍后回复: the sender is busy and says nothing of the task. */
const isBusy = (clauses: readonly Clause[]): boolean =>
  clauses.some((clause) => BUSY.test(plain(clause))) &&
  clauses.every((clause) => BUSY.test(plain(clause)) || LATER.test(plain(clause)));
const BUSY =
  /^(?:我)?(?:现在|目前|正)*(?:还?在)?(?:开会|会议|忙|开车|出差|外地|休假|请假|上课|住院|路上)(?:中|着|呢|了)*$/;
const LATER =
  /^(?:我)?(?:稍后|晚[点些]|回头|一会儿?|等下|待会儿?|会后|等会儿?)(?:再)?(?:给您|给你|跟您)?(?:说|回复?|联系|聊|处理|看|回电|回电话)?(?:您|你)?$/;

/** The notices of phones and chats, and titles, are short. */
const LONGEST_NOISE = 80;

/** 如已完成，请忽略. */
const SUPPOSED =
  /^(?:假如|如果?|若|要是|倘若)(?:已经?|都|全部)*(?:完成|办结)|^(?:假如|如果|要是|倘若|若是|只要)[^,]*(?:就|才|则)/;
/** 看看我们的进度: wants to see it. */
const LOOKS_UP =
  /^(?:请|麻烦|帮我?|给我|我想|我要|能否|能不能)*(?:看看|看一下|查一?下|查看|查询)(?:我们?|我局|我单位|本单位|咱们?)?的?[^,，\d]{0,6}(?:进度|进展|情况|状态)$/;
const PERSONAL =
  /联络员|联系人|交接|接手|新来的|轮岗|借调|挂职|到龄|(?:后面|后续|今后|以后)[^,]{0,4}(?:由|找)我|退群|移出群|拉[进入]群|调离|离职|退休|换人|[请休]假|出差/;
const COUNTS = /(?:累计|截[至止]|共计|总计|新增|已经?)[^,]{0,16}\d/;

function isProgress(clause: Clause): boolean {
  const { text } = clause;
  if (
    HEARSAY.test(text) ||
    (ORDER.test(text) && !MENDS_SHARE.test(text)) ||
    /^well done|^《[^》]*》$/.test(text) ||
    PERSONAL.test(text) ||
    SUPPOSED.test(text) ||
    LOOKS_UP.test(text)
  )
    return false;
  return (
    ONGOING.test(text) ||
    ACTIVITY.test(text) ||
    mentionsShare(clause) ||
    tellsCount(text) ||
    (text.length >= 5 && isStatement(text) && !/协议|已阅/.test(text)) ||
    COUNTS.test(text) ||
    (/已|了/.test(text) && tellsEnclosed(text))
  );
}
