import { describe, expect, it } from 'vitest';
import { read } from '../support/read-lines.ts';

/** The due days of a notice of a winter campaign, item by item. */
const daysOf = (title: string, limits: readonly string[], issued: string) =>
  read(
    title,
    ...limits.map((limit, at) => `${at + 1}.开展第${at + 1}轮集中检查。（责任单位：市应急局；完成时限：${limit}）`),
    issued,
  ).items.map((item) => item.deadlines.join());

describe('limits of a campaign that runs over New Year', () => {
  it.each([
    ['关于做好2025年冬春火灾防控工作的通知', '2025年11月5日'],
    ['岁末年初安全生产整治方案', '2025年12月1日'],
    ['关于开展百日攻坚行动的通知', '2025年11月5日'],
  ])('%s: months after the turn of the year belong to the next one, 次年 said or not', (title, issued) => {
    const limits = ['12月20日前', '11月—次年1月', '次年2月上旬', '3月20日前', '2026年1月15日前', '12月至1月'];

    expect(daysOf(title, limits, issued)).toEqual([
      '2025-12-20',
      '2026-01-31',
      '2026-02-10',
      '2026-03-20',
      '2026-01-15',
      '2026-01-31',
    ]);
  });

  it.each([
    ['2025年安全生产工作要点', '2025年11月5日', '2025-03-20', 'whose title names the year'],
    ['安全生产工作方案', '2025年2月5日', '2025-03-20', 'issued in spring'],
    ['2026年安全生产工作要点', '2025年11月5日', '2026-03-20', 'for the year to come'],
  ])('does not move the months of %s of %s', (title, issued, due) => {
    expect(daysOf(title, ['3月20日前', '次年1月底前'], issued)[0]).toBe(due);
  });
});

describe('a limit that is told by 立即', () => {
  const relativeOf = (text: string) =>
    read('2025年专题会议纪要', `一、${text}`, '二、由区商务局负责，9月底前办理。').items[0]?.relative;

  it.each([
    '关于消防安全。由区消防救援大队负责，立即对在营市场开展一次消防安全检查。',
    '由区住建局牵头，区城管局配合，立即组织拆除危险广告牌。',
    '区应急局要立即开展危化品企业排查。',
    '立即停止使用C级危房教室，由区教育局负责。',
  ])('is one where nothing but who acts stands before it: %s', (text) => {
    expect(relativeOf(text)).toEqual({ event: '立即', amount: 0, unit: 'day' });
  });

  it.each([
    '由区消防救援大队负责开展检查，发现问题立即整改。',
    '由区住建局负责，对危险广告牌立即拆除，8月底前完成。',
    '由区应急局负责，立即开展排查，8月底前完成整治。',
    '区应急局要建立险情立即报告制度。',
  ])('is none where it says how, or beside a day: %s', (text) => {
    expect(relativeOf(text)).toBeNull();
  });
});

describe('annotations and cells', () => {
  it('a key at the end of a line waits for its value, whatever gap the print leaves', () => {
    // A blank line behind each line of the print, and one more behind a paragraph.
    const lines = ['甲', '乙', '丙', '丁', '戊'].flatMap((name, at) => [
      `  ${at + 1}.建立${name}类民营企业法律服务团，走访民营企业和个体工商户`,
      '',
      '不少于50家次。（牵头单位：市司法局；责任单位：市工商联；完成时限：',
      ...(at < 3 ? ['', ''] : ['']),
      '4 月 15 日前组建完成，年底前完成走访）',
      '',
      '',
    ]);
    const [item] = read('2024年平安建设工作要点', '', ...lines).items;

    expect(item).toMatchObject({
      deadlines: ['2024-04-15', '2024-12-31'],
      units: { lead: ['市司法局'], responsible: ['市工商联'] },
    });
  });

  it.each([
    [['6月底前', '', '9月底前'], ['2026-06-30', '', '2026-09-30'], 'one empty limit is a limit that nobody set'],
    [
      ['6月底前', '', '9月底前', ''],
      ['2026-06-30', '2026-06-30', '2026-09-30', '2026-09-30'],
      'several show that merged cells were lost',
    ],
  ])('%j in a table without merged cells: %s', (limits, days) => {
    const rows = limits.map((limit, at) => `${at + 1}\t推进第${'甲乙丙丁'[at]}类窗口建设\t市数据局\t${limit}`);

    const { items } = read('2026年任务清单', '序号\t任务\t牵头单位\t完成时限', ...rows);

    expect(items.map((item) => item.deadlines.join())).toEqual(days);
  });

  it('X会同Y倒排工期: the first leads, the second supports', () => {
    const [item] = read('2025年专题会议纪要', '一、由区住建局会同区城管局倒排工期、挂图作战，8月15日前开工。').items;

    expect(item?.units).toEqual({ lead: ['区住建局'], supporting: ['区城管局'], responsible: [] });
  });
});

describe('a limit in the heading', () => {
  const dueUnder = (heading: string) =>
    read(
      '2026年民生实事任务清单',
      `一、${heading}`,
      '1.新建口袋公园12个。（责任单位：市城管局）',
      '2.改造老旧小区30个。（责任单位：市住建局；10月底前）',
    ).items.map((item) => item.deadlines.join() || (item.ongoing ? 'ongoing' : item.relative?.event) || '');

  it.each([
    ['6月底前完成的任务（3项）', '2026-06-30'],
    ['12月20日前', '2026-12-20'],
    ['上半年完成事项', '2026-06-30'],
    ['5月31日前须整改到位的问题', '2026-05-31'],
    ['9月', '2026-09-30'],
    ['长期坚持类', 'ongoing'],
    ['立即整改类', '立即'],
  ])('%s: holds for what stands below without a limit of its own', (heading, due) => {
    expect(dueUnder(heading)).toEqual([due, '2026-10-31']);
  });

  it.each([
    '2026年重点工作',
    '上半年工作情况',
    '6月15日调度事项',
    '一季度工作回顾事项',
    '三年内发展任务',
    '民生改善类',
  ])('%s sets none', (heading) => {
    expect(dueUnder(heading)).toEqual(['', '2026-10-31']);
  });
});

describe('a rule beside the name of a mechanism', () => {
  it.each([
    ['实行季度通报、半年督导，每季度首月15日前印发通报。', 'FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=15'],
    ['实行月调度、季通报，每月10日前调度。', 'FREQ=MONTHLY;BYMONTHDAY=10'],
    ['每半个月调度一次，每月月底前汇总进展。', 'FREQ=MONTHLY;BYMONTHDAY=15,-1'],
  ])('%s', (text, rrule) => {
    const [item] = read(
      '2026年工作要点',
      `一、${text}（责任单位：市督查室）`,
      '二、建立台账。（责任单位：市督查室；6月底前）',
    ).items;

    expect(item?.recurrence?.rrule).toBe(rrule);
  });
});
