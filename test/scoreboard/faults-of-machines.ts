import { about, most, spelled as n, sum } from './results.ts';
import { all, any, joined, type Row, real, scenario, simulated, struck } from './row.ts';

/** Faults 1 to 13: what befalls the processes, the clock, the database and the network. */
export const faultsOfMachines: readonly Row[] = [
  {
    fault: 1,
    what: 'kill -9 in the middle of sending',
    ring: '2 3',
    tests: [
      ['faults/real/', /killed/],
      ['faults/simulation', any],
    ],
    figure(results) {
      const lines = about(results, 1);
      const timed = lines.filter((line) => line.p99 !== undefined);
      const kills = lines.length === 0 ? null : `${n(sum(lines, 'kills'))} kills of 2 replicas`;
      const lateness =
        timed.length === 0 ? null : `kill → handed over p99 ${(most(timed, 'p99') / 1_000).toFixed(1)} s (lease 20 s)`;
      return joined(real(lines), kills, lateness, struck(results, 'crashes', 'crashes'));
    },
  },
  {
    fault: 2,
    what: 'database restarted under load, or away',
    ring: '2 3',
    tests: [
      ['faults/real/', /crashes again/],
      ['adapters/broken-connections', any],
    ],
    figure(results) {
      const lines = about(results, 2);
      const crashes =
        lines.length === 0
          ? null
          : `${sum(lines, 'crashes')} immediate restarts, ${n(most(lines, 'restartMs'))} ms each, ${sum(lines, 'ended')} processes ended by them`;
      return joined(real(lines), crashes, struck(results, 'storeErrors', 'answers lost or never arrived'));
    },
  },
  {
    fault: 3,
    what: 'clock leaps ±1 s … +10 d, back 1 h, apart 5 min',
    ring: '2 3',
    tests: [
      ['faults/real/', /clocks leap/],
      ['server-clock', any],
      ['flows/sweep', /a clock that jumps/],
    ],
    figure: (results) =>
      joined(
        real(about(results, 3)),
        simulated(scenario(results, 'clock-leap')),
        all(results).length === 0
          ? null
          : `held and asked ${n(sum(all(results), 'held'))} times, 0 rungs climbed meanwhile`,
      ),
  },
  {
    fault: 4,
    what: 'clock changes of every zone, host zone moves',
    ring: '1',
    tests: [['faults/zones', any]],
    figure(results) {
      const lines = about(results, 4);
      if (lines.length === 0) return null;
      return `0 wrong of ${n(sum(lines, 'checked'))} checks, ${most(lines, 'zones')} zones × ${n(sum(lines, 'transitions'))} transitions, two oracles`;
    },
    missing: 'the office has one zone, Asia/Shanghai from 1992 on; a changed tzdata has nothing to change',
  },
  {
    fault: 5,
    what: 'leap day, 31st, year end, 调休 changed in the year',
    ring: '1',
    tests: [
      ['core/calendar', any],
      ['reading/deadline-tables', /leap|29|month|year|调休/],
    ],
    figure: () => null,
  },
  {
    fault: 6,
    what: 'the same input again: redelivered, clicked twice, at two replicas',
    ring: '2 3',
    tests: [
      ['faults/copies', any],
      ['slack/receive', /one effect|however often/],
      ['flows/handle-command', /twice by the same key/],
    ],
    figure(results) {
      const lines = about(results, 6);
      const copies =
        lines.length === 0
          ? null
          : `${sum(lines, 'effects')} effects of ${sum(lines, 'copies')} copies of ${lines.length} inputs at once`;
      return joined(copies, struck(results, 'inputs', 'inputs, a quarter of them repeated,'));
    },
  },
  {
    fault: 7,
    what: 'out of order: edit first, report after the close, reply after handover',
    ring: '1 2',
    tests: [
      ['core/task-machine', any],
      ['slack/receive', /edited/],
      ['flows/sweep', /arrives now/],
      ['flows/hand-over', any],
      ['scenarios/disorder', any],
    ],
    figure(results) {
      const lines = about(results, 'histories');
      return lines.length === 0
        ? null
        : `0 of ${n(sum(lines, 'histories'))} histories (${n(sum(lines, 'steps'))} steps) differ from the naive model`;
    },
  },
  {
    fault: 8,
    what: '429 storm',
    ring: '3',
    tests: [
      ['slack/pace', any],
      ['slack/faults', any],
      ['adapters/queue', /busy channel|many jobs/],
    ],
    figure(results) {
      const lines = about(results, 8);
      return lines.length === 0
        ? null
        : `${n(sum(lines, 'waiting'))} posts waiting for one channel delay another by ${most(lines, 'delayMs')} ms`;
    },
  },
  {
    fault: 9,
    what: '5xx, slow, hang, reset, ok:false, HTML, cut JSON',
    ring: '2 3',
    tests: [
      ['slack/errors', any],
      ['slack/faults', any],
    ],
    figure(results) {
      const lines = about(results, 1).filter((line) => line.struck !== undefined);
      return lines.length === 0
        ? null
        : `${n(sum(lines, 'struck'))} faulty answers in ${n(sum(lines, 'n'))} messages of real processes`;
    },
  },
  {
    fault: 10,
    what: 'partition, half-open line, to database and platform',
    ring: '2 3',
    tests: [['faults/real/', /cut off/]],
    figure(results) {
      const lines = about(results, 10);
      return joined(
        real(lines),
        lines.length === 0 ? null : `${sum(lines, 'cuts')} cuts, black holes and half-open lines`,
        struck(results, 'partitions', 'partitions'),
      );
    },
  },
  {
    fault: 11,
    what: '2–3 replicas, split brain, version N beside N+1',
    ring: '2 3',
    tests: [
      ['adapters/database.test', /two replicas|two changes|three that claim/],
      ['adapters/upgrade', any],
    ],
    figure: (results) =>
      all(results).length === 0
        ? null
        : `${sum(all(results), 'laddersWrong')} doubled of ${n(sum(all(results), 'escalations'))} escalations with 2–3 replicas`,
  },
  {
    fault: 12,
    what: 'disk full: of the database, the log, the uploads',
    ring: '3',
    tests: [
      ['faults/real/', /full/],
      ['faults/full-disk', any],
    ],
    figure(results) {
      const lines = about(results, 12);
      const uploads = about(results, 'uploads');
      return joined(
        real(lines),
        lines.length === 0 ? null : `the database’s disk was full ${sum(lines, 'full')} times`,
        uploads.length === 0
          ? null
          : `${sum(uploads, 'lost')} of ${n(sum(uploads, 'acknowledged'))} acknowledged files lost, ${n(sum(uploads, 'refused'))} refused while the disk of log and uploads was full`,
      );
    },
  },
  {
    fault: 13,
    what: 'standing still beyond the lease (SIGSTOP)',
    ring: '2 3',
    tests: [
      ['faults/real/', /stand still/],
      ['slack/messenger', /so late/],
    ],
    figure(results) {
      const lines = about(results, 13);
      return joined(
        real(lines),
        lines.length === 0 ? null : `${sum(lines, 'stops')} stops of 23–60 s`,
        struck(results, 'stalls', 'stalls'),
      );
    },
  },
];
