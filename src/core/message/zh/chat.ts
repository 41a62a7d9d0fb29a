import { signInMinutes } from '../../sign-in.ts';
import { isOverdue, type Task } from '../../task.ts';
import type { Catalogue, Setting } from '../catalogue.ts';
import type { Action, Line, Message } from '../message.ts';
import { mySettings } from './own.ts';
import { buttons, dayFrom, line, tag, tagAmong, taskLine } from './words.ts';

/** Tasks of a list that get a button of their own. */
const BUTTONS = 8;

/** Tasks of one heading of the home page; the rest is counted. */
const LISTED = 15;

/** Units that have not reported, and tasks of each, that are named; the rest is counted. An answer to a command takes five posts at most. */
const UNITS = 60;
const PER_UNIT = 5;

export const chat: Catalogue['chat'] = {
  botName: '督办',
  close: '关闭',
  cancel: '返回',
  opening: '正在打开…',
  notSaved: '没有保存成功，请再试一次。',
  recorded: '已收到，处理结果见与我的私信。',
  blank: '请填写',
  welcome: (name, officeName, met = 'email') => ({
    title: `${name}您好`,
    lines: [
      line(
        `${{ email: `${officeName}在通讯录中登记了您的邮箱`, code: `账号已绑定。${officeName}在通讯录中登记了您`, account: `${officeName}在通讯录中登记了您的账号` }[met]}，今后工作要点任务的提醒和答复会发到这里。`,
      ),
      line('直接回复即可报送；回复“任务”查看您的任务，回复“设置”设免打扰、代办人和请假。'),
      line('不需要在此接收的，回复“不要再发”；登记有误的，请联系办公室更正。'),
    ],
    actions: [buttons.all(), buttons.help()],
  }),
  notRegistered: (officeName) => ({
    lines: [
      line('您还没有登记为联络员，这条消息没有记录。'),
      line(
        officeName
          ? `需要登记的，请联系${officeName}，把您在 Slack 的邮箱或成员 ID 告知经办人；已有一次性代码的，直接发给我即可。`
          : '通讯录尚未导入，请联系办公室。',
      ),
    ],
  }),
  tooOften: { lines: [line('一分钟内收到的内容过多，此后的没有保存。请稍候一分钟再发，未保存的请重新发送。')] },
  evidence: { label: '佐证材料', hint: 'PDF、Word、Excel、图片或文本，每个不超过 20 MB' },
  fileFailed: (name, reason) => ({ lines: [line(`文件“${name}”没有接收：${fileReasons[reason]}`)] }),
  dropPlan: { lines: [line('请把工作要点文件直接发到与我的私信里，读取后会列出需要核对的地方，确认后才启用。')] },
  usage: (words) => ({
    lines: [
      line(`没有看懂“${words}”。`),
      line('“未报”后写期间，如 6月、二季度、上半年、上月；“任务”“代录”后写编号，如 26-3-1；“代码”后写姓名。'),
    ],
    actions: [buttons.help()],
  }),
  deskLink: (address) =>
    address === null
      ? { lines: [line('工作台网页没有开通，或您今天没有职务。请联系系统运维人员。')] }
      : {
          title: '打开工作台',
          lines: [{ text: address, link: address }, line(`${signInMinutes.link} 分钟内有效，只能打开一次，请勿转发。`)],
        },
  reportAny: (tasks, text, { today }) => ({
    lines: tasks.length > 0 ? [] : [line('目前没有待办任务。')],
    ...(tasks.length > 0
      ? {
          form: {
            title: '填报进展',
            submit: { label: '提交', command: { name: 'report-progress' }, style: 'primary' },
            fields: [
              {
                name: 'task',
                label: '任务',
                kind: 'select',
                required: true,
                options: tasks.map((task) => ({
                  value: task.id,
                  label: [
                    `${tag(task).trim()}${task.discreet ? '' : task.title}`,
                    task.dueOn ? dayFrom(today, task.dueOn) : '',
                  ]
                    .filter(Boolean)
                    .join(' '),
                })),
                ...(tasks.length === 1 && tasks[0] ? { value: tasks[0].id } : {}),
              },
              { name: 'text', label: '进展情况', kind: 'long-text', required: true, ...(text ? { value: text } : {}) },
              { name: 'done', label: '已全部完成', kind: 'check' },
              { name: 'expectedOn', label: '预计完成日期', kind: 'day', hint: '尚未完成时填写' },
            ],
          },
        }
      : {}),
  }),
  owed: (tasks, setting) => ({
    title: `待报（${tasks.length} 项）`,
    lines: tasks.length > 0 ? tasks.map((task) => taskLine(task, setting)) : [line('目前没有待报的任务。')],
    actions: tasks.slice(0, BUTTONS).map((task) => buttons.report(task, tagAmong(task, tasks))),
  }),
  unreported: (groups, until, setting, mayRemind) => ({
    title: `${dayFrom(setting.today, until)}前到期、尚未报送（${groups.length} 家）`,
    lines:
      groups.length > 0
        ? [
            ...groups
              .slice(0, UNITS)
              .flatMap(({ unit, tasks }) => [
                { text: `${unit.shortName}（${tasks.length} 项）`, heading: true as const },
                ...tasks.slice(0, PER_UNIT).map((task) => taskLine(task, setting)),
                ...(tasks.length > PER_UNIT ? [line(`另有 ${tasks.length - PER_UNIT} 项。`)] : []),
              ]),
            ...(groups.length > UNITS ? [line(`另有 ${groups.length - UNITS} 家未列出，请在工作台查看。`)] : []),
          ]
        : [line('都已报送。')],
    ...(mayRemind && groups.length > 0 ? { actions: [buttons.remind(until)] } : {}),
  }),
  home: {
    liaison: (tasks, setting) => {
      const late = tasks.filter((task) => isOverdue(task, setting.today, setting.calendar));
      return section(
        '我的任务',
        tasks,
        setting,
        '目前没有待办任务。有新任务或临近时限时，我会在早上发一条消息给您。',
        late.length > 0 ? `其中 ${late.length} 项已超时限` : '',
        (task) => buttons.report(task, tagAmong(task, tasks)),
        () => [],
      );
    },
    reviews: (tasks, unitName, setting) => queue('待审核', tasks, unitName, setting, '没有待审核的报送。'),
    overdue: (tasks, unitName, setting) => queue('已超时限', tasks, unitName, setting, '没有超时限的任务。'),
    decide: (tasks, unitName, setting) => queue('待答复申请', tasks, unitName, setting, '没有待答复的申请。'),
    figures: ({ open, overdue, soon, waiting, closed }) => ({
      title: '总体情况',
      lines: [],
      facts: [
        { label: '在办', value: `${open} 项` },
        { label: '已超时限', value: `${overdue} 项` },
        { label: '近期到期', value: `${soon} 项` },
        { label: '待审核', value: `${waiting} 项` },
        { label: '已办结', value: `${closed} 项` },
      ],
      actions: [buttons.all()],
    }),
    nothing: (officeName) => ({
      title: '您好',
      lines: [line(`您在通讯录中没有任务单位或办公室的职务。如有疑问，请联系${officeName}。`)],
    }),
    start: (mayImport) => ({
      title: '还没有启用的工作要点',
      lines: [
        line(
          mayImport
            ? '请把工作要点文件直接发到与我的私信里，读取后会列出需要核对的地方，确认后才启用。'
            : '办公室启用工作要点后，这里显示总体情况。',
        ),
      ],
    }),
    more: { lines: [], actions: [buttons.all(), buttons.help()] },
    office: { lines: [], actions: [mySettings, buttons.help()] },
  },
  app: {
    description: '把工作要点变成按时提醒、可报送、可审核、可通报的任务',
    longDescription:
      '督办把领导小组办公室的工作要点逐项变成责任单位的任务：到期前提醒联络员，联络员直接回复即可报送进展或完成情况；办公室在同一处审核、退回、答复延期；超时限的按规定逐级催办，需要签发的只拟稿，由人签发。' +
      '它只给通讯录中登记的人发消息，每人每个工作日最多一条汇总；不读取其他频道的消息；时限均为北京时间。办结、延期、签发、通报只由人决定，全部记入不可更改的台账。' +
      '请勿在其中发送涉密内容。如不需要接收，请联系办公室调整登记。',
    slash: '查看和报送工作要点任务',
    usage:
      '帮助 | 我的任务 | 待报 | 未报 期间 | 任务 编号 | 代录 编号 | 通报 | 导出 | 移交 | 设置 | 我的设置 | 代码 姓名 | 工作台',
    reportShortcut: '填报进展',
    reportShortcutDescription: '选择一项任务，填写进展或完成情况',
    submitShortcut: '作为进展提交',
    submitShortcutDescription: '把这条消息的文字作为一项任务的进展',
  },
};

