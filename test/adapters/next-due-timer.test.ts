import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type DueTimer, nextDueTimer } from '../../src/adapters/next-due-timer.ts';
import { silent } from '../support/stores.ts';

const start = new Date('2026-03-02T01:00:00.000Z');
const later = (ms: number) => new Date(start.getTime() + ms);

describe('the timer to the next due instant', () => {
  let due: Date[];
  let served: { since: Date | null; at: number }[];
  let timer: DueTimer;

  beforeEach(async () => {
    vi.useFakeTimers({ now: start });
    due = [];
    served = [];
    timer = nextDueTimer({
      now: () => new Date(),
      async serve(since) {
        const through = new Date();
        served.push({ since, at: through.getTime() - start.getTime() });
        due = due.filter((at) => at > through);
        return { through, next: due.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null };
      },
      log: silent,
    });
  });
  afterEach(async () => {
    await timer.stop();
    vi.useRealTimers();
  });
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  const servedAt = () => served.map(({ at }) => at);

  it('serves at the very instant, then at the next one, and asks only for what came since', async () => {
    due = [later(1_500), later(4_000)];
    await timer.look();
    await pass(10_000);

    expect(served).toEqual([
      { since: null, at: 0 },
      { since: later(0), at: 1_500 },
      { since: later(1_500), at: 4_000 },
    ]);
  });

  it('is set forward by a hint, and not back', async () => {
    due = [later(5_000)];
    await timer.look();
    due.push(later(2_000));
    timer.hint(later(2_000));
    timer.hint(later(3_000));
    await pass(10_000);

    expect(servedAt()).toEqual([0, 2_000, 5_000]);
  });

  it('leaves what is far off to the look of the minute', async () => {
    due = [later(3_600_000)];
    await timer.look();
    await pass(3_000_000);
    expect(servedAt()).toEqual([0]);

    await pass(590_000);
    await timer.look();
    await pass(20_000);
    expect(servedAt()).toEqual([0, 3_590_000, 3_600_000]);
  });

  it('serves at once what is due already', async () => {
    await timer.look();
    due = [later(0)];
    timer.hint(later(-50));
    await pass(1);

    expect(servedAt()).toHaveLength(2);
  });

  it('does not repeat what cannot be served: that is the minute’s', async () => {
    const failing = nextDueTimer({
      now: () => new Date(),
      async serve() {
        served.push({ since: null, at: 0 });
        throw new Error('the database is away');
      },
      log: silent,
    });
    await failing.look();
    await pass(60_000);
    expect(served).toHaveLength(1);

    await failing.look();
    expect(served).toHaveLength(2);
    await failing.stop();
  });

  it('serves nothing once it is stopped', async () => {
    due = [later(1_000)];
    await timer.look();
    await timer.stop();
    timer.hint(later(500));
    await pass(5_000);

    expect(servedAt()).toEqual([0]);
  });
});
