import { describe, expect, it } from 'vitest';
import { readWorkPlan } from '../../src/reading/work-plan.ts';
import { textDocument } from '../support/plan-documents.ts';

const daysWith = (rule: string, where: 'ahead' | 'note' | 'demand') => {
  const plan = readWorkPlan(
    textDocument(
      [
        '安禾县2025年乡村建设重点工作\n',
        where === 'ahead' ? `${rule}\n` : '',
        '一、主要任务',
        '1．新建户厕1800户。（责任单位：县农业农村局；完成时限：10月底前）',
        '2．新建污水处理设施24处。（责任单位：县住建局）',
        '3．公布红黑榜，每季度末更新。（责任单位：县农业农村局）',
        where === 'note' ? `注：${rule}` : '',
        where === 'demand' ? `二、工作要求\n（一）严格时限。${rule}\n（二）严明纪律。不得虚报数据。` : '',
      ].join('\n'),
    ),
  );
  return plan.items.map(({ deadlines, ongoing }) => (ongoing ? 'ongoing' : deadlines.join()));
};

describe('a rule for items that print no limit', () => {
  it.each([
    ['清单中未注明完成时限的事项，均于2025年11月底前完成。', 'ahead'],
    ['未明确完成时限的，原则上11月底前完成。', 'note'],
    ['除注明时限外，各项任务均应于11月30日前完成。', 'demand'],
    ['没有标注时限的任务，完成时限为11月底。', 'ahead'],
    ['未标明时限的任务，原则上应在11月底前完成。', 'note'],
    ['各项任务除已明确时限的外，均须在2025年11月底前全面完成。', 'demand'],
    ['未注明完成时限的，均为11月底前。', 'note'],
  ] as const)('gives its day to them alone, and is no item: %s', (rule, where) => {
    expect(daysWith(rule, where)).toEqual(['2025-10-31', '2025-11-30', '']);
  });

  it('may say that their work goes on all year', () => {
    expect(daysWith('未注明时限的为全年性工作。', 'ahead')).toEqual(['2025-10-31', 'ongoing', '']);
  });

  it('leaves items without a limit alone where nothing is said', () => {
    expect(daysWith('各单位要按时限要求抓好落实。', 'note')).toEqual(['2025-10-31', '', '']);
  });
});

describe('a rule for items that print no unit', () => {
  it('names who answers for them', () => {
    const { items } = readWorkPlan(
      textDocument(
        '安禾县2025年重点工作\n\n一、主要任务\n1．新建户厕。（责任单位：县住建局；时限：10月底前）\n2．建立台账。（时限：5月底前）\n注：未注明责任单位的，由县农业农村局负责。\n',
      ),
    );

    expect(items.map(({ units }) => units.responsible)).toEqual([['县住建局'], ['县农业农村局']]);
  });
});
