import type { PlanItem } from '../../plan.ts';
import { questionsOf } from '../../plan-questions.ts';
import type { Catalogue, Setting } from '../catalogue.ts';
import type { Form, Line } from '../message.ts';
import { doubtTexts } from './doubts.ts';
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
      title: `已读取《${title}》（${year}年）`,
      lines: [
        line(
          `共 ${items.length} 项：有时限 ${dated.length} 项${relative.length > 0 ? `，以事件起算 ${relative.length} 项` : ''}${undated > 0 ? `，未写明时限 ${undated} 项` : ''}。`,
        ),
        ...(undated > 0 ? [line('未写明时限的，可在下方填写，或启用后核定；核定前不提醒。')] : []),
        ...(discreet.length > 0
          ? [line(`拟作“仅提示，不传内容” ${discreet.length} 项：${discreet.map(itemTag).join('、')}。`)]
          : []),
        ...(leadAssumed ? [line('有多家责任单位而未标明牵头的，暂按列第一位的为牵头单位。')] : []),
        ...(proposed.length > 0 ? [line('以下事项未写明责任单位，按文意提出，请确认：')] : []),
        ...proposed.map((item) => line(`${itemTag(item)}　${unitsText(item, nameOf) || '本办'}`)),
        ...(doubts.length > 0 ? [line('以下请对照原文核对：')] : []),
        ...doubts.slice(0, SHOWN),
        ...(doubts.length > SHOWN ? [line(`另有 ${doubts.length - SHOWN} 处需核对，请在事项清单中查看。`)] : []),
        ...(asked.more > 0 ? [line(`另有 ${asked.more} 处按拟定处理，启用后可逐项改派、核定。`)] : []),
        line('启用前不产生任务，也不提醒。'),
      ],
    };
    const adopt = buttons.adopt(id);
    // Only what is doubtful is asked, on the card that adopts; every field holds what stands if nothing is touched.
    return asked.questions.length > 0
      ? { ...message, form: { title: '启用', submit: adopt, fields: questionFields(asked.questions, units) } }
      : { ...message, actions: [adopt] };
  },
  importedTwice: (title) => ({ lines: [line(`《${title}》此前已导入，内容相同，未重复导入。`)] }),
  notAPlan: '没有读到任何工作事项。请确认是工作要点、实施方案或任务分解表的原文',
  unreadable: (reason) => ({ lines: [line(`未能读取该文件：${reason}`)] }),
  assigned: (title, unit, tasks, setting) => ({
    title: `${unit.shortName} · ${title}`,
    lines: [
      line(`该工作要点已启用，由${unitAs(unit)}报送的任务共 ${tasks.length} 项：`),
      ...tasks.map((task) => taskLine(task, setting)),
      line(
        `到期前会提醒，直接回复编号和情况即可报送。对职责或时限有不同意见的，可在任务中提出，或联系${setting.officeName}。`,
      ),
    ],
    actions: [buttons.all(), buttons.help()],
  }),
  adopted: (title, tasks, units, undecided, _setting, waiting) => ({
    lines: [
      line(
        `《${title}》已启用：任务 ${tasks} 项，责任单位 ${units} 家${undecided > 0 ? `，其中 ${undecided} 项待核定时限` : ''}。已告知各责任单位。`,
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
    names(item.accountableUnitIds).join('、'),
    ...(supporting.length > 0 ? [`配合：${supporting.join('、')}`] : []),
  ]
    .filter(Boolean)
    .join('；');
}

/** What is asked once for the whole plan, or counted above, is not listed again. */
const ASKED_ONCE: ReadonlySet<string> = new Set(['lead-assumed', 'deadline-missing', 'discreet-proposed']);

/** A doubt quotes the document; of a discreet item only number and days are shown. */
function doubtLines(item: PlanItem, { today }: Setting): readonly Line[] {
  const doubts = item.doubts.filter((doubt) => !ASKED_ONCE.has(doubt.code));
  if (item.discreet) {
    const days = item.dueDays.map((on) => dayFrom(today, on)).join('、');
    return doubts.length > 0 ? [line(`${itemTag(item)}　${days ? `时限${days}，` : ''}请对照原文`)] : [];
  }
  return doubts.map((doubt) =>
    line(
      [
        itemTag(item),
        `${doubtTexts[doubt.code] ?? '请核对'}：${quoted(doubt.text, 40)}`,
        ...(doubt.choices ? [`可选：${doubt.choices.join(' / ')}`] : []),
      ].join('　'),
    ),
  );
}

/** The day of an event that limits wait for; the office records it when it has come. */
function eventForm({ planId, events }: { readonly planId: string; readonly events: readonly string[] }): Form {
  return {
    title: '登记起算事件',
    submit: { label: '登记', command: { name: 'record-event', id: planId } },
    fields: [
      {
        name: 'event',
        label: '事件',
        kind: 'select',
        required: true,
        value: events[0] ?? '',
        options: events.map((event) => ({ value: event, label: event })),
      },
      { name: 'day', label: '发生日期', kind: 'day', required: true, hint: '据此起算时限；尚未发生的，发生后再登记' },
    ],
  };
}
