import type { BulletinDraft } from '../../bulletin.ts';
import { type Day, dayAt, instantAt } from '../../calendar.ts';
import type { Call } from '../../card-section.ts';
import type { Task } from '../../task.ts';
import type { Setting } from '../catalogue.ts';
import type { Action, Line } from '../message.ts';
import type { Handover, RoomBulletin, RoomTexts } from '../room-texts.ts';
import { noticeNames } from './card.ts';
import { classOrder, overallLines } from './document.ts';
import { faultWords } from './fault-words.ts';
import { roomForms, rungNames, titleOf } from './room-form.ts';
import {
  buttons,
  dayFrom,
  line,
  roleNames,
  standing,
  tagAmong,
  taskLine,
  taskName,
  titleDay,
  unitAs,
} from './words.ts';

/** Tasks of a card that get buttons of their own; the others are reached by their code. */
const BUTTONS = 8;
const LISTED = 30;

/** Drafts of the home page, which has other sections beside them. */
const DRAFTS = 12;

/** Characters of a bulletin that a card shows; the whole stands in the form. */
const SHOWN = 6_000;

const clockTime = (at: Date): string =>
  new Date(at.getTime() - instantAt(dayAt(at), '00:00').getTime()).toISOString().slice(11, 16);

export const room: RoomTexts = {
  ...roomForms,
  settled: (card, outcome, { today }) => ({
    title: `${outcome === 'replaced' ? '往日' : '已处理'} · ${withoutState(card.title ?? '')}`,
    lines: [
      ...(outcome !== null && outcome !== 'replaced'
        ? [
            line(
              `${dayFrom(today, dayAt(outcome.at))}${clockTime(outcome.at)}　${outcome.by ?? '督办'}：${outcome.what}`,
            ),
          ]
        : []),
      ...card.lines.map((one): Line => ({ ...one, tone: 'muted' })),
    ],
    ...(card.facts ? { facts: card.facts } : {}),
    actions: (card.actions ?? []).filter(({ command }) => command.name === 'show-task'),
    ...(card.thread === undefined ? {} : { thread: card.thread }),
  }),
  saidAbove: '（本条内容已并入上方消息。）',
  saidBelow: ({ title, thread }) => ({
    ...(title === undefined ? {} : { title }),
    lines: [line('内容有更新，请看下方新的一条。')],
    ...(thread === undefined ? {} : { thread }),
  }),
  rungsComing: (on, entries, setting) => {
    const coming = entries.flatMap(({ task, rung }) => (rung ? [task] : []));
    const climbed = entries.filter(({ task }) => task.attention.rungOn === on);
    const rest = entries.length - LISTED;
    return {
      title:
        climbed.length > 0
          ? `${titleDay(on)}已升级督促（${climbed.length} 项）`
          : `${titleDay(on)}将升级督促（${coming.length} 项）`,
      lines: [
        ...entries.slice(0, LISTED).map(({ task, unit, rung }) => ({
          text: [
            unit.shortName,
            taskName(task),
            rung ? `${standing(task, setting)}，将${rungNames[rung.kind]}` : notComing(task, on, setting),
          ].join('　'),
          code: task.code,
          tone: rung ? ('amber' as const) : ('muted' as const),
        })),
        ...(rest > 0 ? [line(`另有 ${rest} 项未列出，请在工作台查看。`)] : []),
        ...(climbed.length > 0
          ? []
          : [
              {
                text: '无需升级的，请在当日 9 点前暂缓或跳过，并写明理由；收到报送的自动停止。',
                tone: 'muted' as const,
              },
            ]),
      ],
      actions: coming.slice(0, BUTTONS).flatMap((task) => [
        { ...buttons.hold(task), label: `暂缓 ${task.code}` },
        { ...buttons.skip(task), label: `跳过 ${task.code}` },
      ]),
    };
  },
  calls: (calls, { today }) => ({
    title: calls.length > 0 ? `待电话联系或送达（${calls.length} 家）` : '待电话联系或送达',
    lines: [
      ...(calls.length > 0
        ? calls
            .slice(0, LISTED)
            .map((call) => line([callName(call), call.person?.phone ?? '', codesOf(call)].filter(Boolean).join('　')))
        : [line('已全部登记。')]),
      ...(calls.length > LISTED ? [line(`另有 ${calls.length - LISTED} 家未列出，请在工作台查看。`)] : []),
      ...(calls.length > 0
        ? [
            {
              text: `${titleDay(today)}的清单，登记后自动更新。对方电话告知的进展，请用“代录”记录。`,
              tone: 'muted' as const,
            },
          ]
        : []),
    ],
    actions: calls.slice(0, BUTTONS).map((call) => buttons.served(call.delivery.id, ` · ${callName(call)}`)),
  }),
  ledgerHead: ({ seq, hash }, { today }) => ({
    title: `台账校验值 · ${titleDay(today)}`,
    lines: [
      line(`截至第 ${seq} 条：${hash}`),
      { text: '每个工作日登记一次。日后台账如有删改，与此值不符即可发现。', tone: 'muted' },
    ],
  }),
  bulletin: (bulletin, title, setting) => ({
    title: `${bulletinStates[bulletin.status]} · ${titleOf(bulletin, title)}`,
    lines: [
      ...(bulletin.status === 'draft'
        ? [line('数字以统计日为准，不随文字修改。文中的报送期限和落款日期，请按签发日核对。')]
        : []),
      ...(bulletin.text.length <= SHOWN
        ? withoutTitle(bulletin.text, title).map(line)
        : [line(`正文共 ${bulletin.text.length} 字，请点“修改”查看全文。`)]),
    ],
    actions: bulletinActions(bulletin, setting),
  }),
  bulletins: (list, setting) => ({
    title: `通报（${list.length} 期）`,
    lines:
      list.length > 0
        ? list.map(({ bulletin, title }) => line(`${bulletinStates[bulletin.status]}　${titleOf(bulletin, title)}`))
        : [line('还没有通报。每期截止后的次月 5 日之后自动拟稿，送签发人。')],
    actions: list
      .slice(0, BUTTONS)
      .flatMap(({ bulletin, title }) =>
        bulletinActions(bulletin, setting).map((action) => ({ ...action, label: `${action.label} · ${title}` })),
      ),
  }),
  drafts: (notices, bulletins, maySign, setting) => {
    const waiting = bulletins.filter(({ bulletin }) => bulletin.status !== 'published');
    const count = notices.length + waiting.length;
    const rest = notices.length - DRAFTS;
    return {
      title: count > 0 ? `待签发（${count} 项）` : '待签发',
      lines:
        count > 0
          ? [
              ...waiting.map(({ bulletin, title }) => line([bulletinStates[bulletin.status], title].join('　'))),
              ...notices.slice(0, DRAFTS).map(({ notice, task, unit }) => ({
                text: [noticeNames[notice.kind], unit.shortName, taskName(task), standing(task, setting)].join('　'),
                code: task.code,
              })),
              ...(rest > 0 ? [line(`另有 ${rest} 项未列出，请在工作台查看。`)] : []),
            ]
          : [line('没有待签发的文稿。')],
      actions: [
        ...waiting.flatMap(({ bulletin, title }) =>
          bulletinActions(bulletin, setting)
            .filter(({ command }) => maySign || command.name !== 'sign-bulletin')
            .map((action) => ({ ...action, label: `${action.label} · ${title}` })),
        ),
        ...notices
          .slice(0, BUTTONS)
          .map(({ notice, task }) =>
            maySign
              ? { ...buttons.sign(notice), label: `${buttons.sign(notice).label} ${task.code}` }
              : buttons.show(task, ` ${task.code}`),
          ),
      ],
    };
  },
  bulletinPost: (bulletin, title, ledgerHead) => ({
    title: titleOf(bulletin, title),
    lines: [
      ...overallLines(bulletin).map(line),
      line('全文见附件。'),
      ...(ledgerHead === '' ? [] : [{ text: `台账校验值 ${ledgerHead}`, tone: 'muted' as const }]),
    ],
    table: tableOf(bulletin),
    file: { name: `${titleOf(bulletin, title)}.txt`, title: titleOf(bulletin, title), text: bulletin.text },
  }),
  postedNowhere: (title, channel, code, bulletinId) => ({
    title: '通报未能发布到频道',
    lines: [
      line(`《${title}》没有发到所选频道 ${channel}（${faultWords(code)}）。`),
      line('请把机器人加入频道后重新发布，或改选其他频道。'),
    ],
    actions: [{ label: '重新发布', command: { name: 'open-publish', id: bulletinId }, style: 'primary' }],
  }),
  roomLost: (channel, code) => ({
    title: '办公室频道不能接收',
    lines: [
      line(`办公室频道 ${channel} 没有接收（${faultWords(code)}），其中的内容已改发各经办人私信，没有遗漏。`),
      line('请把机器人重新加入，或用 /duban 设置 另选频道。'),
    ],
  }),
  takenOver: (handover, setting) => ({
    title: `工作交接 · ${unitNames(handover)}`,
    lines: [
      line(`自${dayFrom(setting.today, handover.on)}起，由您接替${handover.from.name}：${rolesText(handover)}。`),
      ...(handover.tasks.length > 0
        ? [
            line(`在办任务 ${handover.tasks.length} 项：`),
            ...handover.tasks.slice(0, LISTED).map((task) => taskLine(task, setting)),
          ]
        : [line('目前没有在办任务。')]),
      ...(handover.tasks.length > LISTED
        ? [line(`其余 ${handover.tasks.length - LISTED} 项请点“全部任务”查看。`)]
        : []),
      line('此前的报送和记录仍可查看；直接回复即可报送。'),
    ],
    actions: [
      ...handover.tasks.slice(0, 4).map((task) => buttons.report(task, tagAmong(task, handover.tasks))),
      buttons.all(),
      buttons.help(),
    ],
  }),
  handoverRecorded: (handover, { today }) => ({
    lines: [
      line(
        `已登记：自${dayFrom(today, handover.on)}起，${handover.from.name}的${rolesText(handover)}由${handover.to.name}接替，在办任务 ${handover.tasks.length} 项一并移交，已告知接替人。`,
      ),
    ],
  }),
  roomsSet: ({ office, bulletin }) => ({
    lines: [
      line(office ? '已保存：办公室的事项发到所选频道。' : '已保存：办公室的事项发各经办人私信。'),
      line(bulletin ? '通报发布时默认发到所选的通报频道。' : '通报发布时再选频道。'),
    ],
  }),
  askedToReport: (unit, tasks, setting) => ({
    title: `请报送 · ${unit.shortName}（${tasks.length} 项）`,
    lines: [
      ...tasks.slice(0, LISTED).map((task) => taskLine(task, setting)),
      ...(tasks.length > LISTED ? [line(`其余 ${tasks.length - LISTED} 项请点“全部任务”查看。`)] : []),
      line(`办公室尚未收到以上任务的报送，请${unitAs(unit)}报送办理情况；需要延期的请提出申请。`),
    ],
    actions: [...tasks.slice(0, 4).map((task) => buttons.report(task, tagAmong(task, tasks))), buttons.all()],
  }),
  reminded: (told, lately) => ({
    lines: [
      line(`已提醒 ${told.length} 家：${told.map((unit) => unit.shortName).join('、')}。`),
      ...(lately.length > 0
        ? [
            line(
              `近期已提醒过、这次没有再发的 ${lately.length} 家：${lately.map((unit) => unit.shortName).join('、')}。`,
            ),
          ]
        : []),
    ],
  }),
  remindedLately: (units, again, { today }) => ({
    lines: [
      line(
        units.length > 0
          ? `${units.map((unit) => unit.shortName).join('、')}近期已经提醒过，没有再次发送。${dayFrom(today, again)}起可以再提醒，急事请电话联系。`
          : '都已报送，无需提醒。',
      ),
    ],
  }),
  officeOnly: { lines: [line('这项由办公室办理。如有需要，请联系办公室。')] },
};

