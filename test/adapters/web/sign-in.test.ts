import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Session } from '../../../src/adapters/web/api-schema.ts';
import type { SignInServices } from '../../../src/adapters/web/desk-services.ts';
import { deskServer } from '../../support/desk-server.ts';
import { fakeDesk } from '../../support/fake-desk.ts';
import { fakePersonas } from '../../support/fake-desk-tasks.ts';
import { type Answer, post, send } from '../../support/http-client.ts';

const link = 'l'.repeat(43);
const secret = 's'.repeat(43);
const cookie = `duban_session=${secret}`;
const clerk = fakePersonas.find((persona) => persona.id === 'clerk') ?? fakePersonas[0];

let active: boolean[];
let isOpen: boolean;
let url: string;
let close: () => Promise<void>;

beforeEach(async () => {
  active = [];
  isOpen = true;
  let isSpent = false;
  const signIn: SignInServices = {
    async open(given) {
      if (given !== link || isSpent) return null;
      isSpent = true;
      return secret;
    },
    async person(given, isActive) {
      active.push(isActive);
      return given === secret && isOpen ? (clerk ?? null) : null;
    },
    async end() {
      isOpen = false;
    },
  };
  ({ url, close } = await deskServer(fakeDesk(), { mode: 'live', signIn }));
});
afterEach(() => close());

const codeOf = (answer: Answer) => (answer.json() as { error: { code: string } }).error.code;
const get = (path: string, headers: Record<string, string> = {}) => send(`${url}/api${path}`, { headers });
const open = (given: string) => post(`${url}/api/sign-in`, { link: given });

describe('a live office with a page', () => {
  it('lets in whoever opens a link, once, by a cookie that scripts and other sites do not get', async () => {
    const opened = await open(link);
    const again = await open(link);

    expect([opened.status, again.status, codeOf(again)]).toEqual([204, 410, 'link-spent']);
    expect(opened.headers['set-cookie']?.[0]).toMatch(/^duban_session=s{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  it('knows the visitor as the person who signed in, and as nobody else', async () => {
    const session = Session.parse((await get('/session', { cookie: `${cookie}; duban_persona=leader` })).json());

    expect([session.mode, session.persona?.id, session.personas.length]).toEqual(['live', 'clerk', 1]);
    expect(Object.keys(session.received).every((id) => id === 'clerk')).toBe(true);
  });

  it.each(['/session', '/board', '/tasks', '/tasks/26-9-1', '/chat', '/plans/plan/page', '/events'])(
    'gives nothing of %s to somebody who is not signed in',
    async (path) => {
      for (const headers of [{}, { cookie: 'duban_session=forged' }, { cookie: 'duban_persona=clerk' }]) {
        const answer = await get(path, headers);

        expect([answer.status, codeOf(answer)]).toEqual([401, 'signed-out']);
      }
    },
  );

  it('takes no act without a session, and none that another page makes', async () => {
    const act = { text: '已完成', key: 'key-act-0001' };

    expect(codeOf(await post(`${url}/api/say`, act))).toBe('signed-out');
    const foreign = await post(`${url}/api/say`, act, { cookie, headers: { origin: 'https://evil.example' } });
    expect(codeOf(foreign)).toBe('wrong-origin');
    expect((await post(`${url}/api/say`, act, { cookie })).status).toBe(204);
  });

  it('answers under its own address only', async () => {
    expect(codeOf(await get('/session', { cookie, host: 'duban.example' }))).toBe('wrong-host');
  });

  it('has no personas to choose and no clock to move', async () => {
    const choose = await post(`${url}/api/persona`, { personId: 'leader' }, { cookie });
    const advance = await post(`${url}/api/clock/advance`, { to: 'day' }, { cookie });

    expect([choose.status, advance.status]).toEqual([404, 404]);
  });

  it('counts an act and what the person touched as a sign of them, not what the page asks by itself', async () => {
    await get('/board', { cookie });
    await get('/board', { cookie, 'duban-active': 'yes' });
    await post(`${url}/api/say`, { text: '进展顺利', key: 'key-sign-0001' }, { cookie });

    expect(active).toEqual([false, true, true]);
  });

  it('ends when the person leaves', async () => {
    const left = await post(`${url}/api/sign-out`, {}, { cookie });

    expect(left.headers['set-cookie']?.[0]).toMatch(/^duban_session=; Path=\/; Expires=Thu, 01 Jan 1970/);
    expect((await get('/session', { cookie })).status).toBe(401);
  });

  it('stops somebody who tries link after link', async () => {
    const answers: number[] = [];
    for (let count = 0; count < 22; count += 1) answers.push((await open(`${'x'.repeat(30)}${count}`)).status);

    expect(new Set(answers.slice(0, 20))).toEqual(new Set([410]));
    expect(answers.slice(20)).toEqual([429, 429]);
  });

  it('serves the page itself to anybody: it holds nothing', async () => {
    expect((await send(`${url}/healthz`)).status).toBe(200);
    expect((await send(`${url}/`)).status).toBe(200);
  });
});
