import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Facts, page } from './page.ts';
import { linesOf, testsOf } from './results.ts';
import { files } from './rows.ts';

// npm run scoreboard -- [--seeds N] [--soak MESSAGES [--kills N]] [--quick] [--results FILE …]: runs the rings and writes src/SCOREBOARD.md.
// Exit 1 when a run failed; the page is written all the same.
const { values } = parseArgs({
  options: {
    /** Simulated offices, ordinary and stormy ones each; 0 leaves them out. */
    seeds: { type: 'string', default: '1000' },
    /** Messages of the soak; 0 leaves it out. */
    soak: { type: 'string', default: '0' },
    /** How often processes are killed at least in its longest part. */
    kills: { type: 'string', default: '0' },
    /** Only what was counted before (`--results`): no test is run. */
    'no-tests': { type: 'boolean', default: false },
    /** One crash point, cell and zone in so many; otherwise all. */
    quick: { type: 'boolean', default: false },
    /** What another run counted (its DUBAN_RESULTS), such as a long soak. */
    results: { type: 'string', multiple: true, default: [] },
  },
});
const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const folder = mkdtempSync(join(tmpdir(), 'duban-scoreboard-'));
const counted = join(folder, 'results.jsonl');
const report = join(folder, 'tests.json');
const every = values.quick ? {} : { CRASH_STEP: '1', FOREIGN_STEP: '1', ZONE_STEP: '1' };
const began = Date.now();
const minutes = (): string => `${((Date.now() - began) / 60_000).toFixed(1)} min`;

function run(what: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): void {
  process.stderr.write(`[${minutes()}] ${what}\n`);
  const done = spawnSync('npx', args, {
    cwd: root,
    env: { ...process.env, ...env, DUBAN_RESULTS: counted },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (done.status === 0) return;
  process.stderr.write(`[${minutes()}] ${what}: ended with ${done.status}\n`);
  process.exitCode = 1;
}

const vitest = ['vitest', 'run', '--config', 'test/vitest.config.ts'];
if (values.seeds !== '0')
  for (const storm of [[], ['--storm']])
    run(`${values.seeds} simulated offices ${storm.join()}`, [
      'node',
      'test/faults/main.ts',
      '--seeds',
      values.seeds,
      ...storm,
    ]);
if (values.soak !== '0')
  run(`real processes, ${values.soak} messages`, [...vitest, 'test/faults/real'], {
    SOAK_MESSAGES: values.soak,
    SOAK_KILLS: values.kills,
  });
if (!values['no-tests'])
  run(
    'the tests of each fault',
    [
      ...vitest,
      ...files,
      'faults/crash-points',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    every,
  );
process.stderr.write(`[${minutes()}] done\n`);

const results = { lines: linesOf([counted, ...values.results]), tests: testsOf(report, root) };
writeFileSync(join(root, 'src/SCOREBOARD.md'), page(results, facts()));
rmSync(folder, { recursive: true, force: true });
process.stdout.write('src/SCOREBOARD.md\n');

function facts(): Facts {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; optional?: boolean; devOptional?: boolean }>;
  };
  const installed = Object.entries(lock.packages).filter(([name]) => name !== '');
  const running = installed.filter(([, one]) => !one.dev && !one.devOptional && !one.optional);
  const security = join(root, 'src/SECURITY.md');
  const items = existsSync(security)
    ? readFileSync(security, 'utf8')
        .split('\n')
        .filter((line) => /^\| \d+(?:\.\d+)*[ ,–]/.test(line))
    : null;
  return {
    day: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} cores, Node ${process.versions.node}`,
    command: ['npm run scoreboard --', ...process.argv.slice(2).map((given) => given.split('/').at(-1))].join(' '),
    took: minutes(),
    packages: { running: running.length, all: installed.length },
    asvs: items ? { shown: items.filter((line) => line.includes('.test.ts')).length, all: items.length } : null,
  };
}
