import { afterAll, describe, expect, it } from 'vitest';
import { type Day, dayAt, instantAt, makeCalendar } from '../../src/core/calendar.ts';
import { defaultPolicy } from '../../src/core/policy.ts';
import { nextOfficeTime } from '../../src/core/schedule.ts';
import { note } from '../support/results.ts';

/** One zone in so many is played in the default run; ZONE_STEP=1 plays them all. */
const step = Number(process.env.ZONE_STEP ?? 23);
const zones = Intl.supportedValuesOf('timeZone').filter((_, index) => index % step === 0);
const HOUR = 3_600_000;
const DAY_MS = 24 * HOUR;
/** Nothing is dated before 1992: since then the office's zone has been eight hours ahead, always. */
const FROM = Date.UTC(1992, 0, 1);
const TO = Date.UTC(2041, 0, 1);

const before = process.env.TZ;
afterAll(() => {
  if (before === undefined) delete process.env.TZ;
  else process.env.TZ = before;
});

/** The instants at which the machine's zone moves its clocks, found by halving. */
function transitions(): readonly number[] {
  const offset = (at: number): number => new Date(at).getTimezoneOffset();
  const found: number[] = [];
  for (let at = FROM; at < TO; at += 14 * DAY_MS) {
    if (offset(at) === offset(at + 14 * DAY_MS)) continue;
    let [low, high] = [at, at + 14 * DAY_MS];
    while (high - low > 1_000) {
      const middle = Math.floor((low + high) / 2);
      if (offset(middle) === offset(low)) low = middle;
      else high = middle;
    }
    found.push(high);
  }
  return found;
}

/** Two oracles: the tables of the world's zones, and counting by eight hours. */
const byTables = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });
const byCounting = (at: number): string => new Date(at + 8 * HOUR).toISOString().slice(0, 10);

describe(`the office's day, on a machine in any zone (${zones.length} of them)`, () => {
  it('is Beijing’s at every moment at which that zone moves its clocks, and begins at Beijing’s midnight', {
    timeout: 600_000,
  }, () => {
    let moments = 0;
    let checked = 0;
    const wrong: string[] = [];
    for (const zone of zones) {
      process.env.TZ = zone;
      for (const moment of transitions()) {
        moments += 1;
        for (const at of [moment - 1_000, moment, moment + 1_000, moment + HOUR]) {
          checked += 1;
          const on = dayAt(new Date(at));
          if (on !== byCounting(at) || on !== byTables.format(at)) wrong.push(`${zone} ${at}: ${on}`);
          const nine = Date.parse(`${on}T09:00:00+08:00`);
          if (instantAt(on, '09:00').getTime() !== nine) wrong.push(`${zone} ${on} 09:00`);
        }
      }
    }

    expect(wrong).toEqual([]);
    expect(moments).toBeGreaterThan(zones.length);
    note(4, { zones: zones.length, transitions: moments, checked });
  });

  it('has nine o’clock once, whatever the machine’s zone does that day', { timeout: 600_000 }, () => {
    let days = 0;
    const wrong: string[] = [];
    for (const zone of zones) {
      process.env.TZ = zone;
      for (let at = FROM; at < TO; at += DAY_MS) {
        days += 1;
        const on = dayAt(new Date(at)) as Day;
        if (instantAt(on, '09:00').getTime() !== at + HOUR || dayAt(new Date(at + HOUR)) !== on)
          wrong.push(`${zone} ${on}`);
      }
    }

    expect(wrong).toEqual([]);
    note(4, { checked: days });
  });

  it('wakes the morning card at the same instants everywhere, each working day once', { timeout: 600_000 }, () => {
    const calendar = makeCalendar();
    const year = (): readonly number[] => {
      const times: number[] = [];
      for (let at = new Date(Date.UTC(2025, 11, 31)); at.getTime() < Date.UTC(2027, 0, 1); ) {
        at = nextOfficeTime('morning-card', at, defaultPolicy, calendar);
        times.push(at.getTime());
      }
      return times;
    };
    process.env.TZ = 'Asia/Shanghai';
    const home = year();
    expect(new Set(home.map((at) => dayAt(new Date(at)))).size).toBe(home.length);

    for (const zone of zones) {
      process.env.TZ = zone;
      expect(year(), zone).toEqual(home);
    }
    note(4, { checked: zones.length * home.length });
  });
});
