import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { viewProblems } from '../../support/slack-limits.ts';
import { channelOf, openSlackOffice, type SlackOffice } from '../../support/slack-office.ts';
import { waitFor } from '../../support/wait-for.ts';

let bot: SlackOffice;

beforeEach(async () => {
  bot = await openSlackOffice();
  put('报告.pdf', '%PDF-1.4 完成情况', 'application/pdf');
  put('程序.exe', 'MZ\u0000\u0001', 'application/octet-stream');
});
afterEach(() => bot.close());

const put = (name: string, body: string, type: string): void =>
  void bot.platform.files.set(encodeURIComponent(name), { body, type });

const file = (name: string, more: object = {}) => ({
  id: `F-${name}`,
  name,
  mimetype: 'application/pdf',
  size: 200,
  url_private: bot.platform.fileUrl(encodeURIComponent(name)),
  ...more,
});
const send = async (person: string, text: string, files: readonly object[], more: object = {}) => {
  await bot.event(bot.message(person, text, { subtype: 'file_share', files, ...more }));
  await bot.settle();
};
const names = async (code: string) =>
  (await bot.reportsOf(code)).flatMap((one) => one.evidence.map(({ name }) => name));
const saidTo = (person: string, from: number): string =>
  bot
    .postedTo(person)
    .slice(from)
    .map((post) => post.text)
    .join('\n');

describe('files that a liaison sends', () => {
  it('with a report are its evidence', async () => {
    await send('chen', '（一）已完成80%', [file('报告.pdf')]);

    expect(await bot.reportsOf('26-1-1')).toMatchObject([{ percent: 80, evidence: [{ name: '报告.pdf', bytes: 21 }] }]);
  });

  it("in a task's thread are that task's evidence", async () => {
    await bot.event(bot.message('chen', '（二）完成30%'));
    await bot.settle();
    const root = bot.postedTo('chen').at(-1)?.ts;

    await send('chen', '', [file('报告.pdf')], { thread_ts: root });

    expect(await names('26-2-1')).toEqual(['报告.pdf']);
    expect(bot.lastTo('chen')).toContain('材料“报告.pdf”已收');
  });

  it('by themselves are offered for one of the open tasks, and count once it is picked, once', async () => {
    await send('chen', '', [file('报告.pdf')]);
    expect(await names('26-1-1')).toEqual([]);

    const button = bot.buttonOf('chen', '（一） 开展专项排查');
    await bot.press('chen', button.value, { messageTs: button.ts, at: '1772411000.100' });
    await bot.press('chen', button.value, { messageTs: button.ts, at: '1772411000.900' });
    await bot.settle();

    expect(await names('26-1-1')).toEqual(['报告.pdf']);
  });

  it("offered to one person are nobody else's", async () => {
    await send('chen', '', [file('报告.pdf')]);
    const { value } = bot.buttonOf('chen', '（一） 开展专项排查');

    await bot.press('deng', value);
    await bot.settle();

    expect(await names('26-1-1')).toEqual([]);
    expect(bot.lastTo('deng')).toContain('没有找到该事项');
  });

  it('beside words that report nothing are offered all the same', async () => {
    await send('chen', '你好', [file('报告.pdf')]);

    expect(bot.buttonOf('chen', '（一） 开展专项排查').value).toContain('attach-file');
  });

  it.each([
    ['no document', '程序.exe', {}, '不是文档或图片'],
    ['too large', '报告.pdf', { size: 30_000_000 }, '超过 20 MB'],
    ['a sign-in page in its place', '没有.pdf', {}, 'Slack 没有给出文件内容'],
    ['from elsewhere', '报告.pdf', { url_private: 'http://127.0.0.1:9/x' }, 'Slack 没有给出文件内容'],
  ])('that are %s are refused in words, and the words beside them count', async (_what, name, more, expected) => {
    const before = bot.postedTo('chen').length;
    await send('chen', '（一）已完成80%', [file(name, more)]);

    expect(saidTo('chen', before)).toContain(expected);
    expect(await bot.reportsOf('26-1-1')).toMatchObject([{ percent: 80, evidence: [] }]);
  });

  it('in a form go with the report', async () => {
    const task = await bot.office.task('26-1-1');
    await bot.press('chen', JSON.stringify({ name: 'open-report', id: task.id }));
    const view = await bot.shown('views.update');
    expect(view.blocks.map((block) => block.block_id)).toContain('files');
    expect(viewProblems(view)).toEqual([]);

    await bot.submit('chen', view, {
      text: { type: 'plain_text_input', value: '完成45%，其余本周报' },
      files: { type: 'file_input', files: [file('报告.pdf'), file('程序.exe')] },
    });
    await bot.settle();

    expect(await bot.reportsOf('26-1-1')).toMatchObject([{ percent: 45, evidence: [{ name: '报告.pdf' }] }]);
    expect(saidTo('chen', 0)).toContain('不是文档或图片');
  });
});

