import { describe, expect, it } from 'vitest';
import { readPage } from '../../../src/adapters/documents/read-format.ts';
import { tablesOf, textsOf } from '../../support/read-files.ts';

const BODY =
  '<p>为做好今年的工作，现就有关事项通知如下，请各单位结合实际认真抓好落实。</p><p>一、完成风险排查，建立问题清单。（时限：4月底）</p>';

function page(inside: string, head = ''): string {
  return `<!DOCTYPE html><html><head><meta charset="utf-8">${head}</head><body>${inside}</body></html>`;
}

const read = (text: string) => readPage(Buffer.from(text));

const SENTENCES = [
  '为做好今年的工作，现就有关事项通知如下，请各单位结合实际认真抓好落实。',
  '一、完成风险排查，建立问题清单。（时限：4月底）',
];

describe('reading a web page', () => {
  it.each([
    ['menus', `<div class="nav"><a>首页</a><a>政务公开</a></div><div id="zoom">${BODY}</div>`],
    [
      'lists of links',
      `<div>${BODY}</div><div><ul><li><a>2021年工作总结</a></li><li><a>6月底前任务部署</a></li></ul></div>`,
    ],
    ['footers', `<div class="content">${BODY}</div><div class="foot">主办：市政府办公室　备案号：00000000号</div>`],
    ['scripts and hidden parts', `<script>var a="2021年1月底前";</script>${BODY}<p style="display: none">5月底前</p>`],
    ['page tools', `<div class="text"><p>浏览次数：12　字体：【大 中 小】</p>${BODY}<p>【打印】 【关闭】</p></div>`],
    [
      'share bars inside the text',
      `<div class="article">${BODY}<div class="bdsharebuttonbox share">分享到：微信</div></div>`,
    ],
  ])('leaves out %s', (_, inside) => {
    expect(textsOf(read(page(inside)))).toEqual(SENTENCES);
  });

  it('keeps a page that is one form, as some servers make them', () => {
    expect(textsOf(read(page(`<form><div>${BODY}</div></form>`)))).toEqual(SENTENCES);
  });

  it('keeps the title that stands above the text, and the one that the site gives', () => {
    const inside = `<div class="top"><h1>关于做好排查的通知</h1></div><div class="TRS_Editor">${BODY}</div>`;
    const document = read(page(inside, '<meta name="ArticleTitle" content="关于做好排查的通知">'));

    expect(document.blocks[0]).toMatchObject({ text: '关于做好排查的通知', heading: 1 });
    expect(document.metaTitle).toBe('关于做好排查的通知');
  });

  it('does not believe a window title that the page does not print', () => {
    const document = read(page(BODY, '<title>市人民政府门户网站 政策文件</title>'));

    expect(document.metaTitle).toBeUndefined();
  });

  it('reads rows and columns that cells span, and line breaks in cells', () => {
    const table =
      '<table><tr><th>序号<th>单位<th>时限</tr><tr><td>1</td><td rowspan="2">市住建局<br>市城管局</td><td>4月底</td></tr><tr><td>2</td><td>5月</td></tr><tr><td colspan="9">注：略</td></tr></table>';

    expect(tablesOf(read(page(BODY + table)))).toEqual([
      [['0:序号', '1:单位', '2:时限'], ['0:1', '1:市住建局\n市城管局↓2', '2:4月底'], ['0:2', '2:5月'], ['0:注：略→9']],
    ]);
  });

  it('reads a table that only lays out the page as lines, and leaves out the table of document data', () => {
    const data =
      '<table><tr><td>索引号：</td><td>LX-1</td><td>有效性：</td><td>有效</td></tr><tr><td>发布机构：</td><td>办公室</td></tr></table>';

    const document = read(page(`<table><tr><td>${data}${BODY}</td></tr></table>`));

    expect(tablesOf(document)).toEqual([]);
    expect(textsOf(document)).toEqual(SENTENCES);
  });

  it('believes the encoding that the page names', () => {
    const gb2312 = Buffer.concat([
      Buffer.from('<html><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><p>'),
      Buffer.from('b8f7b5a5cebbd3a6d3da33d4c2b5d7c7b0b1a8cbcda1a3', 'hex'),
      Buffer.from('</p></html>'),
    ]);

    expect(textsOf(readPage(gb2312))).toEqual(['各单位应于3月底前报送。']);
  });
});
