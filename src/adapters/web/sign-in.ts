import express, { type Router } from 'express';
import { ApiRefusal } from './api-error.ts';
import { OpenLink } from './api-schema.ts';
import type { SignInServices } from './desk-services.ts';
import { cookieOf } from './persona.ts';
import { SESSION_COOKIE } from './visitors.ts';

/** Tries of one address in a minute: a link is 256 bits of chance, nobody needs more. */
const TRIES_A_MINUTE = 20;

/**
 * Opening a link and leaving. The secret of a link stands in the address behind #, so that no server and no log sees it, and is sent
 * by the page; what looks at links in a chat does not open them.
 */
export function signInRouter(signIn: SignInServices, isSecure: boolean, now: () => number): Router {
  const router = express.Router();
  const tries = new Map<string, number>();
  let minute = 0;

  router.use(express.json({ limit: '4kb' }));
  router.post('/sign-in', async (request, response) => {
    const present = Math.floor(now() / 60_000);
    if (present !== minute) tries.clear();
    minute = present;
    const from = request.socket.remoteAddress ?? '';
    const tried = (tries.get(from) ?? 0) + 1;
    tries.set(from, tried);
    if (tried > TRIES_A_MINUTE) throw new ApiRefusal('too-often');

    const { link } = OpenLink.parse(request.body);
    const session = await signIn.open(link);
    if (session === null) throw new ApiRefusal('link-spent');
    response.cookie(SESSION_COOKIE, session, { httpOnly: true, sameSite: 'strict', secure: isSecure, path: '/' });
    response.status(204).end();
  });
  router.post('/sign-out', async (request, response) => {
    const session = cookieOf(request, SESSION_COOKIE);
    if (session) await signIn.end(session);
    response.clearCookie(SESSION_COOKIE, { path: '/' });
    response.status(204).end();
  });
  return router;
}
