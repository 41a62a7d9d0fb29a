import { describe, expect, it } from 'vitest';
import { proposesDiscreet } from '../../src/reading/discreet.ts';
import { proposeUnits } from '../../src/reading/unit-proposal.ts';

const KNOWN = [
  { id: 'echeng', names: ['鄂城区'], groups: ['各区'] },
  { id: 'huarong', names: ['华容区'], groups: ['各区'] },
  { id: 'court', names: ['市中级人民法院'], groups: [] },
  { id: 'procurator', names: ['市检察院'], groups: [] },
  { id: 'police', names: ['市公安局'], groups: [] },
  { id: 'bank', names: ['人行鄂州市中心支行'], groups: [] },
  { id: 'insurance', names: ['鄂州银保监分局'], groups: [] },
  { id: 'edu', names: ['市教育局'], groups: [] },
];

describe('proposing units from the words of an item', () => {
  it.each([
    [
      '督促各区（开发区、临空经济区）完善工作机制。',
      [{ unitIds: ['echeng', 'huarong'], role: 'lead', words: '督促各区（开发区、临空经济区）' }],
    ],
    [
      '及时通报进展，协调市法院、市检察院、市公安局等高效推进案件处置。',
      [{ unitIds: ['court', 'procurator', 'police'], role: 'supporting', words: '协调市法院、市检察院、市公安局等' }],
    ],
    [
      '开展宣传活动，联合鄂州银保监分局举办启动仪式。',
      [{ unitIds: ['insurance'], role: 'supporting', words: '联合鄂州银保监分局' }],
    ],
    [
      '人行、银保监、教育等行业主（监）管部门结合行业特点，研究制定措施。',
      [{ unitIds: ['bank', 'insurance', 'edu'], role: 'lead', words: '人行、银保监、教育等行业主（监）管部门' }],
    ],
    ['督促各地落实属地责任。', [{ unitIds: ['echeng', 'huarong'], role: 'lead', words: '督促各地' }]],
  ])('%s', (text, proposals) => {
    expect(proposeUnits(text, KNOWN)).toEqual(proposals);
  });

  it.each(['调整补充领导小组成员，健全工作机制。', '利用微信公众号加大宣传力度。', '协调市税务局推进工作。'])(
    'proposes nobody for %s',
    (text) => {
      expect(proposeUnits(text, KNOWN)).toEqual([]);
    },
  );

  it('names each unit once', () => {
    expect(proposeUnits('督促各区召开会议。督促各区报送台账。', KNOWN)).toHaveLength(1);
  });
});

describe('proposing that an item is discreet', () => {
  it.each([
    ['深入推进陈案处置攻坚工作', '陈案'],
    ['坚决防止参与人赴省进京', '赴省'],
    ['做好上访群众的接待工作', '上访'],
    ['用好季度协调会机制，及时通报市内案件处置进展', '案件处置'],
    ['研究有关法律、政策，加快案件处置的进度', '案件处置'],
    ['完善工作制度。督促各地落实属地稳控责任', '稳控'],
  ])('%s', (text, words) => {
    expect(proposesDiscreet(text)).toBe(words);
  });

  it.each([
    '开展宣传教育月活动',
    '修订印发责任清单',
    '新建口袋公园10处',
    '组织工作人员培训交流，有针对性地开展监测预警、案件处置等专题研讨',
    '学习借鉴外省市案件处置工作经验',
    '加大难点问题研究，重点解决追赃挽损、涉案财物处置等问题',
    '解决企业破产案件办理周期长问题',
    '方案报市信访局审核',
    '开展社会稳定风险评估',
  ])('not for %s', (text) => {
    expect(proposesDiscreet(text)).toBeNull();
  });
});
