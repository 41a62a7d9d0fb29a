import { about, type Line, most, spelled as n, type Results, sum } from './results.ts';

/** One fault of the table: by what tests it is shown, and the figure that the runs counted. */
export interface Row {
  readonly fault: number;
  readonly what: string;
  readonly ring: string;
  /** Tests that show it: a piece of the file's path, and a pattern of the name. */
  readonly tests: readonly (readonly [file: string, name: RegExp])[];
  /** What was counted, or null when no run counted anything. */
  figure(results: Results): string | null;
  /** What is missing for it to be whole. */
  readonly missing?: string;
}

const any = /./;

/** "0 of n" with the lost and doubled ones of real processes. */
function real(lines: readonly Line[]): string | null {
  if (lines.length === 0) return null;
  const count = sum(lines, 'n');
  return `${sum(lines, 'lost')} lost, ${sum(lines, 'doubled')} doubled, ${sum(lines, 'falseReceipts')} false receipts of ${n(count)} messages`;
}

function simulated(lines: readonly Line[]): string | null {
  if (lines.length === 0) return null;
  return `${sum(lines, 'broken')} of ${n(sum(lines, 'seeds'))} seeds broken, ${sum(lines, 'lost')} lost and ${sum(lines, 'doubled')} doubled of ${n(sum(lines, 'deliveries'))} deliveries`;
}

const joined = (...parts: readonly (string | null)[]): string | null =>
  parts.filter((part) => part !== null).join('; ') || null;
const all = (results: Results): readonly Line[] => about(results, 'simulated');
const scenario = (results: Results, name: string): readonly Line[] => about(results, 'scenario', { scenario: name });
const struck = (results: Results, name: string, what: string): string | null =>
  all(results).length === 0
    ? null
    : `${n(sum(all(results), name))} ${what} in ${n(sum(all(results), 'seeds'))} simulated offices`;

