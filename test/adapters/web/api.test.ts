import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  Board,
  ChatPage,
  type DeskEvent,
  Session,
  TaskDetail,
  TaskList,
} from '../../../src/adapters/web/api-schema.ts';
import type { DeskServices } from '../../../src/adapters/web/desk-services.ts';
import { deskServer } from '../../support/desk-server.ts';
import { fakeDesk } from '../../support/fake-desk.ts';
import { type Answer, post, send } from '../../support/http-client.ts';

let services: DeskServices;
let logged: object[];
let url: string;
let close: () => Promise<void>;

beforeEach(async () => {
  services = fakeDesk();
  logged = [];
  const log = { info: () => {}, warn: () => {}, error: (context: object) => void logged.push(context) };
  ({ url, close } = await deskServer(services, { log }));
});
afterEach(() => close());

const as = (personId: string) => `duban_persona=${personId}`;
const get = (path: string, personId?: string, headers: Record<string, string> = {}) =>
  send(`${url}/api${path}`, { headers: { ...(personId ? { cookie: as(personId) } : {}), ...headers } });
const codeOf = (answer: Answer) => (answer.json() as { error: { code: string } }).error.code;
const key = (name: string) => `key-${name}-0001`;
const say = (text: unknown, cookie = as('education-a')) =>
  post(`${url}/api/say`, { text, key: key('say') }, { cookie });

