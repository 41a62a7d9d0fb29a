import { describe, expect, it } from 'vitest';
import { saysSupplemented, soundsNearlyDone } from '../../src/reading/nearly-done.ts';

describe('words that sound like done without saying so', () => {
  it.each(['基本完成', '大体上已完成', '差不多办完了', '接近完成', '即将办结', 'almost done'])('are %s', (text) => {
    expect(soundsNearlyDone(text)).toBe(true);
  });

  it.each(['已完成', '正在推进', '尚未完成', '基本情况如下', 'not done'])('are not %s', (text) => {
    expect(soundsNearlyDone(text)).toBe(false);
  });
});

describe('words that answer a request for a supplement', () => {
  it.each([
    ['材料已补充', true],
    ['责任人已补齐，请审核', true],
    ['正在推进', false],
  ])('%s: %s', (text, expected) => {
    expect(saysSupplemented(text)).toBe(expected);
  });
});
