import type { Task } from '../../task.ts';
import type { Catalogue } from '../catalogue.ts';
import type { Action } from '../message.ts';
import { about, buttons, line, quoted, tagAmong, taskName } from './words.ts';

/** As many tasks are offered by a button each; more are a list to pick from. */
const BUTTONS = 6;

export const file: Catalogue['file'] = {
  kept: (task, name) => about(task, { lines: [line(`${taskName(task)}: ${quoted(name, 60)} has been received.`)] }),
  refused: (name, why) => ({
    lines: [
      line(
        why === 'too-large'
          ? `${quoted(name, 60)} is larger than 20 MB and was not taken; please compress or split it.`
          : `${quoted(name, 60)} is neither a document nor a picture and was not taken; please send PDF, Word, Excel, a picture or text.`,
      ),
    ],
  }),
  ask: (names, tasks, heldKey) => {
    const lines = [line(`${listed(names)} received. Which task is it evidence for? It counts once you choose.`)];
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
        title: 'Choose the task',
        submit: { label: 'Attach', command: { name: 'attach-file', value: heldKey }, style: 'primary' },
        fields: [
          {
            name: 'task',
            label: 'Task',
            kind: 'select',
            required: true,
            options: tasks.map((task) => ({ value: task.id, label: taskName(task) })),
          },
        ],
      },
    };
  },
  noTask: () => ({ lines: [line('You have no open task, so the file was not taken. Please contact the Office.')] }),
  sent: (task, names) => about(task, { lines: [line(`${taskName(task)}: files sent: ${names.length}.`)] }),
  listed: (task, names) =>
    about(task, {
      lines: [line(`${taskName(task)}: files: ${names.length}: ${listed(names)}. Open them on the desk, in the task.`)],
    }),
  notSent: (task, names) =>
    about(task, {
      lines: [
        line(`${taskName(task)}: ${listed(names)} could not be sent; press again later, or open it on the desk.`),
      ],
    }),
  none: () => ({ lines: [line('There are no files to be seen.')] }),
};

const listed = (names: readonly string[]): string => names.map((name) => quoted(name, 60)).join(', ');

/** The button that hands over a task's files; none where there are none. */
export function evidenceAction(task: Task, count: number): readonly Action[] {
  return count > 0 && !task.discreet
    ? [{ label: `Files (${count})`, command: { name: 'send-evidence', id: task.id } }]
    : [];
}
