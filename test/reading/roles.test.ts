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
    ['督促各区（开发区）召开会议。', [], [], []],
    ['会同公安、交通运输、市场监管等部门开展执法。', [], [], []],
    ['人行、银保监、教育等行业主（监）管部门结合行业特点，研究制定措施。', [], [], []],
    ['协调市法院、市检察院、市公安局等推进案件处置。', [], [], []],
  ])('%s', (text, lead, supporting, responsible) => {
    expect(rolesInSentences(text)).toMatchObject({ lead, supporting, responsible });
  });
});
