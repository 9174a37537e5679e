import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { choosePort } from './port.ts';

const host = '127.0.0.1';

async function taken() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { port, [Symbol.dispose]: () => void server.close() };
}

test('a port that was asked for and is in use is an error that says what to do', async () => {
  using busy = await taken();
  const refused = choosePort({ host, port: busy.port }, () => {});
  await expect(refused).rejects.toHaveProperty('code', 'port_in_use');
  await expect(refused).rejects.toThrow(String(busy.port));
  await expect(refused).rejects.toHaveProperty('hint', expect.stringContaining('PORT'));
});

test('a free port that was asked for is taken', async () => {
  const { port } = await (async () => {
    using busy = await taken();
    return { port: busy.port };
  })();
  expect(await choosePort({ host, port }, () => {})).toBe(port);
});

test('without a wish the first free port from 3000 is taken, and another one than 3000 is said', async () => {
  const first = createServer();
  first.listen(3000, '127.0.0.1');
  // Whoever has it already does as well.
  await once(first, 'listening').catch(() => {});
  const said: string[] = [];
  const port = await choosePort({ host, port: null }, (line) => said.push(line));
  first.close();
  expect(port).toBeGreaterThan(3000);
  expect(said).toEqual([`Port 3000 is in use, so the dashboard takes ${port}.`]);
});
