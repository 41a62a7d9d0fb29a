import { compact } from './characters.ts';

// A phrase made of nothing but these words can only be a limit; a unit or a task holds other characters.
const LIMIT_ONLY =
  /^(?:于|在|自|从|到|至|按|每|第|前|后|起|止|内|末|初|底|中|上|下|旬|月|年|日|号|周|季度?|季|半年|全年|度|首|个|次|当|今|本|明|同|以|之|约|份|间|时|限|\d|[一二三四五六七八九十两〇]|[—–\-－~～、，,和及.．/／（）()]|长期|坚持|持续|推进|实施|开展|常态化|立即|立行立改|即知即改|马上|即时|随时|适时|及时|全部|整改|完成|办结|到位|启动|前期|期间|工作日|自然日|星期|汛期|春节|国庆节?|元旦|中秋节?|端午节?|清明节?|五一|十一|劳动节|高考|中考|春运|暑假|寒假|阶段性|取得|成效|结束|收到|通知|印发|放假|开学|学期|最后|天|会议|开工|竣工|完工)+$/u;
const HAS_TIME =
  /(?:\d\s*[年月日号周旬]|\d[.．/]\d|月|季度|年底|年内|年末|半年|全年|每[年月周日季]|旬|工作日|汛期|汛前|汛后|春耕|秋收|采暖季|长期|持续|常态化|立即|立行|即知|马上|节前|元旦|汛期|高考|中考|周内|天内|日内|星期|随时|期前|运前|假前|\d{4}年|(?<!\d)(?:19|20)\d{2}(?!\d))/u;
const UNIT_END = /(?:局|委|办|部|院|厅|处|室|中心|公司|政府|会|单位|部门|小组|街道|镇|乡|区|县)$/u;

/** True when the words can be nothing but a limit: 6月底前, 每月25日前, 长期坚持, 5月20日前公布名单. */
export function isLimitPhrase(words: string): boolean {
  const text = compact(words);
  if (text === '' || text.length > 60 || !HAS_TIME.test(text) || UNIT_END.test(text)) return false;
  if (LIMIT_ONLY.test(text)) return true;
  // A day with 前 or 底 and what is to be done by then: 11月20日前完成摘牌验收.
  return (
    text.length <= 30 &&
    /^(?:于|在)?(?:\d{4}年|[今明次本当]年)?(?:\d{1,2}月(?:\d{1,2}日|[上中下]旬|底|末|份)?|第?[一二三四1-4]季度末?|[上下]半年|年[底末内])(?:之?前|起|内)?[^，。；（）]{0,16}$/u.test(
      text,
    )
  );
}

/** True for the content of a bracket that is a limit and no remark: shorter, and not a year alone. */
export function isLimitInBracket(words: string): boolean {
  const text = compact(words).replace(/^(?:于|在)/u, '');
  return (
    text.length <= 30 &&
    !/^\d{4}年?(?:版|[—–\-~至]\d{4}年?)?$/u.test(text) &&
    !/^\d+$/u.test(text) &&
    LIMIT_ONLY.test(text) &&
    HAS_TIME.test(text)
  );
}

/** True for a short text that speaks of a time at all; enough where only a time can stand, as behind the name of a phase. */
export function mentionsTime(words: string): boolean {
  const text = compact(words);
  return text.length <= 40 && HAS_TIME.test(text);
}
