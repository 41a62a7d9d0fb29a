import { type Day, dayAt, dayOfMonth, monthOf, weekdayOf, yearOf } from '../../calendar.ts';
import type { Refusal } from '../../event.ts';
import type { Report } from '../../report.ts';
import { dayInForce, isOverdue, lateFrom, overdueWorkdays, submitBy, type Task } from '../../task.ts';
import { codePointsOf, shorten } from '../../text.ts';
import type { RoleName, Unit } from '../../unit.ts';
import { buttonsIn } from '../buttons.ts';
import type { Setting } from '../catalogue.ts';
import type { Line, Message, Tone } from '../message.ts';

export const buttons = buttonsIn({
  report: '报送',
  done: '已完成',
  notYet: '尚未，填报进展',
  more: '补充材料',
  correct: '理解有误，修改',
  extension: '申请延期',
  dispute: '提出职责意见',
  explain: '说明情况',
  show: '查看',
  all: '全部任务',
  help: '使用说明',
  confirm: '审核通过',
  close: '办结',
  return: '待补充',
  reopen: '重新办理',
  record: '代录',
  hold: '暂缓催办',
  skip: '跳过本级',
  setDay: '核定时限',
  assign: '改派',
  cancel: '取消任务',
  grant: '同意延期',
  uphold: '意见成立',
  accept: '予以采纳',
  refuse: '不同意',
  sign: '签发',
  withdraw: '撤回',
  acknowledge: '签收',
  delivered: '已联系',
  retry: '重新发送',
  retrySurely: '确认未收到，重发',
  served: '登记送达',
  remind: '提醒未报单位',
  adopt: '确认并启用',
  release: '继续发送',
  none: '都不是',
});

export const roleNames: Readonly<Record<RoleName, string>> = {
  'office-staff': '办公室经办人',
  'office-director': '办公室负责人',
  signer: '签发人',
  liaison: '联络员',
  'unit-reviewer': '本单位审核人',
  'unit-deputy-head': '分管负责人',
  'unit-head': '主要负责人',
  'leader-in-charge': '分管领导',
};

/** Why not, and what would work. */
export const refusals: Readonly<Record<Refusal, string>> = {
  'not-there': '没有找到该事项。回复“任务”可查看您负责的事项。',
  'not-permitted': '该操作由办公室办理。如有需要，请联系办公室。',
  'already-closed': '该任务已办结，无需再办。如需更正，由办公室重新办理。',
  'already-cancelled': '该任务已取消，无需再报送。',
  'already-adopted': '该工作要点已启用，不再重复启用。',
  'not-lead-unit': '该任务由牵头单位报送，配合情况请告知牵头单位。',
  'not-open': '该任务当前不在办理中，不能这样操作。',
  'not-reported-done': '该任务尚未报送完成，暂不能办结或退回。',
  'not-awaiting-confirmation': '该任务没有待本单位审核的报送。',
  'reason-required': '请写明理由后再提交。',
  'day-required': '请写明具体日期后再提交。',
  'day-in-the-past': '所填日期已过，请填今天或以后的日期。',
  'day-not-later': '所填日期不晚于现时限，请填更晚的日期。',
  'no-open-petition': '没有待答复的申请，可能已经答复。',
  'petition-already-open': '已有一项申请待办公室答复，答复后可再提出。',
  'discreet-takes-no-text': '该事项仅作提示，不在此接收内容，请按原渠道报送。',
  'already-signed': '该通知单已签发。',
  'already-withdrawn': '该通知单已撤回。',
  'not-signed': '该通知单尚未签发。',
  'already-decided': '该事项已有决定，无需重复处理。',
  'already-delivered': '该消息已送达或已由经办人告知，没有重新发送。',
  'delivery-under-way': '该消息仍在发送中，会自动重试，没有重新发送。',
  'may-have-arrived': '该消息可能已经送达，且所在平台无法查询，没有重新发送。请先向对方核实，确认未收到后再重发。',
  'retention-too-short': '保存期限不得少于 180 天，没有删除任何内容。',
  'still-holds-roles': '该人员仍有在任岗位，请先办理工作移交（duban directory handover）。',
  'not-reachable': '对方目前没有账号，没有重新发送。请电话联系或补充账号。',
  'deadline-undecided': '该任务时限待定，请先核定时限。',
  'same-unit': '该任务已由这家单位负责，请选择其他单位。',
  'unknown-unit': '通讯录中没有这家单位，请核对名称或先导入通讯录。',
  'bulletin-not-draft': '该通报已签发，不能再修改。',
  'bulletin-not-signed': '该通报尚未签发，签发后才能发布。',
  'nowhere-to-post': '没有可发布的去处：请选择频道，或改为发联络员私信。',
  'already-posted': '该通报已发布到这个频道，不再重复发布。',
  'no-rung-left': '该任务的督促已到最后一级，没有可以跳过的。',
  'signers-only': '该件由签发人办理，请由签发人或办公室负责人点击。',
  'reminded-lately': '这些单位近期已经提醒过，没有再次发送。请待间隔期满后再提醒，急事请电话联系。',
  'rooms-fixed': '办公室频道由系统配置指定，不能在此修改。请联系系统维护人员。',
  'successor-required': '请选择接替人；接替人应在通讯录中，且不是移交人本人。',
  'text-required': '请写明办理情况后再提交。',
  'text-too-long': '内容过长，未作记录。请分几次报送，或改为上传文件。',
  'control-characters': '内容中含有无法保存的字符，未作记录。请改为纯文字重新发送。',
  'quiet-hours-unclear': '免打扰要写明起止时刻，在 0:00 至 23:59 之间，如“免打扰 12:00-14:00”。',
  'quiet-hours-empty': '免打扰的起止时刻相同，请写明从几点到几点，如“免打扰 12:00-14:00”。',
  'quiet-hours-all-day': '免打扰时段不能覆盖整个工作时间（9:00—17:00），请缩短后再设。',
  'ends-before-it-begins': '结束日期早于开始日期，请更正。',
  'absence-too-long': '请假时间超过一年，请联系办公室办理工作移交。',
  'deputy-not-of-unit': '代办人须是通讯录中本单位的同事。如需增加人员，请联系办公室。',
};

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'] as const;

