import { basename, dirname } from 'node:path';
import express, { type Router } from 'express';
import type { Log } from '../../ports.ts';
import { apiRouter } from './api.ts';
import { lastHandler, notThere } from './api-error.ts';
import type { DeskServices, SignInServices } from './desk-services.ts';
import { addressOnly, loopbackOnly, overTlsOnly, safeHeaders } from './guard.ts';
import { type MetricsPage, metricsRoute } from './metrics-route.ts';
import { rateLimit } from './rate-limit.ts';
import { signInRouter } from './sign-in.ts';
import { demoVisitors, signedIn } from './visitors.ts';

/** A live office's page: under which address, and how people come in. */
export interface LivePage {
  readonly publicUrl: URL;
  readonly signIn: SignInServices;
}

/**
 * The web page, its API and health, to be mounted last: what it does not know it answers as not there. The demo is for this machine
 * only; a live office without a page (`live`) serves health and metrics alone.
 */
export function webRouter(
  services: DeskServices,
  options: { mode: 'demo' | 'live'; distDir: string; log: Log; metrics?: MetricsPage; live?: LivePage | null },
): Router {
  const router = express.Router();
  router.use(safeHeaders);
  router.use(rateLimit(() => performance.now()));
  if (options.mode === 'demo') router.use(loopbackOnly);
  router.get('/healthz', async (_request, response) => {
    const { ok, facts } = await services.health();
    response.set('Cache-Control', 'no-store');
    response.status(ok ? 200 : 503).json({ ok, mode: options.mode, ...facts });
  });
  if (options.metrics) router.get('/metrics', metricsRoute(options.metrics));

  if (options.mode === 'demo') {
    router.use('/api', apiRouter(services, demoVisitors(services), { isDemo: true }));
  } else if (options.live) {
    const { publicUrl, signIn } = options.live;
    router.use(addressOnly(publicUrl));
    const isSecure = publicUrl.protocol === 'https:';
    if (isSecure) router.use(overTlsOnly);
    router.use(
      '/api',
      signInRouter(signIn, isSecure, () => services.now().getTime()),
    );
    router.use('/api', apiRouter(services, signedIn(signIn), { isDemo: false }));
  }
  if (options.mode === 'demo' || options.live) {
    router.use(
      express.static(options.distDir, {
        // File names under assets carry a hash of their content; the page itself is asked for each time.
        setHeaders: (response, path) =>
          response.setHeader(
            'Cache-Control',
            basename(dirname(path)) === 'assets' ? 'max-age=31536000, immutable' : 'no-cache',
          ),
      }),
    );
  }
  router.use(notThere);
  router.use(lastHandler(options.log));
  return router;
}
