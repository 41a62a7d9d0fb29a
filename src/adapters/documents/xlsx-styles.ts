import type { Cell } from '../../core/sheet.ts';

/** Numbers of the cell formats below, in their order. */
export const styles = {
  plain: 0,
  title: 1,
  note: 2,
  heading: 3,
  text: 4,
  centredText: 5,
  number: 6,
  day: 7,
  moment: 8,
  green: 9,
  amber: 10,
  red: 11,
} as const;

/** The format of a cell of the table. */
export function styleOf(cell: Cell, centred: boolean): number {
  switch (cell.kind) {
    case 'text':
      return cell.light ? styles[cell.light] : centred ? styles.centredText : styles.text;
    case 'number':
      return styles.number;
    case 'day':
      return styles.day;
    case 'moment':
      return styles.moment;
    case 'empty':
      return styles.text;
    default:
      return cell satisfies never;
  }
}

/** Fonts are named, not shipped: SimSun (宋体) is on every machine with WPS or Excel in Chinese. */
const font = (size: number, bold = '', colour = 'FF000000'): string =>
  `<font>${bold}<sz val="${size}"/><color rgb="${colour}"/><name val="宋体"/><family val="3"/><charset val="134"/></font>`;

interface Format {
  readonly numberFormat?: number;
  readonly font?: number;
  readonly fill?: number;
  readonly border?: boolean;
  readonly across?: 'center' | 'left';
  /** A text that looks like a formula stays a text when its cell is opened and closed again by hand. */
  readonly quoted?: boolean;
}

const format = ({
  numberFormat = 0,
  font: f = 0,
  fill = 0,
  border = true,
  across = 'center',
  quoted,
}: Format): string =>
  `<xf numFmtId="${numberFormat}" fontId="${f}" fillId="${fill}" borderId="${border ? 1 : 0}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"${quoted ? ' quotePrefix="1"' : ''}><alignment horizontal="${across}" vertical="center" wrapText="1"/></xf>`;

const formats = [
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  format({ font: 1, border: false, quoted: true }),
  format({ border: false, across: 'left', quoted: true }),
  format({ font: 2, fill: 2 }),
  format({ across: 'left', quoted: true }),
  format({ quoted: true }),
  format({}),
  format({ numberFormat: 164 }),
  format({ numberFormat: 165 }),
  format({ font: 3 }),
  format({ font: 4 }),
  format({ font: 5 }),
];

const list = (name: string, parts: readonly string[]): string =>
  `<${name} count="${parts.length}">${parts.join('')}</${name}>`;

const edge = ['left', 'right', 'top', 'bottom'].map(
  (side) => `<${side} style="thin"><color rgb="FF000000"/></${side}>`,
);

/** The formats of all sheets, as a workbook's part. */
export const sheetStyles = [
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
  list('numFmts', [
    '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>',
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/>',
  ]),
  list('fonts', [
    font(10),
    font(18, '<b/>'),
    font(10, '<b/>'),
    font(10, '<b/>', 'FF1E7B34'),
    font(10, '<b/>', 'FFB36B00'),
    font(10, '<b/>', 'FFC00000'),
  ]),
  list('fills', [
    '<fill><patternFill patternType="none"/></fill>',
    '<fill><patternFill patternType="gray125"/></fill>',
    '<fill><patternFill patternType="solid"><fgColor rgb="FFEDEDED"/><bgColor indexed="64"/></patternFill></fill>',
  ]),
  list('borders', [
    '<border><left/><right/><top/><bottom/><diagonal/></border>',
    `<border>${edge.join('')}<diagonal/></border>`,
  ]),
  list('cellStyleXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']),
  list('cellXfs', formats),
  list('cellStyles', ['<cellStyle name="Normal" xfId="0" builtinId="0"/>']),
  '</styleSheet>',
].join('');
