import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellText, guarded, linesOf, partsOf, unguarded } from '../../src/core/sheet-text.ts';

const text = fc.string({
  unit: fc.oneof(fc.constantFrom(...'=+-@＝＋－＠\'"\t\n\r 　\u0000\ufeff1，。'), fc.string({ unit: 'binary' })),
});

describe('a text as a cell can hold it', () => {
  it.each([
    ['督查结果已报送。\n另附名单 😀', '督查结果已报送。\n另附名单 😀'],
    ['一\r\n二\r三\u2028四', '一\n二\n三\n四'],
    ['\u0000=1+1\u001b[31m\u007f', '␀=1+1␛[31m␡'],
    ['\ud800甲\udc00\uffff\u0085', '\ufffd甲\ufffd\ufffd\n'],
    ['\t=1+1', '\t=1+1'],
  ])('%j is held as %j', (given, held) => {
    expect(cellText(given)).toBe(held);
  });

  it('is held the same when it has been held before', () => {
    fc.assert(fc.property(text, (given) => cellText(cellText(given)) === cellText(given)));
  });
});

describe('a long text', () => {
  it('is set in parts that together are the text, none longer than a cell shows, no character cut in two', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 6, max: 40 }), fc.integer({ min: 2, max: 9 }), (given, width, lines) => {
        const held = cellText(given.repeat(40));
        const parts = partsOf(held, width, lines);

        expect(parts.join('')).toBe(held);
        expect(parts.filter((part) => linesOf(part.replace(/\n$/, ''), width) > lines || !part.isWellFormed())).toEqual(
          [],
        );
      }),
    );
  });

  it.each([
    ['', 1],
    ['三千字以内', 1],
    ['一二三四五六七八', 2],
    ['一\n二\n\n三', 4],
  ])('%j takes %i lines of a column of 14 places', (given, lines) => {
    expect(linesOf(given, 14)).toBe(lines);
    expect(partsOf(given, 14, 4)).toEqual([given]);
  });
});

describe('a text in a file without types', () => {
  it.each([
    '=1+1',
    '+8610',
    '-1',
    '@SUM(A1)',
    '＝1+1',
    '－5',
    '\t=1+1',
    '\n=1+1',
    '  =1+1',
    '　=1+1',
    '"=1+1"',
    '“=1+1”',
    "'=1+1",
    '\ufeff=1+1',
    '␀=1+1',
    '26-12-2',
    '2026年6月30日',
    '6/30',
    '0012',
    '60%',
    '1E5',
    "'引文'",
  ])('%j gets an apostrophe in front', (given) => {
    expect(guarded(given)).toBe(`'${given}`);
  });

  it.each(['', '已完成', '完成60%', '3月底前', '（十二）', '下降50%=达标', 'a-b', '“高效办成一件事”'])(
    '%j stands as it is',
    (given) => {
      expect(guarded(given)).toBe(given);
    },
  );

  it('is given back as it was, whatever it begins with', () => {
    fc.assert(fc.property(text, (given) => unguarded(guarded(given)) === given));
  });
});
