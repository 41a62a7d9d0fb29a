import { describe, expect, it } from 'vitest';
import { readOffice } from '../../../src/adapters/documents/read-format.ts';
import { tablesOf, textsOf, wordFile, wordParagraph } from '../../support/read-files.ts';

function cell(text: string, properties = ''): string {
  return `<w:tc><w:tcPr>${properties}</w:tcPr>${wordParagraph(text)}</w:tc>`;
}

function row(...cells: string[]): string {
  return `<w:tr>${cells.join('')}</w:tr>`;
}

const read = (body: string, parts = {}) => readOffice(wordFile(body, parts));

describe('reading a Word file', () => {
  it.each([
    ['runs of one paragraph', '<w:p><w:r><w:t>4</w:t></w:r><w:r><w:t>月底</w:t></w:r></w:p>', ['4月底']],
    ['tabs', '<w:p><w:r><w:t>一、</w:t><w:tab/><w:t>排查</w:t></w:r></w:p>', ['一、 排查']],
    ['soft breaks', '<w:p><w:r><w:t>办公室</w:t><w:br/><w:t>4月1日</w:t></w:r></w:p>', ['办公室', '4月1日']],
    [
      'a break inside a title mark',
      '<w:p><w:r><w:t>印发《要点</w:t><w:br/><w:t>分工》的通知</w:t></w:r></w:p>',
      ['印发《要点分工》的通知'],
    ],
    ['links', '<w:p><w:hyperlink><w:r><w:t>附件</w:t></w:r></w:hyperlink></w:p>', ['附件']],
    ['content controls', `<w:sdt><w:sdtPr/><w:sdtContent>${wordParagraph('内容')}</w:sdtContent></w:sdt>`, ['内容']],
    ['symbols', '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t>已核</w:t></w:r></w:p>', ['√已核']],
    [
      'fields by their result',
      '<w:p><w:r><w:fldChar/><w:instrText>PAGE 3</w:instrText><w:t>12</w:t></w:r></w:p>',
      ['12'],
    ],
    [
      'guides to pronunciation not',
      '<w:p><w:r><w:ruby><w:rt><w:r><w:t>fā</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>发</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>',
      ['发'],
    ],
    [
      'hidden text not',
      '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>5月</w:t></w:r><w:r><w:t>4月</w:t></w:r></w:p>',
      ['4月'],
    ],
  ])('takes %s', async (_, body, texts) => {
    expect(textsOf(await read(body))).toEqual(texts);
  });

  it.each([
    [
      'insertions',
      '<w:p><w:r><w:t>时限：</w:t></w:r><w:ins><w:r><w:t>5月底</w:t></w:r></w:ins></w:p>',
      ['时限：5月底'],
    ],
    [
      'deletions',
      '<w:p><w:r><w:t>时限：</w:t></w:r><w:del><w:r><w:delText>4月底</w:delText></w:r></w:del></w:p>',
      ['时限：'],
    ],
    [
      'moves',
      '<w:p><w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新处</w:t></w:r></w:moveTo></w:p>',
      ['新处'],
    ],
    [
      'a deleted paragraph mark',
      `${wordParagraph('前半', '<w:rPr><w:del/></w:rPr>')}${wordParagraph('后半')}`,
      ['前半后半'],
    ],
  ])('takes tracked %s as accepted', async (_, body, texts) => {
    expect(textsOf(await read(body))).toEqual(texts);
  });

  it('drops a table row whose deletion was tracked', async () => {
    const deleted = `<w:tr><w:trPr><w:del/></w:trPr>${cell('旧')}${cell('4月')}</w:tr>`;

    expect(tablesOf(await read(`<w:tbl>${row(cell('新'), cell('5月'))}${deleted}</w:tbl>`))).toEqual([
      [['0:新', '1:5月']],
    ]);
  });

  it('reads a text box once, after the paragraph that holds it', async () => {
    const box = `<w:txbxContent>${wordParagraph('框内')}</w:txbxContent>`;
    const both = `<mc:AlternateContent><mc:Choice><w:drawing>${box}</w:drawing></mc:Choice><mc:Fallback><w:pict>${box}</w:pict></mc:Fallback></mc:AlternateContent>`;

    expect(textsOf(await read(`<w:p><w:r>${both}<w:t>正文</w:t></w:r></w:p>`))).toEqual(['正文', '框内']);
  });

  it('marks headings by the outline level of their style, and leaves out a table of contents', async () => {
    const styles =
      '<w:style w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:styleId="2"><w:name w:val="own"/><w:basedOn w:val="1"/></w:style><w:style w:styleId="T"><w:name w:val="toc 1"/></w:style>';
    const body = `${wordParagraph('一、总体要求 1', '<w:pStyle w:val="T"/>')}${wordParagraph('一、总体要求', '<w:pStyle w:val="2"/>')}`;

    expect((await read(body, { styles })).blocks).toEqual([
      { kind: 'line', text: '一、总体要求', place: { from: 0, to: 6 }, heading: 1, paragraph: true },
    ]);
  });
});

