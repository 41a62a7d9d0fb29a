import { describe, expect, it } from 'vitest';
import { day } from '../../src/core/calendar.ts';
import { calm } from './fault-table.ts';
import { simulateFaults } from './simulation.ts';

/**
 * The reference story: a plan is adopted, units are reminded and report, some fall overdue, the ladder climbs, drafts are signed, the
 * quarter's bulletin is drafted, signed and published. One process; nothing goes wrong but the one crash.
 */
// A seed whose year holds every act that is asked for below.
const story = { seed: 6, faults: calm, from: day('2026-03-26'), days: 22, replicas: 1 } as const;

/** Every so many calls in the default run; `CRASH_STEP=1` plays them all. */
const step = Number(process.env.CRASH_STEP ?? 97);

describe('the reference story', () => {
  it('meets every act that the crash points are about', async () => {
    const { faults, calls, acts } = await simulateFaults(story);

    expect(faults).toEqual([]);
    expect(calls).toBeGreaterThan(1_000);
    expect(acts).toEqual(
      expect.arrayContaining([
        'plan-adopted',
        'task-started',
        'task-reported-done',
        'task-closed',
        'rung-climbed',
        'extension-granted',
        'supervision-notice-drafted',
        'supervision-notice-signed',
        'bulletin-drafted',
        'bulletin-signed',
        'bulletin-published',
      ]),
    );
  });

  it.each(['before', 'after'] as const)(
    'survives a crash %s each call',
    async (when) => {
      const { calls } = await simulateFaults(story);
      const perished: string[] = [];
      let played = 0;
      for (let call = 1; call <= calls; call += step) {
        const { faults, crashes } = await simulateFaults({ ...story, crashAt: { call, when } });
        played += 1;
        if (crashes !== 1) perished.push(`call ${call}: nobody died`);
        if (faults.length > 0) perished.push(`call ${call}: ${faults.slice(0, 3).join('; ')}`);
      }

      expect(perished).toEqual([]);
      expect(played).toBeGreaterThan(20);
      console.info(`survived ${played}/${played} (${when} every ${step}. of ${calls} calls)`);
    },
    600_000,
  );
});
