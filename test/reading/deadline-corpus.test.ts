import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { day } from '../../src/core/calendar.ts';
import { findDeadlines, readDeadline } from '../../src/reading/deadline.ts';
import { isRight, type TruePhrase } from './phrase-score.ts';

interface Corpus {
  readonly today: string;
  readonly phrases: readonly TruePhrase[];
}

const SHARED = new URL('../../../shared/reading/phrases.json', import.meta.url);
const own = (name: string): URL => new URL(`./corpus/${name}.json`, import.meta.url);

function misses(file: URL): { share: number; missed: string[] } {
  const corpus = JSON.parse(readFileSync(file, 'utf8')) as Corpus;
  const missed = corpus.phrases
    .map((truth) => ({ truth, got: readDeadline(truth.phrase, { today: day(corpus.today) }) }))
    .filter(({ truth, got }) => !isRight(truth, got))
    .map(({ truth, got }) => `${truth.phrase}: ${JSON.stringify(got)}`);
  return { share: 1 - missed.length / corpus.phrases.length, missed };
}

describe('reading whole corpora of deadline phrases', () => {
  it.skipIf(!existsSync(SHARED))('reads at least 98 % of the shared phrases', () => {
    const { share, missed } = misses(SHARED);

    expect(share, missed.join('\n')).toBeGreaterThanOrEqual(0.98);
  });

  it('reads at least 98 % of our own phrases', () => {
    const { share, missed } = misses(own('phrases'));

    expect(share, missed.join('\n')).toBeGreaterThanOrEqual(0.98);
  });

  it.each([
    'phrases-held-out',
    'phrases-fresh',
    'phrases-fresh-2',
    'phrases-fresh-3',
    'phrases-fresh-4',
    'phrases-fresh-5',
    'phrases-fresh-6',
    'phrases-fresh-7',
    'phrases-fresh-8',
    'phrases-fresh-9',
    'phrases-fresh-10',
    'phrases-names',
    'phrases-in-context',
    'phrases-varied',
  ])('reads at least 95 % of the phrases that were kept aside: %s', (name) => {
    const { share, missed } = misses(own(name));

    expect(share, missed.join('\n')).toBeGreaterThanOrEqual(0.95);
  });
});

interface Sentences {
  readonly today: string;
  readonly sentences: readonly { readonly sentence: string; readonly limits: string | readonly string[] }[];
}

const { today, sentences } = JSON.parse(readFileSync(own('sentences'), 'utf8')) as Sentences;

/** What was found in a sentence, in one line: rules, days, amounts, ongoing. */
function limitsOf(sentence: string): string {
  const readings = findDeadlines(sentence, { today: day(today) }).map(({ reading }) => reading);
  return [
    ...readings.flatMap(({ rrule }) => rrule ?? []),
    [...new Set(readings.flatMap(({ due }) => due))].sort().join(','),
    ...readings.flatMap(({ relative }) => (relative ? `${relative.event}/${relative.amount}/${relative.unit}` : [])),
    readings.some(({ kind }) => kind === 'ongoing') ? 'ongoing' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

describe('finding limits in running text', () => {
  it.each(sentences.filter(({ limits }) => limits === ''))('finds none in: $sentence', ({ sentence }) => {
    expect(limitsOf(sentence)).toBe('');
  });

  it.each(sentences.filter(({ limits }) => limits !== ''))('finds $limits in: $sentence', ({ sentence, limits }) => {
    expect([limits].flat()).toContain(limitsOf(sentence));
  });

  it('gives the words and the offsets of a limit as printed', () => {
    const sentence = '开展打击行动， 5 月底前完成摸排，９月底前完成整治。';

    const found = findDeadlines(sentence, { today: day(today) });

    expect(found.map(({ text }) => text)).toEqual(['5 月底前', '９月底前']);
    expect(found.map(({ from, to }) => sentence.slice(from, to))).toEqual(['5 月底前', '９月底前']);
  });

  it('takes bare months as months of the plan year', () => {
    const [found] = findDeadlines('6月底前完成摸排。', { today: day('2025-12-20'), planYear: 2026 });

    expect(found?.reading.due).toEqual(['2026-06-30']);
  });

  it('does not take the year of a decoy for the limits behind it', () => {
    const found = findDeadlines('对截至2020年底的隐患挂牌督办，年内全部清零。', { today: day('2021-03-15') });

    expect(found.map(({ reading }) => reading.due)).toEqual([['2021-12-31']]);
  });
});
