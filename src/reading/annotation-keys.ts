/** What an annotation key announces. `shared` holds roles and limits as phrases; `other` belongs to neither units nor limits. */
export type AnnotationKey = 'lead' | 'supporting' | 'responsible' | 'shared' | 'limit' | 'leaders' | 'other';

const WORDS: Readonly<Record<AnnotationKey, readonly string[]>> = {
  lead: [
    '牵头责任单位',
    '牵头负责单位',
    '牵头单位',
    '牵头部门',
    '牵头科室',
    '牵头处室',
    '责任牵头单位',
    '第一责任单位',
    '主要责任单位',
    '主办单位',
    '主办部门',
    '主责单位',
    '主责部门',
    '主体责任单位',
    '发起单位',
    '牵头',
  ],
  supporting: [
    '配合责任单位',
    '配合单位',
    '配合部门',
    '协办单位',
    '会办单位',
    '协办部门',
    '协同单位',
    '协同部门',
    '协助单位',
    '协作单位',
    '协作部门',
    '参与单位',
    '参与部门',
    '参加单位',
    '参加部门',
    '联办单位',
    '支持单位',
    '成员单位',
    '配合',
  ],
  responsible: [
    '责任单位及责任人',
    '责任单位',
    '责任部门',
    '责任主体',
    '责任科室',
    '责任处室',
    '承办单位',
    '承办部门',
    '负责单位',
    '负责部门',
    '落实单位',
    '实施单位',
    '执行单位',
    '实施主体',
    '责任单住',
    '责任单伍',
  ],
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

// Print may space the characters of a key (时 限), so blanks are allowed between any two.
const ANY_KEY = [...KIND_OF.keys()]
  .sort((a, b) => b.length - a.length)
  .map((word) => [...word].join('\\s*'))
  .join('|');

const STARTS = new RegExp(`^\\s*[（(〔[［【]?\\s*(${ANY_KEY})\\s*(?:[】\\]］〕）)]\\s*[:：]?|[:：])`, 'u');
const BARE_START = new RegExp(`^\\s*(${ANY_KEY})\\s+(?=\\S)`, 'u');
const INSIDE = new RegExp(
  `(?:^|[。；;，,、！\\s（(〔[［【)）\\]】])\\s*[【\\[［〔]?\\s*(${ANY_KEY})(?:\\s*[（(][^（）()：:]{1,30}[）)])?\\s*(?:[】\\]］〕]\\s*[:：]?|[:：])`,
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

/** The keys of a bracket. There a lost colon still leaves a key: （牵头单位 市委网信办 配合单位 市公安局）. */
export function keysInBracket(content: string): KeyFound[] {
  const isLoose = !/[:：]/u.test(content) && /^\s*\S{2,6}(?:单位|部门|时限|时间)/u.test(content);
  if (!isLoose) return keysIn(content);
  return foundBy(LOOSE, content).filter((key) => key.words.length >= 4 || key.kind === 'limit');
}

/** Every annotation key of a text, in order. */
export function keysIn(text: string): KeyFound[] {
  const forAll = [...text.matchAll(FOR_ALL)].flatMap((match) => {
    const kind = KIND_OF.get((match[1] ?? '').replace(/\s+/gu, ''));
    return kind ? [{ kind, from: match.index, valueFrom: match.index + match[0].length, words: match[1] ?? '' }] : [];
  });
  const found = [...foundBy(INSIDE, text), ...foundBy(BEFORE_UNIT, text), ...forAll].sort((a, b) => a.from - b.from);
  if (found.length === 0) {
    const bare = BARE_START.exec(text);
    const kind = KIND_OF.get((bare?.[1] ?? '').replace(/\s+/gu, ''));
    if (bare && kind && kind !== 'other' && text.length < 120) {
      found.push({ kind, from: 0, valueFrom: bare[0].length, words: bare[1] ?? '' });
    }
  }
  return found;
}

function foundBy(pattern: RegExp, text: string): KeyFound[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const words = match[1] ?? '';
    const kind = KIND_OF.get(words.replace(/\s+/gu, ''));
    const to = match.index + match[0].length;
    const beforeTime = /\d/u.test(text[to] ?? '');
    if (!kind || (pattern === BEFORE_UNIT && (words.length < 4 || beforeTime !== (kind === 'limit')))) return [];
    return [{ kind, from: match.index + match[0].indexOf(words), valueFrom: match.index + match[0].length, words }];
  });
}
