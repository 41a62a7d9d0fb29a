import type { Message } from './message.ts';

/** Several answers as one. Where more than one has buttons, each button says the code of its task. */
export function together(answers: readonly Message[]): Message {
  const pressed = answers.filter((answer) => (answer.actions ?? []).length > 0);
  return {
    lines: answers.flatMap((answer) => [...(answer.title ? [{ text: answer.title }] : []), ...answer.lines]),
    actions: answers.flatMap(({ actions = [], thread }) =>
      pressed.length > 1 && thread !== undefined
        ? actions.map((action) => ({ ...action, label: `${action.label} ${thread}` }))
        : actions,
    ),
  };
}
