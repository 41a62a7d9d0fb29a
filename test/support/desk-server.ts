import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { webRouter } from '../../src/adapters/web/app.ts';
import type { DeskServices, SignInServices } from '../../src/adapters/web/desk-services.ts';
import type { MetricsPage } from '../../src/adapters/web/metrics-route.ts';
import type { Log } from '../../src/ports.ts';

/** Where the built page is. */
export const distDir = fileURLToPath(new URL('../../src/desk/dist', import.meta.url));

/** Builds the page as it stands in the source, so that a browser test never looks at an older one. Returns its folder. */
export function buildDesk(): string {
  const outDir = mkdtempSync(join(tmpdir(), 'duban-desk-'));
  const vite = fileURLToPath(new URL('../../node_modules/vite/bin/vite.js', import.meta.url));
  const config = fileURLToPath(new URL('../../src/desk/vite.config.ts', import.meta.url));
  execFileSync(process.execPath, [vite, 'build', '--config', config, '--outDir', outDir, '--logLevel', 'error'], {
    // The test runner's own NODE_ENV would build another page than the one that people get.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  return outDir;
}

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** A web server over the given services, on a free port of this machine. */
export async function deskServer(
  services: DeskServices,
  options: { mode?: 'demo' | 'live'; log?: Log; distDir?: string; metrics?: MetricsPage; signIn?: SignInServices } = {},
): Promise<{ url: string; close(): Promise<void> }> {
  const app = express();
  app.disable('x-powered-by');
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  app.use(
    webRouter(services, {
      live: options.signIn ? { publicUrl: new URL(url), signIn: options.signIn } : null,
      mode: options.mode ?? 'demo',
      distDir: options.distDir ?? distDir,
      log: options.log ?? silent,
      ...(options.metrics ? { metrics: options.metrics } : {}),
    }),
  );
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
