import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { acceptWebSocket, type ServerSocket } from './web-socket.ts';

/** What goes wrong with one call of Slack's API. `late` answers truly, but so many milliseconds later. */
export type CallFault =
  | { readonly kind: 'rate'; readonly seconds: number }
  | { readonly kind: 'status'; readonly status: number; readonly accepted: boolean }
  | { readonly kind: 'reset'; readonly accepted: boolean }
  | { readonly kind: 'hang'; readonly accepted: boolean }
  | { readonly kind: 'html'; readonly accepted: boolean }
  | { readonly kind: 'error'; readonly code: string }
  | { readonly kind: 'late'; readonly ms: number };

/** What goes wrong with one event on its way to the bot. */
export type EventFault =
  | { readonly kind: 'same-again' }
  | { readonly kind: 'new-event-id' }
  | { readonly kind: 'retried' }
  | { readonly kind: 'behind'; readonly ms: number };

/** A post that the platform took: the key that it carries, and where it stands. */
export interface Taken {
  readonly key: string;
  readonly channel: string;
  readonly ts: string;
  readonly text: string;
}

export interface FaultPlan {
  /** The fault of this call, or null. */
  call(method: string, args: URLSearchParams): CallFault | null;
  /** The fault of this event, or null. */
  event(): EventFault | null;
}

interface Envelope {
  readonly type: string;
  readonly envelope_id?: string;
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly retry_attempt?: number;
  readonly retry_reason?: string;
}

/** What tells a second copy of an envelope from the first. */
const AGAIN = '-again';

/** Slack waits three seconds for an acknowledgement; its later tries come after minutes, these sooner. */
const REDELIVER_MS = 3_000;

/** Nothing goes wrong. */
export const noFaults: FaultPlan = { call: () => null, event: () => null };

export type FaultProxy = Awaited<ReturnType<typeof faultProxy>>;

/**
 * Stands between the bot and a Slack that someone else wrote, in both directions, and does what a bad day does. Metadata, which
 * local-slack does not keep, is kept here. `bots` take signed events in turn; `secret` signs what is changed on the way.
 */
