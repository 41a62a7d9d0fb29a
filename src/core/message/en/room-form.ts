import type { Rung } from '../../policy.ts';
import type { Field } from '../message.ts';
import type { RoomBulletin, RoomTexts } from '../room-texts.ts';
import { bulletinNumber } from '../zh/document.ts';
import { about, line, taskName } from './words.ts';

export const rungNames = {
  chase: 'the liaison is chased',
  'chase-deputy-head': 'the deputy head is asked to help',
  supervise: 'a supervision notice is drafted for signature',
  letter: 'a letter is drafted for signature',
  'propose-coordination': 'a proposal to coordinate is drafted for signature',
} as const satisfies Record<Rung['kind'], string>;

/** The title of a bulletin with its number once it is signed. */
export const titleOf = (bulletin: RoomBulletin, title: string): string =>
  bulletin.number ? `${title} ${bulletinNumber(bulletin.number)}` : title;

/** The forms in which the office posts, skips, hands over and chooses its channels. */
export const roomForms: Pick<RoomTexts, 'publishForm' | 'skipForm' | 'handoverForm' | 'roomsForm'> = {
  publishForm: (bulletin, title, proposed) => ({
    title: `Post · ${titleOf(bulletin, title)}`,
    lines: [line('A channel gets summary, table and the full text as a file; people get the text.')],
    form: {
      title: 'Post the bulletin',
      submit: { label: 'Post', command: { name: 'publish-bulletin', id: bulletin.id }, style: 'primary' },
      fields: [
        { name: 'channel', label: 'Channel', kind: 'channel', ...(proposed ? { value: proposed } : {}) },
        ...(bulletin.status === 'published'
          ? []
          : [
              {
                name: 'where',
                label: 'To whom',
                kind: 'select',
                required: true,
                value: 'both',
                options: [
                  { value: 'both', label: 'The channel, and liaisons and leaders' },
                  { value: 'room', label: 'The channel only' },
                  { value: 'direct', label: 'Liaisons and leaders only' },
                ],
              } satisfies Field,
            ]),
      ],
    },
  }),
  skipForm: (task, rung) =>
    about(task, {
      title: `Skip this step · ${taskName(task)}`,
      lines: [
        line(
          `Left out: ${rungNames[rung.kind]}. The deadline and the later steps stay; the reason goes into the ledger.`,
        ),
      ],
      form: {
        title: 'Skip this step',
        submit: { label: 'Skip', command: { name: 'skip-rung', id: task.id }, style: 'primary' },
        fields: [
          {
            name: 'reason',
            label: 'Reason',
            kind: 'long-text',
            required: true,
            ...(task.discreet ? { hint: 'Nothing of what the item is about' } : {}),
          },
        ],
      },
    }),
  handoverForm: (persons, { today }) => {
    const options = persons.map(({ person, units }) => ({
      value: person.id,
      label: [person.name, ...units.map((unit) => unit.shortName)].join(' · '),
    }));
    return {
      title: 'Handover',
      lines: [line('Tasks, reminders and their threads follow the role to the successor; the record stays.')],
      form: {
        title: 'Handover',
        submit: { label: 'Record', command: { name: 'hand-over' }, style: 'primary' },
        fields: [
          {
            name: 'from',
            label: 'Who hands over',
            kind: 'select',
            required: true,
            options: options.filter(({ value }) => hasRole(persons, value)),
          },
          {
            name: 'to',
            label: 'Who takes over',
            kind: 'select',
            required: true,
            options,
            hint: 'Someone missing is added to the directory first',
          },
          { name: 'day', label: 'From which day', kind: 'day', required: true, value: today },
        ],
      },
    };
  },
  roomsForm: ({ office, bulletin, fixed }) => ({
    title: 'Channels',
    lines: [
      line(
        fixed
          ? 'The office channel is set by the installation; the channel for bulletins can be chosen here.'
          : 'With an office channel, what waits for review, signature or a call and all alarms go there, and cards follow what anybody does. Without one each of the office’s people gets them.',
      ),
      line('Add the bot to the channel first. The office channel is for people of the office only.'),
    ],
    form: {
      title: 'Channels',
      submit: { label: 'Save', command: { name: 'set-rooms' }, style: 'primary' },
      fields: [
        ...(fixed
          ? []
          : [
              {
                name: 'office',
                label: 'Office channel',
                kind: 'channel',
                ...(office ? { value: office } : {}),
              } satisfies Field,
            ]),
        { name: 'bulletin', label: 'Channel for bulletins', kind: 'channel', ...(bulletin ? { value: bulletin } : {}) },
      ],
    },
  }),
};

const hasRole = (
  persons: readonly { readonly person: { readonly id: string }; readonly units: readonly unknown[] }[],
  id: string,
): boolean => persons.some(({ person, units }) => person.id === id && units.length > 0);
