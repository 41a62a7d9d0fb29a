import { describe, expect, it } from 'vitest';
import { serverClock } from '../../src/adapters/server-clock.ts';

const START = Date.parse('2026-03-02T01:00:00Z');

/** A database and a machine, each with a clock of its own, and true time. */
async function aClock(off: { machine?: number } = {}) {
  const world = {
    elapsed: 0,
    database: START,
    machine: off.machine ?? 0,
    slowMs: 0,
    down: false,
  };
  const errors: object[] = [];
  const clock = await serverClock({
    async ask() {
      if (world.down) throw new Error('no answer');
      const said = new Date(world.database + world.elapsed + world.slowMs / 2);
      world.elapsed += world.slowMs;
      return said;
    },
    machine: { now: () => new Date(START + world.elapsed + world.machine) },
    elapsed: () => world.elapsed,
    log: { info() {}, warn() {}, error: (context) => void errors.push(context) },
  });
  return { world, clock, errors };
}

describe('the clock of an office on a server', () => {
  it.each([
    ['leaps ten days', 10 * 86_400_000],
    ['is set back an hour', -3_600_000],
    ['is five minutes apart', 300_000],
  ])('is the database’s when the machine’s %s, and says so once', async (_, machine) => {
    const { world, clock, errors } = await aClock();

    world.machine = machine;
    world.elapsed += 42_000;
    await clock.sync();
    await clock.sync();

    expect(clock.now().toISOString()).toBe('2026-03-02T01:00:42.000Z');
    expect(errors).toEqual([{ skewMs: machine }]);
    expect(clock.skewMs()).toBe(machine);
  });

  it('goes on by what has elapsed while the database does not answer', async () => {
    const { world, clock } = await aClock();

    world.down = true;
    world.elapsed += 90_000;
    await clock.sync();

    expect(clock.now().toISOString()).toBe('2026-03-02T01:01:30.000Z');
  });

  it('does not believe an answer that was long under way, nor complains of a few seconds', async () => {
    const { world, clock, errors } = await aClock({ machine: 20_000 });
    const before = clock.now().getTime() - world.elapsed;

    world.slowMs = 5_000;
    world.database += 400_000;
    await clock.sync();

    expect(clock.now().getTime() - world.elapsed).toBe(before);
    expect(errors).toEqual([]);
  });
});
