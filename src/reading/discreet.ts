import { compact } from './characters.ts';

// People who petition, and what keeps order, are not for a chat: 仅提示，不传内容.
const PEOPLE_AND_ORDER =
  /(?:信访(?!局|办|部门|工作联席|联席)|上访|进京|赴省|集访|闹访|缠访|维稳|稳控|涉稳|社会稳定(?!风险评估)|敏感(?:时间|时期|节点|案事件|人员)|重点人员|群体性事件|突发事件舆情|舆情处置|反恐|国家安全工作|涉密|机要|保密检查|巡视移交|留置|举报人)/u;
// Courts of commerce, reviews and fines are the daily work of offices, not cases to keep quiet about.
const CASES =
  /(?:陈案|(?<!提)积案|(?<!破产|复议|处罚|执法|仲裁|商事|知识产权|医保)案件(?:处置|侦办|查处|办理|线索)|专案(?!组织)|涉案(?:财物|资产|人员)|部督|追赃挽损|涉黑涉恶|扫黑除恶|保护伞|问题线索)/u;
/** What speaks about cases in general: courses, exchange, studies, rules, publicity, statistics. */
const GENERAL =
  /(?:培训|轮训|研讨|交流|学习|借鉴|研究|课题|调研|宣讲|宣传|典型案例|统计数据|数据统计|报表|制度|办法|指导意见|职责划分|应急预案|演练)/u;
/** What speaks of how a case or a person stands, whatever else the sentence says. */
const PARTICULAR = /(?:进展|进度|逐[案件人]|包案|稳控|劝返|稳定工作|跟踪|挂牌督办|清零|兑付)/u;

/**
 * The words that make an item discreet (cases, petitions, stability), or null. A sentence that only learns from cases,
 * studies them or makes rules for them is not discreet. A proposal: the office decides.
 */
export function proposesDiscreet(itemText: string): string | null {
  for (const sentence of compact(itemText).split(/[。；;！]/u)) {
    const words = PEOPLE_AND_ORDER.exec(sentence)?.[0] ?? CASES.exec(sentence)?.[0];
    if (words !== undefined && (!GENERAL.test(sentence) || PARTICULAR.test(sentence))) return words;
  }
  return null;
}
