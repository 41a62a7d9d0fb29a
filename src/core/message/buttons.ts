import type { Day } from '../calendar.ts';
import type { Petition, Report, SupervisionNotice } from '../report.ts';
import type { Task } from '../task.ts';
import type { Catalogue } from './catalogue.ts';
import type { Action, Command } from './message.ts';

/** The words on buttons; what a button does is the same in every language. */
export interface ButtonLabels {
  readonly report: string;
  readonly done: string;
  readonly notYet: string;
  readonly more: string;
  readonly correct: string;
  readonly extension: string;
  readonly dispute: string;
  readonly explain: string;
  readonly show: string;
  readonly all: string;
  readonly help: string;
  readonly confirm: string;
  readonly close: string;
  readonly return: string;
  readonly reopen: string;
  readonly record: string;
  readonly hold: string;
  readonly skip: string;
  readonly setDay: string;
  readonly assign: string;
  readonly cancel: string;
  readonly grant: string;
  readonly uphold: string;
  readonly accept: string;
  readonly refuse: string;
  readonly sign: string;
  readonly withdraw: string;
  readonly acknowledge: string;
  readonly delivered: string;
  readonly retry: string;
  readonly retrySurely: string;
  /** As `delivered`, in the office's channel. */
  readonly served: string;
  readonly remind: string;
  readonly adopt: string;
  readonly release: string;
  readonly none: string;
}

/** A button for each act, with the words of one language. */
export function buttonsIn(labels: ButtonLabels) {
  const button = (label: string, command: Command, style?: Action['style']): Action =>
    style ? { label, command, style } : { label, command };

  return {
    report: (task: Task, suffix = '') =>
      button(labels.report + suffix, { name: 'open-report', id: task.id }, 'primary'),
    done: (task: Task) => button(labels.done, { name: 'report-done', id: task.id }, 'primary'),
    notYet: (task: Task) => button(labels.notYet, { name: 'open-report', id: task.id }),
    more: (task: Task) => button(labels.more, { name: 'open-report', id: task.id }),
    correct: (report: Report) =>
      button(labels.correct, { name: 'correct-report', id: report.taskId, value: report.id }),
    extension: (task: Task, suffix = '') => button(labels.extension + suffix, { name: 'open-extension', id: task.id }),
    dispute: (task: Task) => button(labels.dispute, { name: 'open-dispute', id: task.id }),
    explain: (task: Task, suffix = '') => button(labels.explain + suffix, { name: 'open-explain', id: task.id }),
    show: (task: Task, suffix = '') => button(labels.show + suffix, { name: 'show-task', id: task.id }),
    all: () => button(labels.all, { name: 'list-tasks' }),
    help: () => button(labels.help, { name: 'help' }),
    choose: (label: string, task: Task, heldKey: string) =>
      button(label, { name: 'choose-task', id: task.id, value: heldKey }),
    none: (heldKey: string) => button(labels.none, { name: 'dismiss', value: heldKey }),
    confirm: (task: Task) => button(labels.confirm, { name: 'confirm-report', id: task.id }, 'primary'),
    close: (task: Task) => button(labels.close, { name: 'close-task', id: task.id }, 'primary'),
    return: (task: Task) => button(labels.return, { name: 'open-return', id: task.id }),
    reopen: (task: Task) => button(labels.reopen, { name: 'open-reopen', id: task.id }),
    record: (task: Task) => button(labels.record, { name: 'open-record', id: task.id }),
    hold: (task: Task, suffix = '') => button(labels.hold + suffix, { name: 'open-hold', id: task.id }),
    skip: (task: Task, suffix = '') => button(labels.skip + suffix, { name: 'open-skip', id: task.id }),
    setDay: (task: Task, suffix = '') => button(labels.setDay + suffix, { name: 'open-set-day', id: task.id }),
    assign: (task: Task) => button(labels.assign, { name: 'open-assign', id: task.id }),
    cancel: (task: Task) => button(labels.cancel, { name: 'open-cancel', id: task.id }, 'danger'),
    grant: (petition: Pick<Petition, 'id' | 'kind'>) =>
      button(
        { extension: labels.grant, dispute: labels.uphold, explain: labels.accept }[petition.kind],
        { name: 'open-grant', id: petition.id },
        'primary',
      ),
    refuse: (petition: Pick<Petition, 'id'>) => button(labels.refuse, { name: 'open-refuse', id: petition.id }),
    sign: (notice: SupervisionNotice) => button(labels.sign, { name: 'sign-notice', id: notice.id }, 'primary'),
    withdraw: (notice: SupervisionNotice) => button(labels.withdraw, { name: 'open-withdraw', id: notice.id }),
    acknowledge: (notice: SupervisionNotice) =>
      button(labels.acknowledge, { name: 'acknowledge-notice', id: notice.id }, 'primary'),
    /** Sent again: asked about first, or on the presser's word that it did not arrive. */
    retry: (deliveryId: string, didNotArrive: boolean) =>
      didNotArrive
        ? button(labels.retrySurely, { name: 'retry-delivery', id: deliveryId, value: 'did-not-arrive' })
        : button(labels.retry, { name: 'retry-delivery', id: deliveryId }),
    delivered: (deliveryId: string, suffix = '') =>
      button(labels.delivered + suffix, { name: 'record-delivered', id: deliveryId }),
    served: (deliveryId: string, suffix = '') =>
      button(labels.served + suffix, { name: 'record-delivered', id: deliveryId }),
    remind: (until: Day) => button(labels.remind, { name: 'remind-unreported', value: until }, 'primary'),
    adopt: (planId: string) => button(labels.adopt, { name: 'adopt-plan', id: planId }, 'primary'),
    release: () => button(labels.release, { name: 'release-sweep' }),
  };
}

