import { compact } from './characters.ts';

// Cases, petitions and stability are not for a chat: 仅提示，不传内容.
const DISCREET =
  /(?:陈案|积案|案件(?:处置|侦办|查处|办理|线索)|专案|涉案(?:财物|资产|人员)|部督|追赃挽损|涉黑涉恶|扫黑除恶|保护伞|信访|上访|进京|赴省|集访|闹访|缠访|维稳|稳控|涉稳|社会稳定|敏感(?:时间|时期|节点|案事件|人员)|重点人员|群体性事件|突发事件舆情|舆情处置|反恐|国家安全工作|涉密|机要|保密检查|问题线索|巡视移交|留置|举报人)/u;

/** The words that make an item discreet (cases, petitions, stability), or null. A proposal: the office decides. */
export function proposesDiscreet(itemText: string): string | null {
  return DISCREET.exec(compact(itemText))?.[0] ?? null;
}
