import { describe, expect, it } from 'vitest';
import { readPdf } from '../../../src/adapters/documents/pdf.ts';
import { gridOf, type Printed, pdfOf } from '../../support/pdf.ts';
import { tablesOf, textsOf } from '../../support/read-files.ts';

/** Lines of running text from a height downwards, as wide as a page's text. */
function lines(texts: readonly string[], top = 100, x = 80): Printed[] {
  return texts.map((text, index) => ({ text, x, y: top + index * 24 }));
}

const LONG = '推动构成重大危险源的企业加快双重预防机制数字化建设，完善应急救援场站';

/** A table: texts of its cells row by row, in columns that begin at these places. */
function table(columns: readonly number[], top: number, rows: readonly (readonly string[])[]): Printed[] {
  const heights = rows.map((_, index) => top + index * 40);
  return [
    ...gridOf(columns, [...heights, top + rows.length * 40]),
    ...rows.flatMap((row, at) =>
      row.flatMap((text, column) =>
        text.split('\n').map(
          (line, index): Printed => ({
            text: line,
            x: (columns[column] ?? 0) + 4,
            y: top + at * 40 + 15 + index * 16,
          }),
        ),
      ),
    ),
  ];
}

describe('reading a PDF', () => {
  it('gives printed lines from the top down with their page and line', async () => {
    const document = await readPdf(
      pdfOf([[...lines(['二〇二六年安全生产', '重点工作任务要点']).reverse()], lines(['第二部分：保障措施'])]),
    );

    expect(document.blocks).toEqual([
      { kind: 'line', text: '二〇二六年安全生产', place: { page: 1, line: 1 } },
      { kind: 'line', text: '重点工作任务要点', place: { page: 1, line: 2 } },
      { kind: 'line', text: '第二部分：保障措施', place: { page: 2, line: 1 } },
    ]);
  });

  it.each([
    [
      'pieces of one line joined',
      [
        { text: '时限：', x: 80, y: 100 },
        { text: '4月底', x: 116, y: 100 },
      ],
      ['时限：4月底'],
    ],
    [
      'a blank where one is printed as a gap',
      [
        { text: '市水利局', x: 80, y: 100 },
        { text: '市公安局', x: 134, y: 100 },
      ],
      ['市水利局 市公安局'],
    ],
    [
      'a word once that was printed twice for boldness',
      [
        { text: '要点', x: 80, y: 100 },
        { text: '要点', x: 80.4, y: 100 },
      ],
      ['要点'],
    ],
    ['radicals as characters', [{ text: '市⺠政局4⽉底前报送材料', x: 80, y: 100 }], ['市民政局4月底前报送材料']],
  ])('gives %s', async (_, page, texts) => {
    expect(textsOf(await readPdf(pdfOf([[...page, { text: '以上内容请认真落实。', x: 80, y: 200 }]])))).toEqual([
      ...texts,
      '以上内容请认真落实。',
    ]);
  });

  it.each([
    ['GBK-EUC-H', 'b8f7b5a5cebbd3da34d4c2b5d7c7b0b1a8cbcd9de7'],
    ['UniGB-UCS2-H', '540453554f4d4e8e003467085e95524d62a590016fe7'],
    ['Identity-H', '06f205860eca10bf0341110505b80c2d04110dc2'],
  ])('reads a font that is only named, in %s', async (namedFont, hex) => {
    const { text } = await readPdf(pdfOf([[{ hex, x: 80, y: 100 }]], { namedFont }));

    expect(text).toMatch(/^各单位于4月底前报送/);
  });

  it('leaves out running headers, footers and page numbers, but not lines that differ', async () => {
    const pages = [1, 2, 3].map((number) => [
      { text: '某市安全生产委员会办公室', x: 80, y: 40 },
      ...lines([`附件${number}`, `第${number}项任务`, '完成时限见表']),
      { text: `— ${number} —`, x: 280, y: 800 },
      { text: `共 3 页 第 ${number} 页`, x: 400, y: 820 },
    ]);

    expect(textsOf(await readPdf(pdfOf(pages)))).toEqual(
      [1, 2, 3].flatMap((number) => [`附件${number}`, `第${number}项任务`, '完成时限见表']),
    );
  });

  it('reads two columns of running text one after the other', async () => {
    const left = Array.from({ length: 8 }, (_, index) => `左栏第${index + 1}行的文字写满了整整一栏为止`);
    const right = left.map((text) => text.replace('左', '右'));
    const page = [{ text: '工作要点', x: 250, y: 60 }, ...lines(left, 100, 60), ...lines(right, 100, 320)];

    expect(textsOf(await readPdf(pdfOf([page])))).toEqual(['工作要点', ...left, ...right]);
  });

  it('names the pages that show no text', async () => {
    expect((await readPdf(pdfOf([lines([LONG]), [], [{ text: '— 3 —', x: 280, y: 800 }]]))).leftOut).toEqual([
      { kind: 'pages-without-text', where: '2、3' },
    ]);
  });

  it.each([
    ['a file without text', pdfOf([[], []]), 'scanned'],
    ['a file whose pages show page numbers only', pdfOf([[{ text: '1', x: 280, y: 800 }]]), 'scanned'],
    ['a file that is cut off', Buffer.from('%PDF-1.7\n1 0 obj'), 'damaged'],
    [
      'a file with a password',
      pdfOf([lines([LONG])], {
        trailer: `/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<${'0'.repeat(64)}>/U<${'1'.repeat(64)}>>>/ID[<00><00>]`,
      }),
      'encrypted',
    ],
  ])('refuses %s', async (_, bytes, problem) => {
    await expect(readPdf(bytes)).rejects.toMatchObject({ problem });
  });
});

