import { describe, expect, it } from 'vitest';
import { day } from '../../src/core/calendar.ts';
import { readReply, splitReply } from '../../src/reading/reply.ts';

const today = day('2026-06-24');

/** What claims, and the same words under a condition, denied, still to come, in part, of somebody else, heard or asked. */
const CLAIMS: readonly { readonly with: string; readonly claim: string; readonly not: readonly string[] }[] = [
  {
    with: 'the number of a paper',
    claim: '已于6月3日完成，文件号为泽政办发〔2026〕17号',
    not: [
      '如果泽政办发〔2026〕17号印发了就算完成',
      '泽政办发〔2026〕17号要求的工作未完成',
      '已完成初稿，文件号暂定泽政办发〔2026〕17号',
      '泽政办发〔2026〕17号文件要求的任务已完成60%',
      '泽政办发〔2026〕17号交办事项市住建局已办结',
      '泽政办发〔2026〕17号交办事项已办结了吗',
      '泽政办发〔2026〕17号文件将于6月30日印发，届时完成',
      '泽政办发〔2026〕17号任务部分已完成',
      '听说泽政办发〔2026〕17号已办结',
    ],
  },
  {
    with: 'the lines of a form behind it',
    claim: '第14项：已办结。责任人：王磊。完成时间：2026年6月20日。',
    not: [
      '第14项：已办结。责任人：王磊。完成时间：2026年7月20日。',
      '第14项：未办结。责任人：王磊。完成时间：2026年6月20日。',
      '第14项：基本办结。责任人：王磊。完成时间：2026年6月20日。',
      '第14项：已办结一半。责任人：王磊。',
      '第14项：是否已办结？责任人：王磊。',
      '第14项：如已办结，责任人：王磊填报。',
      '第14项：已办结。存在问题：尚有两户未签。责任人：王磊。',
      '第14项：已办结。责任人：王磊。完成比例：80%。',
    ],
  },
  {
    with: 'every one that is counted',
    claim: '35家全部完成整改',
    not: [
      '35家将全部完成整改',
      '35家未全部完成整改',
      '35家没有全部完成整改',
      '35家能全部完成整改',
      '35家全部完成整改后销号',
      '如果35家全部完成整改就销号',
      '35家中大部分完成整改',
      '35家重点企业全部完成整改',
      '听说35家全部完成整改',
      '35家全部完成整改，第二批还没开始',
      '35家全部完成整改了吗',
      '县里35家全部完成整改',
      '35家要全部完成整改',
      '35家争取全部完成整改',
      '35家6月30日全部完成整改',
      '35家基本全部完成整改',
      '市住建局35家全部完成整改',
    ],
  },
  {
    with: 'what was open before',
    claim: '之前未完成的第3项现已完成',
    not: [
      '之前未完成的第3项如果批下来就已完成',
      '之前未完成的第3项现已完成一半',
      '之前未完成的第3项现仍未完成',
      '之前未完成的第3项下周完成',
      '之前未完成的第3项市住建局已完成',
      '之前未完成的第3项完成了吗',
      '之前未完成的第3项基本已完成',
      '之前未完成的第3项的方案已完成',
    ],
  },
  {
    with: 'a slip of the keys',
    claim: '己完成',
    not: [
      '己完成一半',
      '己基本完成',
      '如己完成请忽略',
      '己完成的请报送',
      '以完成为目标',
      '己经完成80%',
      '己经完成方案',
      '是否己完成',
    ],
  },
  {
    with: 'a task as people name it',
    claim: '主任 我们区旧改那个任务上周五已经全部弄完了',
    not: [
      '我们区旧改那个任务还没全部弄完',
      '我们区旧改那个任务下周全部弄完',
      '旧改一期已经全部弄完了',
      '旧改那个任务听说已经全部弄完了',
      '我们区旧改那个任务全部弄完了吗',
      '我们区旧改那个方案已经全部弄完了',
    ],
  },
  {
    with: 'the one task that was meant',
    claim: '更正一下，办结的是第12项不是第2项',
    not: [
      '办结的是第12项的一部分，不是第2项',
      '没办结的是第12项，不是第2项',
      '要办结的是第12项，不是第2项',
      '办结的是不是第12项不是第2项',
      '如果办结的是第12项，不是第2项，请告知',
      '市住建局办结的是第12项，不是第2项',
      '预计办结的是第12项，不是第2项',
      '办结80%的是第12项，不是第2项',
      '办结的是第12项，不是第2项吗',
      '听说办结的是第12项，不是第2项',
      '更正：办结的是谁的第12项',
    ],
  },
  {
    with: 'papers that follow',
    claim: '己完成，材料明天补送',
    not: [
      '己完成，材料还没补送',
      '基本完成，材料明天补送',
      '如已完成，材料明天补送',
      '已完成，验收材料补齐后再验收',
      '完成了吗，材料明天补送',
    ],
  },
  {
    with: 'a denial of trouble',
    claim: '没啥问题，已完成',
    not: [
      '没啥问题，已完成80%',
      '没啥问题，预计明天完成',
      '没啥问题的话就已完成',
      '没啥问题，已完成初稿',
      '没啥问题，等领导签字',
    ],
  },
];

describe.each(CLAIMS)('done, told with $with', ({ claim, not }) => {
  it(`is read from: ${claim}`, () => {
    expect(readReply(claim, { today }).intent).toBe('done');
  });

  it.each(not)('is not read from: %s', (text) => {
    expect(readReply(text, { today }).intent).not.toBe('done');
  });
});

