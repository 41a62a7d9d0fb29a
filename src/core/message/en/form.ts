import type { Unit } from '../../unit.ts';
import type { Catalogue } from '../catalogue.ts';
import type { CommandName, Field, Message } from '../message.ts';
import { noticeNames, petitionNames } from './card.ts';
import { about, asBefore, dueText, line, reportText, sentence, taskName, wordsOf } from './words.ts';

const submit = (label: string, name: CommandName, id: string) =>
  ({ label, command: { name, id }, style: 'primary' }) as const;

const reason = (hint?: string): Field => ({
  name: 'reason',
  label: 'Reason',
  kind: 'long-text',
  required: true,
  ...(hint ? { hint } : {}),
});

/** The office's own reasons stand in the ledger's texts: they are no place for what a discreet item is about. */
const NO_CONTENT = 'Please do not write what the item is about';

/** A limit that has passed is not laid on the new unit. */
const SAME_DAY = 'Left empty, the present deadline stays; one that has passed is moved on';

const unitField = (label: string, units: readonly Unit[]): Field => ({
  name: 'unit',
  label,
  kind: 'select',
  required: true,
  options: units.map((unit) => ({ value: unit.id, label: unit.shortName })),
});

/** A discreet task takes no text: neither reason nor progress is asked. */
const unlessDiscreet = (discreet: boolean, fields: readonly Field[]): readonly Field[] => (discreet ? [] : fields);

/** Over the form, so that nobody mistakes which of the two they opened. */
const grantTitles = {
  extension: 'Grant extension',
  dispute: 'Uphold the dispute',
  explain: 'Accept explanation',
} as const;
const refuseTitles = {
  extension: 'Refuse extension',
  dispute: 'Dismiss the dispute',
  explain: 'Do not accept',
} as const;

