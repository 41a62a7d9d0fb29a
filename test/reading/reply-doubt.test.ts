import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { day } from '../../src/core/calendar.ts';
import { readReply } from '../../src/reading/reply.ts';

const today = day('2026-06-15');
const CORPORA = ['replies', 'replies-realistic', 'replies-spoken', 'replies-clerks', 'replies-clerks-2'];

/** Claims of done, every so many of the corpora. */
const claims = CORPORA.flatMap((name): readonly string[] =>
  JSON.parse(readFileSync(new URL(`./corpus/${name}.json`, import.meta.url), 'utf8'))
    .replies.filter(({ intent }: { intent: string }) => intent === 'done')
    .map(({ text }: { text: string }) => text.replace(/[。.!！，,\s]+$/u, '')),
).filter((text, index) => index % 9 === 0 && readReply(text, { today }).intent === 'done');

/** What takes a claim back, however it is joined to it. */
const DOUBTS = [
  '还差两户',
  '还有3个没弄',
  '就差验收了',
  '除了东坪镇',
  '但还没验收',
  '剩下的月底弄',
  '先不要销号',
  '不过有一处还在改',
  '只是初步的',
  '才怪',
  '目前还在调试',
  '后面还有第二批',
  '等领导签字',
  '其他的正在做',
  '市教育局那块没完',
];

describe('a claim of done that is taken back in the same breath', () => {
  it.each(DOUBTS)('is no claim with %s behind it, parted by a comma, by a blank or by nothing', (doubt) => {
    const believed = claims
      .flatMap((claim) => ['，', ' ', ''].map((join) => claim + join + doubt))
      .filter((text) => readReply(text, { today }).intent === 'done');

    expect(claims.length).toBeGreaterThan(40);
    expect(believed).toEqual([]);
  });

  it.each(['如果', '听说', '据说', '要是'])('is no claim with %s before it', (doubt) => {
    expect(claims.filter((claim) => readReply(doubt + claim, { today }).intent === 'done')).toEqual([]);
  });
});
