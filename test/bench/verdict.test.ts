import { describe, expect, it } from 'vitest';
import { ratioRow, valueRow } from './row.ts';
import { recordOf, worseThan } from './verdict.ts';

const rounds = (value: number, against: number) => Array.from({ length: 7 }, () => [value, against] as const);
const cost = (value: number) =>
  ratioRow({ id: 'cost', name: 'a cost', unit: 'ms', against: 'bare', atMost: 2 }, rounds(value, 10));
const rate = (value: number) =>
  ratioRow(
    { id: 'rate', name: 'a rate', unit: 'a second', against: 'a peer', atMost: null, atLeast: 0.3 },
    rounds(value, 10),
  );
const milliseconds = (value: number) => valueRow({ id: 'ms', name: 'a time', unit: 'ms', atMost: 5 }, [value]);

describe('a run beside a recorded one', () => {
  const recorded = recordOf([cost(12), rate(8), milliseconds(3)]);

  it('is worse where a ratio is more than twice as bad, whichever way is better', () => {
    expect(worseThan(recorded, [cost(25), rate(3)])).toEqual([
      { id: 'cost', ratio: 2.5, was: 1.2, better: 'lower' },
      { id: 'rate', ratio: 0.3, was: 0.8, better: 'higher' },
    ]);
  });

  it('is left alone where a ratio became better, or up to twice as bad', () => {
    expect(worseThan(recorded, [cost(24), rate(4)])).toEqual([]);
    expect(worseThan(recorded, [cost(1), rate(80)])).toEqual([]);
  });

  it('does not go by a ratio of a few rounds: one bad moment would be all of it', () => {
    const once = ratioRow({ id: 'once', name: 'a tail', unit: 'ms', against: 'bare', atMost: 3 }, [[100, 1]]);

    expect(recordOf([once])).toEqual({});
    expect(worseThan({ once: { ratio: 2, better: 'lower' } }, [once])).toEqual([]);
  });

  it('never goes by milliseconds, nor by what only one of them has', () => {
    expect(worseThan(recorded, [milliseconds(3_000)])).toEqual([]);
    expect(recorded).not.toHaveProperty('ms');
    expect(worseThan({}, [cost(1_000)])).toEqual([]);
  });
});
