import type { RequestHandler } from 'express';
import { ApiRefusal } from './api-error.ts';

/** Requests of one address: so many at once, and so many more each second. Behind a proxy all visitors are one address. */
const AT_ONCE = 400;
const PER_SECOND = 100;
/** Addresses that are remembered; the one that came longest ago is forgotten. */
const ADDRESSES = 10_000;

interface Bucket {
  left: number;
  at: number;
}

/** Refuses an address that asks far more often than any page does. `now` is a clock in milliseconds that only goes on. */
export function rateLimit(now: () => number, atOnce = AT_ONCE, perSecond = PER_SECOND): RequestHandler {
  const buckets = new Map<string, Bucket>();
  return (request, _response, next) => {
    const from = request.socket.remoteAddress ?? '';
    const present = now();
    const known = buckets.get(from) ?? { left: atOnce, at: present };
    const left = Math.min(atOnce, known.left + ((present - known.at) / 1_000) * perSecond);
    buckets.delete(from);
    buckets.set(from, { left: Math.max(0, left - 1), at: present });
    if (buckets.size > ADDRESSES) buckets.delete(buckets.keys().next().value ?? '');
    if (left < 1) throw new ApiRefusal('too-often');
    next();
  };
}
