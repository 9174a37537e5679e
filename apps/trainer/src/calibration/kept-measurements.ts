import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Division, MeasuredDivision } from './division.ts';

const engineAndMachine = z.strictObject({
  /** Name and version of the engine. */
  engine: z.string(),
  cores: z.int().positive(),
  /** Name of the processor. */
  processor: z.string(),
});
/** What a measurement is good for: another engine or processor is measured again. */
export type Subject = z.infer<typeof engineAndMachine>;

const count = z.int().positive();
const kept = z.strictObject({
  subject: engineAndMachine,
  measured: z.array(
    z.strictObject({ processes: count, threads: count, imagesPerSecond: z.number().nonnegative() }),
  ),
});

export function keptPath(home: string): string {
  return join(home, 'engine/side-by-side.json');
}

/** What was measured earlier; null when not all of `divisions` were, on that subject, or the file cannot be read. */
export async function readKept(
  home: string,
  subject: Subject,
  divisions: readonly Division[],
): Promise<MeasuredDivision[] | null> {
  try {
    const file = kept.parse(JSON.parse(await readFile(keptPath(home), 'utf8')));
    if (!isDeepStrictEqual(file.subject, subject)) return null;
    const found = divisions.flatMap(({ processes, threads }) =>
      file.measured.filter((each) => each.processes === processes && each.threads === threads),
    );
    return found.length === divisions.length ? found : null;
  } catch {
    return null;
  }
}

export async function keep(home: string, subject: Subject, measured: MeasuredDivision[]): Promise<void> {
  const path = keptPath(home);
  await mkdir(dirname(path), { recursive: true });
  // Two workers may start at the same time: each finds a whole file.
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, JSON.stringify({ subject, measured } satisfies z.infer<typeof kept>));
  await rename(draft, path);
}
