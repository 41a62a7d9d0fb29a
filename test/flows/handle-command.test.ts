import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../src/core/ids.ts';
import type { Command, CommandName } from '../../src/core/message/message.ts';
import { actOfCommand } from '../../src/core/permission.ts';
import { draftBulletin } from '../../src/flows/draft-bulletin.ts';
import { onlyShows } from '../../src/flows/only-shows.ts';
import { loadScene } from '../../src/flows/scene.ts';
import { day } from '../support/builders.ts';
import { education, finance, type OpenOffice, openOffice } from '../support/office.ts';
import { storedDelivery } from '../support/stored-rows.ts';

type Fields = Readonly<Record<string, string>>;
type Pressed = readonly [Command, (Fields | undefined)?];

interface Row {
  /** What must have happened before, and what is pressed. */
  readonly press: (office: OpenOffice) => Promise<Pressed>;
  readonly by: string;
  /** What the person is answered. */
  readonly answer: string;
  /** Who may not, and is told that there is no such thing. Nobody where the command shows and changes nothing. */
  readonly notBy: readonly string[];
}

const onTask =
  (name: CommandName, code: string, fields?: Fields): Row['press'] =>
  async (office) => [{ name, id: (await office.task(code)).id }, fields];

const reported =
  (name: CommandName, fields?: Fields): Row['press'] =>
  async (office) => {
    await office.say('chen', '（一）已完成');
    return onTask(name, '26-1-1', fields)(office);
  };

const closed =
  (name: CommandName, fields?: Fields): Row['press'] =>
  async (office) => {
    await reported('close-task')(office);
    await office.pressButton('clerk', '办结');
    return onTask(name, '26-1-1', fields)(office);
  };

const petitioned =
  (name: CommandName, text: string, fields?: Fields): Row['press'] =>
  async (office) => {
    await office.say('chen', text);
    const id = (await office.task('26-1-1')).petition?.id ?? '';
    return [{ name, id }, fields];
  };

/** The seventh working day beyond 31 March: a notice has been drafted. */
const drafted =
  (name: CommandName, fields?: Fields): Row['press'] =>
  async (office) => {
    await office.advanceTo('2026-04-14 10:00');
    return [{ name, id: (await office.task('26-1-1')).supervisionNoticeId ?? '' }, fields];
  };

const bulletin =
  (name: CommandName, before: readonly CommandName[], fields?: Fields): Row['press'] =>
  async (office) => {
    await office.advanceTo('2026-04-08 12:00');
    const id = (await office.stores.bulletins())[0]?.id ?? '';
    for (const step of before) await office.press('director', { name: step, id });
    return [{ name, id }, fields];
  };

const others = ['wu', 'yun'];
const units = ['chen', 'education-head', 'wu'];
const allUnits = [...units, 'leader'];

