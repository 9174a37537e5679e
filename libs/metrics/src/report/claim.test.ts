import { randomStream } from '@tenbin/contracts';
import { expect, test } from 'vitest';
import { runOf } from '../effects/runs.fixture.ts';
import { claimOf } from './claim.ts';

const batches = [8, 16, 64, 128];
const optimizers = ['sgd', 'adam', 'eve', 'momentum'];

/** A grid of batch size × optimizer × three seeds; `ill` says which runs overfit. */
function grid(ill: (batchSize: number, optimizer: string, seed: number) => boolean) {
  return batches.flatMap((batchSize, row) =>
    optimizers.flatMap((optimizer, column) =>
      [1, 2, 3].map((seed) =>
        runOf(row * 100 + column * 10 + seed, {
          parameters: { batchSize, optimizer },
          seed,
          state: ill(batchSize, optimizer, seed) ? 'overfitting' : 'healthy',
        }),
      ),
    ),
  );
}

test('a bound of numbers that overfit is named with both rates', () => {
  const claim = claimOf(grid((batchSize, _, seed) => batchSize <= 16 || (batchSize === 128 && seed === 1)));
  expect(claim?.words).toEqual(['batch size up to 16']);
  expect(claim?.inside).toEqual({ runs: 24, overfit: 24 });
  expect(claim?.outside).toEqual({ runs: 24, overfit: 4 });
});

test('the words that overfit are named, however they are ordered', () => {
  const claim = claimOf(grid((_, optimizer) => optimizer === 'adam' || optimizer === 'momentum'));
  expect(claim?.words).toEqual(['optimizer adam or momentum']);
});

test('two parameters together are named when only both do it', () => {
  const claim = claimOf(
    grid((batchSize, optimizer) => batchSize <= 16 && (optimizer === 'adam' || optimizer === 'eve')),
  );
  expect(claim?.words.toSorted()).toEqual(['batch size up to 16', 'optimizer adam or eve']);
  expect(claim?.inside).toEqual({ runs: 12, overfit: 12 });
  expect(claim?.outside).toEqual({ runs: 36, overfit: 0 });
});

test('large numbers are named from where they begin', () => {
  expect(claimOf(grid((batchSize) => batchSize >= 64))?.words).toEqual(['batch size from 64 on']);
});

test('a parameter that has no use is no number', () => {
  const runs = ['adam', 'momentum'].flatMap((optimizer) =>
    [0.5, 0.9].flatMap((momentum) =>
      Array.from({ length: 10 }, (_, seed) =>
        runOf(seed, {
          parameters: { optimizer, ...(optimizer === 'adam' ? {} : { momentum }) },
          state: optimizer === 'adam' ? 'overfitting' : 'healthy',
        }),
      ),
    ),
  );
  expect(['no momentum', 'optimizer adam']).toContain(claimOf(runs)?.words.join());
});

test('chance is hardly ever taken for a cause', () => {
  const stream = randomStream(3, 'chance');
  let claims = 0;
  for (let round = 0; round < 100; round += 1) {
    if (claimOf(grid(() => stream.next() < 0.5)) !== null) claims += 1;
  }
  expect(claims).toBeLessThanOrEqual(5);
});

test('a difference that few runs cannot show is not claimed', () => {
  const runs = [1, 2, 3, 4].map((seed) =>
    runOf(seed, {
      parameters: { batchSize: seed % 2 === 0 ? 8 : 64 },
      state: seed % 2 === 0 ? 'overfitting' : 'healthy',
    }),
  );
  expect(claimOf(runs)).toBeNull();
  expect(claimOf([])).toBeNull();
});
