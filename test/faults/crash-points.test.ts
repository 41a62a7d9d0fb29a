import { describe, expect, it } from 'vitest';
import { day } from '../../src/core/calendar.ts';
import { note } from '../support/results.ts';
import { calm } from './fault-table.ts';
import { simulateFaults } from './simulation.ts';

/**
 * The reference story: a plan is adopted, units are reminded and report, some fall overdue, the ladder climbs, drafts are signed, the
 * quarter's bulletin is drafted, signed and published. One process; nothing goes wrong but the one crash.
 */
// A seed whose year holds every act that is asked for below.
const story = { seed: 6, faults: calm, from: day('2026-03-26'), days: 22, replicas: 1 } as const;

/** Every so many points in the default run; `CRASH_STEP=1` plays them all. */
const step = Number(process.env.CRASH_STEP ?? 89);

describe('the reference story', () => {
  it('meets every act and every kind of effect that the crash points are about', async () => {
    const { faults, effects, acts } = await simulateFaults(story);

    expect(faults).toEqual([]);
    expect(effects.length).toBeGreaterThan(1_000);
    expect([...new Set(effects.map((effect) => effect.split(' ')[0]))]).toEqual(
      expect.arrayContaining(['receive', 'commit', 'sweepDue', 'releaseDue', 'claim', 'send', 'settle', 'nextSerial']),
    );
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
    'survives a crash %s each commit and each write to a platform',
    async (when) => {
      const { effects } = await simulateFaults(story);
      const perished: string[] = [];
      const played: Record<string, number> = {};
      // Points of one name lie far apart: a step would pass over the rare ones.
      const byName = Map.groupBy(effects, (effect) => effect.split(' ')[0] as string);
      for (const [name, points] of byName) {
        for (let index = 0; index < points.length; index += step) {
          const call = Number(points[index]?.split(' ')[1]);
          const { faults, crashes } = await simulateFaults({ ...story, crashAt: { call, when } });
          played[name] = (played[name] ?? 0) + 1;
          if (crashes !== 1) perished.push(`${points[index]}: nobody died`);
          if (faults.length > 0) perished.push(`${points[index]}: ${faults.slice(0, 3).join('; ')}`);
        }
      }

      expect(perished).toEqual([]);
      const points = Object.values(played).reduce((sum, count) => sum + count, 0);
      expect(points).toBeGreaterThan(20);
      note(`crash-points-${when}`, { points, of: effects.length, ...played });
      console.info(`survived ${points}/${points} (${when}, of ${effects.length}): ${JSON.stringify(played)}`);
    },
    3_600_000,
  );
});
