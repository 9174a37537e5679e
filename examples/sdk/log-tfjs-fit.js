// Logs what `model.fit` of TensorFlow.js says of each epoch: `npm install @tenbin/tracking @tensorflow/tfjs`.
import { startRun, tenbinCallback } from '@tenbin/tracking';
import * as tf from '@tensorflow/tfjs';

const settings = { batchSize: 16, epochs: 5 };
await using run = await startRun({ project: 'points', name: 'inside a circle', config: settings });

const points = tf.randomUniform([256, 2], -1, 1, 'float32', 1);
const inside = points.square().sum(1, true).less(0.5).toFloat();

const model = tf.sequential();
model.add(tf.layers.dense({ inputShape: [2], units: 8, activation: 'relu' }));
model.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }));
model.compile({ optimizer: tf.train.adam(0.02), loss: 'binaryCrossentropy', metrics: ['accuracy'] });

await model.fit(points, inside, {
  ...settings,
  validationSplit: 0.3,
  verbose: 0,
  callbacks: tenbinCallback(run, { batches: true }),
});
console.log(run.verdict().state);