/** 6月30日（周二） */
export function day(on: Day): string {
  return `${monthOf(on)}月${dayOfMonth(on)}日（周${WEEKDAYS[weekdayOf(on) - 1]}）`;
}

/** As `day`, with the year where it is another one than today's. */
export function dayFrom(today: Day, on: Day): string {
  return yearOf(on) === yearOf(today) ? day(on) : `${yearOf(on)}年${day(on)}`;
}

/** 2026年6月30日, for documents. */
export function fullDay(on: Day): string {
  return `${yearOf(on)}年${monthOf(on)}月${dayOfMonth(on)}日`;
}

/** 6月29日 周一, for titles. */
export function titleDay(on: Day): string {
  return `${monthOf(on)}月${dayOfMonth(on)}日 周${WEEKDAYS[weekdayOf(on) - 1]}`;
}

/** （十二）, or the code where no number is printed. */
export function tag(task: Task): string {
  return task.label === null ? ` ${task.code}` : `（${task.label}）`;
}

/** As `tag`; the code where another task of the same message bears the same number. */
export function tagAmong(task: Task, others: readonly Task[]): string {
  const isShared = others.some((other) => other.id !== task.id && other.label === task.label);
  return isShared ? ` ${task.code}` : tag(task);
}

/** A reply that would report the task as done: its number or code, as `tagAmong`. */
export function exampleReply(task: Task, others: readonly Task[]): string {
  const named = tagAmong(task, others);
  return named.startsWith(' ') ? `${named.trim()} 已完成` : `${named}已完成`;
}

export function taskName(task: Task): string {
  const title = task.discreet ? '' : task.title;
  return task.label === null ? [task.code, title].filter(Boolean).join(' ') : `${task.code}（${task.label}）${title}`;
}

/** How a unit is addressed in the middle of a sentence. */
export function unitAs(unit: Unit): string {
  if (unit.relation === 'office') return '本办';
  if (unit.relation === 'judicial') return /院$/.test(unit.name) ? '贵院' : '贵单位';
  if (unit.relation === 'vertical') return /行$/.test(unit.name) ? '贵行' : /局$/.test(unit.name) ? '贵局' : '贵单位';
  return '你单位';
}

/** Where a task stands, in words. */
export function standing(task: Task, setting: Setting): string {
  const { state } = task;
  switch (state.status) {
    case 'closed':
      return '已办结';
    case 'cancelled':
      return '已取消';
    case 'reported-done':
      return '待审核';
    case 'open':
      break;
    default:
      return state satisfies never;
  }
  const limit = dayInForce(task);
  if (limit === null) return '时限待定';
  if (isOverdue(task, setting.today, setting.calendar)) {
    const days = overdueWorkdays(task, setting.today, setting.calendar);
    return state.supplementDueOn ? `待补充，已超补充时限 ${days} 个工作日` : `已超时限 ${days} 个工作日`;
  }
  if (state.awaitingConfirmation) return '待本单位审核';
  return state.supplementDueOn ? `待补充，${timeLeft(limit, setting)}` : timeLeft(limit, setting);
}

