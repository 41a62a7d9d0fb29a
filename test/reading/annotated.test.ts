import { describe, expect, it } from 'vitest';
import { annotatedPage } from '../../src/adapters/documents/annotated-page.ts';
import { type AnnotatedBlock, annotate } from '../../src/reading/annotated.ts';
import type { SourceDocument } from '../../src/reading/source-document.ts';
import { readWorkPlan } from '../../src/reading/work-plan.ts';
import { flowingDocument, tableOf, textDocument } from '../support/plan-documents.ts';

/** Every highlighted piece: kind and words, with ~ before what a person should look at. */
function marksOf(document: SourceDocument): readonly string[] {
  const runs = annotate(document, readWorkPlan(document, { year: 2026 })).flatMap((block: AnnotatedBlock) =>
    block.kind === 'line' ? block.runs : block.rows.flatMap((row) => row.cells.flatMap((cell) => cell.runs)),
  );
  return runs.filter((run) => run.kind !== null).map((run) => `${run.doubt ? '~' : ''}${run.kind}:${run.text}`);
}

const plan = textDocument(`2026年安全工作要点
一、健全机制
（一）修订责任清单，新增监测点12个。（牵头单位：市应急局；配合单位：市财政局；时限：4月底）
（二）组织开展全面排查，形成报告。（责任单位：市公
安局；时限：第三季度前）
`);

describe('the facts of a plan in its source', () => {
  it('stand where they are printed, also over the end of a line', () => {
    expect(marksOf(plan)).toEqual([
      'label:（一）',
      'target:12个',
      'lead:市应急局',
      'supporting:市财政局',
      'limit:4月底',
      'label:（二）',
      'responsible:市公',
      'responsible:安局',
      '~limit:第三季度前',
    ]);
  });

  it('keep every character of the source', () => {
    const blocks = annotate(plan, readWorkPlan(plan));

    expect(blocks.map((block) => (block.kind === 'line' ? block.runs.map((run) => run.text).join('') : ''))).toEqual(
      plan.blocks.map((block) => (block.kind === 'line' ? block.text : '')),
    );
  });

  it('of a merged cell are marked in it, for each row it covers', () => {
    const table = tableOf([
      ['序号', '工作任务', '责任单位', '完成时限'],
      ['1', '完成取水口核查。', '市水利局×2', '4月底'],
      ['2', '新增节水企业。', null, '年底前'],
    ]);

    expect(marksOf(flowingDocument(['2026年任务清单', table]))).toEqual([
      'label:1',
      'responsible:市水利局',
      'limit:4月底',
      'label:2',
      'limit:年底前',
    ]);
  });

  it('mark nothing outside the items', () => {
    expect(marksOf(plan).some((mark) => mark.includes('工作要点') || mark.includes('健全'))).toBe(false);
  });
});

describe('the page of a plan', () => {
  it('takes markup in the document for text', () => {
    const hostile = textDocument('2026年工作要点\n（一）<script>alert(1)</script>完成"整治"。（时限：4月底）\n');

    const page = annotatedPage(hostile, readWorkPlan(hostile), '<b>.txt');

    expect(page).not.toContain('<script>');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).toContain('&lt;b&gt;.txt');
  });

  it('has a row for each item that leads to its place, and says what is doubtful', () => {
    const page = annotatedPage(plan, readWorkPlan(plan), '要点.txt');

    expect([...page.matchAll(/<tr id="i\d+"/g)].length).toBe(2);
    expect(page).toContain('href="#s1"');
    expect(page).toContain('id="s1"');
    expect(page).toContain('时限不明确：第三季度前（2026-06-30 / 2026-09-30）');
  });

  it('fetches nothing and runs nothing', () => {
    const page = annotatedPage(plan, readWorkPlan(plan), '要点.txt');

    expect(page).not.toMatch(/<(?:script|link|img|iframe)|https?:|url\(/);
  });
});
