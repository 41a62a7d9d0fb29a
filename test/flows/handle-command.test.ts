import { describe, expect, it } from 'vitest';
import type { CommandName } from '../../src/core/message/message.ts';
import { actOfCommand } from '../../src/core/permission.ts';
import { draftBulletin } from '../../src/flows/draft-bulletin.ts';
import { onlyShows } from '../../src/flows/only-shows.ts';
import { loadScene } from '../../src/flows/scene.ts';
import { day } from '../support/builders.ts';
import { bulletin, type Fields, onTask } from '../support/command-presses.ts';
import { rows } from '../support/command-rows.ts';
import { education, openOffice } from '../support/office.ts';

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

const NOTHING = '没有找到该事项。回复“任务”可查看您负责的事项。';
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

describe('a form of a card that was dealt with', () => {
  it.each<[CommandName, string, string]>([
    ['open-return', 'clerk', '已办结'],
    ['open-report', 'chen', '已办结'],
    ['open-extension', 'chen', '已办结'],
    ['open-hold', 'clerk', '已办结'],
    ['open-record', 'clerk', '已办结'],
    ['open-cancel', 'clerk', '已办结'],
  ])('%s is refused at once, not when it is filled in', async (name, by, wanted) => {
    const office = await openOffice();
    await office.say('chen', '（一）已完成');
    const { id } = await office.task('26-1-1');
    await office.press('clerk', { name: 'close-task', id });

    const answer = await office.press(by, { name, id });

    expect(answer).toContain(wanted);
    expect((await office.inbox(by)).at(-1)?.message.form).toBeUndefined();
  });

  it('a petition that was decided opens no second form', async () => {
    const office = await openOffice();
    await office.say('chen', '（一）申请延期至4月20日，需会商');
    const id = (await office.task('26-1-1')).petition?.id ?? '';
    await office.press('clerk', { name: 'grant-petition', id }, { day: '2026-04-20' });

    for (const name of ['open-grant', 'open-refuse'] as const) {
      expect(await office.press('clerk', { name, id })).toContain('已有决定');
      expect((await office.inbox('clerk')).at(-1)?.message.form).toBeUndefined();
    }
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
  it('is drafted with figures as of now, not of a day that has not come, without the discreet item', async () => {
    const office = await openOffice();
    const scene = await loadScene(office.deps);
    const made = await draftBulletin(office.deps, scene, {
      edition: 'quarter',
      name: '2026-Q1',
      from: day('2026-01-01'),
      cutOff: day('2026-03-31'),
    } as Parameters<typeof draftBulletin>[2]);

    expect(made?.bulletin.figures.tasks).toBe(6);
    expect(scene.today).toBe('2026-03-02');
    expect(made?.bulletin.text).toContain('截至2026年3月2日');
    expect(made?.bulletin.text).not.toContain('3月31日');
  });
});
