import type { TaskEvent } from '../../event.ts';
import type { OfficeTimeKind } from '../../schedule.ts';
import { deskButtons } from '../buttons.ts';
import type { Catalogue } from '../catalogue.ts';
import { noticeNames, petitionNames } from './card.ts';
import { buttons, day, quoted, reportText, standing, wordsOf } from './words.ts';

const upcoming: Readonly<Record<OfficeTimeKind, string>> = {
  'morning-card': '发送当日事项',
  window: '进展报送窗口',
  bulletin: '起草通报',
  audit: '夜间核对',
  'ledger-head': '台账校验值登记',
  'year-end': '年终收口清单',
};

const rungs: Readonly<Record<string, string>> = {
  chase: '催办联络员',
  'chase-deputy-head': '告知分管负责人',
  supervise: '拟督办通知单',
  letter: '拟商请函',
  'propose-coordination': '拟提请协调',
};

const points: Readonly<Record<string, string>> = { long: '15 天', '5': '5 个工作日', '1': '1 个工作日', '0': '当日' };

function history(event: TaskEvent, unitName: Parameters<Catalogue['desk']['history']>[1]): string {
  switch (event.type) {
    case 'task-started':
      return `列入跟踪，责任单位${unitName(event.unitId)}${event.dueOn ? `，时限${day(event.dueOn)}` : '，时限待核定'}`;
    case 'task-progress-reported':
      return `报送进展${event.percent === null ? '' : ` ${event.percent}%`}${event.summary ? `：${quoted(event.summary, 40)}` : ''}`;
    case 'task-reported-done':
      return `报送完成${event.summary ? `：${quoted(event.summary, 40)}` : ''}${event.needsConfirmation ? '，待本单位审核' : ''}`;
    case 'report-confirmed':
      return '本单位审核通过，转办公室';
    case 'report-corrected':
      return `更正报送${event.summary ? `：${quoted(event.summary, 40)}` : ''}`;
    case 'task-returned':
      return `待补充，补充期限${day(event.supplementDueOn)}`;
    case 'task-closed':
      return '审核办结';
    case 'task-reopened':
      return `重新办理，补充期限${day(event.supplementDueOn)}`;
    case 'task-cancelled':
      return '不再跟踪';
    case 'petition-made':
      return `${petitionNames[event.kind]}${event.requestedDay ? `，拟延至${day(event.requestedDay)}` : ''}${event.afterDue ? '（时限后提出）' : ''}`;
    case 'extension-granted':
      return `时限由${event.from ? day(event.from) : '待核定'}改为${day(event.to)}`;
    case 'petition-refused':
      return '不同意所提申请或意见';
    case 'petition-withdrawn':
      return '单位撤回';
    case 'explanation-accepted':
      return `说明采纳，暂缓至${day(event.heldUntil)}`;
    case 'dispute-upheld':
      return `职责意见成立，由${unitName(event.from)}改为${unitName(event.to)}，原记录撤销`;
    case 'task-reassigned':
      return `改派：${unitName(event.from)} → ${unitName(event.to)}`;
    case 'deadline-decided':
      return `核定时限${day(event.dueOn)}`;
    case 'task-revised':
      return '随要点修订，更新事项内容';
    case 'task-acknowledged':
      return '联络员已知悉';
    case 'task-judged-hard':
      return event.noteHash === null ? '撤销“预计难以完成”' : '标记“预计难以完成”';
    case 'ladder-held':
      return `暂缓催办至${day(event.until)}`;
    case 'rung-skipped':
      return `略过第 ${event.rung} 级督促`;
    case 'task-reminded':
      return `提醒（时限前${points[event.point] ?? ''}）${event.missed.length > 0 ? `，停机期间未发 ${event.missed.length} 次` : ''}`;
    case 'supplement-reminded':
      return '提醒补充';
    case 'rung-warned':
      return '预告下一级督促';
    case 'overdue-shown':
      return `提示已超时限 ${event.overdueWorkdays} 个工作日`;
    case 'rung-climbed':
      return `${rungs[event.kind] ?? ''}，已超时限 ${event.overdueWorkdays} 个工作日${event.repeat > 0 ? `（第 ${event.repeat} 次重复）` : ''}`;
    case 'rung-exhausted':
      return '多次催办未反馈，转办公室电话联系';
    case 'review-reminded':
      return '提醒办公室审核';
    case 'supervision-notice-drafted':
      return '拟文待签发';
    case 'supervision-notice-signed':
      return `签发${event.number}`;
    case 'supervision-notice-withdrawn':
      return '撤回拟文';
    case 'supervision-notice-delivered':
      return '送达登记';
    case 'supervision-notice-acknowledged':
      return '单位签收';
    case 'signature-reminded':
      return '提醒签发';
    case 'acknowledgement-chased':
      return '未签收，转电话联系';
    case 'escalation-corrected':
      return '按期报送，更正此前催办';
    default:
      return event satisfies never;
  }
}

export const desk: Catalogue['desk'] = {
  bot: '督办',
  erasedPerson: (code) => `已删除人员#${code}`,
  history,
  review: (task, report, setting) =>
    [standing(task, setting), report ? reportText(task, report) : ''].filter(Boolean).join('　'),
  petition: (task, petition) =>
    [
      `${petitionNames[petition.kind]}${petition.requestedDay ? `，拟延至${day(petition.requestedDay)}` : ''}`,
      wordsOf(task, petition.reason),
    ]
      .filter(Boolean)
      .join('　'),
  draft: (_task, notice) => `${noticeNames[notice.kind]}待签发，已超时限 ${notice.overdueWorkdays} 个工作日`,
  call: (person) =>
    person
      ? `请联系${person.name}${person.phone ? `，电话 ${person.phone}` : ''}`
      : '通讯录未登记该职务人员，请联系单位',
  upcoming: (kind) => upcoming[kind],
  buttons: deskButtons(buttons, { signBulletin: '签发', publish: '发布', edit: '修改' }),
};
