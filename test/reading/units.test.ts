import { describe, expect, it } from 'vitest';
import { isGroupName, isUnitName, matchUnit, splitUnits, unitsAtStart } from '../../src/reading/units.ts';

describe('splitting a list of units', () => {
  it.each([
    ['市教育局、市公安局，市财政局', ['市教育局', '市公安局', '市财政局']],
    ['市水利局 市生态环境局', ['市水利局', '市生态环境局']],
    ['市交通运输局\n市住建局', ['市交通运输局', '市住建局']],
    ['县自然资源局和县供电公司', ['县自然资源局', '县供电公司']],
    ['县公安局及县民政局', ['县公安局', '县民政局']],
    ['市规划局市城管局', ['市规划局', '市城管局']],
    ['市市场监管局市工信局', ['市市场监管局', '市工信局']],
    ['市发展改革委、财政局', ['市发展改革委', '财政局']],
    ['市文化和旅游局、市住房和城乡建设局', ['市文化和旅游局', '市住房和城乡建设局']],
    ['各县、市、区政府、市财政局', ['各县、市、区政府', '市财政局']],
    ['各县（市、区）政府、高新区管委会', ['各县（市、区）政府', '高新区管委会']],
    ['各县（市、区）党委、政府', ['各县（市、区）党委、政府']],
    ['各县（区）政府、管委会', ['各县（区）政府、管委会']],
    ['实验室与设备管理处、财务处', ['实验室与设备管理处', '财务处']],
    ['无', []],
    ['各区（开发区、临空经济区）、市公安局', ['各区（开发区、临空经济区）', '市公安局']],
    ['市消防安全委员会各成员单位', ['市消防安全委员会各成员单位']],
    ['市委市政府督查室', ['市委市政府督查室']],
    ['人行梅山市中心支行、各通信运营企业', ['人行梅山市中心支行', '各通信运营企业']],
  ])('%s', (text, names) => {
    expect(splitUnits(text).names).toEqual(names);
  });

  it.each(['市公安局等', '市公安局等单位', '市公安局等有关部门', '市公安局等，各县政府'])(
    '%s is open-ended',
    (text) => {
      expect(splitUnits(text).openEnded).toBe(true);
      expect(splitUnits(text).names[0]).toBe('市公安局');
    },
  );

  it('is not open-ended without 等', () => {
    expect(splitUnits('市公安局、市教育局').openEnded).toBe(false);
  });
});

describe('names', () => {
  it.each([
    '各区（开发区）',
    '有关行业主（监）管部门',
    '市防范和处置非法集资领导小组成员单位',
    '各牵头单位',
    '市直有关部门',
  ])('%s is a group', (name) => {
    expect(isGroupName(name)).toBe(true);
  });

  it.each(['市教育局', '鄂州农商行', '市河长制办公室'])('%s is one unit', (name) => {
    expect(isGroupName(name)).toBe(false);
    expect(isUnitName(name)).toBe(true);
  });

  it.each(['加强部门联动', '2019年版', '扩大'])('%s is no unit', (words) => {
    expect(isUnitName(words)).toBe(false);
  });

  it.each([
    ['市财政局会同市审计局开展', ['市财政局']],
    ['市委宣传部要加强引导', ['市委宣传部']],
    ['各牵头单位要对照方案', ['各牵头单位']],
  ])('%s begins with its unit', (clause, names) => {
    expect(unitsAtStart(clause)?.names).toEqual(names);
  });
});

describe('matching a printed name', () => {
  const known = [
    { id: 'edu', names: ['鄂州市教育局'] },
    { id: 'court', names: ['鄂州市中级人民法院', '市法院'] },
    { id: 'market', names: ['市市场监督管理局'] },
    { id: 'bank', names: ['人行鄂州市中心支行'] },
    { id: 'police', names: ['市公安局'] },
    { id: 'district-police', names: ['区公安局'] },
  ];

  it.each([
    ['教育', 'edu'],
    ['市教育局', 'edu'],
    ['教育局', 'edu'],
    ['市法院', 'court'],
    ['中级法院', 'court'],
    ['市场监管', 'market'],
    ['市市场监管局', 'market'],
    ['人行', 'bank'],
    ['市公安局', 'police'],
    ['区公安局', 'district-police'],
  ])('%s', (printed, id) => {
    expect(matchUnit(printed, known)).toBe(id);
  });

  it.each(['市财政局', '各区', '公安'])('%s fits none or more than one', (printed) => {
    expect(matchUnit(printed, known)).toBeNull();
  });
});
