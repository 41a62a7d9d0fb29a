/** How often each fault strikes: shares of one per call unless said otherwise. */
export interface FaultTable {
  /** The process dies at a port call, before or after it took effect. */
  readonly crash: number;
  /** The call takes effect, its answer is lost; or it never reached the store. Both look the same to the caller. */
  readonly storeError: number;
  /** The process stands still for seconds, at a port call. */
  readonly stall: number;
  /** 429 with Retry-After. */
  readonly tooMany: number;
  /** 5xx before or after the message was taken. */
  readonly serverError: number;
  /** No answer within the time limit; the message may be taken, even a little later. */
  readonly silence: number;
  /** The platform refuses this message for good. */
  readonly refused: number;
  /** Per message: whoever tries to send it breaks, each time. */
  readonly poison: number;
  /** An input is delivered more than once, or late. */
  readonly repeatedInput: number;
  /** Per simulated day: the platform is down for minutes. */
  readonly outage: number;
  /** Per simulated day: the database is away for minutes. */
  readonly databaseOutage: number;
  /** Per simulated day: the clock is set forward or back, by seconds to an hour. */
  readonly clockStep: number;
  /** Milliseconds by which the clocks of the processes may differ, either way. */
  readonly clockSkewMs: number;
  /** Per simulated day: one process is cut off from the database or the platform, whole or half open, for minutes. */
  readonly partition: number;
  /** Per simulated day: somebody's account is gone for good, or for some days. */
  readonly accountGone: number;
  /** Per simulated day: the platform shuts the app out (token revoked) for some minutes. */
  readonly shutOut: number;
}

export const rough: FaultTable = {
  crash: 0.002,
  storeError: 0.002,
  stall: 0.003,
  tooMany: 0.05,
  serverError: 0.05,
  silence: 0.03,
  refused: 0.01,
  poison: 0.003,
  repeatedInput: 0.25,
  outage: 0.1,
  databaseOutage: 0.1,
  clockStep: 0.1,
  clockSkewMs: 500,
  partition: 0.15,
  accountGone: 0.03,
  shutOut: 0.05,
};

/** Hardly anything works: for finding what `rough` would meet once in a thousand years. */
export const storm: FaultTable = {
  crash: 0.015,
  storeError: 0.015,
  stall: 0.03,
  tooMany: 0.15,
  serverError: 0.15,
  silence: 0.12,
  refused: 0.02,
  poison: 0.02,
  repeatedInput: 0.6,
  outage: 0.4,
  databaseOutage: 0.4,
  clockStep: 0.3,
  clockSkewMs: 2_000,
  partition: 0.6,
  accountGone: 0.1,
  shutOut: 0.2,
};

/** Nothing goes wrong: what the faults are measured against. */
export const calm: FaultTable = {
  crash: 0,
  storeError: 0,
  stall: 0,
  tooMany: 0,
  serverError: 0,
  silence: 0,
  refused: 0,
  poison: 0,
  repeatedInput: 0,
  outage: 0,
  databaseOutage: 0,
  clockStep: 0,
  clockSkewMs: 0,
  partition: 0,
  accountGone: 0,
  shutOut: 0,
};