/** 待审核 · 市教育局 … becomes 市教育局 …: what it waited for is over. */
const withoutState = (title: string): string => title.replace(/^待[^·]{1,6} · /, '');

/** The paragraphs of a bulletin below its title, which stands over the card already. */
const withoutTitle = (text: string, title: string): readonly string[] =>
  text.split('\n').filter((paragraph, at) => paragraph !== '' && !(at === 0 && paragraph.trim() === title));

/** Why a rung that was announced will not be climbed, in words. */
function notComing(task: Task, on: Day, setting: Setting): string {
  const { heldUntil } = task.attention;
  if (task.state.status !== 'open') return standing(task, setting);
  if (task.attention.rungOn === on) return `${standing(task, setting)}，已升级`;
  if (task.petition?.kind === 'extension') return '申请延期待答复，不升级';
  if (heldUntil !== null && heldUntil >= on) return `已暂缓至${dayFrom(setting.today, heldUntil)}`;
  return `${standing(task, setting)}，本级不再升级`;
}

const callName = ({ unit, person }: Call): string =>
  [unit?.shortName, person?.name ?? '收件人待查'].filter(Boolean).join(' ');

function codesOf({ delivery }: Call): string {
  const named = [delivery.sent?.thread, ...(delivery.sent?.lines ?? []).map((each) => each.code)];
  const codes = [...new Set(named.filter((code) => code !== undefined))];
  return codes.length > 4 ? `${codes.slice(0, 4).join('、')} 等 ${codes.length} 项` : codes.join('、');
}

