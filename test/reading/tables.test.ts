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

  it('takes cells on lines of their own where rows have no number and some cells are missing', () => {
    const text =
      '活动名称\n时间\n主办单位\n协办单位\n年货节\n1月10日—28日\n市商务局\n各县（区）政府\n春季车展活动\n4月18日至20日\n市商务局、市贸促会\n夜经济嘉年华\n6月—8月\n市文旅集团\n市城管局\n';

    expect(rowsOf(text).slice(1)).toEqual([
      ['年货节', '1月10日—28日', '市商务局', '各县（区）政府'],
      ['春季车展活动', '4月18日至20日', '市商务局、市贸促会', ''],
      ['夜经济嘉年华', '6月—8月', '市文旅集团', '市城管局'],
    ]);
  });

  it('keeps sections between rows of lines, and stops at a note', () => {
    const text =
      '序号\n工作内容\n责任科室\n完成时间\n一、公共服务\n1\n建成书房5家\n公共科\n10月底\n二、文物保护\n2\n完成普查调查\n文物科\n5月底前\n备注：每月报送。\n';

    expect(rowsOf(text).slice(1)).toEqual([
      ['一、公共服务'],
      ['1', '建成书房5家', '公共科', '10月底'],
      ['二、文物保护'],
      ['2', '完成普查调查', '文物科', '5月底前'],
    ]);
  });

  it('finds rows that begin with 1, 2, 3 also where the header is lost', () => {
    const text =
      '1\n修订应急预案\n县应急局\n3月底\n2\n开展隐患排查\n县应急局、县住建局\n6月底\n3\n组织实战演练\n县消防救援大队\n9月\n';

    expect(rowsOf(text)).toEqual([
      ['1', '修订应急预案', '县应急局', '3月底'],
      ['2', '开展隐患排查', '县应急局、县住建局', '6月底'],
      ['3', '组织实战演练', '县消防救援大队', '9月'],
    ]);
  });

  it('takes cells under a header without numbers, over two pages whose columns stand elsewhere', () => {
    const text = [
      '领域        重点任务              责任单位          完成时限',
      '开办企业    压缩开办时间          市市场监管局      6月底',
      '            清理注销难点          市税务局          上半年',
      '（一）用电',
      '获得电力    推行三零服务          永澜供电公司      11月底前',
      '- 1 -',
      '领域     重点任务         责任单位     完成时限',
      '纳税     发布优惠清单     市财政局     每季度末',
    ].join('\n');

    expect(rowsOf(text).slice(1)).toEqual([
      ['开办企业', '压缩开办时间', '市市场监管局', '6月底'],
      ['', '清理注销难点', '市税务局', '上半年'],
      ['（一）用电'],
      ['获得电力', '推行三零服务', '永澜供电公司', '11月底前'],
      ['纳税', '发布优惠清单', '市财政局', '每季度末'],
    ]);
  });

  it('takes records whose lines print the words of their columns', () => {
    const text =
      '序号：1\n工作任务：改造食堂\n责任单位：县教育局\n完成时限：6月底\n\n序号：2\n工作任务：开展培训\n完成时限：9月\n';

    expect(rowsOf(text)).toEqual([
      ['序号', '工作任务', '责任单位', '完成时限'],
      ['1', '改造食堂', '县教育局', '6月底'],
      ['2', '开展培训', '', '9月'],
    ]);
  });

  it('leaves a numbered list alone', () => {
    expect(rowsOf('1. 开展检查。\n2. 完成整改。\n')).toEqual([]);
  });
});

/** A file that keeps its merged cells, and says nothing of items without a limit. */
const MERGED = { spansLost: false, statesDefaultLimit: false };

describe('a table without a header', () => {
  it('is read by what stands in its columns', () => {
    const items = readTable(
      tableOf([
        ['1', '安全', '修订重点行业应急预案', '县应急局', '3月底'],
        ['2', '安全', '开展燃气安全隐患排查', '县住建局、县城管局', '6月底'],
        ['3', '民生', '新建社区食堂五家', '县民政局', '年底前'],
      ]),
      null,
      MERGED,
      false,
    );

    expect(items.map((item) => [item.label, item.section, item.text, item.fields.map(({ kind }) => kind)])).toEqual([
      ['1', '安全', '修订重点行业应急预案', ['responsible', 'limit']],
      ['2', '安全', '开展燃气安全隐患排查', ['responsible', 'limit']],
      ['3', '民生', '新建社区食堂五家', ['responsible', 'limit']],
    ]);
  });

  it('is no plan where nothing is due and nobody is named', () => {
    expect(
      readTable(
        tableOf([
          ['1', '某某小区', '12栋', '390户'],
          ['2', '某某花园', '8栋', '200户'],
        ]),
        null,
        MERGED,
        false,
      ),
    ).toEqual([]);
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
      MERGED,
      false,
    );

    expect(items.map((item) => [item.label, item.section, item.text])).toEqual([['1', '一、压实责任', '修订清单']]);
  });

  it('gives an empty cell the value above only where the file has lost its merged cells', () => {
    const table = tableOf([header, ['1', '修订清单', '市安委办', '', '3月'], ['2', '开展巡查', '', '', '6月']]);
    const leads = (spansLost: boolean) =>
      readTable(table, null, { ...MERGED, spansLost }, false).map(
        (item) => item.fields.find((field) => field.kind === 'lead')?.value,
      );

    expect(leads(true)).toEqual(['市安委办', '市安委办']);
    expect(leads(false)).toEqual(['市安委办', undefined]);
  });

  it('makes a duty of a note that asks for something by a day, and none of any other', () => {
    const note = '备注：1.各牵头单位每月25日前报送进展。2.2021年未完成事项结转。';
    const items = readTable(tableOf([header, ['1', '修订清单', '市安委办', '', '3月'], [note]]), null, MERGED, false);

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
