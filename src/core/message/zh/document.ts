import type { BulletinClass, BulletinDraft } from '../../bulletin.ts';
import { type Day, dayAt } from '../../calendar.ts';
import type { PlanItem } from '../../plan.ts';
import type { SupervisionNotice } from '../../report.ts';
import type { Task } from '../../task.ts';
import type { Unit } from '../../unit.ts';
import type { Setting } from '../catalogue.ts';
import { noticeNames } from './card.ts';
import { fullDay, unitAs } from './words.ts';

/** A paragraph begins two characters in (GB/T 9704). */
const INDENT = '　　';

export function noticeNumber(
  kind: SupervisionNotice['kind'],
  number: { readonly year: number; readonly serial: number },
): string {
  const series = { supervise: '督办', letter: '商请', 'propose-coordination': '提请' }[kind];
  return `${series}〔${number.year}〕${number.serial}号`;
}

/** The head of the ledger under what is published. */
export const ledgerHead = (hash: string): string => `台账校验值 ${hash}`;

export function bulletinNumber(number: { readonly year: number; readonly serial: number }): string {
  return `通报〔${number.year}〕${number.serial}号`;
}

/** 第（九）项任务, or by its code where no number is printed; the words of the item only if it is not discreet. */
function itemText(task: Task): string {
  const item = task.label === null ? `任务 ${task.code}` : `第（${task.label}）项任务`;
  const title = task.discreet || !task.title ? '' : `“${task.title}”`;
  return task.label === null ? `${item}${title}` : `${item}${title}（编号 ${task.code}）`;
}

export function supervisionNotice(
  notice: SupervisionNotice,
  task: Task,
  unit: Unit,
  item: PlanItem | null,
  setting: Setting,
): string {
  return [
    notice.kind === 'propose-coordination' ? '关于提请协调工作要点任务的报告' : noticeNames[notice.kind],
    notice.number ? noticeNumber(notice.kind, notice.number) : '（未编号，签发后编号）',
    '',
    notice.kind === 'propose-coordination' ? '领导小组：' : `${unit.name}：`,
    ...paragraphsOf(notice, task, unit, item).map((paragraph) => INDENT + paragraph),
    '',
    `${INDENT}${setting.officeFullName ?? setting.officeName}`,
    `${INDENT}${fullDay(dayAt(notice.signedAt ?? notice.draftedAt))}`,
  ].join('\n');
}

function paragraphsOf(notice: SupervisionNotice, task: Task, unit: Unit, item: PlanItem | null): readonly string[] {
  const on = fullDay(dayAt(notice.signedAt ?? notice.draftedAt));
  const due = fullDay(notice.dueOn);
  const by = fullDay(notice.answerBy);
  const content = item && !item.discreet && !task.discreet ? [`任务内容：${item.text}`] : [];
  const answer = task.discreet ? '按原渠道报送' : '报送';
  switch (notice.kind) {
    case 'supervise':
      return [
        `${unitAs(unit)}负责的工作要点${itemText(task)}，时限为${due}。截至${on}，已超时限${notice.overdueWorkdays}个工作日，尚未报送完成情况。`,
        ...content,
        `请于${by}前${answer}办理情况。确有困难的，请在此日期前申请延期，写明${task.discreet ? '拟完成日期' : '理由、拟完成日期和已有进展'}；对职责有不同意见的，可一并提出。`,
        '收到本通知单后请签收。',
      ];
    case 'letter':
      return [
        `${unitAs(unit)}参与的工作要点${itemText(task)}，时限为${due}。截至${on}，我办尚未收到办理情况。`,
        ...content,
        `为便于汇总，商请${unitAs(unit)}于${by}前${task.discreet ? '按原渠道' : ''}函告办理情况。如需我办配合，请一并告知。`,
      ];
    case 'propose-coordination':
      return [
        `${unit.name}负责的工作要点${itemText(task)}，时限为${due}。截至${on}，已超时限${notice.overdueWorkdays}个工作日，经我办提醒，尚未收到办理情况。`,
        ...content,
        `建议由领导小组协调${unit.name}于${by}前${answer}办理情况。`,
      ];
    default:
      return notice.kind satisfies never;
  }
}

/** 2026年第二季度 · 2026年上半年 · 2026年度 */
function periodText({ period }: BulletinDraft): string {
  const year = period.name.slice(0, 4);
  switch (period.edition) {
    case 'quarter':
      return `${year}年第${['一', '二', '三', '四'][Number(period.name.slice(-1)) - 1]}季度`;
    case 'half-year':
      return `${year}年上半年`;
    case 'year':
      return `${year}年度`;
    default:
      return period.edition satisfies never;
  }
}

