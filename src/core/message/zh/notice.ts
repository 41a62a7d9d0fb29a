import { dayAt, instantAt } from '../../calendar.ts';
import type { NoticeKind } from '../../notice.ts';
import type { Petition, Report, SupervisionNotice } from '../../report.ts';
import type { Task } from '../../task.ts';
import type { NoticeFacts, Setting } from '../catalogue.ts';
import type { Action, Line, Message } from '../message.ts';
import { noticeNames } from './card.ts';
import { noticeNumber, supervisionNotice } from './document.ts';
import { evidenceAction } from './file.ts';
import {
  about,
  asBefore,
  buttons,
  dayFrom,
  dueText,
  limitText,
  line,
  REVIEWED,
  reportText,
  standing,
  taskName,
  unitAs,
  whereText,
  wordsOf,
} from './words.ts';

type Wording = (facts: NoticeFacts, setting: Setting) => Message;

/** What has no words of its own, because the flow that writes it brings the message: only the task and where it stands. */
const bare =
  (title: string): Wording =>
  ({ task }, setting) =>
    about(task, {
      title,
      lines: [line(`${taskName(task)}　${standing(task, setting)}`)],
      actions: [buttons.show(task)],
    });

const isReturned = ({ state }: Task): boolean => state.status === 'open' && state.supplementDueOn !== undefined;

const asked: Wording = ({ task, unit }, setting) =>
  about(task, {
    title: `${standing(task, setting)} · ${taskName(task)}`,
    lines: [
      line(
        `${dueText(task, setting)}。${task.discreet ? asBefore : isReturned(task) ? '' : `请${unitAs(unit)}报送进展。`}`,
      ),
    ],
    actions: reporting({ task, unit }),
  });

