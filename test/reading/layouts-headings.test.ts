import { describe, expect, it } from 'vitest';
import { labelled, read } from '../support/read-lines.ts';

describe('sections under ornaments', () => {
  it('takes ◆, ★ and ■ over a list for sections, with the persons they name for all below', () => {
    const { items } = read(
      '城北街道2025年重点项目任务书',
      '■ 老旧小区组（牵头领导：孙立）',
      '①启动梅园小区改造。〔责任单位〕街道城建办〔时限〕4月底',
      '②完成雨污分流。〔责任单位〕街道城建办',
      '■ 民生服务组（牵头领导：何秋）',
      '③新建日间照料中心2处。〔责任单位〕街道民政办〔时限〕10月',
    );

    expect(items.map((item) => [item.label, item.section, item.leaders])).toEqual([
      ['①', '■老旧小区组', ['孙立']],
      ['②', '■老旧小区组', ['孙立']],
      ['③', '■民生服务组', ['何秋']],
    ]);
  });

  it('leaves a list whose own marks are ornaments a list', () => {
    expect(
      labelled(
        '2025年重点工作',
        '◆开展燃气安全检查。（责任单位：县住建局；时限：5月底）',
        '◆完成管网改造。（责任单位：县水务局；时限：9月底）',
      ),
    ).toEqual([
      [null, '开展燃气安全检查。'],
      [null, '完成管网改造。'],
    ]);
  });

  it('reads the number behind an ornament', () => {
    expect(
      labelled('2025年工作要点', '▲1．修订预案。（县应急局；3月底）', '▲2．开展演练。（县应急局；6月底）'),
    ).toEqual([
      ['1', '修订预案。'],
      ['2', '开展演练。'],
    ]);
  });
});

describe('units and months in headings', () => {
  it('give the units of a heading to the items below, and those before a colon to their item', () => {
    const { items } = read(
      '2026年迎检任务分工',
      '一、县教育局',
      '1．5月底前完成食堂改造6家。',
      '2．牵头开展校园周边整治，县公安局、县城管局配合。6月底前完成。',
      '二、县卫健局、县疾控局',
      '3．每月公布一次监测结果。',
      '三、其他单位',
      '4．县财政局、县审计局等部门：加强经费监督。',
    );

    expect(items.map((item) => [item.text.slice(0, 4), item.units])).toEqual([
      ['5月底前', { lead: [], supporting: [], responsible: ['县教育局'] }],
      ['牵头开展', { lead: ['县教育局'], supporting: ['县公安局', '县城管局'], responsible: [] }],
      ['每月公布', { lead: [], supporting: [], responsible: ['县卫健局', '县疾控局'] }],
      ['加强经费', { lead: [], supporting: [], responsible: ['县财政局', '县审计局'] }],
    ]);
  });

  it('take a month as the limit of what prints none, across the turn of a school year', () => {
    const plan = read(
      '城南小学2025—2026学年第一学期工作安排',
      '一、十月份',
      '1．召开家长会。（德育处、各班主任）',
      '二、一月份',
      '1．组织期末考试，1月16日前完成阅卷。（教务处、各教研组）',
    );

    expect(plan.year).toBe(2025);
    expect(plan.items.map((item) => [item.deadlines, item.units.responsible])).toEqual([
      [['2025-10-31'], ['德育处', '各班主任']],
      [['2026-01-16'], ['教务处', '各教研组']],
    ]);
  });
});

describe('who and when inside an item', () => {
  it('pools what each part of a sentence prints in its own bracket', () => {
    const [item] = read(
      '2025年行动计划',
      '（一）稳定就业。一是发放补贴（市人社局、市财政局负责）；二是募集岗位2000个（团市委负责，8月底前完成）；三是招录数量不低于上年，5月15日前完成招录（市国资委负责）。',
      '（二）开展培训。（责任单位：市人社局；时限：10月底）',
    ).items;

    expect(item?.units.responsible).toEqual(['市人社局', '市财政局', '团市委', '市国资委']);
    expect(item?.deadlines).toEqual(['2025-05-15', '2025-08-31']);
  });

  it('lets the rule of the first unit stand inside a bracket of names', () => {
    const { items } = read(
      '2025年工作方案',
      '1.修订判定标准。（市安委办、各主管部门按职责分工负责，列首位的为牵头单位，下同；4月底前完成）',
      '2.组织宣贯。（市应急局、市司法局；6月底前完成）',
    );

    expect(items.map((item) => item.units.lead)).toEqual([['市安委办'], ['市应急局']]);
  });

  it('takes a paragraph under a heading for a task if it says who does what by when', () => {
    const { items } = read(
      '2024年整治任务',
      '一、环境整治',
      '1.清运积存垃圾。（责任单位：区城管局；时限：6月底）',
      '二、材料归档',
      '佐证材料由区文明办会同区档案馆统一归档，8月5日前报市创建办。',
    );

    expect(items.at(-1)).toMatchObject({
      label: null,
      section: '二、材料归档',
      units: { lead: ['区文明办'], supporting: ['区档案馆'], responsible: [] },
      deadlines: ['2024-08-05'],
    });
  });
});

describe('headings that print no number', () => {
  it('may stand in a box, be units, or carry who leads all below', () => {
    const boxed = read(
      '2025年校历',
      '【三月份】',
      '1．举办运动会。（体育组）',
      '【四月份】',
      '1．组织期中考试。（教务处）',
    );
    expect(boxed.items.map((item) => item.deadlines)).toEqual([['2025-03-31'], ['2025-04-30']]);

    const units = read(
      '2025年任务分工',
      '县教育局',
      '1．改造食堂6家。',
      '2．开展食品安全培训。',
      '县卫健局',
      '3．每月公布监测结果。',
    );
    expect(units.items.map((item) => item.units.responsible)).toEqual([['县教育局'], ['县教育局'], ['县卫健局']]);

    const led = read(
      '2025年工作安排',
      '兜牢民生底线（分管领导：孙静）',
      '（一）救助',
      '1.开展核查。（救助股；6月底）',
      '发展养老服务（分管领导：马力）',
      '（一）设施',
      '1.改造敬老院。（养老股；9月底）',
    );
    expect(led.items.map((item) => item.leaders)).toEqual([['孙静'], ['马力']]);
  });

  it('are not made of a remark on how to read the list', () => {
    const { items } = read(
      '2026年养老工作任务',
      '（一）完善供给（完成时限：11月底前）',
      '单位：个、万元',
      '1.新建服务中心8个。（责任单位：区民政局）',
      '2.适老化改造420户。（责任单位：区住建局）',
    );

    expect(items.map((item) => [item.section, item.deadlines])).toEqual([
      ['（一）完善供给', ['2026-11-30']],
      ['（一）完善供给', ['2026-11-30']],
    ]);
  });
});

describe('a day of the week in a month', () => {
  it.each([
    [2024, '2024-05-18'],
    [2026, '2026-05-16'],
  ])('助残日前 is the Saturday before the third Sunday of May: %i', (year, due) => {
    const { items } = read(`${year}年残疾人工作要点`, '一、举办专场招聘会。（责任单位：县残联；时限：助残日前）');

    expect(items[0]?.deadlines).toEqual([due]);
  });
});
