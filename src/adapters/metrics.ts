import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Figures } from '../ports-upkeep.ts';

/** What waits, as it is asked for at each reading. */
export interface Readings {
  readonly figures: Figures;
  readonly queue: { readonly ready: number; readonly putOff: number; readonly active: number; readonly dead: number };
  readonly now: Date;
  readonly healthy: boolean;
}

/** The process's figures for Prometheus: numbers and platforms only, never a name or a text. */
export interface Metrics {
  /** A message was handed over, so many milliseconds after its due instant. */
  handedOver(channel: string, latenessMs: number): void;
  /** A platform did not take a message: for good, for now, or nobody knows. */
  notTaken(channel: string, outcome: 'failed' | 'put-off' | 'unknown', code: string): void;
  swept(durationMs: number, tasks: number): void;
  /** The page for Prometheus. */
  page(): Promise<{ readonly type: string; readonly text: string }>;
}

const LATENESS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 3_600];
const DURATIONS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 5, 15];

/** Codes are the platform's; one that is no code (a text that came in its place) is counted under one name. */
const labelOf = (code: string): string => (/^[A-Za-z0-9_.-]{1,40}$/.test(code) ? code : 'other');

/** The metrics of one process. `read` is asked at each reading, so that a process that stands still shows it. */
export function processMetrics(read: () => Promise<Readings>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `duban_${name}`, help, labelNames, registers });

  const lateness = new Histogram({
    name: 'duban_delivery_lateness_seconds',
    help: 'Due instant to handed over, by channel',
    labelNames: ['channel'],
    buckets: LATENESS,
    registers,
  });
  const notTaken = new Counter({
    name: 'duban_delivery_not_taken_total',
    help: 'Tries that a platform did not take, by channel, outcome and code',
    labelNames: ['channel', 'outcome', 'code'],
    registers,
  });
  const sweep = new Histogram({
    name: 'duban_sweep_duration_seconds',
    help: 'Duration of a sweep',
    buckets: DURATIONS,
    registers,
  });
  const swept = new Counter({ name: 'duban_swept_tasks_total', help: 'Tasks that a sweep has served', registers });
  const deliveries = gauge('deliveries', 'Deliveries under way, by state', ['state']);
  const jobs = gauge('queue_jobs', 'Jobs of deliveries, by state', ['state']);
  const oldest = gauge('oldest_unserved_seconds', 'How long the oldest due thing has waited unserved', ['kind']);
  const held = gauge('sweep_held', '1 while a sweep waits for a person');
  const inbound = gauge('inbound_waiting', 'Stored inputs that nobody has answered');
  const inboundAge = gauge('inbound_oldest_seconds', 'Age of the oldest of them');
  const ledger = gauge('ledger_entries', 'Entries of the ledger');
  const ledgerAge = gauge('ledger_head_age_seconds', 'Age of its last entry, by the office clock');
  const healthy = gauge('healthy', '1 while duties are met');

  function show({ figures, queue, now, healthy: isHealthy }: Readings): void {
    for (const state of ['queued', 'planned', 'sending', 'unknown', 'putOff', 'lateDeliveries'] as const)
      deliveries.set({ state: state.replace(/[A-Z].*/, (part) => `_${part.toLowerCase()}`) }, figures[state]);
    for (const state of ['ready', 'putOff', 'active', 'dead'] as const)
      jobs.set({ state: state.replace('O', '_o') }, queue[state]);
    oldest.set({ kind: 'duty' }, figures.dutyLateMs / 1_000);
    oldest.set({ kind: 'delivery' }, figures.deliveryLateMs / 1_000);
    const age = (since: Date | null) => (since ? Math.max(0, now.getTime() - since.getTime()) / 1_000 : 0);
    held.set(figures.held ? 1 : 0);
    inbound.set(figures.inbound);
    inboundAge.set(age(figures.inboundSince));
    ledger.set(figures.ledgerEntries);
    ledgerAge.set(age(figures.ledgerAt));
    healthy.set(isHealthy ? 1 : 0);
  }

  return {
    handedOver: (channel, latenessMs) => lateness.observe({ channel }, Math.max(0, latenessMs) / 1_000),
    notTaken: (channel, outcome, code) => notTaken.inc({ channel, outcome, code: labelOf(code) }),
    swept(durationMs, tasks) {
      sweep.observe(durationMs / 1_000);
      swept.inc(tasks);
    },
    async page() {
      show(await read());
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}
