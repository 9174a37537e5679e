import { isIPv6 } from 'node:net';

const wildcards = new Map([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '::1'],
]);

/** Where programs of this machine reach what listens there. */
export function addressOf(host: string, port: number): string {
  const near = wildcards.get(host) ?? host;
  return `http://${isIPv6(near) ? `[${near}]` : near}:${port}`;
}

/** Whether other machines cannot reach what listens there. */
export function isOfThisMachine(host: string): boolean {
  return host.startsWith('127.') || host === '::1';
}
