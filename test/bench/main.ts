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

// Loaded one by one: what a part brings along must not weigh on the others.
const parts: Readonly<Record<string, (place: Place) => Promise<readonly Row[]>>> = {
  sweep: async (place) =>
    (await import('./sweep.ts')).sweepRows(place, quick ? [10_000, 100_000] : [10_000, 100_000, 1_000_000], rounds),
  growth: async (place) => (await import('./growth.ts')).growthRows(place, rounds, quick ? 30_000 : 100_000),
  ack: async (place) => (await import('./ack.ts')).ackRows(place, quick ? 3 : 20),
  reading: async () => (await import('./reading.ts')).readingRows(quick),
  delivery: async (place) =>
    (await import('./delivery.ts')).deliveryRows(place, quick ? 7 : rounds, quick ? 300 : 1_000),
  recovery: async (place) => (await import('./recovery.ts')).recoveryRows(place, quick ? 3 : 7),
  bulletin: async (place) =>
    (await import('./bulletin.ts')).bulletinRows(place, quick ? [10_000] : [10_000, 100_000], rounds),
  ledger: async (place) => (await import('./ledger.ts')).ledgerRows(place, rounds),
  lateness: async (place) => (await import('./lateness.ts')).latenessRows(place, quick ? 20 : 100),
  slack: async (place) =>
    (await import('./slack-ack.ts')).slackAckRows(
      place,
      quick
        ? { rates: [100, 500], seconds: 2, rounds: 1, reminders: 200 }
        : { rates: [100, 500, 1_000], seconds: 5, rounds: 3, reminders: 10_000 },
    ),
  reminders: async (place) =>
    (await import('./slack-reminders.ts')).slackReminderRows(
      place,
      quick ? { reminders: 400, speed: 20 } : { reminders: 10_000, speed: 60 },
    ),
  year: async (place) => (await import('./year.ts')).yearRows(place, quick ? 1 : 3),
  start: async () => (await import('./start.ts')).startRows(quick ? 1 : 7),
};

const load = loadavg()[0] ?? 0;
progress(`${cpus().length} cores, Node ${process.versions.node}. Load average at the start: ${load.toFixed(2)}.`);
if (load > MOST_LOAD && !quick && !asked.force) {
  progress(`Above ${MOST_LOAD} the figures would be about the machine's other work. Wait, or say --force.`);
  process.exit(1);
}

const wanted = asked.only?.split(',') ?? Object.keys(parts);
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0) {
  progress(`No part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}

const begun = performance.now();
const place = await openPlace();
progress(`Database: ${place.name}.`);
const rows: Row[] = [];
try {
  for (const name of wanted) {
    const from = performance.now();
    rows.push(...((await parts[name]?.(place)) ?? []));
    progress(`${name} took ${((performance.now() - from) / 1000).toFixed(1)} s`);
  }
} finally {
  await place.close();
}
process.stdout.write(asked.json ? `${JSON.stringify(rows.map(withoutSamples))}\n` : table(rows));
progress(
  `${rows.length} rows in ${((performance.now() - begun) / 1000).toFixed(0)} s. Every round: ${keepSamples(rows)}`,
);
if (asked.record) writeFileSync(asked.record, `${JSON.stringify(recordOf(rows), null, '\t')}\n`);
if (asked.against) judge(JSON.parse(readFileSync(asked.against, 'utf8')) as Ratios);
// What a part left open (a pool's timer) is not waited for.
process.exit();

function judge(recorded: Ratios): void {
  const worse = worseThan(recorded, rows);
  for (const { id, was, ratio } of worse) progress(`✗ ${id} was ${was} and is ${ratio}: twice as bad or worse`);
  if (worse.length > 0) process.exitCode = 1;
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
