import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { z } from 'zod';

const main = resolve(import.meta.dirname, 'main.ts');
const logs = resolve(import.meta.dirname, '../../fixtures/logs');
const verdict = z.strictObject({
  id: z.union([z.string(), z.number()]),
  overfit: z.boolean(),
  state: z.string(),
  onset: z.number().nullable(),
  detected_at: z.number().nullable(),
  best_epoch: z.number().nullable(),
  reasons: z.array(z.string()).min(1),
});

/** A history whose val_loss turns at `turn`, counted from 0, while loss falls on. */
function history(id: string, turn: number): string {
  const epochs = Array.from({ length: 30 }, (_, epoch) => ({
    loss: 2 * 0.85 ** epoch,
    val_loss: 1 + 0.03 * Math.abs(epoch - turn) + 0.002 * (epoch % 2),
  }));
  return `${JSON.stringify({ id, epochs, n_val: 500 })}\n`;
}

function start(...words: string[]) {
  const child = spawn(process.execPath, [main, 'overfit', 'check', ...words]);
  const ended = new Promise<number | null>((done) => child.on('exit', done));
  return { child, ended };
}

async function check(input: string, ...words: string[]) {
  const { child, ended } = start(...words);
  child.stdin.end(input);
  const [out, said, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  const lines = out.split('\n').filter((line) => line !== '');
  return { verdicts: lines.map((line) => verdict.parse(JSON.parse(line))), said, status };
}

test('a bad line in the middle is named, the rest is judged in order, and the status is 1', async () => {
  const input = `${history('turns', 10)}\n{"id":"bad","epochs":[{"loss":"x"}]}\n${history('falls', 29)}`;
  const { verdicts, said, status } = await check(input);
  expect(status).toBe(1);
  expect(said).toMatch(/^line 3: epochs\[0\]\.loss: must be a number/);
  expect(verdicts.map(({ id, overfit }) => [id, overfit])).toEqual([
    ['turns', true],
    ['falls', false],
  ]);
});

test('epochs count from 0: the onset is the last good one, and it was known after it', async () => {
  const { verdicts, said, status } = await check(history('turns', 10));
  expect({ said, status }).toEqual({ said: '', status: 0 });
  const { onset, detected_at, best_epoch } = verdicts[0] ?? {};
  expect(best_epoch).toBe(10);
  expect(Math.abs((onset ?? NaN) - 10)).toBeLessThanOrEqual(1);
  expect(detected_at).toBeGreaterThan(10);
});

test('an empty input and a file that is not there are bad input, and stdout stays empty', async () => {
  const [empty, missing] = await Promise.all([check('\n'), check('', '--csv', 'not-there.csv')]);
  expect(empty).toMatchObject({ verdicts: [], status: 2 });
  expect(empty.said).toContain('the input is empty');
  expect(missing).toMatchObject({ verdicts: [], status: 2 });
  expect(missing.said).toContain('not-there.csv');
});

test('a run or an experiment is asked of MLflow alone', async () => {
  const csv = join(logs, 'keras/training.csv');
  const [useless, named] = await Promise.all([
    check('', csv, '--run', 'a'),
    check('', `--mlflow=${join(logs, 'mlruns')}`, '--experiment', 'golden'),
  ]);
  expect(useless).toMatchObject({ verdicts: [], status: 2 });
  expect(useless.said).toContain('--run: only MLflow has these');
  expect(named.verdicts).toHaveLength(2);
});

test('a history of other metrics alone is said to be one', async () => {
  const { said, verdicts } = await check('{"id":"a","epochs":[{"f1":1},{"f1":2}]}\n');
  expect(said).toContain('line 1: no epoch has loss');
  expect(verdicts).toMatchObject([{ overfit: false, state: 'unclear' }]);
});

test('the logs of one training in three formats get the same verdict', async () => {
  const { verdicts, status } = await check(
    '',
    join(logs, 'keras/training.csv'),
    join(logs, 'keras/tensorboard'),
    `--mlflow=${join(logs, 'mlruns')}`,
  );
  const same = verdicts
    .filter(({ overfit }) => overfit)
    .map(({ onset, best_epoch }) => ({ onset, best_epoch }));
  expect(status).toBe(0);
  expect(verdicts).toHaveLength(4);
  expect(same).toHaveLength(3);
  expect(same[1]).toEqual(same[0]);
  expect(same[2]).toEqual(same[0]);
});

test('of several places, one that is missing is named and the others are judged', async () => {
  const { verdicts, said, status } = await check('', 'not-there.csv', join(logs, 'keras/training.csv'));
  expect(status).toBe(1);
  expect(verdicts).toHaveLength(1);
  expect(said).toMatch(/^not-there\.csv cannot be read/);
});

test('so is one whose name does not say what it holds', async () => {
  const { verdicts, said, status } = await check('', join(logs, 'keras/training.csv'), 'notes.txt');
  expect({ status, count: verdicts.length }).toEqual({ status: 1, count: 1 });
  expect(said).toContain('notes.txt');
});

test('a reader that closes early ends it quietly, while more would come', async () => {
  const { child, ended } = start();
  child.stdin.on('error', () => undefined);
  const line = history('turns', 10);
  const feed = setInterval(() => child.stdin.write(line), 5);
  child.stdout.once('data', () => child.stdout.destroy());
  const [said, status] = await Promise.all([text(child.stderr), ended]);
  clearInterval(feed);
  expect({ said, status }).toEqual({ said: '', status: 0 });
});
