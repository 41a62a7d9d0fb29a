import type { Field } from './annotation.ts';
import { compact } from './characters.ts';
import { findLimits, isEmpty } from './limit.ts';
import { placeSpan, type RawItem } from './raw-item.ts';
import type { SourcePlace } from './source-document.ts';

const TIME =
  '(?:\\d{1,2}月\\d{1,2}日|\\d{1,2}月(?:底|末|份|中旬|上旬|下旬|前)|每(?:月|季度?|半年|年|周|旬)|工作日(?:之?内)|[一二三四五六七八九十\\d]+(?:日|天|周|个月)内|年底前|季度末?前?|半年|月底前|年内)';
const DUTY =
  /(?:报送|上报|报至|报市|报县|报区|报省|报我|报本|报办公室|报告|反馈|提交|备案|汇总|制定|制订|印发|完成|召开|开展|部署|组织|总结|填报|公布|公示|答复|回复|办结|办理|送|报|发至|发我|发到|拨付|落实|到位|建立|成立|组建|启动|上线|建成|完工|竣工|验收|整改|检查|督查|通报|调度|评估|考核|明确|确定|提出|提请|编制|出台|修订|录入|上传|更新|填|收集|梳理|排查|摸底|签订|报名|移交|配备)/u;
const ASKED = /(?:请|须|要|应|务必|必须|需|于|将|^(?:各|有关|相关)|每)/u;
const CUT_OFF = /(?:截至|截止到?|自[^，。]{0,12}以来|同比|累计)/u;

const ANY_YEAR = { planYear: 2099, issuedOn: null };

/** True when a sentence sets a limit or a rhythm for a duty. */
export function statesLimit(text: string): boolean {
  const words = compact(text);
  return sentencesOf(words).some(
    (sentence) =>
      DUTY.test(sentence) &&
      (new RegExp(TIME, 'u').test(withoutCutOff(sentence)) || !isEmpty(findLimits(sentence, ANY_YEAR))),
  );
}

/** True for a sentence of a covering text that asks for something by a day or in a rhythm. */
export function isDutySentence(sentence: string): boolean {
  const words = withoutCutOff(compact(sentence));
  return (
    new RegExp(`${TIME}[^。；]{0,80}(?:前|内|底|末|每|止)?`, 'u').test(words) && DUTY.test(words) && ASKED.test(words)
  );
}

// 督查室于6月、12月分别督查，结果报市政府 sets its days without any word for the end of them.
function namesMonths(sentence: string): boolean {
  return (
    /(?:于|在|分别)\d{1,2}月(?:、\d{1,2}月)+(?![底末上中下\d])/u.test(sentence) &&
    findLimits(sentence, ANY_YEAR).due.length > 1
  );
}

// 报名, 报废 and 报警 return nothing to the office.
const RETURNS = /(?:报(?![名警销废考酬价纸社刊道到请表])|反馈|提交|备案|发至|发我|发到|发送|更新[^，。；]{0,4}台账)/u;

/** The duties of running text without numbers: one item for each sentence that asks for something by a day. */
export function dutiesIn(text: string, first: SourcePlace, last: SourcePlace): RawItem[] {
  return sentencesOf(compact(text).replace(/^(?:备注|注|附注|说明)[:：]|^[（(](?=[^（）()]+[）)]$)/u, ''))
    .filter((sentence) => RETURNS.test(sentence) && (isDutySentence(sentence) || namesMonths(sentence)))
    .filter((sentence) => namesMonths(sentence) || /(?:前|内|每|底|末)/u.test(sentence))
    .map((sentence) => ({
      label: null,
      ordinal: null,
      section: null,
      text: sentence,
      fields: [],
      inherited: [],
      source: placeSpan(first, last),
      unclosed: null,
      isDuty: true,
      firstLeads: false,
    }));
}

const FOR_ALL =
  /(?:以下|下列|本节|本部分|本章|上述|以上|所有|各项|本方案|本清单)[^，。；]{0,12}(?:任务|事项|工作|项目)?[^，。；]{0,10}?(?:完成)?(?:时限|期限|时间)(?:均|一律|统一|都)?(?:为|是|至|截至|截止)\s*([^，。；]{2,24})/u;
const UNITS_FOR_ALL =
  /(?:以下|下列|本节|本部分|本章|上述|以上|各项)[^，。；]{0,12}?(?:均|统一|都)?由([^；。]{2,120}?(?:牵头|负责)[^；。]{0,80})/u;

const CLOSING =
  /^(?:以上|上述|本节|本部分|本项|前述)[^，。；]{0,14}?(?:任务|工作|事项|措施|内容|项目|要求)?(?:均|统一|都|分别)?(?:由|责任单位为)([^。]{2,120}?)[。]?$/u;

/** What a paragraph of its own behind a list says of the whole list: 以上任务由A牵头，B、C配合. */
export function closingFields(text: string): Field[] {
  const units = CLOSING.exec(compact(text))?.[1];
  return units ? [{ kind: 'shared', value: units }] : [];
}

/** What a heading or a sentence under it states for all items below: 以下任务完成时限均为11月底. */
export function inheritedBy(text: string): Field[] {
  const words = compact(text);
  const limit = FOR_ALL.exec(words)?.[1];
  const units = UNITS_FOR_ALL.exec(words);
  return [
    ...(limit ? [{ kind: 'limit' as const, value: limit }] : []),
    ...(units ? [{ kind: 'shared' as const, value: units[1] ?? '' }] : []),
  ];
}

function sentencesOf(text: string): string[] {
  return (text.match(/[^。！]+[。！]?/gu) ?? [])
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length > 6);
}

// 截至9月底的监测均值 is a cut-off of figures, not a limit.
function withoutCutOff(sentence: string): string {
  return sentence.replace(new RegExp(`${CUT_OFF.source}[^，。；]{0,16}`, 'gu'), '');
}
