import { day } from '../../src/core/calendar.ts';
import type { Catalogue } from '../../src/core/message/catalogue.ts';
import type { ItemChange } from '../../src/core/plan-difference.ts';
import { type Add, type Facts, personNamed, units } from './message-facts.ts';

/** What the office and the units are told of a plan and of its revision. */
export function addPlans(texts: Catalogue, { task, unit, item, setting }: Facts, add: Add): void {
  const { plan, revision } = texts;
  const doubtful = {
    ...item,
    unitsProposed: true,
    doubts: [{ code: 'deadline-unclear', text: item.text, choices: ['6月30日', '未定'] }],
  };
  add(
    'plan.imported',
    plan.imported(
      { id: 'plan-1', title: '2026年工作要点', year: 2026 },
      [doubtful, { ...item, dueDays: [] }],
      units,
      setting,
    ),
  );
  add('plan.importedTwice', plan.importedTwice('2026年工作要点', setting));
  add('plan.unreadable', plan.unreadable('文件是扫描件，没有文字。', setting));
  add('plan.assigned', plan.assigned('2026年工作要点', unit, [task, task], setting));
  add('plan.adopted', plan.adopted('2026年工作要点', 31, 9, 2, setting));
  add(
    'plan.adopted waiting',
    plan.adopted('2026年工作要点', 31, 9, 2, setting, { planId: 'plan-1', events: ['收到通知', '会议结束'] }),
  );

  const revised = { ...item, deadlineText: '9月底', text: `${item.text}（修改）` };
  const changes: readonly ItemChange[] = [
    { kind: 'same', before: item, after: item },
    { kind: 'changed', before: item, after: revised, limit: true, units: true, words: true },
    { kind: 'added', after: item },
    { kind: 'removed', before: item },
  ];
  const title = '2026年工作要点';
  add(
    'revision.proposed',
    revision.proposed({ id: 'plan-2', title }, changes, new Map([[item.id, [task.code]]]), setting),
  );
  add(
    'revision.applied',
    revision.applied(title, { started: 1, changed: 2, cancelled: 1, left: [task], refused: [task] }, setting),
  );
  const whats = ['started', 'day', 'taken', 'given', 'cancelled', 'words'] as const;
  add(
    'revision.told',
    revision.told(
      title,
      unit,
      whats.map((what) => ({ task, what })),
      setting,
    ),
  );
  add('revision.droppedReason', revision.droppedReason(title));
  add('revision.nothingToApply', revision.nothingToApply(setting));
  add(
    'revision.eventRecorded',
    revision.eventRecorded('收到通知', day('2026-03-10'), { decided: [task], past: [task] }, setting),
  );
}

/** What was made of a pasted conversation and of a file. */
export function addConversations(texts: Catalogue, { task, unit, report, setting }: Facts, add: Add): void {
  const { conversation } = texts;
  const person = personNamed('王芳');
  const said = {
    id: '3',
    unit,
    person,
    at: '2026-03-10 09:12',
    percent: report.percent,
    date: day('2026-04-20'),
    words: report.text,
  };
  const drafts = (['done', 'progress', 'extension', 'blocked', 'dispute', 'unknown'] as const).map((intent) => ({
    ...said,
    intent,
    task: intent === 'unknown' ? null : task,
    candidates: [task],
  }));
  const talk = {
    drafts,
    known: 2,
    left: [{ why: 'acknowledgement', words: '收到' }],
    strangers: [{ name: '小雨点', words: '好的' }],
  };
  add('conversation.sorted', conversation.sorted(talk, 'held-1', setting));
  add(
    'conversation.sorted empty',
    conversation.sorted({ drafts: [], known: 0, left: [], strangers: [] }, 'held-1', setting),
  );
  add(
    'conversation.recorded',
    conversation.recorded(
      { recorded: [task], refused: [{ task, refusal: 'already-closed' }], known: 1, unpicked: 1 },
      setting,
    ),
  );
  add('file.kept', texts.file.kept(task, '排查报告.pdf', setting));
  for (const why of ['too-large', 'unknown-type'] as const)
    add(`file.refused ${why}`, texts.file.refused('报告.exe', why, setting));
  add('conversation.discreetInside', conversation.discreetInside(drafts, setting));
}
