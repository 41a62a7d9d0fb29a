/** How the annotated page looks: on a wide screen, on a phone, and on paper. Colour is never the only sign of a doubt. */
export const pageStyle = `
:root { --ink: #1f2733; --muted: #667080; --line: #dfe3e8; --ground: #f3f5f7; --look: #a8281e; }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
body { margin: 0; color: var(--ink); background: var(--ground); font: 16px/1.75 "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; font-variant-numeric: tabular-nums; }
header { padding: 16px 24px 12px; background: #fff; border-bottom: 1px solid var(--line); }
h1 { margin: 0; font-size: 20px; line-height: 1.4; }
header p { margin: 4px 0 8px; color: var(--muted); font-size: 14px; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 10px; margin: 0; padding: 0; list-style: none; font-size: 13px; }
.problems { margin: 8px 0 0; padding-left: 1.2em; color: var(--look); font-size: 14px; }
main { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 16px; padding: 16px 24px; align-items: start; }
.source, .items { background: #fff; border: 1px solid var(--line); border-radius: 6px; }
.source { padding: 16px 20px; }
.source p, .source h2, .source h3, .source h4, .source h5, .source h6 { position: relative; margin: 0 0 2px; padding-left: 48px; font-size: 16px; overflow-wrap: anywhere; }
.source h2, .source h3 { margin-top: 10px; }
.source [data-place]::before { content: attr(data-place); position: absolute; left: 0; width: 40px; text-align: right; color: #9aa3af; font-size: 11px; font-weight: 400; line-height: 28px; }
.wide { overflow-x: auto; margin: 8px 0; }
table { border-collapse: collapse; width: 100%; font-size: 14px; line-height: 1.6; }
caption { padding: 4px 0; text-align: left; color: var(--muted); }
td, th { padding: 5px 8px; border: 1px solid var(--line); vertical-align: top; text-align: left; }
.source td { min-width: 3.5em; }
.place { width: 1%; color: #9aa3af; font-size: 11px; font-weight: 400; white-space: nowrap; background: #fafbfc; }
.items { position: sticky; top: 12px; max-height: calc(100vh - 24px); overflow: auto; }
.items thead th { position: sticky; top: 0; background: #fafbfc; font-weight: 600; z-index: 1; white-space: nowrap; }
.items table { table-layout: fixed; }
.items th:nth-child(1) { width: 9%; }
.items th:nth-child(2) { width: 30%; }
.items th:nth-child(3) { width: 20%; }
.items th:nth-child(4) { width: 24%; }
.items td { overflow-wrap: anywhere; }
.items td:nth-child(4) mark { display: inline-block; margin-bottom: 2px; line-height: 1.45; }
.items a { color: #1d4f91; }
mark { color: inherit; padding: 0 2px; border-radius: 3px; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
mark.label { background: #e3e8ee; font-weight: 600; }
mark.limit { background: #ffe3a3; }
mark.lead { background: #bfe0c9; }
mark.supporting { background: #e0edc2; }
mark.responsible { background: #c8dcf5; }
mark.leader { background: #e2d3f3; }
mark.target { background: #f8d3c4; }
.doubt { text-decoration: underline wavy var(--look) 1.5px; text-underline-offset: 4px; }
.doubt-line { margin: 0; color: var(--look); font-size: 13px; }
.doubt-line::before { content: "？ "; }
.none { color: var(--muted); }
tr.look td:first-child { box-shadow: inset 3px 0 var(--look); }
:target { outline: 2px solid #1d4f91; outline-offset: 2px; }
.anchor { position: relative; top: -8px; }
p:has(.anchor:target), tr:has(.anchor:target) { background: #eef4fb; }
@media screen and (max-width: 900px) {
  header { padding: 12px 14px; }
  main { grid-template-columns: minmax(0, 1fr); padding: 10px; gap: 10px; }
  .source { padding: 10px 12px; }
  .source p, .source h2, .source h3, .source h4, .source h5, .source h6 { padding-left: 0; }
  .source [data-place]::before { display: none; }
  .items { position: static; max-height: none; border: 0; background: none; order: -1; }
  .items thead { display: none; }
  .items table, .items tbody, .items tr, .items td { display: block; width: auto; min-width: 0 !important; border: 0; }
  .items tr { margin-bottom: 8px; padding: 8px 10px; background: #fff; border: 1px solid var(--line); border-radius: 6px; }
  .items td { padding: 1px 0 1px 3.2em; position: relative; }
  .items td[data-name]::before { content: attr(data-name); position: absolute; left: 0; color: var(--muted); font-size: 13px; }
  .items td:nth-child(1) { padding-left: 0; font-weight: 600; }
  .items td[data-name]:empty { display: none; }
  tr.look td:first-child { box-shadow: none; }
  tr.look { border-left: 3px solid var(--look); }
}
@media print {
  @page { size: A4; margin: 18mm 14mm; }
  body { background: #fff; font-size: 12px; }
  mark { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main { display: block; padding: 0; }
  .source, .items { border: 0; padding: 0; }
  .items { position: static; max-height: none; overflow: visible; break-before: page; }
  .items thead { display: table-header-group; }
  .items thead th { position: static; }
  .source p { font-size: 12px; }
  .wide { overflow: visible; }
  tr { break-inside: avoid; }
  table { font-size: 11px; }
}
`;
