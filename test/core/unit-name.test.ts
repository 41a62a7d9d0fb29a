import { describe, expect, it } from 'vitest';
import type { UnitId } from '../../src/core/ids.ts';
import { matchUnitName } from '../../src/core/unit-name.ts';
import { aDirectory, anOfficeUnit, aUnit, day } from '../support/builders.ts';

const unit = (id: string, name: string, shortName: string, over: Partial<ReturnType<typeof aUnit>> = {}) =>
  aUnit({ id: id as UnitId, name, shortName, ...over });

const directory = aDirectory({
  units: [
    anOfficeUnit(),
    unit('education', '江州市教育局', '市教育局'),
    unit('reform', '江州市发展和改革委员会', '市发改委', { aliases: ['市发展改革委'] }),
    unit('finance', '江州市财政局', '市财政局'),
    unit('market', '江州市市场监督管理局', '市市场监管局', {
      formerNames: [{ name: '市工商局', until: day('2019-02-28') }],
    }),
    unit('streets', '江州市城市管理局', '市城市管理局'),
    unit('court', '江州市中级人民法院', '市法院', { aliases: ['市中级人民法院'] }),
    unit('bank', '中国人民银行江州市中心支行', '人行江州市中心支行'),
    unit('east', '东区人民政府', '东区', { groups: ['各区', '领导小组成员单位'] }),
    unit('west', '西区人民政府', '西区', { groups: ['各区'] }),
    unit('north', '北县人民政府', '北县', { groups: ['各县'] }),
    unit('zone', '江州经济开发区管委会', '经开区', { groups: ['各开发区'] }),
    unit('police-east', '东区公安分局', '东区分局'),
    unit('police-west', '西区公安分局', '西区分局'),
  ],
});

describe('a printed name means', () => {
  it.each([
    ['江州市教育局', 'education', 'its full name'],
    ['市教育局', 'education', 'its short name'],
    ['教育局', 'education', 'the prefix dropped after the first unit'],
    ['市发展改革委', 'reform', 'an alias'],
    ['发展改革委', 'reform', 'an alias without its prefix'],
    ['财政局等', 'finance', 'a name before 等'],
    ['市 财政局', 'finance', 'a name broken by a blank'],
    ['市中级人民法院', 'court', 'an alias'],
    ['人行江州市中心支行', 'bank', 'a name with the place inside'],
    ['市工商局', 'market', 'a former name'],
    ['市场监管局', 'market', 'a name that only begins like a place'],
    ['城市管理局', 'streets', 'another'],
    ['东区', 'east', 'a district itself'],
    ['滨海市教育局', 'education', 'the same bureau under another city’s name'],
  ])('%s → %s (%s)', (printed, id) => {
    expect(matchUnitName(directory, printed)).toEqual({ unitIds: [id], isGroup: false });
  });

  it.each([
    ['各区', ['east', 'west']],
    ['各区政府', ['east', 'west']],
    ['各县', ['north']],
    ['各县（区）政府', ['east', 'west', 'north']],
    ['各县（区）政府、管委会', ['east', 'west', 'north']],
    ['各县、市、区政府', ['east', 'west', 'north']],
    ['各县市区人民政府', ['east', 'west', 'north']],
    ['各区（开发区、临空经济区）', ['east', 'west']],
    ['领导小组成员单位', ['east']],
  ])('the group %s → %j', (printed, ids) => {
    expect(matchUnitName(directory, printed)).toEqual({ unitIds: ids, isGroup: true });
  });

  it.each(['市气象局', '公安分局', '有关行业主管部门', '各镇', '局', ''])('nothing known: %s is asked', (printed) => {
    expect(matchUnitName(directory, printed)).toBeNull();
  });
});

describe('a name that moved from one unit to another', () => {
  const moved = aDirectory({
    units: [
      anOfficeUnit(),
      unit('old', '江州市地方金融工作局', '市金融局', {
        formerNames: [{ name: '市金融办', until: day('2018-12-31') }],
      }),
      unit('new', '江州市委金融委员会办公室', '市委金融办', { aliases: ['市金融办'] }),
    ],
  });

  it.each<[string, string[] | null, string]>([
    ['2018-06-30', null, 'both bore it: asked'],
    ['2026-03-02', ['new'], 'the one that bears it now'],
  ])('on %s means %j (%s)', (on, ids) => {
    expect(matchUnitName(moved, '市金融办', day(on))?.unitIds ?? null).toEqual(ids);
  });
});
