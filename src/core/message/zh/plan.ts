import type { PlanItem } from '../../plan.ts';
import { shorten } from '../../text.ts';
import type { Catalogue, Setting } from '../catalogue.ts';
import type { Line } from '../message.ts';
import { buttons, dayFrom, line, taskLine, unitAs } from './words.ts';

/** Doubts shown one by one before the rest is counted. */
const SHOWN = 12;

export const plan: Catalogue['plan'] = {
  imported: ({ id, title, year }, items, units, setting) => {
    const dated = items.filter((item) => item.dueDays.length > 0 || item.rrule !== null || item.ongoing);
    const relative = items.filter((item) => item.relative !== null && !dated.includes(item));
    const undated = items.length - dated.length - relative.length;
    const discreet = items.filter((item) => item.discreet);
    const proposed = items.filter((item) => item.unitsProposed);
    const doubtful = items.filter((item) => item.doubts.length > 0);
    const nameOf = (unitId: string) => units.find((unit) => unit.id === unitId)?.shortName;
    return {
      title: `已读取《${title}》（${year}年）`,
      lines: [
        line(
          `共 ${items.length} 项：有时限 ${dated.length} 项${relative.length > 0 ? `，以事件起算 ${relative.length} 项` : ''}${undated > 0 ? `，待核定时限 ${undated} 项` : ''}。`,
        ),
        ...(undated > 0 ? [line('待核定时限的任务，核定前不提醒。')] : []),
        ...(discreet.length > 0
          ? [line(`拟作“仅提示，不传内容” ${discreet.length} 项：${discreet.map(itemTag).join('、')}。`)]
          : []),
        ...(proposed.length > 0 ? [line('以下事项未印责任单位，按文意提出，请确认：')] : []),
        ...proposed.map((item) => line(`${itemTag(item)}　${unitsText(item, nameOf) || '本办'}`)),
        ...(doubtful.length > 0 ? [line('以下请核对：')] : []),
        ...doubtful.slice(0, SHOWN).flatMap((item) => doubtLines(item, setting)),
        ...(doubtful.length > SHOWN ? [line(`另有 ${doubtful.length - SHOWN} 项需核对，请在事项清单中查看。`)] : []),
        line('核对后启用；启用前不产生任务，也不提醒。'),
      ],
      actions: [...(proposed.length > 0 ? [buttons.confirmUnits(id)] : []), buttons.adopt(id)],
    };
  },
  importedTwice: (title) => ({ lines: [line(`《${title}》此前已导入，内容相同，未重复导入。`)] }),
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
  adopted: (title, tasks, units, undecided) => ({
    lines: [
      line(
        `《${title}》已启用：任务 ${tasks} 项，责任单位 ${units} 家${undecided > 0 ? `，其中 ${undecided} 项待核定时限` : ''}。已告知各责任单位。`,
      ),
    ],
    actions: [buttons.all()],
  }),
};

const itemTag = (item: PlanItem): string => (item.label === null ? `第 ${item.position} 项` : `（${item.label}）`);

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

/** A doubt quotes the document; of a discreet item only number and days are shown. */
function doubtLines(item: PlanItem, { today }: Setting): readonly Line[] {
  if (item.discreet) {
    const days = item.dueDays.map((on) => dayFrom(today, on)).join('、');
    return [line(`${itemTag(item)}　${days ? `时限${days}，` : ''}请对照原文核对`)];
  }
  return item.doubts.map((doubt) =>
    line(`${itemTag(item)}　${shorten(doubt.text, 60)}${doubt.choices ? `　可选：${doubt.choices.join(' / ')}` : ''}`),
  );
}
