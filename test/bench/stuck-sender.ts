// A process of the bot that is in the midst of sending, for ever: the bench kills it.
import { readConfig } from '../../src/config.ts';
import { deliver } from '../../src/flows/deliver.ts';
import { openBot } from '../../src/wire.ts';
import { silent } from './place.ts';

const bot = await openBot(readConfig(process.env), silent);
const local = {
  send: (): Promise<never> => {
    process.stdout.write('sending\n');
    return new Promise(() => {});
  },
  find: async () => 'absent' as const,
};
await bot.deps.queue.start((job) => deliver(job.deliveryId, { ...bot.deps, messengers: { local } }, job.again));
