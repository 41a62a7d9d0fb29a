import cron from 'node-cron';
import type { Log } from '../ports.ts';

/** What the timetable wakes. Each must bear being woken late, twice, or not at all. */
export interface Wakes {
  /** Every minute: the sweep. */
  minute(): Promise<void>;
  /** Every five minutes: the embedded database's checkpoint. */
  checkpoint(): Promise<void>;
  /** Every day at 03:10: the embedded database's vacuum. */
  vacuum(): Promise<void>;
  /** Every day at 03:40: what is past its time, and the ledger's head. */
  daily(): Promise<void>;
}

/** Starts the timetable; call what it returns to stop it. Cron only wakes: what is due stands in the rows. */
export function startTimetable(wakes: Wakes, log: Log): () => Promise<void> {
  const wake = (name: keyof Wakes) => async () => {
    try {
      await wakes[name]();
    } catch (error) {
      // The next tick does what this one could not.
      log.error({ err: error, wake: name }, 'A wake of the timetable failed');
    }
  };
  const options = { timezone: 'Asia/Shanghai', noOverlap: true };
  const tasks = [
    cron.schedule('* * * * *', wake('minute'), options),
    cron.schedule('*/5 * * * *', wake('checkpoint'), options),
    cron.schedule('10 3 * * *', wake('vacuum'), options),
    cron.schedule('40 3 * * *', wake('daily'), options),
  ];
  return async () => {
    for (const task of tasks) await task.destroy();
  };
}
