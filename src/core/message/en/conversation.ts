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
      `${found} to record`,
      ...(drafts.length > found ? [`${drafts.length - found} need a task`] : []),
      ...(known > 0 ? [`${known} recorded before`] : []),
      `${left.length} left out`,
      ...(strangers.length > 0 ? [`${strangers.length} from unknown names`] : []),
    ];
    return {
      title: `Group talk: ${counts.join(', ')}`,
      lines: [
        ...shown.map((draft) => line(draftText(draft))),
        ...(drafts.length > SHOWN
          ? [line(`${drafts.length - SHOWN} more: they are listed when these are recorded.`)]
          : []),
        ...(left.length > 0 ? [line(`Left out: ${leftCounts(left)}.`)] : []),
        ...left.slice(0, CHATTER).map(({ words }) => ({ text: quoted(words, 24), tone: 'muted' as const })),
        ...(left.length > CHATTER ? [line(`… and ${left.length - CHATTER} more.`)] : []),
        ...(strangers.length > 0
          ? [
              line(
                `Names not in the directory: ${strangers.map(({ name, words }) => `${name} ${quoted(words, 20)}`).join('; ')}.`,
              ),
            ]
          : []),
        ...(drafts.length > 0
          ? [
              line(
                'Nothing is recorded before you confirm. Records are marked as made on behalf, at the time of the talk.',
              ),
            ]
          : [line('There is nothing to record.')]),
      ],
      ...(shown.length > 0
        ? {
            form: {
              title: 'Record on behalf',
              fields: shown.map(draftField),
              submit: {
                label: 'Record these',
                command: { name: 'record-drafts' as const, id: heldKey, value: pageOf(shown) },
                style: 'primary' as const,
              },
            },
            actions: shown
              .filter((draft) => draft.task !== null)
              .slice(0, BUTTONS)
              .map(
                (draft): Action => ({
                  label: `Only no. ${draft.id}`,
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
          recorded.length > 0 ? `Recorded on behalf: ${recorded.length}` : 'Nothing new was recorded',
          ...(known > 0 ? [`recorded before, not again: ${known}`] : []),
          ...(unpicked > 0 ? [`without a task, not recorded: ${unpicked}`] : []),
        ].join('; ')}.`,
      ),
      ...recorded.map((task) => ({ text: taskName(task), code: task.code })),
      ...refused.map(({ task, refusal }) => ({
        text: `${taskName(task)} · not recorded: ${refusals[refusal]}`,
        code: task.code,
      })),
    ],
  }),
  discreetInside: (drafts) => ({
    lines: [
      line(
        `No. ${drafts.map((draft) => draft.id).join(', ')} is about items of which only number and day are shown (${drafts.map((draft) => draft.task?.code ?? '').join(', ')}); their content is not taken here.`,
      ),
      line(
        'What you pasted has been emptied. Please paste it again without them, and report that item through the usual channel.',
      ),
    ],
  }),
};

function draftText(draft: Draft): string {
  const who = [draft.unit.shortName, draft.person?.name].filter(Boolean).join(' ');
  const task = draft.task ? taskName(draft.task) : 'pick a task';
  return `${draft.id} · ${who}${draft.at ? ` · ${draft.at}` : ''} → ${task} · ${intentText(draft)}${wordsOf(draft)}`;
}

/** Of a discreet item nothing but the number is shown, also where it is the only one that can be meant. */
function wordsOf({ task, candidates, words }: Draft): string {
  const meant = task ? [task] : candidates;
  return meant.length > 0 && meant.every((one) => one.discreet) ? '' : `: ${quoted(words, 60)}`;
}

function intentText({ intent, percent, date }: TalkLine): string {
  const figures = [...(percent === null ? [] : [`${percent}%`]), ...(date === null ? [] : [day(date)])];
  const name = {
    done: 'done',
    progress: 'progress',
    extension: date === null ? 'progress (a later day is wished for, none named)' : 'extension to',
    blocked: 'explanation',
    dispute: 'questions its responsibility',
    acknowledge: 'progress',
    list: 'progress',
    help: 'progress',
    unknown: 'own words (please check)',
  }[intent];
  return [name, ...figures].join(' ');
}

function draftField(draft: Draft): Field {
  const tasks =
    draft.task && !draft.candidates.includes(draft.task) ? [draft.task, ...draft.candidates] : draft.candidates;
  return {
    name: `draft:${draft.id}`,
    label: `No. ${draft.id} · ${draft.unit.shortName}`,
    kind: 'select',
    ...(draft.task ? { value: draft.task.id } : {}),
    options: [
      ...tasks.filter((task) => !task.discreet).map((task) => ({ value: task.id as string, label: taskName(task) })),
      { value: '-', label: 'do not record' },
    ],
  };
}

const whyTexts: Readonly<Record<string, string>> = {
  system: 'notices of the chat',
  request: 'requests',
  question: 'questions',
  acknowledgement: 'acknowledgements',
  greeting: 'greetings',
  'nothing-reported': 'nothing reported',
  placeholder: 'pictures and the like',
  'no-task': 'no open task',
};

function leftCounts(left: readonly { readonly why: string }[]): string {
  return [...Map.groupBy(left, ({ why }) => why)]
    .map(([why, all]) => `${whyTexts[why] ?? why} ${all.length}`)
    .join(', ');
}
