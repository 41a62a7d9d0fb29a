import { describe, expect, it } from 'vitest';
import { isLimitPhrase } from '../../src/reading/limit-shape.ts';
import { firstLeadsIn, promoteFirst, readRoles } from '../../src/reading/roles.ts';
import { rolesInSentences } from '../../src/reading/sentence-roles.ts';

const read = (value: string) => {
  const { lead, supporting, responsible } = readRoles(value, 'responsible', isLimitPhrase);
  return { lead, supporting, responsible };
};

describe('roles in an annotation or a cell', () => {
  it.each([
    ['市委政法委牵头，市中级人民法院、检察院', ['市委政法委'], [], ['市中级人民法院', '检察院']],
    ['市住建局牵头，市财政局、市城管局配合', ['市住建局'], ['市财政局', '市城管局'], []],
    ['市教育局牵头，市公安局，市卫健委配合', ['市教育局'], ['市公安局', '市卫健委'], []],
    ['市科技局、市人社局分别牵头', ['市科技局', '市人社局'], [], []],
    ['市教育局（牵头）、市公安局', ['市教育局'], [], ['市公安局']],
    ['市财政局会同市审计局负责', ['市财政局'], ['市审计局'], []],
    ['市公安局、市司法局按职责分工负责', [], [], ['市公安局', '市司法局']],
    ['市公安局，市司法局配合', [], ['市司法局'], ['市公安局']],
    ['市城管局、*市住建局', ['市住建局'], [], ['市城管局']],
  ])('%s', (value, lead, supporting, responsible) => {
    expect(read(value)).toEqual({ lead, supporting, responsible });
  });

  it('leaves a limit among the units for the limits', () => {
    const reading = readRoles('市公安局；6月底前', 'responsible', isLimitPhrase);

    expect(reading.responsible).toEqual(['市公安局']);
    expect(reading.rest).toEqual(['6月底前']);
  });

  it.each([
    ['列第一位的为牵头单位，下同', 'from-here-on'],
    ['排在首位的为牵头单位', 'here'],
    ['责任分解中，列第一位的责任单位为牵头单位', 'here'],
    ['排在首位的单位牵头', 'here'],
    ['排在第一位的牵头单位负责汇总', null],
  ])('%s', (text, expected) => {
    expect(firstLeadsIn(text)).toBe(expected);
  });

  it('promotes the first responsible unit and leaves a printed lead alone', () => {
    const reading = readRoles('市公安局、市司法局', 'responsible', isLimitPhrase);

    expect(promoteFirst(reading)).toMatchObject({ lead: ['市公安局'], responsible: ['市司法局'] });
    expect(promoteFirst({ ...reading, lead: ['市法院'] })).toMatchObject({
      lead: ['市法院'],
      responsible: ['市公安局', '市司法局'],
    });
  });
});

describe('roles in the sentences of an item', () => {
  it.each([
    [
      '整治消防设施损坏问题，由市住建局牵头，市消防救援支队、市财政局配合，6月底前完成。',
      ['市住建局'],
      ['市消防救援支队', '市财政局'],
      [],
    ],
    ['举办灭火演练，由市消防救援支队负责。', [], [], ['市消防救援支队']],
    ['市应急局会同市消防救援支队在6月5日前整合力量。', ['市应急局'], ['市消防救援支队'], []],
    ['县交通运输局负责，相关乡镇配合，10月20日前完工。', [], ['相关乡镇'], ['县交通运输局']],
    ['请市发展改革委牵头，会同市住建局、市水利局开展清理。', ['市发展改革委'], ['市住建局', '市水利局'], []],
    ['由市工会经费审查委员会全程跟踪审计。', [], [], []],
    ['各牵头单位要制定方案。', [], [], ['各牵头单位']],
    ['各区要对封堵消防通道问题开展排查，并报市消防救援支队。', [], [], ['各区']],
    ['市消防救援支队汇总后于4月底前报市安委办。', [], [], ['市消防救援支队']],
    ['4月1日至4月20日，由各县（市、区）和市直责任单位对照清单自查。', [], [], ['各县（市、区）', '市直责任单位']],
    ['县人社局、县委编办要支持自主招聘。', [], [], ['县人社局', '县委编办']],
    ['请县自然资源局在5日内完成预审，青山镇政府负责征地协调。', [], [], ['县自然资源局', '青山镇政府']],
    ['由县交通运输局负总责，县公安局交警大队、有关乡镇配合。', ['县交通运输局'], ['县公安局交警大队', '有关乡镇'], []],
    ['查处超限车辆，县交通执法大队牵头，县公安局协助。', ['县交通执法大队'], ['县公安局'], []],
    ['由市城管局会同市市场监管局、市商务局组织实施。', ['市城管局'], ['市市场监管局', '市商务局'], []],
    ['县政府办公室对先进乡镇通报表扬。', [], [], ['县政府办公室']],
    ['人事股负责。', [], [], ['人事股']],
    ['公开招聘中小学、幼儿园教师120名。', [], [], []],
    ['关于乡镇卫生院改造。', [], [], []],
    ['在全市范围内通过各地电视台轮播宣传片。', [], [], []],
    ['积极参加省处非办组织的学习交流活动。', [], [], []],
    ['督促各区（开发区）召开会议。', [], [], []],
    ['会同公安、交通运输、市场监管等部门开展执法。', [], [], []],
    ['人行、银保监、教育等行业主（监）管部门结合行业特点，研究制定措施。', [], [], []],
    ['协调市法院、市检察院、市公安局等推进案件处置。', [], [], []],
  ])('%s', (text, lead, supporting, responsible) => {
    expect(rolesInSentences(text)).toMatchObject({ lead, supporting, responsible });
  });
});
