import type { Unit } from '../../unit.ts';
import type { Catalogue } from '../catalogue.ts';
import type { CommandName, Field, Message } from '../message.ts';
import { noticeNames, petitionNames } from './card.ts';
import { about, asBefore, dueText, line, reportText, taskName, wordsOf } from './words.ts';

const submit = (label: string, name: CommandName, id: string) =>
  ({ label, command: { name, id }, style: 'primary' }) as const;

const reason = (hint?: string): Field => ({
  name: 'reason',
  label: '理由',
  kind: 'long-text',
  required: true,
  ...(hint ? { hint } : {}),
});

/** The office's own reasons stand in the ledger's texts: they are no place for what a discreet item is about. */
const NO_CONTENT = '勿填事项内容';

/** A limit that has passed is not laid on the new unit. */
const SAME_DAY = '不填的沿用现时限；时限已过的另行顺延';

const unitField = (label: string, units: readonly Unit[]): Field => ({
  name: 'unit',
  label,
  kind: 'select',
  required: true,
  options: units.map((unit) => ({ value: unit.id, label: unit.shortName })),
});

/** A discreet task takes no text: neither reason nor progress is asked. */
const unlessDiscreet = (discreet: boolean, fields: readonly Field[]): readonly Field[] => (discreet ? [] : fields);

/** The same words as on the button that opened the form. */
const granting = { extension: '同意', dispute: '意见成立', explain: '予以采纳' } as const;

/** Over the form, so that nobody mistakes which of the two they opened. */
const grantTitles = { extension: '同意延期', dispute: '职责意见成立', explain: '采纳情况说明' } as const;
const refuseTitles = { extension: '不同意延期', dispute: '职责意见不成立', explain: '不采纳情况说明' } as const;

