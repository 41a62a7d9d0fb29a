import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deskServer } from '../../support/desk-server.ts';
import { fakeDesk } from '../../support/fake-desk.ts';
import { post, send } from '../../support/http-client.ts';

let url: string;
let close: () => Promise<void>;
let port: string;

beforeAll(async () => {
  ({ url, close } = await deskServer(fakeDesk()));
  port = new URL(url).port;
});
afterAll(() => close());

describe('the demo, whom it lets in', () => {
  it.each(['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]'])('answers under the loopback name %s', async (name) => {
    const answer = await send(`${url}/api/session`, { headers: { host: `${name}:${port}` } });

    expect(answer.status).toBe(200);
  });

  it.each([
    'duban.example',
    '127.0.0.1.example',
    'localhost.example:80',
    'example@127.0.0.1',
    '192.168.1.4',
    '0.0.0.0',
    '[::ffff:127.0.0.1]',
  ])('refuses the host "%s", on the page and on the API alike', async (host) => {
    for (const path of ['/', '/healthz', '/api/session']) {
      const answer = await send(`${url}${path}`, { headers: { host } });

      expect([400, 421]).toContain(answer.status);
      expect(answer.text).not.toContain('personas');
    }
  });

  it.each(['https://example.com', 'null', 'http://127.0.0.1:1', 'http://127.0.0.1.example', 'not an address'])(
    'refuses the foreign origin %s for reading and for acting',
    async (origin) => {
      const read = await send(`${url}/api/session`, { headers: { origin } });
      const act = await post(`${url}/api/persona`, { personId: 'clerk' }, { headers: { origin } });

      expect([read.status, act.status]).toEqual([403, 403]);
      expect(act.headers['set-cookie']).toBeUndefined();
    },
  );

  it('refuses an act that names no origin', async () => {
    const answer = await send(`${url}/api/persona`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"personId":"clerk"}',
    });

    expect(answer.status).toBe(403);
  });

  it('refuses a reading that the browser marks as made by another site', async () => {
    const answer = await send(`${url}/api/session`, { headers: { 'sec-fetch-site': 'cross-site' } });

    expect(answer.status).toBe(403);
  });

  it('says in Chinese what is wrong, with a code, and nothing about the inside', async () => {
    const answer = await send(`${url}/api/session`, { headers: { host: 'duban.example' } });

    expect(answer.json()).toEqual({
      error: {
        code: 'wrong-host',
        text: '请使用本系统的正式网址访问；演示只在本机打开，网址是 http://127.0.0.1 或 http://localhost。',
      },
    });
  });

  it('sends headers that forbid sniffing, framing and foreign content with every answer', async () => {
    for (const path of ['/', '/api/session', '/api/none', '/healthz']) {
      const { headers } = await send(`${url}${path}`);

      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['content-security-policy']).toContain("script-src 'self';");
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
    }
  });
});

describe('live', () => {
  it('without an address for people serves health alone, to any host, and no page and no API', async () => {
    const live = await deskServer(fakeDesk(), { mode: 'live' });

    const health = await send(`${live.url}/healthz`, { headers: { host: 'duban.example' } });
    const rest = await Promise.all(
      ['/', '/index.html', '/api/session', '/api/board', '/api/events'].map((path) => send(`${live.url}${path}`)),
    );
    await live.close();

    expect(health.json()).toMatchObject({ ok: true, mode: 'live' });
    expect(rest.map((answer) => answer.status)).toEqual([404, 404, 404, 404, 404]);
  });
});
