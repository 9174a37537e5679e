import { expect, test } from 'vitest';
import { randomStream } from '@tenbin/contracts';
import { likelyWrongLabels } from './likely-wrong-labels.ts';

const classes = ['cat', 'dog', 'horse'];

/** A network that gives the true class 0.55–0.95 and spreads the rest; every 20th label is flipped. */
function judged(count: number, seed: number) {
  const random = randomStream(seed, 'judged');
  const [probabilities, labels, flipped]: [number[], number[], number[]] = [[], [], []];
  for (let at = 0; at < count; at += 1) {
    const truth = at % 3;
    const sure = 0.55 + random.next() * 0.4;
    const share = random.next();
    const row = [0, 0, 0];
    row[truth] = sure;
    row[(truth + 1) % 3] = (1 - sure) * share;
    row[(truth + 2) % 3] = (1 - sure) * (1 - share);
    probabilities.push(...row);
    const isFlipped = at % 20 === 19;
    if (isFlipped) flipped.push(at);
    labels.push(isFlipped ? (truth + 1 + random.below(2)) % 3 : truth);
  }
  return { probabilities, labels, flipped };
}

test('labels that were flipped are found, and hardly another', () => {
  const { probabilities, labels, flipped } = judged(600, 1);
  const found = likelyWrongLabels({ probabilities, labels, classes });
  const hits = found.filter(({ index }) => flipped.includes(index));
  // The paper's thresholds leave out those that the network is less sure of than of most.
  expect(hits.length).toBeGreaterThan(flipped.length / 2);
  expect(hits).toHaveLength(found.length);
  for (const { index, given, suggested, confidence } of hits) {
    expect([given, suggested]).toEqual([labels[index], index % 3]);
    expect(confidence).toBe(probabilities[index * 3 + (index % 3)]);
  }
  const margins = found.map(({ margin }) => margin);
  expect(margins).toEqual(margins.toSorted((left, right) => right - left));
});

test('the thresholds are mean self-confidences: an example by hand', () => {
  // Thresholds: cat (0.9 + 0.3) / 2 = 0.6, dog (0.8 + 0.6) / 2 = 0.7.
  const probabilities = [0.9, 0.1, 0.3, 0.7, 0.2, 0.8, 0.4, 0.6];
  const [first, ...others] = likelyWrongLabels({
    probabilities,
    labels: [0, 0, 1, 1],
    classes: ['cat', 'dog'],
  });
  expect(first).toMatchObject({ index: 1, given: 0, suggested: 1, confidence: 0.7 });
  expect(first?.margin).toBeCloseTo(0.4);
  expect(others).toEqual([]);
});

test('a class that is hard to know does not suggest itself to those that are known better', () => {
  // Dogs get 0.3 in the mean, so that 0.35 is above their threshold; the cat's own 0.65 is more.
  const probabilities = [0.65, 0.35, 0.95, 0.05, 0.7, 0.3, 0.7, 0.3];
  expect(likelyWrongLabels({ probabilities, labels: [0, 0, 1, 1], classes: ['cat', 'dog'] })).toEqual([]);
});

test('right labels give nothing, and a class without an image suggests nothing', () => {
  const probabilities = [1, 0, 0, 0, 1, 0, 0.1, 0.2, 0.7];
  expect(likelyWrongLabels({ probabilities, labels: [0, 1, 1], classes })).toEqual([]);
});
