import { dayAt } from '../../calendar.ts';
import type { Task } from '../../task.ts';
import type { Unit } from '../../unit.ts';
import type { Catalogue, Setting } from '../catalogue.ts';
import type { Action, Line, Message } from '../message.ts';
import { noticeNames, petitionNames } from './card.ts';
import { noticeNumber } from './document.ts';
import { evidenceAction } from './file.ts';
import {
  about,
  asBefore,
  buttons,
  day,
  dayFrom,
  dueText,
  exampleReply,
  limitText,
  line,
  REVIEWED,
  refusals,
  reportText,
  standing,
  tag,
  tagAmong,
  taskLine,
  taskName,
  wordsOf,
} from './words.ts';

/** Choices offered at once; more are reached by their number. */
const CHOICES = 8;

/** Tasks of a list; the rest is counted. An answer to a command takes five posts at most. */
const LISTED = 200;

/** Reports shown with a task, newest first. */
const SHOWN = 5;

/** Why nothing can be asked for a task that has been reported, and when it can. */
const WAITS = '已报送完成，正待审核；如退回补充，届时再办理此项。';

const simple = (text: string): Message => ({ lines: [line(text)] });

const ofTask = (task: Task, text: string, actions: readonly Action[] = []): Message =>
  about(task, actions.length > 0 ? { lines: [line(text)], actions } : { lines: [line(text)] });

/** The next limit, where there is still something to report. */
const remaining = (task: Task, setting: Setting): readonly Line[] =>
  task.state.status === 'open' && task.dueOn !== null
    ? [{ text: `${dueText(task, setting)}，${standing(task, setting).replace('待补充，', '')}。`, tone: 'muted' }]
    : [];

/** Of an item with several limits, which one was meant. */
const limitOf = (task: Task, setting: Setting): readonly Line[] =>
  task.dueOn === null ? [] : [{ text: `${dueText(task, setting)}。`, tone: 'muted' }];

const afterLimitText = (afterLimit: boolean): string => (afterLimit ? '报送时间在时限之后，已如实记录。' : '');

