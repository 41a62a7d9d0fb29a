import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * How the line is: whole; `cut`, every connection ends and new ones are refused; `black-hole`, nothing passes and nothing ends;
 * `half-open`, what is asked arrives and no answer comes back.
 */
export type Line = 'whole' | 'cut' | 'black-hole' | 'half-open';

/** A line between two processes that can be disturbed. */
export interface Cable {
  readonly port: number;
  set(line: Line): void;
  close(): Promise<void>;
}

/** Opens a line to a port of this machine. What was lost in a black hole never comes: its connections stay dumb for good. */
export async function cableTo(port: number): Promise<Cable> {
  let line: Line = 'whole';
  const sockets = new Set<Socket>();
  const dumb = new WeakSet<Socket>();

  const server: Server = createServer((near) => {
    if (line === 'cut') {
      near.destroy();
      return;
    }
    const far = connect(port, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        // In a black hole the other side does not hear that this one has ended.
        if (!dumb.has(socket)) (socket === near ? far : near).destroy();
      });
    }
    near.on('data', (bytes) => {
      if (line === 'black-hole') dumb.add(near).add(far);
      if (!dumb.has(near) || line === 'half-open') far.write(bytes);
    });
    far.on('data', (bytes) => {
      if (line === 'black-hole' || line === 'half-open') dumb.add(near).add(far);
      if (!dumb.has(far)) near.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    set(next) {
      line = next;
      if (next === 'cut') for (const socket of sockets) socket.destroy();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
