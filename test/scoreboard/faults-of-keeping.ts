import { about, most, spelled as n, sum } from './results.ts';
import { all, any, joined, type Row, scenario, simulated } from './row.ts';

/** Faults 28 to 34: what changes on the way, and what must be kept. */
export const faultsOfKeeping: readonly Row[] = [
  {
    fault: 28,
    what: 'deadline edited, task closed, cancelled, reassigned while a reminder flies',
    ring: '2',
    tests: [['faults/in-flight', any]],
    figure: (results) =>
      joined(
        about(results, 28).length === 0 ? null : `0 of ${sum(about(results, 28), 'acts')} acts left a stale reminder`,
        all(results).length === 0
          ? null
          : `0 stale of ${n(sum(all(results), 'watched'))} messages, ${n(sum(all(results), 'moved'))} deadlines moved`,
      ),
    missing: 'tasks are not split or merged',
  },
  {
    fault: 29,
    what: 'down 1 min … 30 d; 101 and 10,001 mornings missed',
    ring: '1 2',
    tests: [
      ['faults/outages', any],
      ['flows/sweep', /after an outage/],
    ],
    figure(results) {
      const lines = about(results, 29);
      return joined(
        lines.length === 0
          ? null
          : `${sum(lines, 'outages')} outages, at most one card a person, ${n(most(lines, 'missed'))} mornings missed at most`,
        simulated(scenario(results, 'power-cut')),
      );
    },
  },
  {
    fault: 30,
    what: 'very many messages due in one instant',
    ring: '1 3',
    tests: [
      ['slack/pace', /one instant|any number of cards|any window/],
      ['adapters/queue', /urgent|many jobs/],
      ['scenarios/flood', any],
    ],
    figure(results) {
      const lines = about(results, 30);
      return lines.length === 0
        ? null
        : `${n(sum(lines, 'cards'))} cards over ${most(lines, 'channels')} channels in ${most(lines, 'ratio').toFixed(2)} × what the limits allow, an answer among them after ${most(lines, 'answer')} ms`;
    },
    missing: 'limits of WeCom: not built',
  },
  {
    fault: 31,
    what: 'ledger changed, cut, reordered, old backup put back',
    ring: '1 3',
    tests: [
      ['core/ledger', any],
      ['core/published-head', any],
      ['adapters/database.test', /refuses "/],
    ],
    figure(results) {
      const lines = about(results, 31);
      return lines.length === 0
        ? null
        : `${n(sum(lines, 'detected'))} of ${n(sum(lines, 'mutations'))} mutations detected, the first bad entry named`;
    },
  },
  {
    fault: 32,
    what: 'migration, rollback, long lock',
    ring: '3',
    tests: [
      ['adapters/upgrade', any],
      ['adapters/releases', any],
      ['adapters/database.test', /brought up to date/],
    ],
    figure: () => null,
  },
  {
    fault: 33,
    what: 'yesterday’s backup put back',
    ring: '2 3',
    tests: [['faults/backup', any]],
    figure: (results) => simulated(scenario(results, 'restore')),
  },
  {
    fault: 34,
    what: 'the watcher dies; health by progress',
    ring: '3',
    tests: [
      ['flows/judge-health', any],
      ['adapters/metrics', /dead.?man|watcher elsewhere/],
    ],
    figure: () => null,
  },
];
