import { describe, expect, it } from 'vitest';
import { type Doing, judgeHealth } from '../../src/flows/judge-health.ts';
import type { Figures } from '../../src/ports-upkeep.ts';
import { at } from '../support/builders.ts';

const now = at('2026-03-24 09:05');
const idle: Figures = {
  queued: 0,
  planned: 12,
  sending: 0,
  unknown: 0,
  putOff: 0,
  lateDeliveries: 0,
  deliveryLateMs: 0,
  dutyLateMs: 0,
  held: false,
  inbound: 0,
  inboundSince: null,
  ledgerEntries: 4,
  ledgerAt: null,
};
const quiet: Doing = { draining: false, advancing: false, fault: null };

describe('the bot is healthy', () => {
  it.each<[string, Partial<Figures>, Partial<Doing>]>([
    ['when nothing is due', {}, {}],
    ['when what is due has waited for a minute and no longer', { dutyLateMs: 60_000, deliveryLateMs: 60_000 }, {}],
    [
      'when many wait and the backlog drains',
      { queued: 9_000, lateDeliveries: 8_000, deliveryLateMs: 900_000 },
      { draining: true },
    ],
    ['when tries were put off by the platform', { putOff: 300 }, {}],
    ['when a sweep waits for a person', { held: true, dutyLateMs: 9_000_000 }, {}],
    ['while the demo moves its clock', { dutyLateMs: 9_000_000, deliveryLateMs: 70_000 }, { advancing: true }],
    ['when an input has just come', { inbound: 1, inboundSince: at('2026-03-24 09:04') }, {}],
  ])('%s', (_, figures, doing) => {
    expect(judgeHealth({ ...idle, ...figures }, now, { ...quiet, ...doing })).toEqual([]);
  });
});

describe('the bot is not healthy', () => {
  it.each<[string, Partial<Figures>, Partial<Doing>, string]>([
    ['when a duty waits for more than a minute', { dutyLateMs: 60_001 }, {}, 'duty-late'],
    ['when a duty waits, however fast deliveries drain', { dutyLateMs: 61_000 }, { draining: true }, 'duty-late'],
    [
      'when a delivery that nobody has in hand waits for more than a minute',
      { deliveryLateMs: 61_000 },
      {},
      'delivery-late',
    ],
    ['when a delivery waits though the sweep is held', { held: true, deliveryLateMs: 61_000 }, {}, 'delivery-late'],
    [
      'when an input was answered by nobody for five minutes',
      { inbound: 1, inboundSince: at('2026-03-24 08:59') },
      {},
      'inbound-late',
    ],
    ['when a platform is shut', {}, { fault: 'token_revoked' }, 'platform'],
  ])('%s', (_, figures, doing, why) => {
    expect(judgeHealth({ ...idle, ...figures }, now, { ...quiet, ...doing })).toEqual([why]);
  });
});
