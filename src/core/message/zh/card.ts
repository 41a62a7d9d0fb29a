import { dayAt } from '../../calendar.ts';
import type { Call, CardEntry, CardSection } from '../../card-section.ts';
import type { MorningCard } from '../../digest.ts';
import type { Petition, SupervisionNotice } from '../../report.ts';
import { submitBy, type Task } from '../../task.ts';
import type { Setting } from '../catalogue.ts';
import type { Action, Line, Message } from '../message.ts';
import {
  asBefore,
  buttons,
  day,
  dayFrom,
  exampleReply,
  line,
  tagAmong,
  taskLine,
  taskName,
  titleDay,
  wordsOf,
} from './words.ts';

/** Tasks named on a card before the rest is counted and left to 全部任务. */
const LISTED = 30;

/** Codes named on the line of one call. */
const NAMED = 4;

/** Buttons for single tasks on a card; the others are reached by their number or through 全部任务. */
const BUTTONS = 4;

export const petitionNames = {
  extension: '申请延期',
  dispute: '职责意见',
  explain: '情况说明',
} as const satisfies Record<Petition['kind'], string>;

export const noticeNames = {
  supervise: '督办通知单',
  letter: '商请函',
  'propose-coordination': '提请协调',
} as const satisfies Record<SupervisionNotice['kind'], string>;

export function card(morning: MorningCard, setting: Setting): Message {
  const heading = morning.weekly ? '本周事项' : '今日事项';
  const unit = morning.units.map((one) => one.shortName).join('、') || setting.officeName;
  const asked = openEntries(morning);
  const example = asked.find((entry) => !entry.task.discreet);
  return {
    title: `${heading} · ${unit}（${titleDay(morning.day)}）`,
    lines: [
      ...summaryLines(morning),
      ...morning.sections.flatMap((section) => sectionLines(section, setting)),
      ...(example
        ? [{ text: `直接回复即可报送，如“${exampleReply(example.task, tasksOf(asked))}”。`, tone: 'muted' as const }]
        : []),
    ],
    actions: cardActions(morning, asked),
  };
}

function summaryLines({ summary }: MorningCard): readonly Line[] {
  if (!summary) return [];
  return [
    line(
      `在办 ${summary.open} 项，其中已超时限 ${summary.overdue} 项、近期到期 ${summary.soon} 项；待审核 ${summary.waiting} 项。`,
    ),
  ];
}

function sectionLines(section: CardSection, setting: Setting): readonly Line[] {
  switch (section.kind) {
    case 'overdue':
    case 'soon':
    case 'supplement':
    case 'warned':
    case 'waiting':
      return section.entries.map((entry) => entryLine(entry, setting));
    case 'to-confirm':
      return under('待您审核', section.entries, (entry) => taskLine(entry.task, setting));
    case 'all':
      return under('其他任务', section.entries, (entry) => entryLine(entry, setting));
    case 'to-call':
      return under('请电话联系', section.entries, (entry) => taskLine(entry.task, setting, [entry.unit.shortName]));
    case 'window':
      return [
        ...section.windows.map(({ unit, closesOn }) =>
          line(
            `${unit.shortName}本期进展尚未报送，请于${dayFrom(setting.today, submitBy(closesOn, setting.calendar))}前报送`,
          ),
        ),
        { text: '回复编号和情况即可，或点“全部任务”选一项填报。', tone: 'muted' },
      ];
    case 'to-review':
      return under('待审核报送', section.entries, (entry) => reviewLine(entry, setting));
    case 'undecided':
      return under('待核定时限', section.entries, (entry) => ({
        text: `${entry.unit.shortName}　${taskName(entry.task)}`,
        code: entry.task.code,
      }));
    case 'year-end':
      return under('年内到期', section.entries, (entry) => taskLine(entry.task, setting, [entry.unit.shortName]));
    case 'to-decide':
      return under('待答复申请', section.entries, ({ task, unit }) => ({
        text: [
          ...(task.petition ? [petitionNames[task.petition.kind]] : []),
          unit.shortName,
          taskName(task),
          ...(task.petition?.requestedDay ? [`拟延至${dayFrom(setting.today, task.petition.requestedDay)}`] : []),
        ].join('　'),
        code: task.code,
      }));
    case 'to-sign':
      return under('待签发', section.drafts, ({ notice, task, unit }) => ({
        text: `${noticeNames[notice.kind]}　${unit.shortName}　${taskName(task)}　${day(dayAt(notice.draftedAt))}拟稿`,
        code: task.code,
      }));
    case 'to-phone':
      return under('需电话联系或送达', section.calls, (call) =>
        line([callName(call), call.person?.phone ?? '', codesOf(call)].filter(Boolean).join('　')),
      );
    default:
      return section satisfies never;
  }
}

/** 市教育局 王芳, or as much of it as is known. */
function callName({ unit, person }: Call): string {
  return [unit?.shortName, person?.name ?? '收件人待查'].filter(Boolean).join(' ');
}

/** The tasks that the message to be passed on is about: a few by code, the rest counted. */
function codesOf({ delivery }: Call): string {
  const named = [delivery.sent?.thread, ...(delivery.sent?.lines ?? []).map((each) => each.code)];
  const codes = [...new Set(named.filter((code) => code !== undefined))];
  return codes.length > NAMED ? `${codes.slice(0, NAMED).join('、')} 等 ${codes.length} 项` : codes.join('、');
}

