import type { Database } from './adapters/database/open.ts';
import { deadMan } from './adapters/dead-man.ts';
import { type Metrics, processMetrics } from './adapters/metrics.ts';
import { queueDepth } from './adapters/queue/depth.ts';
import type { DeskEvent } from './adapters/web/api-schema.ts';
import type { Health } from './adapters/web/desk-services.ts';
import { type Doing, judgeHealth, LATE_MS } from './flows/judge-health.ts';
import type { Clock, Log, Stores } from './ports.ts';

/** What an operator looks at: health, metrics, the watcher elsewhere. */
export interface Operations {
  readonly metrics: Metrics;
  health(): Promise<Health>;
  /** The stores, with what becomes of each delivery counted. */
  observed(stores: Stores): Stores;
  /** Runs what serves a due instant between two minutes, and times it. */
  serving<Served>(serve: () => Promise<Served>): Promise<Served>;
  /** Runs a sweep and times it; after one that leaves all well the watcher is told. */
  sweeping(sweep: () => Promise<{ readonly tasks: number }>): Promise<void>;
  /** The demo's clock is being moved, or has arrived. */
  heard(event: DeskEvent): void;
}

/** What operations stand on. */
export interface OperationsParts {
  readonly database: Pick<Database, 'kind' | 'figures' | 'executor'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly deadManUrl: string | null;
  /** Why a platform is shut, or null; undefined where none is connected. */
  fault(): string | null | undefined;
}

/** A clock that is moved says so at each new day; without a word for so long it has stopped. */
const ADVANCING_MS = 30_000;

/** Wires health, metrics and the dead-man's ping. */
export function operationsOf(parts: OperationsParts): Operations {
  const { database, clock } = parts;
  const watcher = parts.deadManUrl === null ? null : deadMan(parts.deadManUrl, parts.log);
  let drainedAt = Number.NEGATIVE_INFINITY;
  let advancedAt = Number.NEGATIVE_INFINITY;

  /** Many who ask at once are answered by one look. */
  let looking: ReturnType<typeof lookNow> | null = null;
  function look(): ReturnType<typeof lookNow> {
    looking ??= lookNow().finally(() => {
      looking = null;
    });
    return looking;
  }

  async function lookNow() {
    const now = clock.now();
    const figures = await database.figures(now, LATE_MS);
    const machine = performance.now();
    const doing: Doing = {
      draining: machine - drainedAt < LATE_MS,
      advancing: machine - advancedAt < ADVANCING_MS,
      fault: parts.fault() ?? null,
    };
    return { now, figures, doing, why: judgeHealth(figures, now, doing) };
  }

  const metrics = processMetrics(async () => {
    const [{ now, figures, why }, queue] = await Promise.all([look(), queueDepth(database.executor)]);
    return { figures, queue, now, healthy: why.length === 0 };
  });

  async function health(): Promise<Health> {
    const { now, figures, doing, why } = await look();
    const fault = parts.fault();
    return {
      ok: why.length === 0,
      facts: {
        ...(why.length > 0 ? { why: why.join(' ') } : {}),
        ...(fault === undefined ? {} : { slack: fault ?? 'ok' }),
        database: database.kind,
        now: now.toISOString(),
        staleDeliveries: figures.lateDeliveries,
        oldestDueMs: Math.round(Math.max(figures.dutyLateMs, figures.deliveryLateMs)),
        held: figures.held,
        draining: doing.draining,
        inbound: figures.inbound,
      },
    };
  }

  return {
    metrics,
    health,
    observed: (stores) => ({
      ...stores,
      async settle(delivery, outcome, change, waitMs) {
        const settled = await stores.settle(delivery, outcome, change, waitMs);
        if (!settled) return settled;
        const { state, failure } = outcome;
        if (state === 'sent') {
          const late = clock.now().getTime() - delivery.dueAt.getTime();
          if (late > LATE_MS) drainedAt = performance.now();
          metrics.handedOver(delivery.channel, late);
        } else if (state !== 'superseded') {
          const code = (failure ?? '').replace(/^not-taken-\d+:/, '');
          metrics.notTaken(delivery.channel, state === 'queued' || state === 'sending' ? 'put-off' : state, code);
        }
        return settled;
      },
    }),
    async serving(serve) {
      const from = performance.now();
      const served = await serve();
      metrics.swept(performance.now() - from, 0);
      return served;
    },
    async sweeping(sweep) {
      const from = performance.now();
      const { tasks } = await sweep();
      metrics.swept(performance.now() - from, tasks);
      if (watcher && (await health()).ok) watcher.ping();
    },
    heard(event) {
      if (event.type === 'advancing') advancedAt = performance.now();
      if (event.type === 'advanced') advancedAt = Number.NEGATIVE_INFINITY;
    },
  };
}
