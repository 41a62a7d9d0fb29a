import { parseArgs } from 'node:util';
import { rough, storm } from './fault-table.ts';
import { simulateFaults } from './simulation.ts';

// npm run simulate:faults -- --seeds N [--from SEED] [--storm] [--trace]
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    storm: { type: 'boolean', default: false },
    trace: { type: 'boolean', default: false },
  },
});
const first = Number(values.from);
const count = Number(values.seeds);
const sum = {
  deliveries: 0,
  taken: 0,
  handed: 0,
  inputs: 0,
  crashes: 0,
  storeErrors: 0,
  stalls: 0,
  events: 0,
  asked: 0,
};
const broken: number[] = [];
for (let seed = first; seed < first + count; seed += 1) {
  const outcome = await simulateFaults({ seed, faults: values.storm ? storm : rough, keepTrace: values.trace });
  for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += outcome[name];
  if (values.trace) process.stdout.write(`${outcome.trace.join('\n')}\n`);
  if (outcome.faults.length === 0) continue;
  broken.push(seed);
  process.stdout.write(`seed ${seed} (trace ${outcome.traceHash}):\n  ${outcome.faults.slice(0, 8).join('\n  ')}\n`);
}
process.stdout.write(`${JSON.stringify({ seeds: count, broken: broken.length, ...sum })}\n`);
if (broken.length > 0) process.stdout.write(`broken seeds: ${broken.join(' ')}\n`);
process.exitCode = broken.length > 0 ? 1 : 0;
