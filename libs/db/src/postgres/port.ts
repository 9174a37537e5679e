import { createServer } from 'node:net';

/** A port of 127.0.0.1 that is free now: `wanted` if it is, else one that the system picks. */
export async function freePort(wanted: number | null): Promise<number> {
  if (wanted !== null) {
    const port = await bind(wanted);
    if (port !== null) return port;
  }
  const port = await bind(0);
  if (port === null) throw new Error('the system has no free port on 127.0.0.1');
  return port;
}

/** The port that could be bound, null when another program holds it. */
function bind(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(null);
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address ? address.port : null);
      });
    });
  });
}
