import { describe, expect, it } from 'vitest';
import { labelled, read } from '../support/read-lines.ts';

describe('notes', () => {
  it('above the list never swallow what follows', () => {
    const items = labelled(
      '水务集团2025年任务清单',
      '说明：1.本表一式两份；2.“运营部”指供水运营管理部，下同。',
      '1-1 更换老旧水表3000只。【牵头部门：运营部；完成时间：6月底】',
      '1-2 修订收费办法。【牵头部门：财务部；完成时间：8月底】',
    );

    expect(items).toEqual([
      ['1-1', '更换老旧水表3000只。'],
      ['1-2', '修订收费办法。'],
    ]);
  });

  it('below it give a duty only where something is asked for by a day', () => {
    const items = labelled(
      '2025年任务清单',
      '1.清淤河道12公里。（县水利局；5月底）',
      '2.加固堤防3处。（县水利局；汛期前）',
      '备注：1.表中里程为测量值。',
      '2.各责任单位于每月25日前报送进展。',
    );

    expect(items.map(([label]) => label)).toEqual(['1', '2', '2']);
  });
});

describe('lists that lost their line breaks', () => {
  it('are cut at the numbers that count on, also where a figure follows the number', () => {
    const { items } = read(
      '2026年基层工作任务',
      '一、改善条件。1.改造站所8个。责任科室：基建科；完成时间：9月底前。2.70岁以上老人每年免费体检，体检率65%以上。责任科室：健康科；完成时间：11月底。',
      '二、稳定队伍。3.招录人员20名。责任科室：人事科；完成时间：7月底。4.组织轮训。责任科室：人事科；完成时间：10月底。',
    );

    expect(items.map((item) => [item.label, item.section, item.units.responsible, item.deadlines])).toEqual([
      ['1', '一、改善条件', ['基建科'], ['2026-09-30']],
      ['2', '一、改善条件', ['健康科'], ['2026-11-30']],
      ['3', '二、稳定队伍', ['人事科'], ['2026-07-31']],
      ['4', '二、稳定队伍', ['人事科'], ['2026-10-31']],
    ]);
  });

  it('are cut at numbers of their own shape, whether or not the pieces print annotations', () => {
    const { items } = read(
      '2026年议定事项清单',
      '1.关于管网普查。由市住建局牵头，市水务局配合，5月20日前完成普查。2.关于资金筹措。市财政局负责安排资金，6月底前到位。3.关于督查。市政府督查室每月通报一次。',
    );

    expect(items.map((item) => [item.label, item.deadlines])).toEqual([
      ['1', ['2026-05-20']],
      ['2', ['2026-06-30']],
      ['3', []],
    ]);
  });

  it('stay one item where the numbers count its parts', () => {
    expect(
      labelled(
        '2025年工作要点',
        '一、推进改革',
        '1.分步实施：（1）梳理事项；（2）公布清单。（县司法局；6月底）',
        '2.开展评估。（县司法局；年底前）',
      ),
    ).toHaveLength(2);
  });
});

describe('paragraphs without numbers', () => {
  it('begin at an indent where lines are wrapped, even behind a bracket that was never closed', () => {
    const { items } = read(
      '城东区2024年点位整治任务',
      '一、公共环境类',
      '　　全面清理背街小巷乱堆乱放，修补破损路面3200平方米，更换破损',
      '井盖。（责任单位：区城管局、各街道；时限：6月底前）',
      '　　规范非机动车停放秩序，新增停车泊位线2000米，增设立体停车架',
      '。（责任单位：区城管局、区交警大队',
      '　　公厕实行专人管理，做到全天开放、无异味，每日巡查并公示保洁人',
      '员信息。（责任单位：区环卫中心；时限：长期坚持）',
    );

    expect(items.map((item) => [item.text.slice(0, 6), item.units.responsible])).toEqual([
      ['全面清理背街', ['区城管局', '各街道']],
      ['规范非机动车', ['区城管局', '区交警大队']],
      ['公厕实行专人', ['区环卫中心']],
    ]);
  });

  it('are not joined where nothing is wrapped', () => {
    const { items } = read(
      '2024年重点任务',
      '新建社区食堂3家，覆盖城区主要社区，方便老年人就近用餐。（责任单位：区民政局；时限：9月底）',
      '改造农贸市场2处，完善冷链、检测设施，规范经营秩序。（责任单位：区商务局；时限：11月底）',
      '实施雨污分流工程8公里，消除易涝积水点，提升排涝能力。（责任单位：区水务局；时限：10月底）',
    );

    expect(items).toHaveLength(3);
  });
});

