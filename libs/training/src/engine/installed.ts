import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the installer (tools/engine) noted about the native engine of this home. */
export interface InstalledEngine {
  /** `none` when it could not be installed. */
  engine: string;
  version: string;
  /** Why this one and not a faster one. */
  reason: string;
}

/** The note in `<home>/engine/engine.json`; a home without one has had no installer. */
export async function readInstalled(home: string): Promise<InstalledEngine> {
  try {
    const note: unknown = JSON.parse(await readFile(join(home, 'engine', 'engine.json'), 'utf8'));
    return {
      engine: textOf(note, 'engine') ?? 'none',
      version: textOf(note, 'version') ?? '',
      reason: textOf(note, 'reason') ?? '',
    };
  } catch {
    return { engine: 'none', version: '', reason: 'the engine has not been installed: run `npm start`' };
  }
}

function textOf(note: unknown, key: string): string | undefined {
  if (typeof note !== 'object' || note === null) return undefined;
  const value: unknown = Reflect.get(note, key);
  return typeof value === 'string' ? value : undefined;
}
