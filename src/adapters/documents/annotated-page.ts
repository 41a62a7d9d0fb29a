import { type AnnotatedBlock, annotate, type FactKind, type MarkedRun } from '../../reading/annotated.ts';
import type { ItemReading, PlanReading } from '../../reading/reading.ts';
import type { SourceDocument, SourcePlace } from '../../reading/source-document.ts';
import { pageStyle } from './annotated-style.ts';
import { doubtLine, problemLine, shortened, worthALook } from './doubt-lines.ts';

/**
 * A page of its own (no script, nothing fetched): the source with each fact highlighted, colour by kind, doubts underlined, and the
 * items beside it. Everything from the document is text, never markup.
 */
export function annotatedPage(document: SourceDocument, reading: PlanReading, fileName: string): string {
  const title = reading.title ?? fileName;
  const doubtful = reading.items.filter((item) => worthALook(item).length > 0).length;
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${text(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<header>
<h1>${text(title)}</h1>
<p>${text(fileName)}　${reading.year === null ? '年份不明' : `${reading.year}年`}　共 ${reading.items.length} 项${doubtful > 0 ? `，其中 ${doubtful} 项有需核对之处` : ''}</p>
<ul class="legend" aria-label="图例">${legend.map(([kind, words]) => `<li><mark class="${kind}">${words}</mark></li>`).join('')}<li><span class="doubt">需核对</span></li></ul>
${problemsOf(document, reading)}</header>
<main>
<section class="source" aria-label="原文">${annotate(document, reading)
    .map((block) => blockHtml(block, reading))
    .join('\n')}</section>
<section class="items" aria-label="事项">${itemsHtml(reading)}</section>
</main>
</body>
</html>
`;
}

const legend: readonly (readonly [FactKind, string])[] = [
  ['label', '序号'],
  ['limit', '时限'],
  ['lead', '牵头'],
  ['supporting', '配合'],
  ['responsible', '责任'],
  ['leader', '负责人'],
  ['target', '目标'],
];

const leftOutTexts = {
  'hidden-sheet': '隐藏的工作表',
  'hidden-rows': '隐藏的行',
  'hidden-columns': '隐藏的列',
  'pages-without-text': '没有文字的页',
} as const;

function problemsOf(document: SourceDocument, reading: PlanReading): string {
  const lines = [
    ...reading.problems.map(problemLine),
    ...(document.leftOut ?? []).map((part) => `未读取${leftOutTexts[part.kind]}：${part.where}`),
  ];
  return lines.length > 0
    ? `<ul class="problems">${lines.map((line) => `<li>${text(line)}</li>`).join('')}</ul>\n`
    : '';
}

function blockHtml(block: AnnotatedBlock, reading: PlanReading): string {
  if (block.kind === 'line') {
    const tag = block.heading === null ? 'p' : `h${Math.min(6, block.heading + 1)}`;
    return `<${tag} id="${placeId(block.place)}" data-place="${placeLabel(block.place)}">${anchors(block.starts)}${block.runs.map((run) => runHtml(run, reading)).join('')}</${tag}>`;
  }
  const caption = block.title === null ? '' : `<caption>${text(block.title)}</caption>`;
  const filled = new Set<string>();
  const rows = block.rows.map((row, y) => {
    let column = 0;
    const cells = row.cells.map((cell) => {
      // A row may leave a column out without any merged cell above it: the cells after it keep their place.
      let gap = '';
      for (; column < cell.column; column += 1) if (!filled.has(`${y}:${column}`)) gap += '<td></td>';
      for (let down = 0; down < cell.rowSpan; down += 1)
        for (let across = 0; across < cell.columnSpan; across += 1) filled.add(`${y + down}:${cell.column + across}`);
      column = cell.column + cell.columnSpan;
      return `${gap}<td${span('rowspan', cell.rowSpan)}${span('colspan', cell.columnSpan)}>${cell.runs.map((run) => runHtml(run, reading)).join('')}</td>`;
    });
    return `<tr id="${placeId(row.place)}"><th scope="row" class="place">${anchors(row.starts)}${placeLabel(row.place)}</th>${cells.join('')}</tr>`;
  });
  return `<div class="wide"><table>${caption}<tbody>${rows.join('\n')}</tbody></table></div>`;
}

const span = (name: string, cells: number): string => (cells > 1 ? ` ${name}="${cells}"` : '');

const anchors = (items: readonly number[]): string =>
  items.map((item) => `<a class="anchor" id="s${item}" href="#i${item}" aria-label="事项 ${item + 1}"></a>`).join('');

function runHtml(run: MarkedRun, reading: PlanReading): string {
  const inner = text(run.text).replaceAll('\n', '<br>');
  if (run.kind === null) return run.doubt ? `<span class="doubt">${inner}</span>` : inner;
  const classes = run.doubt ? `${run.kind} doubt` : run.kind;
  const item = run.item === null ? undefined : reading.items[run.item];
  const about = item ? ` title="${text(`${numberOf(item, run.item ?? 0)} ${kindNames[run.kind]}`)}"` : '';
  return `<mark class="${classes}"${about}>${inner}</mark>`;
}

const kindNames: Readonly<Record<FactKind, string>> = {
  label: '序号',
  limit: '时限',
  lead: '牵头单位',
  supporting: '配合单位',
  responsible: '责任单位',
  leader: '负责人',
  target: '目标',
};

function itemsHtml(reading: PlanReading): string {
  const rows = reading.items.map((item, index) => {
    const doubts = worthALook(item);
    return `<tr id="i${index}"${doubts.length > 0 ? ' class="look"' : ''}>
<td><a href="#s${index}">${text(numberOf(item, index))}</a></td>
<td data-name="事项">${text(shortened(item.text))}</td>
<td data-name="时限">${limitHtml(item)}</td>
<td data-name="单位">${unitsHtml(item)}</td>
<td data-name="核对">${doubts.map((doubt) => `<p class="doubt-line">${text(doubtLine(doubt))}</p>`).join('')}</td>
</tr>`;
  });
  return `<table><thead><tr><th>序号</th><th>事项</th><th>时限</th><th>单位、目标</th><th>需核对</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}

const numberOf = (item: ItemReading, index: number): string => item.label ?? `第${index + 1}项`;

function limitHtml(item: ItemReading): string {
  const read = [
    ...(item.start ? [`自 ${item.start}`] : []),
    ...item.deadlines,
    ...(item.recurrence ? [recurrenceText(item.recurrence.rrule)] : []),
    ...(item.ongoing && item.deadlineText !== '长期坚持' ? ['长期坚持'] : []),
    ...(item.relative && item.relative.amount > 0
      ? [`${item.relative.event} + ${item.relative.amount} ${unitTexts[item.relative.unit]}`]
      : []),
  ].map((words) => `<span class="day">${text(words)}</span>`);
  const printed = item.deadlineText ? `<mark class="limit">${text(item.deadlineText)}</mark>` : '';
  return [printed, ...read].filter(Boolean).join('<br>') || '<span class="none">未写明</span>';
}

const unitTexts = { workday: '个工作日', day: '天', week: '周', month: '个月', year: '年' } as const;

const WEEKDAYS: Readonly<Record<string, string>> = {
  MO: '一',
  TU: '二',
  WE: '三',
  TH: '四',
  FR: '五',
  SA: '六',
  SU: '日',
};

/** The everyday rules in words; a rare one as it is kept. */
function recurrenceText(rrule: string): string {
  const parts = new Map(rrule.split(';').map((part) => part.split('=') as [string, string]));
  const known = [...parts.keys()].every((key) => ['FREQ', 'BYMONTH', 'BYMONTHDAY', 'BYDAY'].includes(key));
  const days = parts.get('BYMONTHDAY') === '-1' ? '底' : `${(parts.get('BYMONTHDAY') ?? '').replaceAll(',', '、')}日`;
  const months = (parts.get('BYMONTH') ?? '').replaceAll(',', '、');
  const weekdays = (parts.get('BYDAY') ?? '').split(',').map((word) => WEEKDAYS[word]);
  if (!known || days.includes('-') || (parts.has('BYDAY') && weekdays.includes(undefined))) return rrule;
  if (parts.get('FREQ') === 'WEEKLY' && parts.has('BYDAY')) return `每周${weekdays.join('、')}`;
  if (!parts.has('BYMONTHDAY') || parts.has('BYDAY')) return rrule;
  if (parts.get('FREQ') === 'MONTHLY' && months === '') return `每月${days}`;
  return parts.get('FREQ') === 'YEARLY' && months !== '' ? `每年${months}月${days}` : rrule;
}

function unitsHtml(item: ItemReading): string {
  const units = (['lead', 'responsible', 'supporting'] as const).flatMap((role) =>
    item.units[role].map((name) => `<mark class="${role}">${text(name)}</mark>`),
  );
  const leaders = item.leaders.map((name) => `<mark class="leader">${text(name)}</mark>`);
  const targets = item.targets.map(
    ({ value, op, unit }) =>
      `<mark class="target">${text(value === null ? unit : `${opTexts[op]}${value}${unit}`)}</mark>`,
  );
  const all = [...units, ...(item.openEnded ? ['等'] : []), ...leaders, ...targets];
  return all.length > 0 ? all.join(' ') : '<span class="none">未写明</span>';
}

const opTexts = { '>=': '≥', '<=': '≤', '=': '', '~': '约' } as const;

/** An anchor that a person can read: t1041, p2-14, or the sheet and row. */
function placeId(place: SourcePlace): string {
  if ('from' in place) return `t${place.from}`;
  if ('page' in place) return `p${place.page}-${place.line}`;
  return `r-${encodeURIComponent(place.sheet)}-${place.row}`;
}

function placeLabel(place: SourcePlace): string {
  if ('from' in place) return String(place.from);
  return 'page' in place ? `${place.page}.${place.line}` : String(place.row);
}

function text(words: string): string {
  return words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