export const form: Catalogue['form'] = {
  report: (task, last, setting) => {
    // Nothing is asked twice: what was said last is offered again.
    const text = last && !task.discreet && last.text ? { value: last.text } : {};
    return about(task, {
      title: `Report · ${taskName(task)}`,
      lines: [
        line(`${sentence(dueText(task, setting))}.${task.discreet ? ` ${asBefore}` : ''}`),
        ...(last && !task.discreet ? [line(`Last report: ${reportText(task, last)}`)] : []),
      ],
      form: {
        title: `Report${task.label === null ? '' : ` (${task.label})`}`,
        submit: submit('Submit', 'report-progress', task.id),
        fields: [
          ...unlessDiscreet(task.discreet, [
            { name: 'text', label: 'Progress', kind: 'long-text', required: true, ...text },
          ]),
          {
            name: 'done',
            label: task.discreet ? 'Reported as done through the usual channel' : 'All done',
            kind: 'check',
          },
          { name: 'expectedOn', label: 'Expected on', kind: 'day', hint: 'If not yet done' },
        ],
      },
    });
  },
  extension: (task, proposed, setting) =>
    about(task, {
      title: `Ask for extension · ${taskName(task)}`,
      lines: [line(`${sentence(dueText(task, setting))}.`)],
      form: {
        title: 'Ask for extension',
        submit: submit('Submit', 'ask-extension', task.id),
        fields: [
          { name: 'day', label: 'New day', kind: 'day', required: true, ...(proposed ? { value: proposed } : {}) },
          ...unlessDiscreet(task.discreet, [
            reason(),
            { name: 'progress', label: 'Progress so far', kind: 'long-text' },
          ]),
        ],
      },
    }),
  dispute: (task) =>
    about(task, {
      title: `Question responsibility · ${taskName(task)}`,
      lines: [line('The deadline runs on until this is answered; if you are right, the record is annulled.')],
      form: {
        title: 'Question responsibility',
        submit: submit('Submit', 'dispute', task.id),
        fields: [
          ...unlessDiscreet(task.discreet, [reason('You may name the rule it rests on')]),
          { name: 'suggestedUnit', label: 'Unit you suggest', kind: 'text' },
        ],
      },
    }),
  explain: (task, setting) =>
    about(task, {
      title: `Explain · ${taskName(task)}`,
      lines: [line(`${sentence(dueText(task, setting))}.${task.discreet ? ` ${asBefore}` : ''}`)],
      form: {
        title: 'Explain',
        submit: submit('Submit', 'explain', task.id),
        fields: unlessDiscreet(task.discreet, [{ ...reason(), label: 'Explanation' }]),
      },
    }),
  returnTask: (task, proposed) =>
    about(task, {
      title: `Return · ${taskName(task)}`,
      lines: [],
      form: {
        title: 'Return',
        submit: submit('Return', 'return-task', task.id),
        fields: [
          ...unlessDiscreet(task.discreet, [{ ...reason(), label: 'What is missing' }]),
          { name: 'day', label: 'To be added by', kind: 'day', required: true, value: proposed },
        ],
      },
    }),
  reopen: (task, proposed) =>
    about(task, {
      title: `Reopen · ${taskName(task)}`,
      lines: [],
      form: {
        title: 'Reopen',
        submit: submit('Reopen', 'reopen-task', task.id),
        fields: [
          ...unlessDiscreet(task.discreet, [reason()]),
          { name: 'day', label: 'To be added by', kind: 'day', required: true, value: proposed },
        ],
      },
    }),
  grant: (task, petition, setting, units = []) => {
    const asked = wordsOf(task, petition.reason);
    const fields: readonly Field[] = {
      extension: [
        {
          name: 'day',
          label: 'Extend to',
          kind: 'day' as const,
          required: true,
          ...(petition.requestedDay ? { value: petition.requestedDay } : {}),
        },
      ],
      dispute: [
        unitField(
          'Responsible unit instead',
          units.filter((unit) => unit.id !== task.unitId),
        ),
        { name: 'day', label: 'New deadline', kind: 'day' as const, hint: SAME_DAY },
      ],
      explain: [{ name: 'day', label: 'No chasers until', kind: 'day' as const, required: true }],
    }[petition.kind];
    return about(task, {
      title: `${petitionNames[petition.kind]} · ${taskName(task)}`,
      lines: [line(`${sentence(dueText(task, setting))}.`), ...(asked ? [line(`Reason: ${asked}`)] : [])],
      form: {
        title: grantTitles[petition.kind],
        submit: submit('Grant', 'grant-petition', petition.id),
        fields: [...fields, ...unlessDiscreet(task.discreet, [{ name: 'note', label: 'Note', kind: 'text' }])],
      },
    });
  },
  refusePetition: (task, petition) => {
    const asked = wordsOf(task, petition.reason);
    return about(task, {
      title: `${petitionNames[petition.kind]} · ${taskName(task)}`,
      lines: asked ? [line(`Reason: ${asked}`)] : [],
      form: {
        title: refuseTitles[petition.kind],
        submit: submit('Refuse', 'refuse-petition', petition.id),
        fields: [{ ...reason(task.discreet ? NO_CONTENT : undefined), label: 'Reason for refusing' }],
      },
    });
  },
  hold: (task, proposed) =>
    about(task, {
      title: `Hold · ${taskName(task)}`,
      lines: [line('The deadline stands; the reason goes into the ledger.')],
      form: {
        title: 'Hold',
        submit: submit('Hold', 'hold-ladder', task.id),
        fields: [{ name: 'day', label: 'Until', kind: 'day', required: true, value: proposed }, reason()],
      },
    }),
  withdraw: (task, notice) =>
    about(task, {
      title: `Withdraw: ${noticeNames[notice.kind]} · ${taskName(task)}`,
      lines: [line('The reason goes into the ledger.')],
      form: {
        title: 'Withdraw the draft',
        submit: submit('Withdraw', 'withdraw-notice', notice.id),
        fields: [reason()],
      },
    }),
  record: (task, unit, setting) =>
    about(task, {
      title: `Record on behalf · ${unit.shortName} ${taskName(task)}`,
      lines: [
        line(
          `${sentence(dueText(task, setting))}. Please keep to their words; the ledger says that it was recorded on behalf.`,
        ),
      ],
      form: {
        title: 'Record on behalf',
        submit: submit('Record', 'record-offline', task.id),
        fields: [
          ...unlessDiscreet(task.discreet, [
            { name: 'text', label: 'What they said', kind: 'long-text', required: true },
          ]),
          { name: 'saidBy', label: 'Said by', kind: 'text' },
          { name: 'saidOn', label: 'Said on', kind: 'day', required: true, value: setting.today },
          {
            name: 'channel',
            label: 'How',
            kind: 'select',
            required: true,
            value: 'phone',
            options: [
              { value: 'phone', label: 'By phone' },
              { value: 'paper', label: 'On paper' },
            ],
          },
          { name: 'done', label: 'All done', kind: 'check' },
        ],
      },
    }),
  setDay: (task, setting) =>
    about(task, {
      title: `Set deadline · ${taskName(task)}`,
      lines: [
        line(
          task.dueOn === null
            ? 'Until it is set nobody is reminded; then the unit is told.'
            : `${sentence(dueText(task, setting))}. Both the old and the new deadline will be shown.`,
        ),
      ],
      form: {
        title: 'Set deadline',
        submit: submit('Set', 'set-day', task.id),
        fields: [
          { name: 'day', label: 'Deadline', kind: 'day', required: true, ...(task.dueOn ? { value: task.dueOn } : {}) },
        ],
      },
    }),
  assign: (task, units, setting) =>
    about(task, {
      title: `Reassign · ${taskName(task)}`,
      lines: [line(`${sentence(dueText(task, setting))}. The task keeps its number; both units are told.`)],
      form: {
        title: 'Reassign',
        submit: submit('Reassign', 'assign-task', task.id),
        fields: [
          unitField(
            'Responsible unit instead',
            units.filter((unit) => unit.id !== task.unitId),
          ),
          { name: 'day', label: 'New deadline', kind: 'day', hint: SAME_DAY },
        ],
      },
    }),
  cancel: (task) =>
    about(task, {
      title: `Cancel task · ${taskName(task)}`,
      lines: [line('No more reminders and not in the bulletin; the ledger keeps it.')],
      form: {
        title: 'Cancel task',
        submit: { ...submit('Cancel task', 'cancel-task', task.id), style: 'danger' },
        fields: [reason(task.discreet ? NO_CONTENT : undefined)],
      },
    }),
  bulletin: (id, title, text): Message => ({
    title: `Bulletin to sign · ${title}`,
    lines: [
      line(
        'The figures stand as of the cut-off and do not change with the text. Check days to answer by and the date against the day of signing.',
      ),
    ],
    form: {
      title: 'Edit bulletin',
      submit: submit('Save', 'edit-bulletin', id),
      fields: [{ name: 'text', label: 'Text', kind: 'long-text', required: true, value: text }],
    },
  }),
};
