import { spawnSync } from 'node:child_process';

/** Two network namespaces on one bridge, as two machines on one switch, and this machine as the third. */
export interface Network extends Disposable {
  /** The address of this machine on the bridge. */
  address: string;
  /** Names of the namespaces. */
  machines: [string, string];
  /** Pulls the cable of a machine: what it sends and what is sent to it is lost, and nobody is told. */
  cut(machine: string): void;
  /** Puts it back. */
  join(machine: string): void;
}

/** Why no network namespace can be made here, as one clause; null when they can. Nothing stays behind. */
export function whyNoNamespaces(): string | null {
  if (process.platform !== 'linux') return `network namespaces are Linux's, and this is ${process.platform}`;
  const probe = `tenbin-probe-${process.pid}`;
  const { error, status, stderr } = spawnSync('ip', ['netns', 'add', probe], { encoding: 'utf8' });
  if (error) return `the program ip (package iproute2) does not run: ${error.message}`;
  if (status !== 0) return `no network namespace can be made: ${stderr.trim()}`;
  ip('netns', 'delete', probe);
  return null;
}

/** @throws Error with what `ip` said, when one of its steps is refused */
export function openNetwork(): Network {
  const own = process.pid % 100_000;
  const bridge = `tb${own}`;
  // 198.18.0.0/15 is reserved for tests of networks (RFC 2544).
  const subnet = `198.18.${process.pid % 256}`;
  const machines: [string, string] = [`tenbin-${own}-a`, `tenbin-${own}-b`];
  const plugs = new Map(machines.map((machine, index) => [machine, `${bridge}p${index}`]));
  const set = (machine: string, state: 'up' | 'down') => {
    ip('link', 'set', plugs.get(machine) ?? machine, state);
  };
  const close = (): void => {
    // With a namespace its end of the cable goes, and with that ours.
    for (const machine of machines) spawnSync('ip', ['netns', 'delete', machine]);
    spawnSync('ip', ['link', 'delete', bridge]);
  };
  process.once('exit', close);
  try {
    ip('link', 'add', bridge, 'type', 'bridge');
    ip('address', 'add', `${subnet}.1/24`, 'dev', bridge);
    ip('link', 'set', bridge, 'up');
    let host = 2;
    for (const [machine, plug] of plugs) {
      ip('netns', 'add', machine);
      ip('link', 'add', plug, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', machine);
      ip('link', 'set', plug, 'master', bridge, 'up');
      ip('-n', machine, 'address', 'add', `${subnet}.${host}/24`, 'dev', 'eth0');
      ip('-n', machine, 'link', 'set', 'eth0', 'up');
      ip('-n', machine, 'link', 'set', 'lo', 'up');
      host += 1;
    }
  } catch (error) {
    close();
    throw error;
  }
  return {
    address: `${subnet}.1`,
    machines,
    cut: (machine) => set(machine, 'down'),
    join: (machine) => set(machine, 'up'),
    [Symbol.dispose]() {
      process.off('exit', close);
      close();
    },
  };
}

function ip(...words: string[]): void {
  const { error, status, stderr } = spawnSync('ip', words, { encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`ip ${words.join(' ')}: ${stderr.trim()}`);
}
