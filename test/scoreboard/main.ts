import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Facts, page } from './page.ts';
import { linesOf, testsOf } from './results.ts';
import { files } from './rows.ts';

// npm run scoreboard -- [--seeds N] [--soak MESSAGES] [--quick] [--results FILE …]: runs the rings and writes src/SCOREBOARD.md
const { values } = parseArgs({
  options: {
    /** Simulated offices, ordinary and stormy ones each; 0 leaves them out. */
    seeds: { type: 'string', default: '1000' },
    /** Messages of the soak; 0 leaves it out. */
    soak: { type: 'string', default: '0' },
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
const every = values.quick ? {} : { CRASH_STEP: process.env.CRASH_STEP ?? '1', FOREIGN_STEP: '1', ZONE_STEP: '1' };
const commands: string[] = [];

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): void {
  const shown = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  // The files that the rows name are many and stand in the table.
  commands.push([...shown, ...args.filter((arg) => !files.includes(arg) && !arg.startsWith('--output'))].join(' '));
  const done = spawnSync('npx', args, {
    cwd: root,
    env: { ...process.env, ...env, DUBAN_RESULTS: counted },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (done.status !== 0) process.stderr.write(`${args.join(' ')} ended with ${done.status}\n`);
}

const vitest = ['vitest', 'run', '--config', 'test/vitest.config.ts'];
for (const storm of values.seeds === '0' ? [] : [[], ['--storm']])
  run(['node', 'test/faults/main.ts', '--seeds', values.seeds, ...storm]);
if (values.soak !== '0') run([...vitest, 'test/faults/real'], { SOAK_MESSAGES: values.soak });
if (!values['no-tests'])
  run([...vitest, ...files, 'faults/crash-points', '--reporter=json', `--outputFile=${report}`], every);

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
        .filter((line) => /^\|\s*V?\d+\.\d+\.\d+/.test(line))
    : null;
  return {
    day: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} cores, Node ${process.versions.node}`,
    commands: [...commands, ...values.results.map((file) => `--results ${file.split('/').at(-1)}`)],
    packages: { running: running.length, all: installed.length },
    asvs: items ? { shown: items.filter((line) => line.includes('.test.ts')).length, all: items.length } : null,
  };
}
