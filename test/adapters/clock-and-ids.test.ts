import { describe, expect, it } from 'vitest';
import { randomIds, seededIds } from '../../src/adapters/ids.ts';
import { VirtualClock } from '../../src/adapters/system-clock.ts';
import { at } from '../support/builders.ts';

describe('a virtual clock', () => {
  const machine = { instant: at('2026-07-01 10:00'), now: () => machine.instant };

  it('runs on from its base as the machine does, also when another process takes it over', () => {
    const clock = VirtualClock.startingAt(at('2026-03-02 09:00'), { machine });
    machine.instant = at('2026-07-01 10:30');

    const kept = JSON.parse(JSON.stringify(clock.setting));
    const later = new VirtualClock({ ...kept, base: new Date(kept.base), setAt: new Date(kept.setAt) }, machine);

    expect([clock.now(), later.now()]).toEqual([at('2026-03-02 09:30'), at('2026-03-02 09:30')]);
  });

  it('stays where it is while it is frozen, and can be set', () => {
    const clock = VirtualClock.startingAt(at('2026-03-02 09:00'), { machine, frozen: true });
    machine.instant = at('2026-07-02 10:30');
    const before = clock.now();

    clock.set(at('2026-03-31 23:59'));

    expect([before, clock.now()]).toEqual([at('2026-03-02 09:00'), at('2026-03-31 23:59')]);
  });
});

describe('ids', () => {
  const version7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

  it.each([
    ['random', randomIds({ now: () => at('2026-03-02 09:00') })],
    ['seeded', seededIds(7)],
  ])('%s: are UUIDs of version 7 that rise, even more than a millisecond can count', (_, ids) => {
    const given = Array.from({ length: 10_000 }, () => ids.next<string>());

    expect(given.filter((id) => !version7.test(id))).toEqual([]);
    expect(given).toEqual([...new Set(given)].sort());
  });

  it('are the same for the same seed and others for another', () => {
    const first = (seed: number) => {
      const ids = seededIds(seed);
      return [ids.next<string>(), ids.next<string>()];
    };

    expect(first(1)).toEqual(first(1));
    expect(first(1)).not.toEqual(first(2));
  });
});
