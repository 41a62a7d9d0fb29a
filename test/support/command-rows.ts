import type { PersonId } from '../../src/core/ids.ts';
import type { CommandName } from '../../src/core/message/message.ts';
import {
  allUnits,
  bulletin,
  closed,
  drafted,
  onTask,
  others,
  petitioned,
  type Row,
  reported,
} from './command-presses.ts';
import { finance } from './office.ts';
import { storedDelivery } from './stored-rows.ts';

/** Each command with what must have happened before, who may and who may not. */
export const rows: Partial<Record<CommandName, Row>> = {
  'open-report': { press: onTask('open-report', '26-1-1'), by: 'chen', answer: '报送', notBy: others },
  'report-done': { press: onTask('report-done', '26-1-1'), by: 'chen', answer: '已转办公室审核', notBy: others },
  'report-progress': {
    press: onTask('report-progress', '26-1-1', { text: '已排查32家' }),
    by: 'chen',
    answer: '已排查32家',
    notBy: others,
  },
  'correct-report': {
    press: async (office) => {
      await office.say('chen', '（一）已完成');
      const task = await office.task('26-1-1');
      const [report] = await office.stores.reportsOf(task.id);
      return [{ name: 'correct-report', id: task.id, value: report?.id ?? '' }, { text: '尚未完成，还差2家' }];
    },
    by: 'chen',
    answer: '已更正（一）',
    notBy: others,
  },
  'open-extension': { press: onTask('open-extension', '26-1-1'), by: 'chen', answer: '延期', notBy: others },
  'ask-extension': {
    press: onTask('ask-extension', '26-1-1', { day: '2026-04-20', reason: '需会商' }),
    by: 'chen',
    answer: '申请延期至4月20日（周一）',
    notBy: others,
  },
  'open-dispute': { press: onTask('open-dispute', '26-1-1'), by: 'chen', answer: '职责', notBy: others },
  dispute: {
    press: onTask('dispute', '26-1-1', { reason: '不属我局职责' }),
    by: 'chen',
    answer: '职责意见',
    notBy: others,
  },
  'open-explain': { press: onTask('open-explain', '26-1-1'), by: 'chen', answer: '情况', notBy: others },
  explain: {
    press: onTask('explain', '26-1-1', { reason: '等待上级文件' }),
    by: 'chen',
    answer: '情况说明',
    notBy: others,
  },
  'choose-task': {
    press: async (office) => {
      await office.say('chen', '已完成', { key: 'waiting' });
      return [{ name: 'choose-task', id: (await office.task('26-1-1')).id, value: 'waiting' }];
    },
    by: 'chen',
    answer: '已记录（一）',
    notBy: others,
  },
  'confirm-report': {
    press: async (office) => {
      await office.say('wu', '（三）已完成');
      return [{ name: 'confirm-report', id: (await office.task('26-3-1')).id }];
    },
    by: 'finance-reviewer',
    answer: '已审核通过',
    notBy: ['wu', 'chen', 'clerk'],
  },
  'close-task': { press: reported('close-task'), by: 'clerk', answer: '已办结', notBy: allUnits },
  'open-return': { press: reported('open-return'), by: 'clerk', answer: '26-1-1', notBy: allUnits },
  'return-task': {
    press: reported('return-task', { reason: '缺责任人', day: '2026-03-09' }),
    by: 'clerk',
    answer: '已退回补充',
    notBy: allUnits,
  },
  'open-reopen': { press: closed('open-reopen'), by: 'clerk', answer: '26-1-1', notBy: allUnits },
  'reopen-task': {
    press: closed('reopen-task', { reason: '核查发现遗漏', day: '2026-03-09' }),
    by: 'clerk',
    answer: '已重新办理',
    notBy: allUnits,
  },
  'open-grant': {
    press: petitioned('open-grant', '（一）申请延期至4月20日，需会商'),
    by: 'clerk',
    answer: '延',
    notBy: allUnits,
  },
  'grant-petition': {
    press: petitioned('grant-petition', '（一）申请延期至4月20日，需会商', { day: '2026-04-20' }),
    by: 'clerk',
    answer: '同意延期至4月20日（周一）',
    notBy: allUnits,
  },
  'open-refuse': {
    press: petitioned('open-refuse', '（一）申请延期至4月20日，需会商'),
    by: 'clerk',
    answer: '26-1-1',
    notBy: allUnits,
  },
  'refuse-petition': {
    press: petitioned('refuse-petition', '（一）申请延期至4月20日，需会商', { reason: '时限由上级确定' }),
    by: 'clerk',
    answer: '不同意延期',
    notBy: allUnits,
  },
  'sign-notice': {
    press: drafted('sign-notice'),
    by: 'director',
    answer: '督办〔2026〕1号',
    notBy: ['clerk', ...allUnits],
  },
  'open-withdraw': { press: drafted('open-withdraw'), by: 'director', answer: '26-1-1', notBy: ['clerk', ...allUnits] },
  'withdraw-notice': {
    press: drafted('withdraw-notice', { reason: '已电话沟通' }),
    by: 'director',
    answer: '已撤回',
    notBy: ['clerk', ...allUnits],
  },
  'acknowledge-notice': {
    press: async (office) => {
      const [command] = await drafted('sign-notice')(office);
      await office.press('director', command);
      return [{ name: 'acknowledge-notice', id: command.id ?? '' }];
    },
    by: 'education-head',
    answer: '已签收',
    notBy: ['clerk', 'director', 'wu'],
  },
  'open-record': { press: onTask('open-record', '26-6-1'), by: 'clerk', answer: '26-6-1', notBy: allUnits },
  'record-offline': {
    press: onTask('record-offline', '26-6-1', { text: '已召开', done: 'true', channel: 'phone' }),
    by: 'clerk',
    answer: '已代录西区（六）',
    notBy: allUnits,
  },
  'record-delivered': {
    press: async (office) => {
      const [waiting] = await office.stores.deliveries({ channel: 'offline', state: ['queued'] });
      return [{ name: 'record-delivered', id: waiting?.id ?? '' }];
    },
    by: 'clerk',
    answer: '已登记',
    notBy: allUnits,
  },
  'retry-delivery': {
    press: async (office) => {
      const delivery = storedDelivery([], {
        officeId: (await office.stores.office())?.id ?? ('' as never),
        kind: 'notice',
        personId: 'chen' as PersonId,
        state: 'failed',
        attempt: 3,
        failure: 'channel_not_found',
      });
      await office.stores.commit({ deliveries: [delivery] });
      return [{ name: 'retry-delivery', id: delivery.id }];
    },
    by: 'clerk',
    answer: '将重新发送',
    notBy: allUnits,
  },
  'open-hold': { press: onTask('open-hold', '26-1-1'), by: 'clerk', answer: '26-1-1', notBy: allUnits },
  'hold-ladder': {
    press: onTask('hold-ladder', '26-1-1', { day: '2026-04-10', reason: '等待上级部署' }),
    by: 'clerk',
    answer: '暂缓催办至4月10日（周五）',
    notBy: allUnits,
  },
  'open-skip': { press: onTask('open-skip', '26-1-1'), by: 'clerk', answer: '跳过的是：催办联络员', notBy: allUnits },
  'skip-rung': {
    press: onTask('skip-rung', '26-1-1', { reason: '市里统一延后' }),
    by: 'clerk',
    answer: '本级催办已跳过',
    notBy: allUnits,
  },
  'open-set-day': { press: onTask('open-set-day', '26-7-1'), by: 'clerk', answer: '26-7-1', notBy: allUnits },
  'set-day': {
    press: onTask('set-day', '26-7-1', { day: '2026-06-30' }),
    by: 'clerk',
    answer: '6月30日（周二）',
    notBy: allUnits,
  },
  'open-assign': { press: onTask('open-assign', '26-1-1'), by: 'clerk', answer: '26-1-1', notBy: allUnits },
  'assign-task': {
    press: onTask('assign-task', '26-1-1', { unit: finance }),
    by: 'clerk',
    answer: '已改由市财政局报送',
    notBy: allUnits,
  },
  'open-cancel': { press: onTask('open-cancel', '26-1-1'), by: 'clerk', answer: '26-1-1', notBy: allUnits },
  'cancel-task': {
    press: onTask('cancel-task', '26-1-1', { reason: '任务合并' }),
    by: 'clerk',
    answer: '已取消',
    notBy: allUnits,
  },
  'show-task': { press: onTask('show-task', '26-1-1'), by: 'chen', answer: '责任单位：市教育局', notBy: ['yun'] },
  'list-tasks': { press: async () => [{ name: 'list-tasks' }], by: 'chen', answer: '全部任务（4 项）', notBy: [] },
  'edit-bulletin': {
    press: bulletin('edit-bulletin', [], { text: '改过的正文' }),
    by: 'clerk',
    answer: '通报',
    notBy: allUnits,
  },
  'sign-bulletin': {
    press: bulletin('sign-bulletin', []),
    by: 'director',
    answer: '已签发',
    notBy: ['clerk', ...allUnits],
  },
  'publish-bulletin': {
    press: bulletin('publish-bulletin', ['sign-bulletin']),
    by: 'clerk',
    answer: '已发布',
    notBy: allUnits,
  },
  'open-publish': {
    press: bulletin('open-publish', ['sign-bulletin']),
    by: 'clerk',
    answer: '发布 · ',
    notBy: allUnits,
  },
  'remind-unreported': {
    press: async () => [{ name: 'remind-unreported', value: '2026-03-31' }],
    by: 'clerk',
    answer: '已提醒 2 家',
    notBy: allUnits,
  },
  'open-handover': { press: async () => [{ name: 'open-handover' }], by: 'clerk', answer: '工作移交', notBy: [] },
  'hand-over': {
    press: async () => [{ name: 'hand-over' }, { from: 'chen', to: 'education-deputy', day: '2026-04-01' }],
    by: 'clerk',
    answer: '已登记：自4月1日（周三）起',
    notBy: allUnits,
  },
  'open-rooms': { press: async () => [{ name: 'open-rooms' }], by: 'clerk', answer: '频道设置', notBy: [] },
  'release-sweep': {
    press: async (office) => {
      const held = await office.stores.office();
      if (held) await office.stores.commit({ office: { ...held, sweepHeldUntil: office.clock.now() } });
      return [{ name: 'release-sweep' }];
    },
    by: 'clerk',
    answer: '已恢复发送',
    notBy: allUnits,
  },
  'copy-text': { press: async () => [{ name: 'copy-text' }], by: 'chen', answer: '', notBy: [] },
  help: { press: async () => [{ name: 'help' }], by: 'chen', answer: '直接回复编号', notBy: [] },
  dismiss: { press: async () => [{ name: 'dismiss' }], by: 'chen', answer: '好的', notBy: [] },
};
