import { type Day, earlier, instantAt } from '../core/calendar.ts';
import type { Refusal } from '../core/event.ts';
import type { PersonId, ReportId, TaskId, UnitId } from '../core/ids.ts';
import { hashOfText } from '../core/ledger.ts';
import { correctReport, reportDone, reportProgress } from '../core/lifecycle.ts';
import type { Catalogue, Understood } from '../core/message/catalogue.ts';
import type { Message } from '../core/message/message.ts';
import type { NoticeDraft } from '../core/notice.ts';
import type { Evidence, Report, Via } from '../core/report.ts';
import { lateFrom, type Task } from '../core/task.ts';
import { cleanText, shorten } from '../core/text.ts';
import { rolesOf, unitOf } from '../core/unit.ts';
import { saysSupplemented, soundsNearlyDone } from '../reading/nearly-done.ts';
import { type ActInput, type ActOutcome, actOnTask, mayAct, type Taken } from './act-on-task.ts';
import { type Deps, loadScene, type Scene } from './scene.ts';

/** What was said about a task, read or filled in. A figure nobody said is null. */
export interface Said {
  readonly text: string;
  readonly claimsDone: boolean;
  readonly percent: number | null;
  readonly values: Report['values'];
  readonly expectedOn: Day | null;
  /** When it was made: the platform's event time, or what the clerk was told. Never after now. */
  readonly madeAt: Date;
  readonly evidence?: readonly Evidence[];
}

interface Speaker {
  readonly unitId: UnitId;
  readonly by: PersonId | null;
  readonly recordedBy: PersonId | null;
  readonly via: Via;
}

/** What was said as it may be stored, whatever way it came in; a report that says nothing at all is none. */
export function cleanSaid(
  task: Task,
  said: Said,
): { readonly ok: true; readonly said: Said } | { readonly ok: false; readonly refusal: Refusal } {
  const clean = cleanText(said.text);
  if (!clean.ok) return clean;
  const { claimsDone, percent, values, expectedOn, evidence = [] } = said;
  const saysNothing = clean.text === '' && !claimsDone && percent === null && expectedOn === null;
  return saysNothing && !task.discreet && values.length === 0 && evidence.length === 0
    ? { ok: false, refusal: 'text-required' }
    : { ok: true, said: { ...said, text: clean.text } };
}

/** The report as a row; a discreet item takes no text and no file, only that something was said. */
export function reportOf(deps: Deps, scene: Scene, task: Task, said: Said, speaker: Speaker): Report {
  return {
    id: deps.ids.next<ReportId>(),
    taskId: task.id,
    ...speaker,
    madeAt: earlier(said.madeAt, scene.now),
    recordedAt: scene.now,
    text: task.discreet ? '' : said.text,
    percent: task.discreet ? null : said.percent,
    values: task.discreet ? [] : said.values,
    expectedOn: said.expectedOn,
    claimsDone: said.claimsDone,
    evidence: task.discreet ? [] : (said.evidence ?? []),
    confirmedBy: null,
    returnedFor: null,
    follows: null,
  };
}

/** What the ledger and the task keep of a report: hash and a few words, never the text. */
export function keptOf(report: Report) {
  return {
    reportId: report.id,
    unitId: report.unitId,
    textHash: hashOfText(report.text),
    percent: report.percent,
    summary: shorten(report.text.replace(/\s+/g, ' ').trim(), 40),
    madeAt: report.madeAt,
  };
}

/** What was understood, to be echoed in one line. */
export function understoodAs(scene: Scene, task: Task, report: Report): Understood {
  const afterLimit = task.dueOn !== null && report.madeAt >= instantAt(lateFrom(task.dueOn, scene.calendar), '00:00');
  const needsConfirmation = task.state.status === 'open' && task.state.awaitingConfirmation?.reportId === report.id;
  return { task, report, needsConfirmation, afterLimit };
}

