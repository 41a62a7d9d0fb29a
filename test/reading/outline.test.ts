import { describe, expect, it } from 'vitest';
import { type OutlineChild, readOutline } from '../../src/reading/outline.ts';
import { flowingDocument, textDocument } from '../support/plan-documents.ts';

const printed = (children: readonly OutlineChild[]): unknown[] =>
  children.map((child) =>
    child.kind === 'table'
      ? 'table'
      : child.children.length > 0
        ? [child.printed, printed(child.children)]
        : child.printed,
  );

describe('the outline of a document', () => {
  it('puts hard-wrapped lines together and drops the page number in the middle', () => {
    const outline = readOutline(
      textDocument(
        [
          '临江市 2021 年集中治理工作要点',
          '一、压实责任',
          '（一）对全市涉及重点监管危险化工工艺的十四家企业开展反应安全',
          '- 4 -',
          '风险评估，评估结论逐企反馈、逐项闭环。（时',
          ' 限：10 月底）',
          '（二）开展化工园区整治提升复核。（时限：12 月 20 日前）',
        ].join('\n'),
      ),
    );

    expect(outline.parts[0]?.title).toBe('临江市2021年集中治理工作要点');
    expect(printed(outline.parts[0]?.children ?? [])).toEqual([
      [
        '一、压实责任',
        [
          '（一）对全市涉及重点监管危险化工工艺的十四家企业开展反应安全风险评估，评估结论逐企反馈、逐项闭环。',
          '（二）开展化工园区整治提升复核。',
        ],
      ],
    ]);
  });

  it('begins a new part with an annex and takes its title', () => {
    const outline = readOutline(
      flowingDocument([
        '关于印发重点任务分工方案的通知',
        '云政办发〔2024〕8号',
        '各乡镇人民政府，县政府各部门：',
        '一、定期报送进展。各单位于每月25日前报送。',
        '附件：重点任务分工方案',
        '云泽县人民政府办公室',
        '2024年3月18日',
        '附件',
        '重点任务分工方案',
        '一、优化服务。（责任单位：县政务服务局）',
      ]),
    );

    expect(outline.parts.map((part) => part.title)).toEqual(['关于印发重点任务分工方案的通知', '重点任务分工方案']);
    expect(outline.marks).toEqual(['云政办发〔2024〕8号', '云泽县人民政府办公室', '2024年3月18日']);
    expect(printed(outline.parts[1]?.children ?? [])).toEqual(['一、优化服务。']);
  });

  it('keeps an item without a number beside the finished one before it', () => {
    const outline = readOutline(
      flowingDocument([
        '2021年工作要点',
        '一、执法',
        '（一）开展核查。（时限：7月）',
        '完善衔接机制，明确移送标准和证据要求。（时限：8月底）',
      ]),
    );

    expect(printed(outline.parts[0]?.children ?? [])).toEqual([
      ['一、执法', ['（一）开展核查。', '完善衔接机制，明确移送标准和证据要求。']],
    ]);
  });

  it('gives an annotation behind a list to the whole list when none of its members has one', () => {
    const outline = readOutline(
      flowingDocument([
        '2024年工作要点',
        '1. 分批推动场景上线。',
        '(1) 开办便利店，5月底前；',
        '(2) 灵活就业，8月底前。',
        '（责任单位：县政务服务局）',
      ]),
    );
    const [item] = outline.parts[0]?.children ?? [];

    expect(item?.kind === 'node' && item.fields).toEqual([{ kind: 'responsible', value: '县政务服务局' }]);
  });

  it('is empty for a document without numbers', () => {
    expect(readOutline(textDocument('今天天气很好。')).parts.flatMap((part) => part.children)).toEqual([]);
  });
});
