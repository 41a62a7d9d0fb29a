import { compact } from './characters.ts';

/** Words for the same office, the usual short name first. Reforms and print shorten and join them in many ways. */
const SAME: readonly (readonly string[])[] = [
  ['发改', '发展改革', '发展和改革'],
  ['经信', '经济信息化', '经济和信息化', '经济信息'],
  ['工信', '工业信息化', '工业和信息化', '工信和科技'],
  ['住建', '住房城乡建设', '住房和城乡建设', '建设', '城乡建设'],
  ['人社', '人力资源社会保障', '人力资源和社会保障'],
  ['卫健', '卫生健康', '卫生和健康', '卫计', '卫生计生', '卫生'],
  ['市监', '市场监管', '市场监督管理'],
  ['文旅', '文化旅游', '文化和旅游', '文化广电和旅游', '文广旅', '文化广电旅游', '文旅广电', '文体旅游'],
  ['自规', '自然资源', '自然资源规划', '自然资源和规划', '资规'],
  ['应急', '应急管理'],
  ['城管', '城市管理', '城管执法', '城市管理执法', '城市管理综合执法', '综合执法', '城市管理和综合执法'],
  ['交通', '交通运输'],
  ['环保', '生态环境', '环境保护'],
  ['医保', '医疗保障'],
  ['民宗', '民族宗教', '民族宗教事务', '民族和宗教事务'],
  ['退役军人', '退役军人事务'],
  ['农业农村', '农业', '农业和农村'],
  ['水利', '水务', '水利和湖泊', '水利湖泊'],
  ['科技', '科学技术', '科学技术和知识产权'],
  ['政法', '政法委员会'],
  ['国资', '国有资产监督管理', '国资监管'],
  ['网信', '网络安全和信息化', '互联网信息'],
  ['编办', '机构编制委员会', '编制'],
  ['金融', '地方金融', '地方金融工作', '地方金融监管', '地方金融监督管理', '金融工作', '金融监管'],
  ['人行', '人民银行', '中国人民银行'],
  ['银保监', '银监', '银行保险监督管理', '国家金融监督管理总局', '金融监督管理总局', '金融监管总局'],
  ['政务服务', '行政审批', '行政审批服务', '政务服务管理', '政务服务数据管理', '政务服务和大数据管理'],
  ['大数据', '数据', '大数据管理', '数据资源管理', '政务数据'],
  ['法院', '中级人民法院', '人民法院', '中级法院', '中院'],
  ['检察院', '人民检察院'],
  ['团委', '共青团'],
  ['工会', '总工会'],
  ['妇联', '妇女联合会'],
  ['残联', '残疾人联合会'],
  ['工商联', '工商业联合会'],
  ['科协', '科学技术协会'],
  ['消防', '消防救援'],
  ['税务', '国税', '地税'],
  ['融媒体', '融媒体中心', '广播电视台'],
  ['信访', '信访工作'],
  ['机关事务', '机关事务管理', '机关事务服务'],
  ['林业', '林业和草原', '园林和林业'],
  ['粮食', '粮食和物资储备', '粮储'],
  ['乡村振兴', '扶贫'],
];

const SHORT = new Map(SAME.flatMap((names) => names.map((name) => [name, names[0] ?? name] as const)));
// Vertically managed bodies carry the place in the middle: 人行鄂州市中心支行.
const VERTICAL: readonly (readonly [string, RegExp])[] = [
  ['人行', /人行|人民银行/u],
  ['银保监', /银保监|银监|金融(?:监管|监督管理)总局/u],
  ['税务', /税务/u],
  ['消防', /消防/u],
  ['供电', /供电/u],
  ['气象', /气象局/u],
  ['调查队', /调查队/u],
];
const FORM = /(?:委员会办公室|委员会|办公室|中心支行|市分行|支行|监管分局|分局|支队|总队|大队|局|委|办|部|厅|处|行)$/u;
const WHOLE = /(?:法院|检察院|工会|妇联|残联|科协|工商联|团委|中心|党校|公司|政府|管委会|院|校|站|所|联)$/u;

/**
 * What two names of one unit have in common: 市教育局, 教育 and 鄂州市教育局 give 教育.
 */
export function coreOfUnit(printed: string): string {
  const vertical = VERTICAL.find(([, pattern]) => pattern.test(printed));
  if (vertical) return vertical[0];
  const name = compact(printed)
    .replace(/[（(][^）)]*[）)]$/u, '')
    .replace(
      /^(?:中共)?(?![省市县区])[\p{Script=Han}]{2,5}?(?:省|(?<!城)市|县|州|盟|自治县)(?=(?:委|政府|人民|公安|司法|中级|检察|总工会|[\p{Script=Han}]{2,}))/u,
      '',
    )
    .replace(/^(?!市场)[省市县区州旗](?=[\p{Script=Han}]{2,})/u, '')
    .replace(/^(?:人民)?政府(?=.{2,}(?:局|委|办|室|厅))/u, '')
    .replace(/^委(?=.+(?:部|委|办|室|校|局))/u, '')
    .replace(/^国家(?=税务|统计|金融)/u, '');
  if (/^团[省市县区]?委$/u.test(name)) return '团委';
  const known = SHORT.get(name);
  if (known) return known;
  const bare = WHOLE.test(name) ? name : name.replace(FORM, '');
  const core = SHORT.get(bare) ?? SHORT.get(bare.replace(/(?:事务|管理|工作|监督|服务)$/u, '')) ?? bare;
  return core === '' ? name : core;
}

/** The level that a name states: 省, 市, 县, 区 — null when none is printed. */
export function levelOfUnit(printed: string): string | null {
  return /^(?:[\p{Script=Han}]{2,5}?)?([省市县区])(?!场)/u.exec(compact(printed))?.[1] ?? null;
}
