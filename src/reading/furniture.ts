import { compact } from './characters.ts';
import { readLabel } from './labels.ts';

/** What a whole line is when it is not part of the plan's own text. */
export type Furniture =
  | 'page'
  | 'annex'
  | 'annex-list'
  | 'number'
  | 'signature'
  | 'copies'
  | 'site'
  | 'contact'
  | 'dated'
  | 'caption';

const DATE =
  '(?:(?:19|20)\\d{2}|二[〇○零OＯ][〇○零OＯ一二三四五六七八九]{2})年[\\d一二三四五六七八九十]{1,3}月[\\d一二三四五六七八九十]{1,3}日';

const SHAPES: readonly { kind: Furniture; pattern: RegExp }[] = [
  { kind: 'page', pattern: /^[—–\-－·.]*第?\d{1,4}页?(?:[/／共,，]+\d{1,4}页?)?[—–\-－·.]*$/u },
  { kind: 'page', pattern: /^第[一二三四五六七八九十\d]+页(?:[,，/]?共[一二三四五六七八九十\d]+页)?$/u },
  { kind: 'annex', pattern: /^附(?:件|表|录)?[一二三四五六七八九十\d]{0,3}[:：]?$/u },
  { kind: 'annex-list', pattern: /^附(?:件|表)[一二三四五六七八九十\d]{0,3}[:：].+$/u },
  {
    kind: 'number',
    pattern: /^[（(]?[\p{Script=Han}]{0,12}[〔[［(（【](?:19|20)\d{2}[〕\]］)）】]第?\d{1,4}号(?:附件\d{0,2})?[）)]?$/u,
  },
  { kind: 'number', pattern: /^[（(]第\d{1,4}期[）)]$/u },
  { kind: 'dated', pattern: new RegExp(`^[（(][^（）()。]{0,40}${DATE}[^（）()。]{0,40}[）)]$`, 'u') },
  {
    kind: 'signature',
    pattern: new RegExp(`^[（(]?(?![日月年号至到前])[\\p{Script=Han}（）()、]{0,60}?${DATE}(?:印发|印)?[）)]?$`, 'u'),
  },
  {
    kind: 'copies',
    pattern: /^(?:抄送|抄报|主送|分送|印发|主办|督办|签发人?|信息公开选项|公开方式|公开属性|主题词)[:：]/u,
  },
  { kind: 'copies', pattern: /^[（(](?:此件|本文|此文)?(?:主动|依申请|公开|不予|不)[^）)]{0,12}(?:公开|发布)[）)]?$/u },
  { kind: 'copies', pattern: /^(?:出席|列席|记录|参会人员|参加人员|出席人员|列席人员|缺席|请假|主持|主持人)[:：]/u },
  {
    kind: 'caption',
    pattern:
      /^[（(]?(?:计量单位|数据单位|金额单位|面积单位|单位)[:：](?:[个项处家户人次万亿元亩吨公里平方米千瓦时套台辆座所件%％、，,/／和立头只株条][、，,/／]?){1,16}[）)]?$/u,
  },
  {
    kind: 'caption',
    pattern:
      /^[（(]?(?:填表人|填报人|审核人|审批人|制表人?|校对|核稿|填报单位|填表单位|制表单位|编制单位|填表日期|填报日期|制表日期|制表时间|填表时间|填报时间|统计时间|报送单位|单位盖章|盖章|此页无正文|本页无正文|续表|接上页|转下页|见下页|以下空白|印章|公章)(?:[:：）)（(\s]|$)/u,
  },
  { kind: 'contact', pattern: /^\p{Script=Han}{2,12}(?:电话|联系方式|邮箱)[:：][\d（(][^。，；]*$/u },
  { kind: 'contact', pattern: /^[（(]?(?:联系人|联系电话|联系方式|电话|传真|电子邮箱|邮箱|邮编|地址)[:：]/u },
  {
    kind: 'site',
    pattern:
      /^(?:浏览次数|浏览量|点击数|字体|字号|打印|分享|当前位置|您的位置|来源|信息来源|发布时间|发布日期|发布机构|索引号|成文日期|有效性|上一篇|下一篇|相关阅读|相关链接|版权所有|备案号|网站地图|责任编辑|扫一扫|返回顶部|关闭窗口)(?:[:：\s【]|$)/u,
  },
];

const PAGES = SHAPES.filter(({ kind }) => kind === 'page').map(({ pattern }) => pattern);

/** True for a line that is the number of a page and no more. */
export function isPageNumber(line: string): boolean {
  const text = compact(line);
  return text.length <= 80 && PAGES.some((pattern) => pattern.test(text));
}

/** What a line is if it is furniture: page numbers, signatures, annex marks, copies, the page around a text. */
export function furnitureOf(line: string): Furniture | null {
  const text = compact(line);
  if (text.length > 80) return /^(?:抄送|抄报)[:：]/u.test(text) ? 'copies' : null;
  for (const { kind, pattern } of SHAPES) if (pattern.test(text)) return kind;
  return null;
}

const TITLE_END =
  /(?:要点|方案|计划|规划|清单|分工|分工表|分解表|任务表|一览表|责任表|明细表|统计表|台账|安排|安排表|部署|意见|办法|通知|措施|任务|任务书|目标|行动|细则|函|汇总表|推进表|工作表|项目表|交办表|分办表|进度表|计划表|情况表|交办单|任务单|行事历|分解|纪要|要求|配档表|运行表|调度表|方案》?的?通知)(?:[（(][^）)]{1,24}[）)])?[》”]?$/u;

/** True for a line that may be a title: no number before it, no stop in it, and the name of a kind of plan at its end. */
export function looksLikeTitle(line: string): boolean {
  const text = compact(line);
  if (text.length < 4 || text.length > 80 || /[。；;！!：:]/u.test(text) || readLabel(text)) return false;
  return TITLE_END.test(text) && !OPENS_TEXT.test(text);
}

// 为深刻吸取…教训，根据《…的通知》 begins the text, though a line of it may end like a title.
const OPENS_TEXT = /^(?:为(?!民|农|企)|根据|按照|经(?!济|营|开)|现将|依据|结合|鉴于)/u;

/** True for the line that names whom a notice is for: 各乡镇人民政府，县政府各部门： */
export function looksLikeAddressee(line: string): boolean {
  const text = compact(line);
  return (
    text.length <= 200 &&
    /[:：]$/u.test(text) &&
    !readLabel(text) &&
    /(?:政府|部门|单位|委员会|管委会|局|办事处|公司|机构|成员)/u.test(text) &&
    !/[。；]/u.test(text) &&
    !/(?:如下|通知|要求|任务|任务分工)[:：]$/u.test(text)
  );
}