export const answer: Catalogue['answer'] = {
  recordedProgress: ({ task, report, afterLimit }, setting) =>
    about(task, {
      lines: [
        line(`已记录${tag(task)}：${reportText(task, report)}。${afterLimitText(afterLimit)}`),
        ...remaining(task, setting),
      ],
      actions: [buttons.more(task), buttons.correct(report)],
    }),
  recordedDone: ({ task, report, needsConfirmation, afterLimit }, setting) =>
    about(task, {
      lines: [
        line(
          `已记录${tag(task)}：${reportText(task, report)}。${needsConfirmation ? '已转本单位审核人，通过后转办公室' : '已转办公室审核'}。${afterLimitText(afterLimit)}`,
        ),
        ...limitOf(task, setting),
      ],
      actions: [buttons.more(task), buttons.correct(report)],
    }),
  askWhetherDone: ({ task, report }) =>
    ofTask(
      task,
      task.discreet
        ? `${taskName(task)}：是否已按原渠道报送完成？`
        : `${wordsOf(task, report.text) || taskName(task)}已照原话记录，${report.percent === null ? '未填进度' : `进度 ${report.percent}%`}。是否已全部完成？`,
      [buttons.done(task), buttons.notYet(task)],
    ),
  corrected: ({ task, report, needsConfirmation }, setting) =>
    about(task, {
      lines: [
        line(
          `已更正${tag(task)}：${reportText(task, report)}。原记录保留。${sentOn(report.claimsDone, needsConfirmation)}`,
        ),
        ...(report.claimsDone ? [] : remaining(task, setting)),
      ],
      actions: [buttons.correct(report)],
    }),
  askWhich: (candidates, heldKey, setting, others = [], said = '') => ({
    lines: [
      line(said === '' ? '请确认是哪一项：' : `“${said}”请确认是哪一项：`),
      ...candidates.slice(CHOICES).map((task) => taskLine(task, setting, unitAmong(task, others))),
      ...(candidates.length > CHOICES ? [line('按钮未列出的，请回复编号。')] : []),
    ],
    actions: [
      ...candidates.slice(0, CHOICES).map((task) => buttons.choose(choiceText(task, setting, others), task, heldKey)),
      buttons.none(heldKey),
    ],
  }),
  partNotUnderstood: (task, said) => ({
    lines: [{ text: `“${said}”未能识别，没有记录。请写明情况，如“${tag(task)}已完成”。`, code: task.code }],
    actions: [buttons.report(task)],
    thread: task.code,
  }),
  partNotThere: (said) => simple(`“${said}”：没有找到该编号的任务，没有记录。回复“任务”可查看您负责的事项。`),
  notUnderstood: (open) => {
    const example = open[0];
    const how = example
      ? `可回复编号和情况，如“${exampleReply(example, open)}”，或点下方按钮。`
      : '可点“使用说明”查看用法。';
    return {
      lines: [line(`这条内容未能识别，没有记录。${how}`)],
      actions: [
        ...open.slice(0, 3).map((task) => buttons.report(task, tagAmong(task, open))),
        buttons.all(),
        buttons.help(),
      ],
    };
  },
  noOpenTasks: () => simple('目前没有待办任务。'),
  taskList: (tasks, setting, others = []) => ({
    title: `全部任务（${tasks.length} 项）`,
    lines:
      tasks.length > 0
        ? [
            ...tasks.slice(0, LISTED).map((task) => taskLine(task, setting, unitAmong(task, others))),
            ...(tasks.length > LISTED ? [line(`其余 ${tasks.length - LISTED} 项未列出，回复编号可查看单项。`)] : []),
          ]
        : [line('目前没有任务。')],
    actions: tasks.slice(0, CHOICES).map((task) => buttons.show(task, tagAmong(task, tasks))),
  }),
  taskDetail: (task, unit, reports, petitions, may, setting) => {
    const open = petitions.find((petition) => petition.status === 'open');
    return about(task, {
      title: taskName(task),
      lines: [
        ...(task.discreet ? [line(asBefore)] : []),
        ...reports
          .toSorted((a, b) => b.madeAt.getTime() - a.madeAt.getTime())
          .slice(0, SHOWN)
          .map((report, i) =>
            line(
              `${dayFrom(setting.today, dayAt(report.madeAt))}报送${report.recordedBy === null ? '' : '（代录）'}：${reportText(task, report, i === 0 ? REVIEWED : undefined)}`,
            ),
          ),
        ...(reports.length > SHOWN ? [line(`此前另有 ${reports.length - SHOWN} 次报送。`)] : []),
        ...petitions.map((petition) =>
          line(
            `${dayFrom(setting.today, dayAt(petition.askedAt))}${petitionNames[petition.kind]}：${[wordsOf(task, petition.reason), petitionStates[petition.status]].filter(Boolean).join('，')}`,
          ),
        ),
        ...(task.judgedHard !== null
          ? [line(['研判难以按期完成', wordsOf(task, task.judgedHard)].filter(Boolean).join('：'))]
          : []),
      ],
      facts: [
        { label: '责任单位', value: unit.shortName },
        { label: '时限', value: limitText(task, setting) },
        { label: '状态', value: standing(task, setting) },
      ],
      actions: [
        ...(may.report && task.state.status === 'open'
          ? [buttons.report(task), buttons.extension(task), buttons.dispute(task), buttons.explain(task)]
          : []),
        ...evidenceAction(task, new Set(reports.flatMap(({ evidence }) => evidence.map((one) => one.fileId))).size),
        ...(may.review ? reviewActions(task) : []),
        ...(may.review && open ? [buttons.grant(open), buttons.refuse(open)] : []),
        ...(may.record && task.state.status === 'open' ? [buttons.record(task)] : []),
      ],
    });
  },
  help: (roles) => ({
    title: '使用说明',
    lines: [
      ...(roles.includes('liaison') ? liaisonHelp : []),
      ...(roles.includes('unit-reviewer') ? ['本单位报送完成后，请您审核；通过后转办公室。'] : []),
      ...(roles.includes('office-staff') || roles.includes('office-director') ? officeHelp : []),
      ...(roles.includes('signer') || roles.includes('office-director')
        ? ['督办通知单和通报由您签发，签发后编号。']
        : []),
      '回复“任务”可查看全部任务。请勿发送涉密内容。',
    ].map(line),
    actions: [buttons.all()],
  }),
  acknowledged: (task, setting) =>
    task
      ? ofTask(task, `好的。${taskName(task)}　${standing(task, setting)}`, [buttons.report(task)])
      : simple('好的。'),
  extensionAsked: (task, petition, setting) =>
    ofTask(
      task,
      `已记录${tag(task)}：申请延期${petition.requestedDay ? `至${dayFrom(setting.today, petition.requestedDay)}` : ''}${petition.afterDue ? '，提出时已过时限' : ''}。已转办公室，答复前不催办，现时限不变。`,
    ),
  extensionNeedsDay: (task) =>
    ofTask(task, `${taskName(task)}：申请延期，请写明拟完成的日期和理由。`, [buttons.extension(task)]),
  disputeMade: (task) =>
    ofTask(task, `已记录${tag(task)}的职责意见，已转办公室。答复前时限照常计算；意见成立的，原记录予以撤销。`),
  explanationMade: (task) => ofTask(task, `已记录${tag(task)}的情况说明，已转办公室。`),
  forwardedToLead: (task, lead) =>
    ofTask(task, `${taskName(task)}：由${lead.shortName}牵头报送；你单位的配合情况已转${lead.shortName}汇总。`),
  discreetTakesNoText: (task) =>
    ofTask(task, `${taskName(task)}：仅作提示，内容未作记录。${asBefore}`, [buttons.report(task)]),
  refused: (refusal, task) =>
    task && refusal !== 'not-there'
      ? ofTask(
          task,
          `${taskName(task)}：${refusal === 'not-open' && task.state.status === 'reported-done' ? WAITS : refusals[refusal]}`,
        )
      : simple(refusals[refusal]),
  closed: (task) => ofTask(task, `${taskName(task)}：已办结，将告知责任单位。`, [buttons.reopen(task)]),
  returned: (task, until) => ofTask(task, `${taskName(task)}：已退回补充，请责任单位于${day(until)}前补充。`),
  reopened: (task, setting) => ofTask(task, `${taskName(task)}：已重新办理，${dueText(task, setting)}。`),
  cancelled: (task) => ofTask(task, `${taskName(task)}：已取消，将告知责任单位。`),
  petitionDecided: (task, petition, setting) => {
    const granted = petition.status === 'granted';
    const until = petition.grantedDay ? dayFrom(setting.today, petition.grantedDay) : null;
    const decided = {
      extension: granted ? `同意延期${until ? `至${until}` : ''}` : '不同意延期，时限不变',
      dispute: granted ? '职责意见成立' : '职责意见不成立，责任单位不变',
      explain: granted ? `情况说明已采纳，暂缓催办${until ? `至${until}` : ''}` : '情况说明未予采纳',
    }[petition.kind];
    return ofTask(task, `${taskName(task)}：${decided}。将告知责任单位。`);
  },
  confirmed: (task) => ofTask(task, `${taskName(task)}：已审核通过，已转办公室。`),
  held: (task, until) => ofTask(task, `${taskName(task)}：暂缓催办至${day(until)}，时限不变，已记入台账。`),
  skipped: (task) => ofTask(task, `${taskName(task)}：本级催办已跳过，已记入台账。`),
  takenBack: (corrections) => ({
    lines: [line('您删除了一条消息，其中的报送已经登记，仍然有效。需要更正的，请点下方按钮，或直接回复新的情况。')],
    actions: corrections,
  }),
  noted: (task, setting) => ofTask(task, `已记录：${taskLine(task, setting).text}`, [buttons.show(task)]),
  reassigned: (task, to) => ofTask(task, `${taskName(task)}：已改由${to.shortName}报送，将告知双方。`),
  signed: (notice, task, unit) =>
    ofTask(
      task,
      `${noticeNames[notice.kind]}${notice.number ? ` ${noticeNumber(notice.kind, notice.number)}` : ''}已签发，将送${notice.kind === 'propose-coordination' ? '领导小组' : unit.shortName}。`,
    ),
  withdrawn: (task) => ofTask(task, `${taskName(task)}：通知单已撤回，已记入台账。`),
  noticeAcknowledged: (task) =>
    ofTask(task, `已签收。${taskName(task)}可在此报送。`, [buttons.report(task), buttons.extension(task)]),
  recordedOffline: ({ task, report, needsConfirmation, afterLimit }, unit) =>
    ofTask(
      task,
      `已代录${unit.shortName}${tag(task)}：${reportText(task, report)}。${sentOn(report.claimsDone, needsConfirmation)}${afterLimitText(afterLimit)}`,
      [buttons.correct(report)],
    ),
  deliveredOffline: (to) => simple(`已登记：已告知${to}。`),
  retried: (to, asksFirst) =>
    simple(`给${to}的消息将重新发送${asksFirst ? '；发送前先向平台查询，已送达的不再重复发' : ''}。已记入台账。`),
  bulletinSigned: (title) => simple(`《${title}》已签发，可以发布。`),
  bulletinPublished: (title) => simple(`《${title}》已发布。`),
  recordForUnit: (unit) => simple(`该任务由${unit.shortName}报送，您发的内容未作记录。代该单位记录的，请点“代录”。`),
  tooLong: (characters, limit) =>
    simple(`内容共 ${characters} 字，超过 ${limit} 字，未作记录。请分几次报送，或改为上传文件。`),
  notForBot: () => simple('这里只处理工作要点任务的报送和办理。其他事项请联系办公室。'),
  dismissed: () => simple('好的，未作记录。'),
  released: () => simple('已恢复发送，暂停期间的提醒将一并发出，已记入台账。'),
};

