/**
 * Fonts that a PDF only names (宋体 that every Chinese printer had) come with codes in GBK or Unicode and glyph numbers of the
 * collection Adobe-GB1, whose tables pdf.js does not bring along. The characters of GB 2312 have the numbers of that collection,
 * which follow its rows; for the others, which no document numbers by itself, free numbers are used.
 */
const ASCII_NARROW = 814;
const ASCII = 1;
const NARROW_SPACE = 7716;
/** Rows of GB 2312: first code, last code, number of the first (Adobe-GB1-6, GBK2K-H). */
const ROWS: readonly (readonly [first: number, last: number, number: number])[] = [
  [0xa1a1, 0xa1fe, 96],
  [0xa2b1, 0xa2e2, 190],
  [0xa2e5, 0xa2ee, 240],
  [0xa2f1, 0xa2fc, 250],
  [0xa3a1, 0xa3fe, 262],
  ...hanziRows(0xb0, 0xd6, 940),
  [0xd7a1, 0xd7f9, 4606],
  ...hanziRows(0xd8, 0xf7, 4695),
];
/** Beyond all numbers of the collection (30,571 is its last). */
const FREE = 31_000;

function hanziRows(first: number, last: number, number: number): (readonly [number, number, number])[] {
  return Array.from({ length: last - first + 1 }, (_, row) => {
    const code = ((first + row) << 8) | 0xa1;
    return [code, code + 93, number + row * 94] as const;
  });
}

/** What pdf.js asks for its tables: answers with those of Chinese fonts, refuses the rest. */
export class ChineseTables {
  /** The table of that name, as the text of a CMap. */
  async fetch({ filename }: { readonly kind: string; readonly filename: string }): Promise<Uint8Array> {
    const table = tableOf(filename.replace(/-[HV]$/, ''));
    if (table === undefined) throw new Error(`No table ${filename}`);
    return new TextEncoder().encode(`begincmap\n${table}\nendcmap`);
  }
}

function tableOf(name: string): string | undefined {
  switch (name) {
    case 'GB-EUC':
    case 'GBK-EUC':
      return bytesToNumbers(`<20> <20> ${NARROW_SPACE}\n<21> <7e> ${ASCII_NARROW}`);
    case 'GBKp-EUC':
    case 'GBpc-EUC':
    case 'GBK2K':
      return bytesToNumbers(`<20> <7e> ${ASCII}`);
    case 'UniGB-UCS2':
    case 'UniGB-UTF16':
      return unicodeToNumbers();
    case 'Adobe-GB1-UCS2':
      return numbersToUnicode();
    default:
      return undefined;
  }
}

function bytesToNumbers(ascii: string): string {
  const rows: string[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    rows.push(`<${hex(lead, 2)}40> <${hex(lead, 2)}fe> ${freeNumber(lead, 0x40)}`);
  // Later ranges take the place of earlier ones.
  for (const [first, last, number] of ROWS) rows.push(`<${hex(first)}> <${hex(last)}> ${number}`);
  return `2 begincodespacerange\n<00> <80>\n<8140> <fefe>\nendcodespacerange\n${rows.length + 2} begincidrange\n${ascii}\n${rows.join('\n')}\nendcidrange`;
}

function unicodeToNumbers(): string {
  const pairs = characters().map(([character, number]) => `<${hex(character.charCodeAt(0))}> ${number}`);
  return `1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n1 begincidrange\n<0020> <007e> ${ASCII}\nendcidrange\n${pairs.length} begincidchar\n${pairs.join('\n')}\nendcidchar`;
}

function numbersToUnicode(): string {
  const pairs = characters().map(([character, number]) => `<${hex(number)}> <${hex(character.charCodeAt(0))}>`);
  const ascii = `<${hex(ASCII)}> <${hex(ASCII + 94)}> <0020>\n<${hex(ASCII_NARROW)}> <${hex(ASCII_NARROW + 93)}> <0021>\n<${hex(NARROW_SPACE)}> <${hex(NARROW_SPACE)}> <0020>`;
  return `1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n3 beginbfrange\n${ascii}\nendbfrange\n${pairs.length} beginbfchar\n${pairs.join('\n')}\nendbfchar`;
}

/** Every character of GBK with its number. */
function characters(): (readonly [character: string, number: number])[] {
  const decoder = new TextDecoder('gbk');
  const found: (readonly [string, number])[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (character.length !== 1 || character === '\ufffd') continue;
      const code = (lead << 8) | trail;
      const row = ROWS.find(([first, last]) => code >= first && code <= last);
      found.push([character, row === undefined ? freeNumber(lead, trail) : row[2] + code - row[0]]);
    }
  }
  return found;
}

function freeNumber(lead: number, trail: number): number {
  return FREE + (lead - 0x81) * 191 + (trail - 0x40);
}

function hex(value: number, digits = 4): string {
  return value.toString(16).padStart(digits, '0');
}
