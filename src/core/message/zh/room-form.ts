import type { Rung } from '../../policy.ts';
import type { Field } from '../message.ts';
import type { RoomBulletin, RoomTexts } from '../room-texts.ts';
import { bulletinNumber } from './document.ts';
import { about, line, taskName } from './words.ts';

export const rungNames = {
  chase: '催办联络员',
  'chase-deputy-head': '提请分管负责人协调',
  supervise: '拟督办通知单报签发',
  letter: '拟商请函报签发',
  'propose-coordination': '拟提请领导小组协调',
} as const satisfies Record<Rung['kind'], string>;

/** The title of a bulletin with its number once it is signed. */
export const titleOf = (bulletin: RoomBulletin, title: string): string =>
  bulletin.number ? `${title}　${bulletinNumber(bulletin.number)}` : title;

/** The forms in which the office posts, skips, hands over and chooses its channels. */
export const roomForms: Pick<RoomTexts, 'publishForm' | 'skipForm' | 'handoverForm' | 'roomsForm'> = {
  publishForm: (bulletin, title, proposed) => ({
    title: `发布 · ${titleOf(bulletin, title)}`,
    lines: [line('频道里发摘要、统计表和全文附件；私信发全文。机器人应先加入所选频道。')],
    form: {
      title: '发布通报',
      submit: { label: '发布', command: { name: 'publish-bulletin', id: bulletin.id }, style: 'primary' },
      fields: [
        { name: 'channel', label: '发布到频道', kind: 'channel', ...(proposed ? { value: proposed } : {}) },
        ...(bulletin.status === 'published'
          ? []
          : [
              {
                name: 'where',
                label: '发布范围',
                kind: 'select',
                required: true,
                value: 'both',
                options: [
                  { value: 'both', label: '所选频道，并私信各联络员和领导' },
                  { value: 'room', label: '只发所选频道' },
                  { value: 'direct', label: '只私信各联络员和领导' },
                ],
              } satisfies Field,
            ]),
      ],
    },
  }),
  skipForm: (task, rung) =>
    about(task, {
      title: `跳过本级 · ${taskName(task)}`,
      lines: [line(`跳过的是：${rungNames[rung.kind]}。时限和记录不变，之后各级照常；理由记入台账。`)],
      form: {
        title: '跳过本级',
        submit: { label: '跳过', command: { name: 'skip-rung', id: task.id }, style: 'primary' },
        fields: [
          {
            name: 'reason',
            label: '理由',
            kind: 'long-text',
            required: true,
            ...(task.discreet ? { hint: '勿填事项内容' } : {}),
          },
        ],
      },
    }),
  handoverForm: (persons, { today }) => {
    const options = persons.map(({ person, units }) => ({
      value: person.id,
      label: [person.name, ...units.map((unit) => unit.shortName)].join(' '),
    }));
    return {
      title: '工作移交',
      lines: [line('移交后，在办任务和今后的提醒随岗位转给接替人，以前的记录不变。')],
      form: {
        title: '工作移交',
        submit: { label: '登记移交', command: { name: 'hand-over' }, style: 'primary' },
        fields: [
          {
            name: 'from',
            label: '移交人',
            kind: 'select',
            required: true,
            options: options.filter(({ value }) => hasRole(persons, value)),
          },
          {
            name: 'to',
            label: '接替人',
            kind: 'select',
            required: true,
            options,
            hint: '不在名单中的，请先补充通讯录',
          },
          { name: 'day', label: '自哪一天起', kind: 'day', required: true, value: today },
        ],
      },
    };
  },
  roomsForm: ({ office, bulletin, fixed }) => ({
    title: '频道设置',
    lines: [
      line(
        fixed
          ? '办公室频道由系统配置指定，这里只能选通报频道。'
          : '选定办公室频道后，待审核、待签发、待联系和各类警示都发到频道，任何人办理后卡片自动更新；不选的，发各经办人私信。',
      ),
      line('机器人应先加入所选频道。办公室频道请只放办公室人员。'),
    ],
    form: {
      title: '频道设置',
      submit: { label: '保存', command: { name: 'set-rooms' }, style: 'primary' },
      fields: [
        ...(fixed
          ? []
          : [
              {
                name: 'office',
                label: '办公室频道',
                kind: 'channel',
                ...(office ? { value: office } : {}),
              } satisfies Field,
            ]),
        { name: 'bulletin', label: '通报频道', kind: 'channel', ...(bulletin ? { value: bulletin } : {}) },
      ],
    },
  }),
};

const hasRole = (
  persons: readonly { readonly person: { readonly id: string }; readonly units: readonly unknown[] }[],
  id: string,
): boolean => persons.some(({ person, units }) => person.id === id && units.length > 0);
