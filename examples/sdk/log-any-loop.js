// Logs a training loop of your own to Tenbin: `npm install @tenbin/tracking`, then `node log-any-loop.js`.
// Without TENBIN_URL and TENBIN_API_KEY all of it waits in ~/.tenbin/spool until `npx tenbin-sync` delivers it.
import { logged, startRun } from '@tenbin/tracking';

const run = await startRun({
  project: 'cats',
  config: { batchSize: 64, optimizer: { name: 'momentum', learningRate: 0.01 } },
  tags: ['example'],
  summary: { val_accuracy: 'max', val_loss: 'min' },
});

for await (const epoch of logged(run, train(30))) {
  console.log(`epoch ${run.step}: val_loss ${epoch.val_loss.toFixed(3)}, ${run.verdict().state}`);
}

run.confusionMatrix(
  'validation',
  ['cat', 'human'],
  [
    [41, 9],
    [6, 44],
  ],
);
await run.image('worst', { data: pixels(32), width: 32, height: 32 }, { caption: 'a cat taken for a human' });
await run.artifact('model', { 'weights.json': JSON.stringify([0.1, 0.2]) }, { type: 'model' });
await run.finish();

/** Stands for your own loop: its validation loss turns upward. */
async function* train(epochs) {
  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    const loss = 0.05 + 2 * Math.exp(-epoch / 5);
    const val_loss = 0.5 + 1.5 * Math.exp(-epoch / 3) + 0.04 * Math.max(0, epoch - 8);
    yield { loss, val_loss, accuracy: 1 - loss / 3, val_accuracy: 0.85 - val_loss / 10 };
  }
}

function pixels(side) {
  return Uint8Array.from({ length: side * side * 3 }, (_, at) => (at * 7) % 256);
}
