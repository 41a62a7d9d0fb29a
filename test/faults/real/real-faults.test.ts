import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nothingBroken } from '../../support/office.ts';
import { programs } from '../../support/postgres.ts';
import { note } from '../../support/results.ts';
import { movableClock, pause, quantile, RealOffice, type Tally } from './office.ts';
import { smallVolume } from './volume.ts';

/** Messages of the longest run; the others play a part of it. Without it nothing here is played: it waits for real leases. */
const messages = Number(process.env.SOAK_MESSAGES ?? 0);
/** How often processes are killed at least in the longest run. */
const mostKills = Number(process.env.SOAK_KILLS ?? 0);
const part = (share: number): number => Math.max(200, Math.round(messages * share));
/** How often the database is struck down. */
const crashes = messages >= 10_000 ? 20 : 4;
const timedKills = messages >= 10_000 ? 5 : 2;
const LIMIT_MS = 1_800_000;
/** What `deliver` holds a message for, and one second more. */
const LEASE_AND_ONE_MS = 21_000;
/** How long a process works before it is killed. */
const WORKS_MS = 1_500;
/** Of the platform where kills are timed: long enough to be met in the middle of a call. */
const LATENCY_MS = 300;
const faketime = [
  '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1',
  '/usr/local/lib/faketime/libfaketime.so.1',
].find(existsSync);

const nothingLost = { lost: 0, doubled: 0, falseReceipts: 0, waiting: 0, chain: true, invariants: nothingBroken };

/** Makes messages due until there are enough and what is done to the office is over; then waits till all have left, and judges. */
async function play(
  office: RealOffice,
  count: number,
  perSecond: number,
  disturb: (isFeeding: () => boolean) => Promise<void>,
): Promise<Tally & { readonly drainMs: number }> {
  const disturbed = { isOver: false, hasFailed: false };
  const disturbing = disturb(() => office.dueAt.size < count)
    .catch((error: unknown) => {
      disturbed.hasFailed = true;
      return error;
    })
    .finally(() => {
      disturbed.isOver = true;
    });
  while (!disturbed.hasFailed && (office.dueAt.size < count || !disturbed.isOver))
    await office.feed(perSecond, perSecond);
  const error = await disturbing;
  if (disturbed.hasFailed) throw error;
  const drainMs = await office.drained(600_000);
  return { ...(await office.judge()), drainMs };
}

/** Processes that nobody killed and that ended all the same: a broken connection must end none. */
const endedByThemselves = (office: RealOffice): number => office.bots.reduce((sum, bot) => sum + bot.deaths, 0);

function told(
  fault: number,
  name: string,
  tally: Tally & { readonly drainMs: number },
  more: Record<string, number> = {},
) {
  const { messages: n, lost, doubled, handed, falseReceipts, drainMs } = tally;
  const figures = { name, n, lost, doubled, handed, falseReceipts, drainMs, ...more };
  note(fault, figures);
  console.info(JSON.stringify({ fault, ...figures }));
}

