/** What an annotation key announces. `shared` holds roles and limits as phrases; `other` belongs to neither units nor limits. */
export type AnnotationKey = 'lead' | 'supporting' | 'responsible' | 'shared' | 'limit' | 'leaders' | 'other';

// A unit, a bureau's own office and a body of any kind: 牵头单位, 牵头科室, 责任股室.
const BODIES = ['单位', '部门', '科室', '处室', '股室', '机构', '局室', '站所'] as const;
const ofBodies = (roles: string, ...more: readonly string[]): string[] => [
  ...roles.split(' ').flatMap((role) => BODIES.map((body) => role + body)),
  ...more,
];

const WORDS: Readonly<Record<AnnotationKey, readonly string[]>> = {
  lead: ofBodies(
    '牵头 牵头责任 牵头负责 责任牵头 总牵头 第一责任 第一牵头 主要责任 主办 主责 主体责任 发起 主牵头',
    '牵头',
    '主办',
  ),
  supporting: ofBodies(
    '配合责任 配合 协办 会办 协同 协助 协作 参与 参加 联办 支持 成员 协同责任 协助责任',
    ...['配合', '协办', '会办', '协同', '协助', '参与', '参加'],
  ),
  responsible: ofBodies(
    '责任 承办 负责 落实 实施 执行 具体责任 直接责任',
    '责任单位及责任人',
    '责任主体',
    '实施主体',
    '责任',
    '承办',
    '责任单位和责任人',
  ),
  shared: ['责任分工', '任务分工', '职责分工', '工作分工', '分工'],
  limit: [
    '完成时限',
    '完成时间',
    '完成期限',
    '完成日期',
    '计划完成时间',
    '拟完成时间',
    '办结时限',
    '办理时限',
    '整改时限',
    '整改期限',
    '时限要求',
    '时间要求',
    '时间节点',
    '时间安排',
    '时间进度',
    '进度要求',
    '进度安排',
    '推进时限',
    '推进时间',
    '实施时间',
    '实施期限',
    '工作时限',
    '截止时间',
    '截止日期',
    '报送时间',
    '报送时限',
    '起止时间',
    '序时进度',
    '落实时限',
    '落实时间',
    '办理期限',
    '时限',
    '时间',
    '期限',
    '节点',
    '进度',
  ],
  leaders: [
    '责任领导',
    '牵头领导',
    '包抓领导',
    '包保领导',
    '包案领导',
    '包联领导',
    '分管领导',
    '挂点领导',
    '挂联领导',
    '联系领导',
    '督办领导',
    '领办领导',
    '主管领导',
    '责任市领导',
    '责任县领导',
    '责任区领导',
    '牵头市领导',
    '牵头县领导',
    '牵头区领导',
    '分管市领导',
    '分管县领导',
    '分管区领导',
    '包抓县领导',
    '包抓市领导',
    '包抓区领导',
    '市级领导',
    '县级领导',
    '区级领导',
    '市级牵头领导',
    '县级牵头领导',
    '区级牵头领导',
    '责任人',
    '负责人',
    '牵头人',
    '分管负责人',
    '第一责任人',
    '具体责任人',
    '直接责任人',
    '包抓责任人',
    '领衔领导',
  ],
  other: [
    '联系人',
    '联系电话',
    '联系方式',
    '电话',
    '备注',
    '成果形式',
    '工作成果',
    '预期成果',
    '成果',
    '督办单位',
    '督促单位',
    '督导单位',
    '监督单位',
    '验收单位',
    '考核单位',
    '完成标准',
    '完成情况',
    '工作目标',
    '目标要求',
    '任务来源',
    '资金来源',
    '验收标准',
    '佐证材料',
    '工作措施',
  ],
};

const KIND_OF = new Map(
  (Object.keys(WORDS) as AnnotationKey[]).flatMap((kind) => WORDS[kind].map((word) => [word, kind] as const)),
);

// OCR takes these signs for one another.
const SLIPS: Readonly<Record<string, string>> = { 位: '[位住伍]', 时: '[时吋]', 间: '[间问]' };

// Print may space the characters of a key (时 限), so blanks are allowed between any two.
// 整改责任单位, 市级牵头单位: what the unit answers for, or its level, may stand before the key.
const BEFORE_KEY = /^(?:整改|治理|化解|包案|市级|县级|区级|镇级|乡级|县直|市直)/u;

const ANY_KEY_BARE = [...KIND_OF.keys()]
  .sort((a, b) => b.length - a.length)
  .map((word) => [...word].map((sign) => SLIPS[sign] ?? sign).join('\\s*'))
  .join('|');
const ANY_KEY = `(?:(?:${BEFORE_KEY.source.slice(1)})\\s*)?(?:${ANY_KEY_BARE})`;

function kindOf(words: string): AnnotationKey | undefined {
  const known = words
    .replace(/\s+/gu, '')
    .replace(/吋/gu, '时')
    .replace(/单[住伍]/gu, '单位')
    .replace(/时问/gu, '时间');
  return KIND_OF.get(known) ?? KIND_OF.get(known.replace(BEFORE_KEY, ''));
}