const petitionStates = {
  open: '待答复',
  granted: '已同意',
  refused: '未同意',
  withdrawn: '已撤回',
} as const;

const liaisonHelp = [
  '报送：直接回复编号和情况，如“（编号）已完成”，或点“报送”填写。',
  '需要延期：点“申请延期”，写明日期和理由，请在时限之前提出。',
  '职责有不同意见：点“提出职责意见”。',
  '佐证材料：直接发文件，写明编号，或选定任务。',
  '免打扰、代办人、请假：回复“设置”。',
];

const officeHelp = [
  '审核：报送完成的任务点“办结”或“待补充”，待补充的写明所缺内容和日期。',
  '代录：对方电话或书面告知的，打开任务后点“代录”。',
  '命令：未报（可一键提醒未报单位）、通报、移交、设置；在聊天平台里用斜杠命令。',
];

const sentOn = (claimsDone: boolean, needsConfirmation: boolean): string =>
  claimsDone ? (needsConfirmation ? '已转本单位审核人。' : '已转办公室审核。') : '';

const choiceText = (task: Task, { today }: Setting, others: readonly Unit[]): string =>
  [...unitAmong(task, others), taskName(task), ...(task.dueOn ? [dayFrom(today, task.dueOn)] : [])].join(' ');

/** The unit of a task, where it is one of those to be named. */
const unitAmong = (task: Task, others: readonly Unit[]): readonly string[] =>
  others.filter((unit) => unit.id === task.unitId).map((unit) => unit.shortName);

function reviewActions(task: Task): readonly Action[] {
  switch (task.state.status) {
    case 'reported-done':
      return [buttons.close(task), buttons.return(task)];
    case 'closed':
      return [buttons.reopen(task)];
    case 'open':
      return [
        ...(task.dueOn === null ? [buttons.setDay(task)] : [buttons.hold(task)]),
        buttons.assign(task),
        buttons.cancel(task),
      ];
    case 'cancelled':
      return [];
    default:
      return task.state satisfies never;
  }
}
