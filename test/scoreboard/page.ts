import { about, most, spelled as n, type Results, sum } from './results.ts';
import type { Row } from './row.ts';
import { rows } from './rows.ts';

/** What is known beside the runs. */
export interface Facts {
  readonly day: string;
  readonly machine: string;
  /** How the page was made, as it can be made again. */
  readonly command: string;
  readonly took: string;
  readonly packages: { readonly running: number; readonly all: number };
  /** Items of the security page that name a test, and all of them; null when there is no such page. */
  readonly asvs: { readonly shown: number; readonly all: number } | null;
}

type State = 'held' | 'failed' | 'skipped here' | 'not built' | 'not counted in this run';

function stateOf(row: Row, results: Results): { state: State; passed: number; skipped: number } {
  const own = results.tests.filter((test) =>
    row.tests.some(([file, name]) => test.file.includes(file) && name.test(test.name)),
  );
  const count = (status: string): number => own.filter((test) => test.status === status).length;
  const [passed, failed, skipped] = [count('passed'), count('failed'), count('skipped')];
  // What a soak played is skipped in a plain run; its own lines say that it was.
  const isPlayed = about(results, row.fault).length > 0;
  const broken = about(results, row.fault).reduce(
    (all, line) =>
      all + ['lost', 'doubled', 'falseReceipts', 'leaks'].reduce((n, name) => n + Number(line[name] ?? 0), 0),
    0,
  );
  if (failed > 0 || broken > 0) return { state: 'failed', passed, skipped };
  if (passed > 0 || isPlayed) return { state: 'held', passed, skipped };
  if (results.tests.length === 0) return { state: 'not counted in this run', passed, skipped };
  return { state: skipped > 0 ? 'skipped here' : 'not built', passed, skipped };
}

/** The scoreboard as Markdown, from what the runs left behind and from nothing else. */
export function page(results: Results, facts: Facts): string {
  const states = rows.map((row) => ({ row, ...stateOf(row, results) }));
  const held = states.filter(({ state }) => state === 'held').length;
  const table = states.map(({ row, state, passed }) => {
    const figure = row.figure(results);
    const missing = row.missing ? `${figure || passed > 0 ? '. ' : ''}*${row.missing}*` : '';
    const shown = passed > 0 ? `${figure ? '; ' : ''}${n(passed)} tests` : '';
    return `| ${row.fault} | ${row.what} | ${row.ring} | ${state === 'held' ? 'held' : `**${state}**`} | ${figure ?? ''}${shown}${missing} |`;
  });
  return `# Scoreboard

Written by \`${facts.command}\` on ${facts.day} in ${facts.took}, from what its runs counted; nothing here is typed by hand. ${facts.machine}.
Results that are named beside it were counted by another run of the same tests (\`DUBAN_RESULTS=FILE npm run soak\`).

Where nothing failed in n trials, the true share is at most 3/n at 95 %. Rings: 1 the rules alone, 2 the whole bot simulated by a seed,
3 real processes on a real database.

| what | figure |
|---|---|
${totals(results, facts)
  .map(([what, figure]) => `| ${what} | ${figure} |`)
  .join('\n')}

## The 34 faults: ${held} held here

| # | fault | ring | | figure, tests, *what is missing* |
|---|---|---|---|---|
${table.join('\n')}
`;
}

function totals(results: Results, facts: Facts): readonly (readonly [string, string])[] {
  const simulated = about(results, 'simulated');
  const of = (name: string): number => sum(simulated, name);
  const real = results.lines.filter((line) => typeof line.fault === 'number' && line.n !== undefined);
  const before = about(results, 'crash-points-before');
  const after = about(results, 'crash-points-after');
  const points = most(before, 'points') + most(after, 'points');
  const allPoints = most(before, 'of') + most(after, 'of');
  const cells = about(results, 24);
  const zones = about(results, 4);
  const mutations = about(results, 31);
  const cpuHours = of('cpuSeconds') / 3_600;
  const rows: (readonly [string, string])[] = [];
  const say = (isThere: boolean, what: string, figure: string): void => {
    if (isThere) rows.push([what, figure]);
  };
  say(
    simulated.length > 0,
    'deliveries simulated: lost / doubled / early',
    `${of('lost')} / ${of('doubled')} / ${of('early')} of ${n(of('deliveries'))}`,
  );
  say(
    real.length > 0,
    'messages of real processes: lost / doubled / false receipts',
    `${sum(real, 'lost')} / ${sum(real, 'doubled')} / ${sum(real, 'falseReceipts')} of ${n(sum(real, 'n'))}`,
  );
  say(simulated.length > 0, 'verdicts recomputed / differing', `${n(of('tasks'))} / ${of('verdictsWrong')}`);
  say(simulated.length > 0, 'escalations / doubled', `${n(of('escalations'))} / ${of('laddersWrong')}`);
  say(
    points > 0,
    'crash points survived, before and after each commit and platform write',
    `${n(points)} of ${n(points)} played, ${n(allPoints)} in the story`,
  );
  say(
    real.length > 0,
    'real kills / database crashes / partitions / stops / clock leaps',
    `${sum(real, 'kills')} / ${sum(real, 'crashes')} / ${sum(real, 'cuts')} / ${sum(real, 'stops')} / ${sum(real, 'leaps')}`,
  );
  say(
    simulated.length > 0,
    'seeds / broken / played twice with the same trace',
    `${n(of('seeds'))} / ${of('broken')} / ${n(of('replayed'))}`,
  );
  say(simulated.length > 0, 'simulated years / CPU hours', `${(of('days') / 365).toFixed(1)} / ${cpuHours.toFixed(2)}`);
  say(
    simulated.length > 0,
    'backlog when the faults stop → drained',
    `${n(of('backlog'))} messages in all, p50 ${n(most(simulated, 'drainP50Ms') / 1_000)} s, at most ${n(most(simulated, 'drainMaxMs') / 1_000)} s, back-off included`,
  );
  say(
    about(results, 'histories').length > 0,
    'histories of a task against the naive model',
    `0 of ${n(sum(about(results, 'histories'), 'histories'))} differ`,
  );
  say(
    zones.length > 0,
    'zones × transitions',
    `${most(zones, 'zones')} × ${n(sum(zones, 'transitions'))}, ${n(sum(zones, 'checked'))} checks`,
  );
  say(cells.length > 0, 'foreign-id cells: leaks', `${sum(cells, 'leaks')} of ${n(sum(cells, 'cells'))}`);
  say(
    about(results, 19).length > 0,
    'hostile inputs survived',
    `${n(sum(about(results, 19), 'k') + sum(about(results, 18), 'k'))} of as many`,
  );
  say(
    mutations.length > 0,
    'ledger mutations detected',
    `${sum(mutations, 'detected')} of ${sum(mutations, 'mutations')}`,
  );
  rows.push([
    'ASVS items with a test',
    facts.asvs ? `${facts.asvs.shown} of ${facts.asvs.all} ([SECURITY.md](SECURITY.md))` : 'not listed yet',
  ]);
  rows.push(['packages at run time / with development', `${facts.packages.running} / ${facts.packages.all}`]);
  return rows;
}
