import type { BulletinClass, BulletinDraft } from '../../bulletin.ts';
import { type Day, dayAt } from '../../calendar.ts';
import type { PlanItem } from '../../plan.ts';
import type { SupervisionNotice } from '../../report.ts';
import type { Task } from '../../task.ts';
import type { Unit } from '../../unit.ts';
import type { Setting } from '../catalogue.ts';
// A document's number is what is printed on it, whatever the language around it.
import { noticeNumber } from '../zh/document.ts';
import { noticeNames } from './card.ts';
import { fullDay, sentence, unitAs, workdays } from './words.ts';

/** Item (九) “title” (26-9-1), or by its code where no number is printed; its words only if it is not discreet. */
function itemText(task: Task): string {
  const title = task.discreet || !task.title ? '' : ` “${task.title}”`;
  return task.label === null ? `task ${task.code}${title}` : `item (${task.label})${title} (task ${task.code})`;
}

/** The head of the ledger under what is published. */
export const ledgerHead = (hash: string): string => `Head of the ledger ${hash}`;

export function supervisionNotice(
  notice: SupervisionNotice,
  task: Task,
  unit: Unit,
  item: PlanItem | null,
  setting: Setting,
): string {
  return [
    noticeNames[notice.kind],
    notice.number ? noticeNumber(notice.kind, notice.number) : '(numbered once signed)',
    '',
    notice.kind === 'propose-coordination' ? 'To the Leading Group:' : `To ${unit.name}:`,
    ...paragraphsOf(notice, task, unit, item),
    '',
    setting.officeFullName ?? setting.officeName,
    fullDay(dayAt(notice.signedAt ?? notice.draftedAt)),
  ].join('\n');
}

function paragraphsOf(notice: SupervisionNotice, task: Task, unit: Unit, item: PlanItem | null): readonly string[] {
  const on = fullDay(dayAt(notice.signedAt ?? notice.draftedAt));
  const due = fullDay(notice.dueOn);
  const by = fullDay(notice.answerBy);
  const content = item && !item.discreet && !task.discreet ? [`The task: ${item.text}`] : [];
  const channel = task.discreet ? ' through the usual channel' : '';
  switch (notice.kind) {
    case 'supervise':
      return [
        `${sentence(unitAs(unit))} is responsible for ${itemText(task)} of the work plan, due ${due}. On ${on} it was ${workdays(notice.overdueWorkdays)} past the limit and has not been reported done.`,
        ...content,
        `Please report how it stands${channel} by ${by}. Where there are difficulties, ask for an extension before that day, with ${task.discreet ? 'the expected day' : 'the reason, the expected day and the progress so far'}; if another unit is responsible, say so then.`,
        'Please acknowledge receipt of this notice.',
      ];
    case 'letter':
      return [
        `${sentence(unitAs(unit))} takes part in ${itemText(task)} of the work plan, due ${due}. By ${on} we had not heard how it stands.`,
        ...content,
        `So that we can report on the whole, may we ask you to write to us${channel} by ${by}. Please tell us if we can be of help.`,
      ];
    case 'propose-coordination':
      return [
        `${unit.name} is responsible for ${itemText(task)} of the work plan, due ${due}. On ${on} it was ${workdays(notice.overdueWorkdays)} past the limit; after our reminders we have not heard how it stands.`,
        ...content,
        `We propose that the Leading Group ask ${unit.name} to report${channel} by ${by}.`,
      ];
    default:
      return notice.kind satisfies never;
  }
}

/** second quarter of 2026 · first half of 2026 · 2026 */
function periodText({ period }: BulletinDraft): string {
  const year = period.name.slice(0, 4);
  switch (period.edition) {
    case 'quarter':
      return `the ${['first', 'second', 'third', 'fourth'][Number(period.name.slice(-1)) - 1]} quarter of ${year}`;
    case 'half-year':
      return `the first half of ${year}`;
    case 'year':
      return `the year ${year}`;
    default:
      return period.edition satisfies never;
  }
}

export function bulletinTitle(draft: BulletinDraft): string {
  return `Bulletin on the work plan: ${periodText(draft)}`;
}

/** Good first, as the reader wants it; figures of all six classes sum to the total. */
export const classOrder = [
  '已完成',
  '超序时',
  '达序时',
  '待审核',
  '未达序时',
  '其他',
] as const satisfies readonly BulletinClass[];

export const classNames: Readonly<Record<BulletinClass, string>> = {
  已完成: 'closed',
  超序时: 'ahead of schedule',
  达序时: 'on schedule',
  待审核: 'waiting for review',
  未达序时: 'behind schedule',
  其他: 'other',
};

/** Classes with a paragraph of their own; what is behind stands under the problems. */
const described = classOrder.slice(0, 4);

