import { describe, expect, it } from 'vitest';
import { readWorkPlan } from '../../src/reading/work-plan.ts';
import { textDocument } from '../support/plan-documents.ts';

const PLAN =
  '昭阳市电动自行车消防安全行动方案\n\n一、重点任务\n1．摸清底数。全面登记保有量。（牵头单位：市住建局；完成时限：2024年5月20日前）\n2．新增充电端口3万个。（牵头单位：市住建局；完成时限：11月底前）\n\n';
const behindThePlan = (text: string) =>
  readWorkPlan(textDocument(PLAN + text))
    .items.slice(2)
    .map((item) => `${item.units.responsible.join('、')}：${item.text}`);

describe('a list that divides the work by unit', () => {
  const duties = [
    '市公安局：依法查处违法行为。',
    '市财政局、市审计局：统筹安排专项经费。',
    '市气象局：及时发布预警信息。',
  ];

  it.each([
    ['附件\n\n部门职责分工\n\n', (duty: string, at: number) => `${at + 1}．${duty}`],
    ['附件\n\n部门职责分工\n\n', (duty: string) => duty],
    ['附件\n\n部门职责分工\n\n', (duty: string) => `●${duty}`],
    ['附件\n\n成员单位职责\n\n', (duty: string, at: number) => `（${'一二三'[at]}）${duty.replace('：', '。')}`],
    ['二、职责分工\n', (duty: string, at: number) => `（${'一二三'[at]}）${duty}`],
  ])('has an item for each, though none has a limit: %j %s', (heading, print) => {
    expect(behindThePlan(heading + duties.map(print).join('\n'))).toEqual(duties);
  });

  it('may stand as lists under headings that are units', () => {
    const text =
      '附件\n\n部门职责分工\n\n一、市公安局\n1．指导派出所开展日常消防监督检查。\n2．依法查处违法行为。\n二、各县（区）人民政府\n1．落实属地责任。\n2．做好经费保障。\n';

    expect(behindThePlan(text)).toEqual([
      '市公安局：指导派出所开展日常消防监督检查。',
      '市公安局：依法查处违法行为。',
      '各县（区）人民政府：落实属地责任。',
      '各县（区）人民政府：做好经费保障。',
    ]);
  });

  it.each([
    '二、工作要求\n1．提高认识。各单位要高度重视。\n2．严肃纪律。不得弄虚作假。\n',
    '二、组织领导\n成立领导小组，统筹推进各项工作。\n组长：陈建国  副市长\n成员：李峰  市公安局副局长\n',
  ])('is none that only speaks to all, or names persons: %j', (text) => {
    expect(behindThePlan(text)).toEqual([]);
  });
});
