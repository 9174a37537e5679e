import { randomStream } from '@tenbin/contracts';
import { describe, expect, it } from 'vitest';
import { factorise, invert, lowerRows, solveLower, solveUpper, squareRows } from './cholesky.ts';

const size = 9;

/** A Aᵀ + 1 of a random A. */
function positive(): number[][] {
  const random = randomStream(1, 'matrix');
  const a = Array.from({ length: size }, () => Array.from({ length: size }, () => random.next() - 0.5));
  return a.map((row, i) =>
    a.map((other, k) => row.reduce((sum, each, j) => sum + each * (other[j] ?? 0), i === k ? 1 : 0)),
  );
}

function lower(matrix: readonly (readonly number[])[]) {
  const rows = lowerRows(matrix.length);
  for (const [i, row] of rows.entries()) row.set(matrix[i]?.slice(0, i + 1) ?? []);
  return rows;
}

describe('the Cholesky factor', () => {
  it('solves equations of its matrix', () => {
    const matrix = positive();
    const factor = lower(matrix);
    expect(factorise(factor)).toBe(true);
    const x = Float64Array.from({ length: size }, (_, i) => i - 3.5);
    const b = Float64Array.from(matrix, (row) => row.reduce((sum, each, j) => sum + each * (x[j] ?? 0), 0));
    solveLower(factor, b);
    solveUpper(factor, b);
    for (const [i, each] of b.entries()) expect(each).toBeCloseTo(x[i] ?? NaN, 10);
  });

  it('gives the inverse of its matrix', () => {
    const matrix = positive();
    const factor = lower(matrix);
    factorise(factor);
    const inverted = lowerRows(size);
    invert(factor, { columns: squareRows(size), inverted });
    const at = (i: number, j: number) => inverted[Math.max(i, j)]?.[Math.min(i, j)] ?? NaN;
    for (const [i, row] of matrix.entries()) {
      for (const j of matrix.keys()) {
        expect(row.reduce((sum, each, k) => sum + each * at(k, j), 0)).toBeCloseTo(i === j ? 1 : 0, 10);
      }
    }
  });

  it('does not exist for a matrix that is not positive definite', () => {
    expect(factorise(lower([[1], [2, 1]]))).toBe(false);
    expect(factorise(lower([[NaN]]))).toBe(false);
  });
});
