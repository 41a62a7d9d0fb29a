// npm run bench -- [--json] [--quick] [--force] [--only PART,…] [--against FILE] [--record FILE]
// Figures as ratios to bounds measured in the same run (RELIABILITY §7). With --against it fails when a ratio is twice as bad as recorded.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openPlace, type Place } from './place.ts';
import { progress, type Row } from './row.ts';
import { type Ratios, recordOf, worseThan } from './verdict.ts';

const { values: asked } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    force: { type: 'boolean', default: false },
    only: { type: 'string' },
    against: { type: 'string' },
    record: { type: 'string' },
  },
});
const { quick } = asked;

/** A busier machine measures its other work. */
const MOST_LOAD = 0.5;
const rounds = quick ? 7 : 11;

type Part = (place: Place) => Promise<readonly Row[]>;

// Loaded one by one: what a part brings along must not weigh on the others. The quick run keeps to a minute.
const parts: Readonly<Record<string, Part>> = {
  sweep: async (place) => {
    const { sweepRows } = await import('./sweep.ts');
    return quick
      ? sweepRows(place, [10_000, 100_000], [0, 1_000], rounds)
      : sweepRows(place, [10_000, 100_000, 1_000_000], [0, 10, 100, 1_000], rounds);
  },
  growth: async (place) => (await import('./growth.ts')).growthRows(place, rounds, quick ? 10_000 : 100_000),
  ack: async (place) => (await import('./ack.ts')).ackRows(place, quick ? 5 : 20),
  delivery: async (place) => (await import('./delivery.ts')).deliveryRows(place, rounds, quick ? 200 : 1_000),
  bulletin: async (place) =>
    (await import('./bulletin.ts')).bulletinRows(place, quick ? [10_000] : [10_000, 100_000], rounds),
  lateness: async (place) => {
    const { latenessRows } = await import('./lateness.ts');
    return quick ? latenessRows(place, 100, 15) : latenessRows(place, 300, 100);
  },
  ledger: async (place) => (await import('./ledger.ts')).ledgerRows(place, rounds),
  slack: async (place) => {
    const { slackAckRows } = await import('./slack-ack.ts');
    return quick
      ? slackAckRows(place, { rates: [100, 500], seconds: 1, rounds: 1, reminders: 200 })
      : slackAckRows(place, { rates: [100, 500, 1_000], seconds: 5, rounds: 3, reminders: 10_000 });
  },
  reminders: async (place) => {
    const { slackReminderRows } = await import('./slack-reminders.ts');
    return slackReminderRows(place, quick ? { reminders: 2_000, speed: 60 } : { reminders: 10_000, speed: 60 });
  },
  year: async (place) => (await import('./year.ts')).yearRows(place, quick ? 50 : 1_000, quick ? 1 : 3),
  start: async () => (await import('./start.ts')).startRows(quick ? 1 : 7, { restMs: 2_000, watchMs: 3_000 }),
  reading: async () => (await import('./reading.ts')).readingRows(quick),
};

/** A killed sender is waited for through its whole lease: the quick run does so while the other parts are measured. */
const recovery: Part = async (place) => (await import('./recovery.ts')).recoveryRows(place, quick ? 2 : 7);

const load = loadavg()[0] ?? 0;
progress(`${cpus().length} cores, Node ${process.versions.node}. Load average at the start: ${load.toFixed(2)}.`);
if (load > MOST_LOAD && !quick && !asked.force) {
  progress(`Above ${MOST_LOAD} the figures would be about the machine's other work. Wait, or say --force.`);
  process.exit(1);
}

const names = [...Object.keys(parts), 'recovery'];
/**
 * Left to the full run, or to `--only`: four starts of whole programs would take a third of the quick one; a second of replies says nothing
 * of one in a hundred; and a few reminders are over before a platform's limits weigh more than the beginning.
 */
