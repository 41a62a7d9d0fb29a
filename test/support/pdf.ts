/** Something printed on a page of a PDF to be made; points, from the top left. */
export type Printed =
  | { readonly text: string; readonly x: number; readonly y: number; readonly size?: number }
  | { readonly hex: string; readonly x: number; readonly y: number; readonly size?: number }
  | { readonly from: readonly [number, number]; readonly to: readonly [number, number] };

const HEIGHT = 842;

/** What else a PDF to be made has: a piece of its trailer, and a font that is only named, with codes of that encoding. */
export interface PdfOptions {
  readonly trailer?: string;
  readonly namedFont?: string;
}

/** The bytes of a PDF with these pages (A4). Every character is as wide as its size, as Chinese ones are. */
export function pdfOf(
  pages: readonly (readonly Printed[])[],
  { trailer = '', namedFont }: PdfOptions = {},
): Uint8Array {
  const kids = pages.map((_, index) => `${4 + index * 2} 0 R`).join(' ');
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${pages.length}/Kids[${kids}]/MediaBox[0 0 595 ${HEIGHT}]/Resources<</Font<</F 3 0 R>>>>>>`,
    fontOf(namedFont, 4 + pages.length * 2),
    ...pages.flatMap((page, index) => [
      `<</Type/Page/Parent 2 0 R/Contents ${5 + index * 2} 0 R>>`,
      stream(page.map(drawn).join('\n')),
    ]),
    stream(
      '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def 1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end',
    ),
  ];
  let body = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  const start = body.indexOf('xref\n0 ');
  return Buffer.from(
    `${body}trailer<</Size ${objects.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${start}\n%%EOF`,
    'latin1',
  );
}

function fontOf(namedEncoding: string | undefined, toUnicode: number): string {
  const [encoding, ordering] = namedEncoding === undefined ? ['Identity-H', 'Identity'] : [namedEncoding, 'GB1'];
  const unicode = namedEncoding === undefined ? `/ToUnicode ${toUnicode} 0 R` : '';
  const descriptor =
    '<</Type/FontDescriptor/FontName/Song/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>';
  const descendant = `<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(${ordering})/Supplement 2>>/DW 1000/FontDescriptor ${descriptor}>>`;
  return `<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/${encoding}${unicode}/DescendantFonts[${descendant}]>>`;
}

/** The lines of a table's borders: every column and row edge. */
export function gridOf(columns: readonly number[], rows: readonly number[]): Printed[] {
  const [left = 0] = columns;
  const [top = 0] = rows;
  const right = columns.at(-1) ?? left;
  const bottom = rows.at(-1) ?? top;
  return [
    ...columns.map((x): Printed => ({ from: [x, top], to: [x, bottom] })),
    ...rows.map((y): Printed => ({ from: [left, y], to: [right, y] })),
  ];
}

function drawn(printed: Printed): string {
  if ('from' in printed) {
    const [[fromX, fromY], [toX, toY]] = [printed.from, printed.to];
    return `${fromX} ${HEIGHT - fromY} m ${toX} ${HEIGHT - toY} l S`;
  }
  const hex =
    'hex' in printed
      ? printed.hex
      : [...printed.text].map((character) => character.charCodeAt(0).toString(16).padStart(4, '0')).join('');
  return `BT /F ${printed.size ?? 12} Tf 1 0 0 1 ${printed.x} ${HEIGHT - printed.y} Tm <${hex}> Tj ET`;
}

function stream(content: string): string {
  return `<</Length ${content.length}>>\nstream\n${content}\nendstream`;
}
