import { dayAt } from '../../calendar.ts';
import type { Catalogue } from '../catalogue.ts';
import { noticeNames } from './card.ts';
import { noticeNumber } from './document.ts';
import { dayFrom, fullDay, line } from './words.ts';

const climbed = { chase: '已催办联络员', 'chase-deputy-head': '已告知分管负责人' } as const;

/** The sheet of tasks that a clerk prints: 督办台账表. */
export const sheet: Catalogue['sheet'] = {
  columns: {
    label: '序号',
    code: '编号',
    item: '事项',
    unit: '牵头单位',
    supporting: '配合单位',
    printed: '时限（原文）',
    original: '原定时限',
    inForce: '当前时限',
    state: '状态',
    light: '亮灯',
    progress: '最新进展',
    percent: '进度（%）',
    reported: '报送时间',
    closed: '办结日',
    overdue: '逾期（工作日）',
    extension: '延期',
    supervision: '督办',
  },
  states: {
    open: '在办',
    undecided: '时限待定',
    returned: '待补充',
    'to-confirm': '待本单位审核',
    overdue: '已超时限',
    'reported-done': '待审核',
    closed: '已办结',
    cancelled: '已取消',
  },
  lights: { green: '绿灯', amber: '黄灯', red: '红灯' },
  title: (plan) => `${plan}　督办台账表`,
  asOf: (tasks, setting) =>
    `${setting.officeFullName ?? setting.officeName}　截至${fullDay(setting.today)}　共 ${tasks} 项任务`,
  onlyOf: (units) => `本表仅列${units.map(({ shortName }) => shortName).join('、')}牵头或配合的任务`,
  leftOut: (tasks) => `另有 ${tasks} 项任务仅作提示、不传内容，未列入本表`,
  continued: (code, row) => `${code}（续${row}）`,
  done: '完成',
  unitsBetween: '、',
  extension: (task, { today }) =>
    [
      ...(task.extensions > 0 ? [`已延期 ${task.extensions} 次`] : []),
      ...(task.petition?.kind === 'extension'
        ? [`申请延期${task.petition.requestedDay ? `至${dayFrom(today, task.petition.requestedDay)}` : ''}，待答复`]
        : []),
    ].join('；'),
  supervision: (rung, signed, isDrafted) => {
    const issued = signed.map(
      ({ kind, number, signedAt }) =>
        `${number ? noticeNumber(kind, number) : noticeNames[kind]}${signedAt ? `（${fullDay(dayAt(signedAt))}签发）` : ''}`,
    );
    const drafted = isDrafted && rung !== null && rung in noticeNames;
    const waiting = drafted ? [`${noticeNames[rung as keyof typeof noticeNames]}待签发`] : [];
    const said = rung === 'chase' || rung === 'chase-deputy-head' ? [climbed[rung]] : [];
    return [...issued, ...waiting, ...said].join('；');
  },
  fileName: (on) => `督办台账表-${on}`,
  sent: { lines: [line('督办台账表已发到与我的私信，只含您可见的任务。')] },
  notSent: { lines: [line('督办台账表没有发出，请稍后再试，或在工作台的看板上导出。')] },
};