const wordings: Readonly<Record<NoticeKind, Wording>> = {
  remind: asked,
  supplement: asked,
  overdue: asked,
  window: asked,
  warn: asked,
  chase: (facts, setting) =>
    about(facts.task, {
      title: `催办 · ${taskName(facts.task)}`,
      lines: [line(`${whereText(facts.task, setting)}。请今日报送进展。`)],
      actions: reporting(facts),
    }),
  'chase-deputy-head': ({ task, unit }, setting) =>
    about(task, {
      title: `请协调 · ${taskName(task)}`,
      lines: [line(`${unit.shortName}${whereText(task, setting)}。请您督促联络员报送。`)],
      actions: [buttons.show(task)],
    }),
  'supporting-reported': ({ task, otherUnit, report }) =>
    about(task, {
      title: `配合情况 · ${taskName(task)}`,
      lines: [line(`${otherUnit?.shortName ?? '配合单位'}报送：${report ? reportText(task, report) : ''}`)],
      actions: [buttons.show(task)],
    }),
  'review-wait': ({ task, unit }, setting) =>
    about(task, {
      title: `待审核 · ${taskName(task)}`,
      lines: [line(`${unit.shortName}的报送${waitedText(task.state, setting)}。`)],
      actions: reviewing(task),
    }),
  'sign-wait': bare('待签发'),
  phone: ({ task, unit, person }, setting) =>
    about(task, {
      title: `请电话联系 · ${unit.shortName}`,
      lines: [
        line(`${taskName(task)}　${standing(task, setting)}`),
        line(person ? [person.name, person.phone].filter(Boolean).join(' ') : '通讯录中尚无联络员。'),
      ],
      actions: [buttons.record(task), buttons.show(task)],
    }),
  weekly: bare('本周事项'),
  'year-end': bare('年内到期'),

  answer: ({ task, reason }, setting) =>
    about(task, {
      lines: [line([taskName(task), standing(task, setting), wordsOf(task, reason)].filter(Boolean).join('　'))],
    }),
  assigned: ({ task, unit }, setting) =>
    about(task, {
      title: `请办理 · ${taskName(task)}`,
      lines: [
        line(`${dueText(task, setting)}。由${unitAs(unit)}报送，到期前会提醒。`),
        line(task.discreet ? asBefore : '直接回复本消息即可报送；对职责有不同意见的，可以提出。'),
      ],
      actions: [buttons.report(task), buttons.extension(task), buttons.dispute(task)],
    }),
  'for-confirmation': ({ task, report, person }, setting) =>
    about(task, {
      title: `待您审核 · ${taskName(task)}`,
      lines: [
        line(`${person ? person.name : '联络员'}报送：${report ? reportText(task, report) : '完成'}`),
        line(`${dueText(task, setting)}。审核通过后转办公室。`),
      ],
      actions: [buttons.confirm(task), buttons.show(task)],
    }),
  'for-review': ({ task, unit, report }, setting) =>
    about(task, {
      title: `待审核 · ${unit.shortName} ${taskName(task)}`,
      lines: [line(report ? `报送：${reportText(task, report, REVIEWED)}` : '报送：完成')],
      facts: [
        ...(report ? [{ label: '报送时间', value: madeText(report, setting) }] : []),
        { label: '时限', value: limitText(task, setting) },
      ],
      actions: [...reviewing(task), ...evidenceAction(task, report?.evidence.length ?? 0)],
    }),
  returned: ({ task, unit, reason }, setting) =>
    about(task, {
      title: `待补充 · ${taskName(task)}`,
      lines: [
        ...(wordsOf(task, reason) ? [line(`需补充：${wordsOf(task, reason)}`)] : []),
        line(`${dueText(task, setting)}。`),
      ],
      actions: reporting({ task, unit }),
    }),
  closed: ({ task }) => about(task, { title: `已办结 · ${taskName(task)}`, lines: [line('无需再报送。')] }),
  reopened: ({ task, unit, reason }, setting) =>
    about(task, {
      title: `重新办理 · ${taskName(task)}`,
      lines: [
        ...(wordsOf(task, reason) ? [line(`原因：${wordsOf(task, reason)}`)] : []),
        line(`${dueText(task, setting)}。`),
      ],
      actions: reporting({ task, unit }),
    }),
  cancelled: ({ task, reason }) =>
    about(task, {
      title: `已取消 · ${taskName(task)}`,
      lines: [
        ...(wordsOf(task, reason) ? [line(`原因：${wordsOf(task, reason)}`)] : []),
        line('无需再报送，此前的提醒不再有效。'),
      ],
    }),
  petition: ({ task, unit, petition }, setting) => petitionForOffice(task, unit.shortName, petition, setting),
  'petition-decided': ({ task, unit, petition, otherUnit }, setting) =>
    about(task, {
      title: `申请答复 · ${taskName(task)}`,
      lines: petition ? decisionLines(task, petition, otherUnit ?? unit, setting).map(line) : [],
      actions: task.state.status === 'open' && !otherUnit ? [buttons.report(task)] : [],
    }),
  reassigned: ({ task, unit, otherUnit }, setting) =>
    otherUnit
      ? about(task, {
          title: `任务调整 · ${taskName(task)}`,
          lines: [line(`已改由${unit.shortName}报送，${unitAs(otherUnit)}无需再报送，此前的提醒不再有效。`)],
        })
      : about(task, {
          title: `任务调整 · ${taskName(task)}`,
          lines: [line(`现由${unitAs(unit)}报送。${dueText(task, setting)}。${task.discreet ? asBefore : ''}`)],
          actions: [buttons.report(task), buttons.extension(task), buttons.dispute(task)],
        }),
  'handed-over': ({ task, unit }, setting) =>
    about(task, {
      title: `工作交接 · ${unit.shortName}`,
      lines: [line(`${taskName(task)}　${standing(task, setting)}　现由您联系报送。`)],
      actions: [buttons.report(task), buttons.all()],
    }),
  'for-signature': (facts, setting) => {
    const { task, unit, supervisionNotice: formal } = facts;
    if (!formal) return bare('待签发')(facts, setting);
    return about(task, {
      title: `待签发 · ${formalTitle(formal)} · ${unit.shortName}`,
      lines: formalLines(facts, formal, setting),
      actions: [buttons.sign(formal), buttons.withdraw(formal), buttons.hold(task), buttons.show(task)],
    });
  },
  supervise: (facts, setting) => {
    const { task, supervisionNotice: formal } = facts;
    if (!formal) return asked(facts, setting);
    return about(task, {
      title: `${formalTitle(formal)} · ${taskName(task)}`,
      lines: formalLines(facts, formal, setting),
      actions: [buttons.acknowledge(formal), ...reporting(facts)],
    });
  },
  'supervise-copy': (facts, setting) => {
    const { task, supervisionNotice: formal } = facts;
    if (!formal) return asked(facts, setting);
    return about(task, {
      title: `抄送 · ${formalTitle(formal)} · ${taskName(task)}`,
      lines: [
        line('以下通知单已送本单位负责人，抄送联络员，请协助办理和签收。'),
        ...formalLines(facts, formal, setting),
      ],
      actions: [buttons.acknowledge(formal), ...reporting(facts)],
    });
  },
  bulletin: bare('通报'),
  import: bare('导入'),
  correction: ({ task, unit, otherUnit, petition }) =>
    about(task, {
      title: `更正 · ${taskName(task)}`,
      lines: [
        line(
          petition?.kind === 'dispute'
            ? `职责意见成立，该任务不由${unitAs(otherUnit ?? unit)}负责，此前的催办予以撤销，两条记录均保留。`
            : `${unitAs(unit)}的报送在时限之内，此前的催办予以撤销，两条记录均保留。`,
        ),
      ],
    }),
  alarm: bare('请查看'),
  'rungs-coming': bare('将升级督促'),
  calls: bare('待电话联系'),
  'ledger-head': bare('台账校验值'),
  unreported: asked,
};

