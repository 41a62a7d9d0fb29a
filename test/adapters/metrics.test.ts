import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deadMan } from '../../src/adapters/dead-man.ts';
import { openLog } from '../../src/adapters/log.ts';
import { processMetrics } from '../../src/adapters/metrics.ts';
import { readConfig } from '../../src/config.ts';
import type { Stores } from '../../src/ports.ts';
import { operationsOf } from '../../src/wire-operations.ts';
import { at } from '../support/builders.ts';
import { deskServer } from '../support/desk-server.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { send } from '../support/http-client.ts';
import { logLines } from '../support/log-lines.ts';
import { storedDelivery } from '../support/stored-rows.ts';

const figures = {
  queued: 3,
  planned: 40,
  sending: 1,
  unknown: 2,
  putOff: 1,
  lateDeliveries: 2,
  deliveryLateMs: 61_500,
  dutyLateMs: 0,
  held: false,
  inbound: 4,
  inboundSince: at('2026-03-24 08:59'),
  ledgerEntries: 120,
  ledgerAt: at('2026-03-24 08:00'),
};
const queue = { ready: 5, putOff: 2, active: 1, dead: 1 };
const metricsNow = () => processMetrics(async () => ({ figures, queue, now: at('2026-03-24 09:00'), healthy: false }));

describe('the page of metrics', () => {
  it('holds lateness, queue, failures by kind, unknown ones, the ledger, what waits, and the duration of sweeps', async () => {
    const metrics = metricsNow();
    metrics.handedOver('slack', 40);
    metrics.handedOver('slack', 90_000);
    metrics.notTaken('slack', 'put-off', 'ratelimited');
    metrics.notTaken('slack', 'failed', 'account_inactive');
    metrics.notTaken('slack', 'failed', '“何敏”的账号已停用 <b>');
    metrics.swept(12, 7);

    const { text } = await metrics.page();

    for (const line of [
      'duban_delivery_lateness_seconds_bucket{le="0.05",channel="slack"} 1',
      'duban_delivery_lateness_seconds_count{channel="slack"} 2',
      'duban_delivery_not_taken_total{channel="slack",outcome="put-off",code="ratelimited"} 1',
      'duban_delivery_not_taken_total{channel="slack",outcome="failed",code="account_inactive"} 1',
      'duban_delivery_not_taken_total{channel="slack",outcome="failed",code="other"} 1',
      'duban_deliveries{state="queued"} 3',
      'duban_deliveries{state="unknown"} 2',
      'duban_deliveries{state="put_off"} 1',
      'duban_queue_jobs{state="ready"} 5',
      'duban_queue_jobs{state="dead"} 1',
      'duban_oldest_unserved_seconds{kind="delivery"} 61.5',
      'duban_inbound_waiting 4',
      'duban_inbound_oldest_seconds 60',
      'duban_ledger_entries 120',
      'duban_ledger_head_age_seconds 3600',
      'duban_sweep_duration_seconds_count 1',
      'duban_swept_tasks_total 7',
      'duban_healthy 0',
    ])
      expect(text.split('\n')).toContain(line);
    expect(text).not.toMatch(/何敏|停用|<b>/);
  });
});

describe('after a sweep', () => {
  it.each([
    ['that leaves all well the watcher is told', 0, ['GET /ping']],
    ['that leaves something late it is not', 90_000, []],
  ])('%s', async (_, dutyLateMs, expected) => {
    const pings: string[] = [];
    const watcher = createServer((request, response) => {
      pings.push(`${request.method} ${request.url}`);
      response.end();
    });
    await new Promise<void>((resolve) => watcher.listen(0, '127.0.0.1', resolve));
    const executor = { executeSql: async () => ({ rows: [queue] }) };
    let looks = 0;
    const operations = operationsOf({
      database: {
        kind: 'server',
        executor,
        figures: async () => {
          looks += 1;
          return { ...figures, deliveryLateMs: 0, inboundSince: null, dutyLateMs };
        },
      },
      clock: { now: () => at('2026-03-24 09:00') },
      log: openLog('silent', []),
      deadManUrl: `http://127.0.0.1:${(watcher.address() as AddressInfo).port}/ping`,
      fault: () => null,
    });

    await operations.sweeping(async () => ({ tasks: 3 }));
    await expect.poll(() => pings).toEqual(expected);
    await Promise.all([operations.health(), operations.health(), operations.health()]);
    const { text } = await operations.metrics.page();
    watcher.closeAllConnections();
    watcher.close();

    expect(pings).toEqual(expected);
    expect(text).toContain('duban_swept_tasks_total 3');
    // One after the sweep, one for the three who asked at once, one for the page.
    expect(looks).toBe(3);
  });

  it('each message that was handed over or not is counted, those that were late as a backlog that drains', async () => {
    const settled: string[] = [];
    const operations = operationsOf({
      database: {
        kind: 'server',
        executor: { executeSql: async () => ({ rows: [queue] }) },
        figures: async () => ({ ...figures, inboundSince: null, deliveryLateMs: 400_000 }),
      },
      clock: { now: () => at('2026-03-24 09:10') },
      log: openLog('silent', []),
      deadManUrl: null,
      fault: () => undefined,
    });
    const stores = operations.observed({
      settle: async ({ id }: { id: string }) => {
        settled.push(id);
        return id !== 'lost';
      },
    } as unknown as Stores);
    const delivery = storedDelivery([], { channel: 'slack', dueAt: at('2026-03-24 09:05') });
    const outcome = { platformId: null, sentAt: null, sent: null };
    expect((await operations.health()).ok).toBe(false);

    await stores.settle(delivery, { ...outcome, state: 'sent', failure: null });
    await stores.settle(delivery, { ...outcome, state: 'queued', failure: 'not-taken-1:ratelimited' });
    await stores.settle(delivery, { ...outcome, state: 'unknown', failure: 'timeout' });
    await stores.settle(delivery, { ...outcome, state: 'failed', failure: 'account_inactive' });
    await stores.settle(delivery, { ...outcome, state: 'superseded', failure: 'no longer true' });
    await stores.settle(
      { ...delivery, id: 'lost' as typeof delivery.id },
      { ...outcome, state: 'failed', failure: 'x' },
    );
    const { text } = await operations.metrics.page();

    expect(settled).toHaveLength(6);
    expect((await operations.health()).ok).toBe(true);
    expect(text).toContain('duban_delivery_lateness_seconds_sum{channel="slack"} 300');
    expect(
      [...text.matchAll(/not_taken_total\{channel="slack",(.*)\} (\d)/g)].map(([, labels, count]) => [labels, count]),
    ).toEqual([
      ['outcome="put-off",code="ratelimited"', '1'],
      ['outcome="unknown",code="timeout"', '1'],
      ['outcome="failed",code="account_inactive"', '1'],
    ]);
  });
});

