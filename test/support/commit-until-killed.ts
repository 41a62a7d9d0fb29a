// A process that commits tasks to an embedded database and says each code only once it is committed, until it is killed.
import { openDatabase } from '../../src/adapters/database/open.ts';
import { randomIds } from '../../src/adapters/ids.ts';
import { systemClock } from '../../src/adapters/system-clock.ts';
import type { Task } from '../../src/core/task.ts';
import { ground, progressed, storedTask } from './stored-rows.ts';
import { silent } from './stores.ts';

const [directory = '', round = ''] = process.argv.slice(2);
const database = await openDatabase({ directory, log: silent });
// The seeded ids of the rows are the same in each process: these are not.
const ids = randomIds(systemClock);
const stores = database.stores(async () => {});
if ((await stores.office()) === null) await stores.commit(ground);
process.stdout.write('open\n');
for (let count = 1; ; count += 1) {
  const task = storedTask({ id: ids.next<Task['id']>(), code: `${round}-${count}` });
  await stores.commit({ tasks: [task], events: [progressed(task.id)] });
  process.stdout.write(`${task.code}\n`);
}