export function bulletinTitle(draft: BulletinDraft): string {
  return `关于${periodText(draft)}工作要点落实情况的通报`;
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

/** Classes with a paragraph of their own; what is behind stands under 存在问题. */
const described = classOrder.slice(0, 4);

const ordinals = ['一', '二', '三', '四'] as const;

export function bulletin(
  draft: BulletinDraft,
  facts: { readonly units: readonly Unit[]; readonly basis: string; readonly nextDay: Day },
  setting: Setting,
): string {
  const { figures } = draft;
  const present = described.filter((name) => figures.classes[name] > 0);
  const classes = present.map(
    (name, i) => `（${ordinals[i]}）${name}${figures.classes[name]}项。${namedUnits(name, draft, facts.units)}`,
  );
  const section = (heading: string, paragraphs: readonly string[]) => [heading, ...paragraphs, ''];
  const body = [
    `根据${facts.basis}，现将${periodText(draft)}工作要点落实情况通报如下。`,
    '',
    ...section('一、总体情况', overallLines(draft)),
    ...section('二、分类情况', classes.length > 0 ? classes : ['本期没有已完成、超序时、达序时或待审核的任务。']),
    ...section('三、存在问题', problemLines(draft)),
    ...section('四、下一步工作', nextLines(draft, facts.nextDay)),
    setting.officeFullName ?? setting.officeName,
    fullDay(setting.today),
  ];
  return [
    bulletinTitle(draft),
    '',
    '各责任单位：',
    ...body.map((paragraph) => (paragraph === '' ? '' : INDENT + paragraph)),
    '',
    '附表：任务落实情况统计',
    ...classOrder.map((name) => `${name}　${figures.classes[name]}项`),
    `合计　${figures.tasks}项`,
    ...(figures.cancelled > 0 ? [`注：另有${figures.cancelled}项已取消，不计入合计。`] : []),
  ].join('\n');
}

/** The totals, and beneath them each plan's own where there are several. */
export function overallLines({ figures, period }: BulletinDraft): readonly string[] {
  const on = `截至${fullDay(period.cutOff)}`;
  if (figures.tasks === 0) return [`${on}，没有列入统计的任务。`];
  return [
    `${on}，共跟踪任务${figures.tasks}项，涉及事项${figures.items}个。其中${counts(figures.classes)}。`,
    ...(figures.byPlan ?? []).map(({ title, classes, tasks, items }) =>
      tasks === 0
        ? `《${title}》：没有列入统计的任务。`
        : `《${title}》：任务${tasks}项，涉及事项${items}个，其中${counts(classes)}。`,
    ),
  ];
}

const counts = (classes: Readonly<Record<BulletinClass, number>>): string =>
  classOrder
    .filter((name) => classes[name] > 0)
    .map((name) => `${name}${classes[name]}项`)
    .join('、');

/** Only what is good names units, in the order of the plan; no ranking. */
function namedUnits(name: BulletinClass, { figures }: BulletinDraft, units: readonly Unit[]): string {
  if (name !== '已完成' && name !== '超序时') return '';
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const named = figures.byUnit.flatMap(({ unitId, classes }) => {
    const unit = byId.get(unitId);
    return unit && classes[name] > 0 ? [`${unit.name}${classes[name]}项`] : [];
  });
  return named.length > 0 ? `涉及：${named.join('、')}。` : '';
}

function problemLines({ figures }: BulletinDraft): readonly string[] {
  const behind = figures.classes.未达序时;
  const others = figures.classes.其他;
  return [
    behind > 0 ? `未达序时${behind}项，具体情况另附，发有关单位。` : '截至统计日，没有未达序时的任务。',
    ...(others > 0 ? [`其他${others}项，时限尚未核定、职责尚待明确或约定事项尚未发生。`] : []),
  ];
}

function nextLines({ figures }: BulletinDraft, nextDay: Day): readonly string[] {
  return [
    ...(figures.classes.未达序时 > 0
      ? [`未达序时任务的责任单位请于${fullDay(nextDay)}前报送办理情况、存在困难和拟完成日期。`]
      : [`请各责任单位对照时限推进，于${fullDay(nextDay)}前报送进展。`]),
    ...(figures.classes.其他 > 0 ? ['办公室会同有关单位核定时限、明确职责。'] : []),
    ...(figures.classes.待审核 > 0 ? ['待审核的任务由办公室审核后告知责任单位。'] : []),
  ];
}

export function bulletinAnnex(draft: BulletinDraft, facts: { readonly units: readonly Unit[] }): string {
  const { problems } = draft.figures;
  const name = (task: (typeof problems)[number]) => facts.units.find((unit) => unit.id === task.unitId)?.name ?? '';
  return [
    '附件',
    '',
    `${periodText(draft)}未达序时任务清单`,
    '',
    ...problems.map(
      (task, i) =>
        `${i + 1}. ${task.code}　${name(task)}　时限${fullDay(task.dueOn)}　${task.overdueWorkdays > 0 ? `已超时限${task.overdueWorkdays}个工作日` : '进度低于序时'}${task.plan ? `　《${task.plan}》` : ''}`,
    ),
    ...(problems.length === 0 ? ['本期没有未达序时的任务。'] : []),
    '',
    `统计截至${fullDay(draft.period.cutOff)}。`,
  ].join('\n');
}
