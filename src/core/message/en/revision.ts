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
      title: `Revised: ${title}`,
      lines: [
        line(`Beside the plan in force: ${countsText(changes)}.`),
        ...told.slice(0, SHOWN).map((change) => line(changeText(change, codes))),
        ...(told.length > SHOWN ? [line(`${told.length - SHOWN} more changes are not listed.`)] : []),
        line(
          'Nothing changes before you confirm. Codes, reports and the ledger stay; reported and closed tasks stay as they are.',
        ),
      ],
    };
    const apply = { label: 'Apply the revision', command: { name: 'apply-revision', id }, style: 'primary' } as const;
    const adopt = { ...buttons.adopt(id), label: 'Adopt as a plan of its own', style: 'danger' } as const;
    if (!asked || asked.questions.length === 0) return { ...message, actions: [apply, adopt] };
    const fields = questionFields(asked.questions, asked.units);
    return { ...message, form: { title: apply.label, submit: apply, fields }, actions: [adopt] };
  },
  applied: (title, { started, changed, cancelled, left, refused }) => ({
    lines: [
      line(
        `“${title}” is up to date: ${started} tasks new, ${changed} changed, ${cancelled} cancelled. The units have been told.`,
      ),
      ...(left.length > 0
        ? [line(`Reported or returned, left as they are; please look: ${left.map(taskName).join(', ')}.`)]
        : []),
      ...(refused.length > 0
        ? [line(`The new deadline has passed; please set one: ${refused.map(taskName).join(', ')}.`)]
        : []),
    ],
    actions: [buttons.all()],
  }),
  told: (title, unit, lines) => ({
    title: `${unit.shortName} · ${title}`,
    lines: [
      line('The plan has been revised. What changes for your unit:'),
      ...lines.map(({ task, what }) => ({
        text: `${taskName(task)} · ${whatTexts[what]}${what !== 'cancelled' && what !== 'given' && task.dueOn ? `, due ${day(task.dueOn)}` : ''}`,
        code: task.code,
      })),
    ],
    actions: [buttons.all()],
  }),
  droppedReason: (title) => `no longer in the revised plan “${title}”`,
  nothingToApply: () => ({ lines: [line('There is no revision to confirm, or it has been applied.')] }),
  eventRecorded: (event, on, { decided, past }) => ({
    lines: [
      line(
        `Recorded: ${event}, ${day(on)}. ${decided.length > 0 ? `Deadlines counted from it: ${decided.length}.` : 'No task waits for it.'}`,
      ),
      ...decided.map((task) => ({
        text: `${taskName(task)} · due ${task.dueOn ? day(task.dueOn) : ''}`,
        code: task.code,
      })),
      ...(past.length > 0
        ? [line(`Counted from it the deadline has passed; please set one: ${past.map(taskName).join(', ')}.`)]
        : []),
    ],
  }),
};

const whatTexts = {
  started: 'new',
  day: 'deadline changed',
  taken: 'now with your unit',
  given: 'now with another unit',
  cancelled: 'no longer listed',
  words: 'words changed',
} as const;

function countsText(changes: readonly ItemChange[]): string {
  const changed = changes.filter((change) => change.kind === 'changed');
  const counts: readonly (readonly [string, number])[] = [
    ['added', changes.filter((change) => change.kind === 'added').length],
    ['removed', changes.filter((change) => change.kind === 'removed').length],
    ['with another deadline', changed.filter((change) => change.limit).length],
    ['with other units', changed.filter((change) => change.units).length],
    ['only reworded', changed.filter((change) => !change.limit && !change.units).length],
  ];
  const same = changes.filter((change) => change.kind === 'same').length;
  const told = counts.filter(([, count]) => count > 0).map(([name, count]) => `${count} ${name}`);
  return [...told, `${same} unchanged`].join(', ');
}

function changeText(
  change: Exclude<ItemChange, { kind: 'same' }>,
  codes: Parameters<Catalogue['revision']['proposed']>[2],
): string {
  if (change.kind === 'added') {
    return `${itemTag(change.after)} · added: ${textOf(change.after)} · ${limitOf(change.after)} · ${unitsOf(change.after)}`;
  }
  const tasks = codes.get(change.before.id) ?? [];
  const about = tasks.length > 0 ? ` · ${tasks.join(', ')}` : '';
  if (change.kind === 'removed') return `${itemTag(change.before)} · removed: ${textOf(change.before)}${about}`;
  const { before, after } = change;
  const moved = before.label === after.label ? itemTag(before) : `${itemTag(before)} → ${itemTag(after)}`;
  const what = [
    ...(change.limit ? [`deadline: ${limitOf(before)} → ${limitOf(after)}`] : []),
    ...(change.units ? [`units: ${unitsOf(before)} → ${unitsOf(after)}`] : []),
    ...(change.words ? [before.discreet ? 'reworded' : `words: ${quoted(after.text, 40)}`] : []),
  ];
  return `${moved} · ${what.join('; ')}${about}`;
}

const textOf = (item: PlanItem): string => (item.discreet ? '(number and day only)' : quoted(item.text, 30));
const limitOf = (item: PlanItem): string => item.deadlineText ?? 'no deadline';
const unitsOf = ({ printedUnits: { lead, responsible, supporting } }: PlanItem): string =>
  [...lead, ...responsible, ...supporting.map((name) => `${name} (supporting)`)].join(', ') || 'no unit';
