import { createHash, randomBytes, randomFillSync } from 'node:crypto';
import type { Clock, Ids } from '../ports.ts';
import type { Secrets } from '../ports-sign-in.ts';

/** Secrets of 256 bits of chance. */
export const randomSecrets: Secrets = { next: () => randomBytes(32).toString('base64url') };

/** New ids: UUIDv7 of the clock's instant and chance. Ids of one process rise even within one millisecond. */
export function randomIds(clock: Clock): Ids {
  // A call a piece would cost more than the rest of an id.
  const pool = Buffer.alloc(POOL_BYTES);
  let used = pool.length;
  return ids(
    () => clock.now().getTime(),
    (bytes) => {
      if (used + bytes.length > pool.length) {
        randomFillSync(pool);
        used = 0;
      }
      bytes.set(pool.subarray(used, used + bytes.length));
      used += bytes.length;
    },
  );
}

const POOL_BYTES = 4_096;

/** The same ids for the same seed, in the same order: simulation and tests. Their time starts at 2026-01-01. */
export function seededIds(seed: string | number): Ids {
  let count = 0;
  let milliseconds = Date.UTC(2026, 0, 1);
  return ids(
    () => milliseconds++,
    (bytes) => bytes.set(createHash('sha256').update(`${seed}:${count++}`).digest().subarray(0, bytes.length)),
  );
}

/** RFC 9562 §5.7: 48 bits of milliseconds, version, 12 bits that count within the millisecond, variant, 62 bits of chance. */
function ids(now: () => number, fill: (bytes: Uint8Array) => void): Ids {
  const bytes = new Uint8Array(16);
  let last = 0;
  let counter = 0;
  return {
    next<Id extends string>(): Id {
      const time = Math.max(now(), last);
      counter = time === last ? counter + 1 : 0;
      // A full counter borrows the next millisecond.
      last = counter > 0xfff ? time + 1 : time;
      if (counter > 0xfff) counter = 0;
      fill(bytes.subarray(8));
      const head = last.toString(16).padStart(12, '0');
      const count = counter.toString(16).padStart(3, '0');
      const variant = ((bytes[8] as number) & 0x3f) | 0x80;
      const rest = Buffer.from(bytes.subarray(9)).toString('hex');
      const tail = `${variant.toString(16)}${rest}`;
      return `${head.slice(0, 8)}-${head.slice(8)}-7${count}-${tail.slice(0, 4)}-${tail.slice(4)}` as Id;
    },
  };
}
