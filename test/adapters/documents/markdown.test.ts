import { describe, expect, it } from 'vitest';
import { readString, tablesOf, textsOf } from '../../support/read-files.ts';

describe('reading Markdown', () => {
  it('takes headings with their levels, whatever the name of the file says', async () => {
    const document = await readString('# 工作要点 #\n\n## 一、总体要求\n\n正文。', '要点.txt');

    expect(document.format).toBe('md');
    expect(document.blocks).toEqual([
      { kind: 'line', text: '工作要点', place: { from: 0, to: 8 }, heading: 1 },
      { kind: 'line', text: '一、总体要求', place: { from: 10, to: 19 }, heading: 2 },
      { kind: 'line', text: '正文。', place: { from: 21, to: 24 }, paragraph: true },
    ]);
  });

  it.each([
    ['**一、**细化*任务*措施', '一、细化任务措施'],
    ['- [ ] 完成排查', '完成排查'],
    ['> 引用的要求', '引用的要求'],
    ['1. 编制清单', '1. 编制清单'],
    ['见[附件](a.docx)和`代码`', '见附件和代码'],
    ['目标 2*3*4 不变', '目标 2*3*4 不变'],
    ['第一行\\', '第一行'],
  ])('shows %s as %s', async (written, shown) => {
    expect(textsOf(await readString(`# 要点\n\n${written}`))).toEqual(['要点', shown]);
  });

  it('reads a table and the title of the front matter', async () => {
    const document = await readString(
      '---\ntitle: 任务清单\n---\n\n| 任务 | 时限 |\n|:--|--:|\n| **排查** | 4月底 |\n\n注：略',
    );

    expect(document.metaTitle).toBe('任务清单');
    expect(tablesOf(document)).toEqual([
      [
        ['0:任务', '1:时限'],
        ['0:排查', '1:4月底'],
      ],
    ]);
    expect(textsOf(document)).toEqual(['注：略']);
  });

  it('does not call the lines of a wrapped paragraph paragraphs', async () => {
    const document = await readString('# 要点\n\n（一）推动\n数字化建设。\n\n（二）另一项。');

    expect(document.blocks.map((block) => block.kind === 'line' && block.paragraph === true)).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });
});