/** When a liaison reports on one task: a claim of completion waits for the office (or first for the unit's own reviewer). */
export async function recordReport(deps: Deps, input: ActInput & { readonly said: Said }): Promise<ActOutcome> {
  return actOnTask(deps, input, 'contribute', (task, scene, unit): Taken => {
    const unitId = unitSpeaking(scene, task, input.by);
    const clean = cleanSaid(task, input.said);
    if (!clean.ok) return { decision: clean };
    const report = reportOf(deps, scene, task, clean.said, { unitId, by: input.by, recordedBy: null, via: input.via });
    // A supporting unit contributes; only the accountable one reports, and only it can claim completion.
    const supports = unitId !== task.unitId;
    const context = { now: scene.now, calendar: scene.calendar, unit, officeUnitId: scene.officeUnit.id };
    const decision =
      report.claimsDone && !supports ? reportDone(task, keptOf(report), context) : reportProgress(task, keptOf(report));
    // What a supporting unit says is passed to the one that answers for the task.
    const passedOn: NoticeDraft = {
      taskId: task.id,
      dueOn: task.dueOn,
      kind: 'supporting-reported',
      round: `report-${report.id}`,
      recipient: { unitId: task.unitId, role: 'liaison' },
      manner: 'now',
    };
    const facts = { kind: passedOn.kind, task, unit, otherUnit: unitOf(scene.directory, unitId), report };
    const notices = supports ? [{ ...passedOn, say: (texts: Catalogue) => texts.notice(facts, scene.setting) }] : [];
    return {
      decision: decision.ok ? { ...decision, notices: [...decision.notices, ...notices] } : decision,
      reports: [supports ? { ...report, claimsDone: false } : report],
      wording: { report },
      answer: (after) =>
        supports ? deps.texts.answer.forwardedToLead(after, unit, scene.setting) : echo(deps, scene, after, report),
    };
  });
}

/** What a correction is an act of: whoever wrote a report down for a unit corrects it as such; else the unit does. */
export async function actOfCorrection(
  deps: Deps,
  scene: Scene,
  by: PersonId,
  taskId: string,
  corrects: string | undefined,
): Promise<'report' | 'record-offline'> {
  const task = await deps.stores.task(taskId as TaskId);
  const earlier = (await deps.stores.reportsOf(taskId as TaskId)).find((report) => report.id === corrects);
  const recorded = earlier !== undefined && earlier.recordedBy !== null;
  return task && recorded && mayAct(scene, by, 'record-offline', task) ? 'record-offline' : 'report';
}

/** When a unit says that it was misunderstood: its words are kept as a new version, the earlier one stays on record. */
export async function correctEarlier(
  deps: Deps,
  input: ActInput & { readonly said: Said; readonly corrects: ReportId },
): Promise<ActOutcome> {
  const act = await actOfCorrection(deps, await loadScene(deps), input.by, input.taskId, input.corrects);
  return actOnTask(deps, input, act, async (task, scene, unit): Promise<Taken> => {
    const earlier = (await deps.stores.reportsOf(task.id)).find((report) => report.id === input.corrects);
    if (!earlier) return { decision: { ok: false, refusal: 'not-there' } };
    const { by, via } = earlier;
    const speaker =
      act === 'record-offline' ? { by, recordedBy: input.by, via } : { by: input.by, recordedBy: null, via: input.via };
    const report = reportOf(deps, scene, task, input.said, { unitId: task.unitId, ...speaker });
    const context = { now: scene.now, calendar: scene.calendar, unit, officeUnitId: scene.officeUnit.id };
    const corrected = { ...keptOf(report), correctsReportId: input.corrects, claimsDone: report.claimsDone };
    return {
      decision: correctReport(task, corrected, context),
      reports: [{ ...report, follows: input.corrects }],
      wording: { report },
      answer: (after) => deps.texts.answer.corrected(understoodAs(scene, after, report), scene.setting),
    };
  });
}

/** The one line that repeats what was understood. */
export function echo(deps: Deps, scene: Scene, task: Task, report: Report): Message {
  const { answer } = deps.texts;
  const understood = understoodAs(scene, task, report);
  if (task.discreet) {
    const noText = answer.discreetTakesNoText(task, scene.setting);
    if (!report.claimsDone) return noText;
    // The claim counts, the words do not: both are said.
    const done = answer.recordedDone(understood, scene.setting);
    return { ...done, lines: [...done.lines, ...noText.lines] };
  }
  if (report.claimsDone) return answer.recordedDone(understood, scene.setting);
  const answersReturn =
    task.state.status === 'open' && task.state.supplementDueOn !== undefined && saysSupplemented(report.text);
  return soundsNearlyDone(report.text) || answersReturn
    ? answer.askWhetherDone(understood, scene.setting)
    : answer.recordedProgress(understood, scene.setting);
}

/** The unit a person speaks for on this task: the accountable one if theirs, else the supporting one. */
export function unitSpeaking(scene: Scene, task: Task, by: PersonId): UnitId {
  const own = new Set(rolesOf(scene.directory, by, scene.today).map((role) => role.unitId));
  if (own.has(task.unitId)) return task.unitId;
  return task.supportingUnitIds.find((id) => own.has(id)) ?? task.unitId;
}