describe('a table of a PDF', () => {
  const columns = [60, 110, 300, 420, 520];
  const header = ['序号', '任务', '单位', '时限'];

  it('is read by its printed lines, and wrapped lines of a cell are joined', async () => {
    const rows = [header, ['1', '推动企业加快双重预防机制建设\n并上线运行。', '市应急局\n市公安局', '4月底']];
    const document = await readPdf(
      pdfOf([[...lines(['任务清单'], 60), ...table(columns, 100, rows), ...lines(['注：略'], 300)]]),
    );

    expect(tablesOf(document)).toEqual([
      [
        ['0:序号', '1:任务', '2:单位', '3:时限'],
        ['0:1', '1:推动企业加快双重预防机制建设并上线运行。', '2:市应急局\n市公安局', '3:4月底'],
      ],
    ]);
    expect(textsOf(document)).toEqual(['任务清单', '注：略']);
  });

  it('gives merged cells once, where lines between cells are missing', async () => {
    const printed: Printed[] = [
      ...gridOf([60, 110, 300], [100, 140, 180]),
      { from: [300, 100], to: [520, 100] },
      { from: [300, 180], to: [520, 180] },
      { from: [520, 100], to: [520, 180] },
      { text: '1', x: 64, y: 125 },
      { text: '排查', x: 114, y: 125 },
      { text: '2', x: 64, y: 165 },
      { text: '演练', x: 114, y: 165 },
      { text: '市应急局', x: 304, y: 145 },
    ];

    expect(tablesOf(await readPdf(pdfOf([printed])))).toEqual([
      [
        ['0:1', '1:排查', '2:市应急局↓2'],
        ['0:2', '1:演练'],
      ],
    ]);
  });

  it('is read by the places of its words, where no lines are printed', async () => {
    const places = [60, 130, 330, 450];
    const rows = [
      header,
      ['1', '排查重点场所风险隐患', '市应急局', '4月底'],
      ['', '并建立台账', '', ''],
      ['2', '开展演练', '', '5月底'],
    ];
    const printed = rows.flatMap((row, at) =>
      row.flatMap((text, column): Printed[] =>
        text === '' ? [] : [{ text, x: places[column] ?? 0, y: 100 + at * 24 }],
      ),
    );
    const document = await readPdf(pdfOf([[...printed, { text: '注：由办公室统筹。', x: 60, y: 200 }]]));

    expect(tablesOf(document)).toEqual([
      [
        ['0:序号', '1:任务', '2:单位', '3:时限'],
        ['0:1', '1:排查重点场所风险隐患并建立台账', '2:市应急局', '3:4月底'],
        ['0:2', '1:开展演练', '2:', '3:5月底'],
      ],
    ]);
    expect(textsOf(document)).toEqual(['注：由办公室统筹。']);
  });

  it('goes on over pages: without the header again, with the row that was cut put together', async () => {
    const pages = [
      table(columns, 100, [header, ['1', '排查隐患', '市应急局', '4月底'], ['2', '开展演练，', '市公安局', '5月底']]),
      table(columns, 60, [header, ['', '总结经验。', '', ''], ['3', '报送材料', '市住建局', '6月底']]),
    ];

    expect(tablesOf(await readPdf(pdfOf(pages)))).toEqual([
      [
        ['0:序号', '1:任务', '2:单位', '3:时限'],
        ['0:1', '1:排查隐患', '2:市应急局', '3:4月底'],
        ['0:2', '1:开展演练，总结经验。', '2:市公安局', '3:5月底'],
        ['0:3', '1:报送材料', '2:市住建局', '3:6月底'],
      ],
    ]);
  });
});