const fileReasons: Readonly<Record<Parameters<Catalogue['chat']['fileFailed']>[1], string>> = {
  'too-large': '超过 20 MB，请压缩或分开发送。',
  'not-a-file': 'Slack 没有给出文件内容，请重新上传。',
  unavailable: '暂时下载不到，请稍后重新发送。',
};

function section(
  heading: string,
  tasks: readonly Task[],
  setting: Setting,
  empty: string,
  note: string,
  button: (task: Task) => Action,
  more: (task: Task) => readonly string[],
): Message {
  const rest = tasks.length - LISTED;
  const lines: readonly Line[] =
    tasks.length === 0
      ? [line(empty)]
      : [
          ...(note ? [line(note)] : []),
          ...tasks.slice(0, LISTED).map((task) => taskLine(task, setting, more(task))),
          ...(rest > 0 ? [line(`其余 ${rest} 项请点“全部任务”查看。`)] : []),
        ];
  return {
    title: tasks.length > 0 ? `${heading}（${tasks.length} 项）` : heading,
    lines,
    actions: tasks.slice(0, BUTTONS).map(button),
  };
}

/** What waits for the office, with the unit of each. */
function queue(
  heading: string,
  tasks: readonly Task[],
  unitName: (task: Task) => string,
  setting: Setting,
  empty: string,
): Message {
  const show = (task: Task): Action => buttons.show(task, ` ${task.code}`);
  return section(heading, tasks, setting, empty, '', show, (task) => [unitName(task)]);
}
