import { describe, expect, it } from 'vitest';
import { writtenAt } from '../../src/core/written-at.ts';
import { at } from '../support/builders.ts';

const came = at('2026-04-01 09:30');

describe('when words were written', () => {
  it.each([
    ['in time, handed over late', at('2026-03-31 23:59').getTime(), '2026-03-31 23:59'],
    ['the moment they came', came.getTime(), '2026-04-01 09:30'],
    ['a week before', at('2026-03-25 09:30').getTime(), '2026-03-25 09:30'],
    ['more than a week before', at('2026-03-25 09:29').getTime(), '2026-04-01 09:30'],
    ['afterwards', at('2026-04-01 09:31').getTime(), '2026-04-01 09:30'],
    ['in 1970', 0, '2026-04-01 09:30'],
    ['at no time', Number.NaN, '2026-04-01 09:30'],
  ])('%s', (_, said, believed) => {
    expect(writtenAt(said, came)).toEqual(at(believed));
  });
});
