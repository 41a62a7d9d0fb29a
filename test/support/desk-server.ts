import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { webRouter } from '../../src/adapters/web/app.ts';
import type { DeskServices } from '../../src/adapters/web/desk-services.ts';
import type { Log } from '../../src/ports.ts';

/** Where the built page is. */
export const distDir = fileURLToPath(new URL('../../src/desk/dist', import.meta.url));

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** A web server over the given services, on a free port of this machine. */
export async function deskServer(
  services: DeskServices,
  options: { mode?: 'demo' | 'live'; log?: Log } = {},
): Promise<{ url: string; close(): Promise<void> }> {
  const app = express();
  app.disable('x-powered-by');
  app.use(webRouter(services, { mode: options.mode ?? 'demo', distDir, log: options.log ?? silent }));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