const STARTS = new RegExp(`^\\s*[（(〔[［【]?\\s*(${ANY_KEY})\\s*(?:[】\\]］〕）)]\\s*[:：]?|[:：]|[—–]{1,2})`, 'u');
const BARE_START = new RegExp(`^\\s*(${ANY_KEY})\\s+(?=\\S)`, 'u');
const INSIDE = new RegExp(
  `(?:^|[。；;，,、！\\s（(〔[［【)）\\]】—])\\s*[【\\[［〔]?\\s*(${ANY_KEY})(?:\\s*[（(][^（）()：:]{1,30}[）)])?\\s*(?:[】\\]］〕]\\s*[:：]?|[:：]|[—–]{1,2}(?=\\s*\\p{Script=Han}{2}))`,
  'gu',
);

/** True when a text begins with an annotation: 责任单位：… or （时 限：… */
export function startsWithKey(text: string): boolean {
  return STARTS.test(text);
}

/** A key found in a text: its value runs from `valueFrom` to the next key. */
export interface KeyFound {
  readonly kind: AnnotationKey;
  readonly from: number;
  readonly valueFrom: number;
  readonly words: string;
}

// （以下任务完成时限均为4月15日前） says it without a colon.
const FOR_ALL = new RegExp(
  `(?:^|[。；;，,（(\\s])(?:以下|下列|各项|本节|本部分|上述|以上|所有)[^，。；：]{0,12}?(${ANY_KEY})(?:均|一律|统一|都)?(?:为|是|截至|截止|定为)`,
  'gu',
);
const LOOSE = new RegExp(`(?:^|[。；;，,\\s])(${ANY_KEY})(?:[:：\\s]+|(?=[省市县区各]))`, 'gu');

// 牵头单位县民政局，完成时限为11月底: only words of four characters or more, and only before a unit or a time.
const BEFORE_UNIT = new RegExp(
  `(?<=[。；，,])((?:${ANY_KEY}))(?:为|是)?\\s*(?=[省市县区镇](?!级|直|场)\\p{Script=Han}{2}|各(?!司|自|尽|负)\\p{Script=Han}{2}|\\d{1,2}\\s*月|\\d{4}\\s*年)`,
  'gu',
);

// 责任单位：县数据局完成时限：7月: behind a unit's name a key with its colon needs no sign before it.
const BEHIND_NAME = new RegExp(`(?<=[局委办部院会室心司府处科股队等）)])(${ANY_KEY_BARE})[:：]`, 'gu');

/** Most brackets and sentences hold no key at all: one look spares them the patterns that say where it stands. */
const HAS_KEY = new RegExp(ANY_KEY_BARE, 'u');

/** The keys of a bracket. There a lost colon still leaves a key: （牵头单位 市委网信办 配合单位 市公安局）. */
export function keysInBracket(content: string): KeyFound[] {
  if (!HAS_KEY.test(content)) return [];
  const isLoose = !/[:：]/u.test(content) && /^\s*\S{2,6}(?:单位|部门|时限|时间)/u.test(content);
  if (!isLoose) return keysIn(content);
  return foundBy(LOOSE, content).filter((key) => key.words.length >= 4 || key.kind === 'limit');
}

/** Every annotation key of a text, in order. */
export function keysIn(text: string): KeyFound[] {
  if (!HAS_KEY.test(text)) return [];
  const forAll = [...text.matchAll(FOR_ALL)].flatMap((match) => {
    const kind = kindOf(match[1] ?? '');
    return kind ? [{ kind, from: match.index, valueFrom: match.index + match[0].length, words: match[1] ?? '' }] : [];
  });
  const inside = foundBy(INSIDE, text);
  const behind = inside.length === 0 ? [] : foundBy(BEHIND_NAME, text).filter(({ from }) => isNew(from, inside));
  const found = [...inside, ...behind, ...foundBy(BEFORE_UNIT, text), ...forAll].sort((a, b) => a.from - b.from);
  if (found.length === 0 && text.length < 160 && BARE_START.test(text)) {
    // 责任单位 县教育局   完成时限 全年: a line of keys without colons.
    return foundBy(LOOSE, text).filter((key) => key.words.length >= 4 || key.kind === 'limit');
  }
  return found;
}

// Behind the first key only, and at no place where one was found.
function isNew(from: number, inside: readonly KeyFound[]): boolean {
  return inside.some((key) => key.from < from) && !inside.some((key) => key.from <= from && from < key.valueFrom);
}

function foundBy(pattern: RegExp, text: string): KeyFound[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const words = match[1] ?? '';
    const kind = kindOf(words);
    const to = match.index + match[0].length;
    const beforeTime = /\d/u.test(text[to] ?? '');
    if (pattern === BEHIND_NAME && words.length < 4 && words !== '时限') return [];
    if (!kind || (pattern === BEFORE_UNIT && (words.length < 4 || beforeTime !== (kind === 'limit')))) return [];
    return [{ kind, from: match.index + match[0].indexOf(words), valueFrom: match.index + match[0].length, words }];
  });
}
