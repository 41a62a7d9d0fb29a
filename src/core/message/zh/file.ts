import type { Task } from '../../task.ts';
import type { Catalogue } from '../catalogue.ts';
import type { Action } from '../message.ts';
import { about, buttons, line, quoted, tagAmong, taskName } from './words.ts';

/** As many tasks are offered by a button each; more are a list to pick from. */
const BUTTONS = 6;

export const file: Catalogue['file'] = {
  kept: (task, name) => about(task, { lines: [line(`${taskName(task)}：材料${quoted(name, 60)}已收。`)] }),
  refused: (name, why) => ({
    lines: [
      line(
        why === 'too-large'
          ? `${quoted(name, 60)}超过 20 MB，未能接收，请压缩或分开发送。`
          : `${quoted(name, 60)}不是文档或图片，未能接收，请发送 PDF、Word、Excel、图片或文本。`,
      ),
    ],
  }),
  ask: (names, tasks, heldKey) => {
    const lines = [line(`材料${listed(names)}已收到。是哪项任务的佐证材料？选定后才计入该任务。`)];
    const none = buttons.none(heldKey);
    if (tasks.length <= BUTTONS) {
      const choices = tasks.map(
        (task): Action => ({
          label: `${tagAmong(task, tasks).trim()} ${task.title}`.trim(),
          command: { name: 'attach-file', id: task.id, value: heldKey },
        }),
      );
      return { lines, actions: [...choices, none] };
    }
    return {
      lines,
      actions: [none],
      form: {
        title: '选择任务',
        submit: { label: '计入该任务', command: { name: 'attach-file', value: heldKey }, style: 'primary' },
        fields: [
          {
            name: 'task',
            label: '任务',
            kind: 'select',
            required: true,
            options: tasks.map((task) => ({ value: task.id, label: taskName(task) })),
          },
        ],
      },
    };
  },
  noTask: () => ({ lines: [line('目前没有在办任务，材料未接收。如需报送，请联系办公室。')] }),
  sent: (task, names) => about(task, { lines: [line(`${taskName(task)}：材料 ${names.length} 份已发出。`)] }),
  listed: (task, names) =>
    about(task, {
      lines: [line(`${taskName(task)}：材料 ${names.length} 份：${listed(names)}。请在工作台的任务详情中打开。`)],
    }),
  notSent: (task, names) =>
    about(task, { lines: [line(`${taskName(task)}：材料${listed(names)}没有发出，请稍后再点一次，或在工作台打开。`)] }),
  none: () => ({ lines: [line('没有可以查看的材料。')] }),
};

const listed = (names: readonly string[]): string => names.map((name) => quoted(name, 60)).join('、');

/** The button that hands over a task's files; none where there are none. */
export function evidenceAction(task: Task, count: number): readonly Action[] {
  return count > 0 && !task.discreet
    ? [{ label: `查看材料（${count}）`, command: { name: 'send-evidence', id: task.id } }]
    : [];
}
