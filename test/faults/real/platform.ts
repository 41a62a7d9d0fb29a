import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chanceOf } from '../../../src/flows/simulation/chance.ts';

/** One message as the platform took it: each time, by the machine's clock. */
export interface TakenReally {
  readonly platformId: string;
  readonly at: number[];
}

/** A chat platform over real HTTP with a table of faults drawn from a seed. It remembers everything that it took. */
export interface RealPlatform {
  readonly url: string;
  readonly taken: ReadonlyMap<string, TakenReally>;
  /** How often each fault struck. */
  readonly struck: Readonly<Record<string, number>>;
  /** With faults, or well; and how long it takes for an answer. */
  set(isRough: boolean, latencyMs?: number): void;
  close(): Promise<void>;
}

/** What strikes, in shares of one: together 13 of 100 calls. */
const table = [
  ['429', 0.04],
  ['500 before', 0.02],
  ['500 after', 0.02],
  ['silence, not taken', 0.01],
  ['silence, taken', 0.01],
  ['reset before', 0.015],
  ['reset after', 0.015],
] as const;
/** The caller gives up after 10 s; what it gave up may be taken a little later. */
const LATEST_MS = 11_500;

/** Opens the platform. */
export async function realPlatform(seed: number): Promise<RealPlatform> {
  const chance = chanceOf(seed);
  const taken = new Map<string, TakenReally>();
  const struck: Record<string, number> = {};
  let isRough = true;
  let latencyMs = 0;

  function take(key: string): string {
    const known = taken.get(key);
    if (known) known.at.push(Date.now());
    else taken.set(key, { platformId: `m${taken.size + 1}`, at: [Date.now()] });
    return taken.get(key)?.platformId ?? '';
  }

  function fate(): string | null {
    if (!isRough) return null;
    let draw = chance.next();
    for (const [name, share] of table) {
      draw -= share;
      if (draw < 0) {
        struck[name] = (struck[name] ?? 0) + 1;
        return name;
      }
    }
    return null;
  }

  async function send(key: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    switch (fate()) {
      case '429':
        response.writeHead(429, { 'retry-after': String(chance.between(1, 3)) }).end();
        return;
      case '500 before':
        response.writeHead(500).end();
        return;
      case '500 after':
        take(key);
        response.writeHead(500).end();
        return;
      case 'silence, not taken':
        return;
      case 'silence, taken':
        setTimeout(() => take(key), chance.between(1, LATEST_MS)).unref();
        return;
      case 'reset before':
        request.socket.destroy();
        return;
      case 'reset after':
        take(key);
        request.socket.destroy();
        return;
      default:
        // Whoever died meanwhile has not been heard to the end.
        if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
        if (!request.socket.destroyed) response.end(JSON.stringify({ platformId: take(key) }));
    }
  }

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://platform');
    const key = searchParams.get('key') ?? '';
    if (pathname === '/send') return void send(key, request, response);
    response.end(JSON.stringify({ platformId: taken.get(key)?.platformId ?? null }));
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    struck,
    set(rough, latency = 0) {
      isRough = rough;
      latencyMs = latency;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
