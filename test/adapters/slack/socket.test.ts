import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { App } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type SocketLink, socketLink } from '../../../src/adapters/slack/socket.ts';
import { waitFor } from '../../support/wait-for.ts';
import { acceptWebSocket, type ServerSocket } from '../../support/web-socket.ts';

/** What Slack answers to the next calls for an address: a refusal, or nothing at all; otherwise an address. */
let answers: ('invalid_auth' | 'silence' | 'no-hello' | 'internal_error')[];
let sockets: ServerSocket[];
let calls: number;
let heard: string[];
let now: Date;
let link: SocketLink;
const server = createServer((_request, response) => {
  calls += 1;
  const next = answers.shift();
  if (next === 'silence') return;
  const { port } = server.address() as AddressInfo;
  const url = `ws://127.0.0.1:${port}/${next === 'no-hello' ? 'mute' : 'link'}`;
  const refused = next !== undefined && next !== 'no-hello';
  response.end(JSON.stringify(refused ? { ok: false, error: next } : { ok: true, url }));
});
server.on('upgrade', (request, socket: Socket) => {
  const opened = acceptWebSocket(request, socket);
  sockets.push(opened);
  opened.onText((text) => heard.push(text));
  if (request.url === '/link') opened.send(JSON.stringify({ type: 'hello', num_connections: 1 }));
});

beforeEach(async () => {
  answers = [];
  sockets = [];
  heard = [];
  calls = 0;
  now = new Date('2026-06-01T01:00:00Z');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  link = socketLink('xapp-test', `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`, {
    now: () => now,
    firstWaitMs: 20,
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  const app = new App({ authorize: async () => ({ botToken: 'xoxb' }), receiver: link.receiver, convoStore: false });
  app.event('app_home_opened', async () => {});
});
afterEach(async () => {
  await link.stop();
  for (const socket of sockets) socket.cut();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const count = (length: number) => waitFor(() => expect(sockets).toHaveLength(length));
const anEvent = (id: string) =>
  JSON.stringify({
    type: 'events_api',
    envelope_id: id,
    payload: { type: 'event_callback', event: { type: 'app_home_opened', user: 'U1', tab: 'messages' } },
  });

describe('the socket to Slack', () => {
  it('is opened again when Slack asks for a fresh one, and takes what is said next', async () => {
    link.start();
    await count(1);
    sockets[0]?.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    await count(2);
    sockets[1]?.send(anEvent('e1'));

    await waitFor(() => expect(heard.join()).toContain('"envelope_id":"e1"'));
    expect(link.fault()).toBeNull();
  });

  it('is opened again when it is cut', async () => {
    link.start();
    await count(1);
    sockets[0]?.cut();

    await count(2);
  });

  it.each(['invalid_auth', 'internal_error', 'no-hello'] as const)(
    'goes on trying after %s during a renewal, and the process lives',
    async (refusal) => {
      const fallen = vi.fn();
      process.on('unhandledRejection', fallen);
      link.start();
      await count(1);
      answers.push(refusal);
      sockets[0]?.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
      if (refusal === 'no-hello') {
        await count(2);
        sockets[1]?.cut();
      }
      await count(refusal === 'no-hello' ? 3 : 2);
      process.off('unhandledRejection', fallen);

      expect(fallen).not.toHaveBeenCalled();
      await waitFor(() => expect(link.fault()).toBeNull());
    },
  );

  it('tells health at once that the token is refused, until it is taken', async () => {
    answers.push('invalid_auth', 'invalid_auth');
    link.start();
    await waitFor(() => expect(link.fault()).toBe('invalid_auth'));
    await count(1);

    await waitFor(() => expect(link.fault()).toBeNull());
  });

  it('tells health after a minute without a link, not before', async () => {
    answers.push('silence');
    link.start();
    await waitFor(() => expect(calls).toBe(1));
    expect(link.fault()).toBeNull();

    now = new Date(now.getTime() + 61_000);
    expect(link.fault()).toBe('socket_closed');
  });

  it('is not opened again once it was stopped', async () => {
    link.start();
    await count(1);
    await link.stop();
    await new Promise((resolve) => setTimeout(resolve, 100));

    expect(sockets).toHaveLength(1);
  });
});