describe('evidence', () => {
  it('is handed to the office from the card for review', async () => {
    await send('chen', '（一）已完成', [file('报告.pdf')]);

    await bot.clickOn('clerk', '查看材料（1）');
    await bot.settle();

    const shared = bot.platform.callsOf('files.completeUploadExternal');
    expect(shared).toHaveLength(1);
    expect(shared[0]?.args.files).toContain('报告.pdf');
    await waitFor(() => expect(bot.lastTo('clerk')).toContain('材料 1 份已发出'));
  });

  it.each([
    ['whose task it is not', 'wu', '没有找到该事项'],
    ['who belongs to the unit', 'chen', '已发出'],
  ])('asked for by someone %s', async (_who, person, expected) => {
    await send('chen', '（一）已完成', [file('报告.pdf')]);
    const task = await bot.office.task('26-1-1');

    await bot.press(person, JSON.stringify({ name: 'send-evidence', id: task.id }));
    await bot.settle();

    expect(bot.lastTo(person)).toContain(expected);
  });

  it('that cannot be sent now says so', async () => {
    await send('chen', '（一）已完成', [file('报告.pdf')]);
    bot.platform.next('files.getUploadURLExternal', { kind: 'error', code: 'file_uploads_disabled' });

    await bot.clickOn('clerk', '查看材料（1）');
    await bot.settle();

    expect(bot.lastTo('clerk')).toContain('没有发出');
  });
});

describe('a file of the office', () => {
  it('that holds the talk of a group is sorted into drafts, and recorded when that is confirmed', async () => {
    const talk =
      '陈静 2026-03-02 10:05\n（一）已完成60%\n\nwu 2026-03-02 10:07\n（三）已完成\n\nchen 2026-03-02 10:08\n（二）完成30%\n';
    put('群聊.txt', talk, 'text/plain');

    await send('clerk', '', [file('群聊.txt', { mimetype: 'text/plain' })]);
    expect(bot.lastTo('clerk')).toContain('群聊整理');

    const { value, ts } = bot.buttonOf('clerk', '代录');
    await bot.press('clerk', value, { messageTs: ts });
    const view = await bot.shown('views.update');
    await bot.submit('clerk', view, {});
    await bot.settle();

    expect((await bot.reportsOf('26-2-1')).map((one) => [one.percent, one.recordedBy])).toEqual([[30, 'clerk']]);
  });
});

describe('the sheet of tasks', () => {
  const asked = async (person: string): Promise<string> => {
    await bot.slash(person, '导出');
    await waitFor(() => expect(bot.platform.callsOf('response')).toHaveLength(1));
    return bot.platform.bodies.at(-1) ?? '';
  };

  it('is put into the direct messages of who asks, in no thread', async () => {
    expect(await asked('chen')).toContain('已发到与我的私信');

    const [upload] = bot.platform.callsOf('files.getUploadURLExternal');
    const [shared] = bot.platform.callsOf('files.completeUploadExternal');
    expect(upload?.args.filename).toBe('督办台账表-2026-03-02.xlsx');
    expect(Number(upload?.args.length)).toBeGreaterThan(2_000);
    expect(shared?.args).toMatchObject({ channel_id: channelOf('chen') });
    expect(shared?.args.thread_ts).toBeUndefined();
  });

  it('that cannot be sent now says so and where else it is', async () => {
    bot.platform.next('files.getUploadURLExternal', { kind: 'error', code: 'file_uploads_disabled' });

    expect(await asked('clerk')).toContain('在工作台的看板上导出');
  });
});