export async function faultProxy(options: {
  readonly upstream: string;
  readonly port: number;
  readonly bots?: readonly string[];
  readonly secret?: string;
}) {
  const { upstream, bots = [], secret = '' } = options;
  let plan: FaultPlan = noFaults;
  const taken: Taken[] = [];
  const metadata = new Map<string, unknown>();
  const given: Record<string, number> = {};
  const calls: Record<string, number> = {};
  const hanging = new Set<Socket>();
  const links = new Set<ServerSocket>();
  /** Events of the socket that nobody has acknowledged. */
  const waiting = new Set<string>();
  let platform: WebSocket | null = null;
  let turn = 0;

  const count = (what: string) => {
    given[what] = (given[what] ?? 0) + 1;
  };

  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const answered = path.startsWith('/api/')
      ? call(request, response, path)
      : path.startsWith('/slack/')
        ? event(request, response, path)
        : passed(request, response, path);
    answered.catch(() => request.socket.destroy());
  });
  server.on('upgrade', (request: IncomingMessage, socket: Socket) => link(request, socket));
  await new Promise<void>((resolve) => server.listen(options.port, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  /** What the platform says of itself, with this proxy in its place: files are fetched from the API's own host only. */
  const renamed = (text: string) => text.replaceAll(upstream, `http://127.0.0.1:${port}`);

  /** Files and the addresses for answers to commands go through as they are. */
  async function passed(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const { authorization, 'content-type': type } = request.headers;
    const body = await bodyOf(request);
    const answer = await fetch(`${upstream}${path}`, {
      method: request.method ?? 'GET',
      headers: { ...(authorization ? { authorization } : {}), ...(type ? { 'content-type': type } : {}) },
      ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
    });
    response
      .writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' })
      .end(Buffer.from(await answer.arrayBuffer()));
  }

  async function call(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const method = path.slice('/api/'.length);
    const body = await bodyOf(request);
    const args = new URLSearchParams(body.toString('utf8'));
    calls[method] = (calls[method] ?? 0) + 1;
    const fault = plan.call(method, args);
    if (fault) count(fault.kind);
    const accepted = fault === null || fault.kind === 'late' || ('accepted' in fault && fault.accepted);
    const answer = accepted ? await forwarded(method, args, body, request) : null;
    switch (fault?.kind) {
      case 'rate':
        response.writeHead(429, { 'retry-after': String(fault.seconds) }).end('{"ok":false,"error":"ratelimited"}');
        return;
      case 'status':
        response.writeHead(fault.status).end('{"ok":false}');
        return;
      case 'reset':
        request.socket.destroy();
        return;
      case 'hang':
        hanging.add(request.socket);
        return;
      case 'html':
        response.writeHead(200, { 'content-type': 'text/html' }).end('<!DOCTYPE html><title>Sign in</title>');
        return;
      case 'error':
        json(response, { ok: false, error: fault.code });
        return;
      case 'late':
        await new Promise((resolve) => setTimeout(resolve, fault.ms));
        json(response, answer ?? {});
        return;
      default:
        json(response, answer ?? {});
    }
  }

  async function forwarded(
    method: string,
    args: URLSearchParams,
    body: Buffer,
    request: IncomingMessage,
  ): Promise<Record<string, unknown>> {
    const response = await fetch(`${upstream}/api/${method}`, {
      method: 'POST',
      headers: {
        'content-type': request.headers['content-type'] ?? 'application/x-www-form-urlencoded',
        ...(request.headers.authorization ? { authorization: request.headers.authorization } : {}),
      },
      body: new Uint8Array(body),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    if (method === 'chat.postMessage' && answer.ok) keep(args, answer);
    if (Array.isArray(answer.messages)) {
      const channel = args.get('channel');
      for (const one of answer.messages) one.metadata ??= metadata.get(`${channel}:${one.ts}`);
    }
    if (method === 'apps.connections.open' && typeof answer.url === 'string') {
      await openPlatform(answer.url);
      answer.url = `ws://127.0.0.1:${port}/link`;
    }
    return answer;
  }

  function keep(args: URLSearchParams, answer: Record<string, unknown>): void {
    const channel = String(answer.channel);
    const ts = String(answer.ts);
    const carried = JSON.parse(args.get('metadata') ?? 'null');
    metadata.set(`${channel}:${ts}`, carried);
    const { key, part } = carried?.event_payload ?? {};
    taken.push({ key: `${key}:${part}`, channel, ts, text: args.get('text') ?? '' });
  }

  /**
   * Socket Mode as Slack does it and local-slack does not: one payload goes to one of the open sockets, and an event that nobody
   * acknowledges comes again.
   */
  function link(request: IncomingMessage, socket: Socket): void {
    const bot = acceptWebSocket(request, socket);
    bot.onText((text) => {
      const { envelope_id: id } = JSON.parse(text) as { envelope_id: string };
      const first = waiting.delete(id.replace(AGAIN, ''));
      if (first) platform?.send(text);
    });
    bot.onClose(() => void links.delete(bot));
    links.add(bot);
    bot.send(JSON.stringify({ type: 'hello', num_connections: links.size }));
  }

  /** The one socket to the platform, opened when a bot first asks for one. */
  async function openPlatform(url: string): Promise<void> {
    if (platform) return;
    platform = new WebSocket(url);
    platform.addEventListener('message', ({ data }) => heard(renamed(String(data))));
    await new Promise((resolve) => platform?.addEventListener('open', resolve));
  }

  function heard(text: string): void {
    const envelope = JSON.parse(text) as Envelope;
    if (envelope.type === 'hello' || envelope.envelope_id === undefined) return;
    const id = envelope.envelope_id;
    waiting.add(id);
    if (envelope.type !== 'events_api') {
      hand(envelope);
      return;
    }
    const fault = plan.event();
    if (fault) count(fault.kind);
    const handAgain = (changed: Partial<Envelope>) => hand({ ...envelope, envelope_id: id + AGAIN, ...changed });
    if (fault?.kind === 'behind') setTimeout(() => hand(envelope), fault.ms);
    else hand(envelope);
    if (fault?.kind === 'same-again') handAgain({});
    if (fault?.kind === 'retried') handAgain({ retry_attempt: 1, retry_reason: 'timeout' });
    if (fault?.kind === 'new-event-id')
      handAgain({ payload: { ...envelope.payload, event_id: `${envelope.payload?.event_id}X` } });
    const again = setInterval(() => {
      if (!waiting.has(id)) clearInterval(again);
      else {
        count('redelivered');
        hand({ ...envelope, retry_attempt: 1, retry_reason: 'timeout' });
      }
    }, REDELIVER_MS);
  }

  /** To one socket, another each time; to none when none is open. */
  function hand(envelope: Envelope): void {
    turn += 1;
    [...links][turn % links.size]?.send(JSON.stringify(envelope));
  }

  /** Events over HTTP: to the bots in turn, and to each of them again where the plan says so. */
  async function event(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const body = Buffer.from(renamed((await bodyOf(request)).toString('utf8')));
    const type = request.headers['content-type'] ?? '';
    const isEvent = type.startsWith('application/json');
    const fault = isEvent ? plan.event() : null;
    if (fault) count(fault.kind);
    turn += 1;
    const deliver = (number: number, more: Record<string, string> = {}, sent: Buffer = body) =>
      fetch(`${bots[number % bots.length]}${path}`, {
        method: 'POST',
        headers: { 'content-type': type, ...signed(sent, secret), ...more },
        body: new Uint8Array(sent),
      });
    const own = turn;
    if (fault?.kind === 'behind') await new Promise((resolve) => setTimeout(resolve, fault.ms));
    const first = deliver(own).then(async (answer) => {
      if (answer.ok || !isEvent) return answer;
      count('redelivered');
      return deliver(own + 1, { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_error' });
    });
    if (fault?.kind === 'same-again') await deliver(own + 1);
    if (fault?.kind === 'retried')
      await deliver(own + 1, { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' });
    if (fault?.kind === 'new-event-id') {
      const changed = Buffer.from(JSON.stringify({ ...JSON.parse(body.toString('utf8')), event_id: `Ev${own}X` }));
      await deliver(own + 1, {}, changed);
    }
    const answer = await first;
    response
      .writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' })
      .end(Buffer.from(await answer.arrayBuffer()));
  }

  return {
    url: `http://127.0.0.1:${port}`,
    apiUrl: `http://127.0.0.1:${port}/api/`,
    /** Every post that the platform took, in order. */
    taken: taken as readonly Taken[],
    /** How often each fault was given. */
    given: given as Readonly<Record<string, number>>,
    calls: calls as Readonly<Record<string, number>>,
    /** From now on. */
    follow(next: FaultPlan): void {
      plan = next;
    },
    /** Slack asks every socket to come again on a fresh connection. */
    refresh(): void {
      count('disconnect');
      for (const one of links) one.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    },
    /** Sockets that are open. */
    links: () => links.size,
    async stop() {
      for (const socket of hanging) socket.destroy();
      waiting.clear();
      for (const one of links) one.cut();
      platform?.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function signed(body: Buffer, secret: string): Record<string, string> {
  const at = String(Math.floor(Date.now() / 1_000));
  const hash = createHmac('sha256', secret).update(`v0:${at}:`).update(body).digest('hex');
  return { 'x-slack-signature': `v0=${hash}`, 'x-slack-request-timestamp': at };
}

function json(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
