// npm run bench -- [--json] [--quick]: figures as ratios to bounds measured in the same run (RELIABILITY §7).
import { loadavg } from 'node:os';
import { ackRows } from './ack.ts';
import { bulletinRows } from './bulletin.ts';
import { ledgerRows } from './ledger.ts';
import { openPlace } from './place.ts';
import { readingRows } from './reading.ts';
import { progress, type Row } from './row.ts';
import { startRows } from './start.ts';
import { sweepRows } from './sweep.ts';
import { yearRows } from './year.ts';

const quick = process.argv.includes('--quick');
const rounds = quick ? 7 : 11;
const sizes = quick ? [10_000, 100_000] : [10_000, 100_000, 1_000_000];

const place = await openPlace();
progress(
  `Database: ${place.name}. Load average at the start: ${loadavg()[0]?.toFixed(2)} (above 0.5 trust nothing but ratios).`,
);
const rows: Row[] = [];
try {
  rows.push(...(await sweepRows(place, sizes, rounds)));
  rows.push(...(await ackRows(place, quick ? 4 : 20)));
  rows.push(...(await readingRows(quick)));
  rows.push(...(await bulletinRows(place, rounds)));
  rows.push(...(await ledgerRows(place, rounds)));
  rows.push(...(await yearRows(quick ? 1 : 3)));
  rows.push(...(await startRows(quick ? 1 : 3)));
} finally {
  await place.close();
}
process.stdout.write(process.argv.includes('--json') ? `${JSON.stringify(rows)}\n` : table(rows));

function table(all: readonly Row[]): string {
  const line = ({ id, name, value, unit, against, ratio, target, ok }: Row) =>
    [
      ok === null ? ' ' : ok ? '✓' : '✗',
      id.padEnd(16),
      name.padEnd(46),
      `${value ?? '-'} ${unit}`.padEnd(18),
      `${ratio ?? ''}`.padEnd(7),
      (target ?? '').padEnd(16),
      against ?? '',
    ].join(' ');
  return `${all.map(line).join('\n')}\n`;
}