/** A heading with the count, then its lines; the rest is counted, never dropped in silence. */
function under<Entry>(heading: string, entries: readonly Entry[], text: (entry: Entry) => Line): readonly Line[] {
  const rest = entries.length - LISTED;
  return [
    { text: `${heading}（${entries.length} 项）`, tone: 'muted', heading: true },
    ...entries.slice(0, LISTED).map(text),
    ...(rest > 0 ? [{ text: `其余 ${rest} 项请点“全部任务”查看。`, tone: 'muted' as const }] : []),
  ];
}

function entryLine(entry: CardEntry, setting: Setting): Line {
  const { task, unit } = entry;
  return taskLine(task, setting, [
    ...(entry.supporting ? [`配合${unit.shortName}`] : []),
    ...(task.petition ? [`${petitionNames[task.petition.kind]}待答复`] : []),
    ...(task.discreet && !entry.supporting ? [asBefore] : []),
    ...(entry.missing && wordsOf(task, entry.missing) ? [`需补充：${wordsOf(task, entry.missing, 60)}`] : []),
    ...(entry.rung === 'chase' ? ['请今日报送进展'] : []),
    ...(entry.rung === 'chase-deputy-head' ? [`请您督促${unit.shortName}联络员报送`] : []),
    ...(entry.warning ? [warningText(entry.warning, setting)] : []),
  ]);
}

/** Fair warning: what comes on which day unless something is heard, and what can be done till then. */
export function warningText(warning: NonNullable<CardEntry['warning']>, setting: Setting): string {
  const { rung, on } = warning;
  const what = {
    chase: '将催办联络员',
    'chase-deputy-head': '将提请分管负责人协调',
    supervise: '将拟督办通知单报签发',
    letter: '将拟商请函报签发',
    'propose-coordination': '将报请提请领导小组协调',
  }[rung.kind];
  return `如${dayFrom(setting.today, on)}前未收到反馈，办公室${what}；可报送、申请延期或说明情况`;
}

function reviewLine({ task, unit }: CardEntry, { today, calendar }: Setting): Line {
  const since = task.state.status === 'reported-done' ? dayAt(task.state.waitingSince) : today;
  const waited = calendar.workdaysBetween(since, today);
  const text = [
    unit.shortName,
    taskName(task),
    `${day(since)}报送`,
    ...(waited > 0 ? [`已待审核 ${waited} 个工作日`] : []),
  ].join('　');
  return { text, code: task.code };
}

/** The tasks that the reader is asked to report on. */
function openEntries(morning: MorningCard): readonly CardEntry[] {
  return morning.sections.flatMap((section) =>
    section.kind === 'overdue' || section.kind === 'soon' || section.kind === 'supplement' || section.kind === 'warned'
      ? section.entries.filter((entry) => entry.rung !== 'chase-deputy-head')
      : [],
  );
}

const tasksOf = (entries: readonly CardEntry[]): readonly Task[] => entries.map(({ task }) => task);

/** Sections whose tasks are opened before anything is decided about them. */
const SHOWN: ReadonlySet<CardSection['kind']> = new Set(['to-call', 'to-confirm', 'to-review', 'to-decide']);

function cardActions(morning: MorningCard, asked: readonly CardEntry[]): readonly Action[] {
  const first = asked[0]?.task;
  const warned = asked.find((entry) => entry.warning)?.task;
  const own =
    first && asked.length === 1
      ? [buttons.report(first), buttons.extension(first), ...(warned ? [buttons.explain(first)] : [])]
      : [
          ...asked.slice(0, BUTTONS).map(({ task }) => buttons.report(task, tagAmong(task, tasksOf(asked)))),
          ...(warned
            ? [
                buttons.extension(warned, tagAmong(warned, tasksOf(asked))),
                buttons.explain(warned, tagAmong(warned, tasksOf(asked))),
              ]
            : []),
        ];
  const toShow = morning.sections.flatMap((section): readonly Task[] => {
    if (section.kind === 'overdue') {
      return section.entries.filter((entry) => entry.rung === 'chase-deputy-head').map(({ task }) => task);
    }
    if (SHOWN.has(section.kind) && 'entries' in section) {
      return section.entries.map(({ task }) => task);
    }
    return section.kind === 'to-sign' ? section.drafts.map(({ task }) => task) : [];
  });
  const undecided = morning.sections.flatMap((section) => (section.kind === 'undecided' ? section.entries : []));
  const calls = morning.sections.flatMap((section) => (section.kind === 'to-phone' ? section.calls : []));
  return [
    ...own,
    ...toShow.slice(0, BUTTONS).map((task) => buttons.show(task, tagAmong(task, toShow))),
    ...undecided.slice(0, BUTTONS).map(({ task }) => buttons.setDay(task, tagAmong(task, tasksOf(undecided)))),
    ...calls.slice(0, BUTTONS).map((call) => buttons.delivered(call.delivery.id, `（${callName(call)}）`)),
    buttons.all(),
  ];
}
