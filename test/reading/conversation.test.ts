import { describe, expect, it } from 'vitest';
import { day } from '../../src/core/calendar.ts';
import { readConversation, sortConversation } from '../../src/reading/conversation.ts';

const today = day('2026-06-15');
const split = (text: string) => readConversation(text, { today }).map(({ sender, at, text }) => ({ sender, at, text }));
const sort = (text: string) =>
  sortConversation(readConversation(text, { today }), { today }).map((draft) => [
    draft.message.sender,
    draft.kind === 'report' ? draft.reading.intent : draft.why,
  ]);

describe('splitting a pasted group conversation', () => {
  it.each([
    ['name and time above the words', '张三 2026/6/12 10:03\n已完成', '张三', '2026-06-12 10:03'],
    ['name and hour above the words', '张三 10:03\n已完成', '张三', '10:03'],
    ['time in brackets before the name', '[2026-06-12 10:03] 张三: 已完成', '张三', '2026-06-12 10:03'],
    ['time before the name, exported', '2026-06-12 10:03:22 张三\n已完成', '张三', '2026-06-12 10:03'],
    ['name and colon', '张三：已完成', '张三', null],
    [
      'account in brackets after the name',
      '张三(zhangsan) 6/12 10:03:22\n已完成',
      '张三(zhangsan)',
      '2026-06-12 10:03',
    ],
    ['unit before the name', '市公安局 张三 昨天 16:20\n已完成', '市公安局 张三', '2026-06-14 16:20'],
    ['afternoon in English', 'Zhang San  2:04 PM\n已完成', 'Zhang San', '14:04'],
    [
      'name, then time on a line of its own, as telephones copy',
      '张三（市城管局）\n10:03\n已完成',
      '张三（市城管局）',
      '10:03',
    ],
    ['afternoon in Chinese', '张三 6月12日 下午3:05\n已完成', '张三', '2026-06-12 15:05'],
  ])('reads %s', (_, text, sender, at) => {
    expect(split(text)).toEqual([{ sender, at, text: '已完成' }]);
  });

  it('keeps the lines of one message together', () => {
    const messages = split('张三 10:03\n（八）进展：\n已排查120家\n\n6月20日 9:00 启动仪式\n李四 10:05\n收到');

    expect(messages).toEqual([
      { sender: '张三', at: '10:03', text: '（八）进展：\n已排查120家\n\n6月20日 9:00 启动仪式' },
      { sender: '李四', at: '10:05', text: '收到' },
    ]);
  });

  it('takes a label with a colon for no name', () => {
    expect(split('王五：正在推进\n进展情况：已排查120家\n（八）：已完成45%')).toHaveLength(1);
  });

  it('carries a day that stands alone to the hours below it', () => {
    expect(split('2026年6月12日 星期五\n张三 10:03\n已完成').at(-1)).toEqual({
      sender: '张三',
      at: '2026-06-12 10:03',
      text: '已完成',
    });
  });

  it('says where each message stands in the paste', () => {
    const paste = '张三：已完成\r\n李四：收到';

    const places = readConversation(paste, { today }).map(({ from, to }) => paste.slice(from, to));

    expect(places).toEqual(['张三：已完成', '李四：收到']);
  });

  it('makes nothing of nothing', () => {
    expect(split('')).toEqual([]);
    expect(split(' \n\n')).toEqual([]);
  });
});

describe('sorting a pasted group conversation', () => {
  it('makes drafts of reports and leaves out chatter, saying why', () => {
    const paste = [
      '李科 10:00\n各位联络员，请报送第3项进展',
      '张三 10:03\n第3项已完成',
      '王芳 10:04\n收到',
      '"赵六"撤回了一条消息',
      '以下为新消息',
      '赵六 10:06\n[图片]',
      '赵六 10:07\n（九）申请延期至7月底',
      '钱七 10:08\n大家早上好',
      '孙八 10:09\n第5项什么时候报？',
      '周九 10:10\n今天食堂吃饺子',
      '吴十 10:11\n（八）不是我局牵头',
    ].join('\n');

    expect(sort(paste)).toEqual([
      ['李科', 'request'],
      ['张三', 'done'],
      ['王芳', 'acknowledgement'],
      ['', 'system'],
      ['', 'system'],
      ['赵六', 'placeholder'],
      ['赵六', 'extension'],
      ['钱七', 'greeting'],
      ['孙八', 'question'],
      ['周九', 'nothing-reported'],
      ['吴十', 'dispute'],
    ]);
  });

  it('reads 明天 from the day the message was written', () => {
    const [draft] = sortConversation(readConversation('张三 2026/6/1 10:03\n明天完成', { today }), { today });

    expect(draft).toMatchObject({ kind: 'report', reading: { intent: 'progress', date: '2026-06-02' } });
  });

  it('keeps a message that names a task and is not understood', () => {
    expect(sort('张三：第3项照旧')).toEqual([['张三', 'unknown']]);
  });

  it('knows the unit of a sender by its names', () => {
    const messages = readConversation('张三：市公安局第3项任务已完成', { today });

    const [draft] = sortConversation(messages, {
      today,
      ownUnitsOf: (sender) => (sender === '张三' ? ['市公安局'] : []),
    });

    expect(draft).toMatchObject({ kind: 'report', reading: { intent: 'done', tasks: ['3'] } });
  });

  it('sorts a talk in the words of many offices', () => {
    const paste = [
      '督查室-周敏  06-12 09:01:22\n@所有人 各位联络员，6月15日前请报送二季度进展，逾期通报',
      '市教育局-王芳  06-12 09:05:47\n收到，我们抓紧落实',
      '市交通局 赵勇  06-12 09:20:01\n第7项已按要求完成，佐证材料附后，请在系统里办结',
      '市水利局 孙丽  06-12 09:31:55\n（十二）还在走招标流程，预计7月20日前完成',
      '市商务局 钱进  06-12 10:02:12\n我们不是第9项的责任主体，建议转交市发改委',
      '市民政局 吴刚  06-12 10:11:09\n第3项因资金没到位推不动，请协调财政\n[图片]',
      '市卫健委 郑爽  06-12 11:00:00\n第4项实在赶不出来，能否推到7月底',
      '市林业局 老周  06-12 11:01:00\n第6项早都完成了哈',
      '督查室-周敏  06-12 11:02:00\n大家注意，下周一前全部报完',
      '市体育局 何平  06-12 11:03:00\n[微笑]',
    ].join('\n');

    expect(sort(paste)).toEqual([
      ['督查室-周敏', 'request'],
      ['市教育局-王芳', 'acknowledgement'],
      ['市交通局 赵勇', 'done'],
      ['市水利局 孙丽', 'progress'],
      ['市商务局 钱进', 'dispute'],
      ['市民政局 吴刚', 'blocked'],
      ['市卫健委 郑爽', 'extension'],
      ['市林业局 老周', 'done'],
      ['督查室-周敏', 'request'],
      ['市体育局 何平', 'nothing-reported'],
    ]);
  });
});