const leftOut = new Set(['start', 'ack', 'slack', 'reminders']);
const short = names.filter((name) => !leftOut.has(name));
const wanted = asked.only?.split(',') ?? (quick ? short : names);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  progress(`No part ${unknown.join(', ')}; there are ${names.join(', ')}.`);
  process.exit(2);
}

const begun = performance.now();
const place = await openPlace();
progress(`Database: ${place.name}.`);
const rows: Row[] = [];
const partOf = new Map<string, string>();
let worse: readonly string[] = [];
try {
  const beside = quick && wanted.includes('recovery') ? recovery(place) : null;
  // Its failure is met where it is awaited.
  beside?.catch(() => {});
  for (const name of names.filter((one) => one !== 'recovery' && wanted.includes(one))) {
    // Reading comes last: it holds the thread for seconds, in which nothing could be handed over beside it.
    if (name === 'reading') await beside;
    const from = performance.now();
    for (const row of (await parts[name]?.(place)) ?? []) {
      rows.push(row);
      partOf.set(row.id, name);
    }
    progress(`${name} took ${((performance.now() - from) / 1000).toFixed(1)} s`);
  }
  if (wanted.includes('recovery')) rows.push(...(await (beside ?? recovery(place))));
  if (asked.against) worse = await judged(JSON.parse(readFileSync(asked.against, 'utf8')) as Ratios);
} finally {
  await place.close();
}
process.stdout.write(asked.json ? `${JSON.stringify(rows.map(withoutSamples))}\n` : table(rows));
progress(
  `${rows.length} rows in ${((performance.now() - begun) / 1000).toFixed(0)} s. Every round: ${keepSamples(rows)}`,
);
if (asked.record) writeFileSync(asked.record, `${JSON.stringify(recordOf(rows), null, '\t')}\n`);
if (worse.length > 0) process.exitCode = 1;
// What a part left open (a pool's timer) is not waited for.
process.exit();

/** The ratios that became twice as bad, and were so again when their part was measured once more by itself. */
async function judged(recorded: Ratios): Promise<readonly string[]> {
  const suspects = worseThan(recorded, rows);
  const again = new Set(suspects.flatMap(({ id }) => partOf.get(id) ?? []));
  const second: Row[] = [];
  for (const name of again) second.push(...((await parts[name]?.(place)) ?? []));
  const confirmed = new Set(worseThan(recorded, second).map(({ id }) => id));
  return suspects.flatMap(({ id, was, ratio }) => {
    const isWorse = !partOf.has(id) || confirmed.has(id);
    progress(
      `${isWorse ? '✗' : ' '} ${id} was ${was} and is ${ratio}: ${isWorse ? 'twice as bad or worse' : 'not so the second time'}`,
    );
    return isWorse ? [id] : [];
  });
}

function withoutSamples({ samples: _, ...row }: Row): Omit<Row, 'samples'> {
  return row;
}

/** Where the raw samples of this run are kept, beside those of earlier runs. */
function keepSamples(all: readonly Row[]): string {
  const stamp = new Date().toISOString().replaceAll(':', '-');
  const file = fileURLToPath(new URL(`../../node_modules/.cache/duban-bench/${stamp}.json`, import.meta.url));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ load, quick, rows: all }));
  return file;
}

function table(all: readonly Row[]): string {
  const line = ({ id, name, value, unit, against, ratio, target, ok, spread, max }: Row) =>
    [
      ok === null ? ' ' : ok ? '✓' : '✗',
      id.padEnd(18),
      name.padEnd(52),
      `${value ?? '-'} ${unit}`.padEnd(20),
      `${ratio ?? ''}`.padEnd(7),
      (target ?? '').padEnd(16),
      (spread ? `${spread[0]}–${spread[1]}` : '').padEnd(14),
      `max ${max ?? '-'}`.padEnd(12),
      against ?? '',
    ].join(' ');
  return `${all.map(line).join('\n')}\n`;
}