export const form: Catalogue['form'] = {
  report: (task, last, setting) => {
    // Nothing is asked twice: what was said last is offered again.
    const text = last && !task.discreet && last.text ? { value: last.text } : {};
    return about(task, {
      title: `报送 · ${taskName(task)}`,
      lines: [
        line(`${dueText(task, setting)}。${task.discreet ? asBefore : ''}`),
        ...(last && !task.discreet ? [line(`上次报送：${reportText(task, last)}`)] : []),
      ],
      form: {
        title: `报送${task.label === null ? '' : `（${task.label}）`}`,
        submit: submit('提交', 'report-progress', task.id),
        fields: [
          ...unlessDiscreet(task.discreet, [
            { name: 'text', label: '进展情况', kind: 'long-text', required: true, ...text },
          ]),
          { name: 'done', label: task.discreet ? '已按原渠道报送完成' : '已全部完成', kind: 'check' },
          { name: 'expectedOn', label: '预计完成日期', kind: 'day', hint: '尚未完成时填写' },
        ],
      },
    });
  },
  extension: (task, proposed, setting) =>
    about(task, {
      title: `申请延期 · ${taskName(task)}`,
      lines: [line(`${dueText(task, setting)}。`)],
      form: {
        title: '申请延期',
        submit: submit('提交', 'ask-extension', task.id),
        fields: [
          { name: 'day', label: '拟延至', kind: 'day', required: true, ...(proposed ? { value: proposed } : {}) },
          ...unlessDiscreet(task.discreet, [reason(), { name: 'progress', label: '已有进展', kind: 'long-text' }]),
        ],
      },
    }),
  dispute: (task) =>
    about(task, {
      title: `提出职责意见 · ${taskName(task)}`,
      lines: [line('答复前时限照常计算；意见成立的，原记录予以撤销。')],
      form: {
        title: '提出职责意见',
        submit: submit('提交', 'dispute', task.id),
        fields: [
          ...unlessDiscreet(task.discreet, [reason('可写明职责依据')]),
          { name: 'suggestedUnit', label: '建议负责单位', kind: 'text' },
        ],
      },
    }),
  explain: (task, setting) =>
    about(task, {
      title: `说明情况 · ${taskName(task)}`,
      lines: [line(`${dueText(task, setting)}。${task.discreet ? asBefore : ''}`)],
      form: {
        title: '说明情况',
        submit: submit('提交', 'explain', task.id),
        fields: unlessDiscreet(task.discreet, [{ ...reason(), label: '情况说明' }]),
      },
    }),
  returnTask: (task, proposed) =>
    about(task, {
      title: `待补充 · ${taskName(task)}`,
      lines: [],
      form: {
        title: '待补充',
        submit: submit('退回补充', 'return-task', task.id),
        fields: [
          ...unlessDiscreet(task.discreet, [{ ...reason(), label: '需补充的内容' }]),
          { name: 'day', label: '补充期限', kind: 'day', required: true, value: proposed },
        ],
      },
    }),
  reopen: (task, proposed) =>
    about(task, {
      title: `重新办理 · ${taskName(task)}`,
      lines: [],
      form: {
        title: '重新办理',
        submit: submit('重新办理', 'reopen-task', task.id),
        fields: [
          ...unlessDiscreet(task.discreet, [reason()]),
          { name: 'day', label: '补充期限', kind: 'day', required: true, value: proposed },
        ],
      },
    }),
  grant: (task, petition, setting, units = []) => {
    const asked = wordsOf(task, petition.reason);
    const fields: readonly Field[] = {
      extension: [
        {
          name: 'day',
          label: '同意延至',
          kind: 'day' as const,
          required: true,
          ...(petition.requestedDay ? { value: petition.requestedDay } : {}),
        },
      ],
      dispute: [
        unitField(
          '改由哪家单位负责',
          units.filter((unit) => unit.id !== task.unitId),
        ),
        { name: 'day', label: '新时限', kind: 'day' as const, hint: SAME_DAY },
      ],
      explain: [{ name: 'day', label: '暂缓催办至', kind: 'day' as const, required: true }],
    }[petition.kind];
    return about(task, {
      title: `${petitionNames[petition.kind]} · ${taskName(task)}`,
      lines: [line(`${dueText(task, setting)}。`), ...(asked ? [line(`理由：${asked}`)] : [])],
      form: {
        title: grantTitles[petition.kind],
        submit: submit(granting[petition.kind], 'grant-petition', petition.id),
        fields: [...fields, ...unlessDiscreet(task.discreet, [{ name: 'note', label: '说明', kind: 'text' }])],
      },
    });
  },
  refusePetition: (task, petition) => {
    const asked = wordsOf(task, petition.reason);
    return about(task, {
      title: `${petitionNames[petition.kind]} · ${taskName(task)}`,
      lines: asked ? [line(`理由：${asked}`)] : [],
      form: {
        title: refuseTitles[petition.kind],
        submit: submit('不同意', 'refuse-petition', petition.id),
        fields: [{ ...reason(task.discreet ? NO_CONTENT : undefined), label: '不同意的理由' }],
      },
    });
  },
  hold: (task, proposed) =>
    about(task, {
      title: `暂缓催办 · ${taskName(task)}`,
      lines: [line('时限不变；理由记入台账。')],
      form: {
        title: '暂缓催办',
        submit: submit('暂缓', 'hold-ladder', task.id),
        fields: [{ name: 'day', label: '暂缓至', kind: 'day', required: true, value: proposed }, reason()],
      },
    }),
  withdraw: (task, notice) =>
    about(task, {
      title: `撤回${noticeNames[notice.kind]} · ${taskName(task)}`,
      lines: [line('理由记入台账。')],
      form: {
        title: `撤回${noticeNames[notice.kind]}`,
        submit: submit('撤回', 'withdraw-notice', notice.id),
        fields: [reason()],
      },
    }),
  record: (task, unit, setting) =>
    about(task, {
      title: `代录 · ${unit.shortName} ${taskName(task)}`,
      lines: [line(`${dueText(task, setting)}。请照对方原话记录，台账注明代录。`)],
      form: {
        title: '代录',
        submit: submit('记录', 'record-offline', task.id),
        fields: [
          ...unlessDiscreet(task.discreet, [
            { name: 'text', label: '对方告知的内容', kind: 'long-text', required: true },
          ]),
          { name: 'saidBy', label: '告知人', kind: 'text' },
          { name: 'saidOn', label: '告知日期', kind: 'day', required: true, value: setting.today },
          {
            name: 'channel',
            label: '方式',
            kind: 'select',
            required: true,
            value: 'phone',
            options: [
              { value: 'phone', label: '电话' },
              { value: 'paper', label: '书面' },
            ],
          },
          { name: 'done', label: '已全部完成', kind: 'check' },
        ],
      },
    }),
  setDay: (task, setting) =>
    about(task, {
      title: `核定时限 · ${taskName(task)}`,
      lines: [
        line(
          task.dueOn === null
            ? '核定前不提醒；核定后告知责任单位。'
            : `${dueText(task, setting)}。原时限与新时限都会注明。`,
        ),
      ],
      form: {
        title: '核定时限',
        submit: submit('核定', 'set-day', task.id),
        fields: [
          { name: 'day', label: '时限', kind: 'day', required: true, ...(task.dueOn ? { value: task.dueOn } : {}) },
        ],
      },
    }),
  assign: (task, units, setting) =>
    about(task, {
      title: `改派 · ${taskName(task)}`,
      lines: [line(`${dueText(task, setting)}。任务编号不变，双方均会收到通知。`)],
      form: {
        title: '改派',
        submit: submit('改派', 'assign-task', task.id),
        fields: [
          unitField(
            '改由哪家单位负责',
            units.filter((unit) => unit.id !== task.unitId),
          ),
          { name: 'day', label: '新时限', kind: 'day', hint: SAME_DAY },
        ],
      },
    }),
  cancel: (task) =>
    about(task, {
      title: `取消任务 · ${taskName(task)}`,
      lines: [line('取消后不再提醒，不计入通报；台账保留。')],
      form: {
        title: '取消任务',
        submit: { ...submit('取消任务', 'cancel-task', task.id), style: 'danger' },
        fields: [reason(task.discreet ? NO_CONTENT : undefined)],
      },
    }),
  bulletin: (id, title, text): Message => ({
    title: `通报待签发 · ${title}`,
    lines: [line('数字以统计日为准，不随文字修改。文中的报送期限和落款日期，请按签发日核对。')],
    form: {
      title: '编辑通报',
      submit: submit('保存', 'edit-bulletin', id),
      fields: [{ name: 'text', label: '正文', kind: 'long-text', required: true, value: text }],
    },
  }),
};