export const notice: Wording = (facts, setting) => wordings[facts.kind](facts, setting);

/** 督办通知单 督办〔2026〕3号, or without the number until it is signed. */
function formalTitle({ kind, number }: SupervisionNotice): string {
  return [noticeNames[kind], ...(number ? [noticeNumber(kind, number)] : [])].join(' ');
}

/** The document from its addressee on: its name and number stand in the title of the message. */
function formalLines(
  { task, unit, formalText }: NoticeFacts,
  formal: SupervisionNotice,
  setting: Setting,
): readonly Line[] {
  const text = (formalText ?? supervisionNotice(formal, task, unit, null, setting)).split('\n');
  return text
    .slice(text.indexOf('') + 1)
    .filter((paragraph) => paragraph !== '')
    .map(line);
}

/** The ways out that a unit always has. */
function reporting({ task }: Pick<NoticeFacts, 'task' | 'unit'>): readonly Action[] {
  return [buttons.report(task), buttons.extension(task), buttons.explain(task)];
}

function reviewing(task: NoticeFacts['task']): readonly Action[] {
  return [buttons.close(task), buttons.return(task), buttons.show(task)];
}

function waitedText(state: NoticeFacts['task']['state'], { today, calendar }: Setting): string {
  if (state.status !== 'reported-done') return '待审核';
  const waited = calendar.workdaysBetween(dayAt(state.waitingSince), today);
  return waited > 0 ? `已待审核 ${waited} 个工作日` : '待审核';
}

/** When a report was made, and how it reached us if somebody wrote it down for the unit. */
export function madeText(report: Report, { today }: Setting): string {
  const on = dayAt(report.madeAt);
  const time = new Date(report.madeAt.getTime() - instantAt(on, '00:00').getTime()).toISOString().slice(11, 16);
  return `${dayFrom(today, on)}${time}${report.recordedBy === null ? '' : '（代录）'}`;
}

export function petitionForOffice(
  task: NoticeFacts['task'],
  unitName: string,
  petition: Petition | undefined,
  setting: Setting,
): Message {
  const title = {
    extension: `申请延期 · ${unitName} ${taskName(task)}`,
    dispute: `职责意见 · ${unitName} ${taskName(task)}`,
    explain: `情况说明 · ${unitName} ${taskName(task)}`,
  }[petition?.kind ?? 'explain'];
  const reason = wordsOf(task, petition?.reason);
  return about(task, {
    title,
    lines: [
      ...(reason ? [line(`理由：${reason}`)] : []),
      ...(petition?.kind === 'dispute' ? [line('答复前时限照常计算；意见成立的，原记录予以撤销。')] : []),
      ...(petition?.afterDue ? [line('提出时已过时限。')] : []),
    ],
    facts: [
      { label: '现时限', value: limitText(task, setting) },
      ...(petition?.kind === 'extension' && petition.requestedDay
        ? [{ label: '拟延至', value: dayFrom(setting.today, petition.requestedDay) }]
        : []),
    ],
    actions: petition ? [buttons.grant(petition), buttons.refuse(petition), buttons.show(task)] : [buttons.show(task)],
  });
}

/** What the office decided, to the unit that asked. */
export function decisionLines(
  task: NoticeFacts['task'],
  petition: Petition,
  asker: NoticeFacts['unit'],
  setting: Setting,
): readonly string[] {
  const note = wordsOf(task, petition.note);
  const granted = petition.status === 'granted';
  const decided = {
    extension: granted
      ? petition.grantedDay
        ? `同意延期至${dayFrom(setting.today, petition.grantedDay)}。`
        : '同意延期。'
      : `延期申请未获同意，${dueText(task, setting)}。`,
    dispute: granted
      ? `职责意见成立，该任务不再由${unitAs(asker)}报送，此前的提醒和记录予以撤销。`
      : `经研究，该任务仍由${unitAs(asker)}报送，${dueText(task, setting)}。`,
    explain: granted
      ? `情况说明已采纳，暂缓催办${petition.grantedDay ? `至${dayFrom(setting.today, petition.grantedDay)}` : ''}。`
      : `情况说明未予采纳，${dueText(task, setting)}，请尽快报送。`,
  }[petition.kind];
  return [decided, ...(note ? [`说明：${note}`] : [])];
}
