import { dayAt } from '../../calendar.ts';
import type { QuietHours } from '../../profile.ts';
import type { Person } from '../../unit.ts';
import type { Catalogue } from '../catalogue.ts';
import type { Action, Field, Message } from '../message.ts';
import { dayFrom, line } from './words.ts';

/** The button behind which everybody finds what they set for themselves. */
export const mySettings: Action = { label: '我的设置', command: { name: 'show-settings' } };

const buttons = {
  settings: mySettings,
  quiet: { label: '免打扰时段', command: { name: 'open-quiet' } },
  deputy: { label: '代办人', command: { name: 'open-deputy' } },
  absence: { label: '请假或出差', command: { name: 'open-absence' } },
  back: { label: '销假', command: { name: 'end-absence' } },
  alone: { label: '不再接收', command: { name: 'leave-alone' } },
  again: { label: '恢复接收', command: { name: 'write-again' } },
} as const satisfies Record<string, Action>;

const simple = (...texts: readonly string[]): Message => ({
  lines: texts.map((text) => line(text)),
  actions: [buttons.settings],
});

const hours = ({ from, to }: QuietHours): string => `${from}—${to}${to <= from ? '（次日）' : ''}`;

const deputyField = (colleagues: readonly Person[], chosen: Person | null): readonly Field[] =>
  colleagues.length === 0
    ? []
    : [
        {
          name: 'deputy',
          label: '代办人',
          kind: 'select',
          ...(chosen ? { value: chosen.id } : {}),
          options: colleagues.map((one) => ({ value: one.id, label: one.name })),
        },
      ];

const noColleague = '通讯录中本单位没有其他人员，暂不能指定代办人。请联系办公室补充。';

export const own: Catalogue['own'] = {
  settings: ({ quiet, deputy, absences, leftAlone, colleagues }, { today }) => ({
    title: '我的设置',
    lines: [
      line(
        quiet
          ? `免打扰：每天 ${hours(quiet)}，不急的消息顺延到时段结束。`
          : '免打扰：未设。设定后，不急的消息顺延到时段结束再发。',
      ),
      line(
        deputy
          ? `代办人：${deputy.name}。您不在岗或收不到消息时由其代办。`
          : colleagues.length > 0
            ? '代办人：未指定。请选一位同事，您不在岗时由其代办。'
            : `代办人：未指定。${noColleague}`,
      ),
      ...(absences.length > 0
        ? absences.map(({ from, to, deputy: standing }) =>
            line(
              `不在岗：${dayFrom(today, from)}至${dayFrom(today, to)}${standing ? `，由${standing.name}代办` : ''}。`,
            ),
          )
        : [line('请假或出差：没有登记。请提前登记，提醒会改发代办人。')]),
      ...(leftAlone ? [line('目前不向您发送提醒，您的来信仍会答复。')] : []),
    ],
    actions: [
      buttons.quiet,
      ...(colleagues.length > 0 ? [buttons.deputy] : []),
      buttons.absence,
      ...(absences.length > 0 ? [buttons.back] : []),
      leftAlone ? buttons.again : buttons.alone,
    ],
  }),
  quietForm: ({ quiet }) => ({
    lines: [line('时段内不急的消息顺延到时段结束；对您来信的答复和督办通知照常发送。两项都不填即取消。')],
    form: {
      title: '免打扰时段',
      submit: { label: '保存', command: { name: 'set-quiet' }, style: 'primary' },
      fields: [
        {
          name: 'from',
          label: '开始',
          kind: 'text',
          hint: '北京时间，如 12:00',
          ...(quiet ? { value: quiet.from } : {}),
        },
        { name: 'to', label: '结束', kind: 'text', hint: '北京时间，如 14:00', ...(quiet ? { value: quiet.to } : {}) },
      ],
    },
  }),
  deputyForm: ({ colleagues, deputy }) =>
    colleagues.length === 0
      ? simple(noColleague)
      : {
          lines: [line('您不在岗或收不到消息时，提醒改发代办人，由其报送。不选即取消。')],
          form: {
            title: '代办人',
            submit: { label: '保存', command: { name: 'set-deputy' }, style: 'primary' },
            fields: deputyField(colleagues, deputy),
          },
        },
  absenceForm: ({ colleagues, deputy }) => ({
    lines: [line(colleagues.length > 0 ? '这段时间的提醒改发代办人。' : noColleague)],
    form: {
      title: '请假或出差',
      submit: { label: '登记', command: { name: 'set-absence' }, style: 'primary' },
      fields: [
        { name: 'from', label: '自', kind: 'day', required: true },
        { name: 'to', label: '至', kind: 'day', required: true },
        ...deputyField(colleagues, deputy),
      ],
    },
  }),
  quietSet: (quiet) => simple(quiet ? `已设免打扰：每天 ${hours(quiet)}。` : '已取消免打扰。'),
  deputySet: (deputy) => simple(deputy ? `已指定代办人：${deputy.name}。` : '已取消代办人。'),
  absenceSet: ({ from, to, deputy }, alone, { today }) =>
    simple(
      `已登记：${dayFrom(today, from)}至${dayFrom(today, to)}不在岗${deputy ? `，由${deputy.name}代办` : ''}。`,
      ...(alone.length > 0
        ? [`${alone.map((unit) => unit.shortName).join('、')}没有可代办的人，提醒仍发给您；已告知办公室。`]
        : []),
    ),
  absenceEnded: () => simple('已销假，提醒恢复发给您。'),
  notAway: () => simple('没有登记请假或出差。'),
  leftAlone: (to, { officeName }) =>
    simple(
      `好的，不再向您发送提醒。${to ? `今后改发${to.name}。` : `今后由${officeName}与您电话联系。`}`,
      '单位的任务和时限不变。需要时回复“恢复提醒”即可。',
    ),
  writtenAgain: () => simple('已恢复，提醒照常发给您。'),
  unchanged: () => simple('已经是这样了，没有变动。'),
  standsIn: (person, units, from, to, { today }) => ({
    title: '请您代办',
    lines: [
      line(
        `${person.name}${dayFrom(today, from)}至${dayFrom(today, to)}不在岗，${units.map((unit) => unit.shortName).join('、')}的任务由您代办，提醒发给您，可直接回复报送。`,
      ),
    ],
    actions: [{ label: '全部任务', command: { name: 'list-tasks' } }],
  }),
  notOne: (name, count) => ({
    lines: [
      line(
        count === 0
          ? `通讯录中没有“${name}”。请核对姓名，或先导入通讯录。`
          : `通讯录中有 ${count} 位“${name}”，请在姓名后加单位简称，如“${name} 市财政局”。`,
      ),
    ],
  }),
  invited: (person, code, expiresAt, { today }) => ({
    title: `一次性代码 · ${person.name}`,
    lines: [
      line(`${code}`),
      line(
        `请转告${person.name}本人，由其私信发给我即可绑定账号。${dayFrom(today, dayAt(expiresAt))}前有效，只能使用一次，此处不再显示。`,
      ),
    ],
  }),
  codeRefused: (why, officeName) => ({
    lines: [
      line(
        why === 'wrong'
          ? `代码不对、已用过或已过期。请核对后再发，或请${officeName ?? '办公室'}重新生成。`
          : `尝试次数过多，请一小时后再试，或联系${officeName ?? '办公室'}。`,
      ),
    ],
  }),
};
