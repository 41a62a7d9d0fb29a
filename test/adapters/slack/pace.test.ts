import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channelRate, nextSlot, pacer, workspaceRate } from '../../../src/adapters/slack/pace.ts';
import { note } from '../../support/results.ts';

describe('pacing', () => {
  it('lets three posts to a channel go at once, then one a second', () => {
    const pace = pacer(() => 10_000);

    expect([1, 2, 3, 4, 5].map(() => pace.turn('D1', 60_000))).toEqual([0, 0, 0, 1_000, 2_000]);
  });

  it('keeps a hot channel from delaying another', () => {
    const pace = pacer(() => 10_000);
    const waiting = 1_000;
    // As the messenger asks: a turn that is farther away than three seconds is not taken, and the post comes again.
    for (let i = 0; i < waiting; i += 1) pace.turn('hot', 3_000);
    const delayMs = pace.turn('cool', 60_000, 'urgent');

    expect(delayMs).toBe(0);
    note(8, { waiting, delayMs });
  });

  it('takes 10,000 cards that are due in one instant as fast as the limits allow, and an answer before all of them', () => {
    const pace = pacer(() => 0);
    const [cards, channels] = [10_000, 500];
    const waits = Array.from({ length: cards }, (_, card) =>
      pace.turn(`D${card % channels}`, Number.POSITIVE_INFINITY, 'card'),
    );
    const answer = pace.turn('D1000', 60_000, 'urgent');

    const ratio = Math.max(...waits) / (cards * workspaceRate.everyMs);
    const inMinute = Map.groupBy(waits, (ms) => Math.floor(ms / 60_000));
    expect(ratio).toBeLessThanOrEqual(1.02);
    expect(Math.max(...[...inMinute.values()].map((one) => one.length))).toBeLessThanOrEqual(
      workspaceRate.burst + 60_000 / workspaceRate.everyMs,
    );
    expect(answer).toBe(0);
    note(30, { cards, channels, ratio, answer });
  });

  it('does not take a turn that is too far away', () => {
    const pace = pacer(() => 10_000);
    for (let i = 0; i < 6; i += 1) pace.turn('D1', 60_000);

    expect(pace.turn('D1', 3_000)).toBe(4_000);
    expect(pace.turn('D1', 3_000)).toBe(4_000);
  });

  it('holds a channel after a refusal', () => {
    const pace = pacer(() => 10_000);
    pace.hold('D1', 30_000);

    expect(pace.turn('D1', 60_000)).toBe(30_000);
    expect(pace.turn('D2', 60_000)).toBe(0);
  });

  it('holds every channel once a second one is refused: the workspace is meant', () => {
    const pace = pacer(() => 10_000);
    pace.hold('D1', 30_000);
    pace.hold('D2', 20_000);

    expect(pace.turn('D3', 60_000)).toBe(20_000);
  });

  it('lets what is said at once go before any number of cards', () => {
    const pace = pacer(() => 10_000);
    for (let card = 0; card < 500; card += 1) pace.turn(`D${card}`, Number.POSITIVE_INFINITY, 'card');

    expect(pace.turn('D600', 60_000, 'card')).toBe(120_250);
    expect(pace.turn('D600', 60_000, 'urgent')).toBe(0);
  });

  it('gives the calls of a method the turns of its tier', () => {
    const pace = pacer(() => 10_000);

    expect(Array.from({ length: 7 }, () => pace.callAt('conversations.open'))).toEqual([
      10_000, 10_000, 10_000, 10_000, 10_000, 11_200, 12_400,
    ]);
  });

  it.each([channelRate, workspaceRate])('never lets more go in any window than %o allows', (rate) => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 2, maxLength: 80 }), (gaps) => {
        let now = 0;
        let bucket: number | undefined;
        const sent: number[] = [];
        for (const gap of gaps) {
          now += gap;
          const slot = nextSlot(bucket, now, rate);
          bucket = slot.bucket;
          sent.push(now + slot.waitMs);
        }
        const window = 60_000;
        const most = Math.max(...sent.map((from) => sent.filter((at) => at >= from && at < from + window).length));

        expect(most).toBeLessThanOrEqual(rate.burst + window / rate.everyMs);
      }),
    );
  });
});