describe('the numbers that Word makes', () => {
  const level = (index: number, format: string, text: string, more = '') =>
    `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/>${more}</w:lvl>`;
  const list = (levels: string) => `<w:abstractNum w:abstractNumId="0">${levels}</w:abstractNum>`;
  const use = (id: string, more = '') => `<w:num w:numId="${id}"><w:abstractNumId w:val="0"/>${more}</w:num>`;
  const numbered = (text: string, at = 0, id = '1') =>
    wordParagraph(text, `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${id}"/></w:numPr>`);

  it.each([
    ['chineseCounting', '（%1）', '（一）甲', '（二）乙'],
    ['chineseCountingThousand', '%1、', '一、甲', '二、乙'],
    ['japaneseCounting', '第%1条', '第一条 甲', '第二条 乙'],
    ['decimal', '%1.', '1. 甲', '2. 乙'],
    ['decimalEnclosedCircle', '%1', '①甲', '②乙'],
    ['upperRoman', '%1.', 'I. 甲', 'II. 乙'],
    ['ideographTraditional', '%1、', '甲、甲', '乙、乙'],
    ['decimalFullWidth', '%1．', '１．甲', '２．乙'],
    ['bullet', '', '甲', '乙'],
  ])('are printed in the format %s', async (format, text, first, second) => {
    const numbering = list(level(0, format, text)) + use('1');

    expect(textsOf(await read(numbered('甲') + numbered('乙'), { numbering }))).toEqual([first, second]);
  });

  it('restart below a higher level, and count on beside it', async () => {
    const numbering = list(level(0, 'chineseCounting', '%1、') + level(1, 'decimal', '%2.')) + use('1');
    const body = numbered('甲') + numbered('子', 1) + numbered('丑', 1) + numbered('乙') + numbered('寅', 1);

    expect(textsOf(await read(body, { numbering }))).toEqual(['一、甲', '1. 子', '2. 丑', '二、乙', '1. 寅']);
  });

  it('do not restart where the level says so', async () => {
    const levels =
      level(0, 'chineseCounting', '%1、') + level(1, 'chineseCounting', '（%2）', '<w:lvlRestart w:val="0"/>');
    const body = numbered('甲') + numbered('子', 1) + numbered('乙') + numbered('丑', 1);

    expect(textsOf(await read(body, { numbering: list(levels) + use('1') }))).toEqual([
      '一、甲',
      '（一）子',
      '二、乙',
      '（二）丑',
    ]);
  });

  it('begin anew where a list of the same definition overrides its start', async () => {
    const override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>';
    const numbering = list(level(0, 'decimal', '%1.')) + use('1') + use('2', override) + use('3');
    const body = numbered('甲') + numbered('乙', 0, '2') + numbered('丙', 0, '2') + numbered('丁', 0, '3');

    expect(textsOf(await read(body, { numbering }))).toEqual(['1. 甲', '5. 乙', '6. 丙', '7. 丁']);
  });

  it('come from a style, too, and are switched off by number 0', async () => {
    const styles =
      '<w:style w:styleId="a"><w:name w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>';
    const numbering =
      list(level(0, 'decimal', '%1.') + level(1, 'decimal', '%1.%2', '<w:pStyle w:val="a"/>')) + use('1');
    const body =
      wordParagraph('甲', '<w:pStyle w:val="a"/>') +
      wordParagraph('乙', '<w:pStyle w:val="a"/><w:numPr><w:numId w:val="0"/></w:numPr>') +
      wordParagraph('丙', '<w:pStyle w:val="a"/>');

    expect(textsOf(await read(body, { numbering, styles }))).toEqual(['1.1 甲', '乙', '1.2 丙']);
  });

  it('stand in empty cells of a number column', async () => {
    const number = `<w:tc><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p></w:tc>`;
    const numbering = list(level(0, 'decimal', '%1')) + use('1');

    expect(
      tablesOf(await read(`<w:tbl>${row(number, cell('甲'))}${row(number, cell('乙'))}</w:tbl>`, { numbering })),
    ).toEqual([
      [
        ['0:1', '1:甲'],
        ['0:2', '1:乙'],
      ],
    ]);
  });

  it.each([
    [10, 'chineseCounting', '十'],
    [11, 'chineseCounting', '十一'],
    [20, 'chineseCountingThousand', '二十'],
    [101, 'chineseCounting', '一○一'],
    [105, 'chineseCountingThousand', '一百零五'],
    [21, 'decimalEnclosedCircle', '21'],
    [12, 'chineseLegalSimplified', '壹拾贰'],
    [28, 'upperLetter', 'BB'],
  ])('at %i in %s are %s', async (start, format, printed) => {
    const override = `<w:lvlOverride w:ilvl="0"><w:startOverride w:val="${start}"/></w:lvlOverride>`;
    const numbering = list(level(0, format, '（%1）')) + use('1', override);

    expect(textsOf(await read(numbered('甲'), { numbering }))).toEqual([`（${printed}）甲`]);
  });
});

describe('tables of a Word file', () => {
  it('give merged cells once, with their spans', async () => {
    const table = [
      row(cell('序号'), cell('任务'), cell('单位')),
      row(cell('1'), cell('排查'), cell('市住建局', '<w:vMerge w:val="restart"/>')),
      row(cell('2'), cell('演练'), cell('', '<w:vMerge/>')),
      row(cell('注：略', '<w:gridSpan w:val="3"/>')),
    ].join('');

    expect(tablesOf(await read(`<w:tbl>${table}</w:tbl>`))).toEqual([
      [['0:序号', '1:任务', '2:单位'], ['0:1', '1:排查', '2:市住建局↓2'], ['0:2', '1:演练'], ['0:注：略→3']],
    ]);
  });

  it('have no columns that borders dragged by a hair make', async () => {
    const table =
      row(cell('任务', '<w:gridSpan w:val="2"/>'), cell('时限')) +
      row(cell('排查', '<w:gridSpan w:val="2"/>'), cell('4月'));

    expect(tablesOf(await read(`<w:tbl>${table}</w:tbl>`))).toEqual([
      [
        ['0:任务', '1:时限'],
        ['0:排查', '1:4月'],
      ],
    ]);
  });

  it('of one cell are frames around lines', async () => {
    const document = await read(`<w:tbl>${row(cell('一、总体要求'))}</w:tbl>`);

    expect(tablesOf(document)).toEqual([]);
    expect(textsOf(document)).toEqual(['一、总体要求']);
  });
});
