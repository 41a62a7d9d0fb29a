import type { RequestHandler } from 'express';
import { ApiRefusal } from './api-error.ts';

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;

/** Whether a Host names this machine itself. */
export const isLoopbackName = (host: string): boolean => LOOPBACK.test(host);

/** Headers of every answer: nothing is sniffed, framed or loaded from elsewhere. */
export const safeHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    // Ant Design writes its styles into the page at run time; scripts come from our own files only.
    'Content-Security-Policy':
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; " +
      "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'Origin-Agent-Cluster': '?1',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  });
  next();
};

/** Where the page is opened over https, browsers keep to it. https://www.rfc-editor.org/rfc/rfc6797 */
export const overTlsOnly: RequestHandler = (_request, response, next) => {
  response.set('Strict-Transport-Security', 'max-age=31536000');
  next();
};

/**
 * Lets only pages of this server in, under a name that `isOurs`: a foreign name that points here is DNS rebinding. An Origin must be
 * the page's own, and whatever is not a plain reading must carry one.
 */
function ownPagesOnly(isOurs: (host: string) => boolean): RequestHandler {
  return (request, _response, next) => {
    const host = request.headers.host ?? '';
    if (!isOurs(host)) throw new ApiRefusal('wrong-host');

    const { origin } = request.headers;
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (origin === undefined ? !reads : hostOf(origin) !== host.toLowerCase()) throw new ApiRefusal('wrong-origin');
    // A reading without Origin from another site's page is told by the browser itself.
    if (request.headers['sec-fetch-site'] === 'cross-site' && request.path.startsWith('/api/')) {
      throw new ApiRefusal('wrong-origin');
    }
    next();
  };
}

/** The demo: pages of this machine only. */
export const loopbackOnly = ownPagesOnly(isLoopbackName);

/** A live office: its own address only. */
export const addressOnly = (publicUrl: URL): RequestHandler =>
  ownPagesOnly((host) => host.toLowerCase() === publicUrl.host);

function hostOf(origin: string): string | null {
  return URL.parse(origin)?.host ?? null;
}