function timeLeft(limit: Day, { today, calendar }: Setting): string {
  const last = submitBy(limit, calendar);
  if (today > last) return `${day(lateFrom(limit, calendar))}起计超时限`;
  const left = calendar.workdaysBetween(today, last);
  if (left > 0) return `还有 ${left} 个工作日`;
  return today === limit ? '今日到期' : '请于今日报送';
}

/** The limit of a task with what must be known of it: days off, extensions, a supplement day. */
export function dueText(task: Task, setting: Setting): string {
  const supplementDueOn = supplementDay(task);
  return supplementDueOn ? `请于${dayFrom(setting.today, supplementDueOn)}前补充` : `时限${limitText(task, setting)}`;
}

const supplementDay = (task: Task): Day | undefined =>
  task.state.status === 'open' ? task.state.supplementDueOn : undefined;

/** As `dueText`, beside a label that says what it is. */
export function limitText(task: Task, { today, calendar }: Setting): string {
  const supplementDueOn = supplementDay(task);
  const supplement = supplementDueOn ? `，补充期限${dayFrom(today, supplementDueOn)}` : '';
  if (task.dueOn === null) return `待定${supplement}`;

  const last = submitBy(task.dueOn, calendar);
  const early = !supplementDueOn && last !== task.dueOn && today <= last ? `，请于${dayFrom(today, last)}前报送` : '';
  const extended =
    task.extensions > 0 && task.originalDueOn
      ? `，原时限${dayFrom(today, task.originalDueOn)}，已延期 ${task.extensions} 次`
      : '';
  return `${dayFrom(today, task.dueOn)}${extended}${early}${supplement}`;
}

/** A person's own words, on one line; a long text is shown shortened and says so. */
export function quoted(text: string, codePoints = 120): string {
  const length = codePointsOf(text);
  const shown = shorten(text, codePoints);
  return shown.endsWith('…') && length > codePoints ? `“${shown}”（共 ${length} 字）` : `“${shown}”`;
}

/** A person's words about a task: none for a discreet one. */
export function wordsOf(task: Task, text: string | null | undefined, codePoints?: number): string {
  return task.discreet || !text ? '' : quoted(text, codePoints);
}

/** What a report said: claim, words, percent and expected day, each only if said. */
export function reportText(task: Task, report: Report, codePoints?: number): string {
  if (task.discreet) return report.claimsDone ? '已按原渠道报送完成' : '已按原渠道报送';
  const said = [
    ...(report.claimsDone ? ['完成'] : []),
    ...(wordsOf(task, report.text) ? [wordsOf(task, report.text, codePoints)] : []),
    ...(report.percent === null ? [] : [`进度 ${report.percent}%`]),
    ...(report.expectedOn === null ? [] : [`预计${dayFrom(dayAt(report.madeAt), report.expectedOn)}完成`]),
    ...(report.evidence.length > 0 ? [`材料 ${report.evidence.length} 份`] : []),
  ];
  return said.length > 0 ? said.join('，') : '（未填内容）';
}

export function toneOf(task: Task, setting: Setting): Tone {
  if (task.state.status !== 'open') return 'muted';
  if (isOverdue(task, setting.today, setting.calendar)) return 'red';
  const limit = dayInForce(task);
  if (limit === null) return 'plain';
  const left = setting.calendar.workdaysBetween(setting.today, submitBy(limit, setting.calendar));
  return left <= task.policy.soonWorkdays ? 'amber' : 'plain';
}

/** State and limit in one clause; where there is no limit the state has said so. */
export function whereText(task: Task, setting: Setting): string {
  return [standing(task, setting), ...limitPart(task, setting)].join('，');
}

/** Code points of a report that the one who reviews it reads at once; the whole stands on the desk. */
export const REVIEWED = 400;

/** A message of one task, in its thread. */
export function about(task: Task, message: Omit<Message, 'thread'>): Message {
  return { ...message, thread: task.code };
}

export const line = (text: string): Line => ({ text });

/** A task in a list: state first, then name, then limit. */
export function taskLine(task: Task, setting: Setting, more: readonly string[] = []): Line {
  const parts = [standing(task, setting), taskName(task), ...limitPart(task, setting), ...more];
  return { text: parts.filter(Boolean).join('　'), tone: toneOf(task, setting), code: task.code };
}

/** The limit is not said twice where the state has said that there is none. */
function limitPart(task: Task, setting: Setting): readonly string[] {
  return task.dueOn === null && dayInForce(task) === null ? [] : [dueText(task, setting)];
}

/** Asked of the unit for a discreet task instead of any text. */
export const asBefore = '请按原渠道报送，此处不接收内容。';