describe('replies in other words', () => {
  it.each<[text: string, intent: string, rest: object]>([
    ['第3项已于6月12日办结，文号：临政办〔2026〕8号', 'done', { date: '2026-06-12', tasks: ['3'] }],
    ['已办结，详见临安委〔2026〕11号', 'done', {}],
    ['按临督〔2026〕5号督办单要求，已全部整改到位', 'done', {}],
    ['临督〔2026〕5号交办事项已办结', 'done', {}],
    ['正在起草，拟以临政办〔2026〕19号印发', 'progress', {}],
    ['临政办〔2026〕19号文件6月底前印发', 'progress', { date: '2026-06-30' }],
    ['临政办〔2026〕19号文件收到了吗', 'unknown', {}],
    [
      '第7项：已完成。经办人：赵敏。办结日期：2026年6月10日。联系电话：0755-1234567',
      'done',
      { date: '2026-06-10', tasks: ['7'] },
    ],
    ['第7项：已办结；责任单位：市水务局；责任领导：陈涛', 'done', { tasks: ['7'] }],
    ['第7项：正在办理。责任人：赵敏。完成时间：2026年7月10日。', 'progress', { date: '2026-07-10', tasks: ['7'] }],
    ['第7项：基本完成。责任人：赵敏。', 'progress', { tasks: ['7'] }],
    ['48户全部整改到位', 'done', {}],
    ['排查出的48处隐患均已整改完毕', 'done', {}],
    ['交办的16件全部办结', 'done', {}],
    ['48户全部完成摸底', 'progress', {}],
    ['48户计划7月底全部完成整改', 'progress', {}],
    ['48户中46户完成整改', 'progress', {}],
    ['48户全部完成整改了吗', 'unknown', {}],
    ['除3户外，48户全部完成整改', 'progress', {}],
    ['48户全部完成整改还需要一周', 'progress', {}],
    ['上次没完成的第5项昨天办完了', 'done', { tasks: ['5'] }],
    ['之前逾期未报的第5项现已办结', 'done', { tasks: ['5'] }],
    ['之前未完成的第5项预计周五完成', 'progress', { tasks: ['5'] }],
    ['之前未完成的第5项还是没完成', 'progress', { tasks: ['5'] }],
    ['之前未完成的部分正在抓紧', 'progress', {}],
    ['巳完成', 'done', {}],
    ['己经全部办好了', 'done', {}],
    ['以经办结', 'done', {}],
    ['己全部玩成，请审合', 'done', {}],
    ['申请延其到7月15日', 'extension', { date: '2026-07-15' }],
    ['申情第4项延期道7月底', 'extension', { date: '2026-07-31', tasks: ['4'] }],
    ['正再推进', 'progress', {}],
    ['再办理中', 'progress', {}],
    ['完成百分之3十', 'progress', { percent: 30 }],
    ['完成百分之七十5', 'progress', { percent: 75 }],
    ['这周到80%了，上周才65%', 'progress', { percent: 80 }],
    ['第6项从30%提升到55%', 'progress', { percent: 55, tasks: ['6'] }],
    ['5月末60%，6月到了72%', 'progress', { percent: 72 }],
    ['快到80%了吧', 'progress', {}],
    ['请把本单位没办完的事项发我一份', 'list', {}],
    ['能不能把这周要报的任务列一下', 'list', {}],
    ['重新发一下任务清单', 'list', {}],
    ['我手头还有哪些', 'list', {}],
    ['看一下我名下逾期的事项', 'list', {}],
    ['报送说明发我一份', 'help', {}],
    ['能不能给个使用指南', 'help', {}],
    ['更正：办结的是第9项，不是第6项', 'done', { tasks: ['9'] }],
    ['刚才发错了，不是第6项', 'unknown', {}],
    ['更正，完成80%的是第9项不是第6项', 'progress', { tasks: ['9'] }],
    ['延期日期报错了，应该是延到7月20日', 'extension', { date: '2026-07-20' }],
    ['延期申请取消吧，我们能按时完成', 'progress', {}],
    ['不延期了，这两天就报', 'progress', {}],
    ['第1项已办结，第2项预计7月5日办结', 'progress', { date: '2026-07-05', tasks: ['1', '2'] }],
    ['如果月底还批不下来，再向您汇报，目前正常推进', 'progress', {}],
    ['资金一直没到位，如果再不到位就要停工了', 'blocked', {}],
    ['按计划办理中，没问题', 'progress', {}],
    ['没问题，按要求办', 'acknowledge', {}],
    ['销号和办结是啥意思', 'unknown', {}],
    ['拆迁那个任务我们镇上周已经全部搞完了', 'done', {}],
    ['已完成（6月18日印发临政发〔2026〕3号）', 'done', { date: '2026-06-18' }],
  ])('%s is %s', (text, intent, rest) => {
    expect(readReply(text, { today })).toMatchObject({ intent, ...rest });
  });

  it('a message that only says which task was meant before says nothing of that task', () => {
    const text = '不好意思发错了，第3项还没完成，刚才说的是第2项';

    expect(readReply(text, { today }).intent).toBe('progress');
    expect(splitReply(text, { today }).map(({ tasks, intent }) => [tasks.join(), intent])).toEqual([
      ['3', 'progress'],
      ['2', 'unknown'],
    ]);
  });

  it('a day still to come is never the day on which something was done', () => {
    expect(readReply('已完成，材料明天补送', { today })).toMatchObject({ intent: 'done', date: null });
  });
});