type Buttons = ReturnType<typeof buttonsIn>;

/** Which buttons stand beside what on the desk; the words are those of the chat. */
export function deskButtons(
  buttons: Buttons,
  labels: { signBulletin: string; publish: string; edit: string },
): Catalogue['desk']['buttons'] {
  return {
    reviewing: (task) => [buttons.close(task), buttons.return(task)],
    petition: (petition) => [buttons.grant(petition), buttons.refuse(petition)],
    draft: (notice) => [buttons.sign(notice), buttons.withdraw(notice)],
    retry: (deliveryId, didNotArrive) => [buttons.retry(deliveryId, didNotArrive)],
    call: (deliveryId, task) => [buttons.delivered(deliveryId), ...(task ? [buttons.record(task)] : [])],
    overdue: (task) => [buttons.record(task), buttons.hold(task), buttons.skip(task), buttons.setDay(task)],
    undecided: (task) => [buttons.setDay(task), buttons.assign(task), buttons.cancel(task)],
    bulletin: (id, status) => [
      ...(status === 'draft'
        ? [
            { label: labels.signBulletin, command: { name: 'sign-bulletin' as const, id }, style: 'primary' as const },
            { label: labels.edit, command: { name: 'edit-bulletin' as const, id } },
          ]
        : []),
      ...(status === 'signed'
        ? [{ label: labels.publish, command: { name: 'publish-bulletin' as const, id }, style: 'primary' as const }]
        : []),
    ],
    task: (task, may) => {
      const { status } = task.state;
      return [
        ...(may.report && status === 'open'
          ? [buttons.report(task), buttons.extension(task), buttons.dispute(task), buttons.explain(task)]
          : []),
        ...(may.review && status === 'reported-done' ? [buttons.close(task), buttons.return(task)] : []),
        ...(may.review && status === 'closed' ? [buttons.reopen(task)] : []),
        ...(may.office && status === 'open'
          ? [buttons.record(task), buttons.hold(task), buttons.setDay(task), buttons.assign(task), buttons.cancel(task)]
          : []),
      ];
    },
  };
}
