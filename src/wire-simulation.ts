import { documentReader } from './adapters/documents/read-document.ts';
import { seededIds } from './adapters/ids.ts';
import { localMessenger } from './adapters/local-chat/messenger.ts';
import { memoryLocalMessages } from './adapters/memory/local-messages.ts';
import { memoryQueue } from './adapters/memory/queue.ts';
import { memoryStores } from './adapters/memory/stores.ts';
import { VirtualClock } from './adapters/system-clock.ts';
import { zh } from './core/message/zh.ts';
import type { SimulationDeps } from './flows/simulate.ts';
import type { Log } from './ports.ts';

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** Everything a simulated year runs on: memory stores, a frozen virtual clock, seeded ids, the local chat. No wall clock, no chance. */
export function wireSimulation(seed: number): SimulationDeps {
  const ids = seededIds(seed);
  const clock = VirtualClock.startingAt(new Date(0), { frozen: true, machine: { now: () => new Date(0) } });
  const queue = memoryQueue();
  const stores = memoryStores({ enqueue: queue.enqueue, officeNow: () => clock.now() });
  const local = localMessenger({ messages: memoryLocalMessages(), clock, ids, notify: () => {} });
  return { stores, clock, ids, queue, texts: zh, log: silent, reader: documentReader, messengers: { local } };
}