export function bulletin(
  draft: BulletinDraft,
  facts: { readonly units: readonly Unit[]; readonly basis: string; readonly nextDay: Day },
  setting: Setting,
): string {
  const { figures } = draft;
  const classes = described
    .filter((name) => figures.classes[name] > 0)
    .map((name) => `${sentence(classNames[name])}: ${figures.classes[name]}.${namedUnits(name, draft, facts.units)}`);
  const section = (heading: string, paragraphs: readonly string[]) => [heading, ...paragraphs, ''];
  return [
    bulletinTitle(draft),
    '',
    'To the responsible units:',
    `Under ${facts.basis}, this is how the work plan stood in ${periodText(draft)}.`,
    '',
    ...section('1. Overall', overallLines(draft)),
    ...section('2. By class', classes.length > 0 ? classes : ['No task is closed, on schedule or waiting for review.']),
    ...section('3. Problems', problemLines(draft)),
    ...section('4. Next steps', nextLines(draft, facts.nextDay)),
    setting.officeFullName ?? setting.officeName,
    fullDay(setting.today),
    '',
    'Table: tasks by class',
    ...classOrder.map((name) => `${classNames[name]}: ${figures.classes[name]}`),
    `total: ${figures.tasks}`,
    ...(figures.cancelled > 0 ? [`Note: ${figures.cancelled} cancelled, not in the total.`] : []),
  ].join('\n');
}

/** The totals, and beneath them each plan's own where there are several. */
export function overallLines({ figures, period }: BulletinDraft): readonly string[] {
  const on = fullDay(period.cutOff);
  if (figures.tasks === 0) return [`On ${on} there were no tasks to count.`];
  return [
    `On ${on} there were ${figures.tasks} tasks under ${figures.items} items: ${counts(figures.classes)}.`,
    ...(figures.byPlan ?? []).map(({ title, classes, tasks, items }) =>
      tasks === 0
        ? `《${title}》: no tasks to count.`
        : `《${title}》: ${tasks} tasks under ${items} items: ${counts(classes)}.`,
    ),
  ];
}

const counts = (classes: Readonly<Record<BulletinClass, number>>): string =>
  classOrder
    .filter((name) => classes[name] > 0)
    .map((name) => `${classes[name]} ${classNames[name]}`)
    .join(', ');

/** Only what is good names units, in the order of the plan; no ranking. */
function namedUnits(name: BulletinClass, { figures }: BulletinDraft, units: readonly Unit[]): string {
  if (name !== '已完成' && name !== '超序时') return '';
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const named = figures.byUnit.flatMap(({ unitId, classes }) => {
    const unit = byId.get(unitId);
    return unit && classes[name] > 0 ? [`${unit.name} ${classes[name]}`] : [];
  });
  return named.length > 0 ? ` Units: ${named.join(', ')}.` : '';
}

function problemLines({ figures }: BulletinDraft): readonly string[] {
  const behind = figures.classes.未达序时;
  const others = figures.classes.其他;
  return [
    behind > 0
      ? `Behind schedule: ${behind}. Details are in an annex to the units concerned.`
      : 'At the cut-off no task was behind schedule.',
    ...(others > 0
      ? [`Other: ${others}, with a deadline to set, a responsibility to settle, or an event yet to come.`]
      : []),
  ];
}

function nextLines({ figures }: BulletinDraft, nextDay: Day): readonly string[] {
  return [
    figures.classes.未达序时 > 0
      ? `Units with tasks behind schedule are asked to report how they stand, what is difficult and when they expect to finish, by ${fullDay(nextDay)}.`
      : `All units are asked to keep to their deadlines and to report progress by ${fullDay(nextDay)}.`,
    ...(figures.classes.其他 > 0 ? ['The Office settles deadlines and responsibilities with the units.'] : []),
    ...(figures.classes.待审核 > 0 ? ['The Office reviews what was reported and tells the units.'] : []),
  ];
}

export function bulletinAnnex(draft: BulletinDraft, facts: { readonly units: readonly Unit[] }): string {
  const { problems } = draft.figures;
  const name = (task: (typeof problems)[number]) => facts.units.find((unit) => unit.id === task.unitId)?.name ?? '';
  return [
    'Annex',
    '',
    `Tasks behind schedule: ${periodText(draft)}`,
    '',
    ...problems.map(
      (task, i) =>
        `${i + 1}. ${task.code} · ${name(task)} · due ${fullDay(task.dueOn)} · ${task.overdueWorkdays > 0 ? `${workdays(task.overdueWorkdays)} past the limit` : 'behind pro rata'}${task.plan ? ` · 《${task.plan}》` : ''}`,
    ),
    ...(problems.length === 0 ? ['No task is behind schedule.'] : []),
    '',
    `As of ${fullDay(draft.period.cutOff)}.`,
  ].join('\n');
}
