import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, codePointsOf, shorten, textLimit } from '../../src/core/text.ts';
import { cpuMs } from '../support/cpu-time.ts';

const kept = (text: string) => ({ ok: true, text });

describe('cleaning a text', () => {
  it.each([
    ['已完成，6月12日启动'],
    ['第一行\n\n第二行\t有制表符'],
    ['表情 👍🏽 与家庭 👨‍👩‍👧 不变'],
    ['<!channel> @all =HYPERLINK("x") 是文字'],
    ['  '.concat('字').trim()],
  ])('keeps %j as it is', (text) => {
    expect(cleanText(text)).toEqual(kept(text));
  });

  it.each([
    ['a\r\nb\rc', 'a\nb\nc'],
    ['a\u2028b\u2029c\u0085d\u000be\u000cf', 'a\nb\nc\nd\ne\nf'],
    ['\ufeff已完成\n', '已完成'],
    ['已完成\u202e80%', '已完成80%'],
    ['\u2066电话\u2069 \u202d139\u202c', '电话 139'],
    ['半个 \ud83d 字', '半个 \ufffd 字'],
  ])('makes %j into %j', (text, clean) => {
    expect(cleanText(text)).toEqual(kept(clean));
  });

  it.each(['\u0000', 'a\u0000b', '\u0007', '\u001b[31m', '\u007f', '\u009b'])(
    'refuses the control character in %j',
    (text) => {
      expect(cleanText(text)).toEqual({ ok: false, refusal: 'control-characters' });
    },
  );

  it('accepts the limit in code points and refuses one more', () => {
    const full = '👍'.repeat(textLimit);

    expect(cleanText(full)).toEqual(kept(full));
    expect(cleanText(`${full}字`)).toEqual({ ok: false, refusal: 'text-too-long' });
  });

  it('never cuts: what is accepted differs in line breaks and marks only, and cleaning twice changes nothing', () => {
    const letters = (text: string) => text.replace(/[\s\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u0085]/g, '');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const clean = cleanText(text);
        if (!clean.ok) return clean.refusal === 'control-characters';
        return letters(clean.text) === letters(text.toWellFormed()) && cleanText(clean.text).ok;
      }),
      { numRuns: 500 },
    );
  });

  it('refuses a megabyte without going through it for long', async () => {
    const megabyte = '处非'.repeat(500_000);
    let refused: unknown;
    const spent = await cpuMs(() => {
      refused = cleanText(megabyte);
    });

    expect(refused).toEqual({ ok: false, refusal: 'text-too-long' });
    expect(spent).toBeLessThan(1000);
  });
});

describe('shortening a text', () => {
  it.each([
    ['已完成', 3, '已完成'],
    ['已完成了', 3, '已完成…'],
    ['👍👍👍', 2, '👍👍…'],
    ['第一行\n  第二行', 20, '第一行 第二行'],
    ['', 5, ''],
  ])('%j to %i gives %j', (text, codePoints, short) => {
    expect(shorten(text, codePoints)).toBe(short);
  });

  it('never breaks a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, codePoints) => {
        const short = shorten(text, codePoints);
        return short.isWellFormed() && codePointsOf(short) <= codePoints + 1;
      }),
    );
  });
});