const rows: Partial<Record<CommandName, Row>> = {
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

/** Commands of a plan are tested beside import and adoption, files and one's own settings in files of their own. */
const elsewhere = [
  'set-rooms',
  'adopt-plan',
  'confirm-units',
  'apply-revision',
  'record-event',
  'record-drafts',
  'attach-file',
  'send-evidence',
  'show-settings',
  'open-quiet',
  'set-quiet',
  'open-absence',
  'set-absence',
  'end-absence',
  'open-deputy',
  'set-deputy',
  'leave-alone',
  'write-again',
];

const NOTHING = '没有找到该事项。可点“全部任务”查看您负责的事项。';
const OFFICE = '该操作由办公室办理。如有需要，请联系办公室。';
const SIGNERS = '该件由签发人办理，请由签发人或办公室负责人点击。';
/** Answers and no change of state. */
const entersNothing: ReadonlySet<string> = new Set(['dismiss', 'copy-text']);
const SEES_ALL = new Set(['clerk', 'leader']);

describe('a command', () => {
  it('has a row here or a test of its own', () => {
    expect(Object.keys(actOfCommand).filter((name) => !(name in rows) && !elsewhere.includes(name))).toEqual([]);
  });

  it.each(Object.entries(rows))('%s does what it says for whoever may', async (_, row) => {
    const office = await openOffice();
    const [command, fields] = await row.press(office);
    const before = (await office.ledger()).length;

    const answer = await office.press(row.by, command, fields);

    // What changes something is entered, what only shows is not.
    const entered = (await office.ledger()).length - before;
    if (entersNothing.has(command.name) || onlyShows(command, fields ?? {})) expect(entered).toBe(0);
    else expect(entered).toBeGreaterThan(0);
    expect(answer).toContain(row.answer);
    expect(answer).not.toContain('没有找到该事项');
  });

  it.each(Object.entries(rows).flatMap(([name, row]) => row.notBy.map((person) => [name, person, row] as const)))(
    '%s does nothing for %s, and says whose it is only to who sees the task',
    async (_, person, row) => {
      const office = await openOffice();
      const [command, fields] = await row.press(office);
      const before = (await office.ledger()).length;

      const answer = await office.press(person, command, fields);

      // Who sees every task is told whose it is; for anybody else it is not there.
      const clear = SEES_ALL.has(person) ? [OFFICE, SIGNERS] : [];
      expect(
        [NOTHING, ...clear].some((words) => answer.endsWith(words)),
        answer,
      ).toBe(true);
      if (!SEES_ALL.has(person)) expect(answer).toBe(NOTHING);
      expect((await office.ledger()).length).toBe(before);
    },
  );

  it.each(Object.entries(rows).filter(([, row]) => row.notBy.length > 0))(
    '%s on what does not exist is answered alike',
    async (name, row) => {
      const office = await openOffice();

      const answer = await office.press(
        row.by,
        { name: name as CommandName, id: 'no-such-thing' },
        { text: '内容', day: '2026-04-20' },
      );

      if (!['release-sweep', 'hand-over', 'open-handover', 'open-rooms'].includes(name))
        expect(answer).toContain('没有找到该事项');
    },
  );

  it.each(Object.entries(rows))('%s twice by the same key acts and answers once', async (_, row) => {
    const office = await openOffice();
    const [command, fields] = await row.press(office);

    await office.press(row.by, command, fields, { key: 'twice' });
    const after = (await office.ledger()).length;
    const again = await office.press(row.by, command, fields, { key: 'twice' });

    expect(again).toBe('');
    expect((await office.ledger()).length).toBe(after);
  });
});

describe('what a form leaves out', () => {
  it.each<[CommandName, Fields, string]>([
    ['ask-extension', { reason: '需会商' }, '请写明具体日期'],
    ['ask-extension', { day: '2026-04-20' }, '请写明理由'],
    ['ask-extension', { day: '2026-03-30', reason: '需会商' }, '不晚于现时限'],
    ['dispute', {}, '请写明理由'],
    ['explain', { reason: '  ' }, '请写明理由'],
    ['hold-ladder', { reason: '等待' }, '请写明具体日期'],
    ['hold-ladder', { day: '2026-04-10' }, '请写明理由'],
    ['cancel-task', {}, '请写明理由'],
    ['assign-task', { unit: 'unit-unknown' }, '通讯录中没有这家单位'],
    ['assign-task', { unit: education }, '已由这家单位负责'],
  ])('%s with %j is asked for', async (name, fields, wanted) => {
    const office = await openOffice();
    const by = ['ask-extension', 'dispute', 'explain'].includes(name) ? 'chen' : 'clerk';
    const { id } = await office.task('26-1-1');

    const answer = await office.press(by, { name, id }, fields);

    expect(answer).toContain(wanted);
    expect((await office.task('26-1-1')).version).toBe((await office.stores.task(id))?.version);
    expect((await office.ledger('26-1-1')).slice(1)).toEqual([]);
  });

  it('a bulletin is not emptied by the button that opens it', async () => {
    const office = await openOffice();
    const [command] = await bulletin('edit-bulletin', [])(office);
    const before = (await office.stores.bulletins())[0]?.text;

    await office.press('clerk', command);

    expect((await office.stores.bulletins())[0]?.text).toBe(before);
    expect(before).not.toBe('');
  });

  it('a correction is of a report of that very task', async () => {
    const office = await openOffice();
    await office.say('chen', '（一）已完成');
    await office.say('chen', '（二）已完成');
    const [foreign] = await office.stores.reportsOf((await office.task('26-1-1')).id);
    const { id } = await office.task('26-2-1');

    const answer = await office.press(
      'chen',
      { name: 'correct-report', id, value: foreign?.id ?? '' },
      { text: '有误' },
    );

    expect(answer).toContain('没有找到该事项');
    expect(await office.stores.reportsOf(id)).toHaveLength(1);
  });

  it('the clerk corrects what the clerk wrote down', async () => {
    const office = await openOffice();
    const [command, fields] = await onTask('record-offline', '26-6-1', { text: '已召开', done: 'true' })(office);
    await office.press('clerk', command, fields);

    const answer = await office.pressButton('clerk', '理解有误，修改', { text: '定于下周召开' });

    expect(answer).toContain('已更正（六）');
    expect((await office.task('26-6-1')).state.status).toBe('open');
    const reports = await office.stores.reportsOf((await office.task('26-6-1')).id);
    expect(reports.at(-1)).toMatchObject({ recordedBy: 'clerk', by: null });
  });
});

describe('a supporting unit', () => {
  it.each<CommandName>(['ask-extension', 'dispute', 'explain'])('is told by %s that the lead asks', async (name) => {
    const office = await openOffice();
    const { id } = await office.task('26-2-1');

    const answer = await office.press('wu', { name, id }, { reason: '理由', day: '2026-05-20' });

    expect(answer).toContain('由牵头单位报送');
    expect((await office.task('26-2-1')).petition).toBeNull();
  });
});

describe('a bulletin asked for before its day', () => {
  it('is drafted with figures as of now, without the discreet item', async () => {
    const office = await openOffice();
    const scene = await loadScene(office.deps);
    const made = await draftBulletin(office.deps, scene, {
      edition: 'quarter',
      name: '2026-Q1',
      from: day('2026-01-01'),
      cutOff: day('2026-03-31'),
    } as Parameters<typeof draftBulletin>[2]);

    expect(made?.bulletin.figures.tasks).toBe(6);
  });
});