describe('choosing a persona', () => {
  it('remembers it in a cookie that scripts cannot read and other sites do not send', async () => {
    const answer = await post(`${url}/api/persona`, { personId: 'clerk' });

    expect(answer.headers['set-cookie']).toEqual(['duban_persona=clerk; Path=/; HttpOnly; SameSite=Strict']);
    expect(Session.parse(answer.json()).persona?.id).toBe('clerk');
  });

  it.each(['nobody', '__proto__', ''])('is refused for "%s"', async (personId) => {
    const answer = await post(`${url}/api/persona`, { personId });

    expect([400, 404]).toContain(answer.status);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it.each(['duban_persona=nobody', 'duban_persona=%E0%A4%A', 'other=clerk', ''])(
    'takes the cookie "%s" for none chosen',
    async (cookie) => {
      const session = await send(`${url}/api/session`, { headers: { cookie } });
      const board = await send(`${url}/api/board`, { headers: { cookie } });

      expect(Session.parse(session.json()).persona).toBeNull();
      expect(codeOf(board)).toBe('no-persona');
    },
  );

  it('stops an act of a page that still shows another persona', async () => {
    const answer = await post(
      `${url}/api/say`,
      { text: '已完成', key: key('say') },
      {
        cookie: as('clerk'),
        headers: { 'duban-persona': 'education-a' },
      },
    );

    expect([answer.status, codeOf(answer)]).toEqual([409, 'persona-changed']);
    expect(await services.chat({ personId: 'clerk', language: 'zh' }, 0, 10)).toHaveLength(1);
  });
});

describe('reading', () => {
  it('answers in the shapes that the desk borrows', async () => {
    Session.parse((await get('/session')).json());
    Board.parse((await get('/board', 'clerk')).json());
    TaskList.parse((await get('/tasks', 'clerk')).json());
    TaskDetail.parse((await get('/tasks/26-9-1', 'clerk')).json());
    const chat = ChatPage.parse((await get('/chat?since=0', 'education-a')).json());

    expect(chat.messages.map((message) => message.from)).toEqual(['bot']);
  });

  it('gives only messages after the number asked for, and says when there are more', async () => {
    for (let count = 0; count < 250; count += 1) {
      await services.say(
        { personId: 'east-a', language: 'zh' },
        { text: '帮助', threadCode: null, key: `key-${count}` },
      );
    }
    const first = ChatPage.parse((await get('/chat', 'east-a')).json());
    const last = first.messages.at(-1)?.seq ?? 0;
    const second = ChatPage.parse((await get(`/chat?since=${last}`, 'east-a')).json());

    expect(first.more).toBe(true);
    expect(second.messages.every((message) => message.seq > last)).toBe(true);
  });

  it('says "not there" alike of a task of another unit and of one that does not exist', async () => {
    const foreign = await get('/tasks/26-9-1', 'education-a');
    const missing = await get('/tasks/26-99-1', 'education-a');

    expect([foreign.status, foreign.text]).toEqual([404, missing.text]);
    expect(codeOf(missing)).toBe('not-there');
  });

  it('hands a file over as it was handed in, never as a page of this server, and to nobody else', async () => {
    const file = await get('/tasks/26-9-1/files/photo', 'clerk');

    expect([file.status, file.text]).toEqual([200, '<script>alert(1)</script>']);
    expect(file.headers['content-type']).toBe('application/octet-stream');
    expect(file.headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''[\w%.]+$/);
    expect((await get('/tasks/26-9-1/files/photo', 'education-a')).status).toBe(404);
    expect((await get('/tasks/26-9-1/files/another', 'clerk')).status).toBe(404);
  });

  it('hands the sheet of tasks over as a file, made for who asks in their language', async () => {
    const sheet = await get('/sheet.xlsx', 'clerk');
    const plain = await get('/sheet.csv?language=en', 'education-a');

    expect([sheet.status, sheet.text, plain.text]).toEqual([200, 'clerk zh xlsx', 'education-a en csv']);
    expect(sheet.headers['content-type']).toBe('application/octet-stream');
    expect(sheet.headers['content-disposition']).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('台账表.xlsx')}`,
    );
    expect(codeOf(await get('/sheet.xlsx'))).toBe('no-persona');
    expect((await get('/sheet.ods', 'clerk')).status).toBe(404);
  });

  it('shows a plan as it was read to the office only', async () => {
    const page = await get('/plans/plan/page', 'clerk');

    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect((await get('/plans/plan/page', 'education-a')).status).toBe(404);
    expect((await get('/plans/another/page', 'clerk')).status).toBe(404);
  });

  it('is never kept by a cache', async () => {
    expect((await get('/board', 'clerk')).headers['cache-control']).toBe('no-store');
  });
});

describe('what comes in', () => {
  it('reaches the services with thread and key', async () => {
    const answer = await post(
      `${url}/api/say`,
      { text: '已完成60%', threadCode: '26-12-1', key: key('say') },
      { cookie: as('education-a') },
    );
    const chat = await services.chat({ personId: 'education-a', language: 'zh' }, 0, 10);

    expect(answer.status).toBe(204);
    expect(chat.slice(1)).toMatchObject([
      { from: 'person', text: '已完成60%', thread: '26-12-1' },
      { from: 'bot', thread: '26-12-1' },
    ]);
  });

  it('is taken as it stands when long, with emoji or with markup', async () => {
    for (const text of ['长'.repeat(10_000), '完成👍🏽', '<!channel> <script>alert(1)</script> {{x}}', '\u202e倒']) {
      await post(`${url}/api/say`, { text, key: key(String(text.length)) }, { cookie: as('education-a') });
      const chat = await services.chat({ personId: 'education-a', language: 'zh' }, 0, 100);

      expect(chat.filter((message) => message.from === 'person').at(-1)).toMatchObject({ text });
    }
  });

  it.each([
    ['a NUL', '完成\u0000', 'unreadable-text'],
    ['half of a surrogate pair', '完成\ud83d', 'unreadable-text'],
    ['no text', '', 'bad-input'],
    ['a number', 7, 'bad-input'],
  ])('is refused with %s', async (_what, text, code) => {
    const answer = await say(text);

    expect([answer.status, codeOf(answer)]).toEqual([400, code]);
    expect(await services.chat({ personId: 'education-a', language: 'zh' }, 0, 10)).toHaveLength(1);
  });

  it.each([
    ['cut JSON', '{"text":'],
    ['a list', '[]'],
    ['a field that is not known', JSON.stringify({ text: '完成', key: key('x'), personId: 'clerk' })],
    ['no key', JSON.stringify({ text: '完成' })],
  ])('is refused as %s', async (_what, body) => {
    const answer = await post(`${url}/api/say`, body, { cookie: as('education-a') });

    expect([answer.status, codeOf(answer)]).toEqual([400, 'bad-input']);
  });

  it('is refused beyond a megabyte of text', async () => {
    expect(codeOf(await say('长'.repeat(400_000)))).toBe('too-large');
  });

  it.each([
    ['an unknown command', { name: 'drop-table' }, {}],
    ['a command with more than its fields', { name: 'close-task', id: '1', as: 'director' }, undefined],
    ['fields that are not text', { name: 'report-done', id: '1' }, { text: { deep: true } }],
  ])('refuses or strips %s', async (_what, command, fields) => {
    let acted: unknown = null;
    services.act = async (_viewer, input) => {
      acted = input.command;
    };
    const answer = await post(`${url}/api/act`, { command, fields, key: key('act') }, { cookie: as('clerk') });

    if (answer.status === 204) expect(acted).toEqual({ name: 'close-task', id: '1' });
    else expect([codeOf(answer), acted]).toEqual(['bad-input', null]);
  });

  it('takes a file of any kind by its bytes', async () => {
    let dropped: { name: string; size: number; threadCode: string | null } | null = null;
    services.dropFile = async (_viewer, { name, bytes, threadCode }) => {
      dropped = { name, size: bytes.length, threadCode };
    };
    const query = new URLSearchParams({ name: '2026年工作要点.json', key: key('file') });
    const answer = await post(`${url}/api/files?${query}`, '{"a":1}', { cookie: as('clerk') });

    expect(answer.status).toBe(204);
    expect(dropped).toEqual({ name: '2026年工作要点.json', size: 7, threadCode: null });
  });

  it('refuses an empty file and one beyond 20 MB', async () => {
    const path = `${url}/api/files?${new URLSearchParams({ name: 'x.docx', key: key('file') })}`;
    const empty = await post(path, '', { cookie: as('clerk') });
    const huge = await post(path, new Uint8Array(20 * 1024 * 1024 + 1), { cookie: as('clerk') });

    expect([codeOf(empty), codeOf(huge)]).toEqual(['empty-file', 'too-large']);
  });
});

describe('when something fails inside', () => {
  it('answers with a code and a sentence only, and logs the cause', async () => {
    const cause = new Error('relation "task" does not exist at /srv/secret');
    services.board = () => Promise.reject(cause);
    const answer = await get('/board', 'clerk');

    expect(answer.status).toBe(500);
    expect(answer.json()).toEqual({
      error: { code: 'internal', text: '系统出错，本次操作可能未完成。请稍后刷新查看。' },
    });
    expect(logged).toEqual([{ err: cause, path: '/api/board' }]);
  });

  it('says so at /healthz by the status', async () => {
    services.health = async () => ({ ok: false, facts: { oldestUnfiredSeconds: 90 } });
    const answer = await send(`${url}/healthz`);

    expect([answer.status, answer.json()]).toEqual([503, { ok: false, mode: 'demo', oldestUnfiredSeconds: 90 }]);
  });
});

describe('the virtual clock', () => {
  it.each(['month', '2026-02-30', '', 3])('does not go to %s', async (to) => {
    const answer = await post(`${url}/api/clock/advance`, { to }, { cookie: as('clerk') });

    expect(codeOf(answer)).toBe('bad-input');
  });

  it('moves once at a time, and can move again afterwards', async () => {
    const advance = () => post(`${url}/api/clock/advance`, { to: 'day' }, { cookie: as('clerk') });
    const both = await Promise.all([advance(), advance()]);
    const later = await advance();

    expect(both.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect(later.status).toBe(200);
  });

  it('is free again after it failed', async () => {
    const { advance } = services;
    services.advance = () => Promise.reject(new Error('stopped'));
    await post(`${url}/api/clock/advance`, { to: 'day' }, { cookie: as('clerk') });
    services.advance = advance;

    expect((await post(`${url}/api/clock/advance`, { to: 'day' }, { cookie: as('clerk') })).status).toBe(200);
  });
});

describe('the event stream', () => {
  it('tells of each change without its content, and lets go when the page is closed', async () => {
    const listeners = new Set<(event: DeskEvent) => void>();
    services.subscribe = (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    };
    const page = new AbortController();
    const stream = await fetch(`${url}/api/events`, { signal: page.signal });
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    await reader?.read();

    for (const listener of listeners) listener({ type: 'changed' });
    const { value } = (await reader?.read()) ?? {};
    page.abort();
    await expect.poll(() => listeners.size).toBe(0);

    expect(value).toBe('data: {"type":"changed"}\n\n');
    expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  });
});
