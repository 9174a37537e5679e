import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const engineFile = z.object({ engine: z.string(), version: z.string().nullish() });

/** The engine that was installed for this home, for people: a worker that loaded it to know would cost its memory. */
export async function engineName(home: string): Promise<string> {
  try {
    const text = await readFile(join(home, 'engine/engine.json'), 'utf8');
    const { engine, version } = engineFile.parse(JSON.parse(text));
    return engine === 'none' ? 'cpu' : [engine, version].filter(Boolean).join(' ');
  } catch {
    return 'unknown';
  }
}