/** Every fault of the table. */
export const rows: readonly Row[] = [
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
    tests: [['faults/real/', /crashes again/]],
    figure(results) {
      const lines = about(results, 2);
      const crashes =
        lines.length === 0
          ? null
          : `${sum(lines, 'crashes')} immediate restarts, ${n(most(lines, 'restartMs'))} ms each`;
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
      ['scenarios/flood', any],
    ],
    figure: () => null,
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
    what: 'disk full',
    ring: '3',
    tests: [['faults/real/', /full/]],
    figure(results) {
      const lines = about(results, 12);
      return joined(
        real(lines),
        lines.length === 0 ? null : `the database’s disk was full ${sum(lines, 'full')} times`,
      );
    },
    missing: 'disks of log and uploads were not filled',
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
  {
    fault: 14,
    what: 'token revoked, app removed, secret rotated',
    ring: '2',
    tests: [
      ['flows/lose-account', /shut|platform/],
      ['slack/', /shut|breaker|let.* in again/],
    ],
    figure: (results) => simulated(all(results)),
    missing: 'rotation of secrets needs a restart',
  },
  {
    fault: 15,
    what: 'channel archived, deleted, bot removed',
    ring: '2',
    tests: [
      [
        'slack/office-channel',
        /is_archived|not_in_channel|channel_not_found|channel_archive|group_deleted|channel_left|whose channel refused/,
      ],
    ],
    figure: () => null,
  },
  {
    fault: 16,
    what: 'person deactivated, left, on leave',
    ring: '2',
    tests: [
      ['flows/lose-account', any],
      ['flows/hand-over', /absence|deputy/],
    ],
    figure: (results) => simulated(all(results)),
    missing: '`invaliduser` inside a 200 is WeCom’s, which is not built',
  },
  {
    fault: 17,
    what: 'poison message among others',
    ring: '2',
    tests: [['flows/deliver', /breaks whoever/]],
    figure: (results) => struck(results, 'poisoned', 'poisoned messages, each dead-lettered with an alarm,'),
  },
  {
    fault: 18,
    what: '40k characters, 1 MB paste, emoji, lone surrogates, NUL, RTL',
    ring: '1',
    tests: [
      ['faults/hostile-text', any],
      ['core/text', any],
      ['slack/blocks', /long|every word|cuts/],
      ['core/inbound-limit', any],
    ],
    figure(results) {
      const lines = about(results, 18);
      return lines.length === 0
        ? null
        : `${sum(lines, 'k')} texts shown whole; of as many typed ${sum(lines, 'kept')} kept, ${sum(lines, 'refused')} refused with a reason`;
    },
  },
  {
    fault: 19,
    what: 'mention, markdown, prompt injection',
    ring: '1 2',
    tests: [
      ['faults/hostile-text', /Slack/],
      ['slack/blocks', /as it was typed/],
    ],
    figure(results) {
      const lines = about(results, 19);
      return joined(
        lines.length === 0
          ? null
          : `survived ${n(sum(lines, 'k'))}/${n(sum(lines, 'k'))} (${sum(lines, 'texts')} texts × places)`,
        struck(results, 'read', 'messages read for mentions'),
      );
    },
  },
  {
    fault: 20,
    what: 'formula injection in exported sheets',
    ring: '1',
    tests: [['faults/formulas', any]],
    figure: () => null,
    missing: 'no sheet is exported',
  },
  {
    fault: 21,
    what: 'XXE, billion laughs, deep nesting, wrong charset',
    ring: '1',
    tests: [['documents/read-document', /DTD|hostile|nest|spans/]],
    figure: () => null,
    missing: 'the XML callback is WeCom’s, which is not built',
  },
  {
    fault: 22,
    what: 'zip bomb, many entries, zip slip, lying sizes',
    ring: '1',
    tests: [['documents/read-document', /hostile|longer than|fills the memory|does not hold up/]],
    figure: () => null,
  },
  {
    fault: 23,
    what: 'path traversal, device and NUL names',
    ring: '1',
    tests: [['files/file-store', any]],
    figure: () => null,
  },
  {
    fault: 24,
    what: 'another unit’s ids: every command × person × kind of id, forged values',
    ring: '1 2',
    tests: [
      ['faults/foreign-ids', any],
      ['core/permission', any],
    ],
    figure(results) {
      const lines = about(results, 24);
      return joined(
        lines.length === 0
          ? null
          : `${sum(lines, 'leaks')} leaks in ${n(sum(lines, 'cells'))} of ${n(sum(lines, 'of'))} cells`,
        struck(results, 'compared', 'codes and words compared with who may see them'),
      );
    },
  },
  {
    fault: 25,
    what: 'replayed, forged, missing signature; ±4:59 / 5:01',
    ring: '1',
    tests: [
      ['slack/receive', /who may write/],
      ['web/guard', any],
      ['slack/signature', any],
    ],
    figure: () => null,
  },
  { fault: 26, what: 'ReDoS, pumped 4k → 64k', ring: '1', tests: [['reading/pumped', any]], figure: () => null },
  {
    fault: 27,
    what: 'forged time: future, seconds for ms, none at all',
    ring: '1',
    tests: [
      ['faults/forged-time', any],
      ['core/written-at', any],
    ],
    figure(results) {
      const lines = about(results, 27);
      return lines.length === 0 ? null : `0 of ${sum(lines, 'cases')} forged times made a late report punctual`;
    },
  },
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
    ring: '3',
    tests: [['scenarios/flood', any]],
    figure: () => null,
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
      ['adapters/database.test', /brought up to date/],
    ],
    figure: () => null,
    missing: 'there is no released version yet whose dump could be kept',
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
      ['', /dead.?man|watcher elsewhere/],
    ],
    figure: () => null,
  },
];

/** Pieces of the paths of all files that show something: what the runner is asked to run. */
export const files: readonly string[] = [...new Set(rows.flatMap((row) => row.tests.map(([file]) => file)))];
