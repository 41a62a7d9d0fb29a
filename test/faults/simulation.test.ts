import { describe, expect, it } from 'vitest';
import { storm } from './fault-table.ts';
import { type Outcome, simulateFaults } from './simulation.ts';

const seeds = (from: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => from + index);

async function broken(outcomes: AsyncIterable<Outcome>): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const { seed, faults } of outcomes)
    if (faults.length > 0) lines.push(`seed ${seed}: ${faults.slice(0, 3).join('; ')}`);
  return lines;
}

async function* play(numbers: readonly number[], more: Partial<Parameters<typeof simulateFaults>[0]> = {}) {
  for (const seed of numbers) yield await simulateFaults({ seed, ...more });
}

describe('an office under faults', () => {
  it('loses nothing, doubles nothing and breaks no promise in 60 seeds', async () => {
    expect(await broken(play(seeds(1, 60)))).toEqual([]);
  }, 60_000);

  it('holds when hardly anything works, too', async () => {
    expect(await broken(play(seeds(1, 20), { faults: storm }))).toEqual([]);
  }, 60_000);

  it.each([
    [134, 'a job made for the end of a lease ran right after an unclear answer'],
    [135, 'so did the job of a sender that was waited for'],
    [151, 'the same with a petition'],
    [174, 'the same with an answer'],
    [8, 'a line came for a card that was already on its way'],
    [28, 'two processes drafted the same bulletin'],
  ])('holds in seed %i, which once broke: %s', async (seed) => {
    expect(await broken(play([seed], { faults: storm }))).toEqual([]);
  });

  it('gives the same trace for the same seed, another for another', async () => {
    const [first, again, other] = [
      await simulateFaults({ seed: 7 }),
      await simulateFaults({ seed: 7 }),
      await simulateFaults({ seed: 8 }),
    ];

    expect(again.traceHash).toBe(first.traceHash);
    expect(other.traceHash).not.toBe(first.traceHash);
  });
});

describe('the simulation itself', () => {
  it('strikes: processes die, answers are lost, platforms are asked', async () => {
    const sum = { crashes: 0, storeErrors: 0, stalls: 0, asked: 0, taken: 0 };
    for await (const outcome of play(seeds(1, 20)))
      for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += outcome[name];

    expect(sum.crashes).toBeGreaterThan(20);
    expect(sum.storeErrors).toBeGreaterThan(20);
    expect(sum.stalls).toBeGreaterThan(50);
    expect(sum.asked).toBeGreaterThan(50);
    expect(sum.taken).toBeGreaterThan(500);
  });

  it.each([
    ['doubled', 'does not ask before a second try', 'no-asking', 10],
    ['doubled', 'does not look at its lease before it writes', 'no-fence', 20],
    ['false receipt', 'writes down what it has not sent yet', 'mark-first', 5],
    ['I1', 'forgets what was put off', 'no-coming-back', 1],
    ['not answered', 'acknowledges and then answers only if nothing happens', 'no-second-look', 5],
  ] as const)(
    'finds something %s when the bot %s',
    async (finding, _, sabotage, count) => {
      const lines = await broken(play(seeds(1, count), { faults: storm, sabotage }));

      expect(lines.join('\n')).toContain(finding);
    },
    60_000,
  );
});
