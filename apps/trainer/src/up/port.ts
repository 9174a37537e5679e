import { once } from 'node:events';
import { createServer } from 'node:net';
import { AppError } from '@tenbin/contracts';

const defaultPort = 3000;
/** How many ports from the default one are tried. */
const tries = 50;

/**
 * The port of the dashboard: the one that was asked for, else the first free one from 3000.
 * @throws AppError `port_in_use`
 */
export async function choosePort(
  { host, port: wanted }: { host: string; port: number | null },
  say: (line: string) => void,
): Promise<number> {
  if (wanted !== null) {
    if (await isFree(host, wanted)) return wanted;
    throw new AppError({
      code: 'port_in_use',
      message: `port ${wanted} of ${host} is in use by another program`,
      hint: 'Set PORT to a free port, unset it to take the first free one from 3000, or stop that program.',
    });
  }
  for (let port = defaultPort; port < defaultPort + tries; port += 1) {
    if (!(await isFree(host, port))) continue;
    if (port !== defaultPort) say(`Port ${defaultPort} is in use, so the dashboard takes ${port}.`);
    return port;
  }
  throw new AppError({
    code: 'port_in_use',
    message: `the ports ${defaultPort} to ${defaultPort + tries - 1} of ${host} are all in use`,
    hint: 'Set PORT to a free port.',
  });
}

async function isFree(host: string, port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen({ port, host, exclusive: true });
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
