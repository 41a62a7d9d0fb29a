import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deskServer } from '../../support/desk-server.ts';
import { fakeDesk } from '../../support/fake-desk.ts';
import { send } from '../../support/http-client.ts';

let url: string;
let port: number;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ url, close } = await deskServer(fakeDesk()));
  port = Number(new URL(url).port);
});
afterAll(() => close());

/** What comes back for these bytes until the server ends the connection, or goes on with it. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setTimeout(200, () => socket.destroy());
    socket.on('data', (text) => {
      said += text.toString('latin1');
    });
    socket.on('close', () => resolve(said));
    socket.on('error', reject);
  });
}

const host = (): string => `Host: 127.0.0.1:${port}`;

describe('an answer', () => {
  it.each(['/', '/api/session', '/api/tasks', '/api/none', '/none', '/healthz'])(
    'of %s names its type, and of a text how it is written',
    async (path) => {
      const { headers, text } = await send(`${url}${path}`);

      expect(text).not.toBe('');
      expect(headers['content-type']).toMatch(/^(?:text\/html|application\/json); charset=utf-8$/i);
    },
  );

  it.each(['/api/session', '/api/tasks', '/api/none', '/healthz'])(
    'of %s is kept by nobody on the way',
    async (path) => {
      expect((await send(`${url}${path}`)).headers['cache-control']).toBe('no-store');
    },
  );
});

describe('a request', () => {
  it.each([
    '/.git/config',
    '/.env',
    '/assets/',
    '/assets/../../.env',
    '/%2e%2e/%2e%2e/package.json',
    '/../package.json',
  ])('for %s finds no file and no list of files', async (path) => {
    const answer = await raw(`GET ${path} HTTP/1.1\r\n${host()}\r\nConnection: close\r\n\r\n`);

    expect(answer).toMatch(/^HTTP\/1\.1 (?:403|404) /);
    expect(answer).not.toMatch(/"dependencies"|repositoryformatversion|<a href/);
  });

  it.each(['TRACE', 'TRACK', 'CONNECT', 'PUT', 'DELETE', 'PATCH', 'PROPFIND'])(
    'by %s does nothing and is not sent back',
    async (method) => {
      const answer = await raw(
        `${method} /api/session HTTP/1.1\r\n${host()}\r\nX-Secret: einmalig\r\nConnection: close\r\n\r\n`,
      );

      expect(answer).not.toMatch(/^HTTP\/1\.1 2/);
      expect(answer).not.toContain('einmalig');
    },
  );

  it.each([
    ['two lengths', 'Content-Length: 2\r\nContent-Length: 40'],
    ['a length and chunks', 'Content-Length: 40\r\nTransfer-Encoding: chunked'],
    ['chunks that are not the last coding', 'Transfer-Encoding: chunked, identity'],
    ['a length that is no number', 'Content-Length: 0x10'],
    ['a folded header', 'X-Long: one\r\n two'],
  ])('whose end can be read in two ways is refused: %s', async (_, headers) => {
    const answer = await raw(
      `POST /api/say HTTP/1.1\r\n${host()}\r\nOrigin: ${url}\r\nContent-Type: application/json\r\n${headers}\r\n\r\n{}GET /api/session HTTP/1.1\r\n${host()}\r\n\r\n`,
    );

    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  });

  it('is not believed what it says a proxy has said: host, address and protocol are those of the connection', async () => {
    const forwarded = {
      'x-forwarded-host': `127.0.0.1:${port}`,
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'https',
      'x-real-ip': '127.0.0.1',
      forwarded: `host=127.0.0.1:${port};for=127.0.0.1`,
      'x-original-url': '/api/session',
    };

    const foreign = await send(`${url}/api/session`, { headers: { ...forwarded, host: 'duban.example' } });
    const elsewhere = await send(`${url}/none`, { headers: forwarded });

    expect([foreign.status, elsewhere.status]).toEqual([421, 404]);
  });

  it('for a web socket gets none', async () => {
    const answer = await raw(
      `GET /api/events HTTP/1.1\r\n${host()}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
    );

    expect(answer).not.toContain('101 Switching');
  });
});