describe.skipIf(programs() === null || messages === 0)('real processes on a real server (npm run soak)', () => {
  it('killed again and again under a platform that fails in every eighth call', { timeout: LIMIT_MS }, async () => {
    const office = await RealOffice.open({ seed: 1 });
    try {
      await office.start({}, {});
      await pause(3_000);
      const tally = await play(office, messages, 65, async (isFeeding) => {
        // As many a second as two processes hand over that are killed every other second: more would only wait.
        const kills = () => office.bots.reduce((sum, bot) => sum + bot.kills, 0);
        // Each that works is killed after a moment: one that is starting has nothing to lose.
        while (isFeeding() || kills() < mostKills) {
          await pause(100);
          // A bot that cannot work would be waited for in vain.
          if (office.bots.some((bot) => bot.deaths > 3)) throw new Error('The processes end by themselves');
          for (const bot of office.bots) if (bot.upSince !== null && Date.now() - bot.upSince > WORKS_MS) bot.kill();
        }
      });
      const struck = Object.values(office.platform.struck).reduce((sum, n) => sum + n, 0);
      told(1, 'kill -9, 2 replicas', tally, { kills: office.bots.reduce((sum, bot) => sum + bot.kills, 0), struck });

      expect(tally).toMatchObject(nothingLost);
    } finally {
      await office.close();
    }
  });

  it('killed while they send are made up for within the lease and a second', { timeout: LIMIT_MS }, async () => {
    const office = await RealOffice.open({ seed: 2 });
    try {
      office.platform.set(false, LATENCY_MS);
      await office.start({}, {});
      await pause(3_000);
      const killedAt: number[] = [];
      const tally = await play(office, part(0.1), 40, async () => {
        // Far enough apart that what one kill delayed is not delayed by the next.
        for (let next = 0; next < timedKills; next += 1) {
          await pause(next === 0 ? 8_000 : 30_000);
          killedAt.push(Date.now());
          office.bots[next % 2]?.kill();
        }
      });
      const late = [...office.platform.taken].flatMap(([key, { at }]) => {
        const handed = at[0] ?? 0;
        const kill = killedAt.find((when) => when >= (office.dueAt.get(key) ?? 0) && when < handed);
        return kill === undefined ? [] : [handed - kill];
      });
      late.sort((a, b) => a - b);
      const [p50, p99, max] = [quantile(late, 0.5), quantile(late, 0.99), late.at(-1) ?? 0];
      told(1, 'kill → handed over', tally, { kills: killedAt.length, waited: late.length, p50, p99, max });

      expect(tally).toMatchObject(nothingLost);
      expect(p99).toBeLessThanOrEqual(LEASE_AND_ONE_MS + LATENCY_MS);
    } finally {
      await office.close();
    }
  });

  it('on a database that crashes again and again', { timeout: LIMIT_MS }, async () => {
    const office = await RealOffice.open({ seed: 3 });
    try {
      await office.start({}, {});
      await pause(3_000);
      const restarts: number[] = [];
      const tally = await play(office, part(0.25), 60, async () => {
        while (restarts.length < crashes) {
          await pause(3_500);
          await office.server.crash();
          restarts.push(await office.server.start());
        }
      });
      const restartMs = Math.round(
        quantile(
          [...restarts].sort((a, b) => a - b),
          0.5,
        ),
      );
      told(2, 'database struck down', tally, { crashes: restarts.length, restartMs, ended: endedByThemselves(office) });

      expect(tally).toMatchObject(nothingLost);
      expect(endedByThemselves(office)).toBe(0);
    } finally {
      await office.close();
    }
  });

  it('cut off from database and platform, whole and half', { timeout: LIMIT_MS }, async () => {
    const office = await RealOffice.open({ seed: 4 });
    try {
      await office.start({}, {});
      await pause(3_000);
      let cuts = 0;
      const tally = await play(office, part(0.2), 30, async () => {
        for (const line of ['cut', 'black-hole', 'half-open'] as const)
          for (const to of ['database', 'platform'] as const) {
            const bot = office.bots[cuts % 2];
            cuts += 1;
            bot?.[to].set(line);
            await pause(to === 'database' ? 25_000 : 12_000);
            bot?.[to].set('whole');
            await pause(2_000);
          }
      });
      told(10, 'cut, black hole, half-open', tally, { cuts });

      expect(tally).toMatchObject(nothingLost);
      expect(endedByThemselves(office)).toBe(0);
    } finally {
      await office.close();
    }
  });

  it('that stand still for longer than a lease', { timeout: LIMIT_MS }, async () => {
    const office = await RealOffice.open({ seed: 5 });
    try {
      await office.start({}, {});
      await pause(3_000);
      let stops = 0;
      const tally = await play(office, part(0.1), 30, async () => {
        while (stops < 3) {
          const bot = office.bots[stops % 2];
          stops += 1;
          bot?.freeze();
          await pause(stops === 1 ? 60_000 : 23_000);
          bot?.thaw();
          await pause(1_500);
        }
      });
      told(13, 'SIGSTOP beyond the lease', tally, { stops });

      expect(tally).toMatchObject(nothingLost);
      expect(endedByThemselves(office)).toBe(0);
    } finally {
      await office.close();
    }
  });

  it.skipIf(!faketime)('whose clocks leap (libfaketime)', { timeout: LIMIT_MS }, async () => {
    const clocks = [movableClock(faketime ?? ''), movableClock(faketime ?? '')];
    const office = await RealOffice.open({ seed: 6 });
    try {
      await office.start(...clocks.map((clock) => clock.env));
      await pause(4_000);
      const offsets = ['+10d', '-1h', '+5m', '-5m', '+1', '-1', '+0'];
      const tally = await play(office, part(0.1), 40, async () => {
        for (const [index, offset] of offsets.entries()) {
          clocks[index % 2]?.set(offset);
          await pause(6_000);
        }
      });
      told(3, 'clocks leap by libfaketime', tally, { leaps: offsets.length });

      expect(tally).toMatchObject(nothingLost);
    } finally {
      await office.close();
    }
  });

  it.skipIf(process.getuid?.() !== 0)('on a disk that is full (tmpfs)', { timeout: LIMIT_MS }, async () => {
    const volume = smallVolume(220);
    const office = await RealOffice.open({ seed: 7, volume: volume.path });
    try {
      await office.start({}, {});
      await pause(3_000);
      let full = 0;
      const tally = await play(office, part(0.05), 20, async () => {
        while (full < 3) {
          await pause(3_000);
          volume.fill();
          full += 1;
          await pause(10_000);
          volume.free();
          // The server ends when it cannot write its log; whoever watches over it starts it again.
          await office.states().catch(async () => {
            await office.server.crash().catch(() => {});
            await office.server.start();
          });
        }
      });
      told(12, 'disk full', tally, { full });

      expect(tally).toMatchObject(nothingLost);
    } finally {
      await office.close();
      volume.remove();
    }
  });
});