const bulletinStates = { draft: '通报待签发', signed: '通报待发布', published: '通报已发布' } as const;

function bulletinActions({ id, status }: RoomBulletin, _setting: Setting): readonly Action[] {
  switch (status) {
    case 'draft':
      return [
        { label: '签发', command: { name: 'sign-bulletin', id }, style: 'primary' },
        { label: '修改', command: { name: 'edit-bulletin', id } },
      ];
    case 'signed':
      return [{ label: '选择频道并发布', command: { name: 'open-publish', id }, style: 'primary' }];
    case 'published':
      return [{ label: '再发到其他频道', command: { name: 'open-publish', id } }];
    default:
      return status satisfies never;
  }
}

/** Totals by class only: a table by unit would rank. */
function tableOf({ figures }: BulletinDraft): readonly (readonly string[])[] {
  return [
    ['类别', '项数'],
    ...classOrder.map((name) => [name, String(figures.classes[name])]),
    ['合计', String(figures.tasks)],
    ...(figures.cancelled > 0 ? [['另：已取消', String(figures.cancelled)]] : []),
  ];
}

const unitNames = ({ roles }: Handover): string => [...new Set(roles.map(({ unit }) => unit.shortName))].join('、');

const rolesText = ({ roles }: Handover): string =>
  [...new Set(roles.map(({ unit, role }) => `${unit.shortName}${roleNames[role]}`))].join('、');