describe('who may read the metrics', () => {
  const page = async () => ({ type: 'text/plain', text: 'duban_healthy 1\n' });

  it('this machine, while no token is set; nobody whom a proxy passes on', async () => {
    const { url, close } = await deskServer(fakeDesk(), { mode: 'live', metrics: { token: null, page } });

    const own = await send(`${url}/metrics`);
    const passedOn = await send(`${url}/metrics`, { headers: { 'x-forwarded-for': '10.0.0.9' } });
    const renamed = await send(`${url}/metrics`, { headers: { host: 'rebound.example' } });
    await close();

    expect(renamed.status).toBe(404);
    expect([own.status, own.text]).toEqual([200, 'duban_healthy 1\n']);
    expect(passedOn.status).toBe(404);
  });

  it('whoever brings the token, once one is set; anybody else finds nothing there', async () => {
    const token = 'metrics-token-0123456789';
    const { url, close } = await deskServer(fakeDesk(), { mode: 'live', metrics: { token, page } });

    const answers = await Promise.all(
      [{ authorization: `Bearer ${token}` }, { authorization: `Bearer ${token}x` }, { authorization: token }, {}].map(
        (headers) => send(`${url}/metrics`, { headers }),
      ),
    );
    await close();

    expect(answers.map(({ status }) => status)).toEqual([200, 404, 404, 404]);
  });
});

describe('the ping to a watcher elsewhere', () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (request.url === '/moved') response.writeHead(302, { location: '/stolen' }).end();
    else if (request.url === '/down') response.writeHead(500).end('no');
    else if (request.url !== '/hangs') response.end('ok');
  });
  let url: string;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('is one GET; while one is under way the next is left out, and none keeps anybody waiting', async () => {
    const lines = logLines();
    const watcher = deadMan(`${url}/well?id=secret-path`, openLog('debug', [], lines));

    watcher.ping();
    watcher.ping();
    await watcher.idle();
    watcher.ping();
    await watcher.idle();

    expect(asked.splice(0)).toEqual(['GET /well?id=secret-path', 'GET /well?id=secret-path']);
    expect(lines.text()).toBe('');
  });

  it.each([
    ['/moved', ['GET /moved']],
    ['/down', ['GET /down']],
    ['/hangs', ['GET /hangs']],
  ])('to %s is given up in time, follows no redirect, and is one line without the address', async (path, expected) => {
    const lines = logLines();
    const patience = path === '/hangs' ? 300 : 5_000;
    const watcher = deadMan(`${url}${path}`, openLog('debug', [`${url}${path}`], lines), patience);

    watcher.ping();
    await watcher.idle();

    expect(asked.splice(0)).toEqual(expected);
    expect(lines.all()).toHaveLength(1);
    expect(lines.text()).not.toContain(path);
  });

  it.each([
    ['file:///etc/passwd', false],
    ['gopher://10.0.0.1/', false],
    ['not an address', false],
    ['http://169.254.169.254/latest/meta-data', false],
    ['http://[fe80::1]/', false],
    ['http://[::ffff:169.254.169.254]/', false],
    ['http://metadata.google.internal/', false],
    ['https://user:word@watcher.example/', false],
    ['https://watcher.example/ping/1', true],
    ['http://10.1.2.3:8000/ping/1', true],
  ])('%s as its address is allowed: %s', (address, allowed) => {
    const read = () => readConfig({ DUBAN_DEADMAN_URL: address });

    if (allowed) expect(read().deadManUrl).toBe(address);
    else expect(read).toThrow('DUBAN_DEADMAN_URL');
  });
});
