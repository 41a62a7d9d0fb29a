import { describe, expect, it } from 'vitest';
import { readWorkPlan } from '../../src/reading/work-plan.ts';
import { cpuMs } from '../support/cpu-time.ts';
import { flowingDocument, tableOf, textDocument } from '../support/plan-documents.ts';

const only = (pieces: Parameters<typeof flowingDocument>[0]) => readWorkPlan(flowingDocument(pieces)).items;

describe('reading a work plan', () => {
  it('reads number, section, words, limit and place of an item', () => {
    const text = '鄂州市2020年工作要点\n一、健全机制\n（一）调整充实领导小组成员。（时限：4月底）\n';
    const plan = readWorkPlan(textDocument(text));
    const [item] = plan.items;

    expect(plan).toMatchObject({ title: '鄂州市2020年工作要点', year: 2020, problems: [] });
    expect(item).toMatchObject({
      label: '一',
      section: '一、健全机制',
      text: '调整充实领导小组成员。',
      deadlines: ['2020-04-30'],
      deadlineText: '4月底',
      units: { lead: [], supporting: [], responsible: [] },
      source: { from: text.indexOf('（一）'), to: text.lastIndexOf('）') + 1 },
    });
  });

  it('takes the year that is given over the one in the title', () => {
    const document = textDocument('2020年工作要点\n一、开展专项排查工作。（时限：4月底）\n');

    expect(readWorkPlan(document, { year: 2023 }).items[0]?.deadlines).toEqual(['2023-04-30']);
  });

  it('gives no day where no year tells which, and says so', () => {
    const plan = readWorkPlan(textDocument('重点任务清单\n一、开展专项排查工作。（时限：4月底）\n'));

    expect(plan.items[0]?.deadlines).toEqual([]);
    expect(plan.items[0]?.doubts.map((doubt) => doubt.code)).toContain('year-unclear');
    expect(plan.problems.map((problem) => problem.code)).toEqual(['year-unknown']);
  });

  it('lets the rule that the first unit leads hold from the item that states it', () => {
    const items = only([
      '2024年工作要点',
      '1. 编制办理清单。（责任单位：县政务服务局、县司法局；时限：4月）',
      '2. 清理证明材料。（责任单位：县司法局、县民政局，列第一位的为牵头单位，下同；时限：5月）',
      '3. 推行综合窗口。（责任单位：县人社局、县医保局；时限：6月）',
    ]);

    expect(items.map((item) => item.units.lead)).toEqual([[], ['县司法局'], ['县人社局']]);
  });

  it('reads several days of an item and a day that belongs to others as a doubt', () => {
    const [item] = only(['2020年工作要点', '一、汇总各地6月20日报送的台账。（时限：6月、12月）']);

    expect(item?.deadlines).toEqual(['2020-06-30', '2020-12-31']);
    expect(item?.doubts).toContainEqual({ code: 'inner-deadline', text: '6月20日', choices: ['2020-06-20'] });
  });

  it('passes merged cells on and leaves empty cells empty', () => {
    const items = only([
      '2019年任务分解表',
      tableOf([
        ['序号', '领域', '任务措施', '牵头单位', '协办单位', '完成时间'],
        ['1', '工地×2', '落实防尘措施。', '市住建局×2', '各镇（街道）', '4月底'],
        ['2', null, '安装监测设备。', null, '', '5月20日前'],
      ]),
    ]);

    expect(items).toMatchObject([
      {
        label: '1',
        section: '工地',
        units: { lead: ['市住建局'], supporting: ['各镇（街道）'] },
        deadlines: ['2019-04-30'],
        source: { sheet: '表', row: 2 },
      },
      {
        label: '2',
        section: '工地',
        units: { lead: ['市住建局'], supporting: [] },
        deadlines: ['2019-05-20'],
        source: { sheet: '表', row: 3 },
      },
    ]);
  });

  it('takes a duty of the covering text for an item, but no contact and no cut-off day', () => {
    const items = only([
      '关于印发2022年任务清单的通知',
      '现将任务清单印发给你们。请各单位于每月25日前将进展情况报区政府督查室。联系电话：6620158。截至9月底的监测均值作为考核依据。',
      '一、开展重点河段排查工作。（责任单位：市水利局）',
    ]);

    expect(items.map((item) => [item.text, item.recurrence?.rrule ?? null])).toEqual([
      ['请各单位于每月25日前将进展情况报区政府督查室。', 'FREQ=MONTHLY;BYMONTHDAY=25'],
      ['开展重点河段排查工作。', null],
    ]);
  });

  it('lets a heading pass on what it says for all items under it', () => {
    const [first, second] = only([
      '2023年方案要点',
      '一、宣传教育（牵头单位：镇宣传办；以下任务完成时限均为4月15日前）',
      '（一）设置宣传标语不少于80条。',
      '（二）发放致家长的一封信。（责任单位：镇中心学校）',
    ]);

    expect(first).toMatchObject({ deadlines: ['2023-04-15'], units: { lead: ['镇宣传办'] } });
    expect(first?.doubts.map((doubt) => doubt.code)).toContain('unit-inherited');
    expect(second).toMatchObject({ deadlines: ['2023-04-15'], units: { lead: [], responsible: ['镇中心学校'] } });
  });

  it('marks what a person should look at', () => {
    const items = only([
      '2020年工作要点',
      '（一）组织培训交流活动。（时限：9 月',
      '（三）做好群众信访稳控工作。（时限：12月底）',
    ]);

    expect(items.map((item) => item.doubts.map((doubt) => doubt.code))).toEqual([
      ['bracket-unclosed'],
      ['discreet-proposed', 'number-out-of-order'],
    ]);
  });
});

describe('a document that is no plan', () => {
  it.each([
    ['empty', ''],
    ['prose', '今天天气很好。我们去公园散步。\n'],
    [
      'numbered prose',
      '发展实现新跨越\n一、主要做法\n（一）做大金融总量，增强实力。\n（二）优化金融结构，改善服务。\n',
    ],
    ['marks only', '（（（（\n、、、\n——\n'],
  ])('gives no item for %s', (_, text) => {
    const plan = readWorkPlan(textDocument(text));

    expect(plan.items).toEqual([]);
    expect(plan.problems.map((problem) => problem.code)).toEqual(['not-a-plan']);
  });
});

describe('how long a plan takes', () => {
  const page =
    '（一）组织对全市重点企业开展全面摸底，建立“一企一档”，确保登记建档全覆盖。（责任单位：市应急局、市公安局；时限：5月底）\n';

  it('is under two seconds for two hundred pages', async () => {
    const document = textDocument(`2020年工作要点\n${page.repeat(2000)}`);
    let items = 0;
    const spent = await cpuMs(() => {
      items = readWorkPlan(document).items.length;
    });

    expect(items).toBe(2000);
    expect(spent).toBeLessThan(2000);
  });

  it.each([
    '（',
    '一、',
    '市教育局、',
    '责任单位：',
    '开展工作，',
    '序号 任务 时限\n',
    '1\n',
    '由市教育局',
    '督促各区',
    '开展检查\n',
    'a\tb\n',
  ])('grows no faster than the text for a run of %j', async (pump) => {
    const time = (length: number): Promise<number> => {
      const document = textDocument(`2020年工作方案\n${pump.repeat(length / pump.length)}`);
      return cpuMs(() => readWorkPlan(document));
    };
    await time(8_000);

    expect(await time(64_000)).toBeLessThan(40 * ((await time(8_000)) + 10));
  });
});
