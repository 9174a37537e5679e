/** The rows of a symmetric or lower triangular matrix, of which only the lower half is read. */
export type Rows = readonly Float64Array[];

export function lowerRows(size: number): Rows {
  return Array.from({ length: size }, (_, i) => new Float64Array(i + 1));
}

/**
 * Turns a symmetric positive definite matrix into its Cholesky factor L (L Lᵀ = matrix), in place.
 * @returns false when the matrix is not positive definite in double precision
 */
export function factorise(rows: Rows): boolean {
  for (let i = 0; i < rows.length; i += 1) {
    const row = rowOf(rows, i);
    for (let j = 0; j < i; j += 1) {
      const other = rowOf(rows, j);
      row[j] = ((row[j] ?? 0) - dot(row, other, 0, j)) / (other[j] ?? 1);
    }
    const rest = (row[i] ?? 0) - dot(row, row, 0, i);
    if (!(rest > 1e-14)) return false;
    row[i] = Math.sqrt(rest);
  }
  return true;
}

/** Solves L x = b in place, for the first `b.length` rows of L. */
export function solveLower(factor: Rows, b: Float64Array): void {
  for (let i = 0; i < b.length; i += 1) {
    const row = rowOf(factor, i);
    b[i] = ((b[i] ?? 0) - dot(row, b, 0, i)) / (row[i] ?? 1);
  }
}

/** Solves Lᵀ x = b in place, for the first `b.length` rows of L. */
export function solveUpper(factor: Rows, b: Float64Array): void {
  for (let i = b.length - 1; i >= 0; i -= 1) {
    const row = rowOf(factor, i);
    const x = (b[i] ?? 0) / (row[i] ?? 1);
    b[i] = x;
    for (let j = 0; j < i; j += 1) b[j] = (b[j] ?? 0) - x * (row[j] ?? 0);
  }
}

/** Square rows that `invert` works in, to be used again and again. */
export function squareRows(size: number): Rows {
  return Array.from({ length: size }, () => new Float64Array(size));
}

/** Writes the lower half of (L Lᵀ)⁻¹ into `inverted`; `columns` is room to work in. */
export function invert(factor: Rows, { columns, inverted }: { columns: Rows; inverted: Rows }): void {
  const size = factor.length;
  // Of L⁻¹ the columns, so that both passes run along memory.
  for (let j = 0; j < size; j += 1) {
    const column = rowOf(columns, j);
    for (let i = j; i < size; i += 1) {
      const row = rowOf(factor, i);
      column[i] = ((i === j ? 1 : 0) - dot(row, column, j, i)) / (row[i] ?? 1);
    }
  }
  for (let i = 0; i < size; i += 1) {
    const row = rowOf(inverted, i);
    for (let j = 0; j <= i; j += 1) row[j] = dot(rowOf(columns, i), rowOf(columns, j), i, size);
  }
}

/**
 * The inner product of two arrays from one index to before another; of all of `a` if they are left out. Four sums at once,
 * because a processor adds faster than it can wait for one sum.
 */
export function dot(a: Float64Array, b: Float64Array, from = 0, to = a.length): number {
  let [first, second, third, fourth] = [0, 0, 0, 0];
  let k = from;
  for (; k + 3 < to; k += 4) {
    first += (a[k] ?? 0) * (b[k] ?? 0);
    second += (a[k + 1] ?? 0) * (b[k + 1] ?? 0);
    third += (a[k + 2] ?? 0) * (b[k + 2] ?? 0);
    fourth += (a[k + 3] ?? 0) * (b[k + 3] ?? 0);
  }
  for (; k < to; k += 1) first += (a[k] ?? 0) * (b[k] ?? 0);
  return first + second + (third + fourth);
}

const nothing = new Float64Array(0);

function rowOf(rows: Rows, index: number): Float64Array {
  return rows[index] ?? nothing;
}
