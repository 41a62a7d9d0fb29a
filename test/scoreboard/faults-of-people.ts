import { about, spelled as n, sum } from './results.ts';
import { all, any, joined, type Row, scenario, simulated, struck } from './row.ts';

/** Faults 14 to 27: who is let in, who leaves, and what is handed in. */
export const faultsOfPeople: readonly Row[] = [
  {
    fault: 14,
    what: 'token revoked, app removed, secret rotated',
    ring: '2',
    tests: [
      ['flows/lose-account', /shut|platform/],
      ['slack/', /shut|breaker|let.* in again/],
      ['faults/simulation', /rotation/],
    ],
    figure(results) {
      const lines = scenario(results, 'rotation');
      const rotated =
        lines.length === 0 ? null : `tokens replaced process by process in ${n(sum(lines, 'seeds'))} of them`;
      return joined(simulated(all(results)), rotated);
    },
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
    tests: [
      ['faults/formulas', any],
      ['core/sheet-text', any],
    ],
    figure(results) {
      const lines = about(results, 20);
      return lines.length === 0
        ? null
        : `${sum(lines, 'evaluated')} of ${n(sum(lines, 'cells'))} cells evaluate (${sum(lines, 'texts')} texts × places × 2 readers, xlsx and csv)`;
    },
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
      ['flows/export-sheets', /carries nothing|may see/],
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
];
