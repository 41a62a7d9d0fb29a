import { describe, expect, it } from 'vitest';
import { divisionsIn } from '../../src/reading/division.ts';
import { readTable } from '../../src/reading/table-plan.ts';
import { findPrintedTables } from '../../src/reading/text-table.ts';
import { tableOf, textDocument } from '../support/plan-documents.ts';

const rowsOf = (text: string): string[][] =>
  findPrintedTables(textDocument(text).blocks).flatMap((block) =>
    block.kind === 'table' ? block.rows.map((row) => row.cells.map((cell) => cell.text)) : [],
  );

describe('tables that a text prints without rules', () => {
  it('takes cells with a blank between them by what they look like', () => {
    expect(
      rowsOf(
        '序号 检查领域 时间\n安排 责任单位\n1 烟花爆竹批发企业 4 月份 市应急局 市公安局\n2 油气长输管道 5 月—6 月 市发展改革委\n',
      ),
    ).toEqual([
      ['序号', '检查领域', '时间安排', '责任单位'],
      ['1', '烟花爆竹批发企业', '4月份', '市应急局 市公安局'],
      ['2', '油气长输管道', '5月—6月', '市发展改革委'],
    ]);
  });

  it('takes cells under their headers where the print keeps its columns, an empty one too', () => {
    const text = [
      '序号   建议内容              主办单位      协办单位      办理时限',
      ' 1    关于打通断头路          区住建局      区城管局      6月20日前',
      '      的建议',
      ' 2    关于共享单车的建议       区城管局                   5月底前',
    ].join('\n');

    expect(rowsOf(text).slice(1)).toEqual([
      ['1', '关于打通断头路的建议', '区住建局', '区城管局', '6月20日前'],
      ['2', '关于共享单车的建议', '区城管局', '', '5月底前'],
    ]);
  });

  it('takes cells that stand each on a line of its own', () => {
    expect(
      rowsOf(
        '序号\n任务内容\n牵头单位\n完成时间\n1\n创建20家。\n市水利局\n6月底\n2\n漏损治理。\n市住建局\n10月底\n',
      ).slice(1),
    ).toEqual([
      ['1', '创建20家。', '市水利局', '6月底'],
      ['2', '漏损治理。', '市住建局', '10月底'],
    ]);
  });

  it('leaves a numbered list alone', () => {
    expect(rowsOf('1. 开展检查。\n2. 完成整改。\n')).toEqual([]);
  });
});

describe('the rows of a table', () => {
  const header = ['序号', '工作任务', '牵头单位', '配合单位', '完成时限'];

  it('lets a row across the table name what follows and leaves a sum out', () => {
    const items = readTable(
      tableOf([
        header,
        ['一、压实责任', '', '', '', ''],
        ['1', '修订清单', '市安委办', '', '3月'],
        ['', '合计', '', '', ''],
      ]),
      null,
      false,
      false,
    );

    expect(items.map((item) => [item.label, item.section, item.text])).toEqual([['1', '一、压实责任', '修订清单']]);
  });

  it('gives an empty cell the value above only where the file has lost its merged cells', () => {
    const table = tableOf([header, ['1', '修订清单', '市安委办', '', '3月'], ['2', '开展巡查', '', '', '6月']]);
    const leads = (spansLost: boolean) =>
      readTable(table, null, spansLost, false).map((item) => item.fields.find((field) => field.kind === 'lead')?.value);

    expect(leads(true)).toEqual(['市安委办', '市安委办']);
    expect(leads(false)).toEqual(['市安委办', undefined]);
  });

  it('makes a duty of a note that asks for something by a day, and none of any other', () => {
    const note = '备注：1.各牵头单位每月25日前报送进展。2.2021年未完成事项结转。';
    const items = readTable(tableOf([header, ['1', '修订清单', '市安委办', '', '3月'], [note]]), null, false, false);

    expect(items.map((item) => [item.label, item.text, item.isDuty])).toEqual([
      ['1', '修订清单', false],
      ['1', '各牵头单位每月25日前报送进展。', true],
    ]);
  });
});

describe('a division of labor by number', () => {
  it('reads ranges and lists', () => {
    expect(
      divisionsIn('第1.1至1.3项由基础教育科牵头，教研室配合；第2.1项、2.2项由民办教育科牵头。').map(
        ({ numbers, field }) => [numbers, field.value],
      ),
    ).toEqual([
      [[['1.1', '1.3']], '基础教育科牵头，教研室配合'],
      [
        [
          ['2.1', '2.1'],
          ['2.2', '2.2'],
        ],
        '民办教育科牵头',
      ],
    ]);
  });

  it('finds none in a sentence that only counts', () => {
    expect(divisionsIn('第36次常务会议由市长主持。')).toEqual([]);
  });
});
