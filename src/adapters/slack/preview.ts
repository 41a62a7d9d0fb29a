import type { types } from '@slack/bolt';
import { escaped } from './text.ts';

type KnownBlock = types.KnownBlock;

/** One thing that Slack would show: a post, a modal or a home page, with a heading that says when. */
export interface Preview {
  readonly heading: string;
  readonly kind: 'message' | 'modal' | 'home';
  readonly title?: string;
  readonly submit?: string;
  readonly close?: string;
  readonly blocks: readonly KnownBlock[];
}

/** A page that lays the blocks out about as Slack does: for reading every message before anybody is sent one. */
export function previewPage(
  title: string,
  botName: string,
  groups: readonly { name: string; shown: readonly Preview[] }[],
): string {
  const sections = groups.map(
    ({ name, shown }) =>
      `<h2>${text(name)} (${shown.length})</h2><div class="grid">${shown.map((one) => card(one, botName)).join('')}</div>`,
  );
  return `<!doctype html><html lang="zh"><meta charset="utf-8"><title>${text(title)}</title><style>${STYLE}</style><h1>${text(title)}</h1>${sections.join('')}</html>\n`;
}

const text = (words: string): string => escaped(words).replaceAll('"', '&quot;');

function card(shown: Preview, botName: string): string {
  const body = shown.blocks.map(blockHtml).join('');
  const frame =
    shown.kind === 'message'
      ? `<div class="who"><i></i><b>${text(botName)}</b><small>APP</small></div>${body}`
      : shown.kind === 'modal'
        ? `<header><i></i><b>${text(shown.title ?? '')}</b><span>×</span></header>${body}<footer>${shown.close ? `<button>${text(shown.close)}</button>` : ''}${shown.submit ? `<button class="primary">${text(shown.submit)}</button>` : ''}</footer>`
        : body;
  return `<figure><figcaption>${text(shown.heading)}</figcaption><div class="${shown.kind}">${frame}</div></figure>`;
}

function blockHtml(block: KnownBlock): string {
  switch (block.type) {
    case 'rich_text':
      return `<p>${block.elements.map(sectionHtml).join('')}</p>`;
    case 'actions':
      return `<div class="row">${block.elements.map(elementHtml).join('')}</div>`;
    case 'context':
      return `<small class="context">${block.elements.map((one) => ('text' in one ? text(one.text) : '')).join(' ')}</small>`;
    case 'divider':
      return '<hr>';
    case 'table':
      return `<table>${block.rows.map((row) => `<tr>${row.map((cell) => `<td>${'text' in cell ? text(String(cell.text)) : ''}</td>`).join('')}</tr>`).join('')}</table>`;
    case 'input':
      return `<label>${text(block.label.text)}${block.optional ? '' : ' *'}${elementHtml(block.element)}${block.hint ? `<small>${text(block.hint.text)}</small>` : ''}</label>`;
    default:
      return `<p class="unknown">${text(block.type)}</p>`;
  }
}

function sectionHtml(section: types.RichTextBlockElement): string {
  if (section.type !== 'rich_text_section') return '';
  return section.elements
    .map((element) => {
      const words = element.type === 'text' || element.type === 'link' ? text(element.text ?? '') : '';
      return element.style ? `<b>${words}</b>` : words;
    })
    .join('');
}

function elementHtml(element: types.ActionsBlockElement | types.InputBlockElement): string {
  switch (element.type) {
    case 'button':
      return `<button class="${element.style ?? ''}">${text(element.text.text)}</button>`;
    case 'overflow':
      return `<details open><summary>⋯</summary>${element.options.map((option) => `<div>${text(option.text.text)}</div>`).join('')}</details>`;
    case 'plain_text_input':
      return element.multiline
        ? `<textarea rows="4">${text(element.initial_value ?? '')}</textarea>`
        : `<input value="${text(element.initial_value ?? '')}">`;
    case 'datepicker':
      return `<input value="${text(element.initial_date ?? '')}" placeholder="📅">`;
    case 'file_input':
      return '<input placeholder="📎">';
    case 'conversations_select':
      return `<select><option>${text(element.initial_conversation ? `# ${element.initial_conversation}` : '#')}</option></select>`;
    case 'checkboxes':
      return element.options.map((option) => `<span><input type="checkbox"> ${text(option.text.text)}</span>`).join('');
    case 'static_select': {
      const options = element.options ?? element.option_groups?.flatMap((group) => group.options) ?? [];
      return `<select size="${Math.min(6, options.length)}">${options.map((option) => `<option>${text(option.text.text)}</option>`).join('')}</select>`;
    }
    default:
      return `<span class="unknown">${text(element.type)}</span>`;
  }
}

const STYLE = `
body{font:15px/1.47 "Lato","Noto Sans CJK SC",sans-serif;color:#1d1c1d;background:#f4f4f4;margin:24px}
h1{font-size:22px}h2{font-size:17px;margin:28px 0 8px}
.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(430px,1fr));gap:16px;align-items:start}
figure{margin:0}figcaption{color:#616061;font-size:12px;margin-bottom:4px}
.message,.modal,.home{background:#fff;border:1px solid #ddd;border-radius:8px;padding:12px 16px}
p{white-space:pre-wrap;overflow-wrap:anywhere;margin:4px 0 8px}
.who{display:flex;gap:8px;align-items:center}.who i,header i{width:28px;height:28px;border-radius:6px;background:#1f3b63}
.who small{background:#eee;border-radius:3px;padding:0 4px;font-size:10px}
header{display:flex;gap:8px;align-items:center;border-bottom:1px solid #ddd;margin:-12px -16px 8px;padding:10px 16px}header span{margin-left:auto}
footer{display:flex;gap:8px;justify-content:flex-end;border-top:1px solid #ddd;margin:8px -16px -12px;padding:10px 16px}
.row{display:flex;flex-wrap:wrap;gap:8px;margin:4px 0}
button{border:1px solid #bbb;background:#fff;border-radius:4px;padding:5px 12px;font:700 13px inherit;max-width:100%}
button.primary{background:#007a5a;color:#fff;border-color:#007a5a}button.danger{color:#e01e5a;border-color:#e01e5a}
details{border:1px solid #bbb;border-radius:4px;padding:4px 10px}details div{font-size:13px;padding:2px 0}summary{list-style:none;font-weight:700}
label{display:block;font-weight:700;margin:8px 0}label small{font-weight:400;color:#616061}
label>input,textarea,select{display:block;width:100%;box-sizing:border-box;font:inherit;font-weight:400;border:1px solid #bbb;border-radius:4px;padding:6px}
table{border-collapse:collapse;margin:6px 0}td{border:1px solid #ddd;padding:4px 12px}tr:first-child td{font-weight:700;background:#f8f8f8}
label span{display:block;font-weight:400}hr{border:0;border-top:1px solid #ddd;margin:12px 0}.context{color:#616061}.unknown{color:#e01e5a}
`;
