import type { PlanItem } from '../../plan.ts';
import { questionsOf } from '../../plan-questions.ts';
import type { Catalogue, Setting } from '../catalogue.ts';
import type { Form, Line } from '../message.ts';
import { itemTag, questionFields } from './plan-form.ts';
import { buttons, dayFrom, line, quoted, taskLine, unitAs } from './words.ts';

/** Doubts of items, shown one by one before the rest is counted. */
const SHOWN = 12;

export const plan: Catalogue['plan'] = {
  imported: ({ id, title, year }, items, units, setting, asked = questionsOf(items, { units }, {})) => {
    const dated = items.filter((item) => item.dueDays.length > 0 || item.rrule !== null || item.ongoing);
    const relative = items.filter((item) => item.relative !== null && !dated.includes(item));
    const undated = items.length - dated.length - relative.length;
    const discreet = items.filter((item) => item.discreet);
    const proposed = items.filter((item) => item.unitsProposed);
    const doubts = items.flatMap((item) => doubtLines(item, setting));
    const leadAssumed = items.some((item) => item.doubts.some((doubt) => doubt.code === 'lead-assumed'));
    const nameOf = (unitId: string) => units.find((unit) => unit.id === unitId)?.shortName;
    const message = {
      title: `Read: ${title} (${year})`,
      lines: [
        line(
          `${items.length} items: ${dated.length} with a deadline${relative.length > 0 ? `, ${relative.length} counted from an event` : ''}${undated > 0 ? `, ${undated} without a deadline` : ''}.`,
        ),
        ...(undated > 0
          ? [line('Please set the missing deadlines after adoption; until then nobody is reminded.')]
          : []),
        ...(discreet.length > 0
          ? [
              line(
                `Proposed as discreet (number and day only): ${discreet.length}: ${discreet.map(itemTag).join(', ')}.`,
              ),
            ]
          : []),
        ...(leadAssumed
          ? [line('Where several units are responsible and no lead is named, the first listed leads for now.')]
          : []),
        ...(proposed.length > 0
          ? [line('No unit is named for these items; units are proposed from the words. Please confirm:')]
          : []),
        ...proposed.map((item) => line(`${itemTag(item)} · ${unitsText(item, nameOf) || 'the Office'}`)),
        ...(doubts.length > 0 ? [line('Please check these against the document:')] : []),
        ...doubts.slice(0, SHOWN),
        ...(doubts.length > SHOWN ? [line(`${doubts.length - SHOWN} more to check in the list of items.`)] : []),
        ...(asked.more > 0 ? [line(`${asked.more} more stand as proposed and can be changed after adoption.`)] : []),
        line('Until adoption there are no tasks and no reminders.'),
      ],
    };
    const adopt = buttons.adopt(id);
    // Only what is doubtful is asked, on the card that adopts; every field holds what stands if nothing is touched.
    return asked.questions.length > 0
      ? { ...message, form: { title: 'Adopt', submit: adopt, fields: questionFields(asked.questions, units) } }
      : { ...message, actions: [adopt] };
  },
  importedTwice: (title) => ({
    lines: [line(`“${title}” was imported before with the same content; it was not imported again.`)],
  }),
  notAPlan: 'no item was found in it; please check that it is the text of a work plan',
  unreadable: (reason) => ({ lines: [line(`The file could not be read: ${reason}`)] }),
  assigned: (title, unit, tasks, setting) => ({
    title: `${unit.shortName} · ${title}`,
    lines: [
      line(`The plan is in force. Tasks to be reported by ${unitAs(unit)}: ${tasks.length}.`),
      ...tasks.map((task) => taskLine(task, setting)),
      line(
        `You will be reminded before they are due; to report, reply with the number and how it stands. If you disagree with a responsibility or a deadline, say so in the task or contact ${setting.officeName}.`,
      ),
    ],
    actions: [buttons.all(), buttons.help()],
  }),
  adopted: (title, tasks, units, undecided, _setting, waiting) => ({
    lines: [
      line(
        `“${title}” is in force: ${tasks} tasks, ${units} units${undecided > 0 ? `, ${undecided} deadlines to set` : ''}. The units have been told.`,
      ),
    ],
    actions: [buttons.all()],
    ...(waiting && waiting.events.length > 0 ? { form: eventForm(waiting) } : {}),
  }),
};

function unitsText(item: PlanItem, nameOf: (unitId: string) => string | undefined): string {
  const names = (ids: readonly string[]) => ids.map(nameOf).filter((name) => name !== undefined);
  const supporting = names(item.supportingUnitIds);
  return [
    names(item.accountableUnitIds).join(', '),
    ...(supporting.length > 0 ? [`supporting: ${supporting.join(', ')}`] : []),
  ]
    .filter(Boolean)
    .join('; ');
}

/** What is doubtful about the words quoted. What is asked once for the whole plan, or counted above, is not listed again. */
const doubtTexts: Readonly<Record<string, string>> = {
  'deadline-unclear': 'unclear deadline',
  'deadline-in-sentence': 'deadline inside a sentence',
  'year-unclear': 'unclear year',
  'table-missing': 'no holiday table for that year',
  'event-unknown': 'day of the event unknown',
  'units-unclear': 'unit not in the directory',
  'unit-inherited': 'unit taken from the cell above',
  'number-missing': 'no number',
  'number-out-of-order': 'number out of order',
  'bracket-unclosed': 'bracket not closed',
  'inner-deadline': 'other days inside, not taken as deadlines',
};

const ASKED_ONCE: ReadonlySet<string> = new Set(['lead-assumed', 'deadline-missing', 'discreet-proposed']);

/** A doubt quotes the document; of a discreet item only number and days are shown. */
function doubtLines(item: PlanItem, { today }: Setting): readonly Line[] {
  const doubts = item.doubts.filter((doubt) => !ASKED_ONCE.has(doubt.code));
  if (item.discreet) {
    const days = item.dueDays.map((on) => dayFrom(today, on)).join(', ');
    return doubts.length > 0
      ? [line(`${itemTag(item)} · ${days ? `due ${days}; ` : ''}please check the document`)]
      : [];
  }
  return doubts.map((doubt) =>
    line(
      [
        itemTag(item),
        `${doubtTexts[doubt.code] ?? 'please check'}: ${quoted(doubt.text, 40)}`,
        ...(doubt.choices ? [`choices: ${doubt.choices.join(' / ')}`] : []),
      ].join(' · '),
    ),
  );
}

/** The day of an event that limits wait for; the office records it when it has come. */
function eventForm({ planId, events }: { readonly planId: string; readonly events: readonly string[] }): Form {
  return {
    title: 'Record an event',
    submit: { label: 'Record', command: { name: 'record-event', id: planId } },
    fields: [
      {
        name: 'event',
        label: 'Event',
        kind: 'select',
        required: true,
        value: events[0] ?? '',
        options: events.map((event) => ({ value: event, label: event })),
      },
      {
        name: 'day',
        label: 'Day',
        kind: 'day',
        required: true,
        hint: 'deadlines are counted from it; record it when it has come',
      },
    ],
  };
}
