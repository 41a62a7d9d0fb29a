import type { Person } from '../../unit.ts';
import type { Alarm } from '../alarm.ts';
import type { Setting } from '../catalogue.ts';
import type { Message } from '../message.ts';
import { faultWords } from './fault-words.ts';
import { about, buttons, dayFrom, line, roleNames, taskName, whereText } from './words.ts';

/** Units named in one alarm; more at once is a directory that was never filled in. */
const VACANCIES = 30;

/** What the office must be told at once: what happened, what follows, what to do. */
export function alarm(what: Alarm, setting: Setting): Message {
  switch (what.kind) {
    case 'no-recipient': {
      const { vacancies } = what;
      const [first] = vacancies;
      return {
        title: `无人接收 · ${vacancies.length === 1 && first ? first.unit.shortName : `${vacancies.length} 家`}`,
        lines: [
          ...vacancies
            .slice(0, VACANCIES)
            .map(({ unit, roles }) =>
              line(`${unit.shortName}尚无${roles.map((role) => roleNames[role]).join('、')}。`),
            ),
          ...(vacancies.length > VACANCIES ? [line(`另有 ${vacancies.length - VACANCIES} 家未列出。`)] : []),
          line('通知没有发出，列入办公室待联系清单。请补充通讯录，或电话联系后代录。'),
        ],
      };
    }
    case 'delivery-failed':
      return {
        title: `未能送达 · ${what.to}`,
        lines: [
          line(`${platformNames[what.platform] ?? what.platform}未接收（${faultWords(what.code)}）。`),
          line('请电话联系或当面送达后登记。'),
        ],
      };
    case 'delivery-unknown':
      return {
        title: `送达情况不明 · ${what.to}`,
        lines: [
          line(`${platformNames[what.platform] ?? what.platform}没有答复，不能确定对方是否收到，未再重发。`),
          line('请与对方核实后登记。'),
        ],
      };
    case 'obligation-without-message':
      return about(what.task, {
        title: `缺少提醒 · ${taskName(what.task)}`,
        lines: [
          line(`夜间核对发现：应发的提醒没有发出。${whereText(what.task, setting)}。`),
          line('请先与责任单位联系，并告知系统维护人员。'),
        ],
        actions: [buttons.show(what.task)],
      });
    case 'calendar-missing':
      return {
        title: `缺少 ${what.year} 年放假安排`,
        lines: [
          line(`${what.year} 年的工作日暂按周一至周五计算，节假日和调休未计入。`),
          line('请在国务院办公厅发布放假安排后更新。'),
        ],
      };
    case 'sweep-held':
      return {
        title: '已暂停发送，请确认',
        lines: [
          line(`在办 ${what.open} 项中有 ${what.due} 项同时需要催办，可能是系统时间有误，尚未发送。`),
          line('请核对系统时间，无误的继续发送。'),
        ],
        actions: [buttons.release()],
      };
    case 'ledger-broken':
      return {
        title: '台账校验未通过',
        lines: [
          line(`台账第 ${what.seq} 条与前后记录不符，可能被改动或缺失。`),
          line('请停止修改数据，保留现状，并告知系统维护人员。'),
        ],
      };
    case 'account-lost':
      return {
        title: `账号已不能接收 · ${what.person.name}`,
        lines: [
          line(`${platformNames[what.platform] ?? what.platform}账号不能接收（${faultWords(what.code)}）。`),
          line(passedTo(what.to)),
          line('请核实人员变动，更新通讯录或办理工作移交。'),
        ],
      };
    case 'left-alone':
      return {
        title: `不再接收 · ${what.person.name}`,
        lines: [
          line(`${what.person.name}要求不再在此接收消息。`),
          line(passedTo(what.to)),
          line('任务仍由原单位负责。请与其联系，商定接收方式或更换联络员。'),
        ],
      };
    case 'written-again':
      return {
        title: `恢复接收 · ${what.person.name}`,
        lines: [
          line(
            `${what.person.name}已恢复接收消息，今后仍发本人${what.to ? `，不再改发${what.to.name}` : ''}。无需办理。`,
          ),
        ],
      };
    case 'away-alone':
      return {
        title: `无人代办 · ${what.person.name}`,
        lines: [
          line(
            `${what.person.name}${dayFrom(setting.today, what.from)}至${dayFrom(setting.today, what.to)}不在岗，${what.units.map((unit) => unit.shortName).join('、')}没有可代办的人。`,
          ),
          line('这段时间的提醒仍发给本人。请指定代办人，或电话联系。'),
        ],
      };
    case 'platform-shut-out':
      return {
        title: `${platformNames[what.platform] ?? what.platform}已中断`,
        lines: [
          line(
            `${platformNames[what.platform] ?? what.platform}拒绝本应用发送消息（${faultWords(what.code)}），已停止发送。`,
          ),
          line('应发的提醒都已保留，恢复后按当时情况补发；期间急办的请电话联系。'),
          line('请系统维护人员检查应用的安装和令牌。'),
        ],
      };
    case 'platform-back':
      return {
        title: `${platformNames[what.platform] ?? what.platform}已恢复`,
        lines: [line('保留的提醒正在按当时情况陆续发出，已过时的不再发。')],
      };
    case 'input-unanswered':
      return {
        title: `有消息未能处理 · ${what.person.name}`,
        lines: [
          line(
            `${what.person.name}${dayFrom(setting.today, what.on)}在${platformNames[what.platform] ?? what.platform}发来的一条消息已保存，但多次处理都没有成功。`,
          ),
          line('请与本人核实内容，是报送的由办公室代录，并告知系统维护人员。'),
        ],
      };
    default:
      return what satisfies never;
  }
}

const passedTo = (to: Person | null): string =>
  to ? `应发给其的内容改发${to.name}。` : '没有可代办的人，应发给其的内容列入办公室待联系清单。';

const platformNames: Readonly<Record<string, string>> = { slack: 'Slack', wecom: '企业微信', local: '本机会话' };
