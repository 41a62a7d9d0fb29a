import { day } from '../../src/core/calendar.ts';
import type { Catalogue } from '../../src/core/message/catalogue.ts';
import { type Add, court, type Facts, taskWith, units } from './message-facts.ts';

/** What a person is answered. */
export function addAnswers(texts: Catalogue, facts: Facts, add: Add): void {
  const { task, unit, report, petition, notice, setting } = facts;
  const { answer } = texts;
  const understood = { task, report, needsConfirmation: false, afterLimit: false };

  add('answer.recordedProgress', answer.recordedProgress(understood, setting));
  add('answer.recordedDone', answer.recordedDone({ ...understood, report: { ...report, claimsDone: true } }, setting));
  add(
    'answer.recordedDone late',
    answer.recordedDone({ ...understood, needsConfirmation: true, afterLimit: true }, setting),
  );
  add(
    'answer.askWhetherDone',
    answer.askWhetherDone({ ...understood, report: { ...report, text: report.text && '基本完成' } }, setting),
  );
  add('answer.corrected', answer.corrected(understood, setting));
  add(
    'answer.askWhich',
    answer.askWhich([task, taskWith({ code: '26-17-1', label: '十七', title: '启动仪式' })], 'held', setting),
  );
  add('answer.askWhich part', answer.askWhich([task], 'held#2', setting, [], '（八）已完成'));
  add('answer.partNotUnderstood', answer.partNotUnderstood(task, '（八）天气不错', setting));
  add('answer.partNotThere', answer.partNotThere('（九）已完成', setting));
  add('answer.notUnderstood', answer.notUnderstood([task], setting));
  add('answer.notUnderstood none', answer.notUnderstood([], setting));
  add('answer.noOpenTasks', answer.noOpenTasks(setting));
  add('answer.taskList', answer.taskList([task], setting));
  add('answer.taskList empty', answer.taskList([], setting));
  for (const may of [true, false]) {
    const rights = { report: may, review: !may, record: !may };
    add('answer.taskDetail', answer.taskDetail(task, unit, [report], [petition], rights, setting));
  }
  add('answer.help liaison', answer.help(['liaison', 'unit-reviewer'], setting));
  add('answer.help office', answer.help(['office-staff', 'signer'], setting));
  add('answer.acknowledged', answer.acknowledged(task, setting));
  add('answer.acknowledged none', answer.acknowledged(null, setting));
  add('answer.extensionAsked', answer.extensionAsked(task, petition, setting));
  add('answer.extensionNeedsDay', answer.extensionNeedsDay(task, setting));
  add('answer.disputeMade', answer.disputeMade(task, setting));
  add('answer.explanationMade', answer.explanationMade(task, setting));
  add('answer.forwardedToLead', answer.forwardedToLead(task, unit, setting));
  add('answer.discreetTakesNoText', answer.discreetTakesNoText(task, setting));
  add('answer.closed', answer.closed(task, setting));
  add('answer.returned', answer.returned(task, day('2026-07-03'), setting));
  add('answer.reopened', answer.reopened(task, setting));
  add('answer.cancelled', answer.cancelled(task, setting));
  for (const kind of ['extension', 'dispute', 'explain'] as const) {
    for (const status of ['granted', 'refused'] as const) {
      const decided = { ...petition, kind, status, grantedDay: status === 'granted' ? petition.requestedDay : null };
      add(`answer.petitionDecided ${kind} ${status}`, answer.petitionDecided(task, decided, setting));
    }
  }
  add('answer.confirmed', answer.confirmed(task, setting));
  add('answer.held', answer.held(task, day('2026-07-03'), setting));
  add('answer.skipped', answer.skipped(task, setting));
  add('answer.noted', answer.noted(task, setting));
  add('answer.takenBack', answer.takenBack([]));
  add('answer.reassigned', answer.reassigned(task, court, setting));
  add('answer.signed', answer.signed({ ...notice, number: { year: 2026, serial: 3 } }, task, unit, setting));
  add('answer.withdrawn', answer.withdrawn(task, setting));
  add('answer.noticeAcknowledged', answer.noticeAcknowledged(task, setting));
  add(
    'answer.recordedOffline',
    answer.recordedOffline({ ...understood, report: { ...report, claimsDone: true } }, unit, setting),
  );
  add('answer.deliveredOffline', answer.deliveredOffline('王芳', setting));
  add('answer.bulletinSigned', answer.bulletinSigned('第二季度通报', setting));
  add('answer.bulletinPublished', answer.bulletinPublished('第二季度通报', setting));
  add('answer.tooLong', answer.tooLong(12_000, 10_000, setting));
  add('answer.notForBot', answer.notForBot(setting));
  add('answer.dismissed', answer.dismissed(setting));
  add('answer.released', answer.released(setting));
}

/** Every form that a button opens. */
export function addForms(texts: Catalogue, facts: Facts, add: Add): void {
  const { task, unit, report, petition, notice, setting } = facts;
  const { form } = texts;

  add('form.report', form.report(task, report, setting));
  add('form.report first', form.report(task, null, setting));
  add('form.extension', form.extension(task, day('2026-07-15'), setting));
  add('form.dispute', form.dispute(task, setting));
  add('form.explain', form.explain(task, setting));
  add('form.returnTask', form.returnTask(task, day('2026-07-06'), setting));
  add('form.reopen', form.reopen(task, day('2026-07-06'), setting));
  for (const kind of ['extension', 'dispute', 'explain'] as const) {
    add(`form.grant ${kind}`, form.grant(task, { ...petition, kind }, setting, units));
    add(`form.refusePetition ${kind}`, form.refusePetition(task, { ...petition, kind }, units, setting));
  }
  add('form.hold', form.hold(task, day('2026-07-03'), setting));
  add('form.withdraw', form.withdraw(task, notice, setting));
  add('form.record', form.record(task, unit, setting));
  add('form.setDay', form.setDay(task, setting));
  add('form.assign', form.assign(task, units, setting));
  add('form.cancel', form.cancel(task, setting));
  add('form.bulletin', form.bulletin('bulletin-1', '第二季度通报', '各责任单位：', setting));
}
