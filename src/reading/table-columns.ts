import { compact } from './characters.ts';
import type { SourceCell } from './source-document.ts';
import { cellsOf, type Grid } from './table-grid.ts';
import { isUnitName } from './units.ts';

/** What a column holds, by the words of its header. */
export type ColumnKind =
  | 'number'
  | 'category'
  | 'task'
  | 'lead'
  | 'supporting'
  | 'responsible'
  | 'limit'
  | 'start'
  | 'leaders'
  | 'period'
  | 'target'
  | 'measure'
  | 'remark';

/** The header of a table: what each column holds, and the row behind the header. */
export interface TableHeader {
  readonly kinds: readonly (ColumnKind | undefined)[];
  readonly words: readonly string[];
  readonly bodyFrom: number;
}

const SHAPES: readonly { kind: ColumnKind; pattern: RegExp }[] = [
  {
    kind: 'number',
    pattern: /^(?:序号|编号|序|号|项次|次序|组别|组次|批次|场次|\p{Script=Han}{2,4}(?:编号|序号|号)|No\.?|#)$/iu,
  },
  {
    kind: 'remark',
    pattern:
      /^(?:备注|说明|完成情况|进展情况|落实情况|目前进展|办理情况|推进情况|工作进展|完成进度|联系人|联系电话|电话|联系方式|是否.*|状态|实际.*|完成(?:值|数|量|率|比例|百分比)|\p{Script=Han}{0,4}(?:电话|手机|邮箱)|手机号码?|.*(?:资金|投资|金额|经费|预算).*|考核(?!指标|目标).*|来源|任务来源|.*代表|.*委员|提出人|提案人|提案者|建议人|来信人|信访人|依据|文件依据|督办单位|督导单位|督查单位|验收.*|佐证.*|分值|权重)$/u,
  },
  { kind: 'measure', pattern: /^(?:计量|计数|度量|数量|指标)单位$/u },
  // Figures in a column of their own are the aims of the task beside them.
  {
    kind: 'target',
    pattern:
      /^(?!.*(?:责任|单位|部门))\p{Script=Han}{0,6}(?:目标值|指标值|计划值|数量|规模|任务量|任务数|计划数|计划量|目标数)(?:[（(][^（）()]{1,8}[）)])?$/u,
  },
  { kind: 'leaders', pattern: /^(?!.*单位).*(?:领导|责任人|负责人|牵头人|负责同志|包保人|联络员|领衔人).*$/u },
  { kind: 'lead', pattern: /^(?!.*(?:配合|协同|参与)).*(?:牵头|主办|主责|发起|第一责任).*$/u },
  { kind: 'supporting', pattern: /^(?!.*(?:牵头|责任)).*(?:配合|协办|协同|协助|参与|参加|协作|联办|会办|支持).*$/u },
  { kind: 'responsible', pattern: /(?:单位|部门|责任主体|责任分工|任务分工|职责分工|科室|处室|承办|主体)/u },
  { kind: 'start', pattern: /^(?:开始|启动|起始|开工)(?:时间|日期|时限)?$/u },
  { kind: 'period', pattern: /^(?:第?[一二三四1-4]季度|上半年|下半年|\d{1,2}月份?|全年)(?:目标|任务|进度|计划)?$/u },
  { kind: 'limit', pattern: /(?:时限|时间|期限|日期|节点|进度|时序|完成时|截止)/u },
  {
    kind: 'category',
    pattern:
      /^(?:类别|分类|类型|板块|大类|方向|部分|方面|专题|阶段|任务类别|工作类别|项目类别|事项类别|领域|重点领域)$/u,
  },
  {
    kind: 'task',
    pattern:
      /(?:任务|内容|事项|措施|举措|项目|工作|要求|领域|目标|指标|名称|安排|问题|清单|要点|行动|做法|建议|提案|标题|题目|案由|诉求|线索|短板|议题|政策|环节|区域|地区|对象|范围|点位|地点|场所|线路|路段)/u,
  },
];

// 责任单位（列首位的为牵头单位）: the rule in the bracket says nothing of the column.
const RULE_IN_BRACKET = /[（(](?=[^（）()]*(?:为|的|是|标|注|下同))[^（）()]*[）)]$/u;

/** What a column with these header words holds; undefined when the words head no column of a plan. */
export function columnKindOf(words: string): ColumnKind | undefined {
  const bare = words.replace(RULE_IN_BRACKET, '');
  return SHAPES.find(({ pattern }) => pattern.test(bare))?.kind;
}

function headerWords(cell: SourceCell | undefined): string {
  return compact(cell?.text ?? '');
}

/** Reads the header that begins at a row, one or two rows deep; null when the row is none. */
export function readHeader(grid: Grid, at: number): TableHeader | null {
  const row = grid[at] ?? [];
  if (!isHeaderRow(row)) return null;
  const words = row.map(headerWords);
  let bodyFrom = at + 1;
  const below = grid[at + 1];
  if (below && isSecondHeaderRow(row, below)) {
    below.forEach((cell, column) => {
      if (cell && cell !== row[column] && headerWords(cell) !== '') words[column] = headerWords(cell);
    });
    bodyFrom++;
  }
  const kinds = words.map(columnKindOf);
  const known = taskColumn(words, kinds, grid, bodyFrom);
  const task = known === -1 ? longestUnknown(kinds, grid, bodyFrom) : known;
  if (task === -1) return null;
  const read = kinds.map((kind, column): ColumnKind | undefined => {
    if (column === task) return 'task';
    if ((kind === 'task' || kind === undefined) && (AIMS.test(words[column] ?? '') || EXTENT.test(words[column] ?? '')))
      return 'target';
    if (kind === 'responsible' && countsIn(words[column] ?? '', column, grid, bodyFrom)) return 'measure';
    return kind === 'task' ? (column < task ? 'category' : 'remark') : kind;
  });
  // 物资名称, 单位, 数量: goods are counted, nobody is asked for anything.
  if (read.includes('measure') && !read.some(isTelling) && !TASK.test(words[task] ?? '')) return null;
  return { words, kinds: read, bodyFrom };
}

const TASK = /任务|工作|事项|内容|措施/u;

/** Beside the column of the task one of aims says how much: 量化目标, 年度目标, 完成标准. */
const AIMS = /目标|指标|(?<!评分|评价|考评|验收|收费|补助)标准/u;

// 单位 over 座, 公里 and 个 says what is counted, not who answers.
function countsIn(words: string, column: number, grid: Grid, bodyFrom: number): boolean {
  if (words !== '单位') return false;
  const filled = cellsBelow(grid, bodyFrom, column);
  return filled.length > 0 && filled.every((text) => text.length <= 4 && !isUnitName(text));
}

function cellsBelow(grid: Grid, bodyFrom: number, column: number): string[] {
  return grid
    .slice(bodyFrom, bodyFrom + 30)
    .map((row) => headerWords(row[column]))
    .filter((text) => text !== '');
}

const TELLING: ReadonlySet<ColumnKind> = new Set(['lead', 'supporting', 'responsible', 'limit', 'leaders', 'period']);
const isTelling = (kind: ColumnKind | undefined): boolean => kind !== undefined && TELLING.has(kind);

function isHeaderRow(row: readonly (SourceCell | undefined)[]): boolean {
  const cells = cellsOf(row)
    .map((cell) => headerWords(cell))
    .filter((words) => words !== '');
  if (cells.length < 2 || cells.some((words) => words.length > 36 || /[。；]$/u.test(words))) return false;
  if (isRoster(cells)) return false;
  const kinds = cells.map(columnKindOf);
  const known = kinds.filter((kind) => kind !== undefined).length;
  const telling = kinds.some(isTelling);
  const names = kinds.includes('task') || kinds.includes('category');
  // Two columns that tell, or a number and one, make a header even among words of its own.
  const tellingCount = kinds.filter(isTelling).length;
  const isSure = tellingCount >= 2 || (tellingCount === 1 && kinds.includes('number'));
  const short = cells.every(
    (words, at) =>
      words.length <= 12 ||
      kinds[at] === 'responsible' ||
      kinds[at] === 'lead' ||
      kinds[at] === 'limit' ||
      kinds[at] === 'supporting',
  );
  return (
    short &&
    (isSure
      ? (names || known < cells.length) && known * 2 > cells.length
      : names &&
        (telling || !cells.some((words) => MONEY.test(words))) &&
        (telling || kinds.includes('number')) &&
        known >= Math.max(2, cells.length - 1)) &&
    !cells.some((words) => /^\d/u.test(words) && columnKindOf(words) === undefined)
  );
}

const OF_PERSONS = /姓名|职务|职称|电话|手机|邮箱|微信|签到|签名|签字|性别|座位|身份证/u;
const OF_WORK = /任务|事项|内容|措施|举措|工作(?!单位)|要求|问题|项目|行动|要点|指标|建议|提案/u;
const MONEY = /资金|投资|金额|经费|预算|分值|评分|得分/u;

// 单位, 联络员, 办公电话 head a list of persons; beside a task such a column only says whom to call.
function isRoster(words: readonly string[]): boolean {
  return words.some((word) => OF_PERSONS.test(word)) && !words.some((word) => OF_WORK.test(word));
}

// 责任分工 over 牵头单位 and 参与单位: the second row divides a cell that spans columns, or repeats what reaches down.
function isSecondHeaderRow(
  row: readonly (SourceCell | undefined)[],
  below: readonly (SourceCell | undefined)[],
): boolean {
  const reachesDown = below.some((cell, column) => cell !== undefined && cell === row[column]);
  const own = cellsOf(below.map((cell, column) => (cell === row[column] ? undefined : cell)))
    .map((cell) => headerWords(cell))
    .filter((words) => words !== '');
  if (own.length === 0) return reachesDown && row.some((cell) => (cell?.rowSpan ?? 1) > 1);
  const divides = row.some((cell) => (cell?.columnSpan ?? 1) > 1) || own.length < cellsOf(row).length;
  return divides && own.every((words) => words.length <= 12 && columnKindOf(words) !== undefined);
}

// 建设规模及内容 beside 项目名称 says how much is built; 建设内容 alone what is to be done.
const EXTENT = /建设规模|规模(?:及|和)/u;

const PREFERENCE: readonly RegExp[] = [
  /(?:具体|主要|细化|重点)?(?:措施|举措|做法)|具体(?:任务|内容|工作|事项)|任务分解|分解任务/u,
  /(?:任务|工作)内容|主要内容|工作任务|任务措施|主要任务|年度任务|建设内容|工作事项/u,
  /任务|事项|内容/u,
  /工作|要求|项目|要点|行动|问题|安排/u,
  /名称|领域|环节|清单/u,
  /目标|指标/u,
];

/** Where no header says task, the column of unknown words with the longest cells holds it. */
function longestUnknown(kinds: readonly (ColumnKind | undefined)[], grid: Grid, bodyFrom: number): number {
  const body = grid.slice(bodyFrom, bodyFrom + 30);
  let best = -1;
  let longest = 5;
  kinds.forEach((kind, column) => {
    if (kind !== undefined || body.length === 0) return;
    const length = body.reduce((sum, row) => sum + hanIn(headerWords(row[column])), 0) / body.length;
    if (length <= longest) return;
    best = column;
    longest = length;
  });
  return best;
}

/** How many Chinese characters a text has: figures and telephone numbers tell of no task. */
export const hanIn = (text: string): number => text.replace(/\P{Script=Han}/gu, '').length;

// 1650户, 98.6%: a column of figures tells of no task.
const FIGURE = /^[≥≤<>＞＜约]?\d[\d.,，]*[%％‰]?[万亿]?\p{Script=Han}{0,3}$/u;

/** Among several columns of words the most particular one holds the task; equal ones give it to the column further right. */
function taskColumn(
  words: readonly string[],
  kinds: readonly (ColumnKind | undefined)[],
  grid: Grid,
  bodyFrom: number,
): number {
  let best = -1;
  let bestRank = Number.POSITIVE_INFINITY;
  kinds.forEach((kind, column) => {
    if (kind !== 'task' && kind !== 'category') return;
    const filled = cellsBelow(grid, bodyFrom, column);
    if (grid.length > bodyFrom && !filled.some((text) => !FIGURE.test(text))) return;
    const found = PREFERENCE.findIndex((pattern) => pattern.test(words[column] ?? ''));
    const isExtent = EXTENT.test(words[column] ?? '') && words.some((word) => /项目(?:名称)?$|工程名称/u.test(word));
    const rank = (found === -1 || isExtent ? PREFERENCE.length : found) + (kind === 'category' ? 3 : 0);
    if (rank <= bestRank) {
      best = column;
      bestRank = rank;
    }
  });
  return best;
}
