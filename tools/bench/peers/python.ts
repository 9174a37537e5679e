import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { lastLine, run } from '../../engine/command.mjs';
import type { Command } from '../run-contender.ts';

/** The frameworks that the benchmarks compare with, each with what pip is asked for. */
const peers = {
  keras: { packages: ['tensorflow-cpu==2.18.0', 'keras==3.11.3'], script: 'keras_peer.py' },
  torch: { packages: ['torch==2.13.0'], script: 'torch_peer.py' },
  mlflow: { packages: ['mlflow==3.17.2', 'psycopg2-binary==2.9.13'], script: 'mlflow_peer.py' },
  optuna: { packages: ['optuna==5.0.0'], script: 'optuna_peer.py' },
} as const;
export type PeerName = keyof typeof peers;
/** "tensorflow-cpu==2.18.0 keras==3.11.3" */
export const versionOf = (name: PeerName): string => peers[name].packages.join(' ');

export interface Peer {
  /** null when it could not be installed. */
  command: Command | null;
  /** Why not. */
  missing: string | null;
}

/**
 * Installs a peer by pip into a virtual environment of its own in Tenbin's home, once; pip knows mirrors from its own
 * configuration.
 */
export async function openPeer(
  name: PeerName,
  { home, log }: { home: string; log: (line: string) => void },
): Promise<Peer> {
  const { packages, script } = peers[name];
  const folder = join(home, 'bench', name);
  const python = join(folder, 'bin/python');
  const works = async (): Promise<boolean> => (await run([python, '-c', `import ${name}`])).status === 'done';
  const there = existsSync(python) && (await works());
  if (!there) {
    log(`installing ${packages.join(' ')} into ${folder} …`);
    await mkdir(folder, { recursive: true });
    const steps = [
      ['python3', '-m', 'venv', '--clear', folder],
      [python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages],
    ];
    for (const step of steps) {
      const ended = await run(step);
      const why = ended.status === 'missing' ? `${step[0]} is not installed` : lastLine(ended);
      if (ended.status !== 'done')
        return { command: null, missing: `${name} could not be installed: ${why}` };
    }
    if (!(await works())) return { command: null, missing: `${name} was installed but cannot be imported` };
  }
  return { command: [python, join(import.meta.dirname, script)], missing: null };
}
