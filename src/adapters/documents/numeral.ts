const DIGITS = '〇一二三四五六七八九';
const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

/**
 * A list number as Word prints it in a number format (ECMA-376, 17.18.59 ST_NumberFormat). A format that Word does not use in
 * Chinese documents prints as a plain number.
 */
export function numeral(format: string, value: number): string {
  switch (format) {
    case 'none':
    case 'bullet':
      return '';
    case 'chineseCounting':
    case 'taiwaneseCounting':
    case 'japaneseCounting':
      return value < 100 ? chinese(value) : format === 'japaneseCounting' ? chinese(value) : digits(value, '○');
    case 'chineseCountingThousand':
    case 'taiwaneseCountingThousand':
      return chinese(value);
    case 'ideographDigital':
    case 'japaneseDigitalTenThousand':
    case 'taiwaneseDigital':
      return digits(value, '〇');
    case 'chineseLegalSimplified':
      return legal(value, '零壹贰叁肆伍陆柒捌玖拾佰仟万');
    case 'ideographLegalTraditional':
      return legal(value, '零壹貳參肆伍陸柒捌玖拾佰仟萬');
    case 'ideographTraditional':
      return oneOf('甲乙丙丁戊己庚辛壬癸', value);
    case 'ideographZodiac':
      return oneOf('子丑寅卯辰巳午未申酉戌亥', value);
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return oneOf('①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳', value);
    case 'decimalEnclosedParen':
      return oneOf('⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇', value);
    case 'decimalEnclosedFullstop':
      return oneOf('⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛', value);
    case 'ideographEnclosedCircle':
      return oneOf('㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉', value);
    case 'upperRoman':
      return roman(value);
    case 'lowerRoman':
      return roman(value).toLowerCase();
    case 'upperLetter':
      return letters(value);
    case 'lowerLetter':
      return letters(value).toLowerCase();
    case 'decimalZero':
      return String(value).padStart(2, '0');
    case 'decimalFullWidth':
    case 'decimalFullWidth2':
      return [...String(value)].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('');
    default:
      return String(value);
  }
}

/** 1 → 一, 11 → 十一, 105 → 一百零五. */
function chinese(value: number): string {
  if (value <= 0 || value >= 10_000) return digits(value, '〇');
  let text = '';
  let gap = false;
  for (const [size, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(value / size) % 10;
    if (digit === 0) {
      gap = text !== '';
      continue;
    }
    text += `${gap ? '零' : ''}${DIGITS[digit]}${name}`;
    gap = false;
  }
  return value < 20 ? text.replace(/^一十/, '十') : text;
}

function legal(value: number, names: string): string {
  const plain = '零一二三四五六七八九十百千万';
  const full = value >= 10 && value < 20 ? `一${chinese(value)}` : chinese(value);
  return [...full].map((character) => names[plain.indexOf(character)] ?? character).join('');
}

function digits(value: number, zero: string): string {
  return [...String(value)].map((digit) => (digit === '0' ? zero : (DIGITS[Number(digit)] ?? digit))).join('');
}

/** Series that end (circled numbers end with ⑳): beyond their end Word prints plain numbers. */
function oneOf(series: string, value: number): string {
  return [...series][value - 1] ?? String(value);
}

function roman(value: number): string {
  if (value <= 0 || value >= 4000) return String(value);
  let rest = value;
  let text = '';
  for (const [size, name] of ROMAN) {
    while (rest >= size) {
      text += name;
      rest -= size;
    }
  }
  return text;
}

/** A … Z, then AA, BB: Word repeats the letter. */
function letters(value: number): string {
  if (value <= 0 || value > 780) return String(value);
  return String.fromCharCode(65 + ((value - 1) % 26)).repeat(Math.ceil(value / 26));
}
