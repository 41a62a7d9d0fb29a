// A process of the bot as it runs on a server (database, queue, timer, sweep, delivery), on a platform made for these tests. In place
// of main.ts, because the platforms that exist are paced: 20,000 messages would take hours.
import { flushCompileCache } from 'node:module';
import { nextDueTimer } from '../../../src/adapters/next-due-timer.ts';
import { startTimetable } from '../../../src/adapters/timetable.ts';
import { readConfig } from '../../../src/config.ts';
import { DeliveryError } from '../../../src/errors.ts';
import { deliver } from '../../../src/flows/deliver.ts';
import { serveDue } from '../../../src/flows/serve-due.ts';
import { sweep } from '../../../src/flows/sweep.ts';
import type { Messenger } from '../../../src/ports.ts';
import { openBot } from '../../../src/wire.ts';

const CALL_MS = 10_000;
const { PLATFORM_URL: platform = '', ...env } = process.env;
const log = {
  info() {},
  warn() {},
  error: (context: object, text: string) => void process.stderr.write(`${text} ${JSON.stringify(context)}\n`),
};

async function call(path: string, key: string): Promise<Response> {
  try {
    const asked = `${platform}${path}?key=${encodeURIComponent(key)}`;
    return await fetch(asked, { method: 'POST', signal: AbortSignal.timeout(CALL_MS) });
  } catch (error) {
    throw new DeliveryError('slack', 'no-answer', 'ambiguous', { cause: error });
  }
}

const messenger: Messenger = {
  async send(_to, _message, key) {
    const answer = await call('/send', key);
    if (answer.status === 429) {
      const retryAfterMs = Number(answer.headers.get('retry-after')) * 1_000;
      throw new DeliveryError('slack', '429', 'later', { retryAfterMs });
    }
    if (!answer.ok) throw new DeliveryError('slack', String(answer.status), 'ambiguous');
    return (await answer.json()) as { platformId: string };
  },
  async find(_to, key) {
    const { platformId } = (await (await call('/find', key)).json()) as { platformId: string | null };
    return platformId === null ? 'absent' : { platformId };
  },
};

const bot = await openBot(readConfig(env), log);
const { deps } = bot;
await deps.queue.start((job) => deliver(job.deliveryId, { ...deps, messengers: { slack: messenger } }, job.again));
const due = nextDueTimer({ now: () => deps.clock.now(), serve: (since) => serveDue(deps, since), log });
await bot.database.dueHints.listen(due.hint, () => void due.look());
const nothing = async (): Promise<void> => {};
startTimetable(
  {
    async minute() {
      await bot.syncClock();
      await sweep(deps);
      await due.look();
    },
    checkpoint: nothing,
    vacuum: nothing,
    daily: nothing,
  },
  log,
);
void due.look();
process.stdout.write('up\n');
// Whoever is killed leaves what it compiled to the next.
flushCompileCache();
process.on('SIGTERM', () => process.exit(0));
