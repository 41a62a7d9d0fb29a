import { pageOf } from '../../talk-page.ts';
import type { Catalogue, TalkLine } from '../catalogue.ts';
import type { Action, Field } from '../message.ts';
import { day, line, quoted, refusals, taskName } from './words.ts';

/** Drafts that fit one card and one form; what is left is listed when they are recorded. */
const SHOWN = 30;
/** As many can be confirmed by a button of their own. */
const BUTTONS = 8;
/** Words of chatter shown, and how many of them. */
const CHATTER = 12;

type Draft = TalkLine & { readonly candidates: readonly NonNullable<TalkLine['task']>[] };

export const conversation: Catalogue['conversation'] = {
  sorted: ({ drafts, known, left, strangers }, heldKey) => {
    const found = drafts.filter((draft) => draft.task !== null).length;
    const shown = drafts.slice(0, SHOWN);
    const counts = [
      `可代录 ${found} 条`,
      ...(drafts.length > found ? [`待选任务 ${drafts.length - found} 条`] : []),
      ...(known > 0 ? [`已有记录 ${known} 条`] : []),
      `未采用 ${left.length} 条`,
      ...(strangers.length > 0 ? [`发言人不在通讯录 ${strangers.length} 条`] : []),
    ];
    return {
      title: `群聊整理：${counts.join('，')}`,
      lines: [
        ...shown.map((draft) => line(draftText(draft))),
        ...(drafts.length > SHOWN ? [line(`另有 ${drafts.length - SHOWN} 条，记录以上各条后接着列出。`)] : []),
        ...(left.length > 0 ? [line(`未采用：${leftCounts(left)}。`)] : []),
        ...left.slice(0, CHATTER).map(({ words }) => ({ text: quoted(words, 24), tone: 'muted' as const })),
        ...(left.length > CHATTER ? [line(`……另 ${left.length - CHATTER} 条。`)] : []),
        ...(strangers.length > 0
          ? [
              line(
                `发言人不在通讯录，未采用：${strangers.map(({ name, words }) => `${name} ${quoted(words, 20)}`).join('；')}。`,
              ),
            ]
          : []),
        ...(drafts.length > 0
          ? [line('确认前不作记录。记录注明代录，时间以群聊中的为准。')]
          : [line('没有需要代录的内容。')]),
      ],
      ...(shown.length > 0
        ? {
            form: {
              title: '代录',
              fields: shown.map(draftField),
              submit: {
                label: '记录以上各条',
                command: { name: 'record-drafts' as const, id: heldKey, value: pageOf(shown) },
                style: 'primary' as const,
              },
            },
            actions: shown
              .filter((draft) => draft.task !== null)
              .slice(0, BUTTONS)
              .map(
                (draft): Action => ({
                  label: `只记录第 ${draft.id} 条`,
                  command: { name: 'record-drafts', id: heldKey, value: draft.id },
                }),
              ),
          }
        : {}),
    };
  },
  recorded: ({ recorded, refused, known, unpicked }) => ({
    lines: [
      line(
        `${[
          recorded.length > 0 ? `已代录 ${recorded.length} 条` : '没有新的记录',
          ...(known > 0 ? [`已有记录 ${known} 条，未重复`] : []),
          ...(unpicked > 0 ? [`未选任务 ${unpicked} 条，未记录`] : []),
        ].join('；')}。`,
      ),
      ...recorded.map((task) => ({ text: taskName(task), code: task.code })),
      ...refused.map(({ task, refusal }) => ({
        text: `${taskName(task)}　未记录：${refusals[refusal]}`,
        code: task.code,
      })),
    ],
  }),
  discreetInside: (drafts) => ({
    lines: [
      line(
        `第 ${drafts.map((draft) => draft.id).join('、')} 条涉及“仅提示，不传内容”的事项（${drafts.map((draft) => draft.task?.code ?? '').join('、')}），此处不接收其内容。`,
      ),
      line('本次粘贴的内容已清除，请删去有关条目后重新粘贴；该事项请按原渠道报送。'),
    ],
  }),
};

function draftText(draft: Draft): string {
  const who = [draft.unit.shortName, draft.person?.name].filter(Boolean).join(' ');
  const task = draft.task ? taskName(draft.task) : '请选任务';
  return `${draft.id}　${who}${draft.at ? `　${draft.at}` : ''}　→ ${task}　${intentText(draft)}${wordsOf(draft)}`;
}

/** Of a discreet item nothing but the number is shown, also where it is the only one that can be meant. */
function wordsOf({ task, candidates, words }: Draft): string {
  const meant = task ? [task] : candidates;
  return meant.length > 0 && meant.every((one) => one.discreet) ? '' : `：${quoted(words, 60)}`;
}

function intentText({ intent, percent, date }: TalkLine): string {
  const figures = [...(percent === null ? [] : [`${percent}%`]), ...(date === null ? [] : [day(date)])];
  const name = {
    done: '完成',
    progress: '进展',
    extension: date === null ? '进展（提到延期，未说明延至哪天）' : '申请延期至',
    blocked: '说明情况',
    dispute: '职责意见',
    acknowledge: '进展',
    list: '进展',
    help: '进展',
    unknown: '原话（请核对）',
  }[intent];
  return [name, ...figures].join(' ');
}

function draftField(draft: Draft): Field {
  const tasks =
    draft.task && !draft.candidates.includes(draft.task) ? [draft.task, ...draft.candidates] : draft.candidates;
  return {
    name: `draft:${draft.id}`,
    label: `第 ${draft.id} 条　${draft.unit.shortName}`,
    kind: 'select',
    ...(draft.task ? { value: draft.task.id } : {}),
    options: [
      ...tasks.filter((task) => !task.discreet).map((task) => ({ value: task.id as string, label: taskName(task) })),
      { value: '-', label: '不记录' },
    ],
  };
}

const whyTexts: Readonly<Record<string, string>> = {
  system: '群提示',
  request: '通知要求',
  question: '提问',
  acknowledgement: '收到',
  greeting: '问候',
  'nothing-reported': '未涉及报送',
  placeholder: '图片、表情等',
  'no-task': '没有在办任务',
};

function leftCounts(left: readonly { readonly why: string }[]): string {
  return [...Map.groupBy(left, ({ why }) => why)]
    .map(([why, all]) => `${whyTexts[why] ?? why} ${all.length} 条`)
    .join('，');
}
