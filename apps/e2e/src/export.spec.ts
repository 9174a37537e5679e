import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { z } from 'zod';

const root = join(import.meta.dirname, '../../..');
const tensorflow = join(root, 'node_modules/@tensorflow/tfjs/dist/tf.min.js');
const networks = ['vgg-small', 'resnet-18', 'mobilenet-v2', 'densenet-small', 'lenet-5'];

/** Serves the exports of `folder`, TensorFlow.js, and an empty page that has loaded it. */
async function serve(folder: string): Promise<{ url: string } & AsyncDisposable> {
  const page = '<!doctype html><title>export</title><script src="/tf.min.js"></script>';
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    if (path === '/') {
      response.setHeader('content-type', 'text/html').end(page);
      return;
    }
    const library = path === '/tf.min.js';
    readFile(library ? tensorflow : join(folder, path)).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Runs in the page: what TensorFlow.js makes of the images, beside what the network itself did. */
const predict = (name: string): string => `(async () => {
  await tf.setBackend('cpu');
  const numbers = async (file) => new Float32Array(await (await fetch('/${name}/' + file)).arrayBuffer());
  const model = await tf.loadLayersModel('/${name}/model.json');
  const { input } = await (await fetch('/${name}/labels.json')).json();
  const shape = [-1, input.height, input.width, input.channels];
  const theirs = await model.predict(tf.tensor(await numbers('input.f32')).reshape(shape)).data();
  return { theirs: [...theirs], ours: [...(await numbers('output.f32'))] };
})()`;

const answers = z.object({ theirs: z.array(z.number()), ours: z.array(z.number()).min(1) });

test('TensorFlow.js in a browser loads each exported network and predicts what the network itself does', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const folder = await mkdtemp(join(tmpdir(), 'tenbin-export-'));
  try {
    const program = join(root, 'libs/training/src/export/write-exports.fixture.ts');
    await promisify(execFile)(process.execPath, [program, folder]);
    await using server = await serve(folder);
    await page.goto(server.url);
    for (const name of networks) {
      const { theirs, ours } = answers.parse(await page.evaluate(predict(name)));
      expect(theirs.length).toBe(ours.length);
      const differences = theirs.map((value, at) => Math.abs(value - (ours[at] ?? Number.NaN)));
      expect(Math.max(...differences), name).toBeLessThanOrEqual(1e-5);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
