import { join } from 'node:path';
import { pythonEnvironment } from '../../python/environment.ts';
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

/** Installs a peer into an environment of its own in Tenbin's home, once. */
export async function openPeer(
  name: PeerName,
  { home, log }: { home: string; log: (line: string) => void },
): Promise<Peer> {
  const { packages, script } = peers[name];
  const folder = join(home, 'bench', name);
  const missing = await pythonEnvironment(folder, packages, { log });
  if (missing !== null) return { command: null, missing };
  return { command: [join(folder, 'bin/python'), join(import.meta.dirname, script)], missing: null };
}
