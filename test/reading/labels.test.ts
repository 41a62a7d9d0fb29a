import { describe, expect, it } from 'vitest';
import { readLabel } from '../../src/reading/labels.ts';

describe('reading the number at the start of a line', () => {
  it.each([
    ['一、健全机制', 'han', '一', 1],
    ['—、健全机制', 'han', '一', 1],
    ['（十二）开展排查', 'han-bracket', '十二', 12],
    ['(二〕修订预案', 'han-bracket', '二', 2],
    ['｛三）开展检查', 'han-bracket', '三', 3],
    ['〈四〉规范管理', 'han-bracket', '四', 4],
    ['一）梳理', 'han-bracket', '一', 1],
    ['3．召开会议', 'arabic', '3', 3],
    ['2、召开会议', 'arabic', '2', 2],
    ['1,在全市张贴海报', 'arabic', '1', 1],
    ['18．10月，举办演练', 'arabic', '18', 18],
    ['6．7—9月，组织评估', 'arabic', '6', 6],
    ['（1）开办便利店', 'arabic-bracket', '1', 1],
    ['①印发方案', 'circled', '①', 1],
    ['1.2 课后服务', 'arabic-pair', '1.2', 2],
    ['第三条 各单位', 'chapter', '第三条', 3],
    ['重点任务五：促进转化', 'named', '五', 5],
    ['◆ 制定方案', 'bullet', null, null],
  ] as const)('%s', (line, style, printed, ordinal) => {
    expect(readLabel(line)).toMatchObject({ style, printed, ordinal });
  });

  it.each([
    '1.2万个充电端口',
    '5-9月在全市开展',
    '6.30前完成',
    '一是加强领导',
    '三、四季度开展检查',
    '20日前报送',
    '3.5万亩',
  ])('%s has none', (line) => {
    expect(readLabel(line)).toBeNull();
  });
});
