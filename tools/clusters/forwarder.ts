import { createServer, connect } from 'node:net';
import type { Socket } from 'node:net';
import { once } from 'node:events';

/** Lets others in to a server that listens on this machine alone. */
export interface Forwarder extends AsyncDisposable {
  port: number;
}

/** Hands what comes to `address`, on a free port, on to `port` of 127.0.0.1. */
export async function forward(address: string, port: number): Promise<Forwarder> {
  const open = new Set<Socket>();
  const server = createServer((from) => {
    const to = connect(port, '127.0.0.1');
    for (const [socket, other] of [
      [from, to],
      [to, from],
    ] as const) {
      open.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  server.listen(0, address);
  await once(server, 'listening');
  const place = server.address();
  if (place === null || typeof place === 'string') throw new Error(`the forwarder has no port on ${address}`);
  return {
    port: place.port,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