describe('tables that lost their rules', () => {
  it('are read between bars without a frame, page by page, empty cells included', () => {
    const { items } = read(
      '2023年攻坚任务表',
      '序号｜类别｜工作任务｜牵头单位｜配合单位｜完成时限',
      '1｜大气｜淘汰老旧车辆800辆。｜市公安局｜市商务局｜6月底',
      '2｜｜修订应急清单。｜市生态环境局｜｜9月底',
      '第 1 页 共 2 页',
      '2023年攻坚任务表（续）',
      '序号｜类别｜工作任务｜牵头单位｜配合单位｜完成时限',
      '3｜水｜完成排污口溯源。｜市生态环境局｜市水利局｜10月底',
    );

    expect(items.map((item) => [item.label, item.section, item.units.supporting])).toEqual([
      ['1', '大气', ['市商务局']],
      ['2', '大气', []],
      ['3', '水', ['市水利局']],
    ]);
  });

  it('are read from lines, each a cell, also where a day or a name stands alone', () => {
    const { title, items } = read(
      '2024年积案化解交办表',
      '丰信联办〔2024〕2号',
      '序号',
      '信访事项',
      '化解措施',
      '包案领导',
      '责任单位',
      '办结时间',
      '1',
      '柳林小区业主反映物业问题',
      '组织换届，公开维修资金账目。',
      '金镇',
      '县住建局 城关镇',
      '2024年9月20日',
      '2',
      '某企业职工反映欠薪问题',
      '约谈负责人，足额支付工资。',
      '周敏',
      '县人社局',
      '立即办理',
    );

    expect(title).toBe('2024年积案化解交办表');
    expect(items.map((item) => [item.text, item.leaders, item.units.responsible, item.deadlines])).toEqual([
      ['组织换届，公开维修资金账目。', ['金镇'], ['县住建局', '城关镇'], ['2024-09-20']],
      ['约谈负责人，足额支付工资。', ['周敏'], ['县人社局'], []],
    ]);
  });

  it('are known by two columns that tell, whatever the others are called', () => {
    const { items } = read(
      '政协提案分办表（2025年）',
      '提案号\t案由\t领衔委员\t主办单位\t会办单位\t答复时限',
      '101\t关于增设公交站点的案由\t李梅\t区交通局\t区城管局\t6月30日前',
      '102\t关于建设口袋公园的案由\t赵平\t区园林中心\t\t7月15日前',
    );

    expect(items.map((item) => [item.text, item.units.lead, item.deadlines])).toEqual([
      ['关于增设公交站点的案由', ['区交通局'], ['2025-06-30']],
      ['关于建设口袋公园的案由', ['区园林中心'], ['2025-07-15']],
    ]);
  });
});

describe('scanned digits', () => {
  it('are digits where letters were put for them, and letters stay letters', () => {
    const plan = read(
      '河湾镇2O25年防汛方案',
      '一、备汛',
      '1、修订预案l2个。责任单位：镇应急办。完成时间：4月l5曰前。',
      'lO、更新A型抽水泵5台。责任单位：镇水利站。完成时间：5月3O日前。',
    );

    expect(plan.year).toBe(2025);
    expect(plan.items.map((item) => [item.label, item.text, item.deadlines])).toEqual([
      ['1', '修订预案12个。', ['2025-04-15']],
      ['10', '更新A型抽水泵5台。', ['2025-05-30']],
    ]);
  });
});

describe('wrapped lines', () => {
  const title = '城东街道2025年消防安全整治方案';
  it('are put together whatever sign the break left at the beginning of a line', () => {
    const { items } = read(
      title,
      '1.对辖区内出租房屋、沿街门店进行全面排查，排查率达到100',
      '%，4月底前完成首轮排查。（责任部门：网格中心、各社区',
      '）',
      '2.拆除影响逃生的防盗网、广告牌，五月底前全部拆除完毕，并',
      '开展回头看。（责任部门：综合执法队；配合部门：派出所；完成',
      '时限：5月底）',
    );

    expect(items.map((item) => [item.units.responsible, item.deadlines])).toEqual([
      [['网格中心', '各社区'], ['2025-04-30']],
      [['综合执法队'], ['2025-05-31']],
    ]);
  });

  it('never make a signature of the end of a range', () => {
    const plan = read(
      title,
      '1.对二〇二一年以来实施的建设项目逐个开展自查，形成清单（综合办，2025年2月15',
      '日至2025年3月31日）',
      '2.对自查发现的问题逐项整改，形成长效机制，巩固整改成果（综合办，2025年6月15',
      '日前）',
    );

    expect(plan.items.map((item) => item.deadlines)).toEqual([['2025-03-31'], ['2025-06-15']]);
  });
});

describe('a duty in brackets behind the list', () => {
  it('is a duty of its own', () => {
    const { items } = read(
      '2026年议定事项清单',
      '1.关于管网普查。由市住建局牵头，5月20日前完成普查。',
      '2.关于督查。市政府督查室每月通报一次。',
      '（责任单位落实情况请于4月底首次报市政府办公室，电话：8899321）',
    );

    expect(items.map((item) => [item.label, item.deadlines])).toEqual([
      ['1', ['2026-05-20']],
      ['2', []],
      [null, ['2026-04-30']],
    ]);
  });
});
