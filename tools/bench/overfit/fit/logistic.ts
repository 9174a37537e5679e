/** One observation: inputs, whether it is so, and how much it counts. */
export interface Observation {
  inputs: readonly number[];
  positive: boolean;
  weight: number;
}

export interface LogisticModel {
  /** One for each input, in the inputs' own units. */
  weights: number[];
  constant: number;
}

/** Penalty on the squared weights of standardised inputs: it only keeps the equations solvable. */
const ridge: number = 1e-3;
const rounds = 50;

/** Weighted logistic regression by Newton's method (iteratively reweighted least squares). */
export function fitLogistic(observations: readonly Observation[]): LogisticModel {
  const size = observations[0]?.inputs.length ?? 0;
  const total = observations.reduce((sum, { weight }) => sum + weight, 0);
  const columns = Array.from({ length: size }, (_, at) => spreadOf(observations, at));
  const rows = observations.map(({ inputs, positive, weight }) => ({
    terms: [1, ...columns.map(({ mean, std }, at) => ((inputs[at] ?? 0) - mean) / std)],
    target: positive ? 1 : 0,
    weight: weight / total,
  }));
  let beta = Array.from({ length: size + 1 }, () => 0);
  for (let round = 0; round < rounds; round += 1) {
    const gradient = beta.map((value, at) => (at === 0 ? 0 : -ridge * value));
    const hessian = beta.map((_, row) => beta.map((__, column) => (row === column ? ridge : 0)));
    for (const { terms, target, weight } of rows) {
      const p = sigmoid(dot(beta, terms));
      for (const [row, term] of terms.entries()) {
        gradient[row] = (gradient[row] ?? 0) + weight * (target - p) * term;
        const line = hessian[row] ?? [];
        for (const [column, other] of terms.entries()) {
          line[column] = (line[column] ?? 0) + weight * p * (1 - p) * term * other;
        }
      }
    }
    const step = solve(hessian, gradient);
    beta = beta.map((value, at) => value + (step[at] ?? 0));
    if (step.every((change) => Math.abs(change) < 1e-9)) break;
  }
  const weights = columns.map(({ std }, at) => (beta[at + 1] ?? 0) / std);
  const constant = (beta[0] ?? 0) - columns.reduce((sum, { mean }, at) => sum + (weights[at] ?? 0) * mean, 0);
  return { weights, constant };
}

/** Probability, 0–1. */
export function probabilityOf({ weights, constant }: LogisticModel, inputs: readonly number[]): number {
  return sigmoid(constant + dot(weights, inputs));
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
}

function spreadOf(observations: readonly Observation[], at: number): { mean: number; std: number } {
  const values = observations.map(({ inputs }) => inputs[at] ?? 0);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, std: Math.sqrt(variance) || 1 };
}

/** Gauss's elimination with the largest pivot. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((line, at) => [...line, right[at] ?? 0]);
  const size = rows.length;
  for (let at = 0; at < size; at += 1) {
    const pivot = rows.slice(at).toSorted((a, b) => Math.abs(b[at] ?? 0) - Math.abs(a[at] ?? 0))[0] ?? [];
    const place = rows.indexOf(pivot);
    [rows[at], rows[place]] = [pivot, rows[at] ?? []];
    for (const line of rows.slice(at + 1)) {
      const factor = (line[at] ?? 0) / (pivot[at] ?? 1);
      for (let column = at; column <= size; column += 1)
        line[column] = (line[column] ?? 0) - factor * (pivot[column] ?? 0);
    }
  }
  const solution = Array.from({ length: size }, () => 0);
  for (let at = size - 1; at >= 0; at -= 1) {
    const line = rows[at] ?? [];
    const known = solution.reduce(
      (sum, value, column) => sum + (column > at ? value * (line[column] ?? 0) : 0),
      0,
    );
    solution[at] = ((line[size] ?? 0) - known) / (line[at] ?? 1);
  }
  return solution;
}
