import type { PlanItem } from '../../plan.ts';
import type { ItemChange } from '../../plan-difference.ts';
import type { Catalogue } from '../catalogue.ts';
import { itemTag, questionFields } from './plan-form.ts';
import { buttons, day, line, quoted, taskName } from './words.ts';

/** Changes shown one by one before the rest is counted. */
const SHOWN = 30;

export const revision: Catalogue['revision'] = {
  proposed: ({ id, title }, changes, codes, _setting, asked) => {
    const told = changes.filter((change) => change.kind !== 'same');
    const message = {
      title: `《${title}》有修订`,
      lines: [
        line(`与已启用的一份对照：${countsText(changes)}。`),
        ...told.slice(0, SHOWN).map((change) => line(changeText(change, codes))),
        ...(told.length > SHOWN ? [line(`另有 ${told.length - SHOWN} 项变动未列出。`)] : []),
        line('确认前不作任何改动。更新后任务编号、报送和台账保留；已报送、已办结的任务不变。'),
      ],
    };
    const apply = { label: '按修订更新', command: { name: 'apply-revision', id }, style: 'primary' } as const;
    const adopt = { ...buttons.adopt(id), label: '另作一份新要点启用', style: 'danger' } as const;
    if (!asked || asked.questions.length === 0) return { ...message, actions: [apply, adopt] };
    const fields = questionFields(asked.questions, asked.units);
    return { ...message, form: { title: apply.label, submit: apply, fields }, actions: [adopt] };
  },
  applied: (title, { started, changed, cancelled, left, refused }) => ({
    lines: [
      line(
        `《${title}》已按修订更新：新增任务 ${started} 项，变动 ${changed} 项，取消 ${cancelled} 项。已告知有关单位。`,
      ),
      ...(left.length > 0 ? [line(`已报送或待补充的未作改动，请酌情处理：${left.map(taskName).join('、')}。`)] : []),
      ...(refused.length > 0 ? [line(`新时限已过，未作改动，请另行核定：${refused.map(taskName).join('、')}。`)] : []),
    ],
    actions: [buttons.all()],
  }),
  told: (title, unit, lines) => ({
    title: `${unit.shortName} · ${title}`,
    lines: [
      line('该工作要点已修订，涉及你单位的任务变动如下：'),
      ...lines.map(({ task, what }) => ({
        text: `${taskName(task)}　${whatTexts[what]}${what !== 'cancelled' && what !== 'given' && task.dueOn ? `，时限${day(task.dueOn)}` : ''}`,
        code: task.code,
      })),
    ],
    actions: [buttons.all()],
  }),
  droppedReason: (title) => `修订后的《${title}》不再列此项`,
  nothingToApply: () => ({ lines: [line('没有待确认的修订，或修订内容已经更新。')] }),
  eventRecorded: (event, on, { decided, past }) => ({
    lines: [
      line(
        `已登记：${event}，${day(on)}。${decided.length > 0 ? `据此起算时限 ${decided.length} 项：` : '没有以此起算的待核定任务。'}`,
      ),
      ...decided.map((task) => ({
        text: `${taskName(task)}　时限${task.dueOn ? day(task.dueOn) : ''}`,
        code: task.code,
      })),
      ...(past.length > 0 ? [line(`起算后时限已过，请另行核定：${past.map(taskName).join('、')}。`)] : []),
    ],
  }),
};

const whatTexts = {
  started: '新增',
  day: '时限变动',
  taken: '改由你单位负责',
  given: '改由其他单位负责',
  cancelled: '不再列入',
  words: '内容有修改',
} as const;

function countsText(changes: readonly ItemChange[]): string {
  const changed = changes.filter((change) => change.kind === 'changed');
  const counts: readonly (readonly [string, number])[] = [
    ['新增', changes.filter((change) => change.kind === 'added').length],
    ['删去', changes.filter((change) => change.kind === 'removed').length],
    ['时限变动', changed.filter((change) => change.limit).length],
    ['单位变动', changed.filter((change) => change.units).length],
    ['仅文字修改', changed.filter((change) => !change.limit && !change.units).length],
  ];
  const same = changes.filter((change) => change.kind === 'same').length;
  const told = counts.filter(([, count]) => count > 0).map(([name, count]) => `${name} ${count} 项`);
  return [...told, told.length > 0 ? `其余 ${same} 项不变` : `${same} 项均无变动`].join('，');
}

function changeText(
  change: Exclude<ItemChange, { kind: 'same' }>,
  codes: Parameters<Catalogue['revision']['proposed']>[2],
): string {
  if (change.kind === 'added') {
    return `${itemTag(change.after)}　新增：${textOf(change.after)}　时限${limitOf(change.after)}　${unitsOf(change.after)}`;
  }
  const tasks = codes.get(change.before.id) ?? [];
  const about = tasks.length > 0 ? `　任务 ${tasks.join('、')}` : '';
  if (change.kind === 'removed') return `${itemTag(change.before)}　删去：${textOf(change.before)}${about}`;
  const { before, after } = change;
  const moved = before.label === after.label ? itemTag(before) : `${itemTag(before)} → ${itemTag(after)}`;
  const what = [
    ...(change.limit ? [`时限：${limitOf(before)} → ${limitOf(after)}`] : []),
    ...(change.units ? [`单位：${unitsOf(before)} → ${unitsOf(after)}`] : []),
    ...(change.words ? [before.discreet ? '文字修改' : `文字：${quoted(after.text, 40)}`] : []),
  ];
  return `${moved}　${what.join('；')}${about}`;
}

const textOf = (item: PlanItem): string => (item.discreet ? '（仅提示事项）' : quoted(item.text, 30));
const limitOf = (item: PlanItem): string => item.deadlineText ?? '未写明';
const unitsOf = ({ printedUnits: { lead, responsible, supporting } }: PlanItem): string =>
  [...lead, ...responsible, ...supporting.map((name) => `${name}（配合）`)].join('、') || '未写明单位';
