import { parseArgs } from 'node:util';
import { note } from '../support/results.ts';
import { rough, storm } from './fault-table.ts';
import { type Outcome, type Scenario, scenarios, simulateFaults } from './simulation.ts';

// npm run simulate:faults -- --seeds N [--from SEED] [--storm] [--scenario NAME] [--trace]
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    storm: { type: 'boolean', default: false },
    scenario: { type: 'string' },
    trace: { type: 'boolean', default: false },
  },
});
/** One run in so many is played twice and must give the same trace. */
const REPLAY_EVERY = 10;
const first = Number(values.from);
const count = Number(values.seeds);
const faults = values.storm ? storm : rough;
const names = [
  'deliveries',
  'taken',
  'handed',
  'inputs',
  'crashes',
  'storeErrors',
  'stalls',
  'partitions',
  'poisoned',
  'tasks',
  'escalations',
  'held',
  'read',
  'compared',
  'watched',
  'moved',
  'backlog',
  'days',
  'verdictsWrong',
  'laddersWrong',
  'lost',
  'doubled',
  'early',
  'events',
  'asked',
] as const satisfies readonly (keyof Outcome)[];
type Sum = Record<(typeof names)[number], number>;
const nothing = (): Sum => Object.fromEntries(names.map((name) => [name, 0])) as Sum;
const sum = nothing();
const byScenario = new Map<Scenario, Sum & { seeds: number; broken: number }>();
const broken: number[] = [];
const drains: number[] = [];
let replayed = 0;
/** A line on standard error for every tenth of a long run. */
const TELL_FROM = 100;
const told = Math.max(1, Math.floor(count / 10));
for (let seed = first; seed < first + count; seed += 1) {
  const done = seed - first;
  if (count >= TELL_FROM && done > 0 && done % told === 0) process.stderr.write(`${done} of ${count} seeds\n`);
  const scenario = (values.scenario ?? scenarios[seed % scenarios.length]) as Scenario;
  const outcome = await simulateFaults({ seed, faults, scenario, keepTrace: values.trace });
  const own = byScenario.get(scenario) ?? { ...nothing(), seeds: 0, broken: 0 };
  byScenario.set(scenario, own);
  own.seeds += 1;
  for (const name of names) {
    sum[name] += outcome[name];
    own[name] += outcome[name];
  }
  drains.push(outcome.drainMs);
  if (values.trace) process.stdout.write(`${outcome.trace.join('\n')}\n`);
  const found = [...outcome.faults];
  if (seed % REPLAY_EVERY === 0) {
    replayed += 1;
    const again = await simulateFaults({ seed, faults, scenario });
    if (again.traceHash !== outcome.traceHash) found.push(`I12: the same seed gave trace ${again.traceHash}`);
  }
  if (found.length === 0) continue;
  broken.push(seed);
  own.broken += 1;
  process.stdout.write(`seed ${seed} ${scenario} (trace ${outcome.traceHash}):\n  ${found.slice(0, 8).join('\n  ')}\n`);
}
drains.sort((a, b) => a - b);
const drainMs = { drainP50Ms: drains[drains.length >> 1] ?? 0, drainMaxMs: drains.at(-1) ?? 0 };
const result = { seeds: count, broken: broken.length, replayed, ...sum, ...drainMs };
const faultTable = values.storm ? 'storm' : 'rough';
for (const [scenario, own] of byScenario) note('scenario', { scenario, table: faultTable, ...own });
note('simulated', { table: faultTable, ...result, cpuSeconds: Math.round(process.cpuUsage().user / 1e6) });
process.stdout.write(`${JSON.stringify(result)}\n`);
if (broken.length > 0) process.stdout.write(`broken seeds: ${broken.join(' ')}\n`);
process.exitCode = broken.length > 0 ? 1 : 0;
