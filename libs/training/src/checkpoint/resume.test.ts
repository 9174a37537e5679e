import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EpochNumbers } from '../epoch-result.ts';
import { digests } from '../fit.fixture.ts';
import { checkpointPaths } from './open-checkpoints.ts';
import { readCheckpoint } from './read-checkpoint.ts';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'tenbin-resume-'));
});
afterAll(() => rm(home, { recursive: true }));

/** Trains in a process of its own, which is killed in the middle of its batch number `killAt`. */
async function train(folder: string, killAt = Infinity): Promise<{ code: number | null; said: string }> {
  const program = join(import.meta.dirname, 'training-process.fixture.ts');
  const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [batches, said] = [0, ''];
  child.stdout.on('data', (dots: Buffer) => {
    batches += dots.length;
    if (batches >= killAt) child.kill('SIGKILL');
  });
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  await once(child, 'close');
  return { code: child.exitCode, said };
}

/** Without time and memory. */
function comparable(history: EpochNumbers[]) {
  const passing = {
    imagesPerSecond: 0,
    trainSeconds: 0,
    validationSeconds: 0,
    waitSeconds: 0,
    memoryBytes: 0,
  };
  return history.map((numbers) => ({ ...numbers, ...passing }));
}

test(
  'a training that is killed at random batches and resumed ends as one that was left alone, to the bit',
  { timeout: 120_000 },
  async () => {
    const [calm, disturbed] = [join(home, 'calm'), join(home, 'disturbed')];
    expect((await train(calm)).code).toBe(0);
    // Ten epochs of six batches; each attempt trains what the killed one did not keep. A checkpoint is written beside the
    // training, on a busy machine a while after its epoch: the first attempt lives long enough to have kept one.
    const kills = [19, 7, 7].map((least) => least + Math.floor(Math.random() * 12));
    for (const killAt of kills)
      expect({ kills, code: (await train(disturbed, killAt)).code }).toEqual({ kills, code: null });
    const { code, said } = await train(disturbed);
    expect(code).toBe(0);
    expect(said).toMatch(/resumed after epoch [1-9]/);
    for (const which of ['last', 'best'] as const) {
      const expected = await readCheckpoint(checkpointPaths(calm)[which]);
      const found = await readCheckpoint(checkpointPaths(disturbed)[which]);
      expect(comparable(found.history)).toEqual(comparable(expected.history));
      expect({ epoch: found.epoch, rate: found.rate, step: found.state.step }).toEqual({
        epoch: expected.epoch,
        rate: expected.rate,
        step: expected.state.step,
      });
      expect(digests(found.weights)).toEqual(digests(expected.weights));
      expect(digests(found.state.slots)).toEqual(digests(expected.state.slots));
    }
    const [expected, found] = await Promise.all(
      [calm, disturbed].map((folder) => readFile(checkpointPaths(folder).losses)),
    );
    expect(found?.equals(expected ?? Buffer.of())).toBe(true);
  },
);
